"""The claims of an article as a report tells them: which words, what kind, what covers them, and where they
stand on the page.
"""

import re
from collections.abc import Iterator

from plugins.checks.finding import ReportedClaim
from plugins.checks.findings_of import place_of
from plugins.checks.review import Review
from plugins.evidence.backing import backed_claims
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form

HEADING = re.compile(r"<h[1-6]\b(?P<more>[^>]*)>")
OWN_ID = re.compile(r'\bid="(?P<id>[^"]*)"')


def reported_claims(review: Review) -> Iterator[ReportedClaim]:
    """Yield every claim of an article, in the order of the page."""
    source = review.document.source
    anchors = _anchors(review.document)
    for backed in backed_claims(review.document, review.claims):
        claim, cover = backed.claim, backed.claim.cover
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
            " ".join(claim.sentence.text.split()),
            claim.passage.part.value,
            claim.passage.heading,
            anchors.get(id(claim.passage), ""),
            tuple(one.citation.typed.removeprefix("@") for one in backed.sources),
            approved_claim=use.id if use else "",
            approval=use.status.value if use else "",
        )


def _anchors(document: Document) -> dict[int, str]:
    """Return for each passage (by its identity) the id of the heading it stands under."""
    tags = HEADING.finditer(document.conversion.whole)
    ids = [own["id"] if (own := OWN_ID.search(tag["more"])) else "" for tag in tags]
    headings = [passage for passage in document.passages if passage.form is Form.HEADING]
    # Where a heading came to nothing, nobody can tell any more which id is whose.
    if len(ids) != len(headings):
        return {}
    anchors, of_heading = {}, dict(zip(map(id, headings), ids, strict=True))
    under: Passage | None = None
    for passage in document.passages:
        if passage.form is Form.HEADING:
            under = passage
        # Key points and footnotes stand under none.
        if under is not None and under.text == passage.heading:
            anchors[id(passage)] = of_heading[id(under)]
    return anchors
