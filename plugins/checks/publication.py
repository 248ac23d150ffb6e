"""What was built, read without any knowledge of how: every page, feed, style sheet and picture of an
output folder, and every file that is none of these.

Reads HTML with a browser's parser and feeds with an XML parser that resolves no entities. A file that
cannot be read is told as such, and one that is not expected too: the gate fails closed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from plugins.checks.activity import activity_of, policies_of
from plugins.checks.claims_record import RECORD, ClaimsRecord, read_claims_record
from plugins.checks.crossings import Crossings, crossings_of
from plugins.checks.page_words import letters_of, run_together, words_of, words_of_page
from plugins.checks.sight import NO_STYLES, Styles, flawless_inside, skeleton, stands_in_sight
from plugins.checks.strangers import FEED_ENDINGS, PAGE_ENDING, STYLE_ENDING, stranger
from plugins.checks.styles import StyleRule, read_styles
from plugins.checks.targets import loaded, target_of, targets
from plugins.disclaimer.demand import Demand
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.manuscript.source import Unreadable, read_source

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
# Numbers in a text that stand for something at the end of the page.
MARKS = "span.cites, sup[id^=fnref]"
STYLED_FEED = re.compile(rb"<\?\s*xml-stylesheet")


@dataclass(frozen=True, slots=True)
class Notice:
    """A disclaimer as it was found in HTML."""

    id: str
    version: str
    fingerprint: str
    words: str
    """Its text, white space run together."""
    inside_article: bool
    """Whether it is a child of the page's one article, in nothing that hides or swallows it, and holds
    nothing but a heading and paragraphs."""
    concealed: tuple[str, ...] = ()
    """What the style sheets do to hide it, in words."""


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
    words: str = ""
    """What its article, and its main part around it, says to a reader, the disclaimer and the line on who
    pays left out: the text twice, once with a space between any two elements and once with none, and what
    stands for pictures."""
    targets: tuple[str, ...] = ()
    """The output files that its links lead to."""
    styles: tuple[str, ...] = ()
    """The output files of the style sheets it loads."""
    policy: str | None = None
    """Its Content-Security-Policy; None where it has none in its head."""
    scripts: tuple[str, ...] = ()
    """The output files of the scripts it loads."""
    active: tuple[str, ...] = ()
    """What of it could show, hide or do anything, in words: see activity.py."""
    crossings: Crossings = field(default_factory=Crossings)
    address: str = ""
    """The address that it names as its own, "" for none."""
    unmarked: str = ""
    """The letters and digits of its text without citation markers and marks of notes."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    path: str
    title: str
    target: str
    """The output file its link leads to, "" if it leads elsewhere."""
    bodies: tuple[tuple[Notice, ...], ...]
    """The disclaimers in each field that carries HTML text of the article."""
    texts: tuple[str, ...] = ()
    """The words of each such field, as `BuiltPage.words`."""
    crossings: tuple[Crossings, ...] = ()
    """The links within each such field."""
    address: str = ""
    """Its link."""
    active: tuple[str, ...] = ()
    """What of it could show, hide or do anything, in words."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as a whole."""

    path: str
    entries: int
    active: tuple[str, ...] = ()
    """What of it, beside its entries, could change how it looks."""


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A style sheet or picture; or, with `wrong`, a file that has no place on the site."""

    path: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the sources demand: each published manuscript with the disclaimer it must carry."""

    disclaimers: Mapping[str, Disclaimer]
    passages: Mapping[str, tuple[str, ...]]
    """The letters of long passages of each manuscript, by which its text is known anywhere."""
    demands: tuple[Demand, ...] = ()
    """What texts demand by the names in them, whatever any header says."""
    shelf: tuple[Disclaimer, ...] = ()
    """Every disclaimer there is."""
    listed: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    """The articles that feeds must list, each with its date."""
    pieces: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    """The letters of shorter passages of each manuscript too, each with its number of words."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole output folder beside what its sources demand."""

    pages: tuple[BuiltPage, ...]
    entries: tuple[FeedEntry, ...]
    expected: Expected
    feeds: tuple[Feed, ...] = ()
    others: tuple[OtherFile, ...] = ()
    unread: tuple[str, ...] = ()
    """The files that are there and cannot be read or judged; each is told of by itself."""
    record: ClaimsRecord | None = None
    """What the site tells of its claims, None where there is no such file."""


Item: TypeAlias = BuiltPage | FeedEntry | Feed | OtherFile | ClaimsRecord | Unreadable


