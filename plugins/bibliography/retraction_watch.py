"""The blog's retraction list, brought up to date from a file in Retraction Watch's public CSV form.

That file has some sixty thousand lines; kept are those about works of the library, unless all are wanted.
Lines that people have typed stay. The same file, library and day always give the same list.

Source: Retraction Watch data, user guide (the columns, the four natures, 0 and “unavailable” for an
identifier that is not known).
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from plugins.bibliography.identifiers import pmid_in, same_doi
from plugins.bibliography.reference import Reference
from plugins.bibliography.retraction import REMARK, WITH_NATURE, Nature, Retraction, Retractions

NEEDED = (
    "RetractionDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason",
)  # fmt: skip
NATURES = {
    "retraction": Nature.RETRACTION,
    "expression of concern": Nature.CONCERN,
    "correction": Nature.CORRECTION,
}
REINSTATED = "reinstatement"
DATE_FORMS = ("%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%y %H:%M", "%m/%d/%y")


class NotTheList(Exception):
    """A file that is not in Retraction Watch's form; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of the file: what was said of which paper, and when."""

    line: int
    doi: str
    pmid: str
    date: date | None
    nature: Nature | None
    """None: the paper was reinstated, or the file has a nature of its own."""
    reason: str
    reinstated: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Everything the paper is known by."""
        return frozenset(filter(None, (self.doi, self.pmid)))


@dataclass(frozen=True, slots=True)
class Update:
    """A new list: its text, what is in it, and what could not be used."""

    text: str
    papers: tuple[Retraction, ...]
    read: int
    """How many lines the file has."""
    unusable: tuple[int, ...]
    """Lines about works that would be kept, but without a date or of a nature nobody knows."""
    gone: tuple[Retraction, ...]
    """What the list had before and has no more: reinstated papers, works no longer in the library."""


def notices_in(lines: Iterable[str]) -> Iterator[Notice]:
    """Yield the notices of a file line by line; raise `NotTheList`."""
    reader = csv.DictReader(lines)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise NotTheList(
                f"This is no file in Retraction Watch's form: it has no column {' and no '.join(missing)}. "
                "Download the list again as CSV."
            )
        for row in reader:
            yield _notice(reader.line_num, {name: (row.get(name) or "").strip() for name in NEEDED})
    except csv.Error as error:
        raise NotTheList(
            f"Line {reader.line_num + 1} cannot be read ({error}). Download the list again as CSV."
        ) from None


def update(
    notices: Iterable[Notice],
    before: Retractions,
    library: Collection[Reference],
    origin: str,
    as_of: date,
    *,
    everything: bool = False,
) -> Update:
    """Return the list of the day; `origin` is the file's name, for the head of the list."""
    wanted = {name for reference in library for name in _names(reference)}
    spoken_of: set[str] = set()
    kept: list[Notice] = []
    read, unusable = 0, []
    for notice in notices:
        read += 1
        relevant = bool(notice.names & wanted)
        if notice.date is None or (notice.nature is None and not notice.reinstated):
            if relevant:
                unusable.append(notice.line)
            continue
        spoken_of |= notice.names
        if relevant or (everything and notice.names):
            kept.append(notice)
    # What people typed stays, unless the file speaks of the same paper.
    typed = (paper for paper in before.papers if not {paper.doi, paper.pmid} & spoken_of)
    papers = tuple(sorted({*typed, *_in_force(kept)}, key=_order))
    natures = {(name, paper.nature) for paper in papers for name in (paper.doi, paper.pmid) if name}
    gone = tuple(
        paper
        for paper in before.papers
        if not {(paper.doi, paper.nature), (paper.pmid, paper.nature)} & natures
    )
    return Update(_written(papers, origin, as_of, read), papers, read, tuple(unusable), gone)


def _in_force(notices: list[Notice]) -> Iterator[Retraction]:
    """Yield what still holds: a retraction that was taken back later does not."""
    taken_back: dict[str, date] = {}
    for notice in notices:
        for name in notice.names if notice.reinstated and notice.date else ():
            taken_back[name] = max(taken_back.get(name, date.min), notice.date or date.min)
    for notice in notices:
        if notice.nature is None or notice.date is None:
            continue
        back = max((taken_back.get(name, date.min) for name in notice.names), default=date.min)
        if notice.nature is Nature.RETRACTION and back >= notice.date:
            continue
        yield Retraction(notice.doi, notice.pmid, notice.date, notice.reason, notice.nature)


def _order(paper: Retraction) -> tuple[str, int, date, str, str]:
    """Papers by their DOI, then those that have none by their PubMed number."""
    return paper.doi or "~", int(paper.pmid or 0), paper.date, paper.nature, paper.reason


def _notice(line: int, row: dict[str, str]) -> Notice:
    doi = same_doi(row["OriginalPaperDOI"])
    nature = row["RetractionNature"].lower()
    reason = "; ".join(filter(None, (piece.strip(" +") for piece in row["Reason"].split(";"))))
    return Notice(
        line,
        doi if doi.startswith("10.") else "",
        pmid_in(row["OriginalPaperPubMedID"]),
        _date(row["RetractionDate"]),
        NATURES.get(nature),
        reason or "No reason given",
        nature == REINSTATED,
    )


def _date(text: str) -> date | None:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _names(reference: Reference) -> Iterator[str]:
    yield from filter(None, (same_doi(reference.doi), pmid_in(reference.pmid)))


def _written(papers: tuple[Retraction, ...], origin: str, as_of: date, read: int) -> str:
    """Return the list as text, with where and when it comes from in its head."""
    to = io.StringIO()
    to.write(f"{REMARK} Updated {as_of} from {origin}, {read} lines in Retraction Watch's public CSV form.\n")
    to.write(f"{REMARK} Lines typed here stay when it is updated again.\n")
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(WITH_NATURE)
    for paper in papers:
        writer.writerow((paper.doi, paper.pmid, paper.date, paper.reason, paper.nature))
    return to.getvalue()
