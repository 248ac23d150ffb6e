"""DSC403 and DSC404: the disclaimers of a blog, and copies of them typed by hand."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from plugins.checks.finding import Edit, Fix, Severity
from plugins.checks.review import Review, Standard
from plugins.checks.rule import Hit, Subject, rule
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.manuscript.document import Passage
from plugins.manuscript.header import Header
from plugins.manuscript.passages import Form
from plugins.manuscript.source import Span

WORD = re.compile(r"[^\W_]+")
# So many words in a row are no coincidence: shorter runs occur in honest prose ("talk to your doctor
# before you start"); measured on the articles of this blog, where none has more than seven in common.
COPIED_WORDS = 12


@rule("DSC403", Severity.WARNING, Subject.ARTICLE)
def disclaimer_typed_by_hand(review: Review) -> Iterator[Hit]:
    """A disclaimer is not typed into an article; the build appends it.

    Why:
        A copy is not updated when the approved text changes, and then the page contradicts itself.
    Flagged:
        ⟦This page gives general information about sample health and is not medical advice at all.⟧
    ---
        Remember that ⟦this page gives general information about sample health and is not medical
        advice at all.⟧
    Accepted:
        This page gives general information. Please talk to your doctor.
    ---
        The disclaimer at the end says that this page is not medical advice.
    Source:
        House rule; HONcode principle 2.
    """
    texts = [_words(disclaimer.words) for disclaimer in review.standard.shelf.disclaimers.values()]
    runs = frozenset(
        tuple(words[start : start + COPIED_WORDS])
        for words in texts
        for start in range(len(words) - COPIED_WORDS + 1)
    )
    for passage in review.document.passages:
        found = [
            (match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(passage.text)
        ]
        words = [word for word, _, _ in found]
        copied = sorted(
            {
                index
                for start in range(len(words) - COPIED_WORDS + 1)
                if tuple(words[start : start + COPIED_WORDS]) in runs
                for index in range(start, start + COPIED_WORDS)
            }
        )
        for _, stretch in groupby(enumerate(copied), key=lambda pair: pair[1] - pair[0]):
            indices = [index for _, index in stretch]
            start, end = found[indices[0]][1], found[indices[-1]][2]
            if passage.text[end : end + 1] in (".", "!"):
                end += 1
            span = passage.span(start, end)
            yield Hit(
                "These words are a copy of a disclaimer.",
                "Take them out: the disclaimer is added at the end by itself.",
                span,
                fix=_taking_out(review, passage, start, end, span),
            )


@rule("DSC404", Severity.ERROR, Subject.DISCLAIMERS)
def unusable_disclaimer(standard: Standard) -> Iterator[Hit]:
    """A disclaimer file must be complete, and no two may apply with no precedence.

    Why:
        A flawed disclaimer is left out, so that nothing is published under half of one.
    Flagged:
        Id: sample
        Version: 1
        Title: Medical disclaimer
        In force from: ⟦January 2026⟧
        Strictness: 1
        Applies to: everything

        This page is not medical advice.
    ---
        Id: sample
        Version: 1
        Title: Medical disclaimer
        In force from: 2026-01-01
        Strictness: 1
        Applies to: ⟦everybody⟧

        This page is not medical advice.
    Accepted:
        Id: sample
        Version: 1
        Title: Medical disclaimer
        In force from: 2026-01-01
        Strictness: 1
        Applies to: category Treatments; product mild

        This page is not medical advice.
    ---
        Id: sample
        Version: 2.1
        Title: Medical disclaimer
        In force from: 2026-01-01
        In force until: 2027-12-31
        Strictness: 0
        Applies to: everything

        This page is not medical advice.

        Ask your doctor.
    Source:
        HONcode principle 2; house rule on precedence: header, product, category, everything.
    """
    for flaw in standard.shelf.flaws:
        yield Hit(flaw.message, flaw.help, flaw.span, flaw.source)


@rule("DSC406", Severity.ERROR, Subject.ARTICLE)
def no_single_disclaimer(review: Review) -> Iterator[Hit]:
    """Exactly one disclaimer in force applies to every article, and a header may only choose a stricter one.

    Why:
        Without its disclaimer an article is not published.
    Flagged:
        Disclaimer: ⟦generl⟧

        The canal holds nerves.
    ---
        Category: Treatments
        Disclaimer: ⟦general⟧

        This article must carry the stricter text for treatments.
    Accepted:
        Disclaimer: procedure

        An article may choose a stricter text than it must carry.
    ---
        Category: Treatments

        The canal holds nerves.
    Source:
        HONcode principle 2; house rule on precedence: header, product, category, everything.
    """
    header, standard = review.document.header, review.standard
    field = header.get("disclaimer")
    try:
        chosen = choose(header, standard.shelf)
    except WrongChoice as error:
        span = field.span if field and error.named else None
        yield Hit(str(error), error.help, span)
        return
    yield from not_in_force(header, chosen, standard.as_of)


def not_in_force(header: Header, chosen: Disclaimer, on: date) -> Iterator[Hit]:
    """Yield a hit if the disclaimer of an article may not be used on that day."""
    if not chosen.in_force(on):
        field = header.get("disclaimer")
        told = _not_in_force(chosen, on)
        yield Hit(told, "Correct its dates, or let another apply.", field.span if field else None)


def _taking_out(review: Review, passage: Passage, start: int, end: int, span: Span) -> Fix | None:
    """Return the fix that takes a copy out, where it is a paragraph of its own and nothing else."""
    if passage.form is not Form.PARAGRAPH or start > 0 or end < len(passage.text) or passage.insets:
        return None
    text = review.document.source.text
    behind = re.compile(r"[ \t]*(?:\r\n|\r|\n|$)(?:[ \t]*(?:\r\n|\r|\n))*").match(text, span.end)
    stands_alone = behind is not None and text[: span.start].endswith(("\n", "\r"))
    if not stands_alone or behind is None:
        return None
    return Fix("Take out the copy of the disclaimer", (Edit(span.start, behind.end(), ""),))


def _not_in_force(disclaimer: Disclaimer, on: date) -> str:
    until = f" until {disclaimer.in_force_until}" if disclaimer.in_force_until else ""
    return (
        f"The disclaimer “{disclaimer.id}” is not in force on {on}: "
        f"it is valid from {disclaimer.in_force_from}{until}."
    )


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in WORD.finditer(text)]
