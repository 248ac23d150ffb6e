"""Which references a finding names as likely, and that it names none where none is."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.bibliography.in_text import markers_in
from plugins.bibliography.library import Library
from plugins.bibliography.retraction import Retraction, Retractions
from plugins.checks.engine import read_manuscript, set_up
from plugins.checks.measures import measures_in
from plugins.checks.review import review
from plugins.checks.rules.claims import outcome_without_source, softer_wording, statistic_without_source
from plugins.checks.suggestion import Sources, sources_of
from plugins.manuscript.layout import lay_out
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Source

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
STANDARD = set_up(LAYOUT, date(2026, 11, 24)).standard
LIBRARY = STANDARD.library


def named(sentence: str, sources: Sources = STANDARD.sources) -> list[str]:
    return [one.typed for one in sources.likely(sentence)]


def cited_sentences() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every sentence of our own articles that is cited, its citation taken off, with the keys."""
    for file in (*LAYOUT.articles, *LAYOUT.pages):
        found: dict[tuple[int, Sentence], set[str]] = {}
        document = review(read_manuscript(LAYOUT, file), STANDARD).document
        for marker in markers_in(document):
            before = [one for one in marker.passage.sentences if one.start < max(marker.inset.offset, 1)]
            if before:
                keys = found.setdefault((id(marker.passage), before[-1]), set())
                keys.update(citation.key for citation in marker.citations)
        yield from ((sentence.text, frozenset(keys)) for (_, sentence), keys in found.items())


CITED = list(cited_sentences())


def without(keys: frozenset[str]) -> Sources:
    """Return the library as it would be had nobody added these references."""
    kept = {key: reference for key, reference in LIBRARY.references.items() if key not in keys}
    return sources_of(replace(LIBRARY, references=MappingProxyType(kept)))


def key_of(typed: str) -> str:
    return typed.strip("[]@").partition("#")[0]


def test_the_reference_a_sentence_rests_on_is_named_for_most_and_another_for_few() -> None:
    """Measured on 2026-11-24: 47 of 77 named, all 47 right; with the key out of the library 5 named."""
    answers = [(keys, [key_of(typed) for typed in named(text)]) for text, keys in CITED]
    told = [(keys, names) for keys, names in answers if names]
    right = sum(bool(keys & set(names)) for keys, names in told)
    wrong = sum(bool(named(text, without(keys))) for text, keys in CITED)
    assert len(CITED) > 60
    assert right / len(CITED) > 0.5
    assert right / (len(told) + wrong) > 0.8


def test_the_figure_whose_values_stand_in_the_sentence_comes_first() -> None:
    assert named("Average standing time rose from 8 to 56 minutes.")[0] == "[@mekhail2012#standing]"
    assert named("Walking distance rose from 246 feet to 3,956 feet.")[0] == "[@mekhail2012#walking]"
    assert named("Nine of the 75 people had open surgery.")[0] == "[@mekhail2021#surgery]"


def test_the_same_number_of_something_else_names_nothing() -> None:
    assert named("The parking lot is open for 56 days.") == []
    assert named("Ring the bell 8 times.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The sample cream heals most rashes.",
        "About 12% of adults have a rash of this kind.",
        "Research shows that walking is good.",
        "",
    ],
)
def test_a_sentence_about_something_else_is_met_with_silence(sentence: str) -> None:
    assert named(sentence) == []


def test_no_more_than_two_are_named() -> None:
    assert all(len(named(text)) <= 2 for text, _ in CITED)


def test_everything_named_is_in_the_library() -> None:
    for typed in {typed for text, _ in CITED for typed in named(text)}:
        key, _, figure = typed.strip("[]@").partition("#")
        assert key in LIBRARY.references
        assert not figure or LIBRARY.evidence[key].figure(figure)


def test_what_was_retracted_is_not_named() -> None:
    sentence = "Average standing time rose from 8 to 56 minutes."
    reference = LIBRARY.references["mekhail2012"]
    paper = Retraction(reference.doi.lower(), reference.pmid, date(2026, 3, 1), "Sample reason")
    retracted = replace(LIBRARY, retractions=Retractions((paper,)))
    assert "mekhail2012" not in {key_of(typed) for typed in named(sentence, sources_of(retracted))}


def test_an_empty_library_names_nothing() -> None:
    assert sources_of(Library()).likely("Average standing time rose from 8 to 56 minutes.") == ()


def test_a_finding_tells_what_to_paste() -> None:
    text = "In one small study, 5 of 42 people needed opioid pain medicine afterward."
    (hit,) = statistic_without_source.look(review(Source("sample.md", f"Title: A\n\n{text}\n"), STANDARD))
    assert "[@lingreen2010#opioid] (“5 of 42 people needed opioid pain medicine" in hit.help


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The procedure relieves leg pain.", "instead of what it does"),
        ("The procedure relieves leg pain in most patients.", "take the figure out"),
        ("The cream does not heal a rash.", "leave it out"),
    ],
)
def test_softer_words_are_offered_only_where_they_do(text: str, says: str) -> None:
    assert says in softer_wording(text)


def test_a_result_without_a_source_is_told_how_to_be_softer() -> None:
    text = "The procedure relieves leg pain."
    (hit,) = outcome_without_source.look(review(Source("sample.md", f"Title: A\n\n{text}\n"), STANDARD))
    assert "instead of what it does" in hit.help


def test_what_is_offered_as_softer_is_no_claim() -> None:
    softer = "The procedure is designed to relieve leg pain."
    assert review(Source("sample.md", f"Title: A\n\n{softer}\n"), STANDARD).claims == ()


@pytest.mark.parametrize(
    "odd", ["x ²abc ٣ ½ 1,00,0 9" + "9" * 400, "1," * 5_000, "A" * 5_000, "% % of 3 %", "1.2.3"]
)
def test_odd_signs_and_long_numbers_do_no_harm(odd: str) -> None:
    assert len(named(odd)) <= 2


def test_a_large_library_is_not_searched_from_end_to_end() -> None:
    reference, evidence = LIBRARY.references["mekhail2012"], LIBRARY.evidence["mekhail2012"]
    keys = [f"sample{number}" for number in range(3_000)]
    large = replace(
        LIBRARY,
        references=MappingProxyType(
            {
                **LIBRARY.references,
                **{key: replace(reference, key=key, title=f"Topic {key}", doi="", pmid="") for key in keys},
            }
        ),
        evidence=MappingProxyType(
            {
                **LIBRARY.evidence,
                **{key: replace(evidence, key=key, figures=evidence.figures[:1]) for key in keys},
            }
        ),
    )
    sources = sources_of(large)
    begin = time.process_time()
    for _ in range(100):
        assert named("Soreness lasted an average of 3.8 days.", sources) == ["[@lingreen2010#soreness]"]
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twenty-five people", ["25"]), ("It was .5 points.", ["0.5"]), ("a change of −3.5 points", ["-3.5"]),
        ("1.5 million people", ["1500000"]), ("3,956 feet", ["3956"]), ("COVID-19 and a follow-up", []),
        ("2½ hours", ["2.5"]),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_beside_the_evidence(text: str, numbers: list[str]) -> None:
    assert [one.number for one in measures_in(text)] == numbers


@pytest.mark.parametrize("number", ["9" * 6000, "1," * 3000 + "111"])
def test_a_number_without_end_breaks_nothing_off(number: str) -> None:
    assert named(f"Standing time rose to {number} minutes.") in ([], ["[@mekhail2012#standing]"])
