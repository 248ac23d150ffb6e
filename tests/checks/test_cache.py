"""Checking by several processes and from what is kept: the report is always that of a fresh check."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from plugins.checks.cache import Cache, open_cache
from plugins.checks.engine import check_articles
from plugins.checks.finding import Report
from plugins.manuscript.layout import Layout, lay_out

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Our own articles with their sources taken out: findings of many kinds, some with fixes."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for file in (tmp_path / "content" / "articles").glob("*.md"):
        file.write_text(file.read_text("utf-8").replace(".[@", ". [@x"), "utf-8")
    waived = tmp_path / "content" / "articles" / "waived.md"
    waived.write_text(
        "Title: A\nDate: 2026-01-01\n\nThe rate is 12%. <!-- waive CLM101: x | J. Doe -->", "utf-8"
    )
    broken = tmp_path / "content" / "articles" / "broken.md"
    broken.write_bytes(b"Title: Caf\xe9\n")
    return lay_out(tmp_path / "content", tmp_path)


def check(layout: Layout, cache: Cache | None = None, **options: object) -> Report:
    return check_articles(layout, layout.articles, AS_OF, cache=cache, **options)  # type: ignore[arg-type]


def cache_of(layout: Layout, tmp_path: Path, day: date = AS_OF) -> Cache:
    return open_cache(tmp_path / "cache", layout, str(day))


def test_what_is_kept_is_what_was_found(layout: Layout, tmp_path: Path) -> None:
    fresh = check(layout)
    assert len(fresh.findings) > 50
    assert check(layout, cache_of(layout, tmp_path)) == fresh
    assert check(layout, cache_of(layout, tmp_path)) == fresh


def test_what_is_kept_is_used(layout: Layout, tmp_path: Path) -> None:
    check(layout, cache_of(layout, tmp_path))
    kept = sorted((tmp_path / "cache").rglob("*.json"))
    assert len(kept) == len(layout.articles) - 1, "all but the unreadable one"
    for file in kept:
        file.write_text('{"findings": [], "claims": []}', "utf-8")
    assert {finding.rule for finding in check(layout, cache_of(layout, tmp_path)).findings} == {"HDR450"}


@pytest.mark.parametrize(
    "damage",
    ["", "nope", "[1]", '{"findings": [], "claims": [{"path": "a.md"}]}', '[{"rule": "CLM101"}]', "{}"],
)
def test_a_damaged_entry_counts_as_none(layout: Layout, tmp_path: Path, damage: str) -> None:
    for file in layout.articles[3:]:
        file.unlink()
    layout = lay_out(layout.content, tmp_path)
    fresh = check(layout, cache_of(layout, tmp_path))
    kept = list((tmp_path / "cache").rglob("*.json"))
    assert kept
    for file in kept:
        file.write_text(damage, "utf-8")
    assert check(layout, cache_of(layout, tmp_path)) == fresh


@pytest.mark.parametrize("shared", ["disclaimers/general.md", "references.json", "evidence/mekhail2012.toml"])
def test_a_changed_shared_file_asks_for_nothing_that_is_kept(
    layout: Layout, tmp_path: Path, shared: str
) -> None:
    before = cache_of(layout, tmp_path)
    file = layout.content / shared
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert cache_of(layout, tmp_path).state != before.state


def test_another_day_asks_for_nothing_that_is_kept(layout: Layout, tmp_path: Path) -> None:
    assert cache_of(layout, tmp_path).state != cache_of(layout, tmp_path, date(2027, 1, 1)).state


def test_a_folder_that_cannot_be_written_keeps_nothing_and_harms_nothing(
    layout: Layout, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file, not a folder", "utf-8")
    assert check(layout, cache_of(layout, tmp_path)) == check(layout)


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_processes_gives_the_same_report(layout: Layout, workers: int) -> None:
    with ProcessPoolExecutor(workers) as executor:
        assert check(layout, executor=executor) == check(layout)


def test_each_file_is_told_as_it_is_done(layout: Layout) -> None:
    told: list[str] = []
    check(layout, told=told.append)
    assert told == [layout.name(file) for file in layout.articles]
