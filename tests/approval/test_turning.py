"""Sentences that say the opposite of an approved wording: by which words, and those that only look so."""

from datetime import date

import pytest

from plugins.approval.approvals import hold
from plugins.approval.claim import ApprovedClaim, Register
from plugins.approval.likeness import statement
from plugins.approval.opposites import WrongOpposites, opposites, parse_opposites
from plugins.approval.register import RegisterFile
from plugins.approval.turning import turned
from plugins.approval.uses import Status, uses_in
from plugins.bibliography.library import Library
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source
from tests.approval.sample_register import approved

ROSE = "Their average standing time rose from 8 to 56 minutes over 1 year."
COVERS = "Medicare covers this type of procedure only in an approved clinical study."
LOW = "A review of 13 studies rated the evidence as low quality."
BETTER = "At 2 years, their average disability score was 22.7 points better."
OPIOID = "In a look back at 42 people, 5 of the 42 needed opioid pain medicine after the procedure."
HARMS = "In the 2-year report, 1.3% of people had an adverse event tied to the device."
NOT_FALL = "People in the walker group did not fall more often than people in the cane group."
STOOD = "People with the walker stood longer than people with the cane."
SLEPT = "Of 120 people with a splint, 84 slept through after 3 weeks."
GROUPS = "18% of the brace group and 15% of the other group had less pain."
BALANCE = "The benefits outweigh the risks of the procedure for most people."
WORD = "Their answer moved from poor balance to good balance in the walker group."

TURNED = [
    (ROSE, "Their average standing time fell from 8 to 56 minutes over 1 year.", "“fell” instead of “rose”"),
    (ROSE, "Their average standing time worsened from 8 to 56 minutes over 1 year.", "“worsened” instead of “rose”"),
    (ROSE, "Their average standing time did not rise from 8 to 56 minutes over 1 year.", "“not rise” instead of “rose”"),
    (ROSE, "Their average standing time didn’t rise from 8 to 56 minutes over 1 year.", "“didn’t rise” instead of “rose”"),
    (ROSE, "Their average standing time failed to rise from 8 to 56 minutes over 1 year.", "“failed to rise” instead of “rose”"),
    (ROSE, "Their average standing time never rose from 8 to 56 minutes over 1 year.", "“never rose” instead of “rose”"),
    (COVERS, "Medicare does not cover this type of procedure in an approved clinical study.", "“not cover” instead of “covers”"),
    (COVERS, "Medicare covers this type of procedure not only in an approved clinical study.", "“not” is added"),
    (COVERS, "Medicare covers this type of procedure only in an unapproved clinical study.", "“unapproved” instead of “approved”"),
    (COVERS, "Medicare covers this type of procedure without an approved clinical study.", "“without an approved” instead of “approved”"),
    (LOW, "A review of 13 studies rated the evidence as high quality.", "“high” instead of “low”"),
    (LOW, "A review of 13 studies did not rate the evidence as low quality.", "“not” is added"),
    (BETTER, "At 2 years, their average disability score was 22.7 points worse.", "“worse” instead of “better”"),
    (BETTER, "At 2 years, their average disability score was not 22.7 points better.", "“not” is added"),
    (OPIOID, "In a look back at 42 people, 5 of the 42 avoided opioid pain medicine after the procedure.", "“avoided” instead of “needed”"),
    (OPIOID, "In a look back at 42 people, 5 of the 42 did not need opioid pain medicine after the procedure.", "“not need” instead of “needed”"),
    (HARMS, "In the 2-year report, 1.3% of people had no adverse event tied to the device.", "“no” is added"),
    (HARMS, "In the 2-year report, 1.3% of people had an adverse event not tied to the device.", "“not” is added"),
    (NOT_FALL, "People in the walker group fell more often than people in the cane group.", "“fell” instead of “not fall”"),
    (NOT_FALL, "People in the cane group did not fall more often than people in the walker group.", "“walker” and “cane” have changed places"),
    (STOOD, "People with the cane stood longer than people with the walker.", "“walker” and “cane” have changed places"),
    (STOOD, "People with the walker stood shorter than people with the cane.", "“shorter” instead of “longer”"),
    (STOOD, "People with the walker did not stand longer than people with the cane.", "“not stand longer” instead of “longer”"),
    (SLEPT, "Of 120 people with a splint, 84 did not sleep through after 3 weeks.", "“not” is added"),
    ("Of 120 people with a splint, 84 did not sleep through.", "Of 120 people with a splint, 84 slept through.", "“not” is left out"),
    (GROUPS, "18% of the other group and 15% of the brace group had less pain.", "its numbers are the same, and stand with the other group or outcome"),
    (ROSE, "Their average standing time no longer rose from 8 to 56 minutes over 1 year.", "“longer rose” instead of “rose”"),
    (ROSE, "It is not true that their average standing time rose from 8 to 56 minutes over 1 year.", "“not true that” is added"),
    (ROSE, "There is no evidence that their average standing time rose from 8 to 56 minutes over 1 year.", "“no evidence that” is added"),
    (BALANCE, "The risks outweigh the benefits of the procedure for most people.", "“benefits” and “risks” have changed places"),
    (WORD, "Their answer moved from good balance to poor balance in the walker group.", "“poor” and “good” have changed places"),
]  # fmt: skip
NOT_TURNED = [
    (ROSE, "Their average standing time did not fall from 8 to 56 minutes over 1 year."),
    (ROSE, "Their average standing time grew from 8 to 56 minutes over 1 year."),
    (ROSE, "Their average standing time rose from 8 to 56 minutes over 1 year without pain."),
    (ROSE, "Their average standing time rose from 8 to 56 minutes over 1 year, and pain fell."),
    (ROSE, "Over 1 year, their average standing time rose from 8 to 56 minutes."),
    (COVERS, "Medicare only covers this type of procedure in an approved clinical study."),
    (LOW, "A review of 13 studies rated the quality of the evidence as low."),
    (STOOD, "People with the cane stood shorter than people with the walker."),
    (STOOD, "Compared with people with the cane, people with the walker stood longer."),
    ("Sample cream is not meant for children under 12 years.", "Sample cream is not for children under 12 years."),
    ("A review counted 0 major harms in 373 people.", "A review counted no major harms in 373 people."),
    (ROSE, "Their average standing time rose from 8 minutes to 56 minutes over 1 year."),
    (GROUPS, "In the brace group 18% had less pain, and in the other group 15%."),
    ("The shot caused pain in some people.", "Pain in some people was caused by the shot."),
    ("Soreness lasted no longer than 5 days.", "Soreness lasted for no longer than 5 days."),
    ("The study had no comparison group.", "The study was without a comparison group."),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "sentence", "told"), TURNED)
