"""What a result has to be told with, and where a reader may meet it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library
from plugins.checks.engine import gather
from plugins.checks.review import Standard, review
from plugins.checks.rules.results import (
    comparison_without_group,
    group_or_time_missing,
    told_differently,
    uncontrolled_outcome,
)
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.evidence.comparing import compared
from plugins.evidence.reach import has_no_group
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source

OPIOID = Figure(
    "opioid",
    "5 of 42 people needed opioid medicine",
    ("5 people", "42 people"),
    "42 people",
    "after it",
    "Abstract",
)
FALLS = Figure("falls", "30 % fell over 2 years", ("30 %",), "42 people aged 60 to 69", "2 years", "Abstract")
RECORDS = Evidence("records2010", "review of records, no comparison group", 42, "", "", (OPIOID, FALLS))
TRIAL = Evidence(
    "trial2020",
    "randomized trial",
    90,
    "",
    "",
    (replace(FALLS, population="90 people"),),
    comparison="usual care",
)
STANDARD = Standard(
    Library(evidence=MappingProxyType({"records2010": RECORDS, "trial2020": TRIAL})),
    Shelf(),
    load_lexicon(),
    date(2026, 11, 24),
)
BARE = "Title: Sample\n\n## Risks\n\nIn all, 5 of the 42 needed it.[@records2010#opioid]"


def told(look: object, text: str) -> list[str]:
    return [hit.message for hit in look.look(review(Source("sample.md", text), STANDARD))]  # type: ignore[attr-defined]


def test_a_result_without_the_words_that_there_was_no_comparison_group_is_told() -> None:
    (message,) = told(uncontrolled_outcome, BARE)
    assert message.endswith("nothing says that there was no comparison group.")


@pytest.mark.parametrize(
    "more",
    [
        " It had no comparison group.",
        "\n\nThat study had no control group.[@records2010#opioid]",
        "\n\nNobody was compared with anyone.",
        "\n\n## Another section\n\n> These were records of 42 people, without a comparison group.[@records2010]",
    ],
    ids=["the passage", "the section, citing it", "the section, citing nothing", "a callout elsewhere"],
)
def test_it_may_stand_in_the_passage_the_section_or_a_callout(more: str) -> None:
    assert told(uncontrolled_outcome, BARE + more) == []


@pytest.mark.parametrize(
    "more",
    [
        "\n\nThe other study had no comparison group.[@trial2020]",
        "\n\n## Another section\n\nIt had no comparison group.[@records2010]",
        " It had a comparison group.",
    ],
    ids=["of another study", "in another section", "the opposite"],
)
def test_what_is_said_of_another_study_or_elsewhere_is_not_enough(more: str) -> None:
    assert len(told(uncontrolled_outcome, BARE + more)) == 1


def test_key_points_rest_on_the_section_that_cites_the_source() -> None:
    text = (
        "Title: Sample\nKey points:\n- In all, 5 of 42 people needed it.[@records2010#opioid]\n\n## Risks\n\n"
        "Of 42 people, 5 needed it.[@records2010#opioid] There was no comparison group."
    )
    assert told(uncontrolled_outcome, text) == []


def test_a_section_is_told_once_of_each_source() -> None:
    assert len(told(uncontrolled_outcome, f"{BARE} Again, 5 of the 42 needed it.[@records2010#opioid]")) == 1


@pytest.mark.parametrize(
    ("figure", "evidence", "alone"),
    [
        (OPIOID, RECORDS, True),
        (replace(OPIOID, comparison="usual care"), RECORDS, False),
        (replace(OPIOID, comparison="none"), TRIAL, True),
        (FALLS, TRIAL, False),
        (FALLS, replace(TRIAL, comparison="", design="cohort"), False),
        (FALLS, replace(TRIAL, comparison="", design="prospective case series"), True),
    ],
)
def test_what_is_recorded_of_the_figure_goes_before_the_study_and_that_before_its_design(
    figure: Figure, evidence: Evidence, alone: bool
) -> None:
    assert has_no_group(figure, evidence) is alone


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Over 2 years, 30% of those aged 60 to 69 fell.[@records2010#falls]", 0),
        ("Of those aged 60 to 69, 30% fell.[@records2010#falls]", 1),
        ("In all, 30% fell.[@records2010#falls]", 2),
        ("The people were in their 60s. Over 24 months, 30% fell.[@records2010#falls]", 0),
        ("## After 2 years\n\nOf those aged 60–69, 30% fell.[@records2010#falls]", 0),
        ("Over 2 years, aged 60 to 69:[@records2010#falls]\n\n- 30% fell", 0),
    ],
)
def test_time_and_age_may_stand_near(text: str, missing: int) -> None:
    assert len(told(group_or_time_missing, f"Title: Sample\n\n{text}")) == missing


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("It works better than surgery.", True),
        ("People recovered faster than after open surgery.", True),
        ("Fewer people fell than with usual care.", True),
        ("Pain fell more compared with injections.", True),
        ("It is as safe as an injection.", True),
        ("People walked farther than before.", False),
        ("More than 40 people took part.", False),
        ("It cannot show that this is better than surgery.", False),
        ("Is it better than surgery?", False),
        ("Pain was lower than at the start.", False),
        ("Without a comparison group, people walked farther than after surgery.", True),
        ("This study had no comparison group, but people recovered faster than after surgery.", True),
        ("It works better than usual care, says a study without a comparison group.", True),
        ("It did not cure pain, but it worked better than surgery.", True),
        ("No treatment works better than this procedure.", True),
        ("It had no comparison group, so it cannot say that this is better than usual care.", False),
        ("There is no proof that it is better than surgery.", False),
        ("Whether it is better than surgery is not known.", False),
    ],
)
def test_comparisons_with_others_are_told_from_those_with_before(sentence: str, does: bool) -> None:
    assert (compared(sentence) is not None) is does


def test_a_comparison_that_also_cites_a_study_with_groups_is_left_alone() -> None:
    text = "Title: Sample\n\nFewer fell than with usual care.[@records2010#falls; @trial2020#falls]"
    assert told(comparison_without_group, text) == []


def test_a_share_and_the_count_it_comes_from_are_one_number_on_a_site(tmp_path: Path) -> None:
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    for name, words in (("one", "5 of the 42"), ("two", "12%"), ("three", "15%")):
        (articles / f"{name}.md").write_text(
            f"Title: {name}\n\nIn all, {words} needed it.[@records2010#opioid]\n", "utf-8"
        )
    layout = lay_out(tmp_path / "content", tmp_path)
    collection = gather(layout, layout.articles, library=STANDARD.library)
    assert [hit.message.partition("”")[0] for hit in told_differently.look(collection)] == ["“15%"]
