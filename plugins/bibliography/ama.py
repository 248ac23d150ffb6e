"""References printed as the AMA Manual of Style (11th ed., chapter 3) has them.

A printed reference is a tuple of runs; only `as_html` makes markup, and it escapes every run, so that
no field of the library can bring any in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from plugins.bibliography.reference import Name, PartialDate, Reference

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# CSL's rich-text tags; the library may hold them, the page does not need them.
CSL_TAG = re.compile(r"</?(?:i|b|sup|sub|span)(?:\s+(?:class|style)=\"[\w :;-]*\")?>")
SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a printed reference."""

    text: str
    italic: bool = False
    address: str = ""


def format_reference(reference: Reference) -> tuple[Run, ...]:
    """Return a reference as AMA prints it."""
    if reference.type == "article-journal":
        parts = _journal_article(reference)
    elif reference.type == "webpage":
        parts = _web_page(reference)
    else:
        parts = _report(reference)
    return tuple(_spaced(parts))


def as_text(runs: tuple[Run, ...]) -> str:
    """Return a printed reference as plain text."""
    return "".join(run.text for run in runs)


def as_html(runs: tuple[Run, ...]) -> str:
    """Return a printed reference as inline HTML; every field is escaped."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    html = escape(run.text)
    if run.italic:
        html = f"<i>{html}</i>"
    if run.address and SAFE_ADDRESS.fullmatch(run.address):
        html = f'<a href="{escape(run.address)}">{html}</a>'
    return html


def _journal_article(reference: Reference) -> Iterator[tuple[Run, ...]]:
    """Authors. Title. *J Abbrev*. Year;Vol(Issue):Pages. doi:… (AMA 3.11)."""
    yield from _authors(reference)
    yield _sentence(plain(reference.title))
    yield (Run(_bare(plain(reference.journal_abbreviation or reference.journal)), italic=True), Run("."))
    yield _sentence(_issue(reference))
    yield from _identifiers(reference)


def _issue(reference: Reference) -> str:
    date = reference.issued
    year = str(date.year) if date else ""
    if reference.volume or reference.page:
        issue = f"({reference.issue})" if reference.issue else ""
        pages = f":{full_pages(reference.page)}" if reference.page else ""
        return f"{year};{reference.volume}{issue}{pages}"
    if date and date.month and date.day:
        return f"Published online {spelled(date)}"
    return year


def _web_page(reference: Reference) -> Iterator[tuple[Run, ...]]:
    """Author. Title. Site. Date. Updated …. Accessed …. Address (AMA 3.15)."""
    yield from _authors(reference)
    yield _sentence(plain(reference.title))
    if reference.number.startswith("NCT"):
        yield _sentence(f"{reference.journal} identifier: {reference.number}")
    elif reference.journal:
        yield _sentence(plain(reference.journal))
    if reference.issued:
        yield _sentence(spelled(reference.issued))
    if reference.updated:
        yield _sentence(f"Updated {spelled(reference.updated)}")
    if reference.accessed:
        yield _sentence(f"Accessed {spelled(reference.accessed)}")
    if reference.url:
        yield (Run(reference.url, address=reference.url),)


def _report(reference: Reference) -> Iterator[tuple[Run, ...]]:
    """Author. *Title*. Publisher; Year. Kind Number. (AMA 3.13.2)."""
    yield from _authors(reference)
    title = plain(reference.title)
    yield (Run(_bare(title), italic=True), Run("" if title.endswith("?") else "."))
    year = str(reference.issued.year) if reference.issued else ""
    yield _sentence("; ".join(filter(None, (plain(reference.publisher), year))))
    yield _sentence(" ".join(filter(None, (plain(reference.genre), reference.number))))
    yield from _identifiers(reference)
    if reference.url and not reference.doi:
        yield (Run(reference.url, address=reference.url),)


def _identifiers(reference: Reference) -> Iterator[tuple[Run, ...]]:
    if reference.doi:
        # Old DOIs hold < and >, which no address may: 10.1002/(SICI)1097<1::AID>3.0.CO;2-X.
        address = f"https://doi.org/{quote(reference.doi, safe='/:;()')}"
        yield (Run(f"doi:{reference.doi}", address=address),)
    elif reference.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        yield (Run(f"PMID: {reference.pmid}", address=address),)


def _authors(reference: Reference) -> Iterator[tuple[Run, ...]]:
    """Up to six persons all, more than six three and "et al"; groups behind a semicolon (AMA 3.7)."""
    people = [_person(name) for name in reference.authors if not name.literal]
    groups = [plain(name.literal) for name in reference.authors if name.literal]
    if len(people) > 6:
        people = [*people[:3], "et al"]
    line = "; ".join(filter(None, (", ".join(people), "; ".join(groups))))
    if line:
        yield _sentence(line)


def _person(name: Name) -> str:
    initials = "".join(word[0].upper() for word in re.split(r"[\s.\-‐]+", plain(name.given)) if word)
    family = plain(" ".join(filter(None, (name.particle, name.family))))
    return " ".join(filter(None, (family, initials, name.suffix.rstrip("."))))


def full_pages(pages: str) -> str:
    """Return a page range with both ends whole: 545-50 becomes 545-550 (AMA 3.11.11)."""
    match = re.fullmatch(r"(\d+)\s*[-‐–—]+\s*(\d+)", pages)
    if match is None:
        return pages
    first, last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def spelled(date: PartialDate) -> str:
    """Return a date as AMA prints it: November 10, 2026."""
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def plain(text: str) -> str:
    """Return a field without CSL's rich-text tags; anything else in it stays text."""
    return CSL_TAG.sub("", text)


def _bare(text: str) -> str:
    return text.removesuffix(".")


def _sentence(text: str) -> tuple[Run, ...]:
    if not text:
        return ()
    return (Run(text if text.endswith((".", "?", "!")) else f"{text}."),)


def _spaced(parts: Iterator[tuple[Run, ...]]) -> Iterator[Run]:
    """Put one space between the parts that hold anything."""
    first = True
    for part in parts:
        runs = [run for run in part if run.text]
        if not runs or not "".join(run.text for run in runs).strip("."):
            continue
        if not first:
            yield Run(" ")
        yield from runs
        first = False