def test_what_turns_a_sentence_round_is_told_by_its_words(wording: str, sentence: str, told: str) -> None:
    assert turned(statement(wording), statement(sentence)) == (told,)


@pytest.mark.parametrize(("wording", "sentence"), NOT_TURNED)
def test_other_words_for_the_same_turn_nothing_round(wording: str, sentence: str) -> None:
    assert turned(statement(wording), statement(sentence)) == ()
    assert turned(statement(sentence), statement(wording)) == ()


@pytest.mark.parametrize(("wording", "sentence", "_"), TURNED)
def test_a_sentence_turned_round_has_a_state_of_its_own_that_is_no_approval(
    wording: str, sentence: str, _: str
) -> None:
    claim = approved(ApprovedClaim("sample", wording), Library())
    approvals = hold(RegisterFile(Register((claim,))), None, date(2026, 11, 24))
    (use,) = uses_in(read_document(Source("sample.md", sentence)), approvals)
    assert use.status is Status.TURNED


def test_the_list_of_opposites_has_no_word_on_both_sides_of_a_pair() -> None:
    assert len(opposites().sides) > 200
    with pytest.raises(WrongOpposites, match="pair 1: “Up” is not in small letters"):
        parse_opposites('[[pairs]]\nthese = "Up more"\nthose = "more"\n')
    with pytest.raises(WrongOpposites, match="pair 1 holds something else"):
        parse_opposites('[[pairs]]\nthis = "up"\n')
    with pytest.raises(WrongOpposites, match="not valid TOML"):
        parse_opposites("[[pairs]\n")
