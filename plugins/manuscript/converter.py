"""Markdown to HTML, with one fixed set of extensions for the page and for every check of it.

Left out on purpose: attr_list and md_in_html (they let `{: onclick=… }` and `{: style=… }` into an
article without a line of HTML), abbr (it rewrites words far from where it stands), and `[TOC]` (the
theme makes the list of contents).
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Protocol, runtime_checkable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension, slugify
from markdown.treeprocessors import Treeprocessor

from plugins.manuscript.captions import register_captions
from plugins.manuscript.draft import FOOTNOTES_PLACE, SEAL, SEPARATOR, Draft

PLAIN_EXTENSIONS = ("tables", "fenced_code", "def_list", "admonition", "sane_lists")

# The separator between two parts. It stands in a paragraph of its own, except where HTML that is opened
# in the text and never closed takes up everything behind it.
BETWEEN_PARTS = re.compile(f"(?:<p>)?{SEPARATOR}(?:</p>)?")

# Ids the page itself uses; a heading of the same words gets another.
TAKEN_IDS = re.compile(r"disclaimer|references|questions|key-points|main|[rc]\d[\d-]*|fn.*")

# A writer's waiver is for the checker and the reviewers; it is not published.
WAIVER = re.compile(r"[ \t]?<!--\s{0,20}waive\b(?:(?!-->).){0,2000}-->", re.IGNORECASE | re.DOTALL)


@runtime_checkable
class Harvester(Protocol):
    """A Markdown extension that learns something about an article while it is converted."""

    name: str

    def harvest(self) -> object:
        """Return what the last conversion brought."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level: its id on the page and its plain text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """The HTML of an article's three parts."""

    key_points: tuple[str, ...]
    """Inline HTML, one to a line of the header."""
    body: str
    questions: tuple[str, ...]
    sections: tuple[Section, ...]
    harvest: Mapping[str, object]
    """What each `Harvester` brought, by its name."""
    whole: str
    """All parts as they came out of the converter, in the order of the page, citations sealed."""


def convert(draft: Draft, extensions: tuple[Extension, ...] = ()) -> Conversion:
    """Convert a draft. `extensions` come on top of the fixed set (citations, for one)."""
    markdown = Markdown(
        extensions=[
            *PLAIN_EXTENSIONS,
            FootnoteExtension(
                PLACE_MARKER=FOOTNOTES_PLACE,
                BACKLINK_TITLE="Back to where footnote {} is used",
            ),
            TocExtension(marker="", slugify=_heading_id),
            *extensions,
        ],
        output_format="html",
    )
    register_captions(markdown)
    markdown.treeprocessors.register(_ColumnClasses(markdown), "column-classes", 1)
    whole = markdown.convert(draft.text)
    whole = whole.replace(f"<p>{FOOTNOTES_PLACE}</p>\n", "").replace(FOOTNOTES_PLACE, "")
    shown = WAIVER.sub("", whole.replace(SEAL, ""))
    key_points, body, questions = BETWEEN_PARTS.split(shown)
    harvest = {item.name: item.harvest() for item in extensions if isinstance(item, Harvester)}
    # The tokens nest lower headings in higher ones; an article that starts at h3 has no h2s.
    tokens = getattr(markdown, "toc_tokens", [])
    sections = tuple(Section(token["id"], _plain(token["name"])) for token in _second_level(tokens))
    return Conversion(_items(key_points), body.strip(), _items(questions), sections, harvest, whole)


class _ColumnClasses(Treeprocessor):
    """Tells the alignment of a table's column by a class: a style attribute would be blocked by the
    site's Content-Security-Policy."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (style := cell.attrib.pop("style", "")):
                cell.set("class", style.removeprefix("text-align:").strip(" ;"))


def _heading_id(text: str, separator: str) -> str:
    made = slugify(text, separator)
    return f"about-{made}" if not made or TAKEN_IDS.fullmatch(made) else made


def _second_level(tokens: list[dict[str, object]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for token in tokens:
        if token["level"] == 2:
            found.append({"id": str(token["id"]), "name": str(token["name"])})
        children = token["children"]
        if isinstance(children, list):
            found += _second_level(children)
    return found


def _plain(name: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", name))


def _items(html: str) -> tuple[str, ...]:
    """Return the inline HTML of each item of the one flat list in `html`."""
    return tuple(re.findall(r"<li>\s*(?:<p>)?(.*?)(?:</p>)?\s*</li>", html, re.DOTALL))
