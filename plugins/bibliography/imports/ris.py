"""RIS: one tag to a line, `TY  - JOUR` first and `ER  - ` last.

rispy reads the tags; what they mean depends on the type of the reference and on who exported it.
Source: RIS format specification of 2011, and what Zotero, EndNote and publishers' pages write.
"""

import re

import rispy  # type: ignore[import-untyped]  # it comes without types

from plugins.bibliography.entries import Csl
from plugins.bibliography.identifiers import doi_in, pmcid_in, pmid_in
from plugins.bibliography.imports.record import Record, refused, taken
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts
from plugins.bibliography.written_names import family_first

TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "book", "SER": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "SLIDE": "speech", "ELEC": "webpage", "ICOMM": "webpage", "BLOG": "webpage",
    "WEB": "webpage", "PREPRINT": "article", "UNPB": "manuscript", "MANSCPT": "manuscript",
    "STAND": "standard", "PCOMM": "personal_communication", "GEN": "document", "PAMP": "document",
    "DATA": "dataset", "COMP": "software", "PAT": "patent", "STAT": "legislation", "LEGAL": "regulation",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-encyclopedia",
}  # fmt: skip
IN_A_WHOLE = ("chapter", "paper-conference", "entry-encyclopedia")
JOURNALS = ("article-journal", "article-magazine", "article-newspaper")
TAG_LINE = re.compile(r"(?m)^(?=TY  ?-)")
END_LINE = re.compile(r"(?m)^ER  ?-")
NUMBER_IN_NOTE = re.compile(r"\b(?P<name>PMID|PMCID):?\s*(?P<value>(?:PMC)?\d{1,10})\b", re.IGNORECASE)
STANDARD_NUMBER = re.compile(r"(?:97[89][\d -]{9,14}|\d{9}[\dXx]|\d{4}-\d{3}[\dXx])(?:\s.*)?")
# All tags by their own names, so that nothing rispy does not know is lost.
MAPPING = {tag: tag for tag in (*rispy.config.TAG_KEY_MAPPING, "ED", "BT", "J1", "AR", "LK", "TA")}


