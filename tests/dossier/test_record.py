"""The record of approvals: whatever is altered in it by hand is told, with its line, and counts for nothing."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.dossier.__main__ import main
from plugins.dossier.json_places import json_places
from plugins.dossier.record_reading import WrongRecord, parse_record
from plugins.dossier.signature import FIELDS, SEAL, Record, Signature, record_text, seal_of
from plugins.dossier.standing import Standing
from plugins.dossier.state import PARTS, State, Value, fingerprint_of
from plugins.manuscript.source import Source
from tests.dossier.sample import ARTICLE, CLEAN, blog_with, dossiers_of

PATH = "content/approvals/articles/sample.json"
TODAY = date(2026, 11, 24)
STATE: State = {part: [] for part in PARTS}
NAME = fingerprint_of(STATE)
HASHES = MappingProxyType({"article: articles/sample.md": "a" * 64})


def signature(
    by: str = "Kim Example, RN", role: str = "reviewer", on: date = TODAY, note: str = ""
) -> Signature:
    return Signature(by, role, on, note, NAME, "1.0 (abc)", HASHES)


def text_of(*signatures: Signature) -> str:
    return record_text(Record("articles/sample.md", signatures, MappingProxyType({NAME: STATE})))


def wrong_with(text: str, today: date = TODAY) -> str:
    with pytest.raises(WrongRecord) as caught:
        parse_record(Source(PATH, text), ARTICLE, today)
    return str(caught.value)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_record_as_it_was_written_is_taken() -> None:
    told = parse_record(Source(PATH, text_of(signature(), signature("Robin Sample, JD"))), ARTICLE, TODAY)
    assert [one.by for one in told.signatures] == ["Kim Example, RN", "Robin Sample, JD"]


ALTERED: dict[str, Value] = {
    "by": "Jo Sample, MD",
    "role": "legal reviewer",
    "on": "2026-11-23",
    "note": "I did not read the table.",
    "checker": "2.0 (abc)",
    "inputs": {"article: articles/sample.md": "b" * 64},
    "seal": "c" * 64,
}


@pytest.mark.parametrize("field", sorted({*FIELDS, SEAL} - {"state"}))
def test_a_field_that_was_altered_is_told_with_file_line_and_what_to_do(field: str) -> None:
    told = json.loads(text_of(signature(), signature("Robin Sample, JD")))
    told["signatures"][1][field] = ALTERED[field]
    text = json.dumps(told, indent=1)
    wrong = wrong_with(text)
    # The second signature begins on the line behind the end of the first.
    line = text.splitlines().index("  },") + 2
    assert f"{PATH}, line {line}: Signature 2 was altered after it was made" in wrong
    assert "Bring the file back from version control." in wrong
    assert "Signature 1" not in wrong


def test_a_signature_put_under_another_state_is_told() -> None:
    other: State = {**STATE, "sentences": ["Another text."]}
    told = json.loads(text_of(signature()))
    told["states"][fingerprint_of(other)] = other
    told["signatures"][0]["state"] = fingerprint_of(other)
    assert "Signature 1 was altered" in wrong_with(json.dumps(told))


def test_a_signature_copied_from_another_articles_record_is_told() -> None:
    text = text_of(signature()).replace("articles/sample.md", "articles/other.md", 1)
    wrong = wrong_with(text)
    assert f"{PATH}, line 3: It is the record of another article, articles/other.md." in wrong
    assert "Signature 1 was altered" in wrong
    moved = record_text(Record("articles/other.md", (signature(),), MappingProxyType({NAME: STATE})))
    assert wrong_with(moved).splitlines() == [
        f"{PATH}, line 3: It is the record of another article, articles/other.md. Move it back; an article that "
        "is renamed is a new one, which nobody has signed."
    ]
    back = moved.replace("articles/other.md", "articles/sample.md", 1)
    assert "Signature 1 was altered" in wrong_with(back)


def resealed(change: Callable[[dict[str, Value]], None]) -> str:
    """Return a record whose signature somebody made by hand and gave the seal that fits it."""
    told = json.loads(text_of(signature()))
    row = told["signatures"][0]
    change(row)
    row["seal"] = fingerprint_of(
        {"article": "articles/sample.md", **{name: value for name, value in row.items() if name != "seal"}}
    )
    return json.dumps(told, indent=1, ensure_ascii=False)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("by", "", "“by” of signature 1 holds no name"),
        ("by", "   ", "“by” of signature 1 holds no name"),
        ("by", "4711", "“by” of signature 1 holds no name"),
        ("by", "K" * 121, "“by” of signature 1 is longer than 120 letters"),
        ("by", "Kim\u202eExample", "“by” of signature 1 holds a sign that nobody can see"),
        ("by", "Kim\u2029Example", "“by” of signature 1 holds a sign that nobody can see"),
        ("role", "", "“role” of signature 1 holds no name"),
        ("role", "reviewer\nof all", "“role” of signature 1 holds a sign"),
        ("note", "n" * 1001, "“note” of signature 1 is longer than 1000 letters"),
        ("on", "2026-11-26", "still to come: 2026-11-26; this was read on 2026-11-24"),
        ("on", "9999-12-31", "still to come"),
        ("on", "2026-13-01", "no date such as"),
        ("on", "20261124", "no date such as"),
        ("on", "2026-W48-2", "no date such as"),
        ("on", "", "no date such as"),
        ("on", 20261124, "“on” of signature 1 is no text"),
        ("by", None, "“by” of signature 1 is no text"),
        ("by", ["Kim"], "“by” of signature 1 is no text"),
        ("checker", " ", "does not say which checker"),
        ("state", "abc", "“state” of signature 1 is no fingerprint"),
        ("inputs", [], "“inputs” of signature 1 holds no names with hashes"),
        ("inputs", {"library": "abc"}, "“library” of signature 1 has no fingerprint"),
        ("inputs", {"library": 7}, "“library” of signature 1 has no fingerprint"),
    ],
)
def test_a_value_that_no_signature_has_is_told_even_under_a_seal_that_fits(
    field: str, value: Value, words: str
) -> None:
    text = resealed(lambda row: row.update({field: value}))
    wrong = wrong_with(text)
    assert words in wrong
    line = line_of(text, f'"{field}": ') + (1 if isinstance(value, dict) else 0)
    assert f"{PATH}, line {line}: " in wrong


def test_a_field_too_many_or_too_few_is_told() -> None:
    for change in (lambda row: row.pop("seal"), lambda row: row.update(extra="x")):
        told = json.loads(text_of(signature()))
        change(told["signatures"][0])
        assert "does not have the fields by, role, on, note, state" in wrong_with(json.dumps(told))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = json.loads(text_of(signature(), signature(), signature()))
    told["signatures"][0]["by"] = ""
    told["signatures"][1]["on"] = "2999-01-01"
    told["signatures"][2] = "signed"
    told["states"][NAME]["sentences"] = ["Altered."]
    told["more"] = 1
    wrong = wrong_with(json.dumps(told, indent=1))
    for words in (
        "“by” of signature 1",
        "Signature 2 is of a day",
        "Signature 3 does not",
        f"The state {NAME[:12]} was altered",
        "“more” is no part",
    ):
        assert words in wrong
    assert len(wrong.splitlines()) == 7


def test_a_day_ahead_is_taken_because_somewhere_it_is_tomorrow_already() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert parse_record(Source(PATH, text_of(signature(on=tomorrow))), ARTICLE, TODAY).last
    assert "still to come" in wrong_with(text_of(signature(on=tomorrow + timedelta(days=1))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: It is no JSON"),
        ("[]", "no record of approvals"),
        ("7", "no record of approvals"),
        ("null", "no record of approvals"),
        ("[" * 100_000, "no JSON"),
        ('{"version": 1, "version": 1}', "“version” stands twice"),
        ('{"version": 2}', "no record of version 1"),
        ('{"version": 1}', "lacks “article”"),
        ('{"version": 1, "article": "a", "signatures": [], "states": {}}', "holds no signature"),
        (f'{{"version": {"9" * 6000}}}', "a number that is too long"),
        ('{"version": 1, "article": "\\ud800", "signatures": [], "states": {}}', "half a sign"),
        ('{\n"version": 1,\n<<<<<<< ours\n"a": 1\n=======\n', "line 1: Two versions of it were merged"),
        ('{\n"version": 1,\n"article"\n}', "line 4"),
    ],
)
def test_what_is_no_record_is_told_in_words(text: str, words: str) -> None:
    assert words in wrong_with(text)


def test_a_name_that_stands_twice_cannot_show_one_signer_and_mean_another() -> None:
    text = text_of(signature()).replace('"by": ', '"by": "Robin Sample, JD",\n   "by": ')
    assert "“by” stands twice" in wrong_with(text)


def test_two_signatures_of_two_branches_can_be_merged_in_any_order() -> None:
    first, second = signature(), signature("Robin Sample, JD")
    rows = [json.loads(text_of(one))["signatures"][0] for one in (second, first)]
    told = {**json.loads(text_of(first)), "signatures": rows}
    read = parse_record(Source(PATH, json.dumps(told)), ARTICLE, TODAY)
    assert [one.by for one in read.signatures] == ["Robin Sample, JD", "Kim Example, RN"]


def test_the_seal_is_of_every_field() -> None:
    whole = signature()
    others = (
        signature(by="Other Name"),
        signature(role="other"),
        signature(on=TODAY - timedelta(days=1)),
        signature(note="other"),
        Signature(whole.by, whole.role, whole.on, "", "b" * 64, whole.checker, whole.inputs),
        Signature(whole.by, whole.role, whole.on, "", whole.state, "other", whole.inputs),
        Signature(whole.by, whole.role, whole.on, "", whole.state, whole.checker, MappingProxyType({})),
    )
    seals = {seal_of("a.md", whole), seal_of("b.md", whole), *(seal_of("a.md", one) for one in others)}
    assert len(seals) == len(others) + 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, 1, 3]))
def test_every_value_is_found_where_it_stands(value: Value, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    for path, span in json_places(text, 3).items():
        inner = value
        for name in path:
            inner = inner[name]  # type: ignore[index, call-overload]  # it has been there
        assert json.loads(text[span.start : span.end]) == inner


@pytest.mark.parametrize("kind", ["folder", "loop", "outside", "nul", "latin-1"])
def test_a_record_that_cannot_be_opened_breaks_off_no_dossier(tmp_path: Path, kind: str) -> None:
    layout = blog_with(tmp_path, CLEAN)
    file = layout.content / "approvals" / "articles" / "sample.json"
    file.parent.mkdir(parents=True)
    if kind == "folder":
        file.mkdir()
    elif kind == "loop":
        file.symlink_to(file)
    elif kind == "outside":
        (tmp_path / "elsewhere.json").write_text("{}", "utf-8")
        file.symlink_to(tmp_path / "elsewhere.json")
    else:
        file.write_bytes(b"{\0}" if kind == "nul" else "{“é”}".encode("cp1252"))
    sign_off = dossiers_of(layout).entries[0].sign_off
    assert sign_off.standing is Standing.UNREADABLE
    assert sign_off.signatures == ()
    assert sign_off.problem.startswith("content/approvals/articles/sample.json")
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 2
    assert "cannot be relied on" in (output / "articles" / "sample.html").read_text("utf-8")
    assert main(["approve", "sample", "--by", "Kim", "--role", "r", "--content", str(layout.content)]) == 2
