"""Every word of a page leads back to the place in the source where it was typed.

What is checked here is worked out from the source alone, without the marks that the product uses.
"""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.bibliography.library import Library, load_library
from plugins.bibliography.markers import CitationExtension
from plugins.manuscript.converter import convert
from plugins.manuscript.document import Document, Passage, read_document
from plugins.manuscript.draft import Draft, compose
from plugins.manuscript.header import parse_header
from plugins.manuscript.marks import CAPACITY, mark, unmark
from plugins.manuscript.source import Source, decode, read_source
from plugins.manuscript.trace import trace

PROJECT = Path(__file__).parents[2]
CONTENT = PROJECT / "content"
FILES = sorted([*CONTENT.glob("articles/*.md"), *CONTENT.glob("pages/*.md")])
NOT_PROSE = re.compile(
    r"""
      <!--.*?-->                 # comment
    | \[@[^\]]*\]                # citation
    | \[\^[^\]]*\]:?             # footnote mark
    | (?<=\])\([^)]*\)           # link target
    | </?[a-z][^>]*>             # tag
    | ^[ ]*(?:\d+[.)]|[-*+])[ ]  # list mark
    | ^\|[ :|-]+$                # rule of a table
    | ^!!![ ]\w+(?:[ ]\w+)*     # kind of an admonition
    | (?<=\n):[ ]                # mark of a definition
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def words_typed(markdown: str) -> list[str]:
    """The words of Markdown, without what Markdown itself says in it."""
    return re.findall(r"[^\W_]+", unescape(NOT_PROSE.sub(" ", markdown.replace("\r\n", "\n"))))


def words_shown(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(CONTENT / "references.json", CONTENT / "evidence", PROJECT)


def document_of(text: str) -> Document:
    return read_document(Source("a.md", text), (CitationExtension(Library()),))


def typed(document: Document, passage: Passage, start: int, end: int) -> str:
    span = passage.span(start, end)
    return document.source.text[span.start : span.end]


# The project's own articles


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_source_at_a_sentences_place_has_the_sentences_words(
    file: Path, line_end: str, library: Library
) -> None:
    text = read_source(file, file.name).text.replace("\n", line_end)
    document = read_document(Source(file.name, text), (CitationExtension(library),))
    wrong = [
        (sentence.text, found)
        for passage, sentence in document.sentences()
        if words_typed(found := typed(document, passage, sentence.start, sentence.end))
        != words_shown(sentence.text)
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_an_article_is_in_no_sentence(file: Path, library: Library) -> None:
    source = read_source(file, file.name)
    document = read_document(source, (CitationExtension(library),))
    header = document.header
    in_source = Counter(words_typed(source.text[header.body_start :]))
    for name in ("key points", "questions"):
        in_source += Counter(words_typed(" ".join(header.lines(name))))
    in_sentences = Counter(
        word for _, sentence in document.sentences() for word in words_shown(sentence.text)
    )
    assert in_sentences == in_source


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_of_our_articles_can_carry_marks(file: Path, library: Library) -> None:
    document = read_document(read_source(file, file.name), (CitationExtension(library),))
    assert document.unmarked == frozenset()


# Every construct that Markdown has here: the words of the second column are found at their place


CONSTRUCTS = {
    "paragraph": ("Needles hurt less.", "Needles hurt less."),
    "paragraph over two lines": ("One. Needles\nhurt less.", "Needles\nhurt less."),
    "emphasis inside": ("Needles *hurt* __less__.", "Needles *hurt* __less__."),
    "emphasis inside a word": ("Needles hu**rt** less.", "Needles hu**rt** less."),
    "emphasis around": ("**Needles hurt less.**", "Needles hurt less."),
    "heading": ("## Needles hurt less", "Needles hurt less"),
    "underlined heading": ("Needles hurt less\n---", "Needles hurt less"),
    "heading with closing marks": ("## Needles hurt less ##", "Needles hurt less"),
    "list item": ("- one\n- Needles hurt less.\n- two", "Needles hurt less."),
    "numbered item": ("1. one\n2. Needles hurt less.", "Needles hurt less."),
    "nested item": ("- one\n    - Needles hurt less.", "Needles hurt less."),
    "loose item": ("- one\n\n    Needles hurt less.\n\n- two", "Needles hurt less."),
    "quotation": ("> One line.\n> Needles hurt less.", "Needles hurt less."),
    "table cell": ("| a | b |\n|---|---|\n| c | Needles hurt less. |", "Needles hurt less."),
    "table heading": ("| a | Needles hurt less. |\n|---|---|\n| c | d |", "Needles hurt less."),
    "table without outer bars": ("a | b\n--|--\nNeedles hurt less. | d", "Needles hurt less."),
    "term": ("Needles hurt less.\n: a definition", "Needles hurt less."),
    "definition": ("Needle\n: Needles hurt less.", "Needles hurt less."),
    "admonition": ('!!! warning "Take care"\n    Needles hurt less.', "Needles hurt less."),
    "title of an admonition": ('!!! warning "Needles hurt less."\n    Text.', "Needles hurt less."),
    "footnote": ("A word[^n] and more.\n\n[^n]: Needles hurt less.\n\nThe end.", "Needles hurt less."),
    "text behind a footnote": ("A word[^n].\n\n[^n]: A note.\n\nNeedles hurt less.", "Needles hurt less."),
    "link text": ("One. [Needles hurt less.](https://example.org/needles) Two.", "Needles hurt less."),
    "link label": ("One. [Needles hurt less.][hurt] Two.\n\n[hurt]: https://example.org",
    "Needles hurt less."),
    "link inside": ("Needles [hurt](https://example.org/hurt) less.",
    "Needles [hurt](https://example.org/hurt) less."),
    "image in front": ("![hurt less](needles.png) Needles hurt less.", "Needles hurt less."),
    "entity inside": ("Needles &amp; pins hurt less.", "Needles &amp; pins hurt less."),
    "entity in front": ("&copy; &#174; Needles hurt less.", "Needles hurt less."),
    "block of HTML": ('<div class="box">\nNeedles hurt less.\n</div>', "Needles hurt less."),
    "HTML inside": ('Needles <b id="less">hurt</b> less.', 'Needles <b id="less">hurt</b> less.'),
    "comment in front": ("<!-- hurt less --> \n\nNeedles hurt less.", "Needles hurt less."),
    "comment inside": ("Needles <!-- never --> hurt less.", "Needles <!-- never --> hurt less."),
    "escapes inside": (r"Needles \*hurt\* less.", r"Needles \*hurt\* less."),
    "code inside": ("Needles `hurt` less.", "Needles `hurt` less."),
    "code span with the same words": ("`Needles` Needles hurt less.", "Needles` Needles hurt less."),
    "citation inside": ("Needles hurt[@key] less.", "Needles hurt[@key] less."),
    "citation in front": ("One.[@hurt, p. 3] Needles hurt less.", "Needles hurt less."),
    "the same words before": ("Needles hurt. Needles hurt less.", "Needles hurt less."),
    "hard line break": ("Needles  \nhurt less.", "Needles  \nhurt less."),
    "accents and other scripts": ("Ünd Nädel 日本 hurt less.", "Ünd Nädel 日本 hurt less."),
    "combining accents": ("Ne\u0301edles hurt less.", "Ne\u0301edles hurt less."),
    "numbers": ("From 8 to 56 needles hurt less.", "From 8 to 56 needles hurt less."),
    "one-letter words": ("I am a b c needle.", "I am a b c needle."),
    "registered mark": ("The mild® kit hurts less.", "The mild® kit hurts less."),
    "straight quotes": ("\"Needles,\" she's told, 'hurt' less.", "\"Needles,\" she's told, 'hurt' less."),
}  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("markdown", "expected"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_sentence_is_found_in_every_construct(markdown: str, expected: str, line_end: str) -> None:
    text = f"Title: A\n\nBefore it.\n\n{markdown}\n\nBehind it.\n".replace("\n", line_end)
    document = document_of(text)
    found = [typed(document, passage, s.start, s.end) for passage, s in document.sentences()]
    assert expected.replace("\n", line_end) in found


def test_a_bom_moves_no_place() -> None:
    source = decode("a.md", "\ufeffTitle: A\n\nNeedles hurt less.\n".encode())
    document = read_document(source)
    ((passage, sentence),) = document.sentences()
    assert source.position(passage.span(sentence.start, sentence.end).start).line == 3


def test_key_points_and_questions_lead_back_into_the_header() -> None:
    document = document_of("Title: A\nKey points:\n- The canal narrows.\nQuestions:\n- Why me?\n\nText.\n")
    lines = [
        document.source.position(passage.span(s.start, s.end).start).line
        for passage, s in document.sentences()
    ]
    assert lines == [3, 7, 5]


def test_a_key_point_over_two_lines_keeps_its_places() -> None:
    document = document_of("Title: A\nKey points:\n- The canal\n  narrows here.\n\nText.\n")
    passage = document.passages[0]
    at = passage.text.index("here")
    assert typed(document, passage, at, at + 4) == "here"


@pytest.mark.parametrize(
    "point", ["1. Walk daily.", "> 40 mg is much.", "# 1 cause of pain.", "- 5 mg less."]
)
def test_a_key_point_keeps_the_sign_it_starts_with(point: str) -> None:
    document = document_of(f"Title: A\nKey points:\n- {point}\n\nText.\n")
    assert document.passages[0].text == point


def test_a_word_in_a_footnote_is_found_where_the_footnote_was_typed() -> None:
    text = "Title: A\n\nOne[^n] word.\n\n[^n]: A hidden needle.\n\nThe end.\n"
    document = document_of(text)
    passage = next(p for p in document.passages if p.footnote)
    at = passage.text.index("needle")
    assert passage.span(at, at + 6).start == text.index("needle")


# Whatever is typed


AWKWARD = [
    "plain words here ", "*emph* ", "**strong**", "_x_", "`code a`", "[text](http://a.b/c)", "[text][ref]",
    '[ref]: http://x.y "Title"\n', "![alt text](img.png)", "<b>bold</b>", "<div>", "</div>", '<p class="x">',
    "<!-- note -->", "<!--", "-->", "&amp;", "&copy;", "&#65;", "&", "<", ">", "\n", "\n\n", "    ", "\t",
    "- ", "1. ", "# ", "## Head ", "> ", "| a | b |\n", "|---|---|\n", "```\n", "~~~ python\n",
    '!!! note "Title"\n    ', "[^1]", "[^1]: note text\n", "Term\n: definition text\n", "[@known]",
    "[@nobody, p. 3]", "[@a;@b]", "\\", "\\*", '"q"', "mild®", "L4–L5", "<script>", "</script>", "***", "---",
    "===", "http://auto.link", "<http://a.b>", "<me@x.org>", "{#id}", "[", "](", ")", "]", "!", "(", "it’s",
    "5'4\"", "日本", "é", "e\u0301", "\u200b", "\r\n", "\r", "[TOC]", "*[ABC]: abc\n", ".", "dr. Who ",
    "<details><summary>sum</summary>", "\u2028", "\x0c", "\x1f", "\x02", "\x03", "<?php x ?>",
    "<![CDATA[x]]>", "  \n", "+ ", '<a href="x">', "klzzwxh:0001", "wzxhzdk:0", "<pre>",
    "<textarea>", "<svg>",
    "Title: A\n", "Key points:\n- ", "Questions:\n- ", "<br>", "<hr/>", "<table><tr><td>",
]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(AWKWARD), max_size=25).map("".join)
CITATIONS = (CitationExtension(Library()),)


def to_html(text: str) -> str:
    return convert(Draft(text, ()), CITATIONS).whole


@settings(max_examples=500, deadline=None)
@given(MARKDOWN)
@example("<div>\n\nneedles that are never closed")
@example("Title: A\nQuestions:\n- Why?\n\n<details><pre>words\n")
@example("word \twith a tab behind it\n")
def test_marks_never_change_the_page(text: str) -> None:
    source = Source("a.md", text)
    draft = compose(source, parse_header(source))
    html = to_html(draft.text)
    unmarked = trace(draft.text, html, to_html).unmarked
    every = frozenset(range(draft.text.count("\n") + 1))
    marked = mark(draft.text, every - unmarked if unmarked else None)
    assert unmark(to_html(marked.text)) == html


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_a_marked_letter_is_the_letter_at_its_place(text: str) -> None:
    source = Source("a.md", text)
    draft = compose(source, parse_header(source))
    traced = trace(draft.text, to_html(draft.text), to_html)
    for passage, offsets in zip(traced.passages, traced.offsets, strict=True):
        for at, _ in passage.marks:
            assert at < 0 or draft.text[offsets[at]] == passage.text[at]


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_every_character_of_a_page_has_a_place_in_the_source(text: str) -> None:
    document = read_document(Source("a.md", text), CITATIONS)
    for passage in document.passages:
        assert len(passage.offsets) == len(passage.text)
        assert all(0 <= offset <= len(text) for offset in passage.offsets)


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_taking_the_marks_out_of_a_draft_gives_the_draft(text: str) -> None:
    assert unmark(mark(text).text) == text


def test_a_draft_with_more_words_than_there_are_marks_is_still_marked() -> None:
    marked = mark("word " * (CAPACITY + 5))
    assert (len(marked.letters), unmark(marked.text)) == (CAPACITY, "word " * (CAPACITY + 5))
