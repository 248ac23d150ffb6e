"""An article's prose, block by block: what kind of block, which part, what introduces it."""

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.manuscript.document import Document, Passage, read_document
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.source import Source


def document_of(body: str, header: str = "Title: A") -> Document:
    return read_document(Source("a.md", f"{header}\n\n{body}\n"), (CitationExtension(Library()),))


def passage_with(words: str, body: str) -> Passage:
    return next(passage for passage in document_of(body).passages if words in passage.text)


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ("Needles hurt.", Form.PARAGRAPH),
        ("### Needles hurt", Form.HEADING),
        ("- Needles hurt.", Form.LIST_ITEM),
        ("1. Needles hurt.", Form.LIST_ITEM),
        ("- one\n\n    Needles hurt.\n\n- two", Form.LIST_ITEM),
        ("> Needles hurt.", Form.QUOTATION),
        ("| a | b |\n|---|---|\n| Needles hurt. | c |", Form.TABLE_CELL),
        ("| Needles hurt. | b |\n|---|---|\n| a | c |", Form.TABLE_HEADING),
        ("Needles hurt.\n: a definition", Form.TERM),
        ("Needle\n: Needles hurt.", Form.DEFINITION),
        ("!!! note\n    Needles hurt.", Form.PARAGRAPH),
        ("```\nNeedles hurt.\n```", Form.CODE),
        ("<figure><figcaption>Needles hurt.</figcaption></figure>", Form.CAPTION),
        ("<table><caption>Needles hurt.</caption></table>", Form.CAPTION),
        ("<details><summary>Needles hurt.</summary>More.</details>", Form.PARAGRAPH),
    ],
)
def test_a_passage_knows_its_form(body: str, form: Form) -> None:
    assert passage_with("Needles", body).form is form


def test_the_parts_come_in_the_order_of_the_page() -> None:
    document = document_of(
        "A word[^n] here.\n\n[^n]: A note.", "Title: A\nKey points:\n- A point.\nQuestions:\n- Why?"
    )
    assert [passage.part for passage in document.passages] == [
        Part.KEY_POINTS,
        Part.BODY,
        Part.FOOTNOTE,
        Part.QUESTIONS,
    ]


def test_a_footnotes_passage_names_its_footnote() -> None:
    assert passage_with("note", "A word[^fall] here.\n\n[^fall]: A note.").footnote == "fall"


def test_a_passage_knows_the_heading_above_it() -> None:
    body = "First.\n\n## Walking\n\nSecond.\n\n### Uphill\n\nThird."
    assert [p.heading for p in document_of(body).passages] == ["", "", "Walking", "", "Uphill"]


def test_a_heading_of_the_text_does_not_reach_the_questions() -> None:
    document = document_of("## Walking\n\nText.", "Title: A\nQuestions:\n- Why?")
    assert document.passages[-1].heading == ""


def test_the_sentence_above_a_list_leads_into_all_its_items() -> None:
    body = "One thing. Ask about:\n\n- cost\n- risk"
    assert [p.lead_in for p in document_of(body).passages] == ["", "Ask about:", "Ask about:"]


def test_the_sentence_above_a_table_leads_into_its_cells() -> None:
    body = "It lists them:\n\n| a | b |\n|---|---|\n| c | d |"
    assert {p.lead_in for p in document_of(body).passages[1:]} == {"It lists them:"}


def test_a_heading_is_no_lead_in() -> None:
    assert passage_with("cost", "## Ask about\n\n- cost").lead_in == ""


def test_the_items_of_one_list_are_one_group_and_those_of_another_are_not() -> None:
    groups = [p.group for p in document_of("- a\n- b\n\nText.\n\n- c").passages]
    assert (groups[0] == groups[1], groups[2], groups[3] not in (0, groups[0])) == (True, 0, True)


@pytest.mark.parametrize("silent", ["script", "style", "template", "textarea", "title"])
def test_what_no_reader_sees_is_no_prose(silent: str) -> None:
    body = f"<div><{silent}>never shown</{silent}></div>\n\nShown."
    assert [p.text for p in document_of(body).passages] == ["Shown."]


