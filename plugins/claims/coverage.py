"""Which claims already carry their source.

A sentence is covered by a citation in it or right behind its full stop, by a footnote of it that holds
a citation, or by the neighbouring sentence of the same paragraph where the later of the two continues
the earlier one ("That is 95 of every 100."), or the earlier only brings up the study whose finding the
later cites. Naming a study in prose is no citation.
"""

import re
from collections.abc import Iterator

from plugins.manuscript.document import Document, Passage
from plugins.manuscript.sentences import Sentence

# How a sentence starts that goes on with what the sentence before it said.
CONTINUES = re.compile(
    r"""
      (?: that | this | these | those | it | its | they | their | both | none | neither | each )\b
    | (?: in | of | among | for ) \s (?: that | this | these | those | the \s same | them )\b
    | (?: the \s same | the \s (?: rest | remaining ) | the \s (?: study | trial | authors
        | researchers | average | change | difference | results?
        | people \s in \s (?: it | the \s study )) )\b
    | (?: on \s average | in \s other \s words )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

# A sentence that only brings a study up; what it found stands in the sentence behind it.
INTRODUCES = re.compile(
    r"\b(?:one|a|an|this|that|the|another|in\s\w+)\s(?:[\w-]+\s){0,2}(?:study|trial|review|survey)\b",
    re.IGNORECASE,
)
# A measured result needs a mark of its own, or one in front of it; a later one speaks of something else.
RESULT = re.compile(
    r"\d\s?%|\bpercent\b|\b\d[\d,.]*\s(?:in|of|out\sof)\s(?:the\s|every\s)?\d|\b\d[\d,.]*\s(?:\w+\s)?to\s\d",
    re.IGNORECASE,
)
FINDS = re.compile(r"\b(?:show|found|find|prov|suggest|confirm|demonstrat|conclud|report)", re.IGNORECASE)


def cited_notes(document: Document) -> frozenset[str]:
    """Return the ids of the footnotes that hold a citation."""
    return frozenset(
        passage.footnote
        for passage in document.passages
        if passage.footnote and any(inset.kind == "citation" for inset in passage.insets)
    )


def covered_sentences(passage: Passage, notes: frozenset[str]) -> frozenset[Sentence]:
    """Return the sentences of a passage whose claims have a source; `notes` from `cited_notes`."""
    marked = frozenset(_marked(passage, notes))
    covered = set(marked)
    for earlier, later in zip(passage.sentences, passage.sentences[1:], strict=False):
        continues = CONTINUES.match(later.text.lstrip("\"'“‘("))
        if earlier in marked and continues:
            covered.add(later)
        introduces = INTRODUCES.search(earlier.text) and not FINDS.search(earlier.text)
        if later in marked and (continues or introduces) and not RESULT.search(earlier.text):
            covered.add(earlier)
    return frozenset(covered)


def _marked(passage: Passage, notes: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences that carry a mark themselves."""
    for inset in passage.insets:
        if inset.kind == "citation" or (inset.kind == "footnote" and inset.value in notes):
            # A mark belongs to the sentence it ends: "… 56 minutes.[@mekhail2012] Walking …".
            before = [item for item in passage.sentences if item.start < max(inset.offset, 1)]
            if before:
                yield before[-1]
