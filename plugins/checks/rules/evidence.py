"""EVD201 to EVD203 and EVD212: the numbers of a sentence beside the figure of the evidence that it cites."""

from collections.abc import Iterator

from plugins.bibliography.evidence import Evidence
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.evidence.agreement import Verdict, is_result, verdicts
from plugins.evidence.binding import BoundSentence
from plugins.evidence.matching import Outcome
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

# What belongs to no figure: when a study was published, and what something is called.
UNBOUND = (Form.YEAR, Form.NAME, Form.ALL_OR_NONE)
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


@rule("EVD201", Severity.ERROR, Subject.ARTICLE, english_only=True)
def number_against_its_figure(review: Review) -> Iterator[Hit]:
    """A number in a cited sentence must be the one in the figure that the citation names.

    Why:
        A number that its source does not have misleads patients, and it is the first thing that a
        regulator looks up. Number words, commas, units and rounding that is said to be rounding (“about”)
        are understood; shares worked out of counts are too. Amounts in words (“dozens”, “hours”) are wrong
        where they cannot mean it.
    Flagged:
        After 1 year, people stood for ⟦9 minutes⟧.[@known2020#standing]
    ---
        After ⟦2 years⟧, people stood for 8 minutes.[@known2020#standing]
    ---
        Of the narrowing, ⟦50% to 80%⟧ came from the ligament.[@series2021#share]
    ---
        After 1 year, people stood for ⟦just over 8 minutes⟧.[@known2020#standing]
    ---
        After 1 year, people stood for ⟦several hours⟧.[@known2020#standing]
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
            f"If the evidence file is wrong, mend {file_of(evidence_of(bound, verdict))} from the source.",
            bound.span(verdict.quantity.start, verdict.quantity.end),
        )


@rule("EVD202", Severity.WARNING, Subject.ARTICLE, english_only=True)
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
                f"“{found.text}” is bound to no figure of “{bound.whole[0].key}”, so it was not held against "
                f"it.{others}",
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
            for one in verdicts(bound.sentence.text, figure, evidence, bound.beside)
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


@rule("EVD203", Severity.ERROR, Subject.ARTICLE, english_only=True)
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


@rule("EVD212", Severity.WARNING, Subject.ARTICLE, english_only=True)
def could_not_be_decided(review: Review) -> Iterator[Hit]:
    """A number that could not be held against its source with certainty is told, and never passes in silence.

    Why:
        A right number may be told of something else. It agrees only where the sentence, or what stands right
        before it, shares a word with the finding (or with the figure's `words`), tells it as a level or a
        difference as the source does, and gives it to the same people. What is not shown, and whether a
        denial or a limit changes what a number says, is for a person to decide.
    Flagged:
        After 1 year, people did not stand for ⟦8 minutes⟧.[@known2020#standing]
    ---
        After 1 year, people stood for ⟦at least 8 minutes⟧.[@known2020#standing]
    ---
        After 1 year, people stood for ⟦a few minutes⟧.[@known2020#standing]
    ---
        After 1 year, a visit to the clinic took ⟦8 minutes⟧.[@known2020#standing]
    Accepted:
        After 1 year, people stood for 8 minutes.[@known2020#standing]
    ---
        Standing was measured after 1 year. It was 8 minutes on average.[@known2020#standing]
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
                "It could not be decided whether this number agrees with its source. "
                f"{both_sides(verdict)}{also}",
                "Read both. Word the sentence as the source does, or cite the figure that says so. If its "
                f"words name what was measured, add them to “words” of the figure{_in_file(verdict)}; or let "
                "it stand with a waiver that says who compared them.",
                bound.span(verdict.quantity.start, verdict.quantity.end),
                confidence=0.5,
            )


def _in_file(verdict: Verdict) -> str:
    return f" in content/evidence/{verdict.key}.toml" if verdict.key else ""


def evidence_of(bound: BoundSentence, verdict: Verdict) -> Evidence:
    return next(evidence for _, evidence in bound.figures if evidence.key == verdict.key)
