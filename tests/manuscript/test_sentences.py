"""Where sentences end. The labelled passages stand in sentences-dev.txt and sentences-held-out.txt."""

import gc
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscript.sentences import split_sentences
from plugins.manuscript.stops import STANDARD_STOPS, read_stops
from tests.manuscript.labelled import DEV, HELD_OUT, Labelled, read_labelled

PASSAGES = (*read_labelled(DEV), *read_labelled(HELD_OUT))
# Those that the rules get wrong. Listed, so that every other one is a regression by name; who mends one of
# these takes it off.
KNOWN_FAILURES = {
    "The class starts at 10 A.M. Saturday is best.",  # "5 p.m. Saturday" is the rule
    "Our guest was Prof. Em. Ruth Vance, who wrote the first leaflet. She signed copies.",  # held out
}


def place(passage: Labelled) -> str:
    return passage.place


@pytest.mark.parametrize("passage", PASSAGES, ids=place)
def test_sentences_end_where_a_reader_ends_them(passage: Labelled) -> None:
    found = [(sentence.text, sentence.start, sentence.end) for sentence in split_sentences(passage.text)]
    expected = [(passage.text[start:end], start, end) for start, end in passage.sentences]
    if passage.text in KNOWN_FAILURES:
        assert found != expected, "This is right now: take it off KNOWN_FAILURES."
    else:
        assert found == expected


def test_every_known_failure_is_a_labelled_passage() -> None:
    assert {passage.text for passage in PASSAGES} >= KNOWN_FAILURES


@pytest.mark.parametrize(("file", "least"), [(DEV, 350), (HELD_OUT, 120)])
def test_the_labelled_parts_are_large_enough_to_count_with(file: Path, least: int) -> None:
    assert sum(len(passage.sentences) for passage in read_labelled(file)) >= least


def test_both_labelled_parts_have_the_same_categories() -> None:
    dev, held_out = ({passage.category for passage in read_labelled(file)} for file in (DEV, HELD_OUT))
    assert dev == held_out


def test_no_passage_is_labelled_twice() -> None:
    texts = [passage.text for passage in PASSAGES]
    assert sorted(set(texts)) == sorted(texts)


# Nothing in the words tells these apart from a name or a measure; we would rather join two sentences than
# tear one. Each is here so that a change of this is noticed.
@pytest.mark.parametrize(
    "text", ["He lives on Main St. Nurses live there.", "The board was 12 in. 4 people saw it."]
)
def test_what_cannot_be_told_stays_one_sentence(text: str) -> None:
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t", "\n\n", " \n \n\n"])
def test_where_there_are_no_words_there_are_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


PIECES = st.sampled_from(
    [
        "Dr.", "vs.", "e.g.", "et al.", "5.1 mm", "No. 3", "J. R. Poe", "(so)", "“Why?”", "U.S.",
        "p.m.", "I.",
        "mild®", "word", "Word", "...", "…", "?!", ".", "!", "”", ")", "3", "Part B.", "é.", "St.", " ", "\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map(" ".join) | st.text(alphabet="aB1.!?… \n\"')”®", max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_splitting_loses_no_visible_character(text: str) -> None:
    kept = "".join(sentence.text for sentence in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_sentence_is_what_stands_at_its_place(text: str) -> None:
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_follow_one_another_without_overlap(text: str) -> None:
    ends = [0]
    for sentence in split_sentences(text):
        assert ends[-1] <= sentence.start < sentence.end
        ends.append(sentence.end)


# Each of these, repeated, once made or could make a search start over at every stop.
REPEATED = [
    ".", "…", "?!", ". ", "Dr. ", "No. 3 ", "1.5 ", "1. ", "a. ", "A. ", "U.S. Food ", "5 p.m. Monday ",
    "Part B. ", "?” ", "...x", ".[@a ", ".[[", "end.2,3,4", "e.g. iPad ", "mild®. ", ".\n\n", ". . ", ".*_*_", "St. Anne (", "…)”",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_takes_about_twice_as_long(piece: str) -> None:
    repeated = piece * 200_000
    half, whole = repeated[:100_000] + "x", repeated[:200_000] + "x"
    # A ratio and no clock time, for machines differ; four times as long would be a quadratic search.
    assert _seconds(whole) < 3.5 * _seconds(half) + 0.002


def _seconds(text: str) -> float:
    # What the collector of memory takes grows with what other tests left behind, not with the text.
    gc.disable()
    try:
        taken = []
        for _ in range(3):
            start = time.process_time()
            split_sentences(text)
            taken.append(time.process_time() - start)
        return min(taken)
    finally:
        gc.enable()


def test_every_mistake_in_the_lists_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "stops.toml"
    text = STANDARD_STOPS.read_text("utf-8").replace("labels = [", "lables = [").replace('"viz"', '"Viz."')
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="missing") as raised:
        read_stops(file)
    told = str(raised.value).splitlines()
    assert told[0] == "stops.toml: the list “labels” is missing."
    assert told[1].startswith("stops.toml: 'Viz.' in “leading” must be in quotes, in small letters")
    assert told[2].startswith("stops.toml: “lables” is not a list of this file. Allowed: leading, ")


def test_the_benchmark_runs_with_whatever_is_installed() -> None:
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "benchmarks/sentences.py", "--rounds", "1"],
        cwd=root, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n| ours | ") == 3  # two parts and the speed
    for name in ("pysbd", "nupunkt", "spaCy sentencizer"):
        assert f"{name} is not installed." in ran.stdout or f"| {name} " in ran.stdout
