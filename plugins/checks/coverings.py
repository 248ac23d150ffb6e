"""The claims of an article as a report tells them: which words, what kind, and what covers them."""

from collections.abc import Iterator

from plugins.checks.finding import ReportedClaim
from plugins.checks.findings_of import place_of
from plugins.checks.review import Review


def reported_claims(review: Review) -> Iterator[ReportedClaim]:
    """Yield every claim of an article, in the order of the page."""
    source = review.document.source
    for claim in review.claims:
        cover = claim.cover
        at = claim.span.start
        use = next((one for one in review.uses if one.span.start <= at < one.span.end), None)
        yield ReportedClaim(
            source.path,
            place_of(source, claim.span),
            source.text[claim.span.start : claim.span.end],
            claim.kind.value,
            round(claim.assertion.confidence, 2),
            claim.assertion.reason,
            cover.reach.value if cover else "",
            place_of(source, cover.span) if cover else None,
            approved_claim=use.id if use else "",
            approval=use.status.value if use else "",
        )
