"""A dossier made of what the checker read and found in one article. Pure: the engine opens the files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from plugins.bibliography.ama import as_html, as_text, format_reference
from plugins.bibliography.citation import Citation
from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited
from plugins.checks.examination import Examination
from plugins.checks.finding import Finding, Place
from plugins.checks.findings_of import place_of
from plugins.checks.prose import prose_of, sentences_of
from plugins.checks.review import Review
from plugins.checks.rules.reading import FEWEST_WORDS
from plugins.checks.waiver import Waiver
from plugins.claims.article import Claim
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.dossier.dossier import (
    ApprovedUse,
    ClaimRow,
    DisclaimerRow,
    Dossier,
    Input,
    Judgment,
    ReadingGrade,
    ReferenceRow,
    Search,
    SentenceRow,
    SourceUse,
    Status,
    WaiverRow,
)
from plugins.dossier.page_text import blocks_of
from plugins.dossier.sourcing import Sourcing, Spot, sourcing_of
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.language import ENGLISH
from plugins.manuscript.readability import measure
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span

# The rules on claims without a source; what lets one of them stand lets the claim stand.
CLAIMS = "CLM10"
Judge = Callable[[str, Sequence[tuple[Figure, Evidence]], str], tuple[Judgment, ...]]
"""Holds the numbers of a sentence against the figures that its citations name; the last is what a reader has
just read, which may say what “it” is."""
Recognise = Callable[[Review], tuple[tuple[Span, ApprovedUse], ...]]
"""Finds the approved claims that an article uses, each with its place in the source."""


def _nothing_judged(
    sentence: str, figures: Sequence[tuple[Figure, Evidence]], beside: str
) -> tuple[Judgment, ...]:
    return ()


def _nothing_recognised(review: Review) -> tuple[tuple[Span, ApprovedUse], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Colleagues:
    """What other packages say of a sentence, each behind one function."""

    judge: Judge = _nothing_judged
    recognise: Recognise = _nothing_recognised


@dataclass(frozen=True, slots=True)
class Checked:
    """One article as the checker saw it, and the hashes of what it rests on."""

    place: str
    examination: Examination
    findings: tuple[Finding, ...]
    """All findings of its file, waived ones too."""
    around: tuple[Finding, ...]
    """Those about what it rests on."""
    checker: str
    inputs: tuple[Input, ...]
    rests_on: tuple[Input, ...]
    colleagues: Colleagues = field(default_factory=Colleagues)

    @property
    def review(self) -> Review:
        """The article under review."""
        return self.examination.review


def cited_in(review: Review) -> dict[str, int]:
    """Return the number of every source that an article cites and the library knows, by key."""
    harvest = review.document.harvest.get("citations", ())
    assert isinstance(harvest, tuple)
    return {cited.key: cited.number for cited in harvest if isinstance(cited, Cited)}


def compose_dossier(checked: Checked) -> Dossier:
    """Return the dossier of one article."""
    review = checked.review
    document, standard = review.document, review.standard
    sourcing, numbers = sourcing_of(document), cited_in(review)
    waivers = tuple(_waivers(checked.examination))
    rows = _rows_of(review, sourcing)
    claims = tuple(_claims(checked, rows, sourcing, numbers, waivers))
    disclaimer, problem = _disclaimer(review)
    return Dossier(
        place=checked.place,
        path=document.path,
        header=tuple(_header(document)),
        is_draft=document.header.is_draft,
        is_page=review.is_page,
        language=review.language,
        searched=_searched(review),
        as_of=standard.as_of.isoformat(),
        checker=checked.checker,
        disclaimer=disclaimer,
        disclaimer_problem=problem,
        reading=_reading(review),
        sentences=tuple(_sentences(document, sourcing, rows)),
        claims=claims,
        references=tuple(_references(standard.library, numbers, claims)),
        waivers=tuple(row for row, _ in waivers),
        findings=checked.findings,
        around=checked.around,
        approved=tuple(use for _, use in checked.colleagues.recognise(review)),
        inputs=checked.inputs,
        rests_on=checked.rests_on,
        links=tuple(_links(document)),
        pictures=tuple(_pictures(document)),
        blocks=blocks_of(document, rows, numbers),
    )


def _header(document: Document) -> Iterator[tuple[str, str]]:
    for one in document.header.fields:
        yield one.name, "\n".join(entry.text for entry in one.entries)


def _links(document: Document) -> Iterator[str]:
    """Yield where the article's links lead; those of citations and footnotes stay on the page."""
    for node in LexborHTMLParser(document.conversion.whole).css("a[href]"):
        address = node.attributes.get("href") or ""
        if not address.startswith("#"):
            yield f"{' '.join(node.text().split())}: {address}"


