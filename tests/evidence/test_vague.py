"""Amounts without a number, roundings and signs, beside the figure that the sentence cites."""

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.agreement import verdicts
from plugins.evidence.matching import Outcome

SOURCE = Evidence("sample2020", "case series, no comparison group", 75, "", "", (), comparison="none")


def figure(finding: str, *values: str) -> Figure:
    return Figure("f", finding, values, "75 people", "1 year", "Abstract")


ROSE = figure("Average standing time rose from 8 to 56 minutes", "8 minutes", "56 minutes")
DOUBLED = figure("The average score rose from 10 to 20 points", "10 points", "20 points")
FELL = figure("Average pain fell from 7.1 to 3.6 points", "7.1 points", "3.6 points")
TWELVE = figure("12 % had surgery again", "12 %")
MOST = figure("86 % would recommend it", "86 %")
COUNT = figure("5 of 42 people took opioids", "5 people", "42 people")
ZERO = figure("0 major adverse events", "0 major adverse events")
HARM = figure("1.3 % had an adverse event", "1.3 %")
DAYS = figure("Soreness lasted 3.8 days on average", "3.8 days")
STUDIES = figure("13 studies were found", "13 studies")
SCAN = figure("19.4 % had a narrow canal", "19.4 %")
OTHER_SCAN = figure("20.4 % had a narrow canal", "20.4 %")
RANGE = figure("50 % to 85 % of the narrowing came from the ligament", "50 %", "85 %")
SIGNED = figure("The average score changed by −3.5 points", "−3.5 points")
BELOW = figure("The average T-score rose from −2.5 to −1.5 points", "−2.5 points", "−1.5 points")
BETTER = figure("The average score improved by 22.6 points", "22.6 points")


def outcomes(sentence: str, cited: Figure) -> list[Outcome]:
    return [one.outcome for one in verdicts(sentence, cited, SOURCE)]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("There was one adverse event.", ZERO),
        ("There were several major adverse events.", ZERO),
        ("Complications were common.", ZERO),
        ("No problems occurred.", HARM),
        ("It never causes complications.", HARM),
        ("It was done without any side effects.", HARM),
        ("There were no adverse events.", HARM),
        ("It did not cause any problems.", HARM),
        ("Complications did not occur.", HARM),
        ("Adverse events were rare.", replace(HARM, finding="31 % had an adverse event", values=("31 %",))),
        ("Standing time quadrupled.", ROSE),
        ("Standing time doubled.", ROSE),
        ("Standing time grew a hundredfold.", ROSE),
        ("Standing time grew ten times.", ROSE),
        ("Standing time rose by a factor of 12.", ROSE),
        ("Standing time grew many times.", DOUBLED),
        ("They stood for double the time.", ROSE),
        ("Scores halved.", DOUBLED),
        ("Pain doubled.", FELL),
        ("They could stand for a couple of hours.", ROSE),
        ("They could stand for hours.", ROSE),
        ("They could stand for an hour or two.", replace(ROSE, finding="They stood for 10 minutes", values=("10 minutes",))),
        ("Soreness lasted several weeks.", DAYS),
        ("Soreness lasted for months.", DAYS),
        ("Soreness lasted a day or so.", DAYS),
        ("Most people had surgery again.", TWELVE),
        ("The majority of patients had surgery again.", TWELVE),
        ("Dozens of people had surgery again.", TWELVE),
        ("Hundreds had surgery again.", TWELVE),
        ("A minority would recommend it.", MOST),
        ("Few people would recommend it.", MOST),
        ("Hardly anyone would recommend it.", MOST),
        ("A third had surgery again.", TWELVE),
        ("One patient took opioids.", COUNT),
        ("Dozens took opioids.", COUNT),
        ("A couple of patients took opioids.", COUNT),
        ("Dozens of studies were found.", STUDIES),
    ],
)  # fmt: skip
def test_an_amount_in_words_that_is_not_the_source_s_differs(sentence: str, cited: Figure) -> None:
    assert Outcome.DIFFERS in outcomes(sentence, cited)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Standing time grew sevenfold.", ROSE),
        ("Standing time grew seven times.", ROSE),
        ("The score doubled.", DOUBLED),
        ("The majority would recommend it.", MOST),
        ("A minority had surgery again.", TWELVE),
        ("Some people had surgery again.", TWELVE),
        ("It was done without major adverse events.", ZERO),
        ("No major adverse events occurred.", ZERO),
    ],
)
def test_an_amount_in_words_that_arithmetic_bears_out_agrees(sentence: str, cited: Figure) -> None:
    assert outcomes(sentence, cited) == [Outcome.AGREES]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("No problems were reported.", ZERO),
        ("It never causes adverse events.", ZERO),
        ("Adverse events were rare.", HARM),
        ("Many people had surgery again.", TWELVE),
        ("Few people had surgery again.", TWELVE),
        ("Several patients took opioids.", COUNT),
        ("Soreness lasted a few days.", DAYS),
        ("They could stand several minutes longer.", ROSE),
        ("Everyone stood longer.", ROSE),
        ("Nobody stood shorter.", ROSE),
        ("Most people stood longer.", ROSE),
        ("Many people stood longer.", ROSE),
        ("Everyone could stand from 8 to 56 minutes.", ROSE),
        ("Several studies were found.", STUDIES),
        ("Standing time grew many times.", ROSE),
    ],
)
def test_an_amount_in_words_that_may_be_is_undecided(sentence: str, cited: Figure) -> None:
    assert Outcome.UNDECIDED in outcomes(sentence, cited)
    assert Outcome.DIFFERS not in outcomes(sentence, cited)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("One of the studies asked about it.", TWELVE),
        ("There was no comparison group.", ROSE),
        ("There was no comparison group for adverse events.", HARM),
        ("Many people ask about surgery.", TWELVE),
        ("They do not tell us how many people are ill.", TWELVE),
        ("Many things can help you to stand.", ROSE),
        ("A few days later they were asked again.", DAYS),
        ("For many years it was known.", ROSE),
        ("In one study people were asked.", COUNT),
        ("No one was compared with them.", ROSE),
        ("Many of them told of it in a few words.", STUDIES),
    ],
)
def test_words_that_speak_of_nothing_in_the_figure_get_no_verdict(sentence: str, cited: Figure) -> None:
    assert outcomes(sentence, cited) == []


