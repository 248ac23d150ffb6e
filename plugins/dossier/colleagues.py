"""What other packages say of a sentence, in the dossier's words: of its numbers, and of approved claims."""

from collections.abc import Sequence

from plugins.bibliography.evidence import Evidence, Figure
from plugins.checks.review import Review
from plugins.dossier.composing import Colleagues
from plugins.dossier.dossier import ApprovedUse, Judgment
from plugins.evidence.agreement import verdicts_of
from plugins.manuscript.source import Span


def judged(
    sentence: str, figures: Sequence[tuple[Figure, Evidence]], beside: str = ""
) -> tuple[Judgment, ...]:
    """Return what is to be said of each number of a sentence, held against the figures that it cites."""
    return tuple(
        Judgment(
            verdict.outcome.value,
            verdict.says,
            verdict.source,
            f"@{verdict.key}#{verdict.figure.name}" if verdict.figure else "",
            verdict.reason,
        )
        for verdict in verdicts_of(sentence, figures, beside=beside)
    )


def recognised(review: Review) -> tuple[tuple[Span, ApprovedUse], ...]:
    """Return the approved claims that an article uses, each with its place in the source."""
    return tuple(
        (
            use.span,
            ApprovedUse(
                use.id,
                use.status.value,
                use.sentence,
                use.claim.wording,
                "; ".join(map(str, use.difference)),
            ),
        )
        for use in review.uses
    )


COLLEAGUES = Colleagues(judged, recognised)
