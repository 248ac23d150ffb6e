"""Which claims already carry their source.

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

from plugins.claims.claim import ClaimKind
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.sentences import Sentence

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


def cited_notes(document: Document) -> frozenset[str]:
    """Return the ids of the footnotes that hold a citation."""
    return frozenset(
        passage.footnote
        for passage in document.passages
        if passage.footnote and any(inset.kind == "citation" for inset in passage.insets)
    )


def covered_sentences(
    passage: Passage, kinds: Mapping[Sentence, ClaimKind], notes: frozenset[str]
) -> frozenset[Sentence]:
    """Return the sentences of a passage whose claims have a source.

    `kinds` tells what each sentence claims, those that claim nothing left out; `notes` is from
    `cited_notes`.
    """
    marked = frozenset(_marked(passage, notes))
    covered = set(marked)
    for earlier, later in zip(passage.sentences, passage.sentences[1:], strict=False):
        continues = _continues(earlier, later, kinds)
        if earlier in marked and continues:
            covered.add(later)
        if later in marked and (continues or _introduces(earlier, kinds)) and not RESULT.search(earlier.text):
            covered.add(earlier)
    return frozenset(covered)


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


def _marked(passage: Passage, notes: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences that carry a mark themselves."""
    for inset in passage.insets:
        if inset.kind == "citation" or (inset.kind == "footnote" and inset.value in notes):
            # A mark belongs to the sentence it ends: "… 56 minutes.[@mekhail2012] Walking …".
            before = [item for item in passage.sentences if item.start < max(inset.offset, 1)]
            if before:
                yield before[-1]
