"""CLM121 to CLM129: approved claims (content/claims.toml), and what articles make of them."""

from collections.abc import Iterator, Sequence

from plugins.approval.approvals import Approvals, Standing
from plugins.approval.changes import approved_by, changed
from plugins.approval.likeness import Likeness, statement
from plugins.approval.uses import Use
from plugins.checks.finding import Edit, Fix, Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.disclaimer.names import find_name, same_name
from plugins.disclaimer.shelf import products_of
from plugins.manuscript.source import Span

APPROVE = "python3 tasks.py claims approve"
# How many differences a message quotes.
MOST_TOLD = 5


@rule("CLM121", Severity.WARNING, Subject.ARTICLE)
def near_an_approved_claim(review: Review) -> Iterator[Hit]:
    """A sentence that says what an approved claim says has its wording.

    Why:
        A reviewer has approved words, not their gist; one word can turn them round.
    Flagged:
        <!-- Approved: Average hall time with the walker fell from 90 to 40 seconds. -->

        ⟦Average hall time with the walker went down from 90 to 40 seconds⟧.
    ---
        ⟦With the walker, the average hall time quickly fell from 90 to 40 seconds⟧.[@known2020]
    Accepted:
        Average hall time with the *walker* fell from 90–40 seconds.[@known2020]
    ---
        Average hall time without it was not measured.
    Source:
        House rule; FTC Health Products Compliance Guidance, 2022 (a claim is what its words convey).
    """
    for use in review.uses:
        if use.likeness is not Likeness.NEAR or use.turned or use.former:
            continue
        yield Hit(
            f"This is near {_named(use)}, and not in its wording: {_differs(use)}.",
            f"Write it so: “{use.wording.text}” Or have these words approved as a variant.",
            _without_stop(review, use),
            confidence=0.7,
            fix=_approved_wording(review, use),
        )


@rule("CLM128", Severity.ERROR, Subject.ARTICLE)
def opposite_of_an_approved_claim(review: Review) -> Iterator[Hit]:
    """A sentence does not say the opposite of an approved claim.

    Why:
        With the words and numbers of an approved claim, and one word that turns it round, it tells readers
        what the evidence denies.
    Flagged:
        <!-- Approved: Average hall time with the walker fell from 90 to 40 seconds. -->

        Ask us. ⟦Average hall time with the walker rose from 90 to 40 seconds⟧.
    ---
        ⟦Average hall time with the walker did not fall from 90 to 40 seconds⟧.
    ---
        ⟦The average hall time without the walker fell from 90 to 40 seconds⟧.[@known2020]
    Accepted:
        Average hall time with the walker fell from 90 to 40 seconds.
    ---
        With the walker, average hall time fell from 90 to 40 seconds without pain.
    Source:
        FTC Health Products Compliance Guidance, 2022 (a claim is what its words convey).
    """
    for use in review.uses:
        if use.turned and use.likeness is Likeness.NEAR:
            yield Hit(
                f"This says the opposite of {_named(use)}: {'; '.join(use.turned)}. "
                f"The wording there is: “{use.wording.text}”",
                f"Write it so: “{use.wording.text}” Or, if the source says so now, change "
                f"content/claims.toml and have the claim approved again: {_approve(use.id)}.",
                _without_stop(review, use),
                fix=_approved_wording(review, use),
            )


