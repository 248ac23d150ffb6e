"""Typographic signs where they help, and medical text as it was typed."""

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscript.typography import polish


def shown(html: str) -> str:
    """What a reader sees of polished HTML, no-break spaces as spaces."""
    return unescape(re.sub(r"<[^<>]*>", "", polish(html))).replace("\u00a0", " ")


EXACT = [
    "mild®", "mild<sup>®</sup>", "L4–L5", "C5-C6", "5–10 mg", "5-10 mg", "&lt;0.1%", "&gt;=5",
    "&lt; 180 mg/dL",
    "120/80", "98.6°F", "±2", "½", "µg", "A1C", "MRI", "IL-6", "CO2", "TNF", "U.S.", "B.I.D.",
    "e.g.", "et al.",
    "5'4\"", "5' 4\"", "6'2\"", "12\"", "30° 15' 20\"", "1'000", "5--10 mg", "5 -- 10 mg", "2014---2016",
    "1...10", "0.05--0.1", "doi:10.1111/papr.12345", "10.1002/(SICI)1097--0142'x", "https://example.org/a--b",
    "https://example.org/it's...here", "www.example.org/a--b", "(c)", "(r)", "1/2", "p = .05", "n=143",
    "[1]", "2*5*10 mg", "50 &amp; 60",
]  # fmt: skip


@pytest.mark.parametrize("token", EXACT)
def test_medical_text_is_shown_as_typed(token: str) -> None:
    before = unescape(re.sub(r"<[^<>]*>", "", token))
    assert before in shown(f"<p>We read {token} there and went on.</p>")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ('She said "walk" twice.', "She said “walk” twice."),
        ("It's the patient's choice.", "It’s the patient’s choice."),
        ("She said &quot;walk&quot; twice.", "She said “walk” twice."),
        ('<em>"Walk"</em> was all.', "“Walk” was all."),
        ("Rest -- then walk.", "Rest – then walk."),
        ("Rest --- then walk.", "Rest — then walk."),
        ("Wait... then walk.", "Wait… then walk."),
        ("In the '90s it was new.", "In the '90s it was new."),
        ("In the 1990's it was new.", "In the 1990’s it was new."),
    ],
)
def test_prose_gets_typographic_signs(typed: str, seen: str) -> None:
    assert shown(f"<p>{typed}</p>") == seen


def test_the_last_word_of_a_paragraph_is_never_alone_on_its_line() -> None:
    assert polish("<p>one two three</p>") == "<p>one two&nbsp;three</p>"


@pytest.mark.parametrize("tag", ["code", "kbd", "samp", "pre"])
def test_what_is_typed_as_code_is_not_touched(tag: str) -> None:
    html = f'<{tag}>"a" -- b... 5\'4"</{tag}>'
    assert polish(html) == html


def test_code_that_is_never_closed_is_not_touched_either() -> None:
    assert shown('<p><code>"a" -- b') == '"a" -- b'


def test_two_backticks_are_no_opening_quotation_mark() -> None:
    assert "“" not in shown("<p>Type ``walk here.</p>")


def test_attributes_are_not_touched() -> None:
    html = '<a href="https://example.org/a--b" title="it\'s 5\'4&quot; ...">word</a>'
    assert polish(html) == html


def test_no_word_is_wrapped_in_an_element() -> None:
    assert "<span" not in polish('<p>"DO NOT" take A1C &amp; MRI at 10.1111/ABC.DEF</p>')


@pytest.mark.parametrize(
    "comment",
    ["<!-- plain -->", "<!-- a -- b -->", '<!-- we saw > 40 -- "many" -->', "<!---->", "<!-- open > -- 5'"],
)
def test_a_comment_stays_a_comment(comment: str) -> None:
    assert polish(f"<p>one two three</p>{comment}").endswith(comment)


def test_each_comment_comes_back_in_its_place() -> None:
    assert (
        polish("<p>a</p><!-- 1 -- 1 --><p>b</p><!-- 2 -- 2 -->")
        == "<p>a</p><!-- 1 -- 1 --><p>b</p><!-- 2 -- 2 -->"
    )


WORDS = ["walk", "it's", '"rest"', "—", "said", "(so)", "café", "--", "...", "the '90s", "'tis", "word,"]
SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(EXACT + WORDS), min_size=1, max_size=12))
def test_letters_and_digits_are_never_changed(words: list[str]) -> None:
    html = " ".join(words)
    typed = unescape(re.sub(r"<[^<>]*>", "", html))
    assert re.findall(r"\w", shown(f"<p>{html}</p>")) == re.findall(r"\w", typed)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(EXACT + WORDS), min_size=1, max_size=12))
def test_a_medical_token_survives_any_neighbour(words: list[str]) -> None:
    seen = shown(f"<p>{' '.join(words)}</p>")
    for token in set(words).intersection(EXACT):
        assert unescape(re.sub(r"<[^<>]*>", "", token)) in seen


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(EXACT + WORDS), min_size=1, max_size=12))
def test_only_quotes_dashes_and_dots_are_exchanged(words: list[str]) -> None:
    html = " ".join(words)
    typed = unescape(re.sub(r"<[^<>]*>", "", html))
    back = shown(f"<p>{html}</p>").translate(SIGNS)
    exchanged = re.compile(r"-{2,3}|[–—]|\.{3}|…")
    assert exchanged.sub("~", back) == exchanged.sub("~", typed)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab5'\"<>/!-.`& ;#\\", max_size=40))
def test_no_html_makes_it_stumble(html: str) -> None:
    assert isinstance(polish(html), str)


@pytest.mark.parametrize("piece", ["<code>", "<!--", "<", '"', "5'", "--", "10.1111/", "`", "&quot;"])
def test_ten_times_the_html_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(length: int) -> float:
        return min(_timed((piece * length)[:length]) for _ in range(3))

    assert seconds(30_000) < 40 * seconds(3_000) + 0.05


def _timed(html: str) -> float:
    start = time.process_time()
    polish(html)
    return time.process_time() - start
