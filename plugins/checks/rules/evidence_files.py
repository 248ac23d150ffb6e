"""EVD210 and EVD211: the files in which it is recorded what each source found."""

from collections.abc import Iterator

from plugins.bibliography.evidence import FIGURES
from plugins.checks.finding import Severity
from plugins.checks.review import Standard
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.source import Span

AGAIN = (
    "Read the source again and correct what is different. Then set “checked” to that day, and “review” to a "
    "later one."
)


@rule("EVD210", Severity.ERROR, Subject.EVIDENCE)
def evidence_overdue(standard: Standard) -> Iterator[Hit]:
    """Evidence is held against its source again by the day that its file names.

    Why:
        Papers are corrected and retracted, rules and approvals change; what was right once is told to readers
        as if it were right today. A day at a figure goes before the one of the whole file. On the day itself
        nothing is overdue.
    Flagged:
        design = "case series"
        checked = 2025-11-20
        review = ⟦2026-11-20⟧
    ---
        review = 2027-11-20

        [figures.standing]
        finding = "Standing time rose"
        review = ⟦2026-11-23⟧
    Accepted:
        design = "case series"
        checked = 2025-11-24
        review = 2026-11-24
    ---
        review = 2026-11-20

        [figures.standing]
        finding = "Standing time rose"
        review = 2027-11-20
    Source:
        NHS service manual: when to review content. In the examples today is 2026-11-24.
    """
    for key, file in standard.library.evidence_files.items():
        evidence = file.evidence
        # Where every figure has a day of its own, nothing is left that the file's day is about.
        is_in_use = not evidence.figures or any(figure.review is None for figure in evidence.figures)
        days: list[tuple[str, object, Span]] = []
        if evidence.review and evidence.review < standard.as_of and is_in_use:
            days.append((f"The evidence of “{key}”", evidence.review, file.span("review")))
        for figure in evidence.figures:
            if figure.review and figure.review < standard.as_of:
                span = file.span(FIGURES, figure.name, "review")
                days.append((f"The figure “{figure.name}” of “{key}”", figure.review, span))
        for what, day, span in days:
            yield Hit(f"{what} was due to be checked again by {day}.", AGAIN, span, file.source)


@rule("EVD211", Severity.ERROR, Subject.EVIDENCE)
def unusable_evidence(standard: Standard) -> Iterator[Hit]:
    """An evidence file can be read, holds only settings that are known, and its sums come out.

    Why:
        What a file means and does not say cannot be compared with any sentence; a setting with a slip in
        its name would be passed over, and with it the check that it is there for.
    Flagged:
        design = "case series"
        ⟦fundin⟧ = "Sample Hill Fund"
    ---
        participants = ⟦"40"⟧

        [figures.⟦standing⟧]
        values = ["8 minutes", "56 minutes"]
    ---
        [figures.surgery]
        finding = "9 of 75 people had surgery"
        values = ["9 people", "75 people"]

        [figures.without]
        finding = "Our own arithmetic: 85 % had none"
        values = ["85 %"]
        derived = ⟦"(75 - 9) / 75"⟧
    ---
        [figures.standing]
        finding = "Standing time rose"
        contrary = [⟦"A later study saw no change. [@knwon2020]"⟧]
    Accepted:
        design = "case series"
        comparison = "none"
        basis = "abstract"
        checked = 2026-11-24
        review = 2027-11-24

        [figures.standing]
        finding = "Average standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        direction = "from-to"
        contrary = ["A later study saw no change. [@known2020]"]
    ---
        [figures.surgery]
        finding = "9 of 75 people had surgery"
        values = ["9 people", "75 people"]

        [figures.without]
        finding = "Our own arithmetic: 88 % had none"
        values = ["88 %"]
        derived = "(75 - 9) / 75"
    Source:
        House rule. All settings are told in docs/evidence.md.
    """
    for flaw in standard.library.evidence_flaws:
        yield Hit(flaw.message, flaw.help, flaw.span, flaw.source)
