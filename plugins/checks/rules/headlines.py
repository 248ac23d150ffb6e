"""CLM113: claims where no citation can stand."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.prose import typed
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.rules.claims import remark
from plugins.claims.headline import unsupported_headlines


@rule("CLM113", Severity.ERROR, Subject.ARTICLE)
def headline_without_support(review: Review) -> Iterator[Hit]:
    """What a title, summary, heading or picture claims stands in the article too, with its source.

    Why:
        A headline is read by people who never see the article, and no citation can stand in it.
    Flagged:
        Title: A procedure that helped ⟦93%⟧ of patients
        Summary: What the canal is.

        The canal holds nerves.
    ---
        Title: Room for nerves
        Summary: It is a ⟦safe⟧ and effective treatment.

        Ask your doctor.
    ---
        ## Pain fell for ⟦8 in 10⟧

        The canal holds nerves.
    ---
        ![A chart: ⟦93%⟧ of patients walked again](chart.png)
    Accepted:
        Title: A procedure that helped 93% of patients

        In the study it helped 93% of patients.[@known2020]
    ---
        ## Pain fell for 8 in 10 patients

        After a year the pain had fallen for 8 in 10 patients.[@known2020]
    ---
        Title: Mild and walking: what to know
        Product: mild

        Ask your doctor.
    ---
        ## Is it safe?

        Ask your doctor.
    Source:
        FTC Health Products Compliance Guidance, 2022 (claims made by headlines and pictures).
    """
    if review.lexicon is None:
        return
    product = review.document.header.text("product").casefold()
    for headline in unsupported_headlines(review.document, review.claims, review.lexicon):
        told = typed(review.document, headline.span).casefold()
        # A product may have the name of a word that rates a risk.
        if product and told.startswith(product) and not headline.figure:
            continue
        what = "figure" if headline.figure else "claim"
        yield Hit(
            f"This {what} in a {headline.place} stands nowhere in the text with a source. "
            f"The {headline.place} {headline.assertion.reason}.{remark(review)}",
            f"Say it in a sentence of the text with its citation, or take it out of the {headline.place}.",
            headline.span,
            confidence=headline.assertion.confidence,
        )
