"""What goes into claims.json: the published articles of a blog, each with the claims that the check found."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from plugins.checks.collection import Manuscript
from plugins.checks.engine import Inspection
from plugins.checks.finding import ReportedClaim
from plugins.disclaimer.shelf import Shelf, WrongChoice, choose
from plugins.edition.claims_record import Recorded, claims_record
from plugins.manuscript.dates import WrongDate
from plugins.manuscript.header import Header


def record_of(inspection: Inspection, folder: Path) -> str:
    """Return the text of claims.json for the pages in a folder, "" where what they were checked by could not
    be read: the check has said so, and the gate will say that the file is missing.

    It is made of what the check read and found, and of nothing else. An article that has no page there is
    left out (a preview goes on without it), and so are drafts and hidden articles.
    """
    if inspection.desk.unreadable:
        return ""
    claims: dict[str, list[ReportedClaim]] = {}
    for claim in inspection.report.claims or ():
        claims.setdefault(claim.path, []).append(claim)
    standard = inspection.desk.standard
    articles = _articles(inspection.collection.manuscripts, standard.shelf, claims, folder)
    return claims_record(articles, standard.library)


def _articles(
    manuscripts: Iterable[Manuscript], shelf: Shelf, claims: dict[str, list[ReportedClaim]], folder: Path
) -> Iterator[Recorded]:
    for manuscript in manuscripts:
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
