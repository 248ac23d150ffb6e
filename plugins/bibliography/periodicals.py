"""What appears in journals, magazines, newspapers and on preprint servers."""

import re
from collections.abc import Iterator

from plugins.bibliography.dates import spelled, year_of
from plugins.bibliography.pages import abbreviated, full_pages, volume_and_issue
from plugins.bibliography.parts import (
    address,
    authors,
    dated,
    day_or_year,
    kind_and_number,
    title,
    whereabouts,
)
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, Run, joined, rich, sentence, title_sentence

ABSTRACT = re.compile(r"(?:meeting |conference )?abstract", re.IGNORECASE)
NOT_YET_PRINTED = re.compile(r"in press|forthcoming|accepted", re.IGNORECASE)
PREPRINT = re.compile(r"preprint|e-?print|", re.IGNORECASE)


def article(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. Title. *J Abbrev*. Year;Vol(Issue):Pages. doi:… (AMA 11th ed., 3.11)."""
    is_abstract = bool(ABSTRACT.fullmatch(reference.genre))
    yield authors(reference)
    yield title(reference)
    yield _journal(reference)
    yield sentence(_issue(reference, "" if is_abstract else reference.number))
    if is_abstract:
        yield kind_and_number(reference)
    yield from whereabouts(reference)


def _journal(reference: Reference) -> Part:
    """Return the journal in italics, abbreviated as PubMed does and without stops (AMA 11th ed., 3.11)."""
    name = rich(abbreviated(reference.journal_abbreviation), italic=True)
    return sentence(name) if name else title_sentence(reference.journal, italic=True)


def _issue(reference: Reference, locator: str) -> str:
    """Return year, volume, issue and pages or electronic locator (AMA 11th ed., 3.11), or the
    day it was published online ahead of them."""
    years = year_of(reference.issued)
    volume = volume_and_issue(reference.volume, reference.issue, reference.supplement)
    pages = full_pages(reference.page) or locator
    if volume or pages:
        return f"{years}{';' if volume and years else ''}{volume}{f':{pages}' if pages else ''}"
    day = reference.available or reference.issued
    if day and day.day:
        return f"Published online {spelled(day)}"
    if NOT_YET_PRINTED.fullmatch(reference.status):
        return "In press"
    return years or year_of(reference.available)


def news(reference: Reference) -> Iterator[Part]:
    """Yield: Author. Title. *Newspaper*. Month day, year:page. Accessed …. URL (AMA 11th ed., 3.13.1).

    The names of newspapers are not abbreviated; a magazine with a volume prints as a journal.
    """
    if reference.type == "article-magazine" and reference.volume:
        yield from article(reference)
        return
    yield authors(reference)
    yield title(reference)
    yield title_sentence(reference.journal or reference.journal_abbreviation, italic=True)
    section, page = reference.section, full_pages(reference.page)
    if len(section) == 1 and page[:1].isdigit():
        section, page = "", f"{section}{page}"
    named = section if not section or "section" in section.lower() else f"{section} section"
    yield sentence(day_or_year(reference.issued), f";{named}" if named else "", f":{page}" if page else "")
    yield dated("Updated", reference.updated)
    yield from whereabouts(reference)


def preprint(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. Title. *Server*. Preprint posted online Month day, year. doi:… (AMA 11th ed.,
    3.15). One that says it is something else, such as a working paper, is called that."""
    yield authors(reference)
    yield title(reference)
    yield title_sentence(reference.publisher or reference.journal or reference.archive, italic=True)
    when = day_or_year(reference.issued)
    if PREPRINT.fullmatch(reference.genre):
        yield sentence(f"Preprint posted online {when}" if when else "Preprint")
        yield joined((Run(reference.number),) if not (reference.doi or reference.url) else ())
    else:
        yield kind_and_number(reference)
        yield sentence(when)
    yield from address(reference) if not reference.doi else whereabouts(reference)
