"""Where a waiver is written: filled in, it lets exactly that finding stand, for every example of every rule."""

from collections.abc import Iterator

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.checks.examination import examine
from plugins.checks.review import review
from plugins.checks.rule import Rule
from plugins.checks.rules import ARTICLE_RULES
from plugins.checks.waiver import NEVER_WAIVED
from plugins.editor.actions import waiver_edit
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.source import Source
from tests.test_rules import STANDARD, unmarked

HEADER = "Title: A walk\nDate: 2026-02-03\nKey points:\n- Walk.\n- Sit.\n- Rest.\n"


def read(text: str) -> Document:
    return read_document(Source("sample.md", text), (CitationExtension(Library()),))


def examples() -> Iterator[object]:
    for rule in ARTICLE_RULES:
        if not rule.code.startswith(NEVER_WAIVED):
            for number, example in enumerate(rule.flagged, 1):
                yield pytest.param(rule, unmarked(example)[0], id=f"{rule.code}-{number}")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("rule", "text"), list(examples()))
def test_a_waiver_where_it_is_offered_lets_the_finding_stand(rule: Rule, text: str, line_end: str) -> None:  # type: ignore[type-arg]
    text = text.replace("\n", line_end)
    reviewed = review(Source("sample.md", text), STANDARD)
    for seen in examine(reviewed, [rule]).seen:
        edit = waiver_edit(reviewed.document, rule.code, seen.hit.span.start if seen.hit.span else None)
        if edit is None:
            assert "|" in text or text.startswith("!["), "only in a table and where no sentence stands"
            continue
        assert edit.start == edit.end
        filled = edit.text.replace(": | ", ": on file | J. Doe ")
        waived = text[: edit.start] + filled + text[edit.end :]
        before = [one.hit.message for one in examine(reviewed, ARTICLE_RULES).seen if one.rule is rule]
        examination = examine(review(Source("sample.md", waived), STANDARD), ARTICLE_RULES)
        (waiver,) = examination.waivers
        assert waiver.mistake == ""
        assert examination.used(waiver), waived
        after = [one.hit.message for one in examination.seen if one.rule is rule]
        assert after == before, "the waiver changes nothing but what is let through"


@pytest.mark.parametrize(
    ("body", "fault", "wanted"),
    [
        ("It is 12% here. Rest.", "12%", "It is 12% here.§ Rest."),
        ("It is 12% here.[@a; @b] Rest.", "12%", "It is 12% here.[@a; @b]§ Rest."),
        ("**It is 12% here.** *Rest.*", "12%", "**It is 12% here.**§ *Rest.*"),
        ("- It is 12% here\n- Rest", "12%", "- It is 12% here§\n- Rest"),
        ("See [12% of it](a.md 'b c'). Rest.", "12%", "See [12% of it](a.md 'b c').§ Rest."),
        ("## It is 12% here\n\nRest.", "12%", "## It is 12% here§\n\nRest."),
        ("Rest.\n\nIt is\n12% here.", "12%", "Rest.\n\nIt is\n12% here.§"),
    ],
)
def test_it_stands_right_behind_the_sentence(body: str, fault: str, wanted: str) -> None:
    text = f"{HEADER}\n{body}\n"
    document = read(text)
    edit = waiver_edit(document, "CLM101", text.index(fault))
    assert edit is not None
    written = text[: edit.start] + edit.text + text[edit.end :]
    assert written == f"{HEADER}\n{wanted.replace('§', ' <!-- waive CLM101: | -->')}\n"


def test_none_is_offered_in_a_table_whose_cells_it_would_part() -> None:
    text = f"{HEADER}\n| Rate | Who |\n|---|---|\n| It is 12% here. | Us |\n"
    assert waiver_edit(read(text), "CLM101", text.index("12%")) is None
