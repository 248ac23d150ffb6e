"""What a regulator did with a product, in the words of a sentence and of the record that it cites."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.bibliography.evidence import Evidence, Figure
from plugins.checks.engine import check_articles
from plugins.evidence.regulation import Status, fits, statuses_of, told_in
from plugins.manuscript.layout import lay_out
from tests.evidence.test_our_content import LAYOUT


def statuses(text: str) -> set[Status]:
    return {one.status for one in told_in(text)}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The kit is FDA-approved.", Status.APPROVED),
        ("The kit is FDA approved for patients over 65.", Status.APPROVED),
        ("It was approved by the FDA in 2024.", Status.APPROVED),
        ("It has been fully approved by the US Food and Drug Administration.", Status.APPROVED),
        ("The US Food and Drug Administration (FDA) approved a mild® device kit.", Status.APPROVED),
        ("The FDA has now approved the kit.", Status.APPROVED),
        ("The device has FDA approval.", Status.APPROVED),
        ("The device received its premarket approval in May.", Status.APPROVED),
        ("It holds approval from the FDA.", Status.APPROVED),
        ("An approved device is used.", Status.APPROVED),
        ("The kit, approved in 2024, is small.", Status.APPROVED),
        ("Not only is it small, it is FDA-approved.", Status.APPROVED),
        ("It is no drug, and the FDA approved it.", Status.APPROVED),
        ("The FDA cleared a mild® device kit.", Status.CLEARED),
        ("The kit is FDA-cleared.", Status.CLEARED),
        ("It was cleared by the FDA.", Status.CLEARED),
        ("It got 510(k) clearance.", Status.CLEARED),
        ("The FDA granted it a De Novo request.", Status.DE_NOVO),
        ("It is sold under a humanitarian device exemption.", Status.HUMANITARIAN),
        ("The tool is exempt from premarket notification.", Status.EXEMPT),
        ("The tool is 510(k)-exempt.", Status.EXEMPT),
        ("The company is FDA-registered.", Status.REGISTERED),
        ("It is registered with the FDA.", Status.REGISTERED),
        ("It was designated a breakthrough device.", Status.BREAKTHROUGH),
    ],
)
def test_a_status_is_read_however_it_is_worded(sentence: str, status: Status) -> None:
    assert statuses(sentence) == {status}


@pytest.mark.parametrize(
    "sentence",
    [
        "The kit is not FDA-approved.",
        "It isn't approved by the FDA.",
        "The FDA has not approved it.",
        "The FDA never approved it.",
        "It was sold without FDA approval.",
        "Cleared is not the same as approved.",
        "Approved is a different FDA path, and cleared does not mean approved.",
        "Is the device FDA-approved?",
        "Ask whether the device is FDA-approved.",
        "If it is approved by the FDA, your plan may pay.",
        "Medicare covers it only in an approved clinical study.",
        "Is this part of a study that Medicare has approved?",
        "Ask your plan for approval first.",
        "Your plan has approved the visit.",
        "The ethics board approved the trial.",
        "It was approved by your doctor.",
        "The pain cleared up after a week.",
        "Keep the hall clear and your registered nurse informed.",
        "The trial was registered at ClinicalTrials.gov.",
        "A sample word is “FDA-approved”.",
        "You are exempt from the fee.",
    ],
)
def test_what_gives_no_product_a_status_is_left_alone(sentence: str) -> None:
    assert statuses(sentence) == set()


def record(finding: str, design: str = "public record") -> Evidence:
    return Evidence("record", design, None, "", "", (Figure("s", finding, (), "", "", ""),))


@pytest.mark.parametrize(
    ("finding", "sentence", "agrees"),
    [
        ("The kit was cleared in 2024", "The kit is FDA-cleared.", True),
        ("The kit was cleared in 2024", "The kit is FDA-approved.", False),
        ("The FDA approved the device in 2020", "The kit is FDA-cleared.", False),
        ("The FDA approved the device in 2020", "The FDA approved it.", True),
        ("The FDA granted De Novo in 2020", "The FDA approved it.", False),
        ("The FDA granted De Novo in 2020", "The FDA granted De Novo.", True),
        ("Under a humanitarian device exemption since 2020", "It is FDA-approved.", False),
        (
            "Under a humanitarian device exemption",
            "It is approved under a humanitarian device exemption.",
            True,
        ),
        ("It is exempt from premarket notification", "It is FDA-cleared.", False),
        ("The maker is registered with the FDA", "It is FDA-approved.", False),
        ("The kit was cleared in 2024", "The maker is FDA-registered.", False),
    ],
)
def test_a_status_is_held_against_the_one_on_record(finding: str, sentence: str, agrees: bool) -> None:
    evidence = record(finding)
    on_record = statuses_of(evidence, evidence.figures[0])
    assert on_record
    assert all(fits(one.status, on_record, sentence) for one in told_in(sentence)) is agrees


def test_a_study_has_no_status() -> None:
    assert statuses_of(record("Standing time rose", "randomized trial")) == frozenset()
    assert (
        statuses_of(record("NCD 150.13: covered only in an approved clinical study", "coverage"))
        == frozenset()
    )


def test_fda_approved_in_our_explainer_turns_the_check_red_and_cannot_be_waived(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(LAYOUT.content, content)
    file = content / "articles" / "mild-procedure-explained.md"
    text = file.read_text("utf-8")
    before = "(FDA) cleared a mild® device kit.[@fda-k233800#iu]"
    assert text.count(before) == 1
    waiver = " <!-- waive EVD214: we say so | J. Doe | until 2027-01-01 -->"
    file.write_text(text.replace(before, before.replace("cleared", "approved") + waiver), "utf-8")
    layout = lay_out(content, tmp_path)
    report = check_articles(layout, (file,), date(2026, 11, 24))
    (found,) = [one for one in report.findings if one.rule == "EVD214"]
    assert found.suppressed is None
    assert "approved" in found.message
    assert "the record says cleared" in found.message
    assert "fda-k233800#iu in content/evidence/fda-k233800.toml" in found.message