def test_vague_words_beside_the_number_of_the_figure_only_go_along() -> None:
    assert outcomes("Some had surgery again: a minority, 12 % of them.", TWELVE) == [Outcome.AGREES]
    assert outcomes("Few people, 5 of 42, took opioids.", COUNT) == [Outcome.AGREES]
    assert outcomes("In most of them average standing time rose from 8 to 56 minutes.", ROSE) == [
        Outcome.AGREES,
        Outcome.AGREES,
    ]


@pytest.mark.parametrize(
    ("words", "cited", "passes"),
    [
        ("Just under 19%", SCAN, False), ("Just under 20%", SCAN, True), ("Just over 20%", SCAN, False),
        ("Just over 19%", SCAN, True), ("Slightly more than 20%", SCAN, False), ("A little under 19%", SCAN, False),
        ("Nearly 20%", SCAN, True), ("Nearly 20%", OTHER_SCAN, False), ("Almost 20 %", SCAN, True),
        ("Almost 20 %", OTHER_SCAN, False), ("Not quite 19%", SCAN, False), ("Not quite 20%", SCAN, True),
        ("Nearly 19.4%", SCAN, False), ("More than 19%", SCAN, True), ("More than 20%", SCAN, False),
        ("Over 19 %", SCAN, True), ("Over 20 %", SCAN, False), ("At least 19%", SCAN, True),
        ("At least 20%", SCAN, False), ("Up to 20%", SCAN, True), ("Up to 19%", SCAN, False),
        ("As many as 19%", SCAN, False), ("As many as 20%", SCAN, False), ("No more than 19%", SCAN, False), ("No more than 20%", SCAN, True),
        ("Fewer than 19%", SCAN, False), ("About 20%", SCAN, True), ("About 20.3%", SCAN, False),
        ("About 18.9%", SCAN, False), ("20%", SCAN, False), ("Close to 20%", SCAN, True),
        ("Close to 20%", OTHER_SCAN, True),
    ],
)  # fmt: skip
def test_a_rounding_is_true_in_size_and_side(words: str, cited: Figure, passes: bool) -> None:
    told = outcomes(f"{words} of them had a narrow canal.", cited)
    assert told == [Outcome.ROUNDED] if passes else told[0] in (Outcome.DIFFERS, Outcome.CUT_RANGE)


