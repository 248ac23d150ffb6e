"""HDR: the fields above the text."""

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.fields import Field

DATE_HELP = "Write year, month and day with hyphens, as in 2026-02-03."


@rule("HDR451", Severity.ERROR, Subject.ARTICLE)
def title_or_date_missing(review: Review) -> Iterator[Hit]:
    """An article needs a title and a date; a page needs a title.

    Why:
        The title gives it its address and its place in the lists; the date tells readers how old it is.
    Flagged:
        Title: A narrow canal
        Date: ⟦03/04/2026⟧

        The canal holds nerves.
    ---
        Title: A narrow canal
        Date: ⟦2026-02-30⟧

        The canal holds nerves.
    ---
        ⟦Title⟧:
        Date: 2026-02-03

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Date: 2026-02-03

        The canal holds nerves.
    ---
        Title: A narrow canal
        Date: 2026-02-03 08:30

        The canal holds nerves.
    Source:
        House rule; URAC health web site standard 15.
    """
    header = review.document.header
    what = "page" if review.is_page else "article"
    title = header.get("title")
    if title is None or not title.text:
        yield Hit(
            f"This {what} has no title.",
            "Write one behind “Title:” on the first line, such as: Title: What is spinal stenosis?",
            title.span if title else review.first_line,
        )
    day = header.get("date")
    if day is not None and day.text:
        yield from _wrong_date(day)
    elif not review.is_page:
        yield Hit(
            "This article has no date.",
            "Add a line under the title, such as: Date: 2026-02-03",
            day.span if day else review.first_line,
        )
    if (modified := header.get("modified")) is not None and modified.text:
        yield from _wrong_date(modified)


@rule("HDR453", Severity.ERROR, Subject.ARTICLE)
def review_missing_or_overdue(review: Review) -> Iterator[Hit]:
    """An article says when it was last reviewed and when the next review is due, and neither is late.

    Why:
        Medical knowledge ages; a reader must see that somebody looked at this page lately.
    Flagged:
        Title: A narrow canal
        Date: 2026-02-03
        Reviewed: 2026-02-03
        Review due: ⟦2026-08-01⟧

        The review of this page was due before the day of the check (here 2026-11-24).
    ---
        Title: A narrow canal
        Date: 2026-02-03
        Modified: 2026-06-01
        Reviewed: ⟦2026-02-03⟧
        Review due: 2027-02-03

        This text was changed after its review.
    Accepted:
        Title: A narrow canal
        Date: 2026-02-03
        Modified: 2026-06-01
        Reviewed: 2026-06-01
        Review due: 2027-02-03

        The canal holds nerves.
    ---
        Title: A narrow canal
        Date: 2026-02-03
        Reviewed: 2026-11-24
        Review due: 2026-11-24

        Due today is not overdue.
    ---
        Title: A narrow canal
        Date: 2026-02-03
        Status: draft

        A draft has not been reviewed yet.
    Source:
        NHS service manual (page last reviewed, next review due); URAC health web site standard 15;
        21 CFR 801.109(e).
    """
    header = review.document.header
    if review.is_page or header.is_draft:
        return
    reviewed, due = header.get("reviewed"), header.get("review due")
    today = review.standard.as_of
    for field, label, example, day in (
        (reviewed, "Reviewed", "the day of the last medical review", today),
        # Not to the day, so that none of 29 February is meant.
        (due, "Review due", "the day by which it must be reviewed again", today + timedelta(days=365)),
    ):
        if field is None or not field.text:
            yield Hit(
                f"This article has no line “{label}:”.",
                f"Add it with {example}, such as: {label}: {day}",
                field.span if field else review.first_line,
            )
        else:
            yield from _wrong_date(field)
    changed = max(filter(None, (_date(header.get("date")), _date(header.get("modified")))), default=None)
    last, next_due = _date(reviewed), _date(due)
    if reviewed and last and changed and last < changed:
        yield Hit(
            f"This article was changed on {changed}, after its last review on {last}.",
            "Have it reviewed again and enter the new day, or correct the day of the change.",
            reviewed.span,
        )
    if reviewed and last and last > today:
        yield Hit(
            f"The last review lies in the future ({last}).", "Enter the day it took place.", reviewed.span
        )
    if due and next_due and next_due < today:
        yield Hit(
            f"The review of this article was due on {next_due}.",
            "Have it reviewed, then enter the day under “Reviewed” and a new day under “Review due”.",
            due.span,
        )
    if due and next_due and last and next_due < last:
        yield Hit("The next review is due before the last one took place.", DATE_HELP, due.span)


@rule("HDR456", Severity.ERROR, Subject.ARTICLE)
def unknown_header_line(review: Review) -> Iterator[Hit]:
    """Every header line is a field this site knows, there once, with a value it can have.

    Why:
        A line that is no field would vanish from the page, even if it was a warning to patients.
    Flagged:
        Title: A narrow canal
        Date: 2026-02-03
        ⟦Warning⟧: Do not use this with a pacemaker.

        The canal holds nerves.
    ---
        Title: A narrow canal
        Date: 2026-02-03
        ⟦Categry⟧: Basics

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Date: 2026-02-03
        Category: Basics

        Warning: ask your doctor first.
    ---
        Title: A narrow canal
        Date: 2026-02-03
        Key points:
        - The canal holds nerves.

        The canal holds nerves.
    Source:
        House rule; in stock Pelican any field becomes an attribute of the page.
    """
    for mistake in review.document.header.mistakes:
        yield Hit(mistake.message, mistake.help, mistake.span)


@rule("HDR457", Severity.ERROR, Subject.ARTICLE)
def no_text(review: Review) -> Iterator[Hit]:
    """An article has a text.

    Why:
        An empty page with a title and a disclaimer looks like a fault of the site.
    Flagged:
        ⟦Title⟧: A narrow canal
        Date: 2026-02-03
    ---
        ⟦Title⟧: A narrow canal
        Date: 2026-02-03

        <!-- to be written -->
    Accepted:
        Title: A narrow canal
        Date: 2026-02-03

        The canal holds nerves.
    ---
        Title: A narrow canal
        Date: 2026-02-03

        ![The canal](canal.png)
    Source:
        House rule.
    """
    if not review.document.has_text:
        title = review.document.header.get("title")
        yield Hit(
            "There is no text under the header.",
            "Leave an empty line behind the header and write the text below it.",
            title.label.span if title else review.first_line,
        )


def _wrong_date(field: Field) -> Iterator[Hit]:
    try:
        read_date(field.text)
    except WrongDate as error:
        yield Hit(str(error), DATE_HELP, field.span)


def _date(field: Field | None) -> date | None:
    try:
        return read_date(field.text) if field and field.text else None
    except WrongDate:
        return None
