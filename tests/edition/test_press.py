"""Building aside and putting in place."""

import os
from datetime import date
from pathlib import Path

import pytest

from plugins.edition import press
from plugins.edition.press import (
    BuildFailed,
    Edition,
    aside,
    discard,
    print_edition,
    put_in_place,
    recover,
)
from plugins.edition.release import build, publish
from plugins.manuscript.layout import lay_out
from tests.blog import Blog, digest

TODAY = date(2026, 11, 24)


def folder(path: Path, words: str) -> Path:
    path.mkdir(parents=True)
    (path / "index.html").write_text(words, "utf-8")
    return path


def test_an_edition_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    target = folder(tmp_path / "public", "old")
    put_in_place(Edition(folder(aside(target, "new"), "new"), (), finished=True), target)
    assert digest(tmp_path).keys() == {"public/index.html"}
    assert (target / "index.html").read_text("utf-8") == "new"


def test_the_first_edition_needs_no_former_one(tmp_path: Path) -> None:
    target = tmp_path / "public"
    put_in_place(Edition(folder(aside(target, "new"), "new"), (), finished=True), target)
    assert digest(tmp_path).keys() == {"public/index.html"}


def test_where_the_new_edition_cannot_be_moved_the_former_one_is_back(tmp_path: Path) -> None:
    target = folder(tmp_path / "public", "old")
    with pytest.raises(OSError, match="No such file"):
        put_in_place(Edition(aside(target, "new"), (), finished=True), target)
    assert (target / "index.html").read_text("utf-8") == "old"


def test_a_discarded_edition_leaves_the_published_one_alone(tmp_path: Path) -> None:
    target = folder(tmp_path / "public", "old")
    discard(Edition(folder(aside(target, "new"), "new"), (), finished=True))
    assert digest(tmp_path).keys() == {"public/index.html"}


def test_an_edition_left_aside_by_a_swap_cut_off_in_the_middle_is_brought_back(tmp_path: Path) -> None:
    target = tmp_path / "public"
    folder(aside(target, "old"), "old")
    recover(target)
    assert (target / "index.html").read_text("utf-8") == "old"
    assert not aside(target, "old").exists()


def test_nothing_is_brought_back_over_a_published_edition(tmp_path: Path) -> None:
    target = folder(tmp_path / "public", "new")
    folder(aside(target, "old"), "old")
    recover(target)
    assert (target / "index.html").read_text("utf-8") == "new"


def test_a_refused_publishing_brings_back_what_a_cut_off_one_left_aside(standing: Blog) -> None:
    before = digest(standing.path("public"))
    standing.path("public").rename(aside(standing.path("public"), "old"))
    standing.write("content/articles/bad.md", "No header at all.\n")
    run = standing.task("publish")
    assert run.code == 1
    assert "The site published before is untouched." in run.words
    assert digest(standing.path("public")) == before


def test_what_an_older_build_left_aside_is_no_part_of_a_new_one(blog: Blog) -> None:
    blog.write(".output-new/stray.html", "left over")
    assert blog.task("build").code == 0
    assert not blog.path("output/stray.html").exists()


def test_a_build_that_does_not_end_is_ended(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.write("plugins/edition/stylesheet.py", "import time\ntime.sleep(60)\n")
    monkeypatch.setattr(press, "LONGEST_BUILD", 1)
    with pytest.raises(BuildFailed, match="did not end within 1 seconds"):
        print_edition(
            lay_out(blog.path("content"), blog.folder), blog.path("publishconf.py"), blog.path("public")
        )


def test_a_build_that_cannot_start_says_the_last_thing_it_said(blog: Blog) -> None:
    blog.write("plugins/edition/stylesheet.py", "raise SystemExit('no styles today')\n")
    with pytest.raises(BuildFailed, match="could not be started: no styles today"):
        print_edition(
            lay_out(blog.path("content"), blog.folder), blog.path("publishconf.py"), blog.path("public")
        )


def test_a_build_knows_nothing_of_the_environment_of_its_machine(blog: Blog) -> None:
    blog.write(
        "publishconf.py",
        blog.read("publishconf.py")
        + '\nimport os\nSITENAME = "|".join(f"{k}={v}" for k, v in os.environ.items())\n',
    )
    blog.task("publish", SECRET_TOKEN="hunter2")
    page = blog.read("public/index.html")
    assert "PATH=" in page
    assert "SECRET_TOKEN" not in page
    assert "hunter2" not in page


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (".", "The output folder blog holds the articles"),
        ("..", "holds the articles"),
        ("content", "The output folder content holds the articles"),
        ("content/articles", "The output folder articles lies among the articles"),
        ("theme", "The folder theme holds files that are no built site and would be lost"),
        ("plugins", "The folder plugins holds files that are no built site and would be lost"),
        ("tasks.py", "tasks.py is a file"),
    ],
)
@pytest.mark.parametrize("task", ["build", "publish"])
def test_nothing_but_an_earlier_edition_is_ever_replaced(
    blog: Blog, task: str, output: str, words: str
) -> None:
    before = _but_compiled(digest(blog.folder))
    run = blog.task(task, "--output", output)
    assert run.code != 0
    assert words in run.words
    assert _but_compiled(digest(blog.folder)) == before


def _but_compiled(files: dict[str, str]) -> dict[str, str]:
    return {name: told for name, told in files.items() if "__pycache__" not in name}


@pytest.mark.parametrize("output", ["new folder", "a/b/c"])
def test_an_output_folder_may_be_new_and_deep(blog: Blog, output: str) -> None:
    assert blog.task("build", "--output", output).code == 0
    assert blog.path(f"{output}/index.html").is_file()


def test_an_empty_output_folder_is_filled(blog: Blog) -> None:
    blog.path("public").mkdir()
    assert blog.task("publish").code == 0


def test_an_output_folder_may_be_reached_through_a_link(blog: Blog, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    blog.path("public").symlink_to(tmp_path / "disk", target_is_directory=True)
    assert blog.task("publish").code == 0
    assert blog.path("public").is_symlink()
    assert (tmp_path / "disk" / "index.html").is_file()


def test_where_an_edition_cannot_be_put_in_place_it_is_told_without_a_trace(blog: Blog) -> None:
    assert blog.task("publish").code == 0
    before = digest(blog.path("public"))
    blog.write(".public-old", "a file where the former edition has to go")
    run = blog.task("publish")
    assert run.code == 2
    assert "It broke off, and nothing was replaced." in run.words
    assert "Traceback" not in run.words
    assert digest(blog.path("public")) == before


def test_build_and_publish_tell_of_each_step(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(blog.folder)
    layout = lay_out(blog.path("content"), blog.folder)
    steps: list[str] = []
    assert publish(layout, blog.path("publishconf.py"), blog.path("public"), TODAY, steps.append).in_place
    assert build(layout, blog.path("pelicanconf.py"), blog.path("output"), TODAY, steps.append).in_place
    assert steps == [
        "Checking the articles", "Building the site", "Passing the gate", "Checking the articles", "Building the site",
    ]  # fmt: skip


def test_the_names_aside_are_hidden_and_beside_the_target(tmp_path: Path) -> None:
    assert aside(tmp_path / "public", "new") == tmp_path / ".public-new"
    assert os.path.dirname(aside(tmp_path / "public", "old")) == str(tmp_path)
