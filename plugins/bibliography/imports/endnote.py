"""EndNote's XML export, read with lxml: no entity is expanded, nothing is fetched, nothing may be huge.

The text of a field may be cut into <style> elements. EndNote marks a group author by a comma at its end, and
keeps article numbers, PMC numbers and the like in fields without a name (custom7, custom2).
"""

import re

from lxml import etree

from plugins.bibliography.entries import Csl
from plugins.bibliography.identifiers import doi_in, pmcid_in, pmid_in
from plugins.bibliography.imports.record import NotReadable, Record, refused, taken
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts
from plugins.bibliography.written_names import given_first

# By EndNote's number, as names are translated. Source: EndNote's list of reference types.
TYPES = {
    "17": "article-journal", "43": "article-journal", "6": "book", "44": "book", "28": "book", "5": "chapter",
    "60": "chapter", "27": "report", "46": "report", "32": "thesis", "12": "webpage", "56": "webpage",
    "10": "paper-conference", "47": "paper-conference", "19": "article-magazine", "23": "article-newspaper",
    "13": "document", "34": "manuscript", "36": "manuscript", "58": "standard", "59": "dataset",
    "26": "personal_communication", "9": "software", "25": "patent",
}  # fmt: skip
NAMES = {
    "journal article": "17", "electronic article": "43", "book": "6", "electronic book": "44",
    "edited book": "28", "book section": "5", "electronic book section": "60", "report": "27",
    "government document": "46", "thesis": "32", "web page": "12", "blog": "56",
    "conference proceedings": "10",
    "conference paper": "47", "magazine article": "19", "newspaper article": "23", "generic": "13",
    "unpublished work": "34", "manuscript": "36", "standard": "58", "dataset": "59",
    "personal communication": "26", "computer program": "9", "patent": "25",
}  # fmt: skip
EDITED_BOOK = "28"
NUMBERED = ("report", "standard", "patent", "document")
# What is a book's or journal's own number (ISBN, ISSN), and not a report's.
STANDARD_NUMBER = re.compile(r"(?:97[89][\d -]{9,14}|\d{9}[\dXx]|\d{4}-\d{3}[\dXx])(?:\s.*)?")
JOURNALS = ("article-journal", "article-magazine", "article-newspaper")


def read_endnote(text: str) -> tuple[Record, ...]:
    """Return the records of an EndNote XML file."""
    if re.search(r"<!ENTITY", text):
        raise NotReadable(
            "This file defines entities of its own, which no export of EndNote does and which can be used to "
            "harm. It is not read. Export the references again."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    # The text was decoded already; what the first line says of its coding no longer holds.
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(
            f"This is not valid XML (line {error.lineno}). Export the references again as XML."
        ) from None
    records = tuple(root.iter("record"))
    return tuple(_record(number, record) for number, record in enumerate(records, 1))


def _record(number: int, record: etree._Element) -> Record:
    kind_element = record.find("ref-type")
    named = kind_element.get("name", "").strip().lower() if kind_element is not None else ""
    code = NAMES.get(named) or _text(record, "ref-type")
    if code not in TYPES:
        shown = named or _text(record, "ref-type") or "none"
        return refused(number, f"Its reference type “{shown}” is unknown.", _text(record, "titles/title"))
    return taken(number, _fields(TYPES[code], code == EDITED_BOOK, record))


def _fields(kind: str, edited: bool, record: etree._Element) -> Csl:
    authors = _names(record, "contributors/authors/author")
    editors = _names(record, "contributors/secondary-authors/author")
    if edited:
        authors, editors = [], [*authors, *editors]
    elif kind == "book":
        # There the second names are the editors of a series.
        editors = []
    journal = kind in JOURNALS
    whole = _text(record, "titles/secondary-title") or _text(record, "periodical/full-title")
    short = _text(record, "periodical/abbr-1") or _text(record, "alt-periodical/abbr-1")
    full = _text(record, "periodical/full-title") or _text(record, "alt-periodical/full-title")
    if journal and not short:
        # Of two names that differ the shorter one is the abbreviation; a sole one stands for both.
        short = min(
            (name for name in (whole, full, _text(record, "titles/alt-title")) if name), key=len, default=""
        )
    event = kind == "paper-conference"
    addresses = [_joined(item) for item in record.iterfind("urls//url")]
    made: Csl = {
        "type": kind,
        "title": _text(record, "titles/title"),
        "author": authors,
        "editor": editors,
        "container-title": "" if kind == "book" else (full if journal else whole) or whole,
        "container-title-short": short if journal else "",
        "edition": _text(record, "edition"),
        "publisher": _text(record, "publisher"),
        "publisher-place": "" if event else _text(record, "pub-location"),
        "event-place": _text(record, "pub-location") if event else "",
        "genre": _text(record, "work-type"),
        "number": _report_number(record) if kind in NUMBERED else "",
        "issued": _issued(record),
        "volume": _text(record, "volume") if kind != "webpage" else "",
        "issue": _text(record, "number") if journal else "",
        "page": _text(record, "pages") or _text(record, "custom7"),
        "DOI": doi_in(_text(record, "electronic-resource-num")) or _text(record, "electronic-resource-num"),
        "PMID": _pmid(record),
        "PMCID": pmcid_in(_text(record, "custom2")),
        "URL": next((text for text in addresses if re.match(r"https?://", text) and not doi_in(text)), ""),
        "accessed": _accessed(record, kind),
    }
    return made


def _report_number(record: etree._Element) -> str:
    """Return a report's number, which EndNote keeps where a book has its ISBN."""
    texts = (_text(record, path) for path in ("isbn", "report-id", "number"))
    return next((text for text in texts if text and not STANDARD_NUMBER.fullmatch(text)), "")


def _accessed(record: etree._Element, kind: str) -> Json:
    """Return the day on which a page was read, which older files have as its “number” and “volume”."""
    if kind != "webpage" or _text(record, "access-date"):
        return date_parts(_text(record, "access-date"))
    year, day = _text(record, "volume"), _text(record, "number")
    return date_parts(day) if re.search(r"\d{4}", day) else date_parts(f"{year} {_month_first(day)}")


def _pmid(record: etree._Element) -> str:
    """Return the accession number where it is PubMed's."""
    database = f"{_text(record, 'remote-database-name')} {_text(record, 'remote-database-provider')}".lower()
    number = pmid_in(_text(record, "accession-num"))
    known = not database.strip() or any(name in database for name in ("pubmed", "medline", "nlm"))
    return number if known and 4 <= len(number) <= 8 else ""


def _issued(record: etree._Element) -> Json:
    """Return the date: the year in a field of its own, day and month, however written, in another."""
    year = _text(record, "dates/year")
    day = _text(record, "dates/pub-dates/date")
    if re.search(r"\d{4}", day):
        return date_parts(day) or date_parts(year)
    return (date_parts(f"{year} {_month_first(day)}") if day else None) or date_parts(year)


def _month_first(day: str) -> str:
    """Return “15 Jul” as “Jul 15”."""
    match = re.fullmatch(r"(\d{1,2})\.?\s+([A-Za-z]+)", day)
    return f"{match[2]} {match[1]}" if match else day


def _names(record: etree._Element, path: str) -> list[Json]:
    texts = (_joined(item) for item in record.iterfind(path))
    return [dict(given_first(text)) for text in texts if text]


def _text(record: etree._Element, path: str) -> str:
    element = record.find(path)
    return _joined(element) if element is not None else ""


def _joined(element: etree._Element) -> str:
    """Return all the text of an element, whatever <style> elements it is cut into."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
