"""How like sentences are to approved wordings: the table of pairs, and what holds for all of them."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.approval.claim import ApprovedClaim
from plugins.approval.difference import differences
from plugins.approval.likeness import Likeness, closest, rank, statement
from plugins.approval.patterns import MOST_READINGS, WrongPattern, readings
from plugins.approval.register import load_register
from plugins.approval.wordings import wordings_of
from plugins.approval.words import quick_stems, stem, words_in

PROJECT = Path(__file__).parents[2]
TABLES = sorted(Path(__file__).parent.glob("pairs*.toml"))
VERDICTS = {
    "same": Likeness.SAME, "near": Likeness.NEAR, "changed": Likeness.CHANGED, "unrelated": None,
}  # fmt: skip
CLAIMS = [
    ApprovedClaim(f"claim-{number}", row["wording"], tuple(row["variants"]))
    for number, row in enumerate(
        row for table in TABLES for row in tomllib.loads(table.read_text("utf-8"))["claims"]
    )
]

OUR_OWN = load_register(PROJECT / "content" / "claims.toml", "claims.toml").register.claims


def pairs(table: Path) -> Iterator[tuple[ApprovedClaim, str, str]]:
    for row in tomllib.loads(table.read_text("utf-8"))["claims"]:
        claim = next(one for one in CLAIMS if one.wording == row["wording"])
        for verdict in VERDICTS:
            yield from ((claim, sentence, verdict) for sentence in row[verdict])


def verdict_of(claim: ApprovedClaim, sentence: str) -> str:
    found = closest([statement(wording) for wording in claim.wordings], statement(sentence))
    likeness = found[0].likeness if found else None
    return next(name for name, one in VERDICTS.items() if one is likeness)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nearly_all_pairs_of_the_table_are_told_rightly(table: Path) -> None:
    told = [(verdict_of(claim, sentence), verdict, sentence) for claim, sentence, verdict in pairs(table)]
    wrong = [row for row in told if row[0] != row[1]]
    assert len(told) - len(wrong) >= 0.95 * len(told), wrong


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_changed_number_passes_as_approved_or_near(table: Path) -> None:
    changed = [(claim, sentence) for claim, sentence, verdict in pairs(table) if verdict == "changed"]
    passed = [sentence for claim, sentence in changed if verdict_of(claim, sentence) in ("same", "near")]
    assert len(changed) > 10
    assert passed == []


def test_the_tables_hold_enough_pairs_of_each_kind() -> None:
    counted = Counter(verdict for table in TABLES for _, _, verdict in pairs(table))
    assert counted.total() >= 120
    assert min(counted.values()) >= 25


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_every_wording_of_a_claim_is_found_as_itself_however_it_is_typed(claim: ApprovedClaim) -> None:
    wordings = wordings_of(CLAIMS)
    for wording in claim.wordings:
        shouted = wording.upper().replace("'", "’").replace(" ", "  ")
        for typed in (wording, shouted, f"“{wording.rstrip('.')}”", wording.replace("walker", "walker®")):
            assert [match.claim.id for match in wordings.matches(typed)] == [claim.id]
            assert wordings.matches(typed)[0].comparison.likeness is Likeness.SAME


UNITS = {
    "minutes": "hours", "days": "weeks", "years": "months", "year": "month", "seconds": "minutes", "%": " points",
    "points": "%", "weeks": "days", "feet": "miles",
}  # fmt: skip


@pytest.mark.parametrize("claim", [*CLAIMS, *OUR_OWN], ids=lambda claim: claim.id)
def test_whatever_number_or_unit_of_a_wording_is_exchanged_it_is_told(claim: ApprovedClaim) -> None:
    every = [statement(wording) for wording in claim.wordings]
    known = {one.same for one in every}
    for told in every[:8]:
        swapped = [
            f"{told.text[: word.start]}{other}{told.text[word.end :]}"
            for word in told.words
            for other in (
                ("1", "7", "11", "99", "3.5", "1,000") if word.number else [UNITS.get(word.text, "")]
            )
            if other
        ]
        for typed in swapped:
            if statement(typed).same not in known:
                found = closest(every, statement(typed))
                assert found is not None, typed
                assert found[0].likeness is Likeness.CHANGED, typed


def test_the_index_finds_what_comparing_with_every_claim_finds() -> None:
    wordings = wordings_of(CLAIMS)
    sentences = [sentence for table in TABLES for _, sentence, _ in pairs(table)]
    halves = [
        f"{one[: len(one) // 2]}{other[len(other) // 2 :]}"
        for one, other in zip(sentences, sentences[7:], strict=False)
    ]
    for sentence in (*sentences, *halves):
        told = statement(sentence)
        compared = {
            claim.id: found[0].likeness
            for claim in CLAIMS
            if (found := closest([statement(wording) for wording in claim.wordings], told)) is not None
        }
        matched = {match.claim.id: match.comparison.likeness for match in wordings.matches(sentence)}
        if Likeness.SAME in compared.values():
            assert set(matched.values()) == {Likeness.SAME}
        else:
            assert matched == compared, sentence


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        ("(very) often", ("very often", "often")),
        ("it relieve|relieves|relieved pain", ("it relieve pain", "it relieves pain", "it relieved pain")),
        ("soreness lasted (in this|that group)", ("soreness lasted in this group", "soreness lasted in that group", "soreness lasted")),
        ("  plain   words ", ("plain words",)),
    ],
)  # fmt: skip
def test_a_variant_stands_for_these_wordings(pattern: str, wordings: tuple[str, ...]) -> None:
    assert readings(pattern) == wordings


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("often)", "brackets"), ("((very)) often", "brackets"), ("(very", "brackets"), ("a|", "nothing on one side"),
        ("|", "nothing on one side"), ("()", "nothing between"), ("(very)", "all of it stands in brackets"),
        ("", "empty"), (" ".join(["a|b"] * 7), "more than"), (" ".join(["(a)"] * 40), "more than"),
    ],
)  # fmt: skip
def test_a_variant_that_cannot_be_read_says_why(pattern: str, words: str) -> None:
    with pytest.raises(WrongPattern, match=words):
        readings(pattern)


@given(st.text("ab|() ", max_size=60))
def test_a_variant_is_read_or_refused_and_never_grows_without_bound(pattern: str) -> None:
    try:
        made = readings(pattern)
    except WrongPattern:
        return
    assert 0 < len(made) <= MOST_READINGS
    assert all(made)


@given(st.text(max_size=80))
def test_the_quick_look_misses_no_word(text: str) -> None:
    words = {stem(word.text) for word in words_in(text) if not word.number and word.text.isalpha()}
    assert words <= quick_stems(text) | {"to", "%"}


@given(st.text("ab 158%.,-–'’()®", max_size=80))
def test_a_text_is_the_same_as_itself_and_differs_nowhere(text: str) -> None:
    told = statement(text)
    assert differences(told, told) == ()
    if told.words and (found := closest([told], told)):
        assert found[0].likeness is Likeness.SAME
        assert rank(found[0]) == (3, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eight of 42", "8 of forty-two"), ("50% to 85%", "50–85 %"), ("3,956 feet", "3956 feet"),
        ("two-thirds", "two thirds"), ("one year", "1 year"), ("half a day", "½ a day"),
        ("the mild® device", "the MILD (R) device"), ("a look-back", "a look back"), ("12 percent", "12 per cent"),
        ("it’s “safe”", "It's \"safe\""), ("long\u00adterm", "longterm"), ("three hundred and five", "305"),
    ],
)  # fmt: skip
def test_these_are_typed_otherwise_and_say_the_same(one: str, other: str) -> None:
    assert statement(one).same == statement(other).same


def test_a_difference_is_told_in_words() -> None:
    approved = statement("Average time rose from 8 to 56 minutes in this group.")
    told = statement("Average walking time fell from 8 to 65 minutes.")
    assert [str(one) for one in differences(approved, told)] == [
        "“walking” is added", "“fell” instead of “rose”", "“65” instead of “56”", "“in this group” is left out",
    ]  # fmt: skip


def test_very_long_sentences_cost_no_more_than_their_length() -> None:
    wordings = wordings_of(CLAIMS)
    text = " ".join(["average walking time rose from 9 to 41 minutes"] * 3000)
    assert len(wordings.matches(text)) <= len(CLAIMS)
