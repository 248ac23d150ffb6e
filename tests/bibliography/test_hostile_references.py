"""A library that somebody broke, or meant to break us with: it is printed as text, and nothing else."""

import json
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bibliography.ama import as_html, as_text, format_reference, is_unpublished
from plugins.bibliography.library import KNOWN_TYPES
from plugins.bibliography.reference import Json, reference_from_csl
from plugins.bibliography.runs import rich

FIELDS = (
    "id type title author editor translator container-author container-title container-title-short "
    "journalAbbreviation issued accessed event-date original-date available-date volume issue page page-first "
    "publisher genre number DOI PMID PMCID URL custom edition collection-title collection-number chapter-number "
    "section supplement-number version status event-title event-place archive authority jurisdiction language note"
).split()
MARKUP = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"', "'", "<", ">", "&lt;b&gt;", "&",
            "javascript:alert(1)", "https://example.org/", "https://doi.org/10.1000/x", "10.1000/", "<i>", "</i>",
            "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>", '<span class="nocase">', "</span>", "<i onclick=x>",
            '<a href="x">', "</a>", "<!--", "-->", "<style>", "\u202e", "\u2066", "\u0000", "\u001b[31m", "\ud800",
            "\ue000", "\U000f0001", "\ufeff", "\n", " ", ".", "?", "NCT1", "suppl 1", "pt", "1-2", "Data on file",
            "Package insert", "et al", "van", "Abstract", "ﬃ", "ŉ", "İ", "Jr",
        ]
    ),
    max_size=6,
).map("".join)  # fmt: skip
TEXTS = MARKUP | st.text(max_size=8)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle"]),
    TEXTS,
)
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers(-5, 3000) | TEXTS, max_size=4), max_size=3),
        "raw": TEXTS,
        "literal": TEXTS,
    },
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | DATE | NAME,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=6,
)
VALUES = JSON | TEXTS | st.lists(NAME, max_size=8) | DATE
ENTRIES = st.builds(
    lambda fields, kind: {**fields, "type": kind} if kind else fields,
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12),
    st.none() | st.sampled_from(sorted(KNOWN_TYPES)),
)


class Tags(HTMLParser):
    """The tags of a piece of HTML, and whether they close in the order they open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.other = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.other += 1

    def handle_decl(self, decl: str) -> None:
        self.other += 1

    def handle_pi(self, data: str) -> None:
        self.other += 1


def assert_harmless(html: str) -> None:
    tags = Tags(html)
    assert {tag for tag, _ in tags.found} <= {"i", "a", "sup", "sub"}
    assert not tags.open
    assert not tags.other
    for tag, attributes in tags.found:
        assert set(attributes) == ({"href"} if tag == "a" else set())
        if tag == "a":
            assert (attributes["href"] or "").lower().startswith(("http://", "https://"))


@settings(max_examples=600, deadline=None)
@given(ENTRIES)
def test_whatever_an_entry_holds_it_prints_one_line_of_harmless_html(entry: dict[str, Json]) -> None:
    printed = format_reference(reference_from_csl(entry))
    assert_harmless(as_html(printed))
    line = as_text(printed)
    assert line.strip()
    assert line.isprintable() or not set(line) & set("\n\r\t\x00\x1b\u202e\u2066")
    assert line.encode("utf-8")
    assert is_unpublished(reference_from_csl(entry)) in (True, False)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_rich_text_loses_no_character_but_tags_in_pairs(text: str) -> None:
    kept = "".join(run.text for run in rich(text))
    if "<" not in text:
        assert kept == text
    assert len(kept) <= len(text)
    assert kept.count("script") == text.count("script")


@pytest.mark.parametrize(
    "value", [None, True, 3, 2.5, [], {}, [None], [[]], [{}], "", " ", {"date-parts": None}]
)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_a_wrong_kind_counts_as_absent_and_never_fails(field: str, value: Json) -> None:
    assert as_text(format_reference(reference_from_csl({"title": "Walking", field: value})))


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ({}, "[No title, author or year is recorded for an entry without a key.]"),
        ({"id": "poe"}, "[No title, author or year is recorded for “poe”.]"),
        (
            {"id": "poe", "type": "article-journal", "title": " . "},
            "[No title, author or year is recorded for “poe”.]",
        ),
        ({"id": "<b>"}, "[No title, author or year is recorded for “<b>”.]"),
    ],
)
def test_an_entry_in_which_nothing_stands_says_so(entry: dict[str, Json], line: str) -> None:
    assert as_text(format_reference(reference_from_csl(entry))) == line


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "//example.org/", "ftp://example.org/", "https:example.org",
        'https://example.org/"onclick="x', "https://example.org/<b>", " https://a b.example/",
    ],
)  # fmt: skip
def test_what_is_no_whole_web_address_is_text_and_no_link(address: str) -> None:
    html = as_html(format_reference(reference_from_csl({"type": "webpage", "title": "T", "URL": address})))
    assert "<a" not in html


def test_an_address_with_an_apostrophe_is_a_link() -> None:
    html = as_html(
        format_reference(
            reference_from_csl({"type": "webpage", "title": "T", "URL": "https://e.example/o'hill"})
        )
    )
    assert '<a href="https://e.example/o%27hill">https://e.example/o&#x27;hill</a>' in html


@pytest.mark.parametrize("number", ["12345<", "PMID: x", "123456789012"])
def test_a_pubmed_number_that_is_none_is_text_and_no_link(number: str) -> None:
    assert "<a" not in as_html(format_reference(reference_from_csl({"title": "T", "PMID": number})))


@pytest.mark.parametrize(
    "piece",
    ["<i>", "</i>", "<i><b></i>", "<", "suppl ", "1-", "a, ", "Jr ", "van ", '<span class="', "et al "],
)
@pytest.mark.parametrize("field", ["title", "issue", "page", "edition", "genre", "DOI", "family"])
def test_a_very_long_field_takes_no_more_than_its_share_of_time(field: str, piece: str) -> None:
    text = piece * 20_000
    entry: dict[str, Json] = {"type": "article-journal", "title": "T", field: text}
    if field == "family":
        entry = {"type": "article-journal", "author": [{"family": text, "given": text}]}
    start = time.process_time()
    format_reference(reference_from_csl(json.loads(json.dumps(entry))))
    assert time.process_time() - start < 2
