"""The list of retracted papers a blog keeps: content/retractions.csv, one paper to a line.

    # Updated 2026-11-24 from …
    DOI,PMID,date,reason,nature
    10.1000/example.1,,2026-03-01,Data could not be found,retraction
    10.1000/example.2,,2026-04-01,Figure 2 exchanged,correction

A paper is named by its DOI, its PubMed number or both. The list is made by hand or from a public
retraction list (retraction_watch.py); its dates tell a reader of the report how long the retraction has
been known. The last column may be left out: then every paper was retracted. Lines in front of the
heading that start with # are remarks.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plugins.bibliography.identifiers import pmid_in, same_doi
from plugins.bibliography.reference import Reference
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source

COLUMNS = ("DOI", "PMID", "date", "reason")
WITH_NATURE = (*COLUMNS, "nature")
REMARK = "#"
PMID = re.compile(r"[1-9][0-9]{0,7}")


class Nature(StrEnum):
    """What a journal has said of a paper. Only the first takes it out of use."""

    RETRACTION = "retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Retraction:
    """One paper that its journal has withdrawn, doubted or corrected."""

    doi: str
    """In small letters, without any prefix; "" where only the PubMed number is known."""
    pmid: str
    date: date
    reason: str
    nature: Nature = Nature.RETRACTION


@dataclass(frozen=True, slots=True)
class Retractions:
    """The papers of a list, and what is wrong with its lines."""

    papers: tuple[Retraction, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    _by_name: dict[str, list[Retraction]] = field(init=False, repr=False, compare=False, hash=False)
    """A list may have sixty thousand lines, and is asked for every reference of every article."""

    def __post_init__(self) -> None:
        by_name: dict[str, list[Retraction]] = {}
        for paper in self.papers:
            for name in filter(None, (paper.doi, paper.pmid)):
                by_name.setdefault(name, []).append(paper)
        object.__setattr__(self, "_by_name", by_name)

    def of(self, reference: Reference) -> Retraction | None:
        """Return the retraction of a reference, by its DOI or PubMed number in whatever form."""
        return next((paper for paper in self._about(reference) if paper.nature is Nature.RETRACTION), None)

    def notices_of(self, reference: Reference) -> tuple[Retraction, ...]:
        """Return what else its journal has said of a reference: expressions of concern, corrections."""
        return tuple(paper for paper in self._about(reference) if paper.nature is not Nature.RETRACTION)

    def _about(self, reference: Reference) -> tuple[Retraction, ...]:
        names = (same_doi(reference.doi), pmid_in(reference.pmid) or reference.pmid)
        found = (paper for name in names if name for paper in self._by_name.get(name, ()))
        return tuple(dict.fromkeys(found))


def parse_retractions(source: Source) -> Retractions:
    """Read a list; a line that cannot be used is a flaw, never skipped in silence."""
    lines = source.text.splitlines(keepends=True)
    remarks = next((at for at, line in enumerate(lines) if not line.startswith(REMARK)), len(lines))
    reader = csv.reader(lines[remarks:])
    papers: list[Retraction] = []
    flaws: list[Flaw] = []
    try:
        heading = tuple(name.strip() for name in next(reader, []))
        if heading not in (COLUMNS, WITH_NATURE):
            flaws.append(
                _flaw(source, min(remarks + 1, max(1, len(lines))), "The retraction list has no heading.")
            )
            return Retractions((), tuple(flaws))
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            read = _paper([cell.strip() for cell in row], len(heading))
            if isinstance(read, Retraction):
                papers.append(read)
            else:
                flaws.append(_flaw(source, remarks + reader.line_num, read))
    except csv.Error as error:
        line = remarks + max(1, reader.line_num)
        flaws.append(_flaw(source, line, f"This line cannot be read ({error})."))
    return Retractions(tuple(papers), tuple(flaws))


def _paper(row: list[str], columns: int) -> Retraction | str:
    """Return the paper of a line, or what is wrong with the line."""
    if len(row) != columns:
        return f"This line has {len(row)} columns; there must be {columns}."
    doi, pmid, day, reason = same_doi(row[0]), pmid_in(row[1]) or row[1], row[2], row[3]
    wrong = next(_mistakes(doi, pmid, reason), "")
    if wrong:
        return wrong
    try:
        nature = Nature(row[4].lower()) if columns > len(COLUMNS) and row[4] else Nature.RETRACTION
    except ValueError:
        return f"“{row[4]}” is no nature; there are {', '.join(Nature)}."
    try:
        return Retraction(doi, pmid, read_date(day), reason, nature)
    except WrongDate as error:
        return str(error)


def _mistakes(doi: str, pmid: str, reason: str) -> Iterator[str]:
    if not doi and not pmid:
        yield "This line names no paper: it has neither a DOI nor a PubMed number."
    if doi and not doi.startswith("10."):
        yield f"“{doi}” is not a DOI; one starts with 10."
    if pmid and not PMID.fullmatch(pmid):
        yield f"“{pmid}” is not a PubMed number (up to eight digits)."
    if not reason:
        yield "This line gives no reason."


def _flaw(source: Source, line: int, message: str) -> Flaw:
    form = (
        "Its columns are DOI,PMID,date,reason and, if you like, nature; the date as 2026-02-03, a reason "
        "with a comma in quotes."
    )
    return Flaw(source, source.line_span(line), message, form)