def read_publication(folder: Path, theme: Path | None = None) -> Iterator[Item]:
    """Yield everything below a folder, style sheets first and then sorted by path: pages, feeds with
    their entries, other files, and what cannot be read. The script is held against those of `theme`."""
    scripts = sorted((theme / "components").glob("*/script.js")) if theme else ()
    theme_scripts = tuple(
        read_source(file, f"theme/components/{file.parent.name}/script.js").text for file in scripts
    )
    files = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    sheets = [file for file in files if file.suffix.lower() == STYLE_ENDING and not file.is_symlink()]
    rules: list[StyleRule] = []
    for file in sheets:
        path = file.relative_to(folder).as_posix()
        try:
            rules += read_styles(path, read_source(file, path).text)
            yield OtherFile(path)
        except Unreadable as error:
            yield error
    styles = Styles.of(rules)
    for file in files:
        path = file.relative_to(folder).as_posix()
        ending = file.suffix.lower()
        if file.is_symlink() or not file.is_file():
            yield OtherFile(path, "is a link to something else, or no file at all")
            continue
        try:
            if ending == PAGE_ENDING:
                yield read_page(path, read_source(file, path).text, styles)
            elif ending in FEED_ENDINGS:
                data = file.read_bytes()
                entries = tuple(read_feed(path, data))
                yield from entries
                told = ("an instruction to style it (xml-stylesheet)",) if STYLED_FEED.search(data) else ()
                yield Feed(path, len(entries), told)
            elif path == RECORD:
                yield read_claims_record(path, file.read_bytes())
            elif ending != STYLE_ENDING:
                yield OtherFile(path, stranger(path, file.read_bytes(), theme_scripts))
        except Unreadable as error:
            yield error


def read_page(path: str, html: str, styles: Styles = NO_STYLES) -> BuiltPage:
    """Return what the gate looks at in one page; `styles` are those of the whole site."""
    tree = LexborHTMLParser(html)
    body = tree.body
    articles = tree.css("article[data-manuscript]")
    policies = policies_of(tree)
    crossings = crossings_of(tree)
    page = BuiltPage(
        path,
        (body.attributes.get("data-kind") or "") if body else "",
        (articles[0].attributes.get("data-manuscript") or "") if articles else "",
        len(articles),
        _notices(tree, styles),
        letters_of(body.text(separator=" ")) if body else "",
        "",
        tuple(targets(path, tree, "a[href], area[href]")),
        tuple(loaded(path, tree, 'link[rel~="stylesheet" i][href]')),
        "; ".join(policies) if policies else None,
        tuple(loaded(path, tree, "script[src]")),
        activity_of(tree),
        crossings,
        next((node.attributes.get("href") or "" for node in tree.css('link[rel="canonical"]')), ""),
        _unmarked(html) if articles else "",
    )
    # Last, as it takes the page apart.
    return replace(page, words=words_of_page(tree, articles))


def _unmarked(html: str) -> str:
    """Return the letters of a page by which a sentence with marks in it is found all the same."""
    tree = LexborHTMLParser(html)
    for mark in tree.css(MARKS):
        mark.decompose()
    return letters_of(tree.body.text(separator=" ")) if tree.body else ""


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
        bodies, texts, crossings = [], [], []
        active: list[str] = []
        for tag in (f"{ATOM}content", f"{ATOM}summary", "description", CONTENT_ENCODED):
            for element in entry.findall(tag):
                tree = LexborHTMLParser(element.text or "")
                crossings.append(crossings_of(tree, address))
                active += activity_of(tree)
                bodies.append(_notices(tree, NO_STYLES, in_feed=True))
                texts.append(words_of(tree.body) if tree.body else "")
        yield FeedEntry(
            path,
            title,
            target_of(address),
            tuple(bodies),
            tuple(texts),
            tuple(crossings),
            address,
            tuple(active),
        )


def _notices(tree: LexborHTMLParser, styles: Styles, in_feed: bool = False) -> tuple[Notice, ...]:
    found = tree.css("[data-disclaimer-id]")
    copies = skeleton(tree) if found and styles is not NO_STYLES else {}
    return tuple(
        Notice(
            node.attributes.get("data-disclaimer-id") or "",
            node.attributes.get("data-disclaimer-version") or "",
            node.attributes.get("data-disclaimer-fingerprint") or "",
            run_together(node.text(separator=" ")),
            stands_in_sight(node, in_feed) and flawless_inside(node),
            styles.concealing(copies[node.mem_id]) if node.mem_id in copies else (),
        )
        for node in found
    )
