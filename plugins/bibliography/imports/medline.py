"""PubMed's NBIB files: MEDLINE's tags, four signs and a hyphen, records parted by an empty line.

rispy reads the tags, taught the form of MEDLINE's lines: the reader made for NBIB (nbib) has had no release
since 2021, keeps one group author of several and gives up a whole file for one line.
Source: pubmed.ncbi.nlm.nih.gov/help/#pubmed-format.
"""

import re

import rispy  # type: ignore[import-untyped]  # it comes without types

from plugins.bibliography.entries import Csl
from plugins.bibliography.identifiers import doi_in
from plugins.bibliography.imports.record import Record, refused, taken
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts
from plugins.bibliography.written_names import family_first, group, person

LINE = re.compile(r"(?P<tag>[A-Z]{2,4})[ ]{0,2}-[ ]?(?P<value>.*)")
TAGS = (
    "PMID STAT TI BTI CTI VTI FAU AU CN FED ED JT TA VI IP PG LID AID DP DEP PMC PT PB PL EN PST TT OWN "
    "ISBN CRDT GN"
).split()
RETRACTED = "Retracted Publication"


class _MedlineReader(rispy.RisParser):  # type: ignore[misc]  # it comes without types
    """rispy's reader of tagged lines, for MEDLINE's."""

    START_TAG = "PMID"
    END_TAG = "ER"

    def parse_line(self, line: str) -> tuple[str | None, str]:
        """Return the tag of a line, None for one that goes on with the line before, and its content."""
        match = LINE.fullmatch(line)
        return (match["tag"], match["value"].strip()) if match else (None, line.strip())


def read_medline(text: str) -> tuple[Record, ...]:
    """Return the records of an NBIB file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = [piece.strip("\n") for piece in re.split(r"\n(?:[ \t]*\n)+|\n(?=PMID-)", lines) if piece.strip()]
    return tuple(_record(number, piece) for number, piece in enumerate(pieces, 1))


def _record(number: int, piece: str) -> Record:
    if not piece.startswith("PMID"):
        return refused(number, "It does not start with its PubMed number (“PMID- ”).", piece)
    mapping = {tag: tag for tag in (*TAGS, "ER", "UK")}
    reader = _MedlineReader(
        mapping=mapping, list_tags=TAGS, delimiter_tags_mapping={}, skip_unknown_tags=True
    )
    # A line that goes on is joined here: rispy would make an item of its own of it.
    whole = re.sub(r"\n[ ]{6}(?=\S)", " ", piece)
    (read,) = reader.parse(f"{whole}\nER  - ")
    tags: dict[str, list[str]] = {}
    for tag, values in read.items():
        tags[tag] = [values] if isinstance(values, str) else [value for value in values if value]
    title = _first(tags, "TI", "BTI", "VTI")
    if RETRACTED in tags.get("PT", ()):
        return refused(
            number,
            "PubMed lists it as retracted. Take another source, and look where this one is used.",
            title,
        )
    return taken(number, _fields(tags, _names(whole, "FAU", "AU"), _names(whole, "FED", "ED")))


def _fields(tags: dict[str, list[str]], authors: list[Json], editors: list[Json]) -> Csl:
    kinds = set(tags.get("PT", ()))
    chapter = "Book Chapter" in kinds or ("TI" in tags and "BTI" in tags)
    kind = (
        "chapter"
        if chapter
        else "book"
        if "BTI" in tags or "Book" in kinds
        else "article"
        if "Preprint" in kinds
        else "article-journal"
    )
    where = [*tags.get("LID", ()), *tags.get("AID", ())]
    doi = next((text.removesuffix("[doi]").strip() for text in where if text.endswith("[doi]")), "")
    locator = next((text.removesuffix("[pii]").strip() for text in where if text.endswith("[pii]")), "")
    volume, pages = _first(tags, "VI"), _first(tags, "PG")
    issued = date_parts(_first(tags, "DP"))
    online = date_parts(_first(tags, "DEP"))
    if online and not volume and not pages:
        # Online ahead of print: only that day is sure.
        issued = online
    # An article number stands in LID alone, and looks like one: e123, 104512; a publisher's code does not.
    if volume and not pages and re.fullmatch(r"[eE]?\d{1,8}", locator):
        pages = locator
    journal = kind in ("article-journal", "article")
    return {
        "type": kind,
        "title": _first(tags, "TI", "BTI") or _first(tags, "VTI").strip("[]"),
        "author": authors,
        "editor": editors,
        "container-title": _first(tags, "BTI") if chapter else _first(tags, "JT") if journal else "",
        "container-title-short": _first(tags, "TA") if journal else "",
        "publisher": _first(tags, "PB") or (_first(tags, "TA", "JT") if kind == "article" else ""),
        "publisher-place": _first(tags, "PL") if not journal else "",
        "edition": _first(tags, "EN"),
        "issued": issued,
        "volume": volume,
        "issue": _first(tags, "IP"),
        "page": pages,
        "DOI": doi_in(doi) or doi,
        "PMID": _first(tags, "PMID"),
        "PMCID": _first(tags, "PMC"),
    }


def _names(piece: str, full: str, short: str) -> list[Json]:
    """Return persons and groups in the order of the record; a person is named in full, then in short."""
    names: list[Json] = []
    with_full_names = re.search(rf"(?m)^{full} *-", piece) is not None
    for line in piece.split("\n"):
        match = LINE.fullmatch(line)
        if match is None or not match["value"].strip():
            continue
        tag, value = match["tag"], match["value"].strip()
        if tag == full:
            names.append(dict(family_first(value)))
        elif tag == short and not with_full_names:
            names.append(dict(_short_name(value)))
        elif tag == "CN" and full == "FAU":
            names.append(dict(group(value)))
    return names


def _short_name(text: str) -> dict[str, Json]:
    """Return a name in “Family AB Jr”; what stands in small letters belongs to the family name."""
    words = text.split()
    at = next((place for place, word in enumerate(words) if place and re.fullmatch(r"[A-Z]{1,4}", word)), 0)
    if not at:
        return group(text)
    return person(" ".join(words[:at]), words[at], " ".join(words[at + 1 :]))


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name)), "")
