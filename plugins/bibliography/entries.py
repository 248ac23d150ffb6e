"""Entries of the library as they are written: which fields of CSL-JSON are kept, in which order and form.

What other programs add (abstracts, keywords, lists of references) is left out: no reference prints it, and
it would make every change of the library hard to read.
"""

import html
import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TypeAlias

from plugins.bibliography.identifiers import doi_in, pmcid_in, pmid_in
from plugins.bibliography.library import KNOWN_TYPES
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts, parts
from plugins.bibliography.written_names import group

Csl: TypeAlias = dict[str, Json]

TEXTS = (
    "title", "container-title", "container-title-short", "collection-title", "collection-number",
    "chapter-number", "edition", "publisher", "publisher-place", "authority", "jurisdiction", "archive",
    "genre", "number", "event-title", "event-place", "volume", "issue", "supplement-number", "page",
    "section", "version", "status", "language", "DOI", "PMID", "PMCID", "URL",
)  # fmt: skip
NAMES = ("author", "editor", "translator", "container-author")
DATES = ("issued", "accessed", "event-date", "available-date", "original-date")
ORDER = (
    "id", "type", "title", "author", "container-author", "editor", "translator", "container-title",
    "container-title-short", "collection-title", "collection-number", "chapter-number", "edition",
    "publisher", "publisher-place", "authority", "jurisdiction", "archive", "genre", "number", "event-title",
    "event-date", "event-place", "issued", "available-date", "original-date", "volume", "issue",
    "supplement-number", "page", "section", "version", "status", "language", "DOI", "PMID", "PMCID", "URL",
    "accessed", "custom",
)  # fmt: skip
NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")
OTHER_NAMES = {
    "journalAbbreviation": "container-title-short", "event": "event-title", "supplement": "supplement-number",
}  # fmt: skip
# Registrars' own words for the types.
OTHER_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "monograph": "book",
    "book-chapter": "chapter", "book-section": "chapter", "edited-book": "book", "reference-book": "book",
    "posted-content": "article", "preprint": "article", "dissertation": "thesis", "web-page": "webpage",
    "journalArticle": "article-journal", "report-component": "report", "other": "document",
    "article-newspaper-article": "article-newspaper", "reference-entry": "entry-encyclopedia",
}  # fmt: skip
IN_NOTE = re.compile(r"(?im)^\s*(?P<name>PMID|PMCID|DOI):\s*(?P<value>\S+)\s*$")
ON_THE_WEB = ("webpage", "post", "post-weblog")
PAGE_WORD = re.compile(r"^\s*pp?\.?\s*(?=[A-Za-z]?\d)")


def ordered(fields: Mapping[str, Json]) -> Csl:
    """Return an entry with the fields that are kept, in their order; empty ones are left out."""
    return {name: fields[name] for name in ORDER if fields.get(name) not in (None, "", [], {})}


def tidy(given: Mapping[str, Json], *, from_service: bool = False) -> Csl:
    """Return an entry of another program's CSL-JSON in our form.

    `from_service` says that its texts come with HTML's entities, as registrars send them.
    """
    fields = {OTHER_NAMES.get(name, name): value for name, value in given.items()}
    made: Csl = {"id": fields.get("id"), "type": _type(fields.get("type"))}
    for name in TEXTS:
        text = _text(fields.get(name))
        made[name] = _from_registrar(text) if from_service else text
    for match in IN_NOTE.finditer(str(fields.get("note") or "")):
        name = match["name"].upper()
        made[name] = made[name] or match["value"]
    for name in NAMES:
        made[name] = _names(fields.get(name))
    for name in DATES:
        made[name] = _date(fields.get(name))
    if isinstance(fields.get("custom"), dict):
        made["custom"] = fields["custom"]
    if from_service and made["type"] not in ON_THE_WEB and (made["DOI"] or made["PMID"]):
        # The registrar's own page, and the day on which the service was asked, are no part of the work.
        made["URL"], made["accessed"] = "", None
    return ordered(in_form(made))


