"""content/claims.toml: what is read, and what is told of mistakes in it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.approval.register import RegisterFile, load_register, parse_register
from plugins.approval.register_file import Value, with_values
from plugins.approval.rows import row_at
from plugins.bibliography.library_file import Changed
from plugins.bibliography.toml_places import toml_places
from plugins.manuscript.source import Source, Unreadable

GOOD = """# Our claims
require_approval = true

[[claims]]  # the first
id = "hall-time"
wording = "Average hall time fell from 90 to 40 seconds."
variants = [
    "Average hall time fell|dropped from 90 to 40 seconds",  # ] not the end
    "It (really) fell from 90 to 40 seconds",
]
figure = "known2020#standing"
products = ["walker"]
companions = ["40 people", ["no comparison group", "without a comparison group"]]
approved_by = "Kim Example, RN"
role = "medical reviewer"
approved_on = 2026-03-05
until = "2027-03-05"
fingerprint = { wording = "sha256:a", figure = "sha256:b", study = "sha256:c", reference = "sha256:d" }

[[claims]]
id = "weight"
wording = '''The walker weighs 7 pounds.'''
figure = ["known2020", "vale2021#weight"]
"""


@pytest.mark.parametrize("kind", ["folder", "link to nothing"])
def test_a_register_that_cannot_be_opened_never_counts_as_none(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "claims.toml"
    file.mkdir() if kind == "folder" else file.symlink_to(tmp_path / "gone.toml")
    with pytest.raises(Unreadable):
        load_register(file, "content/claims.toml")
    assert load_register(tmp_path / "none.toml", "content/none.toml") == RegisterFile()


def test_a_number_too_long_to_read_is_told_and_does_not_break_off_the_check() -> None:
    with pytest.raises(Unreadable):
        read(f"note = {'9' * 5000}\n")


def read(text: str) -> RegisterFile:
    return parse_register(Source("content/claims.toml", text))


def lines(text: str) -> list[tuple[int, str]]:
    read_file = read(text)
    return [
        (flaw.source.position(flaw.span.start).line, f"{flaw.message} {flaw.help}")
        for flaw in read_file.flaws
    ]


def test_everything_a_claim_can_say_is_read() -> None:
    register = read(GOOD).register
    hall, weight = register.claims
    assert register.require_approval
    assert (hall.id, hall.figures, hall.products) == ("hall-time", ("known2020#standing",), ("walker",))
    assert hall.companions == (("40 people",), ("no comparison group", "without a comparison group"))
    assert len(hall.wordings) == 1 + 2 + 2
    assert hall.approval is not None
    assert (hall.approval.on, hall.approval.until) == (date(2026, 3, 5), date(2027, 3, 5))
    assert hall.approval.sign("study") == "sha256:c"
    assert (weight.figures, weight.approval) == (("known2020", "vale2021#weight"), None)


def test_a_claim_may_have_its_id_in_its_header() -> None:
    keyed = GOOD.replace('[[claims]]  # the first\nid = "hall-time"', "[claims.hall-time]").replace(
        '[[claims]]\nid = "weight"', '[claims."weight"]'
    )
    assert read(keyed).register == read(GOOD).register


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    windows = GOOD.replace("\n", "\r\n")
    assert read(windows).register == read(GOOD).register
    (entry,) = [one for one in read(windows).rows[1].entries if one.key == "figure"]
    assert windows[entry.spans[0].start : entry.spans[0].end] == 'figure = ["known2020", "vale2021#weight"]'
    assert read(windows).place("weight") == read(windows).rows[1].span


MISTAKES = [
    ('wording = "Average', 'wordnig = "Average', 6, "Did you mean “wording”?"),
    ('"known2020#standing"', '"known2020 # standing"', 11, "no figure as it is cited"),
    ('"known2020#standing"', "7", 11, "neither a text nor a list"),
    ('["walker"]', '"walker"', 12, "no list of texts"),
    ('"40 people", [', '"40 people", 7, [', 13, "no list of texts"),
    ("fell|dropped", "fell|", 7, "nothing on one side"),
    ("(really)", "(really", 7, "brackets"),
    ('"2027-03-05"', '"5 March 2027"', 17, "2027-03-05"),
    ('"2027-03-05"', "2020-03-05", 17, "before it begins"),
    ("approved_on = 2026-03-05\n", "", 4, "lacks “approved_on”"),
    ('role = "medical reviewer"', 'role = ""', 15, "lacks “role”"),
    ('study = "sha256:c"', 'stduy = "sha256:c"', 18, "Did you mean “study”?"),
    ('id = "weight"', 'id = "hall-time"', 21, "there twice"),
    ('id = "weight"', 'id = "The weight"', 21, "cannot be an id"),
    ('id = "weight"\n', "", 20, "has no id"),
    ("'''The walker weighs 7 pounds.'''", '""', 20, "has no wording"),
    ("'''The walker weighs 7 pounds.'''", '"…"', 22, "no word in it"),
    ("require_approval = true", 'require_approval = "yes"', 2, "neither true nor false"),
    ("require_approval = true", "requires_approval = true", 2, "Did you mean “require_approval”?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(
    old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    told = lines(GOOD.replace(old, new, 1))
    assert any(at == line and words in message for at, message in told), told


def test_all_mistakes_are_told_at_once_and_the_other_claims_stay() -> None:
    text = GOOD.replace('wording = "Average', 'wordnig = "Average').replace(
        'figure = "known2020#standing"', "figure = 7"
    )
    told = lines(text)
    assert [line for line, _ in told] == [4, 6, 11]
    assert [claim.id for claim in read(text).register.claims] == ["weight"]


@pytest.mark.parametrize(
    "text", ["claims = 7", "claims = [1, 2]", "[claims]\nhall = 7\n", "[[claims]]\n[[claims]]\n"]
)
def test_what_is_no_claim_is_told(text: str) -> None:
    assert lines(text)
    assert read(text).register.claims == ()


def test_what_is_no_toml_cannot_be_checked_and_says_where() -> None:
    with pytest.raises(Unreadable) as told:
        read(GOOD.replace('role = "medical reviewer"', "role = medical reviewer"))
    assert told.value.line == 15


LAYOUTS = {
    "headers": '[[claims]]\nid = "a"\nwording = "It fell to 4."\n\n[[claims]]\nid = "b"\nwording = "It rose to 5."\n',
    "named headers": '[claims.a]\nwording = "It fell to 4."\n\n[claims."b"]\nwording = "It rose to 5."\n',
    "braces": 'claims = [{ id = "a", wording = "It fell to 4." }, { wording = "It rose to 5.", id = "b" }]\n',
    "braces over lines": 'claims = [ # two\n  { id = "a", wording = "It fell to 4." }, # ] }\n  { id = "b", wording = "It rose to 5." },\n]\n',
    "named braces": 'claims = { a = { wording = "It fell to 4." }, b = { wording = "It rose to 5." } }\n',
    "braces below a header": '[claims]\na = { wording = "It fell to 4." }\nb = { wording = "It rose to 5." }\n',
    "dots": 'claims.a.wording = "It fell to 4."\nclaims.b.wording = "It rose to 5."\n',
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_claim_is_read_and_found_however_it_is_laid_out(text: str) -> None:
    found = read(text)
    assert found.flaws == ()
    assert [(claim.id, claim.wording) for claim in found.register.claims] == [
        ("a", "It fell to 4."), ("b", "It rose to 5."),
    ]  # fmt: skip
    wrong = read(text.replace('wording = "It rose', 'wordnig = "It rose'))
    assert [claim.id for claim in wrong.register.claims] == ["a"]
    assert "wordnig" in {
        wrong.source and wrong.source.text[one.span.start : one.span.end] for one in wrong.flaws
    }
    entry = found.rows[1].entry("wording")
    assert entry is not None
    assert [text[span.start : span.end] for span in entry.spans] == ['wording = "It rose to 5."']


APPROVAL: dict[str, Value | None] = {
    "approved_by": "Sample Reviewer",
    "role": "reviewer",
    "approved_on": date(2026, 3, 5),
    "approved_text": {"wording": "x", "variants": ["a long variant of the wording " * 3, "another"]},
    "fingerprint": {"wording": "sha256:a"},
}


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "dots"])
@pytest.mark.parametrize("claim", ["a", "b"])
def test_an_approval_is_written_and_taken_out_however_a_claim_is_laid_out(name: str, claim: str) -> None:
    text = LAYOUTS[name]
    made = with_values(text, claim, APPROVAL)
    assert with_values(made, claim, dict.fromkeys(APPROVAL)) == text
    noted = with_values(text, claim, {"note": "n", "products": ["ramp"], "wording": "It is 7."})
    assert with_values(noted, claim, {"note": None, "products": ["mat"]}).count('["mat"]') == 1


VALUES = st.recursive(
    st.text("ab\"'#[]{}=\\ .\n", max_size=8) | st.booleans() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3),
)


def as_toml(value: object) -> str:
    if isinstance(value, list):
        return "[\n  " + ", # x ] y\n  ".join([*map(as_toml, value), ""]) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@given(st.dictionaries(st.text("abc-", min_size=1, max_size=4), VALUES, max_size=4), st.booleans())
def test_every_key_of_any_table_is_found(values: dict[str, object], windows: bool) -> None:
    text = "[[claims]]\n" + "".join(f"{key} = {as_toml(value)} # remark\n" for key, value in values.items())
    text = text.replace("\n", "\r\n") if windows else text
    assert list(tomllib.loads(text)["claims"][0]) == list(values)
    row = row_at(text, toml_places(text), ("claims", 0), values)
    assert [entry.key for entry in row.entries] == list(values)
    for entry in row.entries:
        assert tomllib.loads(text[entry.spans[0].start : entry.spans[0].end].replace("\r", "")) is not None


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), GOOD.rstrip("\n")])
def test_a_changed_line_leaves_every_other_as_it_is(text: str) -> None:
    made = with_values(
        text, "weight", {"note": "Say “light” never.", "figure": "known2020", "products": ["ramp"]}
    )
    before, after = text.splitlines(), made.splitlines()
    assert [line for line in after if line not in before] == [
        'figure = "known2020"', 'products = ["ramp"]', 'note = "Say “light” never."',
    ]  # fmt: skip
    assert [line for line in before if line not in after] == ['figure = ["known2020", "vale2021#weight"]']
    assert ("\r\n" in text) == ("\r\n" in made)


def test_a_line_is_taken_out_with_its_remark() -> None:
    made = with_values(GOOD, "hall-time", {"variants": None, "until": None})
    assert "not the end" not in made
    assert "until" not in made
    assert made.startswith("# Our claims\n")


def test_what_is_laid_out_too_oddly_to_be_changed_safely_is_left_alone() -> None:
    odd = GOOD.replace("fingerprint = {", '[claims.fingerprint]\nwording = "x"\n#')
    assert read(odd).flaws == ()
    with pytest.raises(Changed, match="laid out"):
        with_values(odd, "hall-time", {"fingerprint": {"wording": "sha256:e"}})
