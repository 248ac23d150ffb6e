"""Where a blog's files are: laid out like ours, or in a plain Pelican folder."""

from pathlib import Path

import pytest

from plugins.manuscript.layout import Layout, lay_out


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Title: A\n\nText.\n", "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    put(
        tmp_path / "content",
        "articles/walk.md", "articles/deep/rest.md", "articles/photo.jpg", "pages/about.md",
        "disclaimers/general.md", "references.json", "evidence/vale2020.toml", "stray.md",
    )  # fmt: skip
    return tmp_path


def names(layout: Layout, files: tuple[Path, ...]) -> list[str]:
    return [file.relative_to(layout.content).as_posix() for file in files]


def test_our_articles_are_in_their_folder_however_deep(project: Path) -> None:
    layout = lay_out(project / "content", project)
    assert names(layout, layout.articles) == ["articles/deep/rest.md", "articles/walk.md"]


def test_our_pages_are_in_theirs(project: Path) -> None:
    layout = lay_out(project / "content", project)
    assert names(layout, layout.pages) == ["pages/about.md"]


def test_in_a_plain_folder_articles_are_anywhere_but_in_pages(project: Path, tmp_path: Path) -> None:
    put(tmp_path / "old", "one.md", "2024/two.md", "pages/about.md", "disclaimers/own.md", "images/note.md")
    layout = lay_out(tmp_path / "old", project)
    assert names(layout, layout.articles) == ["2024/two.md", "one.md"]


def test_what_a_foreign_folder_lacks_comes_from_the_project(project: Path, tmp_path: Path) -> None:
    put(tmp_path / "old", "one.md")
    layout = lay_out(tmp_path / "old", project)
    own = (project / "content").resolve()
    assert (layout.disclaimers, layout.references, layout.evidence) == (
        own / "disclaimers",
        own / "references.json",
        own / "evidence",
    )


def test_what_a_foreign_folder_has_is_its_own(project: Path, tmp_path: Path) -> None:
    put(tmp_path / "old", "one.md", "references.json")
    assert lay_out(tmp_path / "old", project).references == (tmp_path / "old/references.json").resolve()


@pytest.mark.parametrize("name", [".#walk.md", ".walk.md"])
def test_the_locks_that_editors_leave_are_no_articles(project: Path, name: str) -> None:
    put(project / "content/articles", name)
    layout = lay_out(project / "content", project)
    assert f"articles/{name}" not in names(layout, layout.articles)


def test_a_file_in_the_project_is_named_from_there(project: Path) -> None:
    layout = lay_out(project / "content", project)
    assert layout.name(project / "content" / "articles" / "walk.md") == "content/articles/walk.md"


def test_a_file_outside_the_project_keeps_its_whole_name(project: Path, tmp_path: Path) -> None:
    layout = lay_out(project / "content", project / "content")
    assert layout.name(tmp_path / "elsewhere.md") == (tmp_path / "elsewhere.md").as_posix()


def test_a_manuscript_is_known_by_its_path_in_the_content_folder(project: Path) -> None:
    layout = lay_out(project / "content", project)
    assert layout.manuscript(project / "content" / "articles" / "walk.md") == "articles/walk.md"


@pytest.mark.parametrize(("folder", "expected"), [("content", "articles"), ("old", "")])
def test_the_folder_of_the_articles_is_told(project: Path, folder: str, expected: str) -> None:
    put(project / "old", "one.md")
    assert lay_out(project / folder, project).article_folder == expected


def test_a_folder_that_is_not_there_has_no_articles(project: Path) -> None:
    layout = lay_out(project / "nowhere", project)
    assert (layout.articles, layout.pages) == ((), ())
