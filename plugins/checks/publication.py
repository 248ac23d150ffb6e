"""What was built, read without any knowledge of how: every HTML page and every feed of an output folder.

Reads HTML with a browser's parser and feeds with an XML parser that resolves no entities. A file that
cannot be read is told as such: the gate fails closed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.disclaimer.disclaimer import Disclaimer
from plugins.manuscript.source import Unreadable, read_source

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
HTML_ENDINGS = {".html", ".htm", ".xhtml"}
FEED_ENDINGS = {".xml", ".atom", ".rss"}
# Attributes by which an element, and all in it, may not be seen or read aloud.
HIDING = frozenset(("hidden", "style", "aria-hidden", "inert", "popover"))
# Elements whose text no reader sees, or sees only after acting.
UNSEEN = "script,style,template,head,title,textarea,noscript,iframe,select,details,dialog,object"


@dataclass(frozen=True, slots=True)
class Notice:
    """A disclaimer as it was found in HTML."""

    id: str
    version: str
    fingerprint: str
    words: str
    """Its text, white space run together."""
    inside_article: bool
    """Whether it is a child of the page's one article, in nothing that hides or swallows it."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One HTML file."""

    path: str
    kind: str
    """What the page says it is: article, page, index, category …"""
    manuscript: str
    """Which source it was made from, "" for lists."""
    articles: int
    notices: tuple[Notice, ...]
    letters: str
    """The letters and digits of all its text, run together: see `letters_of`."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    path: str
    title: str
    target: str
    """The output file its link leads to, "" if it leads elsewhere."""
    bodies: tuple[tuple[Notice, ...], ...]
    """The disclaimers in each field that carries HTML text of the article."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the sources demand: each published manuscript with the disclaimer it must carry."""

    disclaimers: Mapping[str, Disclaimer]
    passages: Mapping[str, tuple[str, ...]]
    """The letters of long passages of each manuscript, by which its text is known anywhere."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole output folder beside what its sources demand."""

    pages: tuple[BuiltPage, ...]
    entries: tuple[FeedEntry, ...]
    expected: Expected


def read_publication(folder: Path) -> Iterator[BuiltPage | FeedEntry | Unreadable]:
    """Yield every page and feed entry below a folder, sorted by path, and every file that is neither
    though its name says so."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        try:
            if file.suffix.lower() in HTML_ENDINGS:
                yield read_page(path, read_source(file, path).text)
            elif file.suffix.lower() in FEED_ENDINGS:
                yield from read_feed(path, file.read_bytes())
        except Unreadable as error:
            yield error


def read_page(path: str, html: str) -> BuiltPage:
    """Return what the gate looks at in one page."""
    tree = LexborHTMLParser(html)
    body = tree.body
    articles = tree.css("article[data-manuscript]")
    return BuiltPage(
        path,
        (body.attributes.get("data-kind") or "") if body else "",
        (articles[0].attributes.get("data-manuscript") or "") if articles else "",
        len(articles),
        _notices(tree),
        letters_of(body.text(separator=" ")) if body else "",
    )


def read_feed(path: str, data: bytes) -> Iterator[FeedEntry]:
    """Yield the entries of an Atom or RSS feed; other XML has none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            path, f"The feed is not well-formed XML: {error.msg}.", "Build the site again."
        ) from None
    for entry in root.iter(f"{ATOM}entry", "item"):
        link = entry.find(f"{ATOM}link")
        address = link.get("href", "") if link is not None else (entry.findtext("link") or "")
        title = entry.findtext(f"{ATOM}title") or entry.findtext("title") or ""
        bodies = []
        for tag in (f"{ATOM}content", f"{ATOM}summary", "description", CONTENT_ENCODED):
            for element in entry.findall(tag):
                bodies.append(_notices(LexborHTMLParser(element.text or ""), in_feed=True))
        yield FeedEntry(path, title, target_of(address), tuple(bodies))


def target_of(address: str) -> str:
    """Return the output file an address of this site leads to: "/a/" is "a/index.html"."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def run_together(text: str) -> str:
    """Return text with all white space, no-break spaces too, made single spaces."""
    return re.sub(r"[\s\u00a0\u2060]+", " ", text).strip()


def letters_of(text: str) -> str:
    """Return the letters and digits of a text only: what no typography changes."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _notices(tree: LexborHTMLParser, in_feed: bool = False) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            node.attributes.get("data-disclaimer-id") or "",
            node.attributes.get("data-disclaimer-version") or "",
            node.attributes.get("data-disclaimer-fingerprint") or "",
            run_together(node.text(separator=" ")),
            _in_plain_sight(node, in_feed),
        )
        for node in tree.css("[data-disclaimer-id]")
    )


def _in_plain_sight(node: LexborNode, in_feed: bool) -> bool:
    """Return whether a disclaimer stands directly in the article (in a feed: in the entry)."""
    if HIDING & node.attributes.keys():
        return False
    parent = node.parent
    if parent is None or parent.tag is None:
        return False
    if in_feed:
        return parent.tag == "body"
    if parent.tag != "article" or "data-manuscript" not in parent.attributes:
        return False
    while parent is not None:
        if parent.tag in UNSEEN.split(",") or HIDING & parent.attributes.keys():
            return False
        parent = parent.parent
    return True
