"""Labelled sentences written as pages of text."""

from pathlib import Path

import pytest

from plugins.claims.labelled import read_labelled

PAGES = """\
=== ankle-brace
# Meet the brace
definition | The Nimbora brace is a soft sleeve.
efficacy? | It eases pain | on stairs.

# Benefits
fragment_heading | Benefits include:
- efficacy | Fewer bad days
=== second
study | A trial found it.
"""


def test_pages_give_sentences_with_heading_neighbours_and_lead_in(tmp_path: Path) -> None:
    file = tmp_path / "braces.txt"
    file.write_text(PAGES, "utf-8")
    heading, first, doubtful, benefits, lead_in, item, second = read_labelled(file)
    assert (heading.setting.form, benefits.setting.form, heading.claim) == ("heading", "heading", False)
    assert (first.claim, first.kind, first.document) == (False, "definition", "braces/ankle-brace")
    assert first.setting.after == doubtful.text == "It eases pain | on stairs."
    assert (doubtful.claim, doubtful.contestable, doubtful.setting.after) == (True, True, "")
    assert (item.setting.form, item.setting.lead_in) == ("list item", lead_in.text)
    assert (item.setting.heading, item.setting.before) == ("Benefits", "")
    assert (second.setting.heading, second.kind, second.collection) == ("", "study", "braces")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("definition | before any page", "line 1"),
        ("=== a\nclaim | unknown type", "line 2"),
        ("=== a\nno bar at all", "line 2"),
        ("=== a\nstudy |  ", "line 2"),
        ("=== a\nstudy | One.\n=== a\n", "line 3"),
    ],
)
def test_what_is_no_page_is_told_with_file_and_line(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "braces.txt"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=rf"braces\.txt, {place}: "):
        read_labelled(file)
