"""HDR461: the topic an article stands under."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule


@rule("HDR461", Severity.WARNING, Subject.ARTICLE)
def no_topic(review: Review) -> Iterator[Hit]:
    """An article has a category; a draft may still be without.

    Why:
        Without one readers find it under “Articles”, a topic that says nothing, and no disclaimer that goes
        by topics can apply.
    Flagged:
        ⟦Title: A narrow canal⟧
        Date: 2026-02-03

        The canal holds nerves.
    ---
        Title: A narrow canal
        ⟦Category⟧:

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Category: Understanding stenosis

        The canal holds nerves.
    ---
        Title: A narrow canal
        Status: draft

        The canal holds nerves.
    Source:
        House rule.
    """
    header = review.document.header
    category = header.get("category")
    if review.is_page or header.is_draft or (category and category.text):
        return
    yield Hit(
        "This article has no category.",
        "Add the topic it belongs to, such as: Category: Living with stenosis",
        category.span if category else review.first_line,
    )
