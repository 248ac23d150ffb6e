"""What docs/numbers.md says may and may not be written is what the check goes by."""

import re
from pathlib import Path

import pytest

from plugins.bibliography.evidence import Evidence, Figure
from tests.evidence.corpus import PASSES, judged

PAGE = Path(__file__).parents[2] / "docs" / "numbers.md"
STUDY = Evidence("sample2020", "case series", 40, "", "", ())
# For each row of the table: a figure, and a sentence in which the words stand.
FIGURES = {
    "19.4 %": (Figure("a", "19.4 % had it", ("19.4 %",), "", "", ""), "Of them, {} had it."),
    "48 %": (Figure("b", "48 % had it", ("48 %",), "", "", ""), "In all, {} had it."),
    "50 % to 85 %": (Figure("c", "50 % to 85 % came from it", ("50 %", "85 %"), "", "", ""), "Of the narrowing, {} came from it."),
    "8 to 56 minutes": (Figure("d", "Time rose from 8 to 56 minutes", ("8 minutes", "56 minutes"), "", "", ""), "The time {}."),
    "2 years": (Figure("e", "Pain fell", (), "", "2 years", ""), "It was told after {}."),
    "3,956 feet": (Figure("f", "Distance rose to 3,956 feet", ("3,956 feet",), "", "", ""), "The distance rose to {}."),
    "fewer than 1 in 1,000": (Figure("g", "Fewer than 1 in 1,000 had it", ("fewer than 1 in 1,000",), "", "", ""), "Of them, {} had it."),
    "0 major adverse events": (Figure("h", "0 major adverse events", ("0 major adverse events",), "", "", ""), "There were {}."),
}  # fmt: skip


def rows() -> list[tuple[str, str, bool]]:
    found = []
    table = PAGE.read_text("utf-8").partition("## What you may write")[2].partition("\n## ")[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0] in FIGURES:
            for words, fine in ((cells[1], True), (cells[2], False)):
                found += [(cells[0], said, fine) for said in re.split(r", (?=\D)", words)]
    return found


@pytest.mark.parametrize(("source", "words", "fine"), rows(), ids=lambda one: str(one))
def test_what_may_be_written_passes_and_what_may_not_is_told(source: str, words: str, fine: bool) -> None:
    figure, sentence = FIGURES[source]
    text = words.removesuffix(' only with "about"')
    if source == "8 to 56 minutes" and words.startswith("by"):
        text = f"rose {text}"
    assert (judged(sentence.format(text), ((figure, STUDY),)) in PASSES) is fine


def test_every_row_of_the_table_is_tried() -> None:
    assert {source for source, _, _ in rows()} == set(FIGURES)
