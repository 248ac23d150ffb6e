"""EVD201 to EVD206, EVD208 and EVD212: what a sentence says beside the figure of the evidence that it cites."""

from collections.abc import Iterator

from plugins.bibliography.evidence import Evidence, Figure
from plugins.checks.collection import Collection
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.statements import differing_uses
from plugins.evidence.agreement import Verdict, is_result, verdicts
from plugins.evidence.binding import BoundSentence
from plugins.evidence.comparing import compared
from plugins.evidence.context import missing_group, missing_study, missing_time
from plugins.evidence.matching import Outcome
from plugins.evidence.reach import has_no_group
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

# What belongs to no figure: when a study was published, and what something is called.
UNBOUND = (Form.YEAR, Form.NAME)
WRONG = (Outcome.DIFFERS, Outcome.NOT_STATED)


def file_of(evidence: Evidence) -> str:
    """Return where a source's evidence stands."""
    return f"content/evidence/{evidence.key}.toml"


def both_sides(verdict: Verdict) -> str:
    """Return what the sentence says, what its source says, and where that stands."""
    figure = verdict.figure
    if figure is None:
        return f"The sentence says “{verdict.says}”."
    states = verdict.outcome is not Outcome.NOT_STATED and verdict.source != figure.finding
    says = f"“{verdict.source}”: “{figure.finding}”" if states else f"“{figure.finding}”"
    place = f"{figure.locator}; " if figure.locator else ""
    reason = f" {verdict.reason[0].upper()}{verdict.reason[1:]}." if verdict.reason else ""
    return (
        f"The sentence says “{verdict.says}”, the source says {says} "
        f"({place}{verdict.key}#{figure.name} in content/evidence/{verdict.key}.toml).{reason}"
    )


def _judged(review: Review) -> Iterator[tuple[BoundSentence, Verdict]]:
    for bound in review.bound:
        for verdict in bound.verdicts:
            yield bound, verdict


@rule("EVD201", Severity.ERROR, Subject.ARTICLE)
def number_against_its_figure(review: Review) -> Iterator[Hit]:
    """A number in a cited sentence must be the one in the figure that the citation names.

    Why:
        A number that its source does not have is the surest way to mislead a patient, and the first thing that a
        regulator looks up. Number words, commas, units and rounding that is said to be rounding (“about”) are
        understood; shares worked out of counts are too.
    Flagged:
        After 1 year, people stood for ⟦9 minutes⟧.[@known2020#standing]
    ---
        After ⟦2 years⟧, people stood for 8 minutes.[@known2020#standing]
    ---
        Of the narrowing, ⟦50% to 80%⟧ came from the ligament.[@series2021#share]
    Accepted:
        After 12 months, people stood for eight minutes.[@known2020#standing]
    ---
        In a study of 24 people without a comparison group, 55% to 80% came from it.[@series2021#share]
    ---
        After 1 year, people stood for 9 minutes.[@known2020]
    Source:
        FTC Health Products Compliance Guidance, 2022: the substantiation must fit the claim.
    """
    for bound, verdict in _judged(review):
        if verdict.outcome not in WRONG or bound.whole or bound.blank:
            continue
        if not bound.own and verdict.outcome is Outcome.NOT_STATED:
            continue
        yield Hit(
            both_sides(verdict),
            "Write what the source says (a rounded number needs “about”), or name the figure that states it. "
            f"If the evidence file is wrong, mend {file_of(_evidence(bound, verdict))} from the source.",
            bound.span(verdict.quantity.start, verdict.quantity.end),
        )


@rule("EVD202", Severity.WARNING, Subject.ARTICLE)
def number_bound_to_no_figure(review: Review) -> Iterator[Hit]:
    """A number in a cited sentence should name the figure that states it.

    Why:
        A number can be held against its source only where the citation says which of its numbers it is.
    Flagged:
        After 1 year, people stood for ⟦8 minutes⟧.[@known2020]
    ---
        ⟦About 20%⟧ of them had pain.[@known2020]
    Accepted:
        After 1 year, people stood for 8 minutes.[@known2020#standing]
    ---
        The study was published in 2020.[@known2020]
    Source:
        House rule.
    """
    for bound in review.bound:
        if not bound.own or not bound.whole:
            continue
        good = {verdict.quantity for verdict in bound.verdicts if verdict.outcome not in WRONG}
        loose = [
            one
            for one in quantities_in(bound.sentence.text)
            if one not in good and one.form not in UNBOUND and not _is_size(one, bound)
        ]
        # A time is seldom what the sentence is about.
        if loose and (found := min(loose, key=lambda one: one.unit.calendar)):
            others = f" So are {len(loose) - 1} more in this sentence." if len(loose) > 1 else ""
            yield Hit(
                f"“{found.text}” is bound to no figure of “{bound.whole[0].key}”, so it was not held against it.{others}",
                _which_figure(bound),
                bound.span(found.start, found.end),
            )


