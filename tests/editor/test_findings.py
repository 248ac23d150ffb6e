"""python -m plugins.editor: findings in an article while it is typed, in a real talk with a real process."""

import asyncio
import sys
from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types

from plugins.checks.engine import check_manuscript, set_up
from plugins.manuscript.layout import lay_out
from tests.blog import PROJECT, Blog
from tests.editor.talk import HEADER, LINES, codes, editing, lay_down, run

NAME = "content/articles/sample.md"
# One line with a fault: a smiling face is two units of UTF-16, four bytes of UTF-8 and one code point.
DOUBLED = "A 🙂 é and the the bell."
UNKNOWN = "People asked for larger print.[@nobody2020]"


def article(text: str) -> str:
    return f"{HEADER}\n{text}\n"


@pytest.mark.parametrize(
    ("encodings", "start", "end"),
    [
        (None, 11, 18),
        ([types.PositionEncodingKind.Utf16], 11, 18),
        ([types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16], 14, 21),
        ([types.PositionEncodingKind.Utf32], 10, 17),
    ],
    ids=["not told", "utf-16", "utf-8", "utf-32"],
)
def test_a_finding_stands_at_exactly_its_words(
    tmp_path: Path, encodings: list[types.PositionEncodingKind | str], start: int, end: int
) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path), encodings=encodings) as editor:
            editor.open(NAME, article(f"Ring. 🙂\n\n{DOUBLED}").replace("\n", "\r\n"))
            (found,) = await editor.shown(NAME)
            line = LINES + 2
            assert found.range == types.Range(types.Position(line, start), types.Position(line, end))
            assert found.code == "PLN507"
            assert found.source == "Evidence Blog"
            assert found.severity == types.DiagnosticSeverity.Warning
            assert found.message.startswith("“the” stands here twice.\nWhat to do: Take one out.")
            assert found.code_description is not None
            assert found.code_description.href == (PROJECT / "docs/rules/PLN507.md").as_uri()

    run(talk)


def test_a_byte_order_mark_in_the_editors_text_moves_nothing(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, "\ufeff" + article(DOUBLED).replace("Title: Sample", "Title: Sample\nTitel: x"))
            found = {one.code: one for one in await editor.shown(NAME)}
            assert found["PLN507"].range.start == types.Position(LINES + 1, 11)

    run(talk)


def test_what_ends_a_line_elsewhere_ends_none_here(tmp_path: Path) -> None:
    """pygls counts a line separator, a form feed and others as line ends; the protocol and the engine do not."""

    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article("Ring.\u2028Wait.\x0cGo.\x85In."))
            await editor.shown(NAME)
            editor.change(NAME, article(f"Ring.\u2028Wait.\x0cGo.\x85In.\n\n{DOUBLED}"))
            shown = await editor.shown_until(NAME, lambda shown: "PLN507" in codes(shown))
            (found,) = (one for one in shown if one.code == "PLN507")
            assert found.range.start == types.Position(LINES + 2, 11)
            assert editor.capabilities is not None
            sync = editor.capabilities.text_document_sync
            assert isinstance(sync, types.TextDocumentSyncOptions)
            assert sync.change == types.TextDocumentSyncKind.Full

    run(talk)


def test_the_unsaved_text_is_checked_while_it_is_typed_and_a_clean_one_is_told_as_clean(
    tmp_path: Path,
) -> None:
    async def talk() -> None:
        (lay_down(tmp_path) / NAME).write_text(article("Saved: the the bell."), "utf-8")
        async with editing(tmp_path) as editor:
            editor.open(NAME, article("There is a bell."))
            assert await editor.shown(NAME) == []
            for typed in ("There is the", "There is the the", "There is the the bell."):
                editor.change(NAME, article(typed))
            assert codes(await editor.shown(NAME)) == ["PLN507"]
            editor.change(NAME, article("There is the bell."))
            editor.save(NAME)
            assert await editor.shown(NAME) == []
            # The keystroke before the save does not have it checked a second time.
            assert await editor.is_quiet(NAME)

    run(talk)


def test_an_editor_shows_what_the_command_line_says(tmp_path: Path) -> None:
    text = article(f"{DOUBLED}\n\n{UNKNOWN}\n\nAbout 40% of people get better.")

    async def talk() -> None:
        file = lay_down(tmp_path) / NAME
        file.write_text(text, "utf-8")
        layout = lay_out(tmp_path / "content", tmp_path)
        today = date.today()
        standard = set_up(layout, today).standard
        said = sorted(found.rule for found in check_manuscript(layout, file, standard).findings)
        assert len(said) > 2
        async with editing(tmp_path) as editor:
            editor.open(NAME, text)
            assert sorted(codes(await editor.shown(NAME))) == said

    run(talk)


def test_a_page_needs_no_reviewer_and_an_article_does(tmp_path: Path) -> None:
    text = "Title: Contact\nSummary: How to reach us.\n\nRing the bell.\n"

    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open("content/pages/new.md", text)
            assert await editor.shown("content/pages/new.md") == []
            editor.open(NAME, text)
            assert "HDR453" in codes(await editor.shown(NAME))

    run(talk)


@pytest.mark.parametrize("name", ["README.md", "content/disclaimers/everyday.md", "content/notes.txt"])
def test_what_is_no_article_is_left_alone(tmp_path: Path, name: str) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(name, "The the bell.\n")
            editor.change(name, "The the the bell.\n")
            assert await editor.is_quiet(name)
            assert await editor.actions(name, types.Range(types.Position(0, 0), types.Position(0, 3))) == []
            assert await editor.hover(name, 0, 1) is None

    run(talk)


