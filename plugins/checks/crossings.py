"""The links within one page or feed entry: citation markers, the list of references, the ways back, and
what machines are told of them. Read from HTML alone.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

JSON_LD = 'script[type="application/ld+json"]'
ENTRY = re.compile(r"r(\d+)")
DOI_ADDRESS = re.compile(r"https://doi\.org/(.+)")


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation marker: its id, and the ids of the entries it stands for."""

    id: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of references: its id, and the ids of the markers it leads back to."""

    id: str
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossings:
    """Everything in one page that leads to another place in it."""

    ids: tuple[str, ...] = ()
    """Ids that are there more than once stand here as often."""
    fragments: tuple[str, ...] = ()
    """The ids that links within the page lead to."""
    markers: tuple[Marker, ...] = ()
    entries: tuple[Entry, ...] = ()
    footnotes: int = 0
    """Footnote marks and notes."""
    structured: tuple[str, ...] = ()
    """The texts of its JSON-LD."""
    days: tuple[str, ...] = ()
    """The days it shows, as 2026-11-24."""
    dois: tuple[tuple[str, ...], ...] = ()
    """For each entry of its list of references the DOIs that it leads to."""
    described: str = ""
    """Its description for search engines."""
    keys: tuple[str, ...] = ()
    """The keys of the references in its list."""

    @property
    def doubled(self) -> tuple[str, ...]:
        """The ids that are there more than once."""
        return tuple(name for name, count in Counter(self.ids).items() if count > 1)


def crossings_of(tree: LexborHTMLParser, own_address: str = "") -> Crossings:
    """Return the links within a page; in a feed entry they begin with its own whole address."""
    return Crossings(
        tuple(node.attributes.get("id") or "" for node in tree.css("[id]")),
        tuple(_fragments(tree.css("a[href]"), own_address)),
        tuple(_markers(tree, own_address)),
        tuple(
            Entry(node.attributes.get("id") or "", tuple(_fragments(node.css("a.backlink"), own_address)))
            for node in tree.css("ol.references > li")
        ),
        len(tree.css("sup[id^=fnref], .footnote li, a.footnote-ref")),
        tuple(node.text() for node in tree.css(JSON_LD)),
        tuple(dict.fromkeys(node.attributes.get("datetime") or "" for node in tree.css("time[datetime]"))),
        tuple(
            tuple(filter(None, (doi_of(link.attributes.get("href") or "") for link in node.css("a[href]"))))
            for node in tree.css("ol.references > li")
        ),
        next((node.attributes.get("content") or "" for node in tree.css("meta[name=description]")), ""),
        tuple(node.attributes.get("data-reference") or "" for node in tree.css("ol.references > li")),
    )


def doi_of(told: str) -> str:
    """Return the DOI in an address at doi.org or behind “doi:”, with the signs that addresses quote; ""
    for anything else."""
    match = DOI_ADDRESS.fullmatch(told)
    return unquote(match[1]) if match else told.removeprefix("doi:") if told.startswith("doi:") else ""


def structured_objects(crossings: Crossings) -> Iterator[dict[str, object] | None]:
    """Yield each object of the JSON-LD, None for a text that is none."""
    for text in crossings.structured:
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        yield told if isinstance(told, dict) else None


def _markers(tree: LexborHTMLParser, own_address: str) -> Iterator[Marker]:
    for node in tree.css("a.cite"):
        first = next(_fragments([node], own_address), "")
        match = ENTRY.fullmatch(first)
        last = node.attributes.get("data-through") or ""
        if match and last.isascii() and last.isdigit() and int(last) - int(match[1]) < 1000:
            entries = tuple(f"r{number}" for number in range(int(match[1]), int(last) + 1))
        else:
            entries = (first,)
        yield Marker(node.attributes.get("id") or "", entries)


def _fragments(nodes: list[LexborNode], own_address: str) -> Iterator[str]:
    for node in nodes:
        address, mark, fragment = (node.attributes.get("href") or "").partition("#")
        if mark and address == own_address:
            yield fragment
