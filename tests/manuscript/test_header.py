"""The header of an article: what is read, what is refused, and that nothing is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscript.dates import WrongDate
from plugins.manuscript.fields import Mistake
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.source import Source, Span

BODY = "The canal holds nerves.\n"


def header_of(text: str) -> Header:
    return parse_header(Source("a.md", text))


def mistakes_in(text: str) -> tuple[Mistake, ...]:
    return header_of(text).mistakes


def body_of(text: str) -> str:
    return text[header_of(text).body_start :]


def test_fields_are_read_up_to_the_first_empty_line() -> None:
    text = f"Title: A narrow canal\nDate: 2026-02-03\n\nTags: no field\n{BODY}"
    assert [field.name for field in header_of(text).fields] == ["title", "date"]


def test_the_text_begins_behind_the_empty_line() -> None:
    assert body_of(f"Title: A narrow canal\n\n{BODY}") == BODY


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_understood(end: str) -> None:
    text = f"Title: A\nTags: one, two\n\n{BODY}".replace("\n", end)
    assert (header_of(text).lines("tags"), body_of(text)) == (("one", "two"), BODY.replace("\n", end))


@pytest.mark.parametrize("name", ["review due", "Review Due", "REVIEW-DUE", "review_due", "Review  due"])
def test_capitals_hyphens_and_underscores_make_no_difference_to_a_name(name: str) -> None:
    assert header_of(f"{name}: 2027-01-01\n\n").text("review due") == "2027-01-01"


def test_authors_is_another_word_for_author() -> None:
    assert header_of("Authors: Ada Vale, Ben Poe\n\n").lines("author") == ("Ada Vale", "Ben Poe")


def test_a_value_may_hold_colons() -> None:
    assert header_of("Title: Standing: why it hurts\n\n").text("title") == "Standing: why it hurts"


def test_space_between_a_name_and_its_colon_is_allowed() -> None:
    assert header_of("Title : A\n\n").text("title") == "A"


def test_a_no_break_space_behind_the_colon_is_allowed() -> None:
    assert header_of("Title:\u00a0A\n\n").text("title") == "A"


def test_an_empty_value_is_a_field_without_text() -> None:
    field = header_of("Title:\nDate: 2026-02-03\n\n").get("title")
    assert field is not None
    assert (field.text, field.span) == ("", Span(0, 5))


def test_empty_lines_in_front_of_the_header_are_passed_over() -> None:
    assert header_of("\n\nTitle: A\n\n").text("title") == "A"


def test_a_field_that_is_not_there_has_no_text() -> None:
    header = header_of("Title: A\n\n")
    assert (header.get("slug"), header.text("slug"), header.lines("tags"), header.date("date")) == (
        None,
        "",
        (),
        None,
    )


def test_the_place_of_a_value_is_the_value_itself() -> None:
    text = "Title: A\nSummary:   A calm look.  \n\n"
    field = header_of(text).get("summary")
    assert field is not None
    assert text[field.span.start : field.span.end] == "A calm look."


def test_each_name_of_a_list_has_its_own_place() -> None:
    text = "Tags: walking,  resting ,pain\n\n"
    field = header_of(text).get("tags")
    assert field is not None
    assert [text[e.span.start : e.span.end] for e in field.entries] == ["walking", "resting", "pain"]


# Lists and longer values


def test_key_points_are_one_to_a_line() -> None:
    text = f"Key points:\n- The canal can narrow.\n- Nerves can be pressed.\n\n{BODY}"
    assert header_of(text).lines("key points") == ("The canal can narrow.", "Nerves can be pressed.")


def test_a_key_point_may_run_on_in_an_indented_line() -> None:
    assert header_of("Key points:\n- The canal\n  can narrow.\n- Two.\n\n").lines("key points") == (
        "The canal can narrow.",
        "Two.",
    )


def test_a_summary_may_run_on_in_indented_lines() -> None:
    assert (
        header_of("Summary: A calm\n  look at\n\twalking.\n\n").text("summary") == "A calm look at walking."
    )


def test_a_value_may_start_on_the_line_below_its_name() -> None:
    assert header_of("Title:\n  A narrow canal\n\n").text("title") == "A narrow canal"


def test_tags_may_be_written_as_a_yaml_list() -> None:
    assert header_of("---\nTags:\n  - walking\n  - pain\nTitle: A\n---\n").lines("tags") == (
        "walking",
        "pain",
    )


def test_tags_may_be_written_in_square_brackets() -> None:
    assert header_of("---\nTags: [walking, pain]\n---\n").lines("tags") == ("walking", "pain")


def test_a_second_line_behind_a_one_line_field_is_not_dropped_in_silence() -> None:
    text = f"Title: A narrow canal\n  Never stop your medicine.\n\n{BODY}"
    (mistake,) = mistakes_in(text)
    assert text[mistake.span.start : mistake.span.end] == "Never stop your medicine."


# Fences


@pytest.mark.parametrize("close", ["---", "..."])
def test_a_header_between_yaml_fences_is_read_the_same_way(close: str) -> None:
    text = f"---\nTitle: A narrow canal\n\nDate: 2026-02-03\n{close}\n{BODY}"
    header = header_of(text)
    assert (header.text("date"), header.mistakes, body_of(text)) == ("2026-02-03", (), BODY)


def test_a_fence_that_is_never_closed_is_named_where_it_opens() -> None:
    text = f"\n---\nTitle: A\n\n{BODY}"
    assert any(m.span == Span(1, 4) and "never closed" in m.message for m in mistakes_in(text))


def test_text_swallowed_by_an_open_fence_is_named_too() -> None:
    text = f"---\nTitle: A\n\n{BODY}"
    assert any(text[m.span.start : m.span.end] == BODY.strip() for m in mistakes_in(text))


def test_text_between_two_rules_at_the_start_is_named_and_not_dropped() -> None:
    text = f"---\n{BODY}\n---\nMore.\n"
    (mistake,) = mistakes_in(text)
    assert text[mistake.span.start : mistake.span.end] == BODY.strip()


def test_a_header_in_toml_is_one_mistake() -> None:
    (mistake,) = mistakes_in("+++\ntitle = 'A'\ndate = 2026-02-03\n+++\nText.\n")
    assert "TOML" in mistake.message


def test_a_rule_behind_the_header_belongs_to_the_text() -> None:
    assert body_of("Title: A\n---\nText.\n") == "---\nText.\n"


# Text that looks like a header


def test_a_text_without_a_header_is_all_text() -> None:
    text = "# A narrow canal\n\nTitle: not here\n"
    assert (header_of(text).fields, body_of(text)) == ((), text)


def test_the_first_line_that_is_no_field_begins_the_text() -> None:
    text = f"Title: A\n{BODY}"
    assert body_of(text) == BODY


@pytest.mark.parametrize("line", ["https://example.org/a", "12:30", "Title:A", "- a point", "  Title: A"])
def test_a_line_that_only_looks_like_a_field_is_text(line: str) -> None:
    assert body_of(f"{line}\n\n{BODY}") == f"{line}\n\n{BODY}"


@pytest.mark.parametrize("blank", ["", "  ", "\t", "\u00a0", "\u2003", "\x0c"])
def test_a_line_that_looks_empty_ends_the_header(blank: str) -> None:
    text = f"Title: A\n{blank}\nWarning: keep dry.\n"
    assert body_of(text) == "Warning: keep dry.\n"


def test_a_line_with_only_an_invisible_sign_is_kept_as_text() -> None:
    assert body_of(f"Title: A\n\u200b\n{BODY}") == f"\u200b\n{BODY}"


# Mistakes


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    (mistake,) = mistakes_in("Categry: Basics\n\n")
    assert mistake.help.startswith("Did you mean “Category”?")


def test_an_unknown_field_like_no_other_gets_no_guess() -> None:
    (mistake,) = mistakes_in("Warning: Do not use this with a pacemaker.\n\n")
    assert mistake.help == "If the line is text, leave an empty line above it."


@pytest.mark.parametrize("name", ["Template", "Save_as", "URL", "_content", "Settings"])
def test_the_fields_that_steer_pelican_are_not_a_writers(name: str) -> None:
    header = header_of(f"Title: A\n{name}: index.html\n\n")
    assert header.mistakes or header.body_start == len("Title: A\n")


def test_the_place_of_an_unknown_field_is_its_name() -> None:
    text = "Title: A\nCategry: Basics\n\n"
    (mistake,) = mistakes_in(text)
    assert text[mistake.span.start : mistake.span.end] == "Categry"


def test_a_field_that_is_there_twice_is_named_with_the_first_ones_line() -> None:
    (mistake,) = mistakes_in("Date: 2026-01-01\nTitle: A\nTITLE: B\n\n")
    assert (mistake.span.start, "first on line 2" in mistake.message) == (26, True)


def test_of_a_field_that_is_there_twice_the_first_counts() -> None:
    assert header_of("Title: A\nTitle: B\n\n").text("title") == "A"


def test_author_and_authors_are_the_same_field_twice() -> None:
    assert "second time" in mistakes_in("Author: Ada Vale\nAuthors: Ben Poe\n\n")[0].message


def test_a_word_that_a_field_cannot_have_is_answered_with_those_it_can() -> None:
    (mistake,) = mistakes_in("Status: ready\n\n")
    assert mistake.help == "Write one of: published, draft, hidden."


def test_all_mistakes_are_told_at_once() -> None:
    assert len(mistakes_in("Titel: A\nStatus: ready\nDate: 2026-01-01\nDate: 2026-01-02\n\n")) == 3


def test_a_wrong_date_is_told_with_the_date_that_was_meant() -> None:
    with pytest.raises(WrongDate, match=r"Write 2026-04-13\."):
        header_of("Date: 13/4/2026\n\n").date("date")


def test_a_right_date_is_a_date() -> None:
    assert header_of("Date: 2026-04-13 09:00\n\n").date("date") == date(2026, 4, 13)


LINES = st.sampled_from(
    [
        "Title: A", "Date: 2026-02-03", "Tags: a, b", "Tags:", "Summary: one", "Key points:", "Questions:",
        "Status: nope", "Warning: hot", "Warning", "- a point", "-", "- ", "  - deep", "  indented", "\tTab",
        "---", "...", "+++", "", "  ", "\u00a0", "\u200b", "\u2028word", "\x0c", "plain words", "# Head",
        "Title:A", "Title : B", ": x", "a:", "x" * 50 + ": y", "1: 2", "é: ü", "[a]: b", "| a: | b |",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r"])
HEADERS = st.lists(st.tuples(LINES, ENDS), max_size=14).map(lambda rows: "".join(a + b for a, b in rows))


@settings(max_examples=300, deadline=None)
@given(HEADERS | st.text(alphabet="aT: -\n\r\t+.é\u2028", max_size=60))
def test_no_header_line_with_words_in_it_is_lost(text: str) -> None:
    """Each is a field's name, part of a value, a mistake that is told, or text."""
    header = header_of(text)
    spans = [field.label.span for field in header.fields]
    spans += [entry.span for field in header.fields for entry in field.entries]
    spans += [mistake.span for mistake in header.mistakes]
    kept = {at for span in spans for at in range(span.start, span.end)}
    is_toml = any("TOML" in mistake.message for mistake in header.mistakes)
    source = Source("a.md", text)
    for number in range(1, source.position(header.body_start).line + 1):
        span = source.line_span(number)
        in_header = text[span.start : min(span.end, header.body_start)]
        if any(sign.isalnum() for sign in in_header) and not is_toml:
            assert kept.intersection(range(span.start, span.end)), in_header