def _pictures(document: Document) -> Iterator[str]:
    for node in LexborHTMLParser(document.conversion.whole).css("img"):
        yield f"{node.attributes.get('alt') or ''}: {node.attributes.get('src') or ''}"


@dataclass(frozen=True, slots=True)
class Spotted:
    """A sentence that gets a row: the claim it makes, or None where it is only cited."""

    number: int
    passage: Passage
    sentence: Sentence
    claim: Claim | None

    @property
    def told(self) -> tuple[int, int]:
        """Where in the sentence the telling words stand, half-open; (0, 0) where there are none."""
        return (self.claim.assertion.start, self.claim.assertion.end) if self.claim else (0, 0)

    @property
    def span(self) -> Span:
        """Where the telling words stand in the source, or else the sentence."""
        if self.claim:
            return self.claim.span
        return self.passage.span(self.sentence.start, self.sentence.end)


def _searched(review: Review) -> Search:
    """Return how far claims were looked for, as the rules on languages tell it."""
    if review.lexicon is None:
        return Search.NONE
    return Search.FULL if review.language == ENGLISH else Search.HALF


def _rows_of(review: Review, sourcing: Sourcing) -> dict[Spot, Spotted]:
    """Return every sentence that makes a claim or is cited, numbered in the order of the page."""
    claims = {(id(claim.passage), claim.sentence.start): claim for claim in review.claims}
    rows: dict[Spot, Spotted] = {}
    for at, passage in enumerate(review.document.passages):
        for sentence in passage.sentences:
            claim = claims.get((id(passage), sentence.start))
            if claim or (at, sentence.start) in sourcing.cited:
                rows[at, sentence.start] = Spotted(len(rows) + 1, passage, sentence, claim)
    return rows


def _sentences(document: Document, sourcing: Sourcing, rows: Mapping[Spot, Spotted]) -> Iterator[SentenceRow]:
    for at, passage in enumerate(document.passages):
        for sentence in passage.sentences:
            spot = (at, sentence.start)
            yield SentenceRow(
                sentence.text,
                place_of(document.source, passage.span(sentence.start, sentence.end)),
                passage.part.value,
                passage.heading,
                rows[spot].number if spot in rows else 0,
                tuple(citation.typed for citation in sourcing.cited.get(spot, ())),
            )


def _claims(
    checked: Checked,
    rows: Mapping[Spot, Spotted],
    sourcing: Sourcing,
    numbers: Mapping[str, int],
    waivers: tuple[tuple[WaiverRow, Waiver], ...],
) -> Iterator[ClaimRow]:
    source, library = checked.review.document.source, checked.review.standard.library
    recognised = checked.colleagues.recognise(checked.review)
    beside = {(id(one.passage), one.sentence): one.beside for one in checked.review.bound}
    for spot, row in rows.items():
        claim, passage = row.claim, row.passage
        sentence = passage.span(row.sentence.start, row.sentence.end)
        place = place_of(source, row.span)
        around = [place_of(source, span) for span in (sentence, *sourcing.marks.get(spot, ()))]
        findings = tuple(
            found
            for found in checked.findings
            if found.place and any(_touch(found.place, here) for here in around)
        )
        sources = tuple(_source(citation, library, numbers) for citation in sourcing.of(spot, claim))
        yield ClaimRow(
            number=row.number,
            place=place,
            heading=passage.heading,
            part=passage.part.value,
            form=passage.form.value,
            sentence=row.sentence.text,
            told=row.told,
            kind=claim.kind.value if claim else "",
            confidence=round(claim.assertion.confidence, 2) if claim else None,
            reason=claim.assertion.reason if claim else "",
            status=_status(claim, place, sources, findings),
            reach=claim.cover.reach.value if claim and claim.cover else "",
            sources=sources,
            findings=findings,
            waivers=tuple(
                told
                for told, waiver in waivers
                if not waiver.whole_file and waiver.reach.start <= sentence.start < waiver.reach.end
            ),
            approved=tuple(
                use for span, use in recognised if span.start < sentence.end and sentence.start < span.end
            ),
            judgments=(
                _judgments(
                    row.sentence.text,
                    sources,
                    checked.colleagues.judge,
                    beside.get((id(passage), row.sentence), ""),
                )
                if checked.review.language == ENGLISH
                else None
            ),
        )


