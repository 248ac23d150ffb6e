"""Glossary, marks and names: how they are read, and what a writer is told of a mistake in them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.checks.engine import check_articles
from plugins.checks.finding import Exit
from plugins.checks.terms import STANDARD_LISTS, Terms, load_glossary, load_terms, with_glossary
from plugins.claims.wording import LexiconProblems
from plugins.manuscript.layout import lay_out

ROOT = Path(__file__).parents[2]
GOOD = '[terms."lamina"]\nexplanation = "the roof of the canal"\nalso = ["laminae"]\n'


def told(file: Path, text: str) -> list[str]:
    file.write_text(text, "utf-8")
    with pytest.raises(LexiconProblems) as problems:
        load_glossary(file, "content/glossary.toml")
    return [str(problem) for problem in problems.value.problems]


def test_a_glossary_gives_words_with_their_forms(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(GOOD, "utf-8")
    (term,) = with_glossary(Terms(), tmp_path / "glossary.toml", "glossary.toml").glossary
    assert (term.word, term.also, term.explanation) == ("lamina", ("laminae",), "the roof of the canal")


def test_a_blog_without_a_glossary_has_no_words_to_explain(tmp_path: Path) -> None:
    assert with_glossary(Terms(), tmp_path / "glossary.toml", "glossary.toml").glossary == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("also", "aslo"), 3, 'Did you mean "also"?'),
        (GOOD.replace('explanation = "the roof of the canal"\n', ""), 1, "has no explanation"),
        (GOOD.replace('["laminae"]', '"laminae"'), 3, "must be a list of texts"),
        (GOOD + '[terms."laminae"]\nexplanation = "roofs"\n', 4, 'already belongs to "lamina"'),
        (GOOD + "[words]\n", 4, "Allowed: terms."),
        (GOOD + "[terms\n", 4, "not valid TOML"),
        ("", 1, "The file has no terms."),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_is_allowed(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    problems = told(tmp_path / "glossary.toml", text)
    assert any(f"content/glossary.toml:{line}:" in problem and words in problem for problem in problems)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = '[terms."a"]\nexplanation = 3\n[terms."b"]\nexplanation = ""\n'
    assert len(told(tmp_path / "glossary.toml", text)) == 2


def test_a_check_with_a_broken_glossary_is_not_a_clean_one(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(GOOD.replace("also", "aslo"), "utf-8")
    report = check_articles(lay_out(tmp_path, ROOT), (), date(2026, 11, 24))
    (finding,) = (one for one in report.findings if one.path.endswith("glossary.toml"))
    assert finding.place is not None
    assert (finding.rule, finding.place.line) == ("HDR450", 3)
    assert report.exit_code() is Exit.NOT_CHECKED


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("marks", '[marks."mild"]\nnouns = ["kit"]\n', 'marks.toml:1: "mild" is not the form of a mark.'),
        ("marks", '[marks."mild®"]\nnoun = ["kit"]\n', 'marks.toml:2: "noun" is not a setting.'),
        ("marks", '[marks."mild®"]\nnouns = []\n', 'marks.toml:1: "mild®" has no nouns.'),
        ("names", 'name = ["Medicare"]\n', 'names.toml:1: "name" is not a part of this file.'),
        ("abbreviations", 'known = "MRI"\n', "abbreviations.toml:1:"),
    ],
)
def test_a_mistake_in_a_list_of_the_package_is_told(tmp_path: Path, name: str, text: str, words: str) -> None:
    shutil.copytree(STANDARD_LISTS, tmp_path / "wording")
    (tmp_path / "wording" / f"{name}.toml").write_text(text, "utf-8")
    with pytest.raises(LexiconProblems) as problems:
        load_terms(tmp_path / "wording")
    assert words in str(problems.value)


def test_our_own_lists_and_glossary_have_no_mistake() -> None:
    terms = with_glossary(load_terms(), ROOT / "content" / "glossary.toml", "glossary.toml")
    assert [mark.form for mark in terms.marks] == ["mild®"]
    assert terms.names
    assert terms.known_abbreviations
    assert len(terms.glossary) >= 25
