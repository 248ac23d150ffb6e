"""Which citations a sentence carries, and so on which sources a claim rests that one of them covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.bibliography.citation import Citation, parse_citations
from plugins.bibliography.in_text import markers_in
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

    marks: Mapping[Spot, tuple[Span, ...]]
    """Where in the source the brackets of a sentence's citations stand."""

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
    places = {id(passage): at for at, passage in enumerate(document.passages)}
    marks: dict[Spot, tuple[Span, ...]] = {}
    for marker in markers_in(document):
        for sentence in _ended_by(marker.passage, marker.inset.offset):
            spot = (places[id(marker.passage)], sentence.start)
            marks[spot] = (*marks.get(spot, ()), marker.span)
    return Sourcing(cited, spots, marks)


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
        for sentence in _ended_by(passage, inset.offset) if citations else ():
            yield sentence, citations


def _ended_by(passage: Passage, offset: int) -> tuple[Sentence, ...]:
    """Return the sentence that a mark at this offset belongs to, none where no words stand in front."""
    before = [sentence for sentence in passage.sentences if sentence.start < max(offset, 1)]
    return tuple(before[-1:])
