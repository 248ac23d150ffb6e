"""Whether a disclaimer stands in plain sight: in the markup around it, in it, and in the style sheets.

Only what is known to be harmless is let pass. A disclaimer is a heading and paragraphs of plain text, so
an element or attribute beyond these is a reason to stop, whatever it may be for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.checks.colours import Setting, settings_of, unreadable_places
from plugins.checks.concealment import Suspect, concealing, suspects
from plugins.checks.styles import StyleRule

# Attributes by which an element, and all in it, may not be seen or read aloud.
HIDING = frozenset("hidden style aria-hidden inert popover text bgcolor background".split())
# What a disclaimer may stand in; a details, dialog, button, del or svg would fold, cross or swallow it.
AROUND = frozenset(("article", "main", "div", "section", "body", "html"))
OWN_ATTRIBUTES = frozenset(
    "role class id aria-labelledby data-disclaimer-id data-disclaimer-version "
    "data-disclaimer-fingerprint".split()
)
ROLES = frozenset(("note", "region", ""))
WITHIN = {"h2": frozenset(("id",)), "p": frozenset[str]()}


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a site's style sheets that could hide something."""

    suspects: tuple[Suspect, ...]
    settings: tuple[Setting, ...]

    @classmethod
    def of(cls, rules: Iterable[StyleRule]) -> "Styles":
        """Return what counts of all rules of a site, in their order."""
        rules = tuple(rules)
        return cls(suspects(rules), settings_of(rules))

    def concealing(self, notice: etree._Element) -> tuple[str, ...]:
        """Return, in words, what may hide an element of a page's skeleton."""
        return (*concealing(notice, self.suspects), *unreadable_places(notice, self.settings))


DOCUMENT = "-document"
NO_STYLES = Styles((), ())


def stands_in_sight(node: LexborNode, in_feed: bool) -> bool:
    """Return whether a disclaimer stands directly in the article (in a feed: in the entry), and nothing
    around it keeps readers from it."""
    if not node.attributes.keys() <= OWN_ATTRIBUTES or (node.attributes.get("role") or "") not in ROLES:
        return False
    parent = node.parent
    if parent is None or node.tag != "div":
        return False
    if in_feed:
        return parent.tag == "body"
    if parent.tag != "article" or "data-manuscript" not in parent.attributes:
        return False
    around: LexborNode | None = parent
    while around is not None and around.tag not in (None, DOCUMENT):
        if around.tag not in AROUND or HIDING & around.attributes.keys():
            return False
        around = around.parent
    return True


def flawless_inside(node: LexborNode) -> bool:
    """Return whether a disclaimer holds a heading and paragraphs and nothing else."""
    return all(
        inner.tag in WITHIN and inner.attributes.keys() <= WITHIN[str(inner.tag)]
        for inner in node.css("*")
        if inner.mem_id != node.mem_id
    )


def skeleton(tree: LexborHTMLParser) -> Mapping[int, etree._Element]:
    """Return a copy of a page's elements without their text, by the identity of what they are copies of.

    Made for matching selectors: cssselect and lxml get right what the browser's parser cannot match
    (":is(main) p" finds nothing there).
    """
    copies: dict[int, etree._Element] = {}
    if tree.root is None:
        return copies
    waiting: list[tuple[LexborNode, etree._Element | None]] = [(tree.root, None)]
    while waiting:
        node, parent = waiting.pop()
        copy = _copy(node, parent)
        copies[node.mem_id] = copy
        # The last child is taken first, so each is put in front of those already there.
        waiting += [(child, copy) for child in node.iter(include_text=False)]
    return copies


def _copy(node: LexborNode, parent: etree._Element | None) -> etree._Element:
    try:
        copy = etree.Element(str(node.tag))
    except ValueError:
        copy = etree.Element("unknown")
    for name, value in node.attributes.items():
        try:
            copy.set(name, value or "")
        except ValueError:
            continue
    if parent is not None:
        parent.insert(0, copy)
    return copy
