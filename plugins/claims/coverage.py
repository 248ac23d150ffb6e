"""Which claims already carry their source, and what it is that covers them.

What a citation outside of the claim's own paragraph reaches is told in surroundings.py.

A sentence is covered by a citation in it or right behind its full stop, by a footnote of it that holds
a citation, or by the neighbouring sentence of the same paragraph where the later of the two goes on
with the earlier one's claim ("That is 95 of every 100."), or the earlier only brings up the study whose
finding the later cites. Naming a study in prose is no citation.

Whatever it begins with, a sentence may speak of something else. It goes on with a claim only where the
sentence before makes one, of the same kind or as a study's; a result of its own is covered only where it
divides or says again what was claimed ("That is 95 of every 100.", "Of those, 8 in 10 …"). "The device was
cleared in 2006.[@key] It relieves pain." needs a second source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plugins.bibliography.in_text import markers_in
from plugins.claims.claim import ClaimKind
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span

# How a sentence starts that says again, divides or explains what the sentence before it said.
RESTATES = re.compile(
    r"""
      that \s (?: is | was | means | makes | equals | compares | works \s out )\b
    | (?: this | it ) \s means \b
    | (?: of | among ) \s (?: that | those | these | them | the \s same )\b
    | (?: in | for ) \s (?: that | this | these | those | the \s same ) \s
        (?: study | trial | review | survey | groups? | records? | reports? | people | patients )\b
    | the \s same \s (?: is | was | goes | holds | held | applies | share | number | people | patients )\b
    | the \s (?: rest | remaining | other \s (?: half | third | quarter ) )\b
    | (?: the | this | that | its | their | these | those ) \s
        (?: study | trial | review | survey | authors | researchers | average | change | difference | results?
          | numbers? | figures? | people \s in \s (?: it | the \s study ) )\b
    | (?: on \s average | in \s other \s words )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What a sentence that sums up a study begins with.
STUDY = re.compile(r"\w{1,6}\s(?:study|trial|review|survey|authors|researchers)\b", re.IGNORECASE)
# How a sentence starts that goes on about what the sentence before it was about.
GOES_ON = re.compile(r"(?:that|this|these|those|it|its|they|their|both|none|neither|each)\b", re.IGNORECASE)
# Kinds of which a sentence of any kind may be the finding or the explanation.
OF_A_STUDY = {ClaimKind.STUDY, ClaimKind.STATISTIC}

# A sentence that only brings a study up; what it found stands in the sentence behind it.
INTRODUCES = re.compile(
    r"\b(?:one|a|an|this|that|the|another|in\s\w+)\s(?:[\w-]+\s){0,2}(?:study|trial|review|survey)\b",
    re.IGNORECASE,
)
# A measured result needs a mark of its own, or one in front of it; a later one speaks of something else.
RESULT = re.compile(
    r"\d\s?%|\bpercent\b|(?<![\d.,])\d[\d,.]{0,20}\s(?:in|of|out\sof)\s(?:the\s|every\s)?\d"
    r"|(?<![\d.,])\d[\d,.]{0,20}\s(?:\w{1,20}\s)?to\s\d",
    re.IGNORECASE,
)
FINDS = re.compile(r"\b(?:show|found|find|prov|suggest|confirm|demonstrat|conclud|report)", re.IGNORECASE)


class Reach(StrEnum):
    """From where a citation reaches a claim."""

    OWN_MARK = "own mark"
    NEIGHBOR = "neighbor"
    LEAD_IN = "lead-in"
    TABLE_HEADING = "table heading"
    QUOTATION = "quotation's source"


@dataclass(frozen=True, slots=True)
class Cover:
    """The citation that covers a claim, and from where it does."""

    reach: Reach
    span: Span
    """The mark in the source, with its brackets."""


Marked = Mapping[Sentence, Span]
"""The sentences of a passage that carry a mark themselves, each with the first of its marks."""


def marked_sentences(document: Document) -> tuple[Marked, ...]:
    """Return for each passage of a document which of its sentences carry a mark."""
    cited = {(id(marker.passage), marker.inset.offset): marker.span for marker in markers_in(document)}
    notes = _cited_notes(document)
    return tuple(
        dict(reversed(tuple(_marks(document, passage, cited, notes)))) for passage in document.passages
    )


def covers_inside(
    passage: Passage, kinds: Mapping[Sentence, ClaimKind], marked: Marked
) -> dict[Sentence, Cover]:
    """Return what covers the sentences of a passage from within it.

    `kinds` tells what each sentence claims, those that claim nothing left out.
    """
    covers = {sentence: Cover(Reach.OWN_MARK, span) for sentence, span in marked.items()}
    for earlier, later in zip(passage.sentences, passage.sentences[1:], strict=False):
        continues = _continues(earlier, later, kinds)
        if earlier in marked and continues:
            covers.setdefault(later, Cover(Reach.NEIGHBOR, marked[earlier]))
        if later in marked and (continues or _introduces(earlier, kinds)) and not RESULT.search(earlier.text):
            covers.setdefault(earlier, Cover(Reach.NEIGHBOR, marked[later]))
    return covers


def _continues(earlier: Sentence, later: Sentence, kinds: Mapping[Sentence, ClaimKind]) -> bool:
    """Return whether the later sentence goes on with what the earlier one claims."""
    opening = later.text.lstrip("\"'“‘(")
    restates = RESTATES.match(opening) is not None
    if not restates and (not GOES_ON.match(opening) or RESULT.search(later.text)):
        return False
    of_earlier, of_later = kinds.get(earlier), kinds.get(later)
    if of_earlier is None:
        # A study that was only described may be summed up: "This study had no second group."
        return restates and STUDY.search(opening) is not None
    return of_later is None or of_earlier is of_later or bool(OF_A_STUDY & {of_earlier, of_later})


def _introduces(earlier: Sentence, kinds: Mapping[Sentence, ClaimKind]) -> bool:
    """Return whether a sentence only brings a study up, whose finding the next one tells."""
    told = INTRODUCES.search(earlier.text) is not None and not FINDS.search(earlier.text)
    return told and kinds.get(earlier, ClaimKind.STUDY) in OF_A_STUDY


def _cited_notes(document: Document) -> frozenset[str]:
    """Return the ids of the footnotes that hold a citation."""
    return frozenset(
        passage.footnote
        for passage in document.passages
        if passage.footnote and any(inset.kind == "citation" for inset in passage.insets)
    )


def _marks(
    document: Document, passage: Passage, cited: Mapping[tuple[int, int], Span], notes: frozenset[str]
) -> Iterator[tuple[Sentence, Span]]:
    """Yield each mark of a passage, in its order, with the sentence it belongs to."""
    for inset in passage.insets:
        if inset.kind == "citation":
            span = cited[id(passage), inset.offset]
        elif inset.kind == "footnote" and inset.value in notes:
            typed = f"[^{inset.value}]"
            start = document.source.text.find(typed, passage.span(0, max(inset.offset, 1)).end)
            span = Span(start, start + len(typed))
        else:
            continue
        # A mark belongs to the sentence it ends: "… 56 minutes.[@mekhail2012] Walking …".
        before = [item for item in passage.sentences if item.start < max(inset.offset, 1)]
        if before:
            yield before[-1], span
