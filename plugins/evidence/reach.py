"""What a reader meets near a sentence: its neighbors, passage and section, and the callouts of the page."""

import re
from collections.abc import Iterable

from plugins.bibliography.citation import parse_citations
from plugins.bibliography.evidence import NO_GROUP, Evidence, Figure
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.sentences import Sentence

UNCONTROLLED = re.compile(
    r"\bno\s(?:valid\s)?(?:comparison|control)|\bwithout\s(?:a\s)?(?:comparison|control)|\bcase\sseries\b|\buncontrolled\b"
    r"|\bsingle[-\s]arm\b",
    re.IGNORECASE,
)
# What is found by looking at people once is no outcome of a treatment.
LOOKED_ONCE = re.compile(
    r"\b(?:cross[-\s]sectional|imaging|survey|prevalence|systematic\sreview|public\srecord|community\ssample)\b",
    re.IGNORECASE,
)
SAYS_NO_GROUP = re.compile(
    r"""
      \b(?: no | without \s (?:a|any) | lack(?:s|ed|ing)? \s (?:a|any) | not \s have \s (?:a|any)
          | n['’]t \s have \s (?:a|any)
          | neither \s had \s a | had \s no | none \s had \s a ) \s
        (?: [\w-]+ \s ){0,2} (?: comparison | control | second ) (?: \s groups? | \s arm | s\b )
    | \b(?: not | never | nobody \s was | no \s one \s was ) \s compared \b
    | \b(?: uncontrolled | single-arm | one-arm ) \b
    | \b no \s (?: one | group | other \s group ) \s to \s compare
    | \b comparison \s (?: of \s the \s groups \s )? (?: [\w-]+ \s ){0,4} (?: was | is ) \s not \s possible
    """,
    re.VERBOSE | re.IGNORECASE,
)


def has_no_group(figure: Figure, evidence: Evidence) -> bool:
    """Return whether a figure comes from a study without a comparison group, as far as that is recorded."""
    told = figure.comparison or evidence.comparison
    if told:
        return told == NO_GROUP
    return UNCONTROLLED.search(evidence.design) is not None


def is_outcome_study(evidence: Evidence) -> bool:
    """Return whether a source followed people who were treated, so that its results are outcomes."""
    return LOOKED_ONCE.search(evidence.design) is None


def neighbors(passage: Passage, sentence: Sentence) -> str:
    """Return a sentence with those beside it in its passage, the heading above and what leads to its list."""
    at = passage.sentences.index(sentence)
    beside = passage.sentences[max(0, at - 1) : at + 2]
    return "\n".join(filter(None, (passage.heading, passage.lead_in, *(one.text for one in beside))))


def around(document: Document, passage: Passage, key: str) -> tuple[Passage, ...]:
    """Return the passages in which a reader is told what kind of study a source is: those of the section
    that cite it or nothing, and the callouts that cite it. Key points and questions have the whole text to
    explain them, as far as it cites the source."""
    near = []
    for other in document.passages:
        keys = cited_in(other)
        same_section = other.part is passage.part and other.heading == passage.heading
        if passage.part in (Part.KEY_POINTS, Part.QUESTIONS):
            same_section = other.part is Part.BODY and _cites_in_section(document, other, key)
        callout = other.form is Form.QUOTATION and key in keys
        if other is passage or callout or (same_section and (not keys or key in keys)):
            near.append(other)
    return tuple(near)


def cited_in(passage: Passage) -> frozenset[str]:
    """Return the keys of the references that a passage cites."""
    return frozenset(
        citation.key
        for inset in passage.insets
        if inset.kind == "citation"
        for citation in parse_citations(inset.value)
    )


def _cites_in_section(document: Document, passage: Passage, key: str) -> bool:
    return any(
        key in cited_in(other)
        for other in document.passages
        if other.part is passage.part and other.heading == passage.heading
    )


def says_no_group(passages: Iterable[Passage]) -> bool:
    """Return whether the passages say that there was no comparison group."""
    return any(SAYS_NO_GROUP.search(f"{one.heading} {one.text}") for one in passages)
