"""Which neighbour's citation covers a sentence, shown on whole paragraphs."""

import time

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.claims.article import claims_in
from plugins.claims.coverage import RESULT
from plugins.claims.lexicon import load_lexicon
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source


def uncovered(text: str) -> list[str]:
    document = read_document(
        Source("sample.md", f"Title: Sample\n\n{text}\n"), (CitationExtension(Library()),)
    )
    return [claim.sentence.text for claim in claims_in(document, load_lexicon()) if not claim.covered]


COVERED = [
    "About 95% of people could walk again.[@key] That is 95 of every 100.",
    "About 95% of people could walk again.[@key] Of those, 8 in 10 had no pain.",
    "The procedure relieves leg pain.[@key] It also eases numbness for most people.",
    "One study followed older people for a year. It found that 8 in 10 had less pain.[@key]",
    "About 95% of people could walk again.[@key] The rest, 5%, could not.",
    "One study followed 40 people.[@key] This study had no second group.",
    "In the study 8 in 10 people had less pain.[@key] In those people, the relief lasted for two years.",
]
NOT_COVERED = [
    (
        "The strip is thin and dry.[@key] It relieves leg pain in older people.",
        "It relieves leg pain in older people.",
    ),
    (
        "About 95% of people could walk again.[@key] They were in hospital for 3% of the time.",
        "They were in hospital for 3% of the time.",
    ),
    ("The procedure relieves leg pain.[@key] It is also very safe.", "It is also very safe."),
    (
        "The procedure relieves leg pain. This was cheaper than surgery.[@key]",
        "The procedure relieves leg pain.",
    ),
]


@pytest.mark.parametrize("text", COVERED)
def test_a_neighbour_that_goes_on_with_a_claim_covers_it(text: str) -> None:
    assert uncovered(text) == []


@pytest.mark.parametrize(("text", "bare"), NOT_COVERED)
def test_a_neighbour_about_something_else_covers_nothing(text: str, bare: str) -> None:
    assert uncovered(text) == [bare]


@pytest.mark.parametrize(("text", "bare"), NOT_COVERED)
def test_every_such_sentence_is_at_rest_with_a_citation_of_its_own(text: str, bare: str) -> None:
    assert uncovered(text.replace(bare, f"{bare}[@key]")) == []


def test_a_run_of_figures_takes_time_in_step_with_its_length() -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        RESULT.search("1," * length)
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.001)
