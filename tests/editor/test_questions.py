"""What an editor asks: hover, completion, and what can be done about a finding."""

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.blog import Blog
from tests.editor.talk import HEADER, LINES, applied, codes, editing, lay_down, run

NAME = "content/articles/sample.md"
UTF_32: list[types.PositionEncodingKind | str] = [types.PositionEncodingKind.Utf32]


TYPED = [
    ("🙂 Larger print.[@", ["brochure2022", "sample2021"]),
    ("🙂 Larger print.[@sam", ["brochure2022", "sample2021"]),
    ("Larger print.[@brochure2022; @", ["brochure2022", "sample2021"]),
    ("Larger print.[@sample2021#", ["print"]),
    ("Larger print.[@brochure2022; @sample2021#pr", ["print"]),
    ("Larger print.[@brochure2022#", []),
    ("Write to ring@", []),
    ("Larger print.[@sample2021] @", []),
    ("Larger print.[@sample2021, p. @", []),
    ("A [link @", []),
]


def article(text: str) -> str:
    return f"{HEADER}\n{text}\n"


def words(hover: types.Hover | None) -> str:
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    return hover.contents.value


def test_hovering_a_finding_tells_what_why_what_to_do_and_where_the_demand_comes_from(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article("Ring.\n\nRing 🙂 the the bell."))
            (found,) = await editor.shown(NAME)
            hover = await editor.hover(NAME, LINES + 2, 9)
            told = words(hover)
            parts = [
                "**“the” stands here twice.**",
                "\n\nWhy: ",
                "\n\nWhat to do: Take one out.",
                "\n\nSource: ",
            ]
            places = [told.index(part) for part in parts]
            assert places == sorted(places)
            assert told.endswith("(PLN507, does not stop publishing)")
            assert hover is not None
            assert hover.range == found.range
            assert await editor.hover(NAME, LINES, 1) is None
            assert await editor.hover(NAME, 999, 1) is None

    run(talk)


def test_hovering_a_citation_shows_the_reference_as_printed_and_its_figure(tmp_path: Path) -> None:
    text = "🙂 People asked for larger print.[@brochure2022; @sample2021#print]"

    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article(text).replace("\n", "\r\n"))
            await editor.shown(NAME)
            # The first unit of "@sample2021#print", counted in UTF-16.
            at = text.index("@sample2021") + 1
            hover = await editor.hover(NAME, LINES, at)
            assert hover is not None
            assert hover.range == types.Range(
                types.Position(LINES, at), types.Position(LINES, at + len("@sample2021#print"))
            )
            told = words(hover)
            assert told.startswith(
                "Sample R, Example KB. Large print in waiting rooms: a made-up study. J Made Up Stud. "
                "2021;3(2):14-19. doi:10.0000/sample.2021.14"
            )
            assert "**print:** People asked for larger print" in told
            assert "People: 40 made-up people in a made-up waiting room" in told
            assert "Where in the source: Results" in told
            assert words(await editor.hover(NAME, LINES, at - 3)).startswith("Sample Hill Clinic.")

    run(talk)


def test_hovering_an_unknown_key_or_figure_says_so(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path), markdown=False) as editor:
            editor.open(NAME, article("Larger print.[@sampel2021]\n\nLarger print.[@sample2021#size]"))
            await editor.shown(NAME)
            hover = await editor.hover(NAME, LINES, 16)
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            assert hover.contents.kind == types.MarkupKind.PlainText
            told = words(hover)
            assert "There is no reference “sampel2021” in the library." in told
            assert "Did you mean “sample2021”?" in told
            assert "\\" not in told
            assert "**" not in told
            assert "No figure “size” is recorded" in words(await editor.hover(NAME, LINES + 2, 16))

    run(talk)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_quick_fix_changes_exactly_its_finding_and_takes_it_away(tmp_path: Path, line_end: str) -> None:
    text = article("A 🙂 and the the bell.\n\nRing and and wait.").replace("\n", line_end)

    async def talk() -> None:
        async with editing(lay_down(tmp_path), encodings=UTF_32) as editor:
            editor.open(NAME, text)
            first, second = await editor.shown(NAME)
            actions = await editor.actions(NAME, first.range, [types.CodeActionKind.QuickFix])
            fix = actions[0]
            assert fix.title == "Take out the doubled word"
            assert fix.is_preferred
            assert list(fix.diagnostics or ()) == [first]
            mended = applied(text, fix)
            assert mended == text.replace("the the bell", "the bell")
            editor.change(NAME, mended)
            assert [one.range for one in await editor.shown(NAME)] == [second.range]

    run(talk)


def test_all_safe_fixes_at_once_are_those_of_the_command_line(tmp_path: Path) -> None:
    text = article(
        "A 🙂 and the the bell.\n\nRing and and wait. <!-- waive PLN507: a poem | J. Doe -->\n\nGo to to the desk."
    )

    async def talk() -> None:
        async with editing(lay_down(tmp_path), encodings=UTF_32) as editor:
            editor.open(NAME, text)
            await editor.shown(NAME)
            top = types.Range(types.Position(0, 0), types.Position(0, 0))
            (action,) = await editor.actions(NAME, top, ["source.fixAll"])
            assert action.kind == "source.fixAll.evidence-blog"
            assert action.title == "Apply 2 safe fixes in this file"
            mended = applied(text, action)
            assert "and and wait" in mended
            (tmp_path / NAME).write_text(text, "utf-8")
            ran = Blog(Path(__file__).parents[2]).run(
                "plugins.checks", "articles", str(tmp_path / NAME), "--fix", "--no-cache",
                "--content", str(tmp_path / "content"),
            )  # fmt: skip
            assert ran.code in (0, 1), ran.words
            assert mended == (tmp_path / NAME).read_text("utf-8")
            editor.change(NAME, mended)
            await editor.shown(NAME)
            assert await editor.actions(NAME, top, ["source.fixAll"]) == []
            assert await editor.actions(NAME, top, [types.CodeActionKind.Refactor]) == []

    run(talk)


