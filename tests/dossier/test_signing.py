"""Signing off: what is recorded, what is refused, and that any later change is told."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plugins.dossier import archive
from plugins.dossier.__main__ import main
from plugins.dossier.archive import CannotRecord, append, read_record
from plugins.dossier.changes import Change, side_by_side
from plugins.dossier.record_reading import WrongRecord, parse_record
from plugins.dossier.signature import Record, record_text
from plugins.dossier.standing import SignOff, Standing
from plugins.manuscript.layout import Layout, lay_out
from plugins.manuscript.source import Source
from tests.blog import PROJECT, Blog
from tests.dossier.sample import ARTICLE, CLEAN, HEADER, blog_with, dossiers_of

RECORD = "approvals/articles/sample.json"
SCHEMA = json.loads((PROJECT / "plugins" / "dossier" / "approvals.schema.json").read_text("utf-8"))
BY = ("--by", "Kim Example, RN", "--role", "medical reviewer")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return blog_with(tmp_path, CLEAN)


def approve(layout: Layout, *words: str, article: str = "sample") -> int:
    return main(["approve", article, *(words or BY), "--content", str(layout.content)])


def sign_off(layout: Layout) -> SignOff:
    return dossiers_of(layout).entries[0].sign_off


def swap(layout: Layout, name: str, old: str, new: str) -> None:
    file = layout.content / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_article_that_nobody_signed_says_so(layout: Layout) -> None:
    assert (sign_off(layout).standing, sign_off(layout).words) == (Standing.NEVER, "Not signed off.")


def test_a_signature_is_recorded_with_name_role_day_note_and_what_was_signed(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(layout, *BY, "--note", "After a call.") == 0
    assert "commit that file" in capsys.readouterr().out
    told = json.loads((layout.content / RECORD).read_text("utf-8"))
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)
    (signed,) = told["signatures"]
    assert (signed["by"], signed["role"], signed["note"]) == (
        "Kim Example, RN",
        "medical reviewer",
        "After a call.",
    )
    assert signed["on"] == date.today().isoformat()
    assert signed["state"] == sign_off(layout).fingerprint
    assert signed["inputs"]["library: content/references.json"]
    assert told["states"][signed["state"]]["sentences"][3].startswith("Print")
    assert sign_off(layout).standing is Standing.UNCHANGED
    assert sign_off(layout).words.startswith("Signed off by Kim Example, RN (medical reviewer) on ")


CHANGES = {
    "a word": (ARTICLE, "asked for", "asked for a", "sentence"),
    "a number": (ARTICLE, "40 people", "41 people", "sentence"),
    "a number of the evidence": ("evidence/sample2021.toml", "40 people", "41 people", "figure"),
    "a time point": ("evidence/sample2021.toml", "one day", "one week", "figure"),
    "who paid": ("evidence/sample2021.toml", "Sample Hill Clinic", "Other Hill Clinic", "evidence"),
    "the reference": ("references.json", "Large print", "Small print", "reference"),
    "a word of the disclaimer": ("disclaimers/everyday.md", "a test page", "one test page", "disclaimer"),
    "the disclaimer's version": ("disclaimers/everyday.md", "Version: 4", "Version: 5", "disclaimer"),
    "the reviewer": (ARTICLE, "Kim Example", "Kim Sample", "header"),
    "where a link leads": (ARTICLE, "example/desk", "example/door", "link"),
    "who answers for a waiver": (ARTICLE, "J. Doe", "J. Roe", "waiver"),
    "a figure that is cited": (ARTICLE, "#print", "", "claim"),
    "a comment": (ARTICLE, "Ring the", "Ring <!-- hm --> the", "file"),
    "how a word is set": (ARTICLE, "Ring the bell", "Ring the **bell**", "file"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_after_a_signature_is_told_and_restoring_it_restores(
    layout: Layout, change: str
) -> None:
    name, old, new, what = CHANGES[change]
    assert approve(layout) == 0
    before = (layout.content / name).read_text("utf-8")
    swap(layout, name, old, new)
    changed = sign_off(layout)
    assert changed.standing is Standing.CHANGED
    assert what in [one.what for one in changed.changes]
    assert "changed since" in changed.words
    (layout.content / name).write_text(before, "utf-8")
    assert sign_off(layout).standing is Standing.UNCHANGED


def test_a_picture_that_changes_is_told(tmp_path: Path) -> None:
    text = CLEAN.replace("## Print\n", "## Print\n\n![A door]({static}/images/door.png)\n")
    layout = blog_with(tmp_path, text)
    (layout.content / "images").mkdir()
    for name in ("door", "gate"):
        (layout.content / "images" / f"{name}.png").write_bytes(b"x")
    assert approve(layout) == 0
    swap(layout, ARTICLE, "door.png", "gate.png")
    assert [one.what for one in sign_off(layout).changes] == ["picture"]


def test_before_and_after_stand_side_by_side_with_the_words_that_differ_apart(layout: Layout) -> None:
    assert approve(layout) == 0
    swap(layout, ARTICLE, "40 people", "41 people")
    change = next(one for one in sign_off(layout).changes if one.what == "sentence")
    before, after = side_by_side(change)
    assert [one.text for one in before if one.changed] == ["40"]
    assert [one.text for one in after if one.changed] == ["41"]
    assert "".join(one.text for one in before) == "In a survey, 40 people asked for larger print."


def test_what_is_new_and_what_is_gone_has_one_side_only() -> None:
    assert side_by_side(Change("sentence", "", "", "It rings."))[0] == ()
    assert side_by_side(Change("sentence", "", "It rings.", ""))[1] == ()


def test_a_change_in_what_the_article_does_not_rest_on_leaves_the_signature(layout: Layout) -> None:
    assert approve(layout) == 0
    swap(layout, "references.json", "How to fold a brochure", "How to fold a map")
    swap(layout, "disclaimers/devices.md", "Version: 2.1", "Version: 2.2")
    assert sign_off(layout).standing is Standing.UNCHANGED


def test_the_next_day_changes_nothing(layout: Layout) -> None:
    assert approve(layout) == 0
    assert dossiers_of(layout, date(2030, 1, 1)).entries[0].sign_off.standing is Standing.UNCHANGED


def test_a_waiver_that_runs_out_is_a_change(layout: Layout) -> None:
    assert approve(layout) == 0
    late = dossiers_of(layout, date(2099, 2, 1)).entries[0].sign_off
    assert {one.what for one in late.changes} == {"claim", "waiver"}


def test_the_record_only_grows_and_each_signature_says_whether_it_holds(layout: Layout) -> None:
    assert approve(layout) == 0
    first = json.loads((layout.content / RECORD).read_text("utf-8"))
    swap(layout, ARTICLE, "asked for", "asked us for")
    assert approve(layout, "--by", "Robin Sample, JD", "--role", "legal reviewer") == 0
    assert approve(layout, "--by", "Kim Example, RN", "--role", "medical reviewer") == 0
    told = json.loads((layout.content / RECORD).read_text("utf-8"))
    assert told["signatures"][0] == first["signatures"][0]
    assert first["states"].items() <= told["states"].items()
    assert (len(told["signatures"]), len(told["states"])) == (3, 2)
    assert [signed.holds for signed in sign_off(layout).signatures] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (f"{HEADER}About 95% of patients had less leg pain.\n", 1, "This number has no reference."),
        (CLEAN.replace("[@sample2021#print]", "[@sample2012#print]"), 1, "sample2012"),
        (CLEAN.replace("## Print", "<script>alert(1)</script>"), 1, "script"),
    ],
)
def test_an_article_with_errors_cannot_be_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, words: str
) -> None:
    layout = blog_with(tmp_path, text)
    assert approve(layout) == code
    assert words in capsys.readouterr().err
    assert not (layout.content / "approvals").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("references.json", b"{"),
        (ARTICLE, b"PK\x03\x04"),
        ("disclaimers/everyday.md", b"\xff\xfe"),
        ("evidence/sample2021.toml", b"\0"),
        ("checks.toml", b"min_confidence = 7\n"),
    ],
)
def test_what_could_not_be_checked_cannot_be_signed(
    layout: Layout, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    (layout.content / name).write_bytes(data)
    assert approve(layout) == 2
    assert name.rpartition("/")[2] in capsys.readouterr().err
    assert not (layout.content / "approvals").exists()


def test_everything_that_is_wrong_with_a_call_is_told_at_once(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--by", "\u202eKim", "--role", " ", "--note", "one\ntwo", "--seen", "x")
    assert approve(layout, *words, article="samlpe") == 2
    told = capsys.readouterr().err
    for part in ("--by", "--role", "--note", "--seen", "“samlpe”", "Did you mean articles/sample.md?"):
        assert part in told
    assert main(["approve", "sample", "--content", str(layout.content / "none")]) == 2
    told = capsys.readouterr().err
    assert "There is no content folder" in told
    assert "--by" in told


@pytest.mark.parametrize("by", ["", "  ", "123", "Kim\u200bExample", "K\0", "Kim\nExample", "K" * 121])
def test_a_name_that_is_none_is_refused(layout: Layout, by: str) -> None:
    assert approve(layout, "--by", by, "--role", "reviewer") == 2
    assert not (layout.content / "approvals").exists()


def test_only_what_was_looked_at_is_signed(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    seen = sign_off(layout).fingerprint
    swap(layout, ARTICLE, "asked for", "asked us for")
    assert approve(layout, *BY, "--seen", seen[:12]) == 2
    assert "is not what you looked at any more" in capsys.readouterr().err
    assert not (layout.content / "approvals").exists()
    assert approve(layout, *BY, "--seen", sign_off(layout).fingerprint[:12]) == 0


def test_a_file_where_the_folder_of_approvals_should_be_is_told(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    (layout.content / "approvals").write_text("mine\n", "utf-8")
    assert approve(layout) == 2
    assert "content/approvals is no folder" in capsys.readouterr().err
    assert (layout.content / "approvals").read_text("utf-8") == "mine\n"


@pytest.mark.skipif(os.name != "posix", reason="links of folders need rights elsewhere")
def test_no_record_is_written_outside_the_blog(layout: Layout, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (layout.content / "approvals").symlink_to(outside)
    assert approve(layout) == 2
    assert list(outside.iterdir()) == []


def test_a_write_that_breaks_off_leaves_the_record_as_it_was(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(layout) == 0
    before = (layout.content / RECORD).read_bytes()

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    assert approve(layout, "--by", "Robin Sample", "--role", "legal reviewer") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert (layout.content / RECORD).read_bytes() == before
    assert [file.name for file in (layout.content / RECORD).parent.iterdir()] == ["sample.json"]


def test_two_signatures_at_once_lose_none(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    aside = layout.content / "approvals" / "articles" / ".sample.json.new"
    aside.parent.mkdir(parents=True)
    aside.touch()
    assert approve(layout) == 2
    assert "Somebody else is signing" in capsys.readouterr().err
    aside.unlink()
    assert approve(layout) == 0
    with pytest.raises(CannotRecord, match="meanwhile"):
        append(layout, Record(ARTICLE), None, date.today())
    assert not aside.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("asked for larger", "asked for smaller"), "altered after it was signed"),
        (lambda text: text[: len(text) // 2], "It is no JSON"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "version 1"),
        (
            lambda text: text.replace('"article": "articles/sample.md"', '"article": "articles/other.md"'),
            "another",
        ),
        (lambda text: re.sub(r'"on": "[^"]+"', '"on": "soon"', text), "no date"),
        (lambda text: text.replace('"role"', '"rule"'), "does not have the fields"),
        (lambda text: "[" * 100_000, "no JSON"),
    ],
)
def test_a_record_that_was_altered_is_neither_believed_nor_added_to(
    layout: Layout, capsys: pytest.CaptureFixture[str], change: Callable[[str], str], words: str
) -> None:
    assert approve(layout) == 0
    file = layout.content / RECORD
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    altered = file.read_bytes()
    told = sign_off(layout)
    assert told.standing is Standing.UNREADABLE
    assert words in told.problem
    assert approve(layout) == 2
    assert words in capsys.readouterr().err
    assert file.read_bytes() == altered
    assert main(["write", "--content", str(layout.content), "--output", str(layout.project / "out")]) == 2


def test_a_record_reads_as_it_was_written(layout: Layout) -> None:
    assert approve(layout, "--by", "Zoë ‘Z’ O’Hara, MD", "--role", "reviewer “one”") == 0
    record = read_record(layout, ARTICLE, date.today())
    assert record is not None
    assert parse_record(Source(RECORD, record_text(record)), ARTICLE, date.today()) == record
    assert (layout.content / RECORD).read_text("utf-8") == record_text(record)
    assert "Zoë" in record_text(record)


def test_an_article_with_another_name_is_not_signed_and_the_record_of_the_old_one_is_told(
    layout: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(layout) == 0
    (layout.content / ARTICLE).rename(layout.content / "articles" / "other.md")
    assert sign_off(layout).standing is Standing.NEVER
    assert main(["write", "--content", str(layout.content), "--output", str(layout.project / "out")]) == 0
    assert (
        "content/approvals/articles/sample.json is the record of an article that is gone"
        in capsys.readouterr().err
    )


def test_an_empty_record_cannot_be_mistaken_for_a_signature() -> None:
    with pytest.raises(WrongRecord):
        parse_record(Source(RECORD, "{}"), ARTICLE, date.today())


def test_the_record_is_no_article_and_breaks_no_check(layout: Layout) -> None:
    assert approve(layout) == 0
    assert dossiers_of(layout).report.findings == tuple(
        found for found in dossiers_of(layout).report.findings if found.suppressed
    )
    plain = layout.content.parent / "plain"
    (plain / "approvals").mkdir(parents=True)
    (plain / "approvals" / "note.md").write_text("Title: No article\n", "utf-8")
    assert lay_out(plain, layout.project).articles == ()


def test_the_tasks_sign_and_write_and_a_signed_blog_is_published_without_its_record(blog: Blog) -> None:
    ran = blog.task(
        "approve", "your-first-visit", "--by", "Kim Example, MD", "--role", "medical reviewer", "--note", "-x"
    )
    assert ran.code == 0, ran.words
    written = blog.task("dossier", "--article", "your-first-visit", "--article", "pages/about")
    assert written.code == 0
    assert "your-first-visit.md: Signed off by Kim Example, MD (medical reviewer)" in written.words
    assert "about.md: Not signed off." in written.words
    assert blog.path("dossier/articles/your-first-visit.html").is_file()
    assert not blog.path("dossier/index.html").exists()
    assert blog.task("publish").code == 0
    assert not list(blog.path("public").rglob("*approv*"))