def _is_size(quantity: Quantity, bound: BoundSentence) -> bool:
    """Return whether a number is how many people a source had, which belongs to no figure of its own."""
    return quantity.unit.name == "people" and any(
        quantity.low == evidence.participants and not quantity.whole for evidence in bound.whole
    )


def _which_figure(bound: BoundSentence) -> str:
    """Name the figures that state the numbers of a sentence, ready to be pasted."""
    fitting = [
        f"[@{evidence.key}#{figure.name}] (“{figure.finding}”)"
        for evidence in bound.whole
        for figure in evidence.figures
        if any(
            one.outcome in (Outcome.AGREES, Outcome.ROUNDED)
            for one in verdicts(bound.sentence.text, figure, evidence)
            if is_result(one, figure, evidence)
        )
    ]
    if fitting:
        return f"Cite the figure: {'; or '.join(fitting[:2])}."
    key = bound.whole[0].key
    return (
        f"None of its figures states it. Cite the source that does, or record it from the source in "
        f"content/evidence/{key}.toml and cite [@{key}#name]."
    )


@rule("EVD203", Severity.ERROR, Subject.ARTICLE)
def range_cut(review: Review) -> Iterator[Hit]:
    """A range is told with both its ends.

    Why:
        Readers take “up to 80 %” as what they will get, also where few got as much.
    Flagged:
        ⟦Up to 80%⟧ of the narrowing came from the ligament.[@series2021#share]
    ---
        The ligament made up ⟦at least 55%⟧ of the narrowing.[@series2021#share]
    Accepted:
        The ligament made up 55% to 80% of the narrowing.[@series2021#share]
    ---
        It was between 55 and 80 percent.[@series2021#share]
    Source:
        FTC “up to” copy test, 2012.
    """
    for bound, verdict in _judged(review):
        if verdict.outcome is Outcome.CUT_RANGE:
            yield Hit(
                both_sides(verdict),
                f"Give both ends, as the source does: “{verdict.source}”.",
                bound.span(verdict.quantity.start, verdict.quantity.end),
            )


@rule("EVD204", Severity.WARNING, Subject.ARTICLE)
def group_or_time_missing(review: Review) -> Iterator[Hit]:
    """A result is told with the age group and the time that it is about.

    Why:
        20 % of the people under 40 is not 20 % of the people over 60, and what held after 6 weeks may not hold
        after a year. Both may stand in the sentence, in one beside it, in the lead-in of the list or in the heading.
    Flagged:
        People stood for ⟦8 minutes⟧.[@known2020#standing]
    ---
        In a series of 24 people without a comparison group, ⟦30%⟧ fell.[@series2021#falls]
    Accepted:
        After 1 year, people stood for 8 minutes.[@known2020#standing]
    ---
        The people were followed for 12 months. They stood for 8 minutes.[@known2020#standing]
    ---
        In a series of 24 people without a comparison group, 30% of those aged 60 to 69 fell.[@series2021#falls]
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    for bound in review.bound:
        told = next((one for one in bound.verdicts if _is_good_result(bound, one)), None)
        if told is None or told.figure is None:
            continue
        evidence = _evidence(bound, told)
        for missing, what in (
            (missing_time(told.figure, bound.passage, bound.sentence), "time"),
            (missing_group(told.figure, bound.passage, bound.sentence), "age group"),
        ):
            if missing:
                yield Hit(
                    f"The source has “{told.source}” for the {what} “{missing}” "
                    f"({told.key}#{told.figure.name}); this sentence and those beside it do not say so.",
                    f"Add the {what}. If the evidence file is wrong, mend {file_of(evidence)} from the source.",
                    bound.span(told.quantity.start, told.quantity.end),
                    confidence=0.8,
                )


@rule("EVD205", Severity.ERROR, Subject.ARTICLE)
def uncontrolled_outcome(review: Review) -> Iterator[Hit]:
    """An outcome of a study without comparison group is told with its size and with the words that it had none.

    Why:
        People get better without treatment too; without a second group nobody knows how many would have. Both may
        stand in the passage, elsewhere in its section, or in a callout (a quotation block) that cites the source.
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
        evidence = _evidence(bound, told)
        section = (evidence.key, bound.passage.part, bound.passage.heading)
        missing = missing_study(told.figure, evidence, review.document, bound.passage)
        if missing and section not in done:
            done.add(section)
            yield Hit(
                f"“{told.says}” comes from a study without a comparison group ({evidence.key}: {evidence.design}). "
                f"Near it nothing says {' or '.join(missing)}.",
                "Say both in this passage or section, for example “in a study of "
                f"{evidence.participants or '…'} people, which had no comparison group”.",
                bound.span(told.quantity.start, told.quantity.end),
            )


