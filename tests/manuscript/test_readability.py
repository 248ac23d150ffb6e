"""Syllables and grades, held against published and well-known values."""

import pytest

from plugins.manuscript.readability import Reading, measure, syllables


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a the cat walk walked walks time times made use are one eye bones leg's don't can't", 1),
        ("table needed doctor being couldn't quiet safety people careful movement patient", 2),
        (
            "notices vertebrae ligament procedure hospital condition medicine injection area reaction scientist easier",
            3,
        ),
        ("stenosis numbnesses", 3),
        ("recovery diabetes necessary operation claudication", 4),
        ("radiculopathy", 6),
    ],
)
def test_a_words_syllables_are_those_one_hears(words: str, count: int) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_capitals_are_spelt_out() -> None:
    assert [syllables(word) for word in ("MRI", "US", "WHO", "MRIs")] == [3, 2, 5, 3]


@pytest.mark.parametrize("word", ["3,956", "19.4%", "editor@example.org", "https://clinic.example/"])
def test_figures_and_addresses_count_as_one_syllable(word: str) -> None:
    assert syllables(word) == 1


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        # The two that are quoted wherever the formula is explained.
        ("The cat sat on the mat.", -1.45),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 11.3),
    ],
)
def test_the_grade_of_a_sentence_is_the_published_one(sentence: str, grade: float) -> None:
    assert measure([sentence]).grade == pytest.approx(grade, abs=0.06)


def test_the_formula_gives_the_published_grade_of_a_book() -> None:
    """Green Eggs and Ham: 5.7 words to a sentence, 1.02 syllables to a word, grade -1.3."""
    assert Reading(5700, 1000, 5814).grade == pytest.approx(-1.3, abs=0.06)


def test_a_name_counts_with_all_its_syllables_once() -> None:
    sentences = ["Stenosis is a narrowing.", "Stenosis may hurt.", "People with stenosis sit."]
    assert measure(sentences).syllables - measure(sentences, ("stenosis",)).syllables == 4
    assert measure(sentences).words == measure(sentences, ("stenosis",)).words


def test_a_text_without_words_has_grade_0() -> None:
    assert measure(["…"]).grade == 0
    assert measure([]).grade == 0
