"""Which citation binds which sentence, and what is to be said of the sentence's numbers then.

A mark binds the sentence that it stands in or right behind; one in a footnote the sentence of the note. Where
a claim has no mark of its own, the one that covers it binds it (see plugins.claims.coverage): the lead-in of
a list, the heading of a table, the sentence beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.bibliography.citation import Citation, parse_citations
from plugins.bibliography.evidence import Evidence
from plugins.bibliography.in_text import Marker, markers_in
from plugins.bibliography.library import Library
from plugins.claims.article import Claim
from plugins.claims.coverage import Cover, marked_sentences
from plugins.claims.surroundings import surroundings_of
from plugins.evidence.agreement import BoundFigure, Verdict, verdicts_of
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span


@dataclass(frozen=True, slots=True)
class BoundSentence:
    """A cited sentence, what it cites, and what is to be said of its numbers."""

    passage: Passage
    sentence: Sentence
    figures: tuple[BoundFigure, ...]
    """The figures that its citations name, as far as they are known."""
    whole: tuple[Evidence, ...]
    """What is recorded of the sources that it cites without a figure."""
    blank: tuple[str, ...]
    """The keys of the sources that it cites of which nothing is recorded."""
    verdicts: tuple[Verdict, ...]
    """One for each number; none where no figure is named."""
    own: bool = True
    """Whether the mark is its own."""
    beside: str = ""
    """What a reader has just read, a line each: it may say what “it” is."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of everything that it cites."""
        told = {evidence.key for _, evidence in self.figures} | {evidence.key for evidence in self.whole}
        return frozenset(told | set(self.blank))

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the sentence stands in the source."""
        return self.passage.span(self.sentence.start + start, self.sentence.start + end)


def bound_sentences(
    document: Document, claims: Iterable[Claim], library: Library
) -> tuple[BoundSentence, ...]:
    """Return the sentences of a document that cite something, in the order of the page."""
    markers = tuple(markers_in(document))
    cited: dict[tuple[int, Sentence], tuple[Citation, ...]] = {}
    places: dict[int, tuple[int, Passage]] = {id(one): (at, one) for at, one in enumerate(document.passages)}
    for passage, sentence, citations in _marked(document, markers):
        at = id(passage), sentence
        cited[at] = (*cited.get(at, ()), *citations)
    own = set(cited)
    by_span = {marker.span: marker.citations for marker in markers}
    claims = tuple(claims)
    for claim in claims:
        at = id(claim.passage), claim.sentence
        if at not in cited and claim.cover is not None:
            cited[at] = by_span.get(claim.cover.span, ())
    for passage, sentence, cover in _covered(document, claims) if markers else ():
        at = id(passage), sentence
        if at not in cited:
            cited[at] = by_span.get(cover.span, ())
    headings = {
        (one.group, one.column): one.text
        for one in document.passages
        if one.row == 1 and one.form is Form.TABLE_HEADING
    }
    rows = sorted(cited, key=lambda at: (places[at[0]][0], at[1].start))
    return tuple(
        _bound(
            places[at[0]][1],
            at[1],
            cited[at],
            library,
            headings,
            _read_before(document, *places[at[0]], at[1]),
            own=at in own,
        )
        for at in rows
        if cited[at]
    )


def _marked(
    document: Document, markers: Iterable[Marker]
) -> Iterator[tuple[Passage, Sentence, tuple[Citation, ...]]]:
    """Yield each mark with the sentence it belongs to, as plugins.claims.coverage does."""
    for marker in markers:
        if (sentence := _sentence_at(marker.passage, marker.inset.offset)) is not None:
            yield marker.passage, sentence, marker.citations
    notes: dict[str, tuple[Citation, ...]] = {}
    for passage in document.passages:
        for inset in passage.insets if passage.footnote else ():
            if inset.kind == "citation":
                notes[passage.footnote] = (*notes.get(passage.footnote, ()), *parse_citations(inset.value))
    if not notes:
        return
    for passage in document.passages:
        for inset in passage.insets:
            sentence = _sentence_at(passage, inset.offset) if inset.kind == "footnote" else None
            if sentence is not None and inset.value in notes:
                yield passage, sentence, notes[inset.value]


def _covered(document: Document, claims: Iterable[Claim]) -> Iterator[tuple[Passage, Sentence, Cover]]:
    """Yield the items, cells and quoted sentences that a mark covers from outside, whether they are taken for
    claims or not: “standing time, 8 to 56 minutes” below a lead-in with a citation."""
    claiming: dict[int, set[Sentence]] = {}
    for claim in claims:
        claiming.setdefault(id(claim.passage), set()).add(claim.sentence)
    around = surroundings_of(
        document,
        marked_sentences(document),
        [frozenset(claiming.get(id(passage), ())) for passage in document.passages],
    )
    for passage in document.passages:
        cover = around.cover_of(passage)
        if cover is not None:
            yield from ((passage, sentence, cover) for sentence in passage.sentences)


def _sentence_at(passage: Passage, offset: int) -> Sentence | None:
    before = [sentence for sentence in passage.sentences if sentence.start < max(offset, 1)]
    return before[-1] if before else None


def _read_before(document: Document, at: int, passage: Passage, sentence: Sentence) -> str:
    """Return what a reader has just read before a sentence, a line each: the sentences before it, the cells
    before it in its row, the heading, what leads to its list."""
    number = passage.sentences.index(sentence)
    told = [one.text for one in passage.sentences[max(0, number - 2) : number]]
    if passage.row:
        told += [
            one.text
            for one in document.passages[max(0, at - 12) : at]
            if (one.group, one.row) == (passage.group, passage.row)
        ]
    elif not number and at:
        before = document.passages[at - 1]
        if (before.part, before.heading) == (passage.part, passage.heading) and before.sentences:
            told.append(before.sentences[-1].text)
    return "\n".join(filter(None, (*told, passage.heading, passage.lead_in)))


def _bound(
    passage: Passage,
    sentence: Sentence,
    citations: Iterable[Citation],
    library: Library,
    headings: Mapping[tuple[int, int], str],
    beside: str,
    *,
    own: bool,
) -> BoundSentence:
    figures: list[BoundFigure] = []
    whole, blank = [], []
    for citation in dict.fromkeys(citations):
        evidence = library.evidence.get(citation.key)
        figure = evidence.figure(citation.figure) if evidence and citation.figure else None
        if evidence is None:
            blank.append(citation.key)
        elif figure is not None:
            figures.append((figure, evidence))
        elif not citation.figure:
            whole.append(evidence)
    heading = headings.get((passage.group, passage.column), "") if passage.row else ""
    reads = figures and passage.form is not Form.CODE
    judged = verdicts_of(sentence.text, figures, heading, f"{heading}\n{beside}") if reads else ()
    return BoundSentence(
        passage, sentence, tuple(figures), tuple(whole), tuple(dict.fromkeys(blank)), judged, own, beside
    )
