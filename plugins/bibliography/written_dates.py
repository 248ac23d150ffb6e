"""Dates as reference managers and services write them, read into CSL's date parts.

2009-07-15   2009/07/15/   20090715   2009 Jul 15   2009 Jul-Aug   July 15, 2009   15 July 2009   Jul 2009

What is not certain is left out: of “2009 Summer” the year stays.
"""

import re

from plugins.bibliography.reference import Json

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?(?:\s?[-/–]\s?[A-Za-z]{3,9}\.?)?"
FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{4})(?:[-/.](?P<number>\d{1,2}))?(?:[-/.](?P<day>\d{1,2}))?(?:[T ]\d{1,2}:.*|/.*)?",
        rf"(?P<year>\d{{4}})\s+{MONTH}(?:\s+(?P<day>\d{{1,2}}))?(?:-\d{{1,2}})?",
        rf"{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})\s+{MONTH},?\s+(?P<year>\d{{4}})",
        rf"{MONTH},?\s+(?P<year>\d{{4}})",
    )
)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")


def date_parts(text: str) -> Json:
    """Return a written date as CSL has it, {"date-parts": [[2009, 7, 15]]}; None where there is no year."""
    text = " ".join(text.split()).strip("/")
    for form in FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = int(found["number"]) if found.get("number") else month_number(found.get("month") or "")
            day = int(found["day"]) if found.get("day") else 0
            return parts(int(found["year"]), month, day)
    years = YEAR.findall(text)
    return parts(int(years[0])) if len(set(years)) == 1 else None


def parts(year: int, month: int = 0, day: int = 0) -> Json:
    """Return numbers as CSL's date parts, as far as they make a date; None where there is no year."""
    if not year:
        return None
    made: list[Json] = [year]
    if 1 <= month <= 12:
        made.append(month)
        if 1 <= day <= 31:
            made.append(day)
    return {"date-parts": [made]}


def month_number(text: str) -> int:
    """Return a month's number, by its English name or the first three letters of it; else 0."""
    text = text.strip().lower()
    if text.isdecimal() and len(text) <= 2:
        return int(text)
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0
