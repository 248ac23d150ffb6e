"""References, evidence and disclaimers: shown where they are wrong, and every open article checked anew."""

import json
from pathlib import Path

import pytest
from lsprotocol import types

from plugins.approval.__main__ import main
from tests.blog import Blog
from tests.editor.talk import HEADER, codes, editing, lay_down, run

NAME, LIBRARY = "content/articles/sample.md", "content/references.json"
DISCLAIMER, EVIDENCE = "content/disclaimers/everyday.md", "content/evidence/sample2021.toml"
CITING = f"{HEADER}\nPeople asked for larger print.[@nobody2020]\n"
PLAIN = f"{HEADER}\nRing the bell.\n"


def add_reference(folder: Path, key: str) -> None:
    file = folder / LIBRARY
    references = json.loads(file.read_text("utf-8"))
    references.append({**references[0], "id": key, "DOI": "10.0000/sample.2020.1"})
    file.write_text(json.dumps(references, indent=1), "utf-8")


@pytest.mark.parametrize("watching", [True, False], ids=["watched", "saved"])
def test_a_new_reference_takes_the_finding_away(tmp_path: Path, watching: bool) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path), watching=watching) as editor:
            editor.open(NAME, CITING)
            assert "CIT301" in codes(await editor.shown(NAME))
            add_reference(tmp_path, "nobody2020")
            if watching:
                await editor.answer(editor.asked_to_watch.wait())
                assert set(editor.watched) >= {
                    "**/references.json",
                    "**/evidence/*.toml",
                    "**/disclaimers/*.md",
                }
                editor.changed_on_disk(LIBRARY)
            else:
                editor.save(LIBRARY)
            assert "CIT301" not in codes(await editor.shown(NAME))

    run(talk)


def test_a_save_that_is_told_twice_sets_up_once(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, CITING)
            await editor.shown(NAME)
            editor.save(LIBRARY)
            editor.changed_on_disk(LIBRARY)
            editor.changed_on_disk(EVIDENCE)
            await editor.shown(NAME)
            assert await editor.is_quiet(NAME)

    run(talk)


@pytest.mark.parametrize("broken", [b"[{]", b"\xff\xfe[\0", b"{}"], ids=["no JSON", "UTF-16", "no list"])
def test_a_library_that_cannot_be_read_is_shown_at_it_and_at_every_article(
    tmp_path: Path, broken: bytes
) -> None:
    async def talk() -> None:
        before = (lay_down(tmp_path) / LIBRARY).read_bytes()
        async with editing(tmp_path) as editor:
            editor.open(NAME, PLAIN)
            assert await editor.shown(NAME) == []
            (tmp_path / LIBRARY).write_bytes(broken)
            editor.save(LIBRARY)
            (there,) = await editor.shown(LIBRARY)
            assert there.code == "HDR450"
            (here,) = await editor.shown(NAME)
            assert (here.code, here.range.start.line) == ("not-checked", 0)
            assert here.severity == types.DiagnosticSeverity.Error
            assert here.message.startswith("content/references.json could not be read")
            assert "content/references.json could not be read" in await editor.message()
            (tmp_path / LIBRARY).write_bytes(before)
            editor.save(LIBRARY)
            assert await editor.shown(LIBRARY) == []
            assert await editor.shown(NAME) == []

    run(talk)


def test_a_fault_in_the_library_stands_at_its_key_also_where_only_the_library_is_open(tmp_path: Path) -> None:
    async def talk() -> None:
        text = (lay_down(tmp_path) / LIBRARY).read_text("utf-8").replace('"article-journal"', '"artikel"')
        (tmp_path / LIBRARY).write_text(text, "utf-8")
        async with editing(tmp_path) as editor:
            editor.open(LIBRARY, text)
            (found,) = await editor.shown(LIBRARY)
            assert "artikel" in found.message
            assert found.range == types.Range(types.Position(2, 9), types.Position(2, 19))

    run(talk)