def test_white_space_is_run_together() -> None:
    assert document_of("One\n  two\u00a0 \tthree.").passages[0].text == "One two three."


def test_a_line_break_is_a_space() -> None:
    assert document_of("One.  \nTwo.").passages[0].text == "One. Two."


def test_links_and_emphasis_leave_their_words() -> None:
    text = document_of("A **bold** and [linked](https://example.org) *word*.").passages[0].text
    assert text == "A bold and linked word."


def test_the_arrow_back_from_a_footnote_is_no_prose() -> None:
    assert passage_with("note", "A[^n].\n\n[^n]: A note.").text == "A note."


# Insets: what stands in the text and is no prose


def test_a_citation_is_an_inset_and_no_words() -> None:
    passage = document_of("It helps.[@vale2020, p. 3] Go on.").passages[0]
    assert (passage.text, passage.insets[0].kind) == ("It helps. Go on.", "citation")


def test_a_citation_keeps_what_was_typed() -> None:
    assert (
        document_of("It helps.[@vale2020#walk, p. 3]").passages[0].insets[0].value == "@vale2020#walk, p. 3"
    )


@pytest.mark.parametrize("gap", ["", " ", "  ", "\n"])
def test_a_citation_behind_a_stop_belongs_to_the_sentence_before_it(gap: str) -> None:
    passage = document_of(f"It helps.{gap}[@vale2020] Go on.").passages[0]
    assert passage.insets[0].offset == passage.sentences[0].end


def test_a_citation_in_front_of_a_stop_belongs_to_its_sentence_too() -> None:
    passage = document_of("It helps [@vale2020]. Go on.").passages[0]
    assert passage.insets[0].offset < passage.sentences[0].end


def test_a_citation_behind_the_stop_does_not_keep_sentences_together() -> None:
    texts = [s.text for s in document_of("It helps.[@vale2020] Go on.").passages[0].sentences]
    assert texts == ["It helps.", "Go on."]


def test_a_citation_behind_a_quotation_does_not_keep_sentences_together() -> None:
    texts = [s.text for s in document_of("“It helps.”[@vale2020] Go on.").passages[0].sentences]
    assert texts == ["“It helps.”", "Go on."]


def test_a_footnote_mark_is_an_inset() -> None:
    inset = document_of("A word[^n] here.\n\n[^n]: A note.").passages[0].insets[0]
    assert (inset.kind, inset.value, inset.offset) == ("footnote", "n", 6)


def test_an_image_is_an_inset_with_its_address() -> None:
    inset = document_of("See ![a spine](spine.png) here.").passages[0].insets[0]
    assert (inset.kind, inset.value) == ("image", "spine.png")


# What is at fault in a manuscript must not break the reading


@pytest.mark.parametrize("tag", ["div", "details", "pre", "p", "table", "section"])
def test_html_that_is_never_closed_does_not_swallow_the_questions(tag: str) -> None:
    document = document_of(f"<{tag}>\nNeedles hurt.", "Title: A\nQuestions:\n- Why me?")
    assert [p.part for p in document.passages if "Why me?" in p.text] == [Part.QUESTIONS]


def test_no_character_of_our_own_making_is_in_a_passage() -> None:
    document = document_of("<div>\nNeedles hurt.", "Title: A\nKey points:\n- A.\nQuestions:\n- Why me?")
    assert all(sign < "\U000f0000" for passage in document.passages for sign in passage.text)


@pytest.mark.parametrize("body", ["", "\n\n", "<!-- nothing -->", "[a]: https://example.org"])
def test_a_text_that_shows_nothing_is_no_text(body: str) -> None:
    assert not document_of(body, "Title: A\nKey points:\n- A point.").has_text


@pytest.mark.parametrize("body", ["Words.", "![a spine](spine.png)", "## Heading", "```\ncode\n```"])
def test_a_text_that_shows_anything_is_one(body: str) -> None:
    assert document_of(body).has_text


def test_an_empty_passages_place_is_the_start_of_the_source() -> None:
    passage = document_of("![a spine](spine.png)").passages[0]
    span = passage.span(0, 0)
    assert (span.start, span.end) == (0, 0)
