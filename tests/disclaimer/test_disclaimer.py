"""A disclaimer file: what is read from it, what is wrong with it and where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.disclaimer.disclaimer import Disclaimer, Level, Scope, parse_disclaimer
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source

TEXT = """\
Id: general
Version: 3
Title: Medical disclaimer
In force from: 2026-01-01
Strictness: 1
Applies to: everything

This page is no advice.

Ask a doctor
before you start.
"""


def disclaimer_of(text: str = TEXT) -> Disclaimer:
    disclaimer, flaws = parse_disclaimer(Source("disclaimers/general.md", text))
    assert disclaimer is not None, flaws
    return disclaimer


def flaws_of(text: str) -> tuple[Flaw, ...]:
    disclaimer, flaws = parse_disclaimer(Source("disclaimers/general.md", text))
    assert disclaimer is None
    return flaws


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


def quoted(flaw: Flaw) -> str:
    return flaw.source.text[flaw.span.start : flaw.span.end]


def test_a_disclaimer_is_read_with_all_its_fields() -> None:
    made = disclaimer_of(changed("Applies", "In force until: 2027-12-31\nApplies"))
    assert (made.id, made.version, made.title, made.strictness, made.in_force_from, made.in_force_until) == (
        "general",
        "3",
        "Medical disclaimer",
        1,
        date(2026, 1, 1),
        date(2027, 12, 31),
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_empty_lines_part_the_text_and_line_ends_do_not(line_end: str) -> None:
    assert disclaimer_of(TEXT.replace("\n", line_end)).paragraphs == (
        "This page is no advice.",
        "Ask a doctor before you start.",
    )


def test_markup_in_a_disclaimer_is_text() -> None:
    assert "<b>**no**</b> advice" in disclaimer_of(changed("no advice", "<b>**no**</b> advice")).paragraphs[0]


def test_its_words_are_title_and_text_in_one_line() -> None:
    assert (
        disclaimer_of().words == "Medical disclaimer This page is no advice. Ask a doctor before you start."
    )


# Where it applies


@pytest.mark.parametrize(
    ("typed", "scopes"),
    [
        ("everything", (Scope(Level.EVERYTHING),)),
        ("Everything", (Scope(Level.EVERYTHING),)),
        ("category Treatments", (Scope(Level.CATEGORY, "Treatments"),)),
        ("product mild", (Scope(Level.PRODUCT, "mild"),)),
        (
            "Category  Living well; product mild;",
            (Scope(Level.CATEGORY, "Living well"), Scope(Level.PRODUCT, "mild")),
        ),
    ],
)
def test_what_it_applies_to_is_read(typed: str, scopes: tuple[Scope, ...]) -> None:
    assert disclaimer_of(changed("everything", typed)).scopes == scopes


@pytest.mark.parametrize(
    ("typed", "category", "products", "level"),
    [
        ("everything", "Basics", (), Level.EVERYTHING),
        ("category Treatments", "treatments", (), Level.CATEGORY),
        ("category Treatments", "Basics", (), None),
        ("product mild", "Basics", ("MILD", "other"), Level.PRODUCT),
        ("product mild", "mild", (), None),
        ("category Treatments; product mild", "Treatments", ("mild",), Level.PRODUCT),
    ],
)
def test_the_closest_of_its_scopes_counts(
    typed: str, category: str, products: tuple[str, ...], level: Level | None
) -> None:
    assert disclaimer_of(changed("everything", typed)).level_for(category, products) is level


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
    ],
)
def test_it_is_in_force_from_its_first_to_its_last_day(day: date, in_force: bool) -> None:
    made = disclaimer_of(changed("Applies", "In force until: 2027-12-31\nApplies"))
    assert made.in_force(day) is in_force


def test_without_a_last_day_it_stays_in_force() -> None:
    assert disclaimer_of().in_force(date.max)


# What is wrong


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("Id: general", "Id: General 1", "General 1", "cannot be a disclaimer's id"),
        ("Version: 3", "Version: draft of May", "draft of May", "cannot be a disclaimer's version"),
        ("Strictness: 1", "Strictness: high", "high", "cannot be a disclaimer's strictness"),
        ("Strictness: 1", "Strictness: 10", "10", "cannot be a disclaimer's strictness"),
        ("2026-01-01", "1/13/2026", "1/13/2026", "Write 2026-01-13."),
        ("Applies", "In force until: soon\nApplies", "soon", "“soon” is not a date"),
        ("everything", "articles", "articles", "does not say what the disclaimer applies to"),
        ("everything", "category", "category", "does not say what the disclaimer applies to"),
        ("everything", "everything; pages", "everything; pages", "“pages”"),
        ("Strictness: 1", "Strictnes: 1", "Strictnes", "not a header field"),
        ("Title: Medical disclaimer", "Title:", "Title", "has no “Title”"),
        ("Version: 3", "Version: 3\nVersion: 4", "Version", "a second time"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_at_its_place(old: str, new: str, place: str, told: str) -> None:
    assert any(quoted(flaw) == place and told in flaw.message for flaw in flaws_of(changed(old, new)))


@pytest.mark.parametrize("line", TEXT.splitlines()[:6])
def test_every_header_line_is_needed(line: str) -> None:
    name = line.partition(":")[0]
    assert [flaw.message for flaw in flaws_of(changed(f"{line}\n", ""))] == [
        f"The disclaimer has no “{name}”."
    ]


def test_a_disclaimer_without_a_text_is_a_flaw() -> None:
    (flaw,) = flaws_of(TEXT.partition("\n\n")[0] + "\n\n")
    assert flaw.message == "The disclaimer has no text."


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(flaws_of("Id: Big\n\n")) == 7


# The fingerprint


WORDS = [word for line in TEXT.splitlines()[7:] for word in line.split()]


@pytest.mark.parametrize("word", WORDS)
def test_the_fingerprint_changes_with_any_word(word: str) -> None:
    head, _, body = TEXT.partition("\n\n")
    assert (
        disclaimer_of(f"{head}\n\n{body.replace(word, 'so', 1)}").fingerprint != disclaimer_of().fingerprint
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("general", "special"),
        ("Version: 3", "Version: 4"),
        ("Medical", "medical"),
        ("advice.", "advice"),
        ("\n\nAsk", "\nAsk"),
    ],
)
def test_the_fingerprint_changes_with_id_version_title_a_sign_or_a_paragraph(old: str, new: str) -> None:
    assert disclaimer_of(changed(old, new)).fingerprint != disclaimer_of().fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("doctor\nbefore", "doctor before"),
        ("no advice", "no  advice"),
        ("everything", "product mild"),
    ],
)
def test_the_fingerprint_does_not_change_with_what_no_reader_sees(old: str, new: str) -> None:
    assert disclaimer_of(changed(old, new)).fingerprint == disclaimer_of().fingerprint


@given(
    st.lists(
        st.sampled_from([*TEXT.splitlines(keepends=True), "\n", "- x\n", "  y\n", "---\n", "A: b\n"]),
        max_size=14,
    )
)
def test_a_file_is_a_disclaimer_or_has_flaws_and_never_both(lines: list[str]) -> None:
    disclaimer, flaws = parse_disclaimer(Source("a.md", "".join(lines)))
    assert (disclaimer is None) is bool(flaws)
