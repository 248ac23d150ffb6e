"""The numbered markers on the page: which text makes one, in which order, with which ids."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bibliography.library import Library
from plugins.bibliography.markers import WORD_JOINER, CitationExtension, Cited
from plugins.bibliography.reference import Reference
from plugins.manuscript.converter import Conversion, convert
from plugins.manuscript.draft import compose
from plugins.manuscript.header import parse_header
from plugins.manuscript.source import Source

LIBRARY = Library({key: Reference(key, "webpage", f"About {key}") for key in ("vale", "poe", "hollis")})


def converted(body: str, header: str = "Title: A") -> Conversion:
    source = Source("a.md", f"{header}\n\n{body}\n")
    return convert(compose(source, parse_header(source)), (CitationExtension(LIBRARY),))


def cited(body: str, header: str = "Title: A") -> tuple[Cited, ...]:
    found = converted(body, header).harvest["citations"]
    assert isinstance(found, tuple)
    return found


def shown(body: str) -> str:
    """What a reader sees of the text."""
    return unescape(re.sub(r"<[^<>]*>", "", converted(body).body)).replace(WORD_JOINER, "")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("It helps.[@vale]", "It helps.[1]"),
        ("It helps [@vale, p. 3].", "It helps [1(p3)]."),
        ("It helps.[@vale#walk]", "It helps.[1]"),
        ("It helps.[@vale; @poe]", "It helps.[1,2]"),
        ("It helps.[@vale][@poe]", "It helps.[1][2]"),
        ("It helps.[@vale#walk, p. 3; @poe]", "It helps.[1(p3),2]"),
        ("**It helps.[@vale]**", "It helps.[1]"),
        ("[It helps.[@vale]](https://example.org)", "It helps.[1]"),
    ],
)
def test_a_citation_is_printed_as_its_number(body: str, seen: str) -> None:
    assert shown(body) == seen


@pytest.mark.parametrize(
    "body",
    [
        r"\[@vale]", "`[@vale]`", "```\n[@vale]\n```", "    [@vale]", "[@vale](https://example.org)",
        "[@vale](mailto:a@example.org)", "[@vale][label]\n\n[label]: https://example.org", "ada@vale",
        "<ada@example.org>", "[ada@example.org]", "@vale", "[@vale", "[see @vale]", "[@vale p. 3]",
        "<!-- [@vale] -->", "![@vale](spine.png)", "[@vale,\np. 3]",
    ],
)  # fmt: skip
def test_what_is_no_citation_makes_no_marker(body: str) -> None:
    assert cited(body) == ()


@pytest.mark.parametrize("body", [r"\[@vale]", "`[@vale]`", "[@vale p. 3]", "[see @vale]"])
def test_what_is_no_citation_is_shown_as_typed(body: str) -> None:
    assert shown(body) == body.strip("\\`")


def test_a_place_in_code_is_shown_as_typed_and_not_as_a_placeholder() -> None:
    assert shown("It helps.[@vale, `p. 3`]") == "It helps.[@vale, p. 3]"


def test_an_unknown_key_is_visible_on_the_page() -> None:
    assert shown("It helps.[@nobody]") == "It helps.[source missing: nobody]"


def test_an_unknown_key_takes_no_number() -> None:
    assert shown("One.[@nobody] Two.[@vale]") == "One.[source missing: nobody] Two.[1]"


def test_capitals_in_a_key_count() -> None:
    assert "source missing: Vale" in shown("It helps.[@Vale]")


# Clusters

MANY = Library({f"key{n}": Reference(f"key{n}", "webpage", f"About {n}") for n in range(1, 13)})


def cluster(keys: str, *, after: int = 12) -> str:
    """What stands for a cluster of `keys` where sources 1 to `after` were cited before it, in order."""
    first = " ".join(f"[@key{n}]." for n in range(1, after + 1))
    source = Source("a.md", f"Title: A\n\n{first}\n\n[{keys}]\n")
    html = convert(compose(source, parse_header(source)), (CitationExtension(MANY),)).body
    return unescape(re.sub(r"<[^<>]*>", "", html.rpartition("<p>")[2])).replace(WORD_JOINER, "")


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ("@key1; @key2; @key5; @key6; @key7; @key8", "[1,2,5-8]"),
        ("@key3; @key1; @key2", "[1-3]"),
        ("@key9; @key2", "[2,9]"),
        ("@key1; @key2", "[1,2]"),
        ("@key1; @key2, p. 4; @key3", "[1,2(p4),3]"),
        ("@key10; @key11; @key12; @key4", "[4,10-12]"),
        ("@key1; @key1#a; @key2", "[1,2]"),
    ],
)
def test_a_cluster_stands_in_the_order_of_its_numbers_three_in_a_row_as_a_range(keys: str, seen: str) -> None:
    assert cluster(keys) == seen


def test_a_range_tells_how_far_it_goes_and_every_source_in_it_leads_back_to_it() -> None:
    source = Source("a.md", "Title: A\n\nText.[@key1; @key2; @key3; @key4]\n")
    conversion = convert(compose(source, parse_header(source)), (CitationExtension(MANY),))
    assert '<a aria-label="References 1 to 4" class="cite" data-through="4" href="#r1"' in conversion.body
    assert {one.markers for one in conversion.harvest["citations"]} == {("c1-1",)}  # type: ignore[attr-defined]


# Numbers


def test_numbers_follow_the_first_citation_of_each_source() -> None:
    assert [one.key for one in cited("One.[@poe] Two.[@vale] Three.[@hollis]")] == ["poe", "vale", "hollis"]


def test_a_source_keeps_its_number() -> None:
    assert shown("One.[@poe] Two.[@vale] Three.[@poe]") == "One.[1] Two.[2] Three.[1]"


def test_two_figures_of_one_source_are_one_number() -> None:
    assert shown("One.[@poe#walk] Two.[@poe#stand]") == "One.[1] Two.[1]"


def test_numbers_run_from_the_key_points_over_the_text_to_the_questions() -> None:
    header = "Title: A\nKey points:\n- A point.[@hollis]\nQuestions:\n- Why?[@vale]"
    assert [one.key for one in cited("Text.[@poe]", header)] == ["hollis", "poe", "vale"]


def test_a_footnotes_citation_is_numbered_behind_the_text_in_front_of_the_questions() -> None:
    body = "One[^n] word.\n\n[^n]: A note.[@vale]\n\nLast.[@poe]"
    assert [one.key for one in cited(body, "Title: A\nQuestions:\n- Why?[@hollis]")] == [
        "poe",
        "vale",
        "hollis",
    ]


def test_a_table_is_numbered_cell_by_cell() -> None:
    assert [one.key for one in cited("| a[@poe] | b[@vale] |\n|---|---|\n| c[@hollis] | d |")] == [
        "poe",
        "vale",
        "hollis",
    ]


def test_every_page_starts_at_one() -> None:
    extension = CitationExtension(LIBRARY)
    source = Source("a.md", "One.[@poe]")
    for _ in range(2):
        made = convert(compose(source, parse_header(source)), (extension,))
    assert made.harvest["citations"] == (Cited("poe", 1, ("c1-1",)),)


# Ids and links


def test_each_marker_has_its_own_id() -> None:
    assert cited("One.[@poe] Two.[@vale] Three.[@poe]") == (
        Cited("poe", 1, ("c1-1", "c1-2")),
        Cited("vale", 2, ("c2-1",)),
    )


def test_a_marker_leads_to_its_reference() -> None:
    html = converted("One.[@poe]").body
    assert re.findall(r'<a [^>]*href="(#[^"]*)"', html) == ["#r1"]


def test_a_marker_tells_a_screen_reader_its_number_and_place() -> None:
    assert 'aria-label="Reference 1, p. 3"' in converted("One.[@poe, p. 3]").body


def test_a_marker_stays_on_the_line_of_the_word_before_it() -> None:
    assert f">{WORD_JOINER}<a" in converted("One.[@poe]").body


def test_nothing_in_a_citation_becomes_markup() -> None:
    html = converted('One.[@poe, <script>alert(1)</script>][@vale, " onclick="x]').body
    assert ("<script" in html, ' onclick="' in html) == (False, False)


BODIES = st.lists(
    st.sampled_from(
        [
            "Words. ", "[@vale]", "[@poe, p. 3]", "[@hollis#walk]", "[@vale; @poe]", "[@nobody]",
            "[^n]", "\n\n",
            "\n\n[^n]: Note.[@poe]\n\n", "- item[@vale]\n", "## Head[@poe]\n", "`[@vale]`",
            "> quoted[@hollis]\n",
            "**bold[@vale]**", "\n\n| a[@poe] | b |\n|---|---|\n| c | d[@vale] |\n\n", "[@vale](x)", "\\",
        ]
    ),
    max_size=15,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_no_id_is_on_a_page_twice(body: str) -> None:
    ids = re.findall(r' id="(c\d[^"]*)"', converted(body).body)
    assert len(ids) == len(set(ids))


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_the_markers_on_a_page_are_those_that_the_list_leads_back_to(body: str) -> None:
    on_page = re.findall(r' id="(c\d[^"]*)"', converted(body).body)
    assert sorted(on_page) == sorted({marker for one in cited(body) for marker in one.markers})


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_numbers_have_no_gap_and_rise_where_they_are_first_used(body: str) -> None:
    marks = re.findall(r'(?:data-through="(\d+)" )?href="#r(\d+)"', converted(body).body)
    numbers = [number for last, first in marks for number in range(int(first), int(last or first) + 1)]
    first_uses = list(dict.fromkeys(numbers))
    assert first_uses == list(range(1, len(first_uses) + 1))
