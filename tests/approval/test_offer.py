"""The approved wording offered as a fix, and where uses of a claim are looked for in an article."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.approval.__main__ import main as approval_main
from plugins.approval.approvals import hold
from plugins.approval.claim import ApprovedClaim, Register
from plugins.approval.register import RegisterFile
from plugins.approval.uses import Status
from plugins.bibliography.library import load_library
from plugins.checks.__main__ import main as checks_main
from plugins.checks.examination import examine
from plugins.checks.mending import apply_fixes, mend
from plugins.checks.review import Review, Standard, review
from plugins.checks.rules import ARTICLE_RULES
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.manuscript.source import Source
from tests.approval.sample_register import approved
from tests.approval.test_likeness import TABLES, pairs

PROJECT = Path(__file__).parents[2]
LIBRARY = load_library(PROJECT / "content" / "references.json", PROJECT / "content" / "evidence", PROJECT)
AS_OF = date(2026, 11, 24)
WORDING = "Average hall time with the ramp fell from 90 to 40 seconds."
CLAIM = ApprovedClaim("hall-time", WORDING, figures=("mekhail2012#standing",))


def standard(*claims: ApprovedClaim, required: bool = False) -> Standard:
    register = Register(tuple(approved(claim, LIBRARY) for claim in claims), required)
    plain = Standard(LIBRARY, Shelf(), load_lexicon(), AS_OF)
    # Without a source there are no places in the register, and no figures to be unknown.
    return replace(plain, approvals=hold(RegisterFile(register, rows=()), None, AS_OF))


def seen(text: str, *claims: ApprovedClaim) -> Review:
    return review(Source("sample.md", text), standard(*(claims or (CLAIM,))))


def offered(text: str, *claims: ApprovedClaim) -> list[str]:
    """What the text becomes by each fix that is offered for an approved claim."""
    reviewed = seen(text, *claims)
    hits = [
        one.hit
        for one in examine(reviewed, ARTICLE_RULES).seen
        if one.rule.code in ("CLM121", "CLM122", "CLM128")
    ]
    return [apply_fixes(text, [hit.fix])[0] for hit in hits if hit.fix]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Average hall time with the ramp rose from 90 to 40 seconds.[@mekhail2012]", "Average hall time with the ramp fell from 90 to 40 seconds.[@mekhail2012]"),
        ("Average hall time with the ramp fell from 90 to 14 seconds.", WORDING),
        ("Hello. The average hall time with the ramp quickly fell from 90 to 40 seconds. Bye.", "Hello. Average hall time with the ramp fell from 90 to 40 seconds. Bye."),
        ("Average hall time with **this** ramp fell from 90 to 40 seconds.", "Average hall time with **the** ramp fell from 90 to 40 seconds."),
        ("Average hall time fell from 90 to 40 seconds.", WORDING),
        ("- Average time in the hall with the ramp fell from 90 to 40 seconds.", f"- {WORDING}"),
    ],
)  # fmt: skip
def test_the_approved_wording_is_offered(typed: str, mended: str) -> None:
    assert offered(typed) == [mended]


@pytest.mark.parametrize(
    "typed",
    [
        "Average hall time with the very[@mekhail2012] long ramp fell from 90 to 40 seconds.",
        "Average hall time with the *very* *long* ramp fell from 90 to 40 seconds.",
    ],
)
def test_nothing_is_offered_where_a_mark_or_markup_stands_between_the_words(typed: str) -> None:
    assert [use.status for use in seen(typed).uses] == [Status.NEAR]
    assert offered(typed) == []


def test_what_changes_the_words_is_never_made_without_asking() -> None:
    source = Source("sample.md", "Average hall time with the ramp rose from 90 to 40 seconds.\n")
    assert mend(source, standard(CLAIM), ARTICLE_RULES, is_page=True).after == source


@pytest.mark.parametrize(
    "typed",
    [
        "Average hall time with the ramp rose from 90 to 40 seconds.",
        "Average hall time with the ramp did not fall from 90 to 40 seconds.",
        "Average hall time with the ramp fell from 40 to 90 seconds.",
        "Average hall time with the **ramp** dropped from 90 to 41 seconds.",
    ],
)
def test_the_approved_wording_is_put_in_from_the_command_line_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    (content / "claims.toml").write_text(f'[claims.hall-time]\nwording = "{WORDING}"\n', "utf-8")
    assert approval_main(["approve", "hall-time", "--by", "A", "--role", "B", "--content", str(content)]) == 0
    file = content / "articles" / "a.md"
    file.write_text(f"Title: A\n\n{typed} Bye.\n", "utf-8")
    call = ["articles", str(file), "--content", str(content), "--no-cache"]
    checks_main([*call, "--diff"])
    assert file.read_text("utf-8") not in capsys.readouterr().out
    checks_main([*call, "--diff", "--approved-wording"])
    assert "+Average hall time with the" in capsys.readouterr().out
    assert typed in file.read_text("utf-8")
    assert checks_main([*call, "--approved-wording"]) == 2
    checks_main([*call, "--fix"])
    assert typed in file.read_text("utf-8")
    checks_main([*call, "--fix", "--approved-wording"])
    assert file.read_text("utf-8").replace("**", "") == f"Title: A\n\n{WORDING} Bye.\n"


def test_a_wording_whose_approval_does_not_hold_is_not_offered() -> None:
    typed = "Average hall time with the ramp dropped from 90 to 40 seconds."
    plain = Standard(LIBRARY, Shelf(), load_lexicon(), AS_OF)
    over = approved(CLAIM, LIBRARY, date(2026, 1, 1))
    for claim in (CLAIM, over, replace(approved(CLAIM, LIBRARY), variants=("A bell rang",))):
        approvals = hold(RegisterFile(Register((claim,))), None, AS_OF)
        reviewed = review(Source("sample.md", typed), replace(plain, approvals=approvals))
        hits = [one.hit for one in examine(reviewed, ARTICLE_RULES).seen if one.rule.code == "CLM121"]
        assert [hit.fix for hit in hits] == [None]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whatever_is_offered_is_the_approved_wording(table: Path) -> None:
    made = 0
    for claim, sentence, verdict in pairs(table):
        if verdict in ("near", "changed"):
            for mended in offered(sentence, claim):
                assert [use.status for use in seen(mended, claim).uses] == [Status.APPROVED], mended
                made += 1
    assert made > 20


# Where it is looked for


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (f"Title: {WORDING}\n\nHello.", [Status.APPROVED]),
        ("Title: A\nSummary: Average hall time with the ramp fell from 90 to 44 seconds.\n\nHello.", [Status.CHANGED_NUMBER]),
        (f"Title: A\nKey points:\n- {WORDING}\n\nHello.", [Status.APPROVED]),
        (f"## {WORDING}\n\n> {WORDING}\n\n| a |\n|---|\n| {WORDING} |", [Status.APPROVED] * 3),
        (f"Hello.[^a]\n\n[^a]: {WORDING}", [Status.APPROVED]),
        (f"```\n{WORDING}\n```\n", []),
        (f"{WORDING} {WORDING}", [Status.APPROVED] * 2),
    ],
)  # fmt: skip
def test_a_claim_is_found_wherever_readers_meet_it(text: str, statuses: list[Status]) -> None:
    assert [use.status for use in seen(text).uses] == statuses


def test_another_outcome_of_the_study_with_its_own_figure_is_another_statement() -> None:
    other = "Average walking time with the ramp fell from 70 to 30 seconds."
    assert [use.status for use in seen(f"{other}[@mekhail2012#standing]").uses] == [Status.CHANGED_NUMBER]
    assert seen(f"{other}[@mekhail2012#walking]").uses == ()
    assert seen(f"{other}[@staats2018#odi]").uses == ()
    # In the very words of the claim a number is wrong whatever is cited.
    same = WORDING.replace("40", "30")
    assert [use.status for use in seen(f"{same}[@staats2018#odi]").uses] == [Status.CHANGED_NUMBER]


@pytest.mark.parametrize(
    ("wording", "typed", "status"),
    [
        ("The ramp folds in 5 seconds.", "The ramp folds in 6 seconds.", Status.CHANGED_NUMBER),
        ("It folds in 5 seconds.", "It folds in 5 minutes.", None),
        ("It folds in 5 seconds.", "It folds in 15 seconds.", Status.CHANGED_NUMBER),
        ("It weighs 7 pounds.", "It weighs seven pounds.", Status.APPROVED),
        ("It weighs 7 pounds.", "It takes 7 pounds.", None),
    ],
)
def test_a_short_claim_is_told_by_its_number_in_the_very_same_words(
    wording: str, typed: str, status: Status | None
) -> None:
    found = [use.status for use in seen(typed, ApprovedClaim("short", wording)).uses]
    assert found == ([status] if status else [])


def test_a_claim_of_two_sentences_is_met_as_a_whole() -> None:
    claim = replace(CLAIM, wording=f"{WORDING} There was no comparison group.")
    whole, half = f"{claim.wording} Ask us.", f"{WORDING} There was a bell."
    assert [(use.status, use.sentence) for use in seen(whole, claim).uses] == [
        (Status.APPROVED, claim.wording)
    ]
    assert [use.status for use in seen(half, claim).uses] == [Status.NEAR]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (f"{WORDING} It was a test of 40 people.", 0),
        (f"{WORDING}\n\nIt was a test of **forty** people.", 0),
        (f"It was a test of 40 people.\n\n## More\n\n{WORDING}", 1),
        (f"It was a test of 14 people. {WORDING}", 1),
        (f"Title: A\nSummary: {WORDING}\n\nIt was a test of 40 people.", 1),
        (f"Title: A\nSummary: {WORDING} It was a test of 40 people.\n\nHello.", 0),
        (f"Title: A\nKey points:\n- {WORDING}\n- It was a test of 40 people.\n\nHello.", 0),
    ],
)  # fmt: skip
def test_companions_must_stand_where_readers_meet_the_claim(text: str, missing: int) -> None:
    claim = replace(CLAIM, companions=(("a test of 40 people",),))
    (use,) = seen(text, claim).uses
    assert len(use.missing) == missing
    assert use.status is (Status.COMPANION_MISSING if missing else Status.APPROVED)


NO_GROUP = ("no comparison group", "without a comparison group")


@pytest.mark.parametrize(
    ("row", "text", "stands"),
    [
        (("40 people",), "It followed 40 older people.", True),
        (("40 people",), "It followed forty patients.", True),
        (("40 people",), "It followed 140 people.", False),
        (("40 people",), "It followed 40% of people.", False),
        (("40 people",), "It lasted 40 days. People were old.", False),
        (("40 people",), "It followed 40 or 50 people.", False),
        (NO_GROUP, "It did not have a comparison group.", True),
        (NO_GROUP, "The study had no control group.", True),
        (NO_GROUP, "There was no real comparison group.", True),
        (NO_GROUP, "There was a comparison group.", False),
        (NO_GROUP, "No one left the comparison group.", False),
        (NO_GROUP, "Nobody left the comparison group.", False),
        (("does not mean (that) the risk is zero",), "This doesn’t mean the risk was zero.", True),
        (("does not mean (that) the risk is zero",), "This means the risk is zero.", False),
        (("the risk of infection",), "Ask about risks of infection.", True),
        (("no opioids",), "They took hardly any pills, and no sleep or opioids.", False),
        (("the risk of infection",), "Ask about risks. No infection was seen.", False),
    ],
)  # fmt: skip
def test_a_companion_may_stand_in_other_words_that_say_the_same(
    row: tuple[str, ...], text: str, stands: bool
) -> None:
    (use,) = seen(f"{WORDING} {text}", replace(CLAIM, companions=(row,))).uses
    assert (use.missing == ()) is stands


@pytest.mark.parametrize(
    ("text", "within"),
    [
        (f"Title: {WORDING}\n\nHello.", "in the title itself"),
        (f"Title: A\nSummary: {WORDING}\n\nHello.", "in the summary itself"),
        (f"Title: A\nKey points:\n- {WORDING}\n\nHello.", "in the key points"),
        (f"## Does it work?\n\n{WORDING}", "under the heading “Does it work?”"),
        (WORDING, "above the first heading"),
    ],
)
def test_a_missing_companion_is_told_with_the_place_where_it_belongs(text: str, within: str) -> None:
    reviewed = seen(text, replace(CLAIM, companions=(("40 people",),)))
    (hit,) = (one.hit for one in examine(reviewed, ARTICLE_RULES).seen if one.rule.code == "CLM125")
    assert f"Write it {within}" in hit.help


def test_claims_about_a_product_need_approval_only_where_the_house_asks_for_it() -> None:
    text = "Product: mild\n\nThe mild® procedure relieves pain. The procedure relieves pain. A mild pain is gone.\n"
    claim = replace(CLAIM, products=("mild",))
    for required, count in ((False, 0), (True, 2)):
        reviewed = review(Source("sample.md", text), standard(claim, required=required))
        found = [one.hit for one in examine(reviewed, ARTICLE_RULES).seen if one.rule.code == "CLM126"]
        assert len(found) == count
