"""The list of retracted papers a blog keeps: content/retractions.csv, one paper to a line.

    DOI,PMID,date,reason
    10.1000/example.1,,2026-03-01,Data could not be found

A paper is named by its DOI, its PubMed number or both. The list is made by hand or from a public
retraction list; its dates tell a reader of the report how long the retraction has been known.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plugins.bibliography.reference import Reference, bare_doi
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source

COLUMNS = ("DOI", "PMID", "date", "reason")
PMID = re.compile(r"[1-9][0-9]{0,7}")


@dataclass(frozen=True, slots=True)
class Retraction:
    """One paper that its journal has withdrawn."""

    doi: str
    """In small letters, without any prefix; "" where only the PubMed number is known."""
    pmid: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Retractions:
    """The papers of a list, and what is wrong with its lines."""

    papers: tuple[Retraction, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    def of(self, reference: Reference) -> Retraction | None:
        """Return the retraction of a reference."""
        doi = reference.doi.lower()
        return next(
            (
                paper
                for paper in self.papers
                if (paper.doi and paper.doi == doi) or (paper.pmid and paper.pmid == reference.pmid)
            ),
            None,
        )


def parse_retractions(source: Source) -> Retractions:
    """Read a list; a line that cannot be used is a flaw, never skipped in silence."""
    reader = csv.reader(source.text.splitlines(keepends=True))
    papers: list[Retraction] = []
    flaws: list[Flaw] = []
    try:
        heading = [name.strip() for name in next(reader, [])]
        if heading != list(COLUMNS):
            flaws.append(_flaw(source, 1, "The first line of the retraction list is not its heading."))
            return Retractions((), tuple(flaws))
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            read = _paper([cell.strip() for cell in row])
            if isinstance(read, Retraction):
                papers.append(read)
            else:
                flaws.append(_flaw(source, reader.line_num, read))
    except csv.Error as error:
        flaws.append(_flaw(source, max(1, reader.line_num), f"This line cannot be read ({error})."))
    return Retractions(tuple(papers), tuple(flaws))


def _paper(row: list[str]) -> Retraction | str:
    """Return the paper of a line, or what is wrong with the line."""
    if len(row) != len(COLUMNS):
        return f"This line has {len(row)} columns; there must be {len(COLUMNS)}."
    doi, pmid, day, reason = bare_doi(row[0]).lower(), row[1], row[2], row[3]
    wrong = next(_mistakes(doi, pmid, reason), "")
    if wrong:
        return wrong
    try:
        return Retraction(doi, pmid, read_date(day), reason)
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
    form = "Its columns are DOI,PMID,date,reason, the date as 2026-02-03; a reason with a comma in quotes."
    return Flaw(source, source.line_span(line), message, form)
