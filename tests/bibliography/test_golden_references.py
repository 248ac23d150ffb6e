"""Every kind of source as the AMA Manual of Style (11th ed., chapter 3) prints it, one line to a reference.

The lines were written by hand from the manual's rules; there is no flag that writes them anew. People,
journals and companies are invented, but for the six references at the end, which are the library's own.
"""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from plugins.bibliography.ama import FORMS, as_html, as_text, format_reference
from plugins.bibliography.library import KNOWN_TYPES
from plugins.bibliography.reference import Json, reference_from_csl

GOLDEN = Path(__file__).parent / "golden"
ENTRIES: list[dict[str, Json]] = json.loads((GOLDEN / "references.json").read_text("utf-8"))
TEXTS = (GOLDEN / "references.txt").read_text("utf-8").splitlines()
PAGES = (GOLDEN / "references.html").read_text("utf-8").splitlines()
KEYS = [str(entry["id"]) for entry in ENTRIES]


def test_there_is_a_line_of_text_and_of_html_for_every_reference() -> None:
    assert len(ENTRIES) == len(set(KEYS)) == len(TEXTS) == len(PAGES) >= 70


@pytest.mark.parametrize(("entry", "line"), list(zip(ENTRIES, TEXTS, strict=True)), ids=KEYS)
def test_a_reference_is_printed_as_text(entry: dict[str, Json], line: str) -> None:
    assert as_text(format_reference(reference_from_csl(entry))) == line


@pytest.mark.parametrize(("entry", "line"), list(zip(ENTRIES, PAGES, strict=True)), ids=KEYS)
def test_a_reference_is_printed_as_html(entry: dict[str, Json], line: str) -> None:
    assert as_html(format_reference(reference_from_csl(entry))) == line


@pytest.mark.parametrize(("line", "page"), list(zip(TEXTS, PAGES, strict=True)), ids=KEYS)
def test_the_two_golden_lines_of_a_reference_say_the_same(line: str, page: str) -> None:
    assert unescape(re.sub(r"<[^>]*>", "", page.replace("<sup>3</sup>", "³"))) == line


@pytest.mark.parametrize("kind", sorted(KNOWN_TYPES))
def test_the_golden_file_has_every_type_the_library_takes(kind: str) -> None:
    assert kind in {entry["type"] for entry in ENTRIES}


@pytest.mark.parametrize("kind", sorted(KNOWN_TYPES))
def test_every_type_the_library_takes_has_a_form_of_its_own(kind: str) -> None:
    assert kind in FORMS


@pytest.mark.parametrize("kind", [*sorted(KNOWN_TYPES), "a-type-of-next-year"])
def test_no_type_loses_author_title_or_year(kind: str) -> None:
    entry: dict[str, Json] = {
        "id": "k", "type": kind, "title": "Walking uphill", "issued": {"date-parts": [[2020, 3, 4]]},
        "author": [{"family": "Vale", "given": "Ada"}], "publisher": "Hill Press",
        "container-title": "Journal of Hills", "accessed": {"date-parts": [[2026, 11, 10]]},
        "URL": "https://hills.example/",
    }  # fmt: skip
    line = as_text(format_reference(reference_from_csl(entry)))
    assert [word for word in ("Vale A", "Walking uphill", "2020") if word not in line] == []
