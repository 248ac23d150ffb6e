"""PLN and MRK on hard cases: what is let pass, and that their fixes change nothing else."""

from datetime import date

import pytest

from plugins.bibliography.library import Library
from plugins.checks.mending import mend
from plugins.checks.review import Review, Standard, review
from plugins.checks.rules import figures, marks, slips, vocabulary
from plugins.checks.rules.opening import CREDENTIALS
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source, Span

STANDARD = Standard(Library(), Shelf(), load_lexicon(), date(2026, 11, 24))
RULES = (slips.slip_of_the_hand, marks.mark_in_wrong_form)


def excerpts(rule, text: str) -> list[str]:  # type: ignore[no-untyped-def]
    hits = rule.look(review(Source("sample.md", text), STANDARD))
    return [text[hit.span.start : hit.span.end] for hit in hits]


@pytest.mark.parametrize(
    "name", ["Kim Example, MD", "A B, DPT, PhD", "A B, Jr., M.D.", "A B, PharmD", "A B, MSc"]
)
def test_letters_behind_a_name_are_credentials(name: str) -> None:
    assert CREDENTIALS.search(name)


@pytest.mark.parametrize("name", ["Kim Example", "Dr. Kim Example", "Kim Example, Jr.", "Kim Example, nurse"])
def test_a_title_or_a_profession_is_no_credential(name: str) -> None:
    assert CREDENTIALS.search(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "It was seen on L4-L5 and at C5, with a COX-2 drug.",
        "See https://www.fda.gov/FOO/BAR or write to ABC@clinic.example.",
        "The body mass index (BMI) counts. Your BMI may change.",
        "The BMI (body mass index) counts.",
        "BMI stands for body mass index. Your BMI may change.",
        "Write `CT` in the box.",
    ],
)
def test_no_abbreviation_is_missed_where_none_needs_words(text: str) -> None:
    assert excerpts(vocabulary.abbreviation_not_expanded, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Visit Medicare.Gov or node.Js, or e.g.This.",
        "Bora Bora is far. I know that that helps, and it had had its day.",
        "`The the` and `end.The` are code.",
        "Rate it from 0 to 10. One of 42 people had two visits in 3 weeks.",
    ],
)
def test_what_only_looks_like_a_slip_is_let_pass(text: str) -> None:
    assert excerpts(slips.slip_of_the_hand, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Of 40 people, 12 of 40 (30%) had it.",
        "Here 30% (12 of 40) had it.",
        "It hit 12 of 40 people, or 30%.",
        "In people aged 60 to 69, 19.4% had it, and 10 mm is the limit.",
        "The dose is 0.5% of a gram.",
        "A rate as high as 0.8%, or 1 in 124, would still fit the risk.",
    ],
)
def test_a_number_told_so_that_it_can_be_weighed_is_let_pass(text: str) -> None:
    assert excerpts(figures.numbers_hard_to_weigh, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("People are twice as likely to fall.", ["twice as likely"]),
        ("It cut the risk of a fall in half.", ["cut the risk of a fall in half"]),
        ("The risk of a leak is under 1%.", ["under 1%"]),
        ("Walking doubles the risk.", ["doubles the risk"]),
    ],
)
def test_a_ratio_alone_is_told(text: str, words: list[str]) -> None:
    assert excerpts(figures.numbers_hard_to_weigh, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "A mild, steady pain is common.",
        "The mild treatment helped.",
        "Mild decompression is seen.",
        "`MILD®`",
    ],
)
def test_the_common_word_is_no_mark(text: str) -> None:
    assert excerpts(marks.mark_in_wrong_form, text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The canal.The nerves.", "The canal. The nerves."),
        ("The canal.[@a2020]The nerves.", "The canal.[@a2020] The nerves."),
        ("The the the canal.", "The canal."),
        ("Some of the\r\nthe nerves are here.", "Some of the nerves are here."),
        ("A MILD® kit and a mild(R) device.", "A mild® kit and a mild® device."),
        ("I think **so.**Then *so* *so*.", "I think **so.**Then *so* *so*."),
        ("- the\n  the canal", "- the canal"),
    ],
)
def test_a_fix_changes_the_form_and_nothing_else(before: str, after: str) -> None:
    head = "Title: A walk\r\n\r\n"
    mended = mend(Source("sample.md", head + before), STANDARD, RULES, False)
    assert mended.after.text == head + after
    assert mend(mended.after, STANDARD, RULES, False).after == mended.after


def test_a_run_of_characters_without_a_space_is_searched_once() -> None:
    """200 kB: an expression that took its square did not end within a minute."""
    document = read_document(Source("sample.md", f"The the {'a' * 200_000} end."))
    hits = slips.slip_of_the_hand.look(Review(document, (), STANDARD, is_page=False))
    assert [hit.span for hit in hits] == [Span(0, 7)]
