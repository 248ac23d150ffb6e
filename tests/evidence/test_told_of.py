"""A right number agrees only where it is told of what its figure is about, as the figure tells it, of its people."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.bibliography.evidence import parse_evidence
from plugins.bibliography.evidence_reading import WrongEvidence
from plugins.bibliography.library import Library
from plugins.checks.review import Standard, review
from plugins.checks.rules.evidence import could_not_be_decided
from plugins.checks.statements import without_code
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.evidence.agreement import Verdict, verdicts, verdicts_of
from plugins.evidence.binding import bound_sentences
from plugins.evidence.direction import Way, way_told
from plugins.evidence.matching import Outcome
from plugins.manuscript.source import Source
from plugins.quantities.reading import quantities_in

FILE = """
design = "case series, no comparison group"
participants = 40
comparison = "none"

[figures.standing]
finding = "Average standing time rose from 8 to 56 minutes"
values = ["8 minutes", "56 minutes"]
direction = "from-to"
population = "40 consecutive patients"
words = ["on their feet"]

[figures.walking]
finding = "Average walking time rose from 7 to 29 minutes"
values = ["7 minutes", "29 minutes"]
direction = "from-to"
population = "40 consecutive patients"

[figures.index]
finding = "The average disability index improved by 22.6 points"
values = ["22.6 points"]
direction = "difference"
population = "40 consecutive patients"

[figures.surgery]
finding = "9 of 75 people had open surgery over 5 years"
values = ["9 people", "75 people"]
direction = "count"
population = "75 people"
participants = 75

