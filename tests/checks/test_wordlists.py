"""The lists of words to avoid, and mistakes in them."""

from pathlib import Path

import pytest

from plugins.checks.wordlists import load_word_list
from plugins.claims.lexicon import LexiconProblems

GOOD = '[entries."cure"]\nsays = "promises a cure"\ninstead = "Say less."\nphrases = ["cure/cures"]\n'


def told(folder: Path, text: str) -> list[str]:
    (folder / "sample.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconProblems) as problems:
        load_word_list("sample", folder)
    return [str(problem) for problem in problems.value.problems]


def test_a_wording_is_found_once_to_a_sentence_at_its_longest(tmp_path: Path) -> None:
    (tmp_path / "sample.toml").write_text(GOOD.replace('"cure/cures"', '"cure", "cure for pain"'), "utf-8")
    words = load_word_list("sample", tmp_path)
    ((wording, span),) = words.find("This cure for pain is a cure.")
    assert (wording.says, span.start, span.end) == ("promises a cure", 5, 18)


def test_words_that_take_it_back_count_anywhere_in_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "sample.toml").write_text(GOOD + 'unless = ["nobody"]\n', "utf-8")
    words = load_word_list("sample", tmp_path)
    assert list(words.find("A cure is what nobody has.")) == []
    assert len(list(words.find("A cure is here."))) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("phrases", "phrase"), 4, 'Did you mean "phrases"?'),
        (GOOD.replace('says = "promises a cure"\n', ""), 1, 'needs the text "says"'),
        (GOOD.replace("cure/cures", "Cure!"), 4, '"Cure!" is not a word the lists can use.'),
        (GOOD + "[word]\n", 5, "Allowed: entries."),
        (GOOD + 'phrases = ["x"]\n', 5, "not valid TOML"),
        ("", 1, "The file has no entries."),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_is_allowed(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    assert any(f"sample.toml:{line}:" in problem and words in problem for problem in told(tmp_path, text))


@pytest.mark.parametrize("name", ["absolute", "disparaging", "caveats"])
def test_our_own_lists_have_no_mistake(name: str) -> None:
    assert load_word_list(name).wordings
