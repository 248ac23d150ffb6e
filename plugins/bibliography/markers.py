"""The Markdown extension that turns citations into numbered markers.

| processor       | priority | what it does |
|---|--:|---|
| citation        | 175 | makes a placeholder of `[@key]`; behind code spans and escapes, before links |
| citation-number | 15  | numbers the placeholders in the order of the page, behind all inline work |

A marker is a plain link `<a class="cite" href="#r1">[1]</a>`: Reader View keeps it, and it works
without JavaScript. Several sources in one pair of brackets are one cluster in the order of their
numbers, three and more in a row a range: [1,2,5-8]. An unknown key becomes a visible
"[source missing: key]", so that a preview shows it; rule CIT301 stops it from being published.

Source: AMA Manual of Style, 11th ed., 3.6 (numbers, ranges, places within a source).
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX

from plugins.bibliography.citation import BRACKETS, parse_citations
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
            citations = parse_citations(element.get("data-cite", "").removeprefix(SEAL))
            for citation in citations:
                if citation.key in known:
                    numbers.setdefault(citation.key, len(numbers) + 1)
            # Two figures of one source, cited together, are one number to the reader.
            shown = {(numbers[one.key], one.locator): one for one in citations if one.key in numbers}
            links = []
            for run in _runs(sorted(shown)):
                first = shown[run[0]]
                marker = f"c{run[0][0]}-{len(uses.get(first.key, ())) + 1}"
                for place in run:
                    uses.setdefault(shown[place].key, []).append(marker)
                links.append(_marker(run, marker))
            _put_together(element, links)
            for citation in citations:
                if citation.key not in known:
                    missing = etree.SubElement(element, "strong", {"class": "cite-missing"})
                    missing.text = f"[source missing: {citation.key}]"
        self.extension.cited = tuple(Cited(key, number, tuple(uses[key])) for key, number in numbers.items())


def _runs(places: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Put numbers in a row together: three or more, each without a place in its source."""
    runs: list[list[tuple[int, str]]] = []
    for number, locator in places:
        last = runs[-1][-1] if runs else (0, "-")
        if not locator and not last[1] and number == last[0] + 1:
            runs[-1].append((number, locator))
        else:
            runs.append([(number, locator)])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[place] for place in run])]


def _put_together(element: etree.Element, links: list[etree.Element]) -> None:
    """Fill a cluster: one marker holds its brackets itself, several share a pair."""
    element.text = WORD_JOINER
    if len(links) == 1:
        links[0].text = f"[{links[0].text}]"
    elif links:
        element.text = f"{WORD_JOINER}["
    for link in links:
        if len(links) > 1:
            link.tail = "]" if link is links[-1] else ","
        element.append(link)


def _marker(run: list[tuple[int, str]], marker_id: str) -> etree.Element:
    (number, locator), last = run[0], run[-1][0]
    place = f"({re.sub(r'[. ]+', '', locator)})" if locator else ""
    label = f"Reference {number}" + (f", {locator}" if locator else "")
    link = etree.Element(
        "a", {"class": "cite", "role": "doc-noteref", "id": marker_id, "href": f"#r{number}"}
    )
    link.text = f"{number}{place}"
    if last != number:
        link.set("data-through", str(last))
        link.text = f"{number}-{last}"
        label = f"References {number} to {last}"
    link.set("aria-label", label)
    return link