@pytest.mark.parametrize(
    "words", ["about 52% to 82%", "about 55% to 85%", "roughly 50% to 81%", "52% to 82%"]
)
def test_about_rounds_the_ends_of_a_range_and_cuts_none(words: str) -> None:
    told = outcomes(f"Of the narrowing, {words} came from the ligament.", RANGE)
    assert told in ([Outcome.CUT_RANGE], [Outcome.DIFFERS])


def test_about_may_round_both_ends_of_a_range() -> None:
    uneven = figure("48 % to 83 % of the narrowing came from the ligament", "48 %", "83 %")
    assert outcomes("Of the narrowing, about 50% to 85% came from the ligament.", uneven) == [Outcome.ROUNDED]
    assert outcomes("Of the narrowing, about 50% to 85% came from the ligament.", RANGE) == [Outcome.AGREES]


@pytest.mark.parametrize(
    ("sentence", "cited", "expected"),
    [
        ("Pain changed by −3.5 points.", FELL, Outcome.AGREES),
        ("Pain changed by -3.5 points.", FELL, Outcome.AGREES),
        ("Pain changed by minus 3.5 points.", FELL, Outcome.AGREES),
        ("The change in pain was −3.5 points.", FELL, Outcome.AGREES),
        ("Pain changed by +3.5 points.", FELL, Outcome.DIFFERS),
        ("Pain fell by 3.5 points.", FELL, Outcome.AGREES),
        ("The score changed by −10 points.", DOUBLED, Outcome.DIFFERS),
        ("The score changed by +10 points.", DOUBLED, Outcome.AGREES),
        ("The score changed by −3.5 points.", SIGNED, Outcome.AGREES),
        ("The score changed by +3.5 points.", SIGNED, Outcome.DIFFERS),
        ("The score fell by 3.5 points.", SIGNED, Outcome.AGREES),
        ("The score rose by 3.5 points.", SIGNED, Outcome.DIFFERS),
        ("The score changed by 3.5 points.", SIGNED, Outcome.UNDECIDED),
        ("The change was −22.6 points.", BETTER, Outcome.UNDECIDED),
        ("The score rose from −2.5 to −1.5 points.", BELOW, Outcome.AGREES),
        ("The score rose from 2.5 to −1.5 points.", BELOW, Outcome.DIFFERS),
        ("Standing time rose from −8 to 56 minutes.", ROSE, Outcome.DIFFERS),
        ("Of them, −12 % had surgery again.", TWELVE, Outcome.UNDECIDED),
    ],
)  # fmt: skip
def test_a_sign_says_which_way(sentence: str, cited: Figure, expected: Outcome) -> None:
    told = outcomes(sentence, cited)
    assert expected in told
    if expected is Outcome.AGREES:
        assert set(told) == {Outcome.AGREES}


@pytest.mark.parametrize("number", ["9" * 6000, "1" * 30, "1," * 3000 + "111"])
def test_a_number_without_end_is_told(number: str) -> None:
    (told,) = verdicts(f"Standing time rose to {number} minutes.", ROSE, SOURCE)
    assert told.outcome is Outcome.NOT_STATED
    assert "digits" in told.reason


FIGURES = {
    "ZERO": ZERO, "ROSE": ROSE, "DOUBLED": DOUBLED, "TWELVE": TWELVE, "MOST": MOST, "COUNT": COUNT,
    "HARM": HARM, "DAYS": DAYS, "FELL": FELL, "SCAN": SCAN, "RANGE": RANGE,
}  # fmt: skip
SECOND_LOOK = [
    line.split(" | ")
    for line in Path(__file__).with_name("in-words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("expected", "cited", "sentence"), SECOND_LOOK, ids=[sentence for _, _, sentence in SECOND_LOOK]
)
def test_sentences_written_without_looking_at_the_code(expected: str, cited: str, sentence: str) -> None:
    told = set(outcomes(sentence, FIGURES[cited]))
    if expected == "passes":
        assert told
        assert told <= {Outcome.AGREES, Outcome.ROUNDED}
    elif expected == "undecided":
        assert told == {Outcome.UNDECIDED}
    else:
        assert told & {Outcome.DIFFERS, Outcome.NOT_STATED, Outcome.CUT_RANGE}
