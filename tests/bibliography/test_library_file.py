"""New entries are put into references.json as text; everything else stays as it is."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.library_file import (
    Changed,
    add_entries,
    put_in_place,
    read_library_file,
    with_entries,
)
from plugins.manuscript.source import Unreadable

NEW = {"id": "new", "title": "Über Hügel", "issued": {"date-parts": [[2020, 3]]}}
OLD = {"id": "old", "author": [{"family": "Vale"}]}


@pytest.mark.parametrize("indent", [1, 2, 4, "\t", None])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_is_laid_out_as_the_others_are(indent: int | str | None, end: str, newline: str) -> None:
    def dumped(*entries: object) -> str:
        return (json.dumps(entries, indent=indent, ensure_ascii=False) + end).replace("\n", newline)

    assert with_entries(dumped(OLD, OLD), [NEW]) == dumped(OLD, OLD, NEW)


def test_entries_of_one_line_each_get_another_line_as_zotero_writes_them() -> None:
    text = '[\n\t{"id":"old","a":[1]},\n\t{"id":"b"}\n]\n'
    assert with_entries(text, [{"id": "new", "c": ["x", "y"]}]) == (
        '[\n\t{"id":"old","a":[1]},\n\t{"id":"b"},\n\t{"id":"new","c":["x","y"]}\n]\n'
    )


@pytest.mark.parametrize("text", ["[]", "[ ]\n", "[\n]\n", "[\n\n]"])
def test_an_empty_library_gets_our_own_layout(text: str) -> None:
    made = with_entries(text, [{"id": "a"}, {"id": "b"}])
    assert made.startswith('[\n {\n  "id": "a"\n },\n {\n  "id": "b"\n }\n]')
    assert json.loads(made) == [{"id": "a"}, {"id": "b"}]


def test_letters_stay_as_the_file_writes_them() -> None:
    assert '"Über Hügel"' in with_entries('[{"id": "old"}]', [NEW])
    assert '"\\u00dcber H\\u00fcgel"' in with_entries('[{"id": "M\\u00fcller"}]', [NEW])


def test_odd_layout_in_front_of_it_is_not_touched() -> None:
    text = '[{"id" :"a",\n\n "n":1.50}  ,\r\n  {"id":"]},["} ] '
    made = with_entries(text, [NEW])
    before, _, after = made.partition("," + made[text.rindex("}") + 2 : made.rindex("}") + 1])
    assert (before, after) == (text[: text.rindex("}") + 1], " ] ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(JSON, max_size=3), st.sampled_from([None, 1, 2, "\t"]))
def test_the_library_and_the_new_entries_are_what_is_there_afterwards(
    items: list[object], indent: int | str | None
) -> None:
    text = json.dumps(items, indent=indent)
    made = with_entries(text, [NEW])
    assert json.loads(made) == [*items, NEW]
    if items:
        assert made.startswith(text[:-1].rstrip())


# The file


def library(folder: Path, data: bytes) -> Path:
    file = folder / "references.json"
    file.write_bytes(data)
    return file


def test_a_byte_order_mark_and_windows_line_ends_stay(tmp_path: Path) -> None:
    file = library(tmp_path, b'\xef\xbb\xbf[\r\n {\r\n  "id": "old"\r\n }\r\n]\r\n')
    add_entries(read_library_file(file, "references.json"), [{"id": "new"}])
    assert file.read_bytes() == (
        b'\xef\xbb\xbf[\r\n {\r\n  "id": "old"\r\n },\r\n {\r\n  "id": "new"\r\n }\r\n]\r\n'
    )


def test_who_may_read_the_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    file = library(tmp_path, b"[]")
    file.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(file)
    add_entries(read_library_file(link, "link.json"), [{"id": "new"}])
    assert (link.is_symlink(), file.stat().st_mode & 0o777) == (True, 0o640)
    assert json.loads(file.read_bytes()) == [{"id": "new"}]


def test_a_file_that_was_changed_in_between_is_not_overwritten(tmp_path: Path) -> None:
    file = library(tmp_path, b"[]")
    held = read_library_file(file, "references.json")
    file.write_bytes(b'[{"id": "theirs"}]')
    with pytest.raises(Changed, match=r"references\.json was changed"):
        add_entries(held, [{"id": "new"}])
    assert file.read_bytes() == b'[{"id": "theirs"}]'


def test_a_file_that_appeared_in_between_is_not_overwritten(tmp_path: Path) -> None:
    held = read_library_file(tmp_path / "references.json", "references.json")
    library(tmp_path, b"[]")
    with pytest.raises(Changed):
        add_entries(held, [{"id": "new"}])


@pytest.mark.parametrize("data", [b"{}", b"[", b'[{"id": "a"},]', b"\xff\xfe[", b"[" * 100_000])
def test_what_is_no_library_is_unreadable(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_library_file(library(tmp_path, data), "references.json")


def test_a_write_that_breaks_off_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = library(tmp_path, b"[]")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        put_in_place(file, b"[1]")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("references.json", b"[]")]
