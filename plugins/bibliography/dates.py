"""Dates: read from what exporters write, and spelled as AMA prints them."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from plugins.bibliography.json_values import Json, text_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
DATE_PART = re.compile(r"[0-9]{1,4}")
YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
ISO_DATE = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the month or the day may be unknown (None)."""

    year: int
    month: int | None = None
    day: int | None = None
    until: "PartialDate | None" = None
    """The last day of a stretch, such as a meeting of three days."""


def spelled(date: PartialDate) -> str:
    """Return a date as AMA prints it: November 10, 2026; September 8-10, 2026 (AMA 11th ed., 3.13.9)."""
    last = date.until
    if last is None:
        return _spelled_day(date)
    if date.year != last.year or date.month is None or last.month is None:
        return f"{_spelled_day(date)}-{_spelled_day(last)}"
    first = MONTHS[date.month - 1]
    if date.day is None or last.day is None:
        return f"{first}-{MONTHS[last.month - 1]} {date.year}"
    end = f"{last.day}" if date.month == last.month else f"{MONTHS[last.month - 1]} {last.day}"
    return f"{first} {date.day}-{end}, {date.year}"


def _spelled_day(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def year_of(date: PartialDate | None) -> str:
    """Return the year, or the years of a stretch; nothing where it is unknown."""
    if date is None:
        return ""
    if date.until and date.until.year != date.year:
        return f"{date.year}-{date.until.year}"
    return str(date.year)


def date_from_csl(value: Json) -> PartialDate | None:
    """Return a CSL date; None where there is none.

    Exporters write its parts as numbers or as texts, the whole as an ISO date, and a season or “in the
    spring of 2020” as `literal` or `raw`, of which the year is kept.
    """
    if isinstance(value, dict):
        parts = value.get("date-parts")
        dates = [_from_parts(part) for part in parts[:2]] if isinstance(parts, list) else []
        if dates and dates[0]:
            last = dates[1] if len(dates) > 1 else None
            return replace(dates[0], until=last) if last and last != dates[0] else dates[0]
        value = value.get("raw") or value.get("literal")
    return iso_date(value) or _year_in(value)


def iso_date(value: Json) -> PartialDate | None:
    """Return a date written 2026-11-10, 2026-11 or 2026."""
    match = ISO_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    return _checked([part for part in match.groups() if part]) if match else None


def _year_in(value: Json) -> PartialDate | None:
    years = YEAR.findall(value) if isinstance(value, str) else []
    return PartialDate(int(years[0])) if len(years) == 1 else None


def _from_parts(parts: Json) -> PartialDate | None:
    return _checked([text_of(part) for part in parts]) if isinstance(parts, list) else None


def _checked(parts: list[str]) -> PartialDate | None:
    # Only up to the first part that is no number: the day behind it must not become the month.
    numbers = [int(part) for part in takewhile(DATE_PART.fullmatch, parts)]
    year, month, day = (*numbers, None, None, None)[:3]
    if year is None or not 0 < year < 10_000:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    return PartialDate(year, month, day if day is not None and 1 <= day <= 31 else None)
