"""CLM110 to CLM112: words that promise too much, cited or not. The words are in plugins/checks/wording/."""

from collections.abc import Callable, Iterator
from functools import partial

from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.wordlists import WordList
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form
from plugins.manuscript.sentences import split_sentences
from plugins.manuscript.source import Span


@rule("CLM110", Severity.WARNING, Subject.ARTICLE, english_only=True)
def absolute_word(review: Review) -> Iterator[Hit]:
    """No cure, guarantee or “risk-free”: words without exception need evidence without exception.

    Why:
        No study shows that a treatment works for everybody or has no risk, so no source can carry the word.
    Flagged:
        This treatment is a ⟦cure⟧ for back pain.[@known2020]
    ---
        It is a ⟦risk-free⟧ visit, and relief is ⟦guaranteed⟧.
    ---
        It is ⟦the only treatment⟧ that helps.
    ---
        Title: A ⟦miracle⟧ in the canal
        Summary: This is a ⟦cure⟧ that works.

        Ask your doctor.
    Accepted:
        There is no cure for a narrow canal.
    ---
        Nobody can guarantee a result, and no operation is without risk.
    ---
        Does it cure the pain?
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    yield from _words(review, review.standard.words.absolute)


@rule("CLM111", Severity.WARNING, Subject.ARTICLE, english_only=True)
def rival_disparaged(review: Review) -> Iterator[Hit]:
    """Another treatment is described, not run down.

    Why:
        To say that it “only masks” the pain is a comparison nobody measured, and scares off patients whom
        it helps.
    Flagged:
        Injections ⟦only mask⟧ the pain.
    ---
        Pills are a ⟦temporary fix⟧, unlike this ⟦outdated surgery⟧.
    Accepted:
        Injections can ease pain for some weeks.[@known2020]
    ---
        Exercise does not mask the pain.
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    yield from _words(review, review.standard.words.disparaging)


@rule("CLM112", Severity.WARNING, Subject.ARTICLE, english_only=True)
def caveat_that_promises(review: Review) -> Iterator[Hit]:
    """“Promising”, “preliminary” and “pilot” are no caveat; the limit itself is to be told.

    Why:
        Readers take “promising” as good news and do not hear that nothing is proved yet.
    Flagged:
        The results are ⟦promising⟧.[@known2020]
    ---
        ⟦Preliminary data⟧ show that people walk further.[@known2020]
    Accepted:
        A pilot study had no comparison group, so it cannot show what helped.[@known2020]
    ---
        The first 12 people walked further; nobody was there to compare them with.[@known2020]
    Source:
        FTC Health Products Compliance Guidance, 2022 (qualifying a claim).
    """
    yield from _words(review, review.standard.words.caveats)


def _words(review: Review, words: WordList) -> Iterator[Hit]:
    for text, span_of in _texts(review.document):
        # A question promises nothing; patients may ask whether it cures.
        if text.rstrip("”\"')").endswith("?"):
            continue
        for wording, span in words.find(text):
            shown = text[span.start : span.end]
            yield Hit(
                f"“{shown}”: this sentence {wording.says}.",
                wording.instead,
                span_of(span),
            )


def _texts(document: Document) -> Iterator[tuple[str, Callable[[Span], Span]]]:
    """Yield every sentence of title, summary and text, with the way from places in it to the source."""
    for name in ("title", "summary"):
        field = document.header.get(name)
        for entry in field.entries if field else ():
            for sentence in split_sentences(entry.text):
                yield sentence.text, partial(_in_header, document, entry.span, sentence.start)
    for passage, sentence in document.sentences():
        if passage.form is not Form.CODE:
            yield sentence.text, partial(_in_text, passage, sentence.start)


def _in_header(document: Document, entry: Span, start: int, span: Span) -> Span:
    first = entry.start + start + span.start
    # An entry of several lines is joined for reading; then the whole of it is pointed at.
    joined = "\n" in document.source.text[entry.start : entry.end]
    return entry if joined else Span(first, first + span.end - span.start)


def _in_text(passage: Passage, start: int, span: Span) -> Span:
    return passage.span(start + span.start, start + span.end)
