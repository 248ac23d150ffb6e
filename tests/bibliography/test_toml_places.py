"""Where every key and value of a TOML text stands."""

import tomllib
from collections.abc import Iterator
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bibliography.toml_places import Path, toml_places

CONTENT = File(__file__).parents[2] / "content"
TEXT = '''# a comment with [brackets] and = signs
design = "case series" # behind it
"quoted key" = 'single'
dotted.one.two = 3
values = [ # over lines
  "8 minutes",   # "not this"
  ["inner", 'x]'],
  """three
lines""",
]
inline = { a = 1, b.c = [ "d" ], e = {} }
day = 2026-11-24
moment = 2026-11-24 07:32:00
[figures.standing]
finding = "it rose"
[figures."odd name"]
"finding" = "it = \\"fell\\""
[[rows]]
n = 1
[[rows]]
n = 2
[rows.more]
deep = true
'''


def paths_of(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in what tomllib read."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths_of(inner, (*path, number))


def value_at(text: str, *path: str | int) -> str:
    span = toml_places(text)[path].value
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (("design",), '"case series"'),
        (("quoted key",), "'single'"),
        (("dotted", "one", "two"), "3"),
        (("values", 0), '"8 minutes"'),
        (("values", 1), "[\"inner\", 'x]']"),
        (("values", 1, 1), "'x]'"),
        (("values", 2), '"""three\nlines"""'),
        (("inline", "b", "c", 0), '"d"'),
        (("inline", "e"), "{}"),
        (("day",), "2026-11-24"),
        (("moment",), "2026-11-24 07:32:00"),
        (("figures", "standing", "finding"), '"it rose"'),
        (("figures", "standing"), "[figures.standing]"),
        (("figures", "odd name", "finding"), '"it = \\"fell\\""'),
        (("rows", 1, "n"), "2"),
        (("rows", 1, "more", "deep"), "true"),
    ],
)
def test_a_value_stands_where_it_was_typed(path: Path, typed: str) -> None:
    assert value_at(TEXT, *path) == typed


def test_a_key_stands_where_it_was_typed() -> None:
    key = toml_places(TEXT)["dotted", "one", "two"].key
    assert (TEXT[key.start : key.end], TEXT[: key.start].count("\n") + 1) == ("two", 4)
    table = toml_places(TEXT)["figures", "odd name"].key
    assert TEXT[table.start : table.end] == '"odd name"'


def test_windows_line_ends_change_nothing_but_offsets() -> None:
    crlf = TEXT.replace("\n", "\r\n")
    assert toml_places(crlf).keys() == toml_places(TEXT).keys()
    assert value_at(crlf, "figures", "standing", "finding") == '"it rose"'


@pytest.mark.parametrize("typed", ['"""a"""', '""""a"""""', "''''b'''''", '"""\\\n  a"""', '"\\\\"', "''"])
def test_every_form_of_a_text_is_read_to_its_end(typed: str) -> None:
    text = f"a = {typed}\nb = 1\n"
    assert (value_at(text, "a"), value_at(text, "b")) == (typed, "1")


def test_every_path_of_our_own_files_has_a_place() -> None:
    files = [*CONTENT.rglob("*.toml")]
    assert len(files) > 10
    for file in files:
        text = file.read_text("utf-8")
        assert set(toml_places(text)) == set(paths_of(tomllib.loads(text))), file


KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e.f'", "g.h", "3"])
SCALARS = st.sampled_from(
    ['"x"', "'y = [z]'", "1", "-2.5", "true", "2026-01-02", '"""m\n# n\n"""', "[]", "{}"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[\n" + " , # c\n".join(items) + "]")
    | st.dictionaries(st.sampled_from(["k", '"l m"', "n.o"]), inner, max_size=2).map(
        lambda rows: "{ " + ", ".join(f"{key} = {value}" for key, value in rows.items()) + " }"
    ),
    max_leaves=6,
)  # fmt: skip
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    st.sampled_from(["[t]", "[t.u]", "[[w]]", "[w.x]", '["y z"]', "# note", ""]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=9).map("\n".join))
def test_places_are_known_for_exactly_what_tomllib_reads(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = toml_places(text)
    assert set(places) == set(paths_of(data))
    assert all(0 <= place.value.start < place.value.end <= len(text) for place in places.values())