def read_ris(text: str) -> tuple[Record, ...]:
    """Return the records of a RIS file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = [piece for piece in TAG_LINE.split(text) if piece.startswith("TY")]
    return tuple(_record(number, piece) for number, piece in enumerate(pieces, 1))


def _record(number: int, piece: str) -> Record:
    """Return the record of a piece that starts with its type.

    One at a time: rispy drops a record without an end, or makes one of it and the next.
    """
    if not END_LINE.search(piece):
        return refused(
            number, "It has no end (the line “ER  - ”); the file may be cut off. Export it again.", piece
        )
    read = rispy.loads(
        re.sub(r"(?m)^([A-Z][A-Z0-9]) -", r"\1  -", piece),
        mapping=MAPPING,
        list_tags=[tag for tag in MAPPING if tag not in ("TY", "ER")],
        delimiter_tags_mapping={},
    )
    tags: dict[str, list[str]] = {
        tag: [value.strip() for value in values if value.strip()]
        for tag, values in (read[0] if read else {}).items()
        if isinstance(values, list)
    }
    name = piece.partition("-")[2].partition("\n")[0].strip().upper()
    if name not in TYPES:
        return refused(number, f"Its type “{name}” is none that RIS knows.", _first(tags, "TI", "T1"))
    return taken(number, _fields(TYPES[name], name == "EDBOOK", tags))


def _fields(kind: str, edited: bool, tags: dict[str, list[str]]) -> Csl:
    authors, editors = _names(tags, "AU", "A1"), _names(tags, "ED")
    if edited:
        # All whom an edited book names are its editors.
        authors, editors = [], [*authors, *editors, *_names(tags, "A2")]
    elif kind != "book":
        editors = editors or _names(tags, "A2")
    whole, short = _titles(kind, tags)
    fields: Csl = {
        "type": kind,
        "title": _first(tags, "TI", "T1", "CT") or (_first(tags, "BT", "T2") if kind == "book" else ""),
        "author": authors,
        "editor": editors or (_names(tags, "A3") if kind == "book" else []),
        "container-title": whole,
        "container-title-short": short,
        "edition": _first(tags, "ET"),
        "publisher": _first(tags, "PB"),
        "publisher-place": _first(tags, "CY", "PP"),
        "genre": _first(tags, "M3"),
        "issued": _date(tags, "DA", "PY", "Y1"),
        "volume": _first(tags, "VL"),
        "issue": _first(tags, "IS") if kind in (*JOURNALS, *IN_A_WHOLE) else "",
        "page": _pages(tags),
        "DOI": next((doi for tag in ("DO", "L3", "M1", "N1", "UR") for text in tags.get(tag, ())
                     if (doi := doi_in(text))), _first(tags, "DO")),
        "URL": next((text for text in tags.get("UR", ()) if not doi_in(text)), ""),
        "accessed": _date(tags, "Y2"),
        **_numbers(tags),
    }  # fmt: skip
    if kind == "speech":
        fields |= {"event-title": whole, "event-place": _first(tags, "CY", "C1"), "publisher-place": ""}
        fields |= {"container-title": ""}
    if kind == "paper-conference":
        fields |= {"container-title": _first(tags, "C3", "BT") or whole}
    if kind in ("report", "standard", "webpage", "patent", "document"):
        # A report's number has no tag of its own; a library's number for the whole (ISSN, ISBN) is not it.
        named = (_first(tags, "IS"), _first(tags, "M1"), _first(tags, "SN"))
        fields["number"] = next((text for text in named if text and not STANDARD_NUMBER.fullmatch(text)), "")
        fields["number"] = fields["number"] or named[0]
    if kind == "article":
        fields |= {"publisher": fields["publisher"] or whole, "container-title": ""}
    return fields


def _titles(kind: str, tags: dict[str, list[str]]) -> tuple[str, str]:
    """Return the title of the journal, book or site, and a journal's abbreviation."""
    if kind == "book":
        return "", ""
    if kind not in JOURNALS:
        return _first(tags, "T2", "BT", "JF", "JO"), ""
    short = _first(tags, "JA", "J2", "J1")
    whole = _first(tags, "JF", "T2", "BT") or (_first(tags, "JO") if short else "")
    # Where two names are given, JO is the short one; a sole one may be either, and stands for both.
    return whole or _first(tags, "JO") or short, short or _first(tags, "JO")


def _pages(tags: dict[str, list[str]]) -> str:
    first, last = _first(tags, "SP"), _first(tags, "EP")
    if first and last and first != last and "-" not in first:
        return f"{first}-{last}"
    return first or _first(tags, "C7", "AR") or last


def _numbers(tags: dict[str, list[str]]) -> Csl:
    """Return PubMed and PMC number: in notes, or where EndNote and PubMed put them (AN, C2)."""
    found: Csl = {}
    for text in (*tags.get("N1", ()), *tags.get("M1", ()), *tags.get("RN", ()), *tags.get("AN", ()),
                 *tags.get("C2", ()), *tags.get("U2", ())):  # fmt: skip
        for match in NUMBER_IN_NOTE.finditer(text):
            found.setdefault(match["name"].upper(), match["value"])
    database = " ".join((*tags.get("DB", ()), *tags.get("DP", ()))).lower()
    accession = _first(tags, "AN")
    if pmid_in(accession) and any(name in database for name in ("pubmed", "medline", "nlm")):
        found.setdefault("PMID", pmid_in(accession))
    if pmcid_in(_first(tags, "C2")):
        found.setdefault("PMCID", pmcid_in(_first(tags, "C2")))
    return found


def _date(tags: dict[str, list[str]], *names: str) -> Json:
    """Return the date with the most parts; several tags give one date, some of them the year alone."""
    read = [day for name in names for text in tags.get(name, ()) if (day := date_parts(text))]
    return max(read, key=lambda day: len(str(day)), default=None)


def _names(tags: dict[str, list[str]], *names: str) -> list[Json]:
    return [dict(family_first(text)) for name in names for text in tags.get(name, ())]


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name)), "")