def test_a_fault_in_evidence_and_in_a_disclaimer_is_shown_there(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, PLAIN)
            assert await editor.shown(NAME) == []
            (tmp_path / EVIDENCE).write_text("[figures.print]\n", "utf-8")
            editor.save(EVIDENCE)
            assert codes(await editor.shown(EVIDENCE)) == ["EVD211"]
            file = tmp_path / DISCLAIMER
            file.write_text(file.read_text("utf-8").replace("Version:", "Vershun:"), "utf-8")
            editor.save(DISCLAIMER)
            found = await editor.shown(DISCLAIMER)
            assert found
            assert all(str(code).startswith("DSC") for code in codes(found))
            # The article has lost its disclaimer with it.
            assert "DSC406" in codes(await editor.shown_until(NAME, bool))

    run(talk)


def test_a_blog_without_any_disclaimer_is_told_at_the_article(tmp_path: Path) -> None:
    async def talk() -> None:
        for file in (lay_down(tmp_path) / "content/disclaimers").iterdir():
            file.unlink()
        async with editing(tmp_path) as editor:
            editor.open(NAME, PLAIN)
            assert any(code.startswith("DSC") for code in codes(await editor.shown(NAME)))

    run(talk)


def test_what_breaks_while_a_blog_is_set_up_is_told_and_the_next_save_is_heard(blog: Blog) -> None:
    begin = '    """Read library, disclaimers and wording lists, and check them by their own rules."""\n'
    sabotage = '    if (layout.content / "break").exists():\n        raise ValueError("sabotage")\n'
    blog.swap("plugins/checks/engine.py", begin, begin + sabotage)

    async def talk() -> None:
        async with editing(blog.folder, server=blog.folder) as editor:
            editor.open(NAME, PLAIN)
            assert await editor.shown(NAME) == []
            blog.write("content/break", "")
            editor.save(LIBRARY)
            assert codes(await editor.shown(NAME)) == ["not-checked"]
            assert "sabotage" in await editor.message()
            blog.path("content/break").unlink()
            editor.save(LIBRARY)
            assert await editor.shown(NAME) == []

    run(talk)


REGISTER = "content/claims.toml"
NEAR = f"{HEADER}\nThe front desk in the hall rang its silver bell 9 times. Ring the the bell.\n"
APPROVED = "The front desk in the hall rings its silver bell 7 times a day."


def test_a_register_that_is_saved_is_held_against_open_articles_and_offers_its_wording(
    tmp_path: Path,
) -> None:
    async def talk() -> None:
        lay_down(tmp_path)
        async with editing(tmp_path, watching=True) as editor:
            editor.open(NAME, NEAR)
            assert codes(await editor.shown(NAME)) == ["PLN507"]
            assert "**/claims.toml" in editor.watched
            register = tmp_path / REGISTER
            register.write_text(f'[[claims]]\nid = "bells"\nwording = "{APPROVED}"\n', "utf-8")
            signed = ("approve", "bells", "--by", "Kim Example, RN", "--role", "medical reviewer")
            assert main([*signed, "--content", str(register.parent)]) == 0
            register.write_text(
                f'[[claims]]\nid = "bell"\nwording = "{APPROVED}"\nproduct = "bell"\n\n'
                f"{register.read_text('utf-8')}",
                "utf-8",
            )
            editor.changed_on_disk(REGISTER)
            (mistake,) = await editor.shown(REGISTER)
            assert (mistake.code, mistake.range.start.line) == ("CLM127", 3)
            shown = await editor.shown(NAME)
            assert sorted(codes(shown)) == ["CLM122", "PLN507"]
            (number,) = (one for one in shown if one.code == "CLM122")
            offers = await editor.actions(NAME, number.range)
            fixes = [one for one in offers if one.title.startswith("Write it as approved")]
            assert [one.is_preferred for one in fixes] == [False]
            # What all safe fixes do together does not change what is said.
            (every,) = [one for one in offers if one.title.startswith("Apply 1 safe fix ")]
            assert every.edit is not None

    run(talk)
