"""Style sheets, read as far as the gate must know them: every rule with its selectors and declarations.

A small reader of the syntax (CSS Syntax Module Level 3: comments, strings, nested blocks, at-rules), because
no pinned library reads style sheets. It judges nothing, and raises rather than pass over what it does not
know.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.manuscript.source import Unreadable

TOKEN = re.compile(
    r"""
      /\*.*?(?:\*/|\Z)                     # a comment
    | (?<![\w-])(?i:url)\((?!\s*["'])[^)]*(?:\)|\Z)   # an address, in which nothing is a comment
    | "(?:[^"\\\n]|\\.)*(?:"|\n|\Z)        # a string
    | '(?:[^'\\\n]|\\.)*(?:'|\n|\Z)
    | (?:\\(?:[0-9a-fA-F]{1,6}\s?|.)[\w-]*)+\(?   # a word with escaped signs
    | [{};()\[\]]
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
# At-rules whose block holds rules for elements, and those whose block does not.
AROUND_RULES = {"media", "supports", "layer", "container", "starting-style"}
NO_RULES = {
    "counter-style", "keyframes", "-webkit-keyframes", "font-feature-values", "view-transition",
    "font-palette-values",
}  # fmt: skip
# A sheet of paper is told as a rule of its own; the boxes in its margins are at-rules within it.
PAGE = "@page"
MARGIN_BOX = re.compile(r"(?:top|bottom|left|right)-[a-z-]+")
HARMLESS_STATEMENTS = {"charset", "layer"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property with its value, escapes resolved, in small letters (custom properties as typed)."""

    name: str
    value: str
    important: bool


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One rule: what it is for, what it sets, and under which conditions."""

    sheet: str
    """The path of its style sheet."""
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    conditions: tuple[str, ...]
    """The at-rules around it, outermost first: "@media print"."""
    layer: int
    """The rank of its cascade layer; rules in no layer rank highest."""


NO_LAYER = 1_000_000
MEND = "Write plain rules into the theme's own style files instead, and publish again."


def read_styles(path: str, text: str) -> tuple[StyleRule, ...]:
    """Return every rule of a style sheet; raise `Unreadable` where a part of it cannot be judged."""
    return tuple(_Sheet(path, {}).rules(text, (), (), ""))


@dataclass(frozen=True, slots=True)
class _Sheet:
    path: str
    layers: dict[str, int]

    def rules(
        self, text: str, parents: tuple[str, ...], conditions: tuple[str, ...], layer: str
    ) -> Iterator[StyleRule]:
        declarations: list[Declaration] = []
        inner: list[StyleRule] = []
        for prelude, body in _statements(self.path, text):
            at = re.match(r"@([\w-]+)\s*(.*)", prelude, re.DOTALL)
            if at and body is None:
                self._statement(at[1].lower(), at[2], layer)
            elif at and body is not None:
                inner += self._at_rule(at[1].lower(), at[2], body, parents, conditions, layer)
            elif body is not None:
                selectors = tuple(
                    whole for one in split_outside(prelude, ",") for whole in _nested(one, parents)
                )
                inner += self.rules(body, selectors, conditions, layer)
            elif ":" in prelude:
                declarations.append(_declaration(prelude))
        if parents and declarations:
            rank = self.layers.setdefault(layer, len(self.layers)) if layer else NO_LAYER
            yield StyleRule(self.path, parents, tuple(declarations), conditions, rank)
        yield from inner

    def _statement(self, name: str, told: str, layer: str) -> None:
        if name not in HARMLESS_STATEMENTS:
            raise self._unknown(f"@{name}")
        if name == "layer":
            for one in told.split(","):
                self.layers.setdefault(f"{layer}.{one.strip()}", len(self.layers))

    def _at_rule(
        self,
        name: str,
        told: str,
        body: str,
        parents: tuple[str, ...],
        conditions: tuple[str, ...],
        layer: str,
    ) -> Iterator[StyleRule]:
        if name in NO_RULES:
            return
        if name == "page":
            yield from self.rules(body, (PAGE,), conditions, layer)
            return
        if parents == (PAGE,) and MARGIN_BOX.fullmatch(name):
            yield from self.rules(body, (f"{PAGE} @{name}",), conditions, layer)
            return
        if name not in AROUND_RULES:
            raise self._unknown(f"@{name}")
        within = f"{layer}.{told.strip()}" if name == "layer" else layer
        yield from self.rules(body, parents, (*conditions, f"@{name} {told.strip()}"), within)

    def _unknown(self, what: str) -> Unreadable:
        return _unjudged(
            self.path, f"holds “{what}”, which the gate cannot judge: it may hide a disclaimer", MEND
        )


def _unjudged(
    path: str, what: str, mend: str = "Mend the theme's style files, and publish again."
) -> Unreadable:
    return Unreadable(path, f"The style sheet {what}.", mend)


def split_outside(text: str, mark: str) -> list[str]:
    """Return the parts of a text between commas (or another mark), brackets and strings left whole."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"{TOKEN.pattern} | {re.escape(mark)}", text, TOKEN.flags):
        found = match.group()
        if found == mark and not depth:
            parts.append(text[start : match.start()].strip())
            start = match.end()
        depth += (found in "([") - (found in ")]") if len(found) == 1 else 0
    return [part for part in (*parts, text[start:].strip()) if part]


def _statements(path: str, text: str) -> Iterator[tuple[str, str | None]]:
    """Yield what stands in a block: (what is in front, the text between the braces), or a statement that
    ends at a semicolon with None."""
    braces, brackets, start, opened = 0, 0, 0, 0
    kept: list[str] = []  # what is in front, without comments
    for match in TOKEN.finditer(text):
        found = match.group()
        if found.startswith("/*"):
            if not braces:
                kept.append(text[start : match.start()])
                start = match.end()
        elif found.startswith("\\"):
            # Spelt so, “url(” is one word more in which a comment may seem to begin.
            if found.endswith("("):
                raise _unjudged(path, f"holds “{found}”, a function with an escaped name", MEND)
        elif found in ("(", "["):
            brackets += 1
        elif found in (")", "]"):
            brackets = max(0, brackets - 1)
        elif found in "{}" and brackets:
            raise _unjudged(path, "has a bracket ( or [ that is never closed")
        elif found == "{":
            braces += 1
            if braces == 1:
                kept.append(text[start : match.start()])
                opened = match.end()
        elif found == "}":
            braces -= 1
            if braces < 0:
                raise _unjudged(path, "has a brace } too many")
            if braces == 0:
                yield " ".join("".join(kept).split()), text[opened : match.start()]
                kept, start, brackets = [], match.end(), 0
        elif found == ";" and not braces and not brackets:
            yield " ".join("".join((*kept, text[start : match.start()])).split()), None
            kept, start = [], match.end()
    if brackets:
        raise _unjudged(path, "has a bracket ( or [ that is never closed")
    if braces:
        # What is open at the end is closed there, as browsers do.
        yield " ".join("".join(kept).split()), text[opened:]
        return
    if rest := " ".join("".join((*kept, text[start:])).split()):
        yield rest, None


def _declaration(text: str) -> Declaration:
    name, _, value = ESCAPE.sub(_unescaped, text).partition(":")
    name, value = name.strip(), value.strip()
    important = bool(re.search(r"!\s*important\s*\Z", value, re.IGNORECASE))
    if important:
        value = value[: value.rindex("!")].strip()
    return Declaration(name if name.startswith("--") else name.lower(), value.lower(), important)


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def _nested(selector: str, parents: tuple[str, ...]) -> Iterator[str]:
    """Yield a selector that stands in another rule's block as it would stand by itself."""
    if not parents:
        yield selector
    for parent in parents:
        yield selector.replace("&", parent) if "&" in selector else f"{parent} {selector}"
