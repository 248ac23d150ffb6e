"""The prose of an article, block by block, as a reader meets it, with the source place of each character.

Read from the HTML of the real converter (marks.py says how its words lead back to the source).
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.manuscript.draft import SEAL, SEPARATOR
from plugins.manuscript.marks import number_of
from plugins.manuscript.source import Span


class Form(StrEnum):
    """What kind of block a passage is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    TABLE_HEADING = "table heading"
    QUOTATION = "quotation"
    TERM = "term"
    DEFINITION = "definition"
    CAPTION = "caption"
    CODE = "code"


class Part(StrEnum):
    """Which part of the article a passage belongs to."""

    KEY_POINTS = "key points"
    BODY = "body"
    QUESTIONS = "questions"
    FOOTNOTE = "footnote"


BLOCKS = {
    "p": Form.PARAGRAPH, "div": Form.PARAGRAPH, "section": Form.PARAGRAPH, "article": Form.PARAGRAPH,
    "h1": Form.HEADING, "h2": Form.HEADING, "h3": Form.HEADING, "h4": Form.HEADING,
    "h5": Form.HEADING, "h6": Form.HEADING, "li": Form.LIST_ITEM, "td": Form.TABLE_CELL,
    "th": Form.TABLE_HEADING, "blockquote": Form.QUOTATION, "dt": Form.TERM, "dd": Form.DEFINITION,
    "caption": Form.CAPTION, "figcaption": Form.CAPTION, "pre": Form.CODE,
    "ul": Form.PARAGRAPH, "ol": Form.PARAGRAPH, "dl": Form.PARAGRAPH, "table": Form.PARAGRAPH,
    "thead": Form.PARAGRAPH, "tbody": Form.PARAGRAPH, "tr": Form.PARAGRAPH, "hr": Form.PARAGRAPH,
    "figure": Form.PARAGRAPH, "details": Form.PARAGRAPH, "summary": Form.PARAGRAPH,
}  # fmt: skip
# A paragraph inside one of these is a passage of that form.
ENCLOSING = {Form.LIST_ITEM, Form.TABLE_CELL, Form.QUOTATION, Form.DEFINITION}
SILENT = {"script", "style", "template", "head", "title", "textarea"}


@dataclass(frozen=True, slots=True)
class Inset:
    """Something in the running text that is no prose: a citation, a footnote mark, an image, a tip."""

    kind: str
    """"citation", "footnote", "image" or "tip" (what a link says when it is pointed at)."""
    value: str
    """The citation as typed ("@mekhail2012#standing"), the footnote's id, the image's or link's address."""
    offset: int
    """Where it stands in the passage's text; behind a full stop it belongs to the sentence before."""
    words: tuple[str, ...] = ()
    """What an image says to those who cannot see it, and what it or a link says to a pointer."""
    in_link: bool = False
    """Whether it stands in the words of a link."""


@dataclass(frozen=True, slots=True)
class RawPassage:
    """A passage before its characters are traced: `marks[i]` is the word number behind `text[i]`."""

    form: Form
    part: Part
    text: str
    marks: tuple[tuple[int, int], ...]
    """Pairs (offset of a marked letter in the text, its number), ascending offsets."""
    insets: tuple[Inset, ...]
    code: tuple[Span, ...]
    """Stretches of the text that stand in code, where nothing is meant as prose or citation."""
    heading: str
    group: int
    """The same number for all items of one list or cells of one table; 0 outside of both."""
    footnote: str
    """The id of the footnote a passage of part FOOTNOTE belongs to."""
    inside: int = 0
    """The number of the list that this list stands in; 0 for one that stands in none."""
    quotation: int = 0
    """The same number for everything in one block quotation; 0 outside of any."""
    row: int = 0
    """The row of a table, from 1; 0 outside of tables."""
    column: int = 0
    """The column of a table, from 1; 0 outside of tables, and where cells reach over several rows."""


@dataclass(slots=True)
class _Open:
    """A passage being read."""

    form: Form
    group: int
    characters: list[str] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    insets: list[Inset] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)