@settings(max_examples=200, deadline=None)
@given(HEADERS)
def test_every_place_in_a_header_is_inside_the_header(text: str) -> None:
    header = header_of(text)
    spans = [mistake.span for mistake in header.mistakes]
    spans += [entry.span for field in header.fields for entry in (field.label, *field.entries)]
    assert all(0 <= span.start <= span.end <= header.body_start for span in spans)


@settings(max_examples=200, deadline=None)
@given(HEADERS)
def test_what_stands_at_a_values_place_is_the_value(text: str) -> None:
    for field in header_of(text).fields:
        for entry in field.entries:
            assert text[entry.span.start : entry.span.end].split() == entry.text.split()


def test_a_line_behind_one_that_is_lost_is_not_joined_to_the_field_before() -> None:
    header = parse_header(Source("walk.md", "Summary: one\n- a point\n  indented\n"))
    assert header.text("summary") == "one"
    assert [mistake.span.start for mistake in header.mistakes] == [15, 25]


@pytest.mark.parametrize("behind", ["MD", "DPT, PhD", "PharmD", "RPh", "Jr.", "M.D."])
def test_what_stands_behind_a_name_belongs_to_it(behind: str) -> None:
    field = header_of(f"Authors: Ada Example, {behind}, Bo Sample\n\n{BODY}").get("author")
    assert field is not None
    assert [entry.text for entry in field.entries] == [f"Ada Example, {behind}", "Bo Sample"]
