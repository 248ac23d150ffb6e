"""PLN507: slips of the hand in typing."""

import re
from collections.abc import Iterator

from plugins.checks.finding import Edit, Fix, Severity
from plugins.checks.prose import in_code, prose_of, typed
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form
from plugins.manuscript.source import Span

# Two small letters in front, so that no abbreviation ("Ph.D") is meant; an address has no capital behind.
# File endings and domains with a capital: "node.Js", "Medicare.Gov".
STUCK = re.compile(
    r"(?<=[a-z]{2})[.!?](?!(?:Js|Md|Net|Com|Org|Gov|Edu|Io|Py|Txt|Pdf)\b)(?=[A-Z][a-z]*(?:[\s,.;:!?'’]|$))"
)
# Looked for in one unbroken run at a time: `\S*` on both sides of it takes the square of a long run.
RUN = re.compile(r"\S+")
ADDRESS = re.compile(r"://|@|www\.")
DOUBLED = re.compile(r"(?<![\w'’-])(?P<word>[A-Za-z]{1,20})\s+(?P<again>(?P=word))(?![\w'’-])", re.IGNORECASE)
# Words that may well stand twice: "the pain that that nerve makes", "she had had", "so so".
MAY_REPEAT = frozenset(
    "that had do is very so no her you it in on blah bye knock well many far much long ha".split()
)
# What may stand in the source where the reader sees one space or nothing.
ONE_SPACE = re.compile(r"[ \t]|[ \t]?\r?\n[ \t]*")
CITATIONS = re.compile(r"[.!?](?:\[@[^\[\]\r\n]{1,200}\])*")
NUMBER_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred"
)
MIXED = re.compile(
    rf"\b(?:(?:{NUMBER_WORD})\s(?:(?:out\s)?of|to|or)\s(?:the\s)?\d[\d,]*|\d[\d,]*\s(?:(?:out\s)?of|to|or)\s(?:the\s)?"
    rf"(?:{NUMBER_WORD}))\b(?!\s?[%.]\d)",
    re.IGNORECASE,
)
FORMS = {Form.PARAGRAPH, Form.LIST_ITEM, Form.DEFINITION, Form.TABLE_CELL, Form.HEADING}


@rule("PLN507", Severity.WARNING, Subject.ARTICLE)
def slip_of_the_hand(review: Review) -> Iterator[Hit]:
    """A space stands behind a full stop, no word stands twice, and counts are all in figures or all in words.

    Why:
        Slips cost a medical page the reader's trust, and “five of 42” makes the reader stumble over a
        number.
    Flagged:
        The canal holds nerves⟦.They⟧ need room.
    ---
        The nerves in ⟦the the⟧ canal need room.
    ---
        In this group, ⟦five of 42⟧ people had it.[@known2020]
    Accepted:
        Turn left and ![a door](door.png) and walk on.
    ---
        Look trials up at ClinicalTrials.gov or write to A.Sample@clinic.example. I know that that helps.
    ---
        In this group, 5 of 42 people had it.[@known2020] Three visits follow in 2 weeks.
    Source:
        AMA Manual of Style, 11th ed., 18.1 (numerals) and 8.1 (full stop).
    """
    document = review.document
    for passage in document.passages:
        if passage.form not in FORMS:
            continue
        yield from _stuck(document, passage)
        yield from _doubled(document, passage)
    for passage in prose_of(document):
        for match in MIXED.finditer(passage.text):
            if not in_code(passage, *match.span()):
                yield Hit(
                    "One of these counts is a word and the other a figure.",
                    "Write both as figures.",
                    passage.span(*match.span()),
                    confidence=0.8,
                )


def _stuck(document: Document, passage: Passage) -> Iterator[Hit]:
    addresses = [run.span() for run in RUN.finditer(passage.text) if ADDRESS.search(run.group())]
    for match in STUCK.finditer(passage.text):
        start, end = match.start(), match.end()
        if in_code(passage, start, end) or any(first <= start < last for first, last in addresses):
            continue
        word = re.compile(r"\w+").match(passage.text, end)
        span = passage.span(start, word.end() if word else end)
        before = typed(document, Span(span.start, passage.offsets[end]))
        # Where bold or a link begins at the word, a space could end up inside it.
        is_plain = CITATIONS.fullmatch(before) is not None
        space = Edit(passage.offsets[end], passage.offsets[end], " ")
        yield Hit(
            "There is no space behind this full stop.",
            "Put a space between the two sentences.",
            span,
            fix=Fix("Put a space behind the full stop", (space,)) if is_plain else None,
        )


def _doubled(document: Document, passage: Passage) -> Iterator[Hit]:
    for match in DOUBLED.finditer(passage.text):
        word, again = match["word"], match["again"]
        # "Walla Walla" is a name; letters may be labels.
        if word.lower() in MAY_REPEAT or again[0].isupper() or in_code(passage, *match.span()):
            continue
        # A picture or a citation between them parts them for the reader.
        if any(match.end("word") <= inset.offset <= match.start("again") for inset in passage.insets):
            continue
        span = passage.span(*match.span())
        gap = Span(passage.span(*match.span("word")).end, passage.offsets[match.start("again")])
        is_plain = ONE_SPACE.fullmatch(typed(document, gap)) is not None
        second = Edit(gap.start, span.end, "")
        yield Hit(
            f"“{word}” stands here twice.",
            "Take one out.",
            span,
            fix=Fix("Take out the doubled word", (second,)) if is_plain else None,
        )