[figures.load]
finding = "The ligament accounted for 50 % to 85 % of the narrowing under a load of half the body weight"
values = ["50 %", "85 %", "half of body weight"]
direction = "range"
population = "24 people"
participants = 24
"""
SAMPLE = parse_evidence("sample2020", FILE)
STANDARD = Standard(
    Library(evidence=MappingProxyType({"sample2020": SAMPLE})), Shelf(), load_lexicon(), date(2026, 11, 24)
)


def told(sentence: str, *names: str, beside: str = "") -> list[Outcome]:
    figures = [(figure, SAMPLE) for name in names if (figure := SAMPLE.figure(name))]
    return [one.outcome for one in verdicts_of(sentence, figures, beside=beside)]


@pytest.mark.parametrize(
    ("sentence", "beside", "holds"),
    [
        ("It rose from 8 to 56 minutes.", "They measured standing time.", True),
        ("It rose from 8 to 56 minutes.", "They measured sleep.", False),
        ("It rose from 8 to 56 minutes.", "", False),
        ("From 8 to 56 minutes.", "Standing", True),
        ("People slept from 8 to 56 minutes.", "They measured standing time.", False),
        ("Time on their feet rose from 8 to 56 minutes.", "", True),
        ("Time on the bus rose from 8 to 56 minutes.", "", False),
    ],
)
def test_what_stands_before_a_sentence_may_say_what_it_is_about_but_not_instead_of_it(
    sentence: str, beside: str, holds: bool
) -> None:
    assert (set(told(sentence, "standing", beside=beside)) == {Outcome.AGREES}) is holds


@pytest.mark.parametrize(
    "text",
    [
        "Standing time was measured. It rose from 8 to 56 minutes.[@sample2020#standing]",
        "## Standing\n\nIt rose from 8 to 56 minutes.[@sample2020#standing]",
        "Of standing time, this was found:[@sample2020#standing]\n\n- from 8 to 56 minutes",
        "Standing time was measured.\n\nIt rose from 8 to 56 minutes.[@sample2020#standing]",
        "Table: 40 people.[@sample2020#standing]\n\n| what | before | after |\n|---|---|---|\n| standing | 8 minutes | 56 minutes |",
    ],
    ids=["the sentence before", "the heading", "the lead-in", "the paragraph before", "the row"],
)
def test_the_outcome_may_be_named_where_a_reader_has_just_been(text: str) -> None:
    look = review(Source("sample.md", f"Title: Sample\n\n{text}\n"), STANDARD)
    results = [
        one.outcome for bound in look.bound for one in bound.verdicts if one.quantity.unit.name == "minute"
    ]
    assert set(results) == {Outcome.AGREES}
    assert bound_sentences(look.document, look.claims, STANDARD.library) == look.bound


@pytest.mark.parametrize(
    "sentence",
    [
        "Standing time rose from 7 to 29 minutes, and walking time from 8 to 56 minutes.",
        "Walking time rose from 8 to 56 minutes, while standing time rose from 7 to 29 minutes.",
        "Standing rose to 29 minutes and walking to 56 minutes.",
    ],
)
def test_two_exchanged_results_of_one_kind_are_errors(sentence: str) -> None:
    assert Outcome.DIFFERS in told(sentence, "standing", "walking")
    assert Outcome.AGREES not in told(sentence, "standing", "walking")


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The disability index improved by 22.6 points.", Outcome.AGREES),
        ("The disability index was 22.6 points better.", Outcome.AGREES),
        ("An improvement of 22.6 points in disability was seen.", Outcome.AGREES),
        ("Disability fell by 22.6 points.", Outcome.AGREES),
        ("The disability index fell to 22.6 points.", Outcome.DIFFERS),
        ("The disability index was 22.6 points.", Outcome.UNDECIDED),
        ("Disability rose by 22.6 points.", Outcome.DIFFERS),
        ("Disability got worse by 22.6 points.", Outcome.DIFFERS),
    ],
)
def test_a_difference_is_told_as_one_and_the_right_way(sentence: str, outcome: Outcome) -> None:
    assert told(sentence, "index") == [outcome]


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("Pain fell by 3 points.", Way.DOWN),
        ("Pain was 3 points lower.", Way.DOWN),
        ("Lower back pain rose by 3 points.", Way.UP),
        ("Pain was 3 points better.", Way.BETTER),
        ("Pain got worse by 3 points.", Way.WORSE),
        ("Pain was 3 points.", Way.NONE),
    ],
)
def test_a_way_is_one_value(sentence: str, way: Way) -> None:
    (one,) = quantities_in(sentence)
    assert way_told(sentence, one.start, one.end) is way


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Over 5 years, 88% had open surgery.", Outcome.DIFFERS),
        ("Over 5 years, 66 of the 75 people had open surgery.", Outcome.DIFFERS),
        ("Over 5 years, 88% of them needed open surgery.", Outcome.DIFFERS),
        ("Over 5 years, 9 of the 75 did not have open surgery.", Outcome.DIFFERS),
        ("Over 5 years, 88% had no open surgery.", Outcome.UNDECIDED),
        ("Over 5 years, 66 of the 75 people avoided open surgery.", Outcome.UNDECIDED),
        ("In 88%, open surgery was unnecessary.", Outcome.UNDECIDED),
    ],
)
def test_the_rest_told_as_the_event_is_a_contradiction(sentence: str, outcome: Outcome) -> None:
    figure = SAMPLE.figure("surgery")
    assert figure is not None
    found = [one for one in verdicts(sentence, figure, SAMPLE) if one.quantity.percent is not None]
    assert [one.outcome for one in found] == [outcome]


def message_of(text: str) -> str:
    (hit,) = could_not_be_decided.look(review(Source("sample.md", f"Title: Sample\n\n{text}\n"), STANDARD))
    return hit.message


def test_a_denial_is_told_with_its_word_and_who_denies() -> None:
    message = message_of("Standing time did not rise to 56 minutes.[@sample2020#standing]")
    assert "the sentence denies it (“not”), and the source does not" in message.replace(
        "The sentence denies", "the sentence denies"
    )
    assert "the source says “56 minutes”" not in message


def test_half_of_something_else_is_no_result() -> None:
    figure = SAMPLE.figure("load")
    assert figure is not None

    def one(sentence: str) -> Verdict:
        (verdict,) = verdicts(sentence, figure, SAMPLE)
        return verdict

    assert one("A load of half their body weight pressed on the spine.").outcome is Outcome.AGREES
    assert one("Half of the narrowing came from the ligament.").outcome is Outcome.CUT_RANGE
    wrong = one("Of the narrowing, 40% came from the ligament.")
    assert (wrong.outcome, wrong.source) == (Outcome.DIFFERS, "50 % to 85 %")


def test_not_all_of_a_study_with_two_groups_were_treated() -> None:
    trial = replace(
        SAMPLE,
        comparison="steroid injections",
        figures=(
            replace(
                SAMPLE.figures[0],
                name="n",
                finding="40 people enrolled",
                values=("40 people",),
                direction="level",
            ),
        ),
    )
    for sentence, outcomes in (
        ("The trial enrolled 40 people.", {Outcome.AGREES}),
        ("All 40 people had the procedure.", {Outcome.UNDECIDED}),
        ("The 40 people in the trial got the procedure.", {Outcome.UNDECIDED}),
        ("Everyone in the trial got the procedure.", {Outcome.UNDECIDED}),
    ):
        assert {one.outcome for one in verdicts(sentence, trial.figures[0], trial)} == outcomes


def test_further_words_are_a_list_of_texts() -> None:
    assert SAMPLE.figures[0].words == ("on their feet",)
    with pytest.raises(WrongEvidence, match="“words” must be a list of texts"):
        parse_evidence("sample2020", FILE.replace('["on their feet"]', '"on their feet"'))
    with pytest.raises(WrongEvidence, match="“words” holds an empty text"):
        parse_evidence("sample2020", FILE.replace('["on their feet"]', '[" "]'))


@pytest.mark.parametrize(
    "code",
    [
        "```\n8 minutes.[@a#b]\n```",
        "~~~~\n8 minutes.[@a#b]\n~~~\n~~~~",
        "A line.\n\n    8 minutes.[@a#b]\n\n    more 8",
        "It is `8 minutes.[@a#b]` so.",
        "<!-- 8 minutes.[@a#b] -->",
        "<pre>8 minutes.[@a#b]</pre>",
    ],
    ids=["fence", "tildes", "indented", "inline", "comment", "pre"],
)
def test_numbers_in_code_are_told_of_nothing(code: str) -> None:
    text = f"Before 9.\n\n{code}\n\nBehind 9.\n"
    blank = without_code(text)
    assert "8" not in blank
    assert blank.count("9") == 2
    assert len(blank) == len(text)
    assert blank.count("\n") == text.count("\n")


def test_what_is_indented_below_an_item_is_no_code() -> None:
    text = "- An item.\n\n    It was 8 minutes.[@a#b]\n"
    assert without_code(text) == text


def test_every_evidence_file_of_ours_says_its_further_words_in_texts() -> None:
    for file in (Path(__file__).parents[2] / "content" / "evidence").glob("*.toml"):
        assert parse_evidence(file.stem, file.read_text("utf-8")).figures
