"""WVR: the waivers themselves."""

from collections.abc import Iterator

from plugins.checks.examination import Examination
from plugins.checks.finding import Severity
from plugins.checks.rule import Hit, Subject, rule

FORM = "<!-- waive CLM101: reason | name | until 2027-01-31 -->"


@rule("WVR901", Severity.ERROR, Subject.WAIVERS)
def waiver_without_reason(examination: Examination) -> Iterator[Hit]:
    """A waiver names a rule that can be waived, gives a reason and a name, and stands behind a sentence.

    Why:
        Somebody must be able to answer for what was let through.
    Flagged:
        The rate is 12%. ⟦<!-- waive CLM101 -->⟧
    ---
        The rate is 12%. ⟦<!-- waive CLM101: on file -->⟧
    Accepted:
        The rate is 12%. <!-- waive CLM101: our own count, on file | J. Doe -->
    ---
        The canal holds nerves. <!-- to do: a picture -->
    Source:
        House rule.
    """
    for waiver in examination.waivers:
        if waiver.mistake:
            yield Hit(f"This waiver does not count. {waiver.mistake}", f"Write it as {FORM}.", waiver.span)


@rule("WVR902", Severity.ERROR, Subject.WAIVERS)
def waiver_expired(examination: Examination) -> Iterator[Hit]:
    """A waiver whose last day is over lets nothing stand any longer.

    Why:
        It was given for a time, and nobody has given it again.
    Flagged:
        The rate is 12%. ⟦<!-- waive CLM101: on file | J. Doe | until 2026-01-31 -->⟧
    ---
        The rate is 12%. ⟦<!-- waive CLM101: on file | J. Doe | until 2026-11-23 -->⟧
    Accepted:
        The rate is 12%. <!-- waive CLM101: on file | J. Doe | until 2027-01-31 -->
    ---
        The rate is 12%. <!-- waive CLM101: on file | J. Doe | until 2026-11-24 -->
    Source:
        House rule. The examples are checked as of 2026-11-24.
    """
    for waiver in examination.waivers:
        if not waiver.mistake and waiver.expired(examination.review.standard.as_of):
            yield Hit(
                f"This waiver ended on {waiver.until}.",
                "Mend the sentence, or have the waiver given again with a new day.",
                waiver.span,
            )


@rule("WVR903", Severity.WARNING, Subject.WAIVERS)
def waiver_unused(examination: Examination) -> Iterator[Hit]:
    """A waiver lets something stand; one that lets nothing stand should go.

    Why:
        Left behind, it would let through the next sentence that is typed there.
    Flagged:
        The canal holds nerves. ⟦<!-- waive CLM101: on file | J. Doe -->⟧
    ---
        The rate is 12%.[@known2020] ⟦<!-- waive CLM101: on file | J. Doe -->⟧
    Accepted:
        The rate is 12%. <!-- waive CLM101: on file | J. Doe -->
    ---
        <!-- waive HDR453: reviewed on paper | J. Doe -->

        The canal holds nerves.
    Source:
        House rule.
    """
    for waiver in examination.waivers:
        if waiver.mistake or waiver.expired(examination.review.standard.as_of):
            continue
        if not examination.used(waiver):
            yield Hit(
                f"This waiver lets nothing stand: there is no finding {waiver.code} at its sentence.",
                "Take it out.",
                waiver.span,
            )
