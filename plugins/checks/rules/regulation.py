"""EVD214: what an article says a regulator has done with a product, beside the record that it cites."""

from collections.abc import Iterator

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.in_text import citations_in
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.evidence.binding import BoundSentence
from plugins.evidence.regulation import FDA_NAMED, Status, Told, fits, statuses_of, told_in
from plugins.manuscript.source import Span

Record = tuple[Evidence, Figure | None]
# Texts that stand without a citation.
LINES = ("title", "summary")


@rule("EVD214", Severity.ERROR, Subject.ARTICLE, english_only=True)
def another_status_than_the_record(review: Review) -> Iterator[Hit]:
    """What a regulator has done with a product is told in the word of the record: cleared, approved, granted
    De Novo, exempt, registered.

    Why:
        The words are no shades of one thing. An approval says that the FDA has looked at proof that a product
        is safe and works; a clearance that it is much like one on sale; a registration says nothing of the
        product. “FDA-approved” for a cleared device misleads patients and misbrands the device. A
        sentence is held against the record it cites; where it cites none and names the FDA, its product is
        taken for the one whose record the article cites.
    Flagged:
        The kit is ⟦FDA-approved⟧.[@record2024#cleared]
    ---
        In 2024, ⟦the FDA approved⟧ the device.[@record2024]
    ---
        The maker is ⟦registered with the FDA⟧.[@record2024#cleared]
    ---
        The FDA cleared the kit in 2024.[@record2024#cleared] This ⟦FDA-approved⟧ device is small.
    Accepted:
        In 2024, the FDA cleared the kit.[@record2024#cleared]
    ---
        Cleared is not the same as approved, and the kit was never approved by the FDA.[@record2024#cleared]
    ---
        Medicare covers it in an approved clinical study.[@record2024#cleared] Is it FDA-approved?
    ---
        The FDA cleared the kit.[@record2024#cleared] FDA-approved drugs may help as well.
    Source:
        21 CFR 807.39 and 807.97: neither registration nor clearance denotes approval, and to say so is
        misbranding; 21 CFR 814, 860.260 and 814.100 on approval, De Novo and humanitarian exemptions.
    """
    bound = {(id(one.passage), one.sentence.start): one for one in review.bound}
    own = tuple(_records(review))
    for passage, sentence in review.document.sentences():
        here = bound.get((id(passage), sentence.start))
        records = _records_of(here) if here else ()
        for told in told_in(sentence.text):
            span = passage.span(sentence.start + told.start, sentence.start + told.end)
            if records:
                yield from _hit(told, records, sentence.text, span)
            elif not (here and here.blank) and _is_of_the_product(told, sentence.text):
                yield from _hit(told, own, sentence.text, span)
    for name in LINES:
        field = review.document.header.get(name)
        for told in told_in(field.text) if field else ():
            if field and _is_of_the_product(told, field.text):
                yield from _hit(told, own, field.text, _within(review, field.span, told))


def _hit(told: Told, records: tuple[Record, ...], sentence: str, span: Span) -> Iterator[Hit]:
    statuses = frozenset(status for evidence, figure in records for status in statuses_of(evidence, figure))
    if not statuses or fits(told.status, statuses, sentence):
        return
    evidence, figure = next((one for one in records if statuses_of(*one)), records[0])
    record = (
        figure.finding if figure else evidence.figures[0].finding if evidence.figures else evidence.design
    )
    place = f"{evidence.key}#{figure.name}" if figure else evidence.key
    right = " and ".join(sorted(status.value for status in statuses))
    yield Hit(
        f"The text says “{told.words}”, the record says {right}: “{record}” ({place} in "
        f"content/evidence/{evidence.key}.toml).",
        f"Write {_how(statuses)}, or cite the record that says so.",
        span,
    )


def _how(statuses: frozenset[Status]) -> str:
    words = {Status.CLEARED: "“cleared”", Status.APPROVED: "“approved”", Status.DE_NOVO: "“granted De Novo”"}
    return " or ".join(words.get(one, f"“{one.value}”") for one in sorted(statuses))


def _records_of(bound: BoundSentence) -> tuple[Record, ...]:
    """Return the records of a status that a sentence cites."""
    cited: tuple[Record, ...] = (
        *((evidence, figure) for figure, evidence in bound.figures),
        *((evidence, None) for evidence in bound.whole),
    )
    return tuple(one for one in cited if statuses_of(*one))


def _records(review: Review) -> Iterator[Record]:
    """Yield the records of a status that an article cites anywhere."""
    for citation, _ in citations_in(review.document):
        evidence = review.standard.library.evidence.get(citation.key)
        figure = evidence.figure(citation.figure) if evidence and citation.figure else None
        if evidence and statuses_of(evidence, figure):
            yield evidence, figure


def _is_of_the_product(told: Told, text: str) -> bool:
    """Return whether a sentence that cites no record names the FDA and speaks of a device: of a drug, the
    article's record says nothing."""
    return bool(FDA_NAMED.search(text)) and not _of_a_drug(text[told.start :])


def _of_a_drug(text: str) -> bool:
    first = text.split(".")[0].casefold()
    return any(
        word in first for word in ("drug", "medicine", "medication", "pill", "vaccine", "inject", "steroid")
    )


def _within(review: Review, field: Span, told: Told) -> Span:
    """Return where the words stand in a header line, the line where they are not found."""
    at = review.document.source.text.find(told.words, field.start, field.end)
    return Span(at, at + len(told.words)) if at >= 0 else field
