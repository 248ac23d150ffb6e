"""What goes into claims.json: the published articles of a blog, each with the claims that the check found."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plugins.bibliography.library import load_library
from plugins.checks.engine import gather
from plugins.checks.finding import Report, ReportedClaim
from plugins.disclaimer.shelf import Shelf, WrongChoice, choose, load_shelf
from plugins.edition.claims_record import Recorded, claims_record
from plugins.manuscript.dates import WrongDate
from plugins.manuscript.header import Header
from plugins.manuscript.layout import Layout
from plugins.manuscript.source import Unreadable


def record_of(layout: Layout, check: Report, folder: Path) -> str:
    """Return the text of claims.json for the pages in a folder, "" where it cannot be made.

    Of what the check found nothing is looked for again. An article that has no page there is left out (a
    preview goes on without it), and so are drafts and hidden articles.
    """
    try:
        library = load_library(layout.references, layout.evidence, layout.project)
        shelf = load_shelf(layout.disclaimers, layout.project)
    except Unreadable:
        # The check has said so; the gate will say that the file is missing.
        return ""
    claims: dict[str, list[ReportedClaim]] = {}
    for claim in check.claims or ():
        claims.setdefault(claim.path, []).append(claim)
    return claims_record(_articles(layout, shelf, claims, folder), library)


def _articles(
    layout: Layout, shelf: Shelf, claims: dict[str, list[ReportedClaim]], folder: Path
) -> Iterator[Recorded]:
    for manuscript in gather(layout, layout.articles).manuscripts:
        header = manuscript.header
        is_listed = not header.is_draft and header.text("status").lower() != "hidden"
        if manuscript.is_page or not is_listed or not _is_page(folder / manuscript.address):
            continue
        try:
            disclaimer = choose(header, shelf)
        except WrongChoice:
            continue
        yield Recorded(
            manuscript.address,
            header.text("title"),
            disclaimer,
            _day(header, "reviewed"),
            _day(header, "review due"),
            tuple(claims.get(manuscript.source.path, ())),
        )


def _is_page(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        # A name longer than a file may have: the check tells it, and there is no such page.
        return False


def _day(header: Header, name: str) -> date | None:
    try:
        return header.date(name)
    except WrongDate:
        return None
