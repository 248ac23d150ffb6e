"""MRK551 and MRK552: registered marks, in the form that protects them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plugins.checks.finding import Edit, Fix, Severity
from plugins.checks.prose import typed
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.terms import Mark
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.source import Span

# Verbs behind a mark that stands alone: the mark is used as a noun.
VERBS = "is|was|has|can|may|helps|works|relieves|treats|removes|does|did|will"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text in which marks are looked for, and where its characters stand in the source."""

    text: str
    spans: tuple[Span, ...]
    is_body: bool

    def span(self, start: int, end: int) -> Span:
        return Span(self.spans[start].start, self.spans[end - 1].end)


@rule("MRK551", Severity.ERROR, Subject.ARTICLE)
def mark_in_wrong_form(review: Review) -> Iterator[Hit]:
    """A registered mark stands in the one form in which it is registered.

    Why:
        Other capitals or another sign than ® weaken the mark, and readers may take it for another product.
        The marks and their nouns are in plugins/checks/wording/marks.toml.
    Flagged:
        The ⟦MILD®⟧ procedure needs a small cut.
    ---
        The ⟦mild(R)⟧ procedure needs a small cut. Ask about the ⟦Mild⟧ device kit.
    Accepted:
        The mild® procedure needs a small cut.
    ---
        Mild pain is common, and a MILD form needs no care.
    Source:
        INTA, trade-mark use guidance.
    """
    for stretch in _stretches(review):
        for mark in review.standard.terms.marks:
            for match in _wrong(mark).finditer(stretch.text):
                if match.group() == mark.form or _begins_sentence(stretch.text, match, mark):
                    continue
                span = stretch.span(*match.span())
                is_plain = typed(review.document, span) == match.group()
                yield Hit(
                    f"“{match.group()}” is not the form of this mark.",
                    f"Write “{mark.form}”.",
                    span,
                    fix=Fix(f"Write “{mark.form}”", (Edit(span.start, span.end, mark.form),))
                    if is_plain
                    else None,
                )


@rule("MRK552", Severity.WARNING, Subject.ARTICLE)
def mark_misused(review: Review) -> Iterator[Hit]:
    """A mark has its ® at the first use and describes a noun; it has no plural and owns nothing.

    Why:
        A mark that is used like a common word can become one. Only words that clearly mean the product are
        looked at: the mark in front of one of its nouns.
    Flagged:
        The ⟦mild⟧ procedure needs a small cut.
    ---
        The mild® procedure is one way. ⟦mild®’s⟧ tube is thin, and ⟦mild® relieves⟧ nothing here.
    Accepted:
        The mild® procedure is one way. The mild procedure needs a small cut.
    ---
        Walking is a mild exercise, and mild pain may follow.
    Source:
        INTA, trade-mark use guidance.
    """
    stretches = list(_stretches(review))
    for mark in review.standard.terms.marks:
        signed = False
        for stretch in stretches:
            for match in _used(mark).finditer(stretch.text):
                span = stretch.span(*match.span())
                if match["bare"]:
                    if not signed and stretch.is_body:
                        signed = True
                        yield Hit(
                            f"The first use of this mark has no sign: “{mark.form}”.",
                            f"Write “{mark.form}” here.",
                            span,
                        )
                    continue
                signed = signed or stretch.is_body
                if match["owning"]:
                    yield Hit(
                        "A mark has neither a plural nor a possessive.",
                        f"Put its noun behind it: “{mark.form} {mark.nouns[0]}”.",
                        span,
                    )
                elif match["acting"]:
                    yield Hit(
                        "A mark stands here as if it were a noun of its own.",
                        f"Put its noun behind it: “{mark.form} {mark.nouns[0]}”.",
                        span,
                    )


def _stretches(review: Review) -> Iterator[_Stretch]:
    """Yield the texts that hold the word of a mark, in the order of the page."""
    document = review.document
    words = {mark.word.lower() for mark in review.standard.terms.marks}
    for name in ("title", "summary"):
        field = document.header.get(name)
        if field is not None and field.entries:
            start, text = field.span.start, typed(document, field.span)
            yield _Stretch(text, tuple(Span(start + i, start + i + 1) for i in range(len(text))), False)
    for passage in document.passages:
        if passage.form is Form.CODE or not any(word in passage.text.lower() for word in words):
            continue
        # Code is blanked out, so that nothing is found there and every offset stays.
        text = passage.text
        for code in passage.code:
            text = text[: code.start] + " " * (code.end - code.start) + text[code.end :]
        spans = tuple(passage.span(index, index + 1) for index in range(len(text)))
        yield _Stretch(text, spans, passage.part is Part.BODY and passage.form is not Form.HEADING)


@lru_cache(maxsize=64)
def _wrong(mark: Mark) -> re.Pattern[str]:
    word, nouns = re.escape(mark.word), "|".join(map(re.escape, mark.nouns))
    return re.compile(
        rf"""
          (?<![\w-]) {word} (?: [ ]?\([RrTt][Mm]?\) | [ ]?[®™] )    # with a sign, right or wrong
        | (?<![\w-]) (?-i:(?!{word}\b)) {word} (?= [ ](?:{nouns})\b )   # other capitals, in front of a noun
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _used(mark: Mark) -> re.Pattern[str]:
    word, nouns = re.escape(mark.word), "|".join(map(re.escape, mark.nouns))
    return re.compile(
        rf"""
          (?<![\w-]) {word}®
            (?: (?P<owning> ['’]s\b | s\b | ['’](?!\w) ) | (?P<acting> [ ](?:{VERBS})\b ) )?
        | (?<![\w-]) (?P<bare> {word} ) (?= [ ](?:{nouns})\b )
        """,
        re.VERBOSE,
    )


def _begins_sentence(text: str, match: re.Match[str], mark: Mark) -> bool:
    """Return whether a bare word has its capital only because a sentence begins with it."""
    has_sign = not match.group().isalpha()
    before = text[: match.start()].rstrip()
    return not has_sign and match.group() == mark.word.capitalize() and (not before or before[-1] in '.!?:“"')
