"""CLM: a claim without a source. Which sentences are claims is the business of plugins.claims."""

import re
from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.claims.article import Claim
from plugins.claims.claim import ClaimKind
from plugins.claims.spanish import EXPERIMENTAL, softer_spanish
from plugins.manuscript.language import ENGLISH, SPANISH

ADD = "Add a citation behind the sentence, such as [@key] with a key from references.json"
# What no word of intent softens: a figure stays one, and nothing is designed to have no effect.
FIGURE = re.compile(r"\d|%|\bhalf\b|\b(?:most|many|all|every|few) (?:people|patients)\b", re.IGNORECASE)
DENIES = re.compile(r"\b(?:no|not|never|none|cannot|without)\b|n['’]t\b", re.IGNORECASE)


def _uncovered(review: Review, kind: ClaimKind, message: str, otherwise: str = "") -> Iterator[Hit]:
    for claim in review.claims:
        if claim.kind is kind and not claim.covered:
            yield Hit(
                f"{message} The sentence {claim.assertion.reason}.{remark(review)}",
                _to_do(review, claim, otherwise or softer_wording(claim.sentence.text, review.language)),
                claim.span,
                confidence=claim.assertion.confidence,
            )


def _to_do(review: Review, claim: Claim, otherwise: str) -> str:
    """Name the references that the sentence may rest on, ready to be pasted; without any, how to cite."""
    likely = review.standard.sources.likely(claim.sentence.text)
    if not likely:
        return f"{ADD}, or {otherwise}."
    named = "; or ".join(f"{one.typed} (“{one.says.rstrip('.')}”)" for one in likely)
    return (
        f"Add a citation behind the sentence: {named}, if it says so; if not, cite what does, or {otherwise}."
    )


def remark(review: Review) -> str:
    """Return what a message about a claim adds where the language is read less well than English."""
    return f" {EXPERIMENTAL}" if review.language == SPANISH else ""


def softer_wording(text: str, language: str = ENGLISH) -> str:
    """Return how a result can be told without a source: as what is meant, where words of intent do that."""
    if language == SPANISH:
        return softer_spanish(text)
    if DENIES.search(text):
        return "leave it out"
    if FIGURE.search(text):
        return "take the figure out and say what the treatment is meant to do (“is designed to …”)"
    return "say what the treatment is meant to do (“is designed to …”) instead of what it does"


@rule("CLM101", Severity.ERROR, Subject.ARTICLE)
def statistic_without_source(review: Review) -> Iterator[Hit]:
    """A number, share, rank or trend needs its source.

    Why:
        A patient or a regulator will ask where it comes from.
    Flagged:
        In one town, ⟦more than half⟧ of all adults have it.
    ---
        ⟦About one in nine⟧ adults over 50 has it.
    Accepted:
        The procedure has a complication rate of less than 0.1%.[@known2020]
    ---
        Take the tablet twice a day.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principles 4 and 5.
    """
    yield from _uncovered(review, ClaimKind.STATISTIC, "This number has no reference.", "take the number out")


@rule("CLM102", Severity.ERROR, Subject.ARTICLE)
def study_without_source(review: Review) -> Iterator[Hit]:
    """What a study found, or what the evidence is said to show, needs its source.

    Why:
        "Studies show" cannot be looked up; a reference can.
    Flagged:
        ⟦Research shows⟧ that walking is good.
    ---
        ⟦No studies⟧ prove that braces work.
    Accepted:
        Research shows that walking helps.[@known2020]
    ---
        We found no study of this question.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principle 5.
    """
    yield from _uncovered(review, ClaimKind.STUDY, "This study has no reference.", "take the sentence out")


@rule("CLM103", Severity.ERROR, Subject.ARTICLE)
def comparison_without_source(review: Review) -> Iterator[Hit]:
    """A comparison with another treatment or group needs its source.

    Why:
        "Better" and "faster" promise an advantage that somebody must have measured.
    Flagged:
        Recovery is ⟦faster than⟧ after open surgery.
    ---
        It costs ⟦less than⟧ surgery.
    Accepted:
        Recovery is faster than after open surgery.[@known2020]
    ---
        The cut is closed with a strip instead of stitches.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principle 5.
    """
    yield from _uncovered(
        review, ClaimKind.COMPARISON, "This comparison has no reference.", "leave the comparison out"
    )


