"""What the dossier tells of a sentence's numbers and of approved claims in it, from the packages that know."""

from pathlib import Path

from plugins.dossier.dossier import Dossier
from plugins.dossier.html_form import article_page
from plugins.dossier.standing import Standing
from plugins.manuscript.layout import Layout
from tests.dossier.sample import ARTICLE, CLEAN, HEADER, blog_with, dossiers_of
from tests.dossier.test_signing import approve

CLAIMS = """\
[claims.larger-print]
wording = "In a survey, 40 people asked for larger print."
figure = "sample2021#print"
"""


def dossier(layout: Layout) -> Dossier:
    return dossiers_of(layout).entries[0].dossier


def compared(layout: Layout) -> list[tuple[str, str, str]]:
    return [
        (one.outcome, one.says, one.figure) for row in dossier(layout).claims for one in row.judgments or ()
    ]


def test_each_number_is_told_with_what_its_figure_says(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    assert compared(layout) == [("agrees", "40 people", "@sample2021#print")]
    (layout.content / ARTICLE).write_text(CLEAN.replace("40 people", "41 people"), "utf-8")
    assert compared(layout) == [("differs", "41 people", "@sample2021#print")]
    page = article_page(dossiers_of(layout).entries[0])
    assert "the sentence says “41 people”, <code>@sample2021#print</code> says “40 people”" in page


def test_of_a_sentence_that_cites_two_figures_a_number_agrees_with_either(tmp_path: Path) -> None:
    layout = blog_with(
        tmp_path,
        f"{HEADER}In a survey, 40 people asked and 7 people laughed.[@sample2021#print; @sample2021#fun]\n",
    )
    file = layout.content / "evidence" / "sample2021.toml"
    more = '\n[figures.fun]\nfinding = "7 people laughed"\nvalues = ["7 people"]\npopulation = "40 people"\nlocator = "Results"\n'
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    assert [(outcome, says) for outcome, says, _ in compared(layout)] == [
        ("agrees", "40 people"), ("agrees", "7 people"),
    ]  # fmt: skip


def test_no_number_is_compared_in_a_language_in_which_none_can_be_read(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN.replace("Summary:", "Lang: es\nSummary:"))
    assert [row.judgments for row in dossier(layout).claims] == [None] * len(dossier(layout).claims)


def test_an_approved_claim_is_told_with_how_it_stands_and_is_part_of_what_is_signed(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    assert approve(layout) == 0
    (layout.content / "claims.toml").write_text(CLAIMS, "utf-8")
    entry = dossiers_of(layout).entries[0]
    (use,) = entry.dossier.approved
    assert (use.id, use.status, use.difference) == ("larger-print", "not approved", "")
    assert [row.approved for row in entry.dossier.claims if row.approved] == [(use,)]
    assert "Approved claims that it uses" in article_page(entry)
    assert entry.sign_off.standing is Standing.CHANGED
    assert [change.what for change in entry.sign_off.changes] == ["approved claim"]
    (layout.content / ARTICLE).write_text(CLEAN.replace("40 people", "41 people"), "utf-8")
    (use,) = dossier(layout).approved
    assert use.status == "changed number"
    assert use.difference == "“41” instead of “40”"
