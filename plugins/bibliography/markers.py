"""The Markdown extension that turns citations into numbered markers.

| processor       | priority | what it does |
|---|--:|---|
| citation        | 175 | makes a placeholder of `[@key]`; behind code spans and escapes, before links |
| citation-number | 15  | numbers the placeholders in the order of the page, behind all inline work |

A marker is a plain link `<a class="cite" href="#r1">[1]</a>`: Reader View keeps it, and it works
without JavaScript. An unknown key becomes a visible "[source missing: key]", so that a preview
shows it; rule CIT301 stops it from being published.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX

from plugins.bibliography.citation import BRACKETS, Citation, parse_citations
from plugins.bibliography.library import Library
from plugins.manuscript.draft import SEAL

# Keeps a marker on the line of the word or full stop in front of it.
WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference of this article: its number, and the ids of the markers that name it."""

    key: str
    number: int
    markers: tuple[str, ...]


class CitationExtension(Extension):
    """Numbered citation markers. Harvests a tuple of `Cited`, in the order of their numbers."""

    name = "citations"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.cited: tuple[Cited, ...] = ()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the processors of the table above."""
        md.inlinePatterns.register(_CitationPattern(BRACKETS, md), "citation", 175)
        md.treeprocessors.register(_Numbering(md, self), "citation-number", 15)

    def harvest(self) -> tuple[Cited, ...]:
        """Return the references of the last conversion."""
        return self.cited


class _CitationPattern(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  (the base class has the old signature)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        inside = m["inside"]
        # A locator in which code stood is a placeholder by now, which would be printed as it is.
        if INLINE_PLACEHOLDER_PREFIX in inside or not parse_citations(inside):
            return None, None, None
        return etree.Element("span", {"class": "cites", "data-cite": SEAL + inside}), m.start(), m.end()


class _Numbering(Treeprocessor):
    def __init__(self, md: Markdown, extension: CitationExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        """Number the markers in the order of the page."""
        known = self.extension.library.references
        uses: dict[str, list[str]] = {}
        numbers: dict[str, int] = {}
        for element in root.iter("span"):
            if element.get("class") != "cites":
                continue
            element.text = WORD_JOINER
            shown: set[tuple[str, str]] = set()
            for citation in parse_citations(element.get("data-cite", "").removeprefix(SEAL)):
                if citation.key not in known:
                    missing = etree.SubElement(element, "strong", {"class": "cite-missing"})
                    missing.text = f"[source missing: {citation.key}]"
                    continue
                # Two figures of one source, cited together, are one number to the reader.
                if (citation.key, citation.locator) in shown:
                    continue
                shown.add((citation.key, citation.locator))
                number = numbers.setdefault(citation.key, len(numbers) + 1)
                markers = uses.setdefault(citation.key, [])
                markers.append(f"c{number}-{len(markers) + 1}")
                element.append(_marker(citation, number, markers[-1]))
        self.extension.cited = tuple(Cited(key, number, tuple(uses[key])) for key, number in numbers.items())


def _marker(citation: Citation, number: int, marker_id: str) -> etree.Element:
    place = f"({re.sub(r'[. ]+', '', citation.locator)})" if citation.locator else ""
    label = f"Reference {number}" + (f", {citation.locator}" if citation.locator else "")
    link = etree.Element(
        "a",
        {
            "class": "cite",
            "role": "doc-noteref",
            "id": marker_id,
            "href": f"#r{number}",
            "aria-label": label,
        },
    )
    link.text = f"[{number}{place}]"
    return link