@rule("CLM104", Severity.ERROR, Subject.ARTICLE)
def safety_without_source(review: Review) -> Iterator[Hit]:
    """A statement about safety or the size of a risk needs its source.

    Why:
        Nobody can weigh a risk from an adjective, and a reader may rely on it.
    Flagged:
        The procedure is ⟦safe⟧ and well tolerated.
    ---
        The ⟦risk is low⟧ for older people.
    Accepted:
        The procedure is safe and well tolerated.[@known2020]
    ---
        Possible risks are bleeding and infection.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principle 5.
    """
    yield from _uncovered(
        review,
        ClaimKind.SAFETY,
        "This statement about safety has no reference.",
        "list the possible risks without rating them",
    )


@rule("CLM105", Severity.ERROR, Subject.ARTICLE)
def outcome_without_source(review: Review) -> Iterator[Hit]:
    """What a treatment does for patients needs its source.

    Why:
        A reader takes it as what will happen to them.
    Flagged:
        The ⟦procedure relieves⟧ leg pain.
    ---
        Injections ⟦can ease⟧ the pain for some people.
    Accepted:
        The procedure relieves leg pain.[@known2020]
    ---
        The procedure is designed to make room for the nerves.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principle 5.
    """
    yield from _uncovered(review, ClaimKind.EFFICACY, "This outcome of a treatment has no reference.")


@rule("CLM106", Severity.ERROR, Subject.ARTICLE)
def duration_without_source(review: Review) -> Iterator[Hit]:
    """Onset, duration, recovery and recurrence need their source.

    Why:
        People plan their work and their lives by it.
    Flagged:
        The ⟦relief lasts for at least two years⟧.
    ---
        The pain was ⟦back within three months⟧.
    Accepted:
        The relief lasts for at least two years.[@known2020]
    ---
        Ask when you may go back to work.
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    yield from _uncovered(
        review,
        ClaimKind.DURABILITY,
        "This statement about time has no reference.",
        "tell the reader to ask their doctor",
    )


@rule("CLM107", Severity.WARNING, Subject.ARTICLE)
def cause_without_source(review: Review) -> Iterator[Hit]:
    """A specific cause, risk factor or mechanism should have its source.

    Why:
        Causes are contested more often than they seem.
    Flagged:
        Smoking ⟦raises the risk⟧ of disc disease.
    ---
        The condition is ⟦linked to⟧ older age.
    Accepted:
        Smoking raises the risk of disc disease.[@known2020]
    ---
        Doctors do not know the exact cause.
    Source:
        HONcode principle 5.
    """
    yield from _uncovered(
        review, ClaimKind.CAUSAL, "This cause or risk factor has no reference.", "leave it out"
    )


@rule("CLM108", Severity.ERROR, Subject.ARTICLE)
def status_without_source(review: Review) -> Iterator[Hit]:
    """What an authority, an insurer or a guideline says needs its source.

    Why:
        Clearance and coverage change, and a wrong word here (approved, cleared) is a violation.
    Flagged:
        The device is ⟦cleared by⟧ the FDA.
    ---
        ⟦Medicare covers⟧ the procedure.
    Accepted:
        The device is cleared by the FDA.[@known2020]
    ---
        Ask your plan whether it pays.
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    yield from _uncovered(
        review,
        ClaimKind.REGULATORY,
        "This statement about approval, coverage or guidelines has no reference.",
        "tell the reader whom to ask",
    )


@rule("CLM109", Severity.ERROR, Subject.ARTICLE)
def track_record_without_source(review: Review) -> Iterator[Hit]:
    """Popularity and track record need their source.

    Why:
        "Thousands of patients" reads as proof that it works.
    Flagged:
        It is the ⟦most widely used⟧ procedure for this problem.
    ---
        The device ⟦has been used⟧ by surgeons for decades.
    Accepted:
        It is the most widely used procedure for this problem.[@known2020]
    ---
        Our office is on Elm Street.
    Source:
        FTC Health Products Compliance Guidance, 2022; HONcode principle 8.
    """
    yield from _uncovered(review, ClaimKind.POPULARITY, "This track record has no reference.", "take it out")
