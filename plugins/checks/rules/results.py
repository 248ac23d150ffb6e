"""EVD204 to EVD206 and EVD208: what a result must be told with, and that it is told the same everywhere."""

from collections.abc import Iterator

from plugins.bibliography.evidence import Figure
from plugins.checks.collection import Collection
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.rules.evidence import WRONG, evidence_of, file_of
from plugins.checks.statements import differing_uses
from plugins.evidence.agreement import Verdict, is_result
from plugins.evidence.binding import BoundSentence
from plugins.evidence.comparing import compared
from plugins.evidence.context import missing_group, missing_study, missing_time
from plugins.evidence.reach import has_no_group

# Stands for a source that is cited as a whole.
WHOLE = Figure("", "", (), "", "", "")


@rule("EVD204", Severity.WARNING, Subject.ARTICLE, english_only=True)
def group_or_time_missing(review: Review) -> Iterator[Hit]:
    """A result is told with the age group and the time that it is about.

    Why:
        20 % of the people under 40 is not 20 % of the people over 60, and what held after 6 weeks may not
        hold after a year. Both may stand in the sentence, in one beside it, in the lead-in of the list or in
        the heading.
    Flagged:
        People stood for ⟦8 minutes⟧.[@known2020#standing]
    ---
        In a series of 24 people without a comparison group, ⟦30%⟧ fell.[@series2021#falls]
    Accepted:
        After 1 year, people stood for 8 minutes.[@known2020#standing]
    ---
        The people were followed for 12 months. They stood for 8 minutes.[@known2020#standing]
    ---
        In a series without a comparison group, 30% of those aged 60 to 69 fell.[@series2021#falls]
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    for bound in review.bound:
        told = next((one for one in bound.verdicts if _is_good_result(bound, one)), None)
        if told is None or told.figure is None:
            continue
        evidence = evidence_of(bound, told)
        for missing, what in (
            (missing_time(told.figure, bound.passage, bound.sentence), "time"),
            (missing_group(told.figure, bound.passage, bound.sentence), "age group"),
        ):
            if missing:
                yield Hit(
                    f"The source has “{told.source}” for the {what} “{missing}” "
                    f"({told.key}#{told.figure.name}); this sentence and those beside it do not say so.",
                    f"Add the {what}. If the evidence file is wrong, mend {file_of(evidence)}.",
                    bound.span(told.quantity.start, told.quantity.end),
                    confidence=0.8,
                )


@rule("EVD205", Severity.ERROR, Subject.ARTICLE, english_only=True)
def uncontrolled_outcome(review: Review) -> Iterator[Hit]:
    """An outcome of a study without comparison group is told with its size and with that it had none.

    Why:
        People get better without treatment too; without a second group nobody knows how many would have. Both
        may stand in the passage, elsewhere in its section, or in a callout (a quotation block) that cites the
        source.
    Flagged:
        After 6 months, ⟦30%⟧ of people aged 60 to 69 fell.[@series2021#falls]
    ---
        In this series of 24 people, ⟦30%⟧ of those aged 60 to 69 fell.[@series2021#falls]
    Accepted:
        In 24 people without a comparison group, 30% of those aged 60 to 69 fell.[@series2021#falls]
    ---
        In this series, 30% of those aged 60 to 69 fell.[@series2021#falls]

        > The series had 24 people and no comparison group.[@series2021]
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    done = set()
    for bound in review.bound:
        told = next((one for one in bound.verdicts if _is_good_result(bound, one)), None)
        if told is None or told.figure is None:
            continue
        evidence = evidence_of(bound, told)
        section = (evidence.key, bound.passage.part, bound.passage.heading)
        missing = missing_study(told.figure, evidence, review.document, bound.passage)
        if missing and section not in done:
            done.add(section)
            yield Hit(
                f"“{told.says}” comes from a study without a comparison group ({evidence.key}: "
                f"{evidence.design}). Near it nothing says {' or '.join(missing)}.",
                "Say both in this passage or section, for example “in a study of "
                f"{evidence.participants or '…'} people, which had no comparison group”.",
                bound.span(told.quantity.start, told.quantity.end),
            )


@rule("EVD206", Severity.ERROR, Subject.ARTICLE, english_only=True)
def comparison_without_group(review: Review) -> Iterator[Hit]:
    """A comparison with another treatment rests on a study that compared them.

    Why:
        A study in which everybody got the same treatment cannot show that it is better than another.
    Flagged:
        People walked ⟦farther than⟧ after surgery.[@series2021#falls]
    ---
        It works ⟦better than⟧ usual care.[@series2021]
    ---
        In a study without a comparison group, people walked ⟦farther than⟧ after surgery.[@series2021#falls]
    Accepted:
        People walked farther than before.[@series2021#falls]
    ---
        This cannot show that it works better than usual care.[@series2021#falls]
    ---
        People walked farther than after surgery.[@known2020#standing]
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    for bound in review.bound:
        if bound.blank:
            continue
        alone = [has_no_group(figure, evidence) for figure, evidence in bound.figures]
        alone += [has_no_group(WHOLE, evidence) for evidence in bound.whole]
        if not alone or not all(alone):
            continue
        if (place := compared(bound.sentence.text)) is not None:
            evidence = bound.figures[0][1] if bound.figures else bound.whole[0]
            yield Hit(
                f"The sentence compares, and its source had no comparison group ({evidence.key}: "
                f"{evidence.design}; {file_of(evidence)}).",
                "Cite a study that compared the two, or leave the comparison out.",
                bound.span(*place),
            )


@rule("EVD208", Severity.ERROR, Subject.COLLECTION, english_only=True)
def told_differently(collection: Collection) -> Iterator[Hit]:
    """One figure has one number on the whole site.

    Why:
        A reader who finds 3,956 feet on one page and 4,000 on another trusts neither; a reviewer has to
        settle which one was approved.
    Flagged:
        ==> articles/one.md <==
        Title: One

        People stood for 8 minutes.[@known2020#standing]

        ==> articles/two.md <==
        Title: Two

        People stood for ⟦about 8.2 minutes⟧.[@known2020#standing]
    ---
        ==> articles/one.md <==
        Title: One

        It was 55% to 80%.[@series2021#share]

        ==> articles/two.md <==
        Title: Two

        It was ⟦up to 80%⟧.[@series2021#share]
    Accepted:
        ==> articles/one.md <==
        Title: One

        People stood for 8 minutes.[@known2020#standing]

        ==> articles/two.md <==
        Title: Two

        People stood for *eight* minutes after 12 months.[@known2020#standing]
    ---
        ==> articles/one.md <==
        Title: One

        It was 55% to 80%.[@series2021#share]

        ==> articles/two.md <==
        Title: Two

        It was between 55 and 80 percent in 24 people.[@series2021#share]
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    for use in differing_uses(collection):
        yield Hit(
            f"“{use.quantity.text}” is told here of {use.name}, and “{use.other.quantity.text}” in "
            f"{use.other.source.path}, line {use.other.line}.",
            "Use the same number in both places.",
            use.span,
            use.source,
        )


def _is_good_result(bound: BoundSentence, verdict: Verdict) -> bool:
    """Return whether a number is a result that its figure states, and no size, age or time."""
    if verdict.figure is None or verdict.outcome in WRONG:
        return False
    return is_result(verdict, verdict.figure, evidence_of(bound, verdict))
