"""What all articles together tell of each figure: a number told in two ways on one site.

Works on the sources as they are typed, and without converting them: it is done for the whole blog at each
check, whatever is kept of the single articles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from plugins.bibliography.citation import BRACKETS, parse_citations
from plugins.bibliography.evidence import Evidence, Figure
from plugins.checks.collection import Collection
from plugins.evidence.facts import Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Outcome, amount, held
from plugins.evidence.signs import unsigned, without_sign
from plugins.manuscript.language import ENGLISH, language_of
from plugins.manuscript.sentences import split_sentences
from plugins.manuscript.source import Source, Span
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

BOUND = re.compile(BRACKETS)
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n|\n(?=[-*+>|#]|\d{1,2}\.\s)")
EMPHASIS = re.compile(r"[*_`]")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]|\[\^|:[ \t]")
INLINE_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,500}\1(?!`)")
HIDDEN = re.compile(r"<!--.{0,4000}?-->|<(pre|code)\b[^>]{0,200}>.{0,4000}?</\1>", re.DOTALL | re.IGNORECASE)
# A number that is further off than this from a result, as a part of it, stands for something else.
NEAR = Fraction(1, 2)
Told = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Use:
    """A number that an article tells of a figure, and where."""

    name: str
    """The figure as it is cited: "mekhail2012#standing"."""
    quantity: Quantity
    source: Source
    span: Span

    @property
    def line(self) -> int:
        """The line it begins in."""
        return self.source.position(self.span.start).line


@dataclass(frozen=True, slots=True)
class DifferingUse:
    """A use that tells another number than one before it."""

    name: str
    quantity: Quantity
    source: Source
    span: Span
    other: Use


def differing_uses(collection: Collection) -> Iterator[DifferingUse]:
    """Yield every number that is told otherwise somewhere before it, the blog in its order."""
    first: dict[tuple[str, Quantity], tuple[Told, Use]] = {}
    for manuscript in collection.manuscripts:
        if language_of(manuscript.header) != ENGLISH:
            continue
        for use, fact in _uses(manuscript.source, collection):
            told = _told(use.quantity, fact)
            known = first.setdefault((use.name, fact), (told, use))
            if known[0] != told and manuscript.place in collection.told_of:
                yield DifferingUse(use.name, use.quantity, use.source, use.span, known[1])


def _told(quantity: Quantity, fact: Quantity) -> Told:
    """Return a number as what it comes to: “8.75 %” and “7 of 80 people” are the same, and so is what differs
    only in “about” or “up to”."""
    value = amount(quantity, fact)
    # 12 % is what 5 of 42 comes to, and the source has no other way to say it.
    if fact.whole and not quantity.whole and held(quantity, fact, computed=True) is not None:
        value = amount(fact, quantity)
    return value, quantity.base[1] if quantity.is_range else value


def _uses(source: Source, collection: Collection) -> Iterator[tuple[Use, Quantity]]:
    """Yield the results that a source tells of figures, each with the number of the evidence behind it."""
    text = without_code(source.text)
    for match in BOUND.finditer(text):
        for citation in parse_citations(match["inside"]):
            evidence = collection.library.evidence.get(citation.key) if citation.figure else None
            figure = evidence.figure(citation.figure) if evidence else None
            if evidence is None or figure is None:
                continue
            start, sentence = _sentence_before(text, match.start())
            # “−3.5 points” is “fell by 3.5”; whether the way is right is told beside the figure.
            for quantity in map(without_sign, quantities_in(sentence)):
                fact = _fact(quantity, figure, evidence)
                if fact is not None:
                    name = f"{citation.key}#{citation.figure}"
                    span = Span(start + quantity.start, start + quantity.end)
                    yield Use(name, quantity, source, span), fact


def without_code(text: str) -> str:
    """Return a Markdown text with everything blanked out that is code or a comment, and every other character
    where it was: what stands there is shown, and told of nothing."""
    lines = text.splitlines(keepends=True)
    fence, in_item, blank_before, in_code = "", False, True, False
    for at, line in enumerate(lines):
        opened = FENCE.match(line)
        if fence:
            closes = opened and opened[1].startswith(fence) and not line.strip(" `~\r\n")
            lines[at] = _blanked(line)
            fence = "" if closes else fence
        elif opened:
            fence, lines[at] = opened[1], _blanked(line)
        elif not line.strip():
            blank_before = True
            continue
        elif line.startswith(("    ", "\t")) and not in_item and (blank_before or in_code):
            lines[at], in_code = _blanked(line), True
            continue
        else:
            # What is indented below an item belongs to it, and is no code.
            in_item = bool(ITEM.match(line)) or (in_item and line[0] in " \t")
        blank_before = in_code = False
    joined = "".join(lines)
    for pattern in (HIDDEN, INLINE_CODE):
        joined = pattern.sub(lambda match: _blanked(match.group()), joined)
    return joined


def _blanked(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)


def _sentence_before(text: str, offset: int) -> tuple[int, str]:
    """Return the sentence that a mark at an offset closes, and where it begins; emphasis blanked out."""
    begin = max(0, offset - 1000)
    breaks = [match.end() for match in EMPTY_LINE.finditer(text, begin, offset)]
    begin = breaks[-1] if breaks else begin
    paragraph = BOUND.sub(lambda match: " " * len(match.group()), text[begin:offset])
    paragraph = EMPHASIS.sub(" ", paragraph)
    sentences = split_sentences(paragraph)
    if not sentences:
        return begin, ""
    return begin + sentences[-1].start, sentences[-1].text.replace("\n", " ")


def _fact(quantity: Quantity, figure: Figure, evidence: Evidence) -> Quantity | None:
    """Return the result of a figure that a number stands for: what it agrees with, or else the nearest; None
    for a size, an age or a time."""
    facts = [
        fact
        for fact in facts_of(figure, evidence)
        if not fact.of
        and comparable(quantity, fact)
        and {quantity.form, fact.quantity.form} != {Form.START, Form.END}
    ]
    facts = unsigned(facts)
    for fact in facts:
        told = held(quantity, fact.quantity, fact.lenient)
        if told is not None and told[0] is Outcome.AGREES:
            return fact.quantity if fact.role is Role.VALUE else None
    near = [
        (abs(amount(quantity, fact.quantity) - theirs) / theirs, at)
        for at, fact in enumerate(facts)
        if (theirs := amount(fact.quantity, quantity))
    ]
    if not near:
        return None
    off, nearest = min(near)
    return facts[nearest].quantity if facts[nearest].role is Role.VALUE and off <= NEAR else None