class _Reading:
    """The walk over the HTML, and what it has to remember between blocks."""

    def __init__(self) -> None:
        self.done: list[RawPassage] = []
        self.heading = ""
        self.parts = iter((Part.BODY, Part.QUESTIONS))
        self.part = Part.KEY_POINTS
        self.footnote = ""
        self.groups = 0
        self.inside = {0: 0}
        self.quotation = self.quotations = 0
        self.row = self.column = 0
        self.is_even = True

    def walk(self, node: LexborNode, current: _Open) -> _Open:
        """Read the children of `node`; return the passage that text behind it belongs to."""
        child = node.child
        while child is not None:
            current = self.visit(child, current)
            child = child.next
        return current

    def visit(self, node: LexborNode, current: _Open) -> _Open:
        tag = node.tag
        if tag == "-text":
            return self.write_parts(current, node.text_content or "")
        if tag is None or tag.startswith("-") or tag in SILENT:
            return current
        if (inset := _inset(node)) is not None:
            current.insets.append(Inset(*inset, len(current.characters), _said(node), _in_link(node)))
            return current
        if tag == "a" and "footnote-backref" in (node.attributes.get("class") or ""):
            return current
        if tag == "a" and (said := _said(node)):
            address = node.attributes.get("href") or ""
            current.insets.append(Inset("tip", address, len(current.characters), said))
        if tag == "br":
            self.write(current, " ")
            return current
        if tag == "code":
            start = len(current.characters)
            current = self.walk(node, current)
            current.code.append(Span(start, len(current.characters)))
            return current
        if tag not in BLOCKS:
            return self.walk(node, current)
        self.close(current)
        form, group = BLOCKS[tag], current.group
        if form is Form.PARAGRAPH and current.form in ENCLOSING:
            form = current.form
        if tag in ("ul", "ol", "table", "dl"):
            self.groups += 1
            self.inside[self.groups] = group
            group = self.groups
        if tag == "table":
            self.row = self.column = 0
            self.is_even = not node.css("[rowspan]")
        elif tag == "tr":
            self.row, self.column = self.row + 1, 1
        quotation = self.quotation
        if tag == "blockquote" and not quotation:
            self.quotations += 1
            self.quotation = self.quotations
        footnote = self.footnote
        if tag == "li" and (node.attributes.get("id") or "").startswith("fn:"):
            self.footnote = (node.attributes.get("id") or "")[3:]
        self.close(self.walk(node, _Open(form, group)))
        self.footnote, self.quotation = footnote, quotation
        if tag == "table":
            self.row = self.column = 0
        elif tag in ("td", "th"):
            self.column += _width(node)
        return _Open(current.form, current.group)

    def write_parts(self, current: _Open, text: str) -> _Open:
        """Add text in which a part of the article may end; return the passage it ends with."""
        for index, stretch in enumerate(text.split(SEPARATOR)):
            if index:
                self.close(current)
                self.part, self.heading = next(self.parts), ""
                current = _Open(current.form, current.group)
            self.write(current, stretch)
        return current

    def write(self, current: _Open, text: str) -> None:
        """Add text, white space run together and none at the front."""
        for character in text:
            number = number_of(character)
            if number is not None:
                current.marks.append((len(current.characters) - 1, number))
            elif not character.isspace():
                current.characters.append(character)
            elif current.characters and current.characters[-1] != " ":
                current.characters.append(" ")

    def close(self, current: _Open) -> None:
        """Finish a passage, if there is anything in it."""
        text = "".join(current.characters).rstrip()
        if not (text or current.insets):
            return
        if current.form is Form.HEADING:
            self.heading = text
        self.done.append(
            RawPassage(
                current.form,
                Part.FOOTNOTE if self.footnote else self.part,
                text,
                tuple(current.marks),
                tuple(_seated(inset, text) for inset in current.insets),
                tuple(current.code),
                "" if current.form is Form.HEADING else self.heading,
                current.group,
                self.footnote,
                self.inside[current.group],
                self.quotation,
                self.row,
                self.column if self.is_even else 0,
            )
        )


def read_passages(html: str) -> tuple[RawPassage, ...]:
    """Return the passages in the HTML of a whole converted draft, in the order of the page."""
    body = LexborHTMLParser(html).body
    if body is None:
        return ()
    reading = _Reading()
    reading.close(reading.walk(body, _Open(Form.PARAGRAPH, 0)))
    return tuple(reading.done)


def _inset(node: LexborNode) -> tuple[str, str] | None:
    attributes = node.attributes
    if (cited := attributes.get("data-cite") or "").startswith(SEAL):
        return "citation", cited.removeprefix(SEAL)
    if node.tag == "sup" and (attributes.get("id") or "").startswith("fnref"):
        return "footnote", (attributes.get("id") or "").partition(":")[2]
    if node.tag == "img":
        return "image", attributes.get("src") or ""
    return None


def _width(cell: LexborNode) -> int:
    """Return how many columns a cell takes."""
    spans = cell.attributes.get("colspan") or "1"
    return int(spans) if re.fullmatch(r"[1-9][0-9]?", spans) else 1


def _said(node: LexborNode) -> tuple[str, ...]:
    """Return the words that an element holds in its attributes, without the marks of the trace."""
    names = {"img": ("alt", "title"), "a": ("title",)}.get(node.tag or "", ())
    said = (node.attributes.get(name) or "" for name in names)
    plain = ("".join(letter for letter in text if number_of(letter) is None) for text in said)
    return tuple(filter(None, plain))


def _in_link(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag not in BLOCKS:
        if above.tag == "a":
            return True
        above = above.parent
    return False


def _seated(inset: Inset, text: str) -> Inset:
    """Move an inset back over the space in front of it, to the words it belongs to."""
    return replace(inset, offset=len(text[: inset.offset].rstrip()))
