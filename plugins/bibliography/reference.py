"""A reference: one entry of the library, read from CSL-JSON.

Source: CSL-JSON schema 1.0.2; `custom` is the schema's own place for what it does not know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

# What JSON can hold.
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

DATE_PART = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given, suffix) or a group (literal)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    particle: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the month or the day may be unknown (None)."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One source. Text fields are as stored, "" where absent; nothing in them is trusted markup."""

    key: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    journal: str = ""
    journal_abbreviation: str = ""
    issued: PartialDate | None = None
    updated: PartialDate | None = None
    accessed: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    genre: str = ""
    number: str = ""
    doi: str = ""
    """Bare: 10.1111/…"""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    unverified: tuple[str, ...] = ()
    """CSL names of fields left out because nobody here has verified them (`custom.unverified`)."""


def reference_from_csl(entry: Mapping[str, Json]) -> Reference:
    """Return the reference in a CSL-JSON entry. Fields of a wrong type count as absent."""
    custom = entry.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    unverified = custom.get("unverified")
    return Reference(
        key=_text(entry, "id"),
        type=_text(entry, "type"),
        title=_text(entry, "title"),
        authors=_names(entry.get("author")),
        journal=_text(entry, "container-title"),
        journal_abbreviation=_text(entry, "container-title-short") or _text(entry, "journalAbbreviation"),
        issued=_date(entry.get("issued")),
        updated=_iso_date(custom.get("updated")),
        accessed=_date(entry.get("accessed")),
        volume=_text(entry, "volume"),
        issue=_text(entry, "issue"),
        page=_text(entry, "page"),
        publisher=_text(entry, "publisher"),
        genre=_text(entry, "genre"),
        number=_text(entry, "number"),
        doi=bare_doi(_text(entry, "DOI")),
        pmid=_text(entry, "PMID"),
        pmcid=_text(entry, "PMCID"),
        url=_text(entry, "URL"),
        unverified=tuple(str(name) for name in unverified) if isinstance(unverified, list) else (),
    )


def bare_doi(text: str) -> str:
    """Return a DOI without the prefixes it is copied with: https://doi.org/, doi:, DOI."""
    text = text.strip()
    for prefix in ("https://", "http://", "dx.doi.org/", "doi.org/", "doi:", "doi "):
        if text.lower().startswith(prefix):
            text = text[len(prefix) :].strip()
    return text


def _text(entry: Mapping[str, Json], name: str) -> str:
    value = entry.get(name)
    if isinstance(value, str):
        return " ".join(value.split())
    # Exporters write volumes and identifiers as numbers now and then.
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _names(value: Json) -> tuple[Name, ...]:
    if not isinstance(value, list):
        return ()
    names = (
        Name(
            family=_text(item, "family"),
            given=_text(item, "given"),
            suffix=_text(item, "suffix"),
            particle=_text(item, "non-dropping-particle") or _text(item, "dropping-particle"),
            literal=_text(item, "literal"),
        )
        for item in value
        if isinstance(item, dict)
    )
    return tuple(name for name in names if name.family or name.literal or name.given)


def _date(value: Json) -> PartialDate | None:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list):
        return None
    # Exporters write the parts as numbers or as texts.
    return _checked_date([str(part) for part in first])


def _iso_date(value: Json) -> PartialDate | None:
    parts = value.split("-") if isinstance(value, str) else []
    return _checked_date(parts)


def _checked_date(parts: list[str]) -> PartialDate | None:
    # Only up to the first part that is no number: the day behind it must not become the month.
    numbers = [int(part) for part in takewhile(DATE_PART.fullmatch, parts)]
    year, month, day = (*numbers, None, None, None)[:3]
    if year is None or not 0 < year < 10_000:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if day is not None and 1 <= day <= 31 else None)