def test_a_waiver_is_the_last_action_and_a_finding_until_it_is_filled_in(tmp_path: Path) -> None:
    text = article("Ring the the bell.[@sample2021#print] Wait.")

    async def talk() -> None:
        async with editing(lay_down(tmp_path), encodings=UTF_32) as editor:
            editor.open(NAME, text)
            shown = await editor.shown(NAME)
            (found,) = (one for one in shown if one.code == "PLN507")
            actions = await editor.actions(NAME, found.range)
            waiver = actions[-1]
            assert waiver.title == "Last resort: let this stand, with a reason and a name (PLN507)"
            assert not waiver.is_preferred
            empty = applied(text, waiver)
            assert "bell.[@sample2021#print] <!-- waive PLN507: | --> Wait." in empty
            editor.change(NAME, empty)
            assert "WVR901" in codes(await editor.shown(NAME))
            editor.change(NAME, empty.replace(": | ", ": a poem | "))
            assert "WVR901" in codes(await editor.shown(NAME))
            editor.change(NAME, empty.replace(": | ", ": a poem | J. Doe "))
            shown = await editor.shown(NAME)
            assert "WVR901" not in codes(shown)
            (found,) = (one for one in shown if one.code == "PLN507")
            assert found.severity == types.DiagnosticSeverity.Hint
            # What is let through already is neither mended nor waived again.
            actions = await editor.actions(NAME, found.range)
            assert not any("PLN507" in action.title or (action.kind == types.CodeActionKind.QuickFix and
                           action.title == "Take out the doubled word") for action in actions)  # fmt: skip

    run(talk)


def test_no_waiver_is_offered_where_nobody_may_let_a_finding_stand(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            editor.open(NAME, article("Larger print.[@nobody2020]\n\n<script>1</script>"))
            shown = await editor.shown(NAME)
            assert {"CIT301", "SEC601"} <= set(codes(shown))
            for found in shown:
                titles = [action.title for action in await editor.actions(NAME, found.range)]
                assert any("waiv" in title or "Last resort" in title for title in titles) == (
                    not str(found.code).startswith(("CIT301", "SEC", "HDR451", "HDR457", "DSC"))
                ), (found.code, titles)

    run(talk)


def test_citations_are_completed_and_nothing_else(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path), encodings=UTF_32) as editor:
            editor.open(NAME, article("Larger print."))
            for typed, keys in TYPED:
                editor.change(NAME, article(f"{typed}]"))
                offered = await editor.complete(NAME, LINES, len(typed))
                assert sorted(item.label for item in offered) == keys, typed
                start = max(typed.rfind("@"), typed.rfind("#")) + 1
                area = types.Range(types.Position(LINES, start), types.Position(LINES, len(typed)))
                for item in offered:
                    assert item.text_edit == types.TextEdit(area, item.label)

    run(talk)


def test_an_offered_source_says_who_when_and_what_and_cited_ones_come_first(tmp_path: Path) -> None:
    async def talk() -> None:
        listed = "DOI,PMID,date,reason\n10.0000/sample.2021.14,,2026-03-01,Data could not be found\n"
        lay_down(tmp_path)
        async with editing(tmp_path) as editor:
            editor.open(NAME, article("Larger print.[@sample2021]\n\nFold it.[@]"))
            await editor.shown(NAME)
            offered = {item.label: item for item in await editor.complete(NAME, LINES + 2, 10)}
            sample = offered["sample2021"]
            assert sample.detail == "Sample and Example 2021. Large print in waiting rooms: a made-up study"
            assert str(sample.sort_text) < str(offered["brochure2022"].sort_text)
            assert isinstance(sample.documentation, types.MarkupContent)
            assert sample.documentation.value.startswith("Sample R, Example KB.")
            (tmp_path / "content/retractions.csv").write_text(listed, "utf-8")
            editor.save("content/retractions.csv")
            await editor.shown(NAME)
            offered = {item.label: item for item in await editor.complete(NAME, LINES + 2, 10)}
            assert str(offered["sample2021"].detail).startswith("Retracted on 2026-03-01. Sample")
            assert str(offered["sample2021"].sort_text) > str(offered["brochure2022"].sort_text)
            assert list(offered["sample2021"].tags or ()) == [types.CompletionItemTag.Deprecated]

    run(talk)


def test_the_editor_is_told_which_keys_open_the_list(tmp_path: Path) -> None:
    async def talk() -> None:
        async with editing(lay_down(tmp_path)) as editor:
            assert editor.capabilities is not None
            offered = editor.capabilities.completion_provider
            assert offered is not None
            assert list(offered.trigger_characters or ()) == ["@", "#"]

    run(talk)


def test_a_question_that_breaks_inside_is_answered_with_an_error_and_the_next_one_as_ever(blog: Blog) -> None:
    blog.swap("plugins/editor/hover.py", "    told = [finding_told(", "    1 / 0\n    told = [finding_told(")

    async def talk() -> None:
        async with editing(blog.folder, server=blog.folder) as editor:
            editor.open(NAME, article("Larger print.[@"))
            with pytest.raises(JsonRpcException):
                await editor.hover(NAME, LINES, 3)
            assert len(await editor.complete(NAME, LINES, 15)) == 2

    run(talk)
