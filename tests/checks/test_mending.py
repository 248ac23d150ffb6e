"""Safe fixes: applied once, they leave nothing to apply, and every other byte as it was."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.checks.engine import mend_articles, set_up, write_mended
from plugins.checks.finding import Edit, Fix
from plugins.checks.mending import apply_fixes, mend
from plugins.checks.rules import ARTICLE_RULES
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
AS_OF = date(2026, 11, 24)
STANDARD = set_up(LAYOUT, AS_OF).standard
COPY = " ".join(STANDARD.shelf.disclaimers["general"].paragraphs[0].split())
HEADER = "Title: A walk\nDate: 2026-02-03\nReviewed: 2026-11-20\nReview due: 2027-11-20\n\n"
PIECES = st.sampled_from(
    [
        COPY, "The canal holds nerves.", "The rate is 12%.[@mekhail2012]", "Walk  on .", "\n\n", "\n", " ",
        "- one", "the the", "word[@mekhail2012].", "**bold**", "5 mg[@levy2012] more", "| a | b |", "`code`",
        "<!-- waive CLM101: x | J. Doe -->", "End.Next", "\r\n", "> said", "Mild® procedure", "\ttab",
    ]
)  # fmt: skip


def mended(text: str) -> str:
    return mend(Source("walk.md", text), STANDARD, ARTICLE_RULES, is_page=False).after.text


def test_a_typed_copy_of_the_disclaimer_is_taken_out() -> None:
    assert mended(f"{HEADER}First.\n\n{COPY}\n\nLast.\n") == f"{HEADER}First.\n\nLast.\n"


def test_a_copy_within_a_paragraph_is_left_to_its_writer() -> None:
    text = f"{HEADER}Please note. {COPY} That is all.\n"
    assert mended(text) == text


def test_a_waived_finding_is_not_mended() -> None:
    text = f"{HEADER}{COPY} <!-- waive DSC403: quoted on purpose | J. Doe -->\n\nLast.\n"
    assert COPY in mended(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_fixing_twice_equals_fixing_once(pieces: list[str]) -> None:
    once = mended(HEADER + "".join(pieces))
    assert mended(once) == once


def test_every_fixture_is_mended_once_and_for_all() -> None:
    for file in sorted((ROOT / "tests").rglob("*.md")):
        text = file.read_text("utf-8", errors="replace")
        once = mended(text)
        assert mended(once) == once, file


def test_a_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    file = tmp_path / "walk.md"
    text = f"{HEADER}First.\n\n{COPY}\n\nLast.\n".replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    for found, change in mend_articles(LAYOUT, (file,), AS_OF):
        write_mended(found, change)
    assert file.read_bytes() == b"\xef\xbb\xbf" + f"{HEADER}First.\n\nLast.\n".replace("\n", "\r\n").encode()


def test_fixes_that_overlap_are_not_applied_together() -> None:
    text, applied = apply_fixes("abcdef", [Fix("one", (Edit(0, 3, "x"),)), Fix("two", (Edit(2, 4, "y"),))])
    assert text == "xdef"
    assert [fix.description for fix in applied] == ["one"]


def test_edits_of_one_fix_are_applied_from_the_end() -> None:
    text, _ = apply_fixes("a.b c", [Fix("swap", (Edit(0, 1, "long"), Edit(4, 5, "z")))])
    assert text == "long.b z"


def test_our_own_articles_need_no_mending() -> None:
    assert list(mend_articles(LAYOUT, (*LAYOUT.articles, *LAYOUT.pages), AS_OF)) == []
