"""What is said of sentences beside the figures that they cite: the corpus of pairs, and changes made to it."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.agreement import BoundFigure, verdicts
from plugins.evidence.matching import Outcome
from tests.evidence.corpus import PASSES, Pair, judged, pairs, third_look

OURS, HELD_OUT = pairs("pairs.toml"), pairs("pairs-held-out.toml")
FOURTH, FIFTH = pairs("fourth-look.toml"), pairs("fifth-look.toml")
SIXTH, SEVENTH = pairs("sixth-look.toml"), pairs("seventh-look.toml")
EIGHTH, NINTH = pairs("eighth-look.toml"), pairs("ninth-look.toml")
CORPORA = [OURS, HELD_OUT, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH]
NAMES = [
    "ours",
    "held out",
    "fourth look",
    "fifth look",
    "sixth look",
    "seventh look",
    "eighth look",
    "ninth look",
]
NUMBER = re.compile(r"[\d,.]*\d")
# A range is the same from either end.
TURNED_ROUND = re.compile(r"(?:\d|%)\s?(?:to|and|–)\s[$]?\d|\d–\d")


def table(corpus: tuple[Pair, ...]) -> str:
    right, whole = Counter[str](), Counter[str]()
    for pair in corpus:
        whole[pair.kind] += 1
        right[pair.kind] += pair.told in pair.expected
    rows = [f"{kind:12} {right[kind]:4} of {count:4}" for kind, count in whole.items()]
    return "\n".join([*rows, f"{'all':12} {right.total():4} of {whole.total():4}"])


@pytest.mark.parametrize("corpus", CORPORA, ids=NAMES)
def test_at_least_98_of_100_pairs_are_judged_as_expected(corpus: tuple[Pair, ...]) -> None:
    print(f"\n{table(corpus)}")
    wrong = [(pair.sentence, pair.told) for pair in corpus if pair.told not in pair.expected]
    assert len(wrong) <= 0.02 * len(corpus), wrong


def test_at_most_2_of_100_right_sentences_are_left_undecided() -> None:
    right = [pair for corpus in CORPORA for pair in corpus if pair.expected <= PASSES]
    undecided = [pair.sentence for pair in right if pair.told == "undecided"]
    assert len(right) > 190
    assert len(undecided) <= 0.02 * len(right), undecided


@pytest.mark.parametrize("corpus", CORPORA, ids=NAMES)
def test_no_contradiction_passes(corpus: tuple[Pair, ...]) -> None:
    assert [pair.sentence for pair in corpus if pair.is_contradiction and pair.told in PASSES] == []


def test_the_corpus_holds_every_kind_of_mistake() -> None:
    assert len(OURS) + len(HELD_OUT) >= 150
    assert {pair.kind for pair in OURS} == {pair.kind for pair in HELD_OUT} == {
        "right", "number", "unit", "group", "time", "cut", "rounding", "derived", "words", "two", "negation",
        "no group", "absent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("passes", "figures", "sentence"), third_look(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_third_look(passes: bool, figures: tuple[BoundFigure, ...], sentence: str) -> None:
    assert (judged(sentence, figures) in PASSES) is passes


def changed_digits(pair: Pair) -> Iterator[str]:
    for match in re.finditer(r"\d", pair.sentence):
        for digit in "0123456789".replace(match.group(), ""):
            yield pair.sentence[: match.start()] + digit + pair.sentence[match.end() :]


def swapped_numbers(pair: Pair) -> Iterator[str]:
    found = list(NUMBER.finditer(pair.sentence))
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            between = pair.sentence[one.end() : other.start()]
            if one.group() != other.group():
                yield (
                    f"{pair.sentence[: one.start()]}{other.group()}{between}{one.group()}"
                    f"{pair.sentence[other.end() :]}"
                )


@pytest.mark.parametrize("corpus", [OURS, HELD_OUT], ids=["ours", "held out"])
def test_no_changed_digit_in_a_sentence_that_agrees_passes(corpus: tuple[Pair, ...]) -> None:
    passed = [
        sentence
        for pair in corpus
        if pair.expected == {"agrees"} and pair.told == "agrees"
        for sentence in changed_digits(pair)
        if judged(sentence, pair.figures) in PASSES
    ]
    assert passed == []


@pytest.mark.parametrize("corpus", [OURS, HELD_OUT], ids=["ours", "held out"])
def test_no_two_numbers_can_be_swapped_but_the_ends_of_a_range(corpus: tuple[Pair, ...]) -> None:
    passed = [
        sentence
        for pair in corpus
        if pair.expected == {"agrees"} and pair.told == "agrees"
        for sentence in swapped_numbers(pair)
        if judged(sentence, pair.figures) in PASSES and not TURNED_ROUND.search(sentence)
    ]
    assert passed == []


YOUNGER = Figure(
    "younger", "In those under 40, 20.0 % had a canal of 12 mm or less on CT", ("20.0 %", "12 mm", "40 years"),
    "191 adults from a community sample, aged under 40", "", "Abstract",
)  # fmt: skip
SIZE = Figure(
    "n", "24 people were scanned", ("24 patients",), "24 people lying on their backs", "", "Abstract"
)
SCORE = Figure(
    "zcq",
    "Average symptom severity improved by 1.0 point",
    ("1.0 points",),
    "143 people treated",
    "2 years",
    "Abstract",
)
SOURCE = Evidence("sample2020", "case series, no comparison group", None, "", "", (YOUNGER, SIZE, SCORE))


@pytest.mark.parametrize(
    ("sentence", "figure", "words"),
    [
        ("About 20% of people aged 60 and over have it.", YOUNGER, "aged 60 and over"),
        ("Most people are back to normal within 24 hours.", SIZE, "24 hours"),
        ("The relief lasts for one year.", SCORE, "one year"),
    ],
    ids=["20 % of another age group", "24 hours and 24 patients", "one year and 1.0 points"],
)
def test_the_traps_of_loose_matching_stay_caught(sentence: str, figure: Figure, words: str) -> None:
    wrong = [
        one
        for one in verdicts(sentence, figure, SOURCE)
        if one.outcome in (Outcome.DIFFERS, Outcome.NOT_STATED)
    ]
    assert any(words in one.says or one.says in words for one in wrong)


PAIN = Figure(
    "vas", "Average pain fell from 7.1 to 3.6 points", ("7.1 points", "3.6 points"), "40 people", "1 year",
    "Abstract",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Average pain fell from 7.1 to 3.6 points.", True),
        ("Average pain improved from 7.1 to 3.6 points.", True),
        ("Average pain worsened from 7.1 to 3.6 points.", False),
        ("Average pain worsened from 3.6 to 7.1 points.", False),
        ("Average pain got worse, from 3.6 to 7.1 points.", False),
    ],
)
def test_what_a_sentence_calls_worse_passes_only_where_the_source_does(sentence: str, passes: bool) -> None:
    outcomes = [one.outcome for one in verdicts(sentence, PAIN, SOURCE)]
    assert len(outcomes) >= 2
    assert all((outcome is Outcome.AGREES) is passes for outcome in outcomes)


OPIOID = Figure(
    "opioid", "5 of 42 people needed opioid medicine", ("5 people", "42 people"), "42 people", "", "Abstract"
)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("No one needed opioid medicine.", Outcome.DIFFERS),
        ("None of the patients needed opioid medicine.", Outcome.DIFFERS),
        ("All patients needed opioid medicine.", Outcome.UNDECIDED),
        ("Every patient needed opioid medicine.", Outcome.UNDECIDED),
        ("Most patients needed opioid medicine.", Outcome.DIFFERS),
        ("Most patients did not need opioid medicine.", Outcome.UNDECIDED),
    ],
)
def test_nobody_and_everybody_are_shares_too(sentence: str, outcome: Outcome) -> None:
    (told,) = verdicts(sentence, OPIOID, SOURCE)
    assert told.outcome is outcome


def test_the_rest_of_a_share_is_for_a_person_to_decide() -> None:
    for sentence in ("In all, 37 of the 42 needed none.", "About 88% needed no opioid medicine."):
        told = verdicts(sentence, OPIOID, SOURCE)
        assert Outcome.UNDECIDED in {one.outcome for one in told}
        assert "the rest of 5 of 42" in told[0].reason


def test_nobody_beside_a_share_says_the_rest() -> None:
    told = verdicts("Of the 42, 5 needed opioid medicine, and nobody else did.", OPIOID, SOURCE)
    assert "nobody" not in {one.says for one in told}


ALL_FIGURES = tuple(dict.fromkeys(figure for pair in (*OURS, *HELD_OUT) for figure in pair.figures))
PIECES = st.sampled_from(
    ["0", "0-fold", "1/2", "0%", "8 of 0", "0 of 8", "from 0 to 0 minutes", "half", "P < 0", "aged 0", "up to 0%", "0 people",
     "twice as", "halved", "in half", "0 in 100", "nobody", "most people", "about 0", "0 minutes", "by 0", "fell from", "9 to",
     "34 minutes", "January 2020", "K000", "version 0", "$0", "0 to 0", "on a 0-point scale", "not", "than usual care", "and", ","]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map(" ".join), st.sampled_from(ALL_FIGURES))
def test_any_sentence_can_be_judged(sentence: str, figure: BoundFigure) -> None:
    for verdict in verdicts(sentence, *figure):
        assert sentence[verdict.quantity.start : verdict.quantity.end] == verdict.says
        assert verdict.reason or verdict.outcome is not Outcome.UNDECIDED


def test_a_verdict_names_both_sides_and_a_reason() -> None:
    (told,) = verdicts("Most people are back to normal within 24 hours.", SIZE, SOURCE)
    assert told.says == "24 hours"
    assert told.source == "24 people were scanned"
    assert "24 patients" in told.reason


def test_figures_that_state_nothing_in_numbers_decide_nothing() -> None:
    figure = Figure(
        "quality", "The review rated the evidence as low quality", ("low quality",), "", "", "Abstract"
    )
    assert verdicts("The evidence was rated as low quality.", figure, SOURCE) == ()
    (told,) = verdicts("The evidence was rated as low in 8 studies.", figure, SOURCE)
    assert told.outcome is Outcome.NOT_STATED
