"""Dossiers under attack: other places and clocks, odd names, what cannot be read, and runs that are killed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.bibliography.runs import UNSEEN
from plugins.dossier.__main__ import main
from plugins.dossier.standing import Standing
from plugins.manuscript.layout import lay_out
from tests.blog import PROJECT, digest
from tests.dossier.sample import ARTICLE, CLEAN, EVERY_WAY, blog_with, dossiers_of


def write(content: Path, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ("-m", "plugins.dossier", "write", "--content", str(content), "--output", str(output))
    return subprocess.run(
        [sys.executable, *command, "--as-of", "2026-11-24"],
        cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_blog_in_another_place_zone_and_language_gives_the_same_bytes(tmp_path: Path) -> None:
    """In the project, and in two folders outside it, of which one has a name with a space."""
    outputs = []
    for number, place in enumerate(
        (PROJECT / "content", tmp_path / "a b ü" / "content", tmp_path / "c" / "content")
    ):
        if not place.exists():
            shutil.copytree(PROJECT / "content", place)
        output = tmp_path / f"out {number}"
        zone = ("UTC", "Pacific/Kiritimati", "America/Adak")[number]
        ran = write(
            place, output, TZ=zone, PYTHONHASHSEED=str(number), LC_ALL=("C.UTF-8", "tr_TR.UTF-8", "C")[number]
        )
        assert ran.returncode == 0, ran.stderr
        outputs.append(digest(output))
    assert outputs[0] == outputs[1] == outputs[2]
    told = (tmp_path / "out 1" / "index.json").read_text("utf-8")
    assert str(tmp_path) not in told
    assert str(PROJECT) not in told


def test_what_is_wrong_with_what_it_rests_on_is_told_of_a_blog_outside_the_project_too(
    tmp_path: Path,
) -> None:
    layout = blog_with(tmp_path / "blog", CLEAN)
    file = layout.evidence / "sample2021.toml"
    file.write_text(file.read_text("utf-8") + "\nsurprise = 1\n", "utf-8")
    found = []
    for project in (layout.content.parent, tmp_path / "elsewhere"):
        project.mkdir(exist_ok=True)
        (entry,) = dossiers_of(lay_out(layout.content, project)).entries
        found.append([(one.rule, one.path) for one in entry.dossier.around])
    assert found[0] == found[1] == [("EVD211", "content/evidence/sample2021.toml")]


NAMES = (
    "walking.v2",
    "a b",
    "Ümläut",
    "o'brien & sons",
    "100%",
    "x#y?z",
    "[square] (round)",
    "<b>bold",
    '"quoted"',
    "back\\slash",
    "ends.",
    "文字",
    "-dash",
    "index",
    "a" * 200,
)


@pytest.mark.skipif(os.name != "posix", reason="such names are refused elsewhere")
def test_articles_with_odd_names_are_written_found_and_linked(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    for number, name in enumerate(NAMES):
        text = CLEAN.replace("Title: Sample", f"Title: Sample {number}\nSlug: sample-{number}")
        (layout.content / "articles" / f"{name}.md").write_text(text, "utf-8")
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 0
    whole = json.loads((output / "index.json").read_text("utf-8"))
    assert len(whole["articles"]) == len(NAMES) + 1
    for row in whole["articles"]:
        assert (output / row["file"]).is_file()
    page = LexborHTMLParser((output / "index.html").read_text("utf-8"))
    linked = {unquote((node.attributes["href"] or "").partition("#")[0]) for node in page.css("a[href]")}
    for name in NAMES:
        assert f"articles/{name}.html" in linked, name
        article = LexborHTMLParser((output / "articles" / f"{name}.html").read_text("utf-8"))
        shown = " ".join(node.text() for node in article.css("code"))
        assert UNSEEN.sub("", f"articles/{name}.md") in shown
    assert main(["approve", "100%", "--by", "Kim", "--role", "r", "--content", str(layout.content)]) == 0
    assert (layout.content / "approvals" / "articles" / "100%.json").is_file()


def test_articles_that_cannot_be_read_leave_the_others_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    folder = layout.content / "articles"
    (folder / "binary.md").write_bytes(b"PK\x03\x04")
    (folder / "latin.md").write_bytes("Title: é\n".encode("latin-1"))
    (folder / "folder.md").mkdir()
    if os.name == "posix":
        (tmp_path / "outside.md").write_text("Title: Outside\n", "utf-8")
        (folder / "outside.md").symlink_to(tmp_path / "outside.md")
        (folder / "loop.md").symlink_to(folder / "loop.md")
        (folder / "gone.md").symlink_to(folder / "nothing.md")
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 2
    told = capsys.readouterr().err
    assert "binary.md" in told
    assert "latin.md" in told
    assert "Traceback" not in told
    assert "It broke off" not in told
    assert (output / "articles" / "sample.html").is_file()
    assert "binary.md" in (output / "index.html").read_text("utf-8")


def test_two_articles_of_one_address_have_a_dossier_each_that_says_so(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / "articles" / "other.md").write_text(CLEAN, "utf-8")
    entries = dossiers_of(layout).entries
    assert [entry.dossier.name for entry in entries] == ["articles/other", "articles/sample"]
    assert any(found.rule == "HDR459" for entry in entries for found in entry.dossier.findings)


def test_an_article_without_claims_and_one_with_two_hundred_are_told_whole(tmp_path: Path) -> None:
    header = CLEAN.partition("## Print")[0]
    layout = blog_with(tmp_path, header.replace("[@sample2021]", "") + "Ring the bell.\n")
    many = "\n\n".join(
        f"About {number % 90 + 5}% of patients had less pain in group {number}." for number in range(200)
    )
    (layout.content / "articles" / "many.md").write_text(
        header.replace("Title: Sample", "Title: Many") + many + "\n", "utf-8"
    )
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 0
    told = json.loads((output / "articles" / "many.json").read_text("utf-8"))
    assert told["counts"]["unsourced"] == 200
    assert json.loads((output / "articles" / "sample.json").read_text("utf-8"))["claims"] == []


@pytest.mark.skipif(os.name != "posix", reason="other systems end processes otherwise")
def test_a_run_that_is_killed_leaves_whole_files_only_and_the_next_one_mends_it(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, EVERY_WAY)
    for number in range(30):
        (layout.content / "articles" / f"other{number}.md").write_text(
            EVERY_WAY.replace("Title: Sample", f"Title: Other {number}"), "utf-8"
        )
    output = tmp_path / "out"
    assert write(layout.content, output).returncode == 0
    before = digest(output)
    program = (
        "import os, pathlib, signal, sys\n"
        "replace, count = pathlib.Path.replace, [0]\n"
        "def killed(self, target):\n"
        "    count[0] += 1\n"
        "    if count[0] == 9: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return replace(self, target)\n"
        "pathlib.Path.replace = killed\n"
        "from plugins.dossier.__main__ import main\n"
        "main(sys.argv[1:])\n"
    )
    swap = layout.content / ARTICLE
    swap.write_text(swap.read_text("utf-8").replace("asked for", "asked us for"), "utf-8")
    call = ("write", "--content", str(layout.content), "--output", str(output), "--as-of", "2026-11-24")
    ran = subprocess.run(
        [sys.executable, "-c", program, *call], cwd=PROJECT, capture_output=True, check=False
    )
    assert ran.returncode == -9
    whole = {name: told for name, told in digest(output).items() if not name.endswith(".new")}
    assert whole.keys() == before.keys()
    for file in output.rglob("*.json"):
        json.loads(file.read_text("utf-8"))
    for file in output.rglob("*.html"):
        assert file.read_text("utf-8").rstrip().endswith("</html>")
    assert write(layout.content, output).returncode == 0
    assert list(output.rglob("*.new")) == []
    fresh = tmp_path / "fresh"
    assert write(layout.content, fresh).returncode == 0
    assert digest(output) == digest(fresh)


def test_where_nothing_can_be_written_it_is_told_in_words_and_nothing_is_left_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    output = tmp_path / "out"
    call = ["write", "--content", str(layout.content), "--output", str(output)]
    assert main(call) == 0
    before = digest(output)
    whole = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        whole(self, data[:10])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(call) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert digest(output) == before


def test_a_text_in_a_language_that_nobody_can_check_says_so(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN.replace("Title: Sample", "Title: Sample\nLang: pl"))
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 0
    assert (
        json.loads((output / "articles" / "sample.json").read_text("utf-8"))["article"]["claims_looked_for"]
        == "not at all"
    )
    assert "Polish" in (output / "articles" / "sample.html").read_text("utf-8")


def test_a_signed_text_that_changed_is_told_with_the_words_before_and_after(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    assert main(["approve", "sample", "--by", "Kim", "--role", "r", "--content", str(layout.content)]) == 0
    file = layout.content / ARTICLE
    file.write_text(file.read_text("utf-8").replace("40 people asked", "41 people asked"), "utf-8")
    (entry,) = dossiers_of(layout).entries
    assert entry.sign_off.standing is Standing.CHANGED
    output = tmp_path / "out"
    assert main(["write", "sample", "--content", str(layout.content), "--output", str(output)]) == 0
    page = (output / "articles" / "sample.html").read_text("utf-8")
    assert "changed since" in page
    assert "<del>40</del>" in page
    assert "<ins>41</ins>" in page
    assert main(["approve", "sample", "--by", "Kim", "--role", "r", "--content", str(layout.content)]) == 1