def _touch(one: Place, other: Place) -> bool:
    """Return whether two places have a character in common."""
    first = (one.line, one.column), (one.end_line, one.end_column)
    second = (other.line, other.column), (other.end_line, other.end_column)
    return first[0] < second[1] and second[0] < first[1]


def _status(
    claim: Claim | None, place: Place, sources: Iterable[SourceUse], findings: Iterable[Finding]
) -> Status:
    if claim is None or claim.covered:
        # A mark that nothing could be read from covers nothing.
        known = any(source.number for source in sources)
        return Status.MISSING if not known else Status.SOURCED if claim else Status.CITED
    told = [found for found in findings if found.rule.startswith(CLAIMS) and found.place == place]
    # Without a finding nobody let it stand: the house only does not want to hear of it.
    return Status.WAIVED if told and all(found.suppressed for found in told) else Status.UNSOURCED


def _source(citation: Citation, library: Library, numbers: Mapping[str, int]) -> SourceUse:
    evidence = library.evidence.get(citation.key)
    return SourceUse(
        citation.key,
        numbers.get(citation.key),
        citation.figure,
        citation.locator,
        evidence.figure(citation.figure) if evidence and citation.figure else None,
        evidence,
    )


def _judgments(
    sentence: str, sources: Iterable[SourceUse], judge: Judge, beside: str
) -> tuple[Judgment, ...] | None:
    figures = [(one.figure, one.evidence) for one in sources if one.figure and one.evidence]
    return judge(sentence, figures, beside) if figures else None


def _references(
    library: Library, numbers: Mapping[str, int], claims: tuple[ClaimRow, ...]
) -> Iterator[ReferenceRow]:
    for key, number in sorted(numbers.items(), key=lambda item: item[1]):
        printed = format_reference(library.references[key])
        yield ReferenceRow(
            number,
            library.references[key],
            as_text(printed),
            as_html(printed),
            library.evidence.get(key),
            tuple(claim.number for claim in claims if any(source.key == key for source in claim.sources)),
        )


def _waivers(examination: Examination) -> Iterator[tuple[WaiverRow, Waiver]]:
    document, as_of = examination.review.document, examination.review.standard.as_of
    for waiver in examination.waivers:
        state = waiver.mistake or ("over" if waiver.expired(as_of) else "in force")
        behind = "" if waiver.whole_file else document.source.text[waiver.reach.start : waiver.span.start]
        yield (
            WaiverRow(
                place_of(document.source, waiver.span),
                waiver.code,
                waiver.reason,
                waiver.by,
                waiver.until.isoformat() if waiver.until else "",
                state,
                " ".join(behind.split()),
                examination.used(waiver),
            ),
            waiver,
        )


def _disclaimer(review: Review) -> tuple[DisclaimerRow | None, str]:
    try:
        chosen = choose(review.document.header, review.standard.shelf)
    except WrongChoice as error:
        return None, f"{error} {error.help}"
    return (
        DisclaimerRow(
            chosen.id,
            chosen.version,
            chosen.title,
            chosen.words,
            chosen.fingerprint,
            chosen.source.path,
            chosen.in_force(review.standard.as_of),
        ),
        "",
    )


def _reading(review: Review) -> ReadingGrade:
    """Measure the text as rule PLN501 does."""
    told = (s.text for passage in prose_of(review.document) for s in sentences_of(passage))
    read = measure(told, review.standard.terms.names)
    can_measure = read.words >= FEWEST_WORDS and review.language == ENGLISH
    grade = round(read.grade, 1) if can_measure else None
    return ReadingGrade(grade, read.words, read.sentences)
