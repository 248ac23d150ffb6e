"""A small blog with one article in which claims stand in every way, for tests that read dossiers of it."""

import shutil
from datetime import date
from pathlib import Path

from plugins.dossier.engine import Gathered, gather
from plugins.manuscript.layout import Layout, lay_out
from tests.blog import CONTENT

AS_OF = date(2026, 11, 24)
HEADER = (
    "Title: Sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, RN\nReviewed: 2024-04-02\nReview due: 2099-12-31\nSummary: A bell.\n"
    "Key points:\n- Ring.\n- Wait.\n- Bring your glasses.[@sample2021]\n\n"
)
CLEAN = (
    f"{HEADER}## Print\n\n"
    "In a survey, 40 people asked for larger print.[@sample2021#print] Ring the bell at "
    "[the desk](https://samplehill.example/desk).\n\n"
    "About 90% of our patients find the door. <!-- waive CLM101: our own count | J. Doe | until 2099-01-31 -->\n"
)
EVERY_WAY = (
    f"{HEADER}## Print\n\n"
    "In a survey, 40 people asked for larger print.[@sample2021#print] That is 40 of every 40 people in it.\n\n"
    "About 95% of patients had less leg pain.\n\n"
    "About 90% of our patients find the door. <!-- waive CLM101: our own count | J. Doe | until 2099-01-31 -->\n\n"
    "About 80% of patients had less back pain.[@nobody2020]\n\n"
    "After a year, two things were found:[@brochure2022]\n\n"
    "- 70% of patients had less leg pain\n- 60% of patients had less back pain\n\n"
    "About 50% of patients sleep better.[^note]\n\n"
    "| Group | Less pain[@sample2021#print] |\n|---|---|\n| old | 55% of patients had less pain |\n\n"
    "[^note]: As told.[@brochure2022, p. 3]\n"
)
ARTICLE = "articles/sample.md"


def blog_with(folder: Path, text: str) -> Layout:
    """Make a blog of one article in a folder of its own."""
    content = folder / "content"
    for name in ("disclaimers", "evidence"):
        shutil.copytree(CONTENT / name, content / name)
    shutil.copy(CONTENT / "references.json", content)
    (content / "articles").mkdir()
    (content / ARTICLE).write_text(text, "utf-8")
    return lay_out(content, folder)


def dossiers_of(layout: Layout, as_of: date = AS_OF) -> Gathered:
    """Return the dossiers of a blog as it stands now."""
    layout = lay_out(layout.content, layout.project)
    return gather(layout, (*layout.articles, *layout.pages), as_of)