def test_a_waived_finding_is_a_hint_with_its_reason(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article("Ring the the bell. <!-- waive PLN507: a poem | J. Doe -->"))
            (found,) = await editor.shown(NAME)
            assert found.severity == types.DiagnosticSeverity.Hint
            assert found.message.startswith("Let through: a poem (J. Doe)")

    run(talk)


def test_closing_clears(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article(DOUBLED))
            assert codes(await editor.shown(NAME)) == ["PLN507"]
            # A keystroke right in front of it brings nothing back.
            editor.change(NAME, article(f"{DOUBLED} {DOUBLED}"))
            editor.close(NAME)
            assert await editor.shown(NAME) == []
            assert await editor.is_quiet(NAME)

    run(talk)


@pytest.mark.parametrize("name", ["sample.md", "deeper/sample.md", "pages/sample.md"])
def test_a_plain_pelican_content_folder_is_a_blog(tmp_path: Path, name: str) -> None:
    async def talk() -> None:
        (tmp_path / "first.md").write_text(article("Ring."), "utf-8")
        async with editing(tmp_path) as editor:
            editor.open(name, article(DOUBLED))
            assert "PLN507" in codes(await editor.shown(name))

    run(talk)


@pytest.mark.parametrize("options", [(), ("--content", "content")], ids=["found", "told"])
def test_a_file_opened_without_a_folder_is_checked(tmp_path: Path, options: tuple[str, ...]) -> None:
    async def talk() -> None:
        lay_down(tmp_path)
        told = (options[0], str(tmp_path / options[1])) if options else ()
        async with editing(tmp_path, *told, roots=False) as editor:
            editor.open(NAME, article(DOUBLED))
            assert codes(await editor.shown(NAME)) == ["PLN507"]

    run(talk)


def test_a_text_that_is_none_is_told_so(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article("A\0B\n\nthe the bell"))
            (found,) = await editor.shown(NAME)
            assert found.code == "HDR450"
            assert found.severity == types.DiagnosticSeverity.Error
            assert await editor.hover(NAME, found.range.start.line, 0) is not None

    run(talk)


def test_a_link_to_a_file_outside_the_blog_is_refused_as_everywhere(tmp_path: Path) -> None:
    async def talk() -> None:
        folder = lay_down(tmp_path / "blog")
        (tmp_path / "outside.md").write_text(article("Ring."), "utf-8")
        (folder / NAME).symlink_to(tmp_path / "outside.md")
        async with editing(folder) as editor:
            editor.open(NAME, article("Ring."))
            assert codes(await editor.shown(NAME)) == ["HDR450"]

    run(talk)


def test_an_error_of_our_own_is_told_and_never_looks_clean(blog: Blog) -> None:
    blog.swap("plugins/checks/review.py", '    """Read a source and find its claims."""\n', "    1 / 0\n")

    async def talk() -> None:
        async with editing(blog.folder, server=blog.folder) as editor:
            editor.open(NAME, article("Ring."))
            (found,) = await editor.shown(NAME)
            assert found.code == "not-checked"
            assert found.severity == types.DiagnosticSeverity.Error
            assert found.range == types.Range(types.Position(0, 0), types.Position(0, 13))
            assert "ZeroDivisionError" in found.message
            assert "says nothing about this text" in await editor.message()
            # The next keystroke is answered too, and does not open the same window again.
            editor.change(NAME, article("Ring. Wait."))
            assert codes(await editor.shown(NAME)) == ["not-checked"]
            await asyncio.sleep(0.5)
            assert editor.messages.empty()

    run(talk)


def test_broken_wording_lists_are_told_with_their_line(blog: Blog) -> None:
    blog.write("plugins/claims/lexicon.toml", "[[[\n")

    async def talk() -> None:
        async with editing(blog.folder, server=blog.folder) as editor:
            editor.open(NAME, article("Ring."))
            (found,) = await editor.shown(NAME)
            assert found.code == "not-checked"
            assert "lexicon.toml:1" in found.message
            assert "lexicon.toml:1" in await editor.message()

    run(talk)


def test_what_is_printed_inside_does_not_disturb_the_talk(blog: Blog) -> None:
    told = (
        '    """Read a source and find its claims."""\n    print("noise"); import os; os.write(1, b"noise")\n'
    )
    blog.swap("plugins/checks/review.py", '    """Read a source and find its claims."""\n', told)

    async def talk() -> None:
        async with editing(blog.folder, server=blog.folder) as editor:
            editor.open(NAME, article(DOUBLED))
            assert codes(await editor.shown(NAME)) == ["PLN507"]
            editor.change(NAME, article("Ring."))
            assert await editor.shown(NAME) == []

    run(talk)


def test_a_content_folder_that_is_not_there_is_told_at_once() -> None:
    ran = Blog(PROJECT).run("plugins.editor", "--content", "no-such-folder")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no content folder no-such-folder." in ran.err


def test_the_server_leaves_when_the_editor_is_gone() -> None:
    async def talk() -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "plugins.editor", cwd=PROJECT,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, _ = await asyncio.wait_for(process.communicate(b""), 30)
        assert out == b""
        assert process.returncode is not None

    run(talk)
