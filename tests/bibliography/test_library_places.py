"""Rules REF351 to REF356 name the very entry of references.json, however the file is laid out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.bibliography.library import load_library
from plugins.manuscript.source import Unreadable

PROJECT = Path(__file__).parents[2]
GOOD = {"id": "vale2020", "type": "report", "title": "Hills", "author": [{"family": "Vale"}],
        "issued": {"date-parts": [[2020]]}}  # fmt: skip
# One entry for each rule; each is wrong in one way only.
WRONG: dict[str, dict[str, object]] = {
    "REF351": {"type": "hill"},
    "REF352": {"DOI": "10.1000"},
    "REF353": {"type": "webpage", "container-title": "Agency", "URL": "https://agency.example/"},
    "REF354": {"title": "HILLS."},
    "REF355": {"DOI": "https://doi.org/10.1000/Gone"},
    "REF356": {"title": "Data on file of hills", "genre": "", "publisher": "Sample Devices"},
}


def quoted(folder: Path, text: str) -> list[tuple[str, int]]:
    """Return the key and line of each entry, as its place in the file says."""
    (folder / "references.json").write_bytes(text.encode())
    library = load_library(folder / "references.json", folder / "evidence", folder)
    return [
        (entry.source.text[entry.span.start : entry.span.end], entry.source.position(entry.span.start).line)
        for entry in library.entries
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_place_is_the_entrys_own_key(tmp_path: Path, newline: str) -> None:
    text = json.dumps([GOOD, GOOD | {"id": 7}, GOOD], indent=1).replace("\n", newline)
    lines = [at for at, line in enumerate(text.split(newline), 1) if line.lstrip().startswith('"id"')]
    assert quoted(tmp_path, text) == list(zip(("vale2020", "7", "vale2020"), lines, strict=True))


def test_an_id_deeper_down_or_in_a_title_is_not_taken_for_it(tmp_path: Path) -> None:
    text = (
        '[\n {"custom": {"id": "inner", "more": [{"id": "other"}]},\n  "title": "the \\"id\\": \\"quoted\\" one",\n'
        '  "id": "own"}\n]'
    )
    assert quoted(tmp_path, text) == [("own", 4)]


def test_of_two_ids_in_one_entry_the_last_counts_as_json_has_it(tmp_path: Path) -> None:
    text = '[{"id": "first",\n"id": "second"}]'
    assert quoted(tmp_path, text) == [("second", 2)]
    library = load_library(tmp_path / "references.json", tmp_path, tmp_path)
    assert [entry.reference.key for entry in library.entries] == ["second"]


def test_a_key_with_signs_that_json_escapes_is_placed_whole(tmp_path: Path) -> None:
    assert quoted(tmp_path, '[{"id": "a\\"b}, c\\u00e9"}]') == [('a\\"b}, c\\u00e9', 1)]


@pytest.mark.parametrize(
    "item", ['{"title": "T"}', '{"id": ""}', '{"id": null}', '{"id": ["a"]}', "3", '"id"', "[]"]
)
def test_an_entry_without_a_key_is_placed_at_its_first_sign(tmp_path: Path, item: str) -> None:
    assert quoted(tmp_path, f"[\n\n{item}\n]") == [(item[0], 3)]


@pytest.mark.parametrize("text", ["[" * 100_000, f"[{'9' * 5000}]"])
def test_a_library_that_python_cannot_take_in_is_unreadable_and_no_traceback(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(Unreadable, match="nested too deeply"):
        quoted(tmp_path, text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_rule_reports_the_line_and_column_of_its_entry(tmp_path: Path, newline: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    entries = [
        GOOD,
        *(GOOD | {"id": f"bad{rule}", "title": f"Hills of {rule}"} | slip for rule, slip in WRONG.items()),
    ]
    text = json.dumps(entries, indent=2)
    (content / "references.json").write_bytes(text.replace("\n", newline).encode())
    (content / "retractions.csv").write_text("DOI,PMID,date,reason\n10.1000/gone,,2026-03-01,Fraud\n")
    (content / "a.md").write_text("Title: Hills\n\nHills are high.\n")
    run = subprocess.run(
        [sys.executable, "-m", "plugins.checks", "articles", "--content", str(content), "--select", "REF",
         "--format", "json", "--no-cache"],
        cwd=PROJECT, capture_output=True, check=False, timeout=120, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    found = {item["rule"]: item for item in json.loads(run.stdout)["findings"]}
    assert set(found) == set(WRONG)
    lines = text.split("\n")
    for rule, item in found.items():
        line = lines[item["line"] - 1]
        assert line[item["column"] - 1 : item["end_column"] - 1] == f"bad{rule}"