@rule("EVD206", Severity.ERROR, Subject.ARTICLE)
def comparison_without_group(review: Review) -> Iterator[Hit]:
    """A comparison with another treatment rests on a study that compared them.

    Why:
        A study in which everybody got the same treatment cannot show that it is better than another.
    Flagged:
        People walked ⟦farther than⟧ after surgery.[@series2021#falls]
    ---
        It works ⟦better than⟧ usual care.[@series2021]
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
                f"The sentence compares, and its source had no comparison group ({evidence.key}: {evidence.design}; "
                f"{file_of(evidence)}).",
                "Cite a study that compared the two, or leave the comparison out.",
                bound.span(*place),
            )


WHOLE = Figure("", "", (), "", "", "")


@rule("EVD208", Severity.ERROR, Subject.COLLECTION)
def told_differently(collection: Collection) -> Iterator[Hit]:
    """One figure has one number on the whole site.

    Why:
        A reader who finds 3,956 feet on one page and 4,000 on another trusts neither; a reviewer has to settle
        which one was approved.
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


@rule("EVD212", Severity.WARNING, Subject.ARTICLE)
def could_not_be_decided(review: Review) -> Iterator[Hit]:
    """A number that could not be held against its source with certainty is told, and never passes in silence.

    Why:
        Whether a denial, another group or a limit changes what a number says is for a person to decide.
    Flagged:
        After 1 year, people did not stand for ⟦8 minutes⟧.[@known2020#standing]
    ---
        After 1 year, people stood for ⟦at least 8 minutes⟧.[@known2020#standing]
    Accepted:
        After 1 year, people stood for 8 minutes.[@known2020#standing]
    ---
        After 1 year, people stood for 9 minutes.[@known2020#standing]
    Source:
        House rule: what could not be checked is never passed as clean.
    """
    for bound, verdict in _judged(review):
        elsewhere = bool(bound.blank or bound.whole)
        open_ = verdict.outcome is Outcome.UNDECIDED
        unseen = verdict.outcome in WRONG and bool(bound.blank) and not bound.whole
        far = verdict.outcome is Outcome.NOT_STATED and not bound.own and not elsewhere
        if open_ or unseen or far:
            also = (
                f" It may come from {bound.blank[0]}, of which no evidence is recorded."
                if unseen
                else " The citation stands at another sentence."
                if far
                else ""
            )
            yield Hit(
                f"It could not be decided whether this number agrees with its source. {both_sides(verdict)}{also}",
                "Read both, and word the sentence as the source does; or let it stand with a waiver that says who "
                "compared them.",
                bound.span(verdict.quantity.start, verdict.quantity.end),
                confidence=0.5,
            )


def _evidence(bound: BoundSentence, verdict: Verdict) -> Evidence:
    return next(evidence for _, evidence in bound.figures if evidence.key == verdict.key)


def _is_good_result(bound: BoundSentence, verdict: Verdict) -> bool:
    """Return whether a number is a result that its figure states, and no size, age or time."""
    if verdict.figure is None or verdict.outcome in WRONG:
        return False
    return is_result(verdict, verdict.figure, _evidence(bound, verdict))