@rule("CLM122", Severity.ERROR, Subject.ARTICLE)
def number_not_as_approved(review: Review) -> Iterator[Hit]:
    """The numbers of an approved claim are those that were approved.

    Why:
        A number that slips in copying or updating is a claim that nobody has approved.
    Flagged:
        <!-- Approved: Average hall time with the walker fell from 90 to 40 seconds. -->

        ⟦Average hall time with the walker fell from 90 to 14 seconds⟧.
    ---
        ⟦Average hall time with the walker fell to 40 minutes⟧.[@known2020]
    ---
        ⟦Average hall time with the walker fell by up to 40 seconds⟧.
    Accepted:
        Average hall time with the walker fell from ninety to 40 seconds.
    ---
        Average hall time with the walker fell from 90 to 40 seconds.
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    for use in review.uses:
        if use.likeness is Likeness.CHANGED:
            more = f"; and it is turned round: {'; '.join(use.turned)}" if use.turned else ""
            what = (
                f"The approved wording was: “{use.former}” content/claims.toml has now: “{use.wording.text}”"
                if use.former
                else f"The wording there is: “{use.wording.text}”"
            )
            right = (
                "One of the two is wrong: put back in content/claims.toml what was approved, or correct the "
                f"number here and have the claim approved as it is now: {_approve(use.id)}."
                if use.former
                else "Correct the number here. If the source says so now, change content/claims.toml and "
                f"have the claim approved again: {_approve(use.id)}."
            )
            yield Hit(
                f"The numbers are not those of {_named(use)}: {_numbers(use)}{more}. {what}",
                right,
                _without_stop(review, use),
                fix=_approved_wording(review, use),
            )


@rule("CLM123", Severity.ERROR, Subject.ARTICLE)
def approval_not_in_force(review: Review) -> Iterator[Hit]:
    """An approved claim is used on the days for which it is approved.

    Why:
        Reviewers approve until a day on which somebody is to look again.
    Flagged:
        <!-- Approved until 2026-01-31: The walker folds in 5 seconds in tests. -->

        ⟦The walker folds in 5 seconds in tests⟧.
    ---
        ⟦The walker folds in 5 seconds in most tests⟧.
    Accepted:
        Average hall time with the walker fell from 90 to 40 seconds.
    ---
        The walker folds.
    Source:
        House rule; NHS service manual (reviewed, next review due).
    """
    for use in review.uses:
        approval = use.claim.approval
        if approval is None or use.standing.in_force or use.standing.lapsed:
            continue
        over = approval.until is not None and approval.until < review.standard.as_of
        when = f"ended on {approval.until}" if over else f"begins on {approval.on} only"
        yield Hit(
            f"The approval of the claim “{use.id}” by {approved_by(use.standing)}, {when}.",
            f"Have it reviewed and approved again ({_approve(use.id)}), or take the sentence out.",
            _without_stop(review, use),
        )


@rule("CLM124", Severity.ERROR, Subject.ARTICLE)
def approval_lapsed(review: Review) -> Iterator[Hit]:
    """An approval holds while the wording, the figure, the study and the reference are as they were.

    Why:
        Whoever signed did not sign what stands there now.
    Flagged:
        <!-- Approved: The walker weighs 6 pounds. Changed since, and not approved anew. -->

        ⟦The walker weighs 7 pounds with its bag⟧.
    ---
        <!-- In content/claims.toml, and approved by nobody: -->

        ⟦The walker has 2 brakes on each side⟧.
    Accepted:
        Average hall time with the walker fell from 90 to 40 seconds.
    ---
        The walker has a bag.
    Source:
        House rule; FTC Health Products Compliance Guidance, 2022.
    """
    for use in review.uses:
        standing = use.standing
        if standing.approved and not standing.lapsed:
            continue
        if not standing.approved:
            yield Hit(
                f"The claim “{use.id}” stands in content/claims.toml, and nobody has approved it.",
                f"Have it approved as it is now ({_approve(use.id)}), or take the sentence out.",
                _without_stop(review, use),
            )
            continue
        both = (
            f" This sentence has the words that were approved, “{use.former}”, and content/claims.toml has "
            f"now “{use.claim.wording}”"
            if use.former
            else ""
        )
        yield Hit(
            f"{_lapsed(standing)}{both}",
            f"Put back what was approved, or have it approved as it is now: {_approve(use.id)}.",
            _without_stop(review, use),
        )


@rule("CLM129", Severity.ERROR, Subject.APPROVALS)
def approval_lapsed_in_the_register(approvals: Approvals) -> Iterator[Hit]:
    """Every approval in content/claims.toml is about what stands there now, whether the claim is used or not.

    Why:
        An article may use the wording as it was approved, or take up the new one tomorrow; neither is what
        the name below it stands for.
    Flagged:
        [[claims]]
        id = "hall"
        wording = "Average hall time fell from 90 to 40 seconds."
        ⟦approved_by⟧ = "Sample Reviewer, MD (fictional)"
        role = "medical reviewer"
        approved_on = 2026-01-05
    ---
        [claims.hall]
        ⟦wording⟧ = "Average hall time fell from 90 to 46 seconds."
        approved_by = "Sample Reviewer, MD (fictional)"
        role = "medical reviewer"
        approved_on = 2026-01-05
        approved_text = { wording = "Average hall time fell from 90 to 40 seconds." }
        fingerprint.wording = "sha256:1"
        fingerprint.figure = "sha256:2"
        fingerprint.study = "sha256:3"
        fingerprint.reference = "sha256:4"
        fingerprint.approval = "sha256:5"
    Accepted:
        [[claims]]
        id = "hall"
        wording = "Average hall time fell from 90 to 40 seconds."
    ---
        require_approval = false
    Source:
        House rule; FTC Health Products Compliance Guidance, 2022.
    """
    for standing in approvals.standings.values():
        if standing.approved and standing.lapsed:
            yield Hit(
                _lapsed(standing),
                "Put back what was approved, or have it approved as it is now: "
                f"{_approve(standing.claim.id)}.",
                standing.place,
                approvals.source,
            )


@rule("CLM125", Severity.ERROR, Subject.ARTICLE)
def companion_missing(review: Review) -> Iterator[Hit]:
    """What a reviewer has tied to a claim stands under the same heading.

    Why:
        A result without the size of its study, or a benefit without its risk, is not what was approved.
    Flagged:
        <!-- Approved together with “no other handle” or “only this handle”: -->

        ⟦In a test, 9 of 12 people liked the blue handle⟧.
    ---
        ⟦In a test, 9 of 12 people liked the blue handle⟧.

        ## Handles

        They tried no other handle.
    Accepted:
        In a test, 9 of 12 people liked the blue handle. They tried no other handle.
    ---
        ## Handles

        - Ask to try only this handle.

        In a test, 9 of 12 people liked the blue handle.
    Source:
        FTC Health Products Compliance Guidance, 2022 (qualifying a claim).
    """
    for use in review.uses:
        if use.missing and use.likeness is not Likeness.CHANGED:
            lacking = " and without ".join(map(_any_of, use.missing))
            yield Hit(
                f"The approved claim “{use.id}” stands here without {lacking}.",
                f"Write it {use.within}, best right behind this sentence: a reviewer has approved the two "
                "together.",
                _without_stop(review, use),
            )


@rule("CLM126", Severity.WARNING, Subject.ARTICLE)
def claim_not_approved(review: Review) -> Iterator[Hit]:
    """Where a house asks for it, what is claimed of a product is an approved claim.

    Why:
        With `require_approval = true` in content/claims.toml nothing is claimed of a product that has
        approved claims but these.
    Flagged:
        <!-- The walker is such a product. -->

        The walker ⟦relieves back pain⟧.[@known2020]
    ---
        Product: walker

        The walker prevents falls in ⟦9 of 10 people⟧.[@known2020]
    Accepted:
        Average hall time with the walker fell from 90 to 40 seconds.[@known2020]
    ---
        Exercise relieves back pain.[@known2020]
    Source:
        House rule.
    """
    register = review.standard.approvals.register
    if not register.require_approval:
        return
    spans = [use.span for use in review.uses]
    products = {product for claim in register.claims for product in claim.products}
    written = products_of(review.document.header)
    own = {product for product in products if any(same_name(product, one) for one in written)}
    for claim in review.claims:
        text, span = claim.sentence.text, claim.span
        names = (one for one in sorted(products) if _names(review, one, text, is_own=one in own))
        named = next(names, "")
        if named and not any(one.start <= span.start < one.end for one in spans):
            yield Hit(
                f"This is claimed of “{named}” and is no approved claim.",
                "Use an approved claim (python3 tasks.py claims search WORDS), or have this one approved "
                "(python3 tasks.py claims add).",
                span,
                confidence=claim.assertion.confidence,
            )


@rule("CLM127", Severity.ERROR, Subject.APPROVALS)
def mistake_in_the_register(approvals: Approvals) -> Iterator[Hit]:
    """The register of approved claims can be read, and each claim rests on a figure that is there.

    Why:
        A claim with a mistake in it is held against nothing, and looks as if it were.
    Flagged:
        [[claims]]
        id = "hall"
        ⟦wordnig⟧ = "It fell from 90 to 40 seconds."
        wording = "It fell from 90 to 40 seconds."
    ---
        [claims.hall]
        wording = "Average hall time fell from 90 to 40 seconds."
        ⟦figure⟧ = "known2020#stading"

        [claims.door]
        wording = "Average door time fell from 9 to 4 seconds."
        ⟦variants⟧ = ["Average door time (fell from 9 to 4 seconds"]
    Accepted:
        [[claims]]
        id = "hall"
        wording = "Average hall time fell from 90 to 40 seconds."
        figure = "known2020#standing"
    ---
        require_approval = true

        [claims.hall]
        wording = "Average hall time fell from 90 to 40 seconds."
        variants = ["Average hall time fell|dropped from 90 to 40 seconds (in the end)"]
        companions = ["40 people", ["no comparison group", "without a comparison group"]]
    Source:
        House rule; “could not check” is never “clean”.
    """
    for flaw in approvals.flaws:
        yield Hit(flaw.message, flaw.help, flaw.span, flaw.source)


def _names(review: Review, product: str, text: str, *, is_own: bool) -> bool:
    """Return whether a sentence speaks of a product: by its name or, in an article on it, by its noun."""
    marks = [mark for mark in review.standard.terms.marks if same_name(mark.word, product)]
    # The bare word of a mark may be a common one: “mild pain”.
    names = [mark.form for mark in marks] or [product]
    nouns = [f"{start} {noun}" for mark in marks for noun in mark.nouns for start in ("the", "this")]
    names += [f"{mark.word} {noun}" for mark in marks for noun in mark.nouns] + (nouns if is_own else [])
    return any(find_name(name, text) for name in names)


def _any_of(row: Sequence[str]) -> str:
    """Return a companion in words, with what would do as well."""
    first, *others = row
    return f"“{first}”" + (f" (or {' or '.join(f'“{one}”' for one in others)})" if others else "")


def _approve(name: str) -> str:
    """Return the command that approves a claim."""
    return f"{APPROVE} {name} --by NAME --role ROLE --until YYYY-MM-DD"


def _named(use: Use) -> str:
    """Return a claim by its id, as approved only where it is."""
    if use.standing.holds:
        return f"the approved claim “{use.id}”"
    standing = use.standing
    how = "nobody has approved it" if not standing.approved else f"its approval is {standing.word}"
    if standing.approved and standing.lapsed:
        how = "its approval has lapsed"
    return f"the claim “{use.id}” of content/claims.toml ({how})"


def _lapsed(standing: Standing) -> str:
    """Return that an approval has lapsed, and through what."""
    begins = f"The approval of the claim “{standing.claim.id}” by {approved_by(standing)}, has"
    if standing.claim.approval is None or not standing.claim.approval.fingerprint:
        return f"{begins} no fingerprint, so nobody can tell what was approved."
    if standing.unsigned:
        return f"{begins} no whole fingerprint, so nobody can tell what was approved."
    return f"{begins} lapsed. Changed since: {changed(standing)}."


def _numbers(use: Use) -> str:
    """Return which numbers differ."""
    told = "; ".join(str(one) for one in use.difference if one.counts)
    numbers = use.numbers
    if not numbers.other and not numbers.missing:
        return f"they are the same and stand elsewhere, {told or _differs(use)}"
    return told or _differs(use)


def _differs(use: Use) -> str:
    told = [str(one) for one in use.difference[:MOST_TOLD]]
    more = len(use.difference) - len(told)
    return "; ".join([*told, f"and {more} more"] if more else told) or "its words stand in another order"


def _without_stop(review: Review, use: Use) -> Span:
    """Return where a use stands, without what closes it: its stop and a citation."""
    text = review.document.source.text[use.span.start : use.span.end]
    return Span(use.span.start, use.span.start + len(text.rstrip(".!? ")))


def _approved_wording(review: Review, use: Use) -> Fix | None:
    """Return the offer to put the approved words in; None where something else stands between the words.

    It changes what is said, so that it is offered and never made without asking. Nor is a wording
    offered whose approval does not hold.
    """
    if not use.standing.holds:
        return None
    edits: list[Edit] = []
    source = review.document.source.text
    for one in use.difference:
        span = use.span_of(one.start, one.end)
        if one.start == one.end:
            if not one.start:
                return None
            at = use.span_of(one.start - 1, one.start).end
            edits.append(Edit(at, at, f" {one.approved}"))
            continue
        if source[span.start : span.end] != use.sentence[one.start : one.end]:
            return None
        text, start, end = one.approved, span.start, span.end
        following = use.sentence[one.end : one.end + 2]
        if not text and not use.sentence[: one.start].strip() and following[:1] == " ":
            # What is left of the sentence begins it now.
            text, end = following[1:].upper(), end + 2
        elif not text and source[start - 1 : start] == " ":
            start -= 1
        edits.append(Edit(start, end, text))
    mended = use.sentence
    for one in reversed(use.difference):
        mended = f"{mended[: one.start]} {one.approved} {mended[one.end :]}"
    if not edits or statement(mended).same != use.wording.same:
        return None
    return Fix(f"Write it as approved: “{use.wording.text}”", tuple(edits), safe=False)
