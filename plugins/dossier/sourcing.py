"""Which citations a sentence carries, and so on which sources a claim rests that one of them covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.bibliography.citation import Citation, parse_citations
from plugins.claims.article import Claim
from plugins.claims.coverage import Reach, marked_sentences
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span

Spot = tuple[int, int]
"""A sentence: its passage's place in the document, and its start in the passage."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """The citations of an article, sentence by sentence."""

    cited: Mapping[Spot, tuple[Citation, ...]]
    spots: Mapping[Span, Spot]
    """The sentence that carries a mark, by the place of its first mark in the source."""

    def of(self, spot: Spot, claim: Claim | None) -> tuple[Citation, ...]:
        """Return the citations that a claim rests on: all those of the sentence whose mark covers it."""
        if claim and claim.cover and claim.cover.reach is not Reach.OWN_MARK:
            spot = self.spots.get(claim.cover.span, spot)
        return self.cited.get(spot, ())


def sourcing_of(document: Document) -> Sourcing:
    """Return which sentence of a document carries which citations."""
    notes = dict(_notes(document))
    cited: dict[Spot, tuple[Citation, ...]] = {}
    for at, passage in enumerate(document.passages):
        for sentence, citations in _carried(passage, notes):
            spot = (at, sentence.start)
            cited[spot] = tuple(dict.fromkeys((*cited.get(spot, ()), *citations)))
    spots = {
        span: (at, sentence.start)
        for at, marks in enumerate(marked_sentences(document))
        for sentence, span in marks.items()
    }
    return Sourcing(cited, spots)


def _notes(document: Document) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield each footnote that holds citations, with them."""
    held: dict[str, tuple[Citation, ...]] = {}
    for passage in document.passages:
        for inset in passage.insets:
            if passage.footnote and inset.kind == "citation":
                before = held.get(passage.footnote, ())
                held[passage.footnote] = (*before, *parse_citations(inset.value))
    yield from held.items()


def _carried(
    passage: Passage, notes: Mapping[str, tuple[Citation, ...]]
) -> Iterator[tuple[Sentence, tuple[Citation, ...]]]:
    """Yield each mark's citations with the sentence that it ends: "… 56 minutes.[@key] Walking …"."""
    for inset in passage.insets:
        if inset.kind == "citation":
            citations = parse_citations(inset.value)
        elif inset.kind == "footnote":
            citations = notes.get(inset.value, ())
        else:
            continue
        before = [sentence for sentence in passage.sentences if sentence.start < max(inset.offset, 1)]
        if before and citations:
            yield before[-1], citations