def in_form(fields: Mapping[str, Json]) -> Csl:
    """Return an entry with title, pages, abbreviation and identifiers in the forms this library has."""
    made = dict(fields)
    title, short = _text(made.get("title")), _text(made.get("container-title-short"))
    # PubMed ends titles with a full stop, some registrars abbreviate with them (AMA 11th ed., 3.11.2: none).
    made["title"] = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    made["container-title-short"] = " ".join(short.replace(".", " ").split())
    journal = _text(made.get("container-title"))
    if made.get("type") == "article-journal" and not short and journal.isalpha():
        # A name of one word is not abbreviated (AMA 11th ed., 13.10): Spine, Pain, JAMA.
        made["container-title-short"] = journal
    made["page"] = re.sub(r"\s*[-‐–—]+\s*", "-", PAGE_WORD.sub("", _text(made.get("page"))))
    for name, read in (("DOI", doi_in), ("PMID", pmid_in), ("PMCID", pmcid_in)):
        text = _text(made.get(name))
        # A mistyped one stays to be told by REF352, which would be lost with it.
        made[name] = read(text) or text
    address = _text(made.get("URL"))
    if doi_in(address) and "doi.org" in address.lower():
        made["DOI"] = made["DOI"] or doi_in(address)
        address = ""
    made["URL"] = address
    return made


def usable(entry: Mapping[str, Json]) -> str:
    """Return why an entry cannot be taken over, as a sentence; "" where it can."""
    if not _text(entry.get("title")):
        return "It has no title."
    if entry.get("type") not in KNOWN_TYPES:
        return f"Its type “{_text(entry.get('type'))}” is none that CSL-JSON knows."
    return ""


def left_out(given: Iterable[Mapping[str, Json]]) -> tuple[str, ...]:
    """Return the names of the fields that are not kept, sorted."""
    kept = {*ORDER, *OTHER_NAMES, "note"}
    return tuple(sorted({name for entry in given for name in entry if name not in kept}))


def _from_registrar(text: str) -> str:
    """Return a text without HTML's entities, which come doubly escaped too; CSL's tags stand for JATS's."""
    text = html.unescape(html.unescape(text))
    text = re.sub(r"<(/?)(?:jats:)?(?:italic|em)>", r"<\1i>", text)
    text = re.sub(r"<(/?)(?:jats:)?(?:bold|strong)>", r"<\1b>", text)
    text = re.sub(r"<(/?)jats:(sup|sub)>", r"<\1\2>", text)
    return " ".join(re.sub(r"</?(?:jats:)?(?:sc|scp|title|p)>", "", text).split())


def _type(value: Json) -> str:
    text = _text(value)
    return OTHER_TYPES.get(text, text)


def _text(value: Json) -> str:
    """Return a text on one line; of a list, as registrars send titles, the first."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str) and item.strip()), "")
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _names(value: Json) -> Json:
    made: list[Json] = []
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict):
            continue
        parts_of_name: Csl = {part: text for part in NAME_PARTS if (text := _text(item.get(part)))}
        if not parts_of_name and (name := _text(item.get("name"))):
            parts_of_name = group(name)
        if parts_of_name:
            made.append(parts_of_name)
    return made


def _date(value: Json) -> Json:
    """Return a date in numbers; one in words is read."""
    if isinstance(value, str):
        return date_parts(value)
    if not isinstance(value, dict):
        return None
    listed = value.get("date-parts")
    days: list[Json] = [day for item in listed[:2] if (day := _day(item))] if isinstance(listed, list) else []
    if days:
        return {"date-parts": days}
    return date_parts(_text(value.get("raw")) or _text(value.get("literal")))


def _day(value: Json) -> Json:
    """Return one date's parts in numbers, up to the first that is none."""
    texts = [_text(part) for part in value] if isinstance(value, list) else []
    numbers = [int(text) for text in takewhile(re.compile(r"\d{1,4}").fullmatch, texts)]
    whole = parts(*(*numbers, 0, 0)[:3]) if numbers else None
    dates = whole["date-parts"] if isinstance(whole, dict) else None
    return dates[0] if isinstance(dates, list) else None
