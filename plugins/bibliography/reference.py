"""A reference: one entry of the library, read from CSL-JSON.

Source: CSL-JSON schema 1.0.2; `custom` is the schema's own place for what it does not know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.bibliography.dates import PartialDate, date_from_csl
from plugins.bibliography.json_values import Json, text_of
from plugins.bibliography.links import bare_doi, bare_number, doi_in_address
from plugins.bibliography.names import Name, names_from_csl

__all__ = ["Json", "Name", "PartialDate", "Reference", "bare_doi", "reference_from_csl"]

# Zotero keeps what it has no field for in “Extra”, which it exports as `note`: one “PMID: 123” to a line.
IN_NOTE = r"(?im)^[ \t]*{0}[ \t]*:[ \t]*(\S{{1,200}})"


@dataclass(frozen=True, slots=True)
class Reference:
    """One source. Text fields are as stored, "" where absent; nothing in them is trusted markup."""

    key: str
    type: str
    title: str
    authors: tuple[Name, ...] = ()
    journal: str = ""
    """`container-title`: the journal, the book of a chapter, the site of a web page."""
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
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    book_authors: tuple[Name, ...] = ()
    """`container-author`: who wrote the book that a chapter is in."""
    edition: str = ""
    collection: str = ""
    """`collection-title`: the series a book or a report belongs to."""
    collection_number: str = ""
    chapter: str = ""
    section: str = ""
    supplement: str = ""
    version: str = ""
    status: str = ""
    event: str = ""
    event_place: str = ""
    event_date: PartialDate | None = None
    available: PartialDate | None = None
    """`available-date`: the day it could first be read, ahead of its volume."""
    original: PartialDate | None = None
    """`original-date`: when a reprinted work first came out."""
    archive: str = ""
    authority: str = ""
    jurisdiction: str = ""
    language: str = ""


def reference_from_csl(entry: Mapping[str, Json]) -> Reference:
    """Return the reference in a CSL-JSON entry. Fields of a wrong type count as absent."""

    def text(*names: str) -> str:
        return next(filter(None, (text_of(entry.get(name)) for name in names)), "")

    custom = entry.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    unverified = custom.get("unverified")
    note = entry.get("note")
    note = note if isinstance(note, str) else ""
    return Reference(
        key=text("id"),
        type=text("type"),
        title=text("title"),
        authors=names_from_csl(entry.get("author")),
        journal=text("container-title"),
        journal_abbreviation=text("container-title-short", "journalAbbreviation"),
        issued=date_from_csl(entry.get("issued")),
        updated=date_from_csl(custom.get("updated")),
        accessed=date_from_csl(entry.get("accessed")),
        volume=text("volume"),
        issue=text("issue"),
        page=text("page", "page-first"),
        publisher=text("publisher"),
        genre=text("genre"),
        number=text("number"),
        doi=bare_doi(text("DOI") or _noted(note, "DOI")) or doi_in_address(text("URL")),
        pmid=bare_number(text("PMID") or _noted(note, "PMID")),
        pmcid=bare_number(text("PMCID") or _noted(note, "PMCID")),
        url=text("URL"),
        unverified=tuple(map(text_of, unverified)) if isinstance(unverified, list) else (),
        editors=names_from_csl(entry.get("editor")),
        translators=names_from_csl(entry.get("translator")),
        book_authors=names_from_csl(entry.get("container-author")),
        edition=text("edition"),
        collection=text("collection-title"),
        collection_number=text("collection-number"),
        chapter=text("chapter-number"),
        section=text("section"),
        supplement=text("supplement-number", "supplement"),
        version=text("version"),
        status=text("status"),
        event=text("event-title", "event"),
        event_place=text("event-place"),
        event_date=date_from_csl(entry.get("event-date")),
        available=date_from_csl(entry.get("available-date")),
        original=date_from_csl(entry.get("original-date")),
        archive=text("archive"),
        authority=text("authority"),
        jurisdiction=text("jurisdiction"),
        language=text("language"),
    )


def _noted(note: str, name: str) -> str:
    found = re.search(IN_NOTE.format(name), note)
    return found[1] if found else ""
