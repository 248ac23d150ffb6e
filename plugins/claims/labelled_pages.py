"""Labelled sentences as people write and read them: pages of text, each line with its label.

    === ankle-brace
    # Meet the brace
    definition | The Nimbora brace is a soft sleeve for the ankle.
    efficacy | It eases pain on stairs.
    # Benefits
    fragment_heading | Benefits include:
    - efficacy? | Fewer bad days

"===" begins a page and "#" a heading, which gets a row of its own. A line is the sentence's type, a bar and
the sentence; "- " in front makes it an item of the list that the last line before it leads in, and "?" behind
the type says that another careful reader could call it a claim, or none. The rows are those of the
collections in JSON lines (`labelled.py`), so that both are learned from alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.claims.claim import OTHER_TYPES, TYPES

CLAIM, NO_CLAIM = "NEEDS_CITATION", "NO_CITATION"
HEADING, ITEM, DOUBT = "heading", "list-item", "contestable"


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence or heading of a page, with its notes."""

    text: str
    type: str
    form: str
    """`HEADING`, `ITEM`, or "" for a sentence of a paragraph."""
    doubt: bool = False


def rows_of(text: str, collection: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a collection's pages, in order. Raises `ValueError` with the line at fault."""
    page, lines = "", list[_Line]()
    names: set[str] = set()
    for number, typed in enumerate(text.splitlines(), 1):
        line = typed.strip()
        if line.startswith("==="):
            yield from _rows(lines, f"{collection}/{page}")
            page, lines = line.strip("= "), []
            if not page or page in names:
                raise ValueError(f"line {number}: a page needs a name of its own")
            names.add(page)
        elif line:
            if not page:
                raise ValueError(f"line {number}: “=== name of the page” must stand in front of this")
            lines.append(_line(line, number))
    yield from _rows(lines, f"{collection}/{page}")


def _line(line: str, number: int) -> _Line:
    if line.startswith("# "):
        return _Line(line.removeprefix("# ").strip(), "fragment_heading", HEADING)
    label, bar, sentence = line.removeprefix("- ").partition("|")
    name = label.strip()
    kind = name.removesuffix("?")
    if not bar or not sentence.strip() or kind not in TYPES:
        raise ValueError(f"line {number}: this is no “type | sentence”, or the type is unknown: {line[:60]}")
    form = ITEM if line.startswith("- ") else ""
    return _Line(sentence.strip(), kind, form, name.endswith("?"))


def _rows(lines: list[_Line], document: str) -> Iterator[dict[str, str]]:
    heading = lead_in = ""
    for at, line in enumerate(lines):
        if line.form == HEADING:
            heading, lead_in = line.text, ""
        elif line.form != ITEM:
            lead_in = line.text
        yield {
            "text": line.text,
            "prev": _neighbour(lines, at, -1),
            "next": _neighbour(lines, at, 1),
            "heading": heading,
            "lead_in": lead_in if line.form == ITEM else "",
            "source": document,
            "label": NO_CLAIM if line.type in OTHER_TYPES else CLAIM,
            "type": line.type,
            "note": "; ".join(note for note in (line.form, DOUBT if line.doubt else "") if note),
        }


def _neighbour(lines: list[_Line], at: int, step: int) -> str:
    """Return the sentence beside one of a paragraph, if that is of the paragraph as well."""
    beside = at + step
    if lines[at].form or not 0 <= beside < len(lines) or lines[beside].form:
        return ""
    return lines[beside].text
