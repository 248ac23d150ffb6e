"""The entry of a web page, read from what the page says about itself in its head.

Journals' pages name the paper in elements that search engines for scholars read (citation_title, …); other
pages have a title, the site's name and the days on which they were published and changed.

Source: ogp.me; scholar.google.com/intl/en/scholar/inclusion.html.
"""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser

from plugins.bibliography.entries import Csl, in_form, ordered
from plugins.bibliography.identifiers import doi_in
from plugins.bibliography.lookup import Answer, NotThere
from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts, parts
from plugins.bibliography.written_names import given_first

PAGE_TYPES = ("text/html", "application/xhtml+xml")
CHARSET_IN_PAGE = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z]+|fbclid|gclid)=[^&#]*&?", re.IGNORECASE)
PUBLISHED = ("citation_publication_date", "citation_date", "citation_online_date", "article:published_time",
             "dc.date", "dcterms.date", "dcterms.issued", "datepublished")  # fmt: skip
UPDATED = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified", "datemodified")


def page_entry(answer: Answer, address: str, today: date) -> Csl:
    """Return the entry of a page, read on `today`; raise `NotThere` where it does not say what it is."""
    if answer.type not in PAGE_TYPES:
        what = "a PDF" if answer.type == "application/pdf" else f"a file of the kind {answer.type}"
        raise NotThere(
            f"The address leads to {what}, which says nothing about itself that can be read here. Give "
            "the DOI, or the address of the page that the file is offered on."
        )
    tree = LexborHTMLParser(_decoded(answer))
    said: dict[str, list[str]] = {}
    for name, content in _metas(tree):
        said.setdefault(name, []).append(content)
    heading = tree.css_first("title")
    title = _first(said, "citation_title", "og:title", "dc.title", "twitter:title") or (
        " ".join(heading.text().split()) if heading else ""
    )
    if not title:
        raise NotThere(
            "The page does not say what it is called. Add it by hand: docs/library.md shows how a web page "
            "stands in the library."
        )
    made = _paper(said) if _first(said, "citation_journal_title", "citation_journal_abbrev") else _page(said)
    authors: list[Json] = [dict(given_first(name)) for name in said.get("citation_author", ())]
    made |= {"title": title, "author": authors, "issued": _date(said, PUBLISHED)}
    if not made.get("DOI"):
        made["URL"] = urldefrag(TRACKING.sub("", address)).url.rstrip("?&")
        made["accessed"] = parts(today.year, today.month, today.day)
    return ordered(in_form(made))


def _paper(said: dict[str, list[str]]) -> Csl:
    first, last = _first(said, "citation_firstpage"), _first(said, "citation_lastpage")
    return {
        "type": "article-journal",
        "container-title": _first(said, "citation_journal_title"),
        "container-title-short": _first(said, "citation_journal_abbrev"),
        "volume": _first(said, "citation_volume"),
        "issue": _first(said, "citation_issue"),
        "page": f"{first}-{last}" if first and last and first != last else first,
        "DOI": doi_in(_first(said, "citation_doi", "dc.identifier")),
        "PMID": _first(said, "citation_pmid"),
    }


def _page(said: dict[str, list[str]]) -> Csl:
    made: Csl = {
        "type": "webpage",
        "container-title": _first(
            said, "og:site_name", "application-name", "citation_publisher", "dc.publisher"
        ),
    }
    published, updated = _date(said, PUBLISHED), _date(said, UPDATED)
    if isinstance(updated, dict) and updated != published:
        days = updated["date-parts"]
        day = days[0] if isinstance(days, list) else None
        if isinstance(day, list):
            made["custom"] = {"updated": "-".join(f"{part:02}" for part in day if isinstance(part, int))}
    return made


def _metas(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield the names, in small letters, and contents of the page's meta elements."""
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            yield name.lower(), content


def _first(said: dict[str, list[str]], *names: str) -> str:
    return next((said[name][0] for name in names if name in said), "")


def _date(said: dict[str, list[str]], names: tuple[str, ...]) -> Json:
    return next((day for name in names for text in said.get(name, ()) if (day := date_parts(text))), None)


def _decoded(answer: Answer) -> str:
    """Return the page's text by the character set its answer or its head names; UTF-8 otherwise."""
    inside = CHARSET_IN_PAGE.search(answer.data[:2048])
    charset = answer.charset or (inside.group(1).decode("ascii") if inside else "utf-8")
    try:
        return answer.data.decode(charset, "replace")
    except LookupError:
        return answer.data.decode("utf-8", "replace")
