"""What a file's bytes become, and what a writer is told where they are no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.source import Position, Source, Span, Unreadable, decode, read_source

TEXT = "Title: Walking\r\n\r\nA café is near.\rOld line end.\nLast"


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        decode("articles/walk.md", data)
    return caught.value


def test_line_ends_of_every_kind_stay_as_they_are() -> None:
    assert decode("a.md", TEXT.encode()).text == TEXT


def test_a_bom_in_front_of_the_title_is_left_off() -> None:
    assert decode("a.md", b"\xef\xbb\xbfTitle: Walking").text == "Title: Walking"


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (7, 1, 8), (16, 2, 1), (18, 3, 1), (24, 3, 7), (34, 4, 1), (48, 5, 1), (52, 5, 5)],
)
def test_lines_and_columns_count_from_one_over_mixed_line_ends(offset: int, line: int, column: int) -> None:
    assert Source("a.md", TEXT).position(offset) == Position(line, column)


def test_columns_count_code_points_not_bytes() -> None:
    source = Source("a.md", "é𝟙x")
    assert source.position(source.text.index("x")) == Position(1, 3)


@pytest.mark.parametrize(
    ("number", "line"),
    [(1, "Title: Walking"), (2, ""), (3, "A café is near."), (4, "Old line end."), (5, "Last")],
)
def test_a_line_comes_without_its_line_end(number: int, line: str) -> None:
    assert Source("a.md", TEXT).line(number) == line


def test_the_line_behind_a_final_line_end_is_empty() -> None:
    assert Source("a.md", "one\n").line_span(2) == Span(4, 4)


@given(st.text(alphabet="ab é\r\n"), st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))
    place = source.position(offset)
    assert source.line_span(place.line).start + place.column - 1 == offset


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Co"), exclude_characters="\0\ufeff&{%")))
def test_any_text_saved_as_utf_8_comes_back_unchanged(text: str) -> None:
    if not text.startswith("PK\x03\x04"):
        assert decode("a.md", text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04\x14\x00rest", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        ("Title: Walking".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff\x00T", "UTF-16"),
    ],
)
def test_a_file_that_is_no_plain_text_is_named_for_what_it_is(data: bytes, told: str) -> None:
    assert told in refusal(data).reason


def test_every_refusal_says_what_to_do() -> None:
    assert refusal(b"PK\x03\x04").mend == "Save it as plain text in UTF-8, with the ending .md."


def test_utf_16_without_a_bom_is_refused_for_its_empty_bytes() -> None:
    assert refusal("Title: W".encode("utf-16-le")).line == 1


def test_a_nul_is_refused_with_its_line() -> None:
    error = refusal(b"Title: Walking\n\nOne.\nTwo\0 three.")
    assert (error.line, "line 4" in error.reason) == (4, True)


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    assert refusal("Title: Walking\n\nA café.".encode("cp1252")).line == 3


def test_the_words_in_front_of_an_unreadable_character_are_quoted() -> None:
    assert "behind “The room in the caf”" in refusal("\nThe room in the café.".encode("cp1252")).reason


def test_an_unreadable_character_at_the_start_of_a_line_is_said_to_be_there() -> None:
    assert "at its start" in refusal("One.\néclair".encode("cp1252")).reason


def test_words_in_front_of_an_unreadable_character_may_themselves_hold_accents() -> None:
    assert "“naïve caf”" in refusal("naïve caf".encode() + b"\xe9").reason


@pytest.mark.parametrize("sign", ["\U000f0000", "\U000ffffd", "\U00100000", "\U0010fffd"])
def test_a_private_character_is_refused_with_its_line(sign: str) -> None:
    assert refusal(f"Title: W\n\nWord{sign}s".encode()).line == 3


@pytest.mark.parametrize("typed", ["&#xF0005;", "&#xf0005", "&#X0010FFFD;", "&#983045;", "&#0001114109;"])
def test_a_private_character_typed_as_its_number_is_refused_too(typed: str) -> None:
    assert refusal(f"Title: W\n\nWord {typed} more".encode()).line == 3


@pytest.mark.parametrize(
    "typed", ["&#174;", "&#xAE;", "&#x110000;", "&#9999999;", "&#;", "&amp;#983045", "#983040"]
)
def test_any_other_number_of_a_character_is_accepted(typed: str) -> None:
    assert decode("a.md", typed.encode()).text == typed


def test_a_missing_file_is_unreadable_and_not_empty(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_source(tmp_path / "gone.md", "articles/gone.md")


def test_a_folder_named_like_an_article_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_source(tmp_path / "folder.md", "articles/folder.md")


def test_messages_name_the_file_as_the_writer_knows_it(tmp_path: Path) -> None:
    file = tmp_path / "walk.md"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Unreadable) as caught:
        read_source(file, "articles/walk.md")
    assert str(caught.value).startswith("articles/walk.md: ")
