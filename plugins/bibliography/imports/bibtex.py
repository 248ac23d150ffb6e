"""BibTeX and BibLaTeX, read with bibtexparser: a block that cannot be read is told, the others are taken.

Names are parted while their braces are still there ({Hill Study Group} is one name), then LaTeX's signs are
made letters; addresses and DOIs are taken as they stand, as % and _ are signs of LaTeX too.
"""

import logging
import re

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it comes without types

from plugins.bibliography.citation import KEY
from plugins.bibliography.entries import Csl
from plugins.bibliography.identifiers import doi_in
from plugins.bibliography.imports.record import Record, refused, taken
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts, month_number, parts
from plugins.bibliography.written_names import group, person

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book",
    "proceedings": "book",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "techreport": "report", "report": "report", "manual": "document", "booklet": "document",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "webpage": "webpage", "misc": "document", "dataset": "dataset", "software": "software",
    "patent": "patent", "standard": "standard",
}  # fmt: skip
THESES = {"phdthesis": "Dissertation", "mastersthesis": "Master’s thesis"}
IN_BRACES = re.compile(r"\{[^{}]*\}")
# Fields whose signs are meant as they stand.
VERBATIM = ("doi", "url", "pmid", "pmcid", "eprint", "urldate", "date")
ADDRESS = re.compile(r"https?://[^\s{}]+")
# The reader says each syntax error on standard error too; they are told with their records.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
TO_TEXT = LatexNodes2Text(math_mode="text", strict_latex_spaces=False)


def read_bibtex(text: str) -> tuple[Record, ...]:
    """Return the records of a BibTeX file; a key that can be cited is kept."""
    library = parse_string(text)
    records: list[Record] = []
    blocks = (
        *library.entries,
        *(block for block in library.failed_blocks if (block.raw or "").lstrip().startswith("@")),
    )
    for number, block in enumerate(sorted(blocks, key=lambda block: block.start_line or 0), 1):
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            # Its key is another's; a new one is proposed.
            records.append(_record(number, block.ignore_error_block, with_key=False))
        elif isinstance(block, Entry):
            records.append(_record(number, block, with_key=True))
        else:
            line = (block.start_line or 0) + 1
            trouble = f"It cannot be read: look for a brace or quotation mark missing from line {line} on."
            records.append(refused(number, trouble, block.raw or ""))
    return tuple(records)


def _record(number: int, entry: Entry, *, with_key: bool) -> Record:
    typed = {field.key.lower(): str(field.value) for field in entry.fields}
    words = typed.get("title", "")
    kind = TYPES.get(entry.entry_type.lower())
    if kind is None:
        return refused(number, f"Its type “@{entry.entry_type}” is unknown.", words)
    try:
        plain = {name: value if name in VERBATIM else _text(value) for name, value in typed.items()}
        fields = _fields(kind, entry.entry_type.lower(), typed, plain)
    except InvalidNameError as error:
        return refused(
            number,
            f"The name “{error.name.strip()}” cannot be parted. Write it “Family, Given”.",
            words,
        )
    except RecursionError:
        return refused(number, "Its braces are nested too deeply to be read.", words)
    if with_key and re.fullmatch(KEY, entry.key):
        fields = {"id": entry.key, **fields}
    return taken(number, fields)


def _fields(kind: str, name: str, typed: dict[str, str], plain: dict[str, str]) -> Csl:
    address = (
        typed.get("url") or _address_in(typed.get("howpublished", "")) or _address_in(typed.get("note", ""))
    )
    if kind == "document" and address and name == "misc":
        kind = "webpage"
    journal = kind == "article-journal"
    number = plain.get("number", "")
    authors, editors = _names(typed.get("author", "")), _names(typed.get("editor", ""))
    title = ": ".join(filter(None, (plain.get("title"), plain.get("subtitle"))))
    made: Csl = {
        "type": kind,
        "title": title,
        # “and others” stays in the list, so that “et al” is printed.
        "author": [author or group("others") for author in authors],
        "editor": [editor or group("others") for editor in editors],
        "container-title": _first(plain, "journaltitle", "journal", "booktitle", "maintitle", "organization")
        if kind in ("article-journal", "chapter", "paper-conference", "webpage")
        else "",
        "container-title-short": _first(plain, "shortjournal", "journalabbr", "journal-iso"),
        "edition": _first(plain, "edition"),
        "publisher": _first(plain, "publisher", "institution", "school", "organization")
        if kind != "webpage"
        else _first(plain, "publisher"),
        "publisher-place": _first(plain, "address", "location"),
        "genre": _first(plain, "type") or THESES.get(name, ""),
        "number": "" if journal else number,
        "event-title": _first(plain, "eventtitle"),
        "event-place": _first(plain, "venue"),
        "issued": _issued(typed, plain),
        "volume": _first(plain, "volume"),
        "issue": _first(plain, "issue") or (number if journal else ""),
        "page": _first(plain, "pages", "eid", "articleno", "article-number"),
        "DOI": doi_in(typed.get("doi", "")) or typed.get("doi", ""),
        "PMID": typed.get("pmid") or _eprint(typed, "pubmed", "pmid"),
        "PMCID": typed.get("pmcid") or _eprint(typed, "pmc", "pmcid"),
        "URL": address,
        "accessed": date_parts(typed.get("urldate", "")) or _accessed(plain.get("note", "")),
    }  # fmt: skip
    if None in authors:
        # The list is not whole, and AMA names up to six.
        made["custom"] = {"unverified": ["author"]}
    return made


def _issued(typed: dict[str, str], plain: dict[str, str]) -> Json:
    if "date" in typed:
        return date_parts(typed["date"].split("/")[0])
    year = re.search(r"\d{4}", plain.get("year", ""))
    day = plain.get("day", "")
    month = month_number(plain.get("month", ""))
    return parts(int(year.group()), month, int(day) if day.isdecimal() else 0) if year else None


def _names(text: str) -> list[dict[str, Json] | None]:
    """Return the names of a list; None for “others”."""
    return [_name(name) for name in split_multiple_persons_names(text) if name.strip()]


def _name(typed: str) -> dict[str, Json] | None:
    typed = typed.strip()
    if typed.lower() == "others":
        return None
    if IN_BRACES.fullmatch(typed) or (typed.startswith("{") and typed.endswith("}") and " " in typed):
        return group(_text(typed))
    read = parse_single_name_into_parts(typed, strict=False)
    first, von, last, jr = (_text(" ".join(words)) for words in (read.first, read.von, read.last, read.jr))
    if not first and not von:
        return group(last)
    return person(last, first, jr, von)


def _eprint(typed: dict[str, str], *kinds: str) -> str:
    kind = typed.get("eprinttype") or typed.get("archiveprefix") or ""
    return typed.get("eprint", "") if kind.lower() in kinds else ""


def _address_in(text: str) -> str:
    match = ADDRESS.search(text)
    return match.group().rstrip(".,;") if match else ""


def _accessed(note: str) -> Json:
    match = re.search(r"(?i)\baccessed:?\s+(?:on\s+)?(?P<day>[^.;]{4,30})", note)
    return date_parts(match["day"]) if match else None


def _first(plain: dict[str, str], *names: str) -> str:
    return next((plain[name] for name in names if plain.get(name)), "")


def _text(latex: str) -> str:
    """Return LaTeX as plain text on one line."""
    made: str = TO_TEXT.latex_to_text(latex)
    return " ".join(made.split())
