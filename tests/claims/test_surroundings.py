"""Which citations reach a claim from outside its paragraph, and what a report says of them."""

import re

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.claims.article import Claim, claims_in
from plugins.claims.coverage import Reach
from plugins.claims.lexicon import load_lexicon
from plugins.manuscript.document import read_document
from plugins.manuscript.source import decode

LEXICON = load_lexicon()
TWO_ITEMS = "- About 80% of people had less leg pain.\n- The procedure relieves numbness in the legs.\n"
TABLE = "| Measure | Before | After |\n|---|---|---|\n| Leg pain | 8 in 10 people | 2 in 10 people |\n"
QUOTED = "> The procedure relieves leg pain."
# What covers every claim of the text, and from where.
COVERED = {
    "a list by its lead-in": (f"A trial of 155 people found:[@key]\n\n{TWO_ITEMS}", Reach.LEAD_IN),
    "a list by a mark in front of the colon": (f"These were found[@key]:\n\n{TWO_ITEMS}", Reach.LEAD_IN),
    "a numbered list": ("It was found:[@key]\n\n1. About 80% of people had less leg pain.\n", Reach.LEAD_IN),
    "a definition list": (
        "It was found:[@key]\n\nPain\n: About 80% of people had less of it.\n",
        Reach.LEAD_IN,
    ),
    "a list in a list by the outer lead-in": (
        "It was found:[@key]\n\n- Legs\n    - About 80% of people had less leg pain.\n",
        Reach.LEAD_IN,
    ),
    "a list in a list by its own item": (
        "- What was found:[@key]\n    - About 80% of people had less leg pain.\n",
        Reach.LEAD_IN,
    ),
    "a table by its lead-in": (f"Both were counted:[@key]\n\n{TABLE}", Reach.LEAD_IN),
    "a table by the caption above": (f"Table 1. What was counted.[@key]\n\n{TABLE}", Reach.TABLE_HEADING),
    "a table by the source below": (f"{TABLE}\nSource: a trial.[@key]\n", Reach.TABLE_HEADING),
    "cells by the headings of their columns": (
        TABLE.replace("Before", "Before[@key]").replace("After", "After[@key]"),
        Reach.TABLE_HEADING,
    ),
    "cells by the name of their row": (TABLE.replace("Leg pain", "Leg pain[@key]"), Reach.TABLE_HEADING),
    "a quotation by the line in it": (f"{QUOTED}\n> — Ann Sample, 2012[@key]\n", Reach.QUOTATION),
    "a quotation by its last paragraph": (f"{QUOTED}\n>\n> Source: A book.[@key]\n", Reach.QUOTATION),
    "a quotation by the line below": (f"{QUOTED}\n\n— Ann Sample, 2012[@key]\n", Reach.QUOTATION),
    "a quotation by the line above": (f"Ann Sample wrote:[@key]\n\n{QUOTED}\n", Reach.QUOTATION),
    "a footnote of the lead-in": (
        f"A trial of 155 people found:[^n]\n\n{TWO_ITEMS}\n[^n]: See the report.[@key]\n",
        Reach.LEAD_IN,
    ),
}
# Texts in which exactly these claims stay without a source.
NOT_COVERED = {
    "a lead-in that says something of its own": (
        f"About 11% of people have it.[@key] Options are:\n\n{TWO_ITEMS}",
        ["About 80% of people had less leg pain.", "The procedure relieves numbness in the legs."],
    ),
    "a sentence without a colon": (
        f"About 11% of people have it.[@key]\n\n{TWO_ITEMS}",
        ["About 80% of people had less leg pain.", "The procedure relieves numbness in the legs."],
    ),
    "the mark of the last item": (
        f"What was found:\n\n{TWO_ITEMS.rstrip()}[@key]\n",
        ["About 80% of people had less leg pain."],
    ),
    "the mark of the first item": (
        f"What was found:\n\n{TWO_ITEMS.replace('pain.', 'pain.[@key]')}",
        ["The procedure relieves numbness in the legs."],
    ),
    "a paragraph behind the list": (
        f"It was found:[@key]\n\n{TWO_ITEMS}\nThe procedure is very safe.\n",
        ["The procedure is very safe."],
    ),
    "another list behind it": (
        f"It was found:[@key]\n\n{TWO_ITEMS}\nAsk your doctor.\n\n- About 3% of people bled.\n",
        ["About 3% of people bled."],
    ),
    "a heading between": (
        "It was found:[@key]\n\n## Relief\n\n- About 80% of people had less leg pain.\n",
        ["About 80% of people had less leg pain."],
    ),
    "the heading of another column": (TABLE.replace("Before", "Before[@key]"), ["2 in 10 people"]),
    "another cell of the row": (TABLE.replace("8 in 10 people", "8 in 10 people[@key]"), ["2 in 10 people"]),
    "a first cell that says something": (
        TABLE.replace("Leg pain", "The procedure relieves leg pain[@key]"),
        ["8 in 10 people", "2 in 10 people"],
    ),
    "another row": (
        TABLE.replace("Leg pain", "Leg pain[@key]") + "| Numbness | 5 in 10 people | none |\n",
        ["5 in 10 people"],
    ),
    "a paragraph above that is no caption": (
        f"We counted twice.[@key]\n\n{TABLE}",
        ["8 in 10 people", "2 in 10 people"],
    ),
    "the source of the table before": (
        f"{TABLE}\nSource: a trial.[@key]\n\n{TABLE.replace('8', '7').replace('2 in', '3 in')}",
        ["7 in 10 people", "3 in 10 people"],
    ),
    "a last sentence that is no attribution": (
        f"{QUOTED} Ann Sample told us so.[@key]\n",
        ["The procedure relieves leg pain."],
    ),
    "a paragraph below the quotation": (
        f"{QUOTED}\n\nThe trial had 155 people.[@key]\n",
        ["The procedure relieves leg pain."],
    ),
    "the source of another quotation": (
        f"{QUOTED}\n> — Ann Sample[@key]\n\nAnd again:\n\n> The device eases numbness.\n",
        ["The device eases numbness."],
    ),
}


