"""Reading the wording lists, and what a writer is told about a mistake in them."""

from pathlib import Path

import pytest

from plugins.claims.claim import ClaimKind, Setting
from plugins.claims.detector import detect
from plugins.claims.lexicon import (
    SHAPES,
    STANDARD_LEXICON,
    Lexicon,
    LexiconProblem,
    LexiconProblems,
    load_lexicon,
)

GOOD = (
    "[score]\nthreshold = 1\nstart = 0\n\n[shapes]\n"
    + "".join(f'"{name}" = 0\n' for name in SHAPES)
    + """
[words]
people = ["adults", "children"]

[families."relief"]
kind = "efficacy"
weight = 1.5
says = "says how well a treatment works"
phrases = ["reliev*", "soothes @people", "# ... better", "*proof/calming"]
"""
)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_in(tmp_path: Path, text: str) -> tuple[LexiconProblem, ...]:
    with pytest.raises(LexiconProblems) as raised:
        load_lexicon(written(tmp_path, text))
    return raised.value.problems


def test_the_lists_that_come_with_the_package_can_be_read() -> None:
    lexicon = load_lexicon()
    assert len(lexicon.families) > 40
    assert {family.kind for family in lexicon.families} >= set(ClaimKind)


def test_every_list_of_the_package_is_explained_or_says_what_it_means() -> None:
    for family in load_lexicon().families:
        assert family.kind is None or family.says, family.name


def test_a_file_is_read_once() -> None:
    assert load_lexicon() is load_lexicon(STANDARD_LEXICON)


@pytest.mark.parametrize(
    "sentence",
    [
        "This relieves it.",
        "It soothes adults.",
        "Six of them walk better.",
        "It is waterproof.",
        "A calming word.",
    ],
)
def test_each_sign_of_the_phrase_language_finds_its_words(tmp_path: Path, sentence: str) -> None:
    lexicon: Lexicon = load_lexicon(written(tmp_path, GOOD))
    found = detect(sentence, Setting("paragraph"), lexicon)
    assert found is not None
    assert found.kind is ClaimKind.EFFICACY


def test_a_phrase_does_not_reach_across_a_full_stop(tmp_path: Path) -> None:
    lexicon = load_lexicon(written(tmp_path, GOOD))
    assert detect("There were six. That is better.", Setting("paragraph"), lexicon) is None


def test_all_mistakes_are_reported_at_once_with_line_and_near_miss(tmp_path: Path) -> None:
    text = GOOD.replace('"efficacy"', '"eficacy"').replace("@people", "@peple")
    kind, phrase = problems_in(tmp_path, text)
    lines = text.splitlines()
    assert "eficacy" in lines[kind.line - 1]
    assert 'Did you mean "efficacy"?' in kind.allowed
    assert "causal" in kind.allowed
    assert "@peple" in lines[phrase.line - 1]
    assert 'Did you mean "people"?' in phrase.allowed


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("weight = 1.5", "weight = -1.5", "wrong sign"),
        ("weight = 1.5", 'weight = "much"', "must be a number"),
        ('says = "says how well a treatment works"', "", "does not say what it means"),
        ('"reliev*"', '"re*lieve"', "not a word the lists can use"),
        ('"reliev*"', '"Relieve"', "not a word the lists can use"),
        ('"reliev*"', '"relief of ..."', 'ends with "..."'),
        ('"reliev*"', '"..."', "no word in it"),
        ("phrases = [", 'where = "footer"\nphrases = [', "is not a place"),
        ("phrases = [", 'with = ["releif"]\nphrases = [', "There is no family"),
        ("phrases = [", 'color = "red"\nphrases = [', "is not a setting of a family"),
        ("[words]", '[word]\na = ["b"]\n\n[words]', "is not a part of this file"),
        ('"short" = 0', '"riddle" = 0', "There is no shape"),
        ("threshold = 1\n", "", '"threshold" must be a number'),
    ],
)
def test_a_mistake_is_told_in_plain_words(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert right in GOOD
    found = problems_in(tmp_path, GOOD.replace(right, wrong, 1))
    assert any(told in str(problem) for problem in found), found
    assert all(problem.file == "lexicon.toml" and problem.line >= 1 for problem in found)


def test_a_file_that_is_not_toml_is_reported_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems_in(tmp_path, "[score]\nthreshold = = 1\n")
    assert problem.line == 2


def test_a_missing_file_is_reported_like_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(LexiconProblems):
        load_lexicon(tmp_path / "nowhere.toml")