def claims(text: str, line_end: str = "\n") -> tuple[Claim, ...]:
    data = f"Title: Sample\n\n{text}".replace("\n", line_end).encode()
    document = read_document(decode("sample.md", data), (CitationExtension(Library()),))
    return claims_in(document, LEXICON)


def source(text: str, line_end: str = "\n") -> str:
    return decode("sample.md", f"Title: Sample\n\n{text}".replace("\n", line_end).encode()).text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("text", "reach"), COVERED.values(), ids=COVERED.keys())
def test_a_mark_covers_what_belongs_to_it(text: str, reach: Reach, line_end: str) -> None:
    found = claims(text, line_end)
    bare = [claim.sentence.text for claim in found if not claim.covered]
    assert bare == []
    reached = [claim.cover for claim in found if claim.cover and claim.cover.reach is reach]
    assert reached
    shown = source(text, line_end)
    for cover in reached:
        assert re.fullmatch(r"\[(?:@key|\^n)\]", shown[cover.span.start : cover.span.end])


@pytest.mark.parametrize(("text", "reach"), COVERED.values(), ids=COVERED.keys())
def test_without_the_mark_nothing_is_covered(text: str, reach: Reach) -> None:
    assert not any(claim.covered for claim in claims(text.replace("[@key]", "")))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("text", "bare"), NOT_COVERED.values(), ids=NOT_COVERED.keys())
def test_a_mark_covers_nothing_that_does_not_belong_to_it(text: str, bare: list[str], line_end: str) -> None:
    assert [claim.sentence.text for claim in claims(text, line_end) if not claim.covered] == bare


def test_the_place_is_that_of_the_mark_that_covers() -> None:
    text = "About 80% of people had less pain.[@one] That is 8 of every 10.\n\nIt was found:[@two]\n\n- In 3% it bled.\n"
    shown = source(text)
    told = [
        (claim.cover.reach.value, shown[claim.cover.span.start : claim.cover.span.end])
        for claim in claims(text)
        if claim.cover
    ]
    assert told == [("own mark", "[@one]"), ("neighbor", "[@one]"), ("lead-in", "[@two]")]


def test_a_claims_own_mark_is_named_before_one_further_away() -> None:
    (claim,) = claims("It was found:[@two]\n\n- About 80% of people had less leg pain.[@one]\n")
    assert claim.cover is not None
    assert claim.cover.reach is Reach.OWN_MARK
