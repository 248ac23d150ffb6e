"""What a claim's sources are worth, what speaks against them, and when evidence is due again."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library, load_library
from plugins.bibliography.reference import Name, PartialDate, Reference
from plugins.checks.engine import check_articles, set_up
from plugins.checks.review import Standard, review
from plugins.checks.rule import Rule
from plugins.checks.rules.backing import contrary_evidence_left_out, rests_on_little
from plugins.checks.rules.evidence_files import evidence_overdue
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.evidence.backing import backed_claims
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)
VALE = Reference("vale", "article-journal", "On walking", (Name("Vale", "Ann"),), "J", "J", PartialDate(2020))
STANDING = Figure("standing", "Standing time rose", (), "", "", "Table 2")
CLAIM = "Average standing time rose from 8 to 56 minutes."


def evidence(key: str, basis: str = "", figures: tuple[Figure, ...] = (STANDING,)) -> Evidence:
    return Evidence(key, "", None, "", "", figures, basis=basis)


def standard(*recorded: Evidence, **references: Reference) -> Standard:
    keys = {key: replace(VALE, key=key) for key in ("vale", "poe", "hollis")} | references
    library = Library(MappingProxyType(keys), MappingProxyType({one.key: one for one in recorded}))
    return Standard(library, Shelf(), load_lexicon(), AS_OF)


def hits(rule: Rule[object], text: str, held_to: Standard) -> list[tuple[str, str]]:
    """Return the marked words and the message of what a rule sees."""
    source = Source("a.md", text)
    found = rule.look(review(source, held_to))
    return [(text[hit.span.start : hit.span.end], hit.message) for hit in found if hit.span]


def weak(text: str, *recorded: Evidence, **references: Reference) -> list[str]:
    return [words for words, _ in hits(rests_on_little, text, standard(*recorded, **references))]  # type: ignore[arg-type]


def test_a_source_is_told_once_at_the_first_claim_that_rests_on_it() -> None:
    text = f"{CLAIM}[@vale#standing]\n\nIt helped 9 of 10 people walk.[@vale]\n\n{CLAIM}[@poe]"
    assert weak(text, evidence("vale", "abstract"), evidence("poe", "preprint")) == ["@vale#standing", "@poe"]


@pytest.mark.parametrize("basis", ["full text", "register", "public record", ""])
def test_a_source_beside_it_that_is_enough_or_of_which_nobody_knows_keeps_it_silent(basis: str) -> None:
    assert weak(f"{CLAIM}[@vale; @poe]", evidence("vale", "abstract"), evidence("poe", basis)) == []


def test_several_marks_in_one_sentence_stand_together() -> None:
    text = "Standing time rose from 8 to 56 minutes,[@vale] and walking from 246 to 3,956 feet.[@poe]"
    assert weak(text, evidence("vale", "abstract"), evidence("poe", "full text")) == []
    assert weak(text, evidence("vale", "abstract"), evidence("poe", "abstract")) == ["@vale", "@poe"]


def test_a_citation_that_backs_no_claim_is_left_alone() -> None:
    assert weak("Bring a friend.[@vale]", evidence("vale", "abstract")) == []


def test_a_source_in_a_footnote_counts() -> None:
    text = f"{CLAIM}[^1]\n\n[^1]: Told in a report.[@vale]\n"
    assert weak(text, evidence("vale", "abstract")) == ["@vale"]


def test_without_a_basis_the_library_and_the_figures_place_tell() -> None:
    file = replace(VALE, key="file", type="report", title="Data on file")
    preprint = replace(VALE, key="early", type="article")
    assert weak(f"{CLAIM}[@file]", file=file) == ["@file"]
    assert weak(f"{CLAIM}[@early]", early=preprint) == ["@early"]
    in_abstract = replace(STANDING, locator="Abstract, Results")
    assert weak(f"{CLAIM}[@vale#standing]", evidence("vale", "", (in_abstract,))) == ["@vale#standing"]
    assert weak(f"{CLAIM}[@vale]", evidence("vale", "", (in_abstract,))) == []
    assert weak(f"{CLAIM}[@vale#standing]", evidence("vale")) == []


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("abstract", "We read only its abstract."),
        ("preprint", "It is a preprint."),
        ("data on file", "The numbers are on file at the company."),
    ],
)
def test_a_page_that_says_so_itself_is_left_alone(basis: str, said: str) -> None:
    assert weak(f"{CLAIM}[@vale]", evidence("vale", basis)) == ["@vale"]
    assert weak(f"{CLAIM}[@vale]\n\n{said}", evidence("vale", basis)) == []
    other = "preprint" if basis == "abstract" else "abstract"
    assert weak(f"{CLAIM}[@vale]\n\n{said}", evidence("vale", other)) == ["@vale"]


@pytest.mark.parametrize(
    "said",
    [
        "The first page of a study is called the abstract.",
        "Print the abstract, and take it along.",
        "Did we read only the abstract?",
        "We read more than the abstract.",
        "We did not read only the abstract.",
        "Abstract art may help too.",
    ],
)
def test_the_mere_word_says_nothing_of_what_was_read(said: str) -> None:
    assert weak(f"{CLAIM}[@vale]\n\n{said}", evidence("vale", "abstract")) == ["@vale"]


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ("We read only its abstract.", False),
        ("We read the abstract of this study.", False),
        ("For all studies on this page, we read only the abstract.", True),
        ("Our numbers come from the abstracts of these papers.", True),
    ],
)
def test_what_is_said_of_one_source_is_said_where_it_is_cited(said: str, silent: bool) -> None:
    text = f"## One\n\n{CLAIM}[@vale]\n\n## Two\n\n{said}"
    assert (weak(text, evidence("vale", "abstract")) == []) is silent


def against(*sentences: str) -> Evidence:
    return evidence("vale", "full text", (replace(STANDING, contrary=sentences), replace(STANDING, name="n")))


def left_out(text: str, recorded: Evidence) -> list[tuple[str, str]]:
    return hits(contrary_evidence_left_out, text, standard(recorded))  # type: ignore[arg-type]


SMALL = "Only younger volunteers were measured."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It rose.[@vale#standing]", True),
        ("It rose.[@vale#standing] Those measured were younger people.", False),
        ("It rose.[@vale#standing] They were younger. All were volunteers.", False),
        ("It rose.[@vale#standing] They were younger.\n\nIt is so.\n\nSome were volunteers.", True),
        ("It rose.[@vale#n]", False),
        ("It rose.[@vale]", False),
        ("It rose.[@vale#standing] And again.[@vale#standing]", True),
    ],
)
def test_what_speaks_against_a_figure_is_to_be_told_where_that_figure_is_cited(text: str, told: bool) -> None:
    found = left_out(text, against(SMALL))
    assert [words for words, _ in found] == ["@vale#standing"] * told
    assert all(SMALL in message for _, message in found)


@pytest.mark.parametrize(
    ("mark", "told"),
    [("[@poe]", False), ("[@poe#harm]", False), ("[@poe#other]", True), ("[@hollis]", True), ("", True)],
)
def test_the_source_that_is_named_for_it_may_be_cited_instead(mark: str, told: bool) -> None:
    found = left_out(f"It rose.[@vale#standing] Not all is well.{mark}", against("It did harm. [@poe#harm]"))
    assert bool(found) is told


def test_of_a_page_in_another_language_it_is_said_that_its_words_were_not_compared() -> None:
    text = "Title: Caminar\nLang: es\n\nSubió.[@vale#standing] Eran jóvenes."
    [(_, message)] = left_out(text, against(SMALL))
    assert "may not be told (only English is compared) on this page" in message
    assert left_out(f"{text} Hay más.[@poe]", against("It did harm. [@poe]")) == []


def test_only_what_is_left_out_is_told() -> None:
    found = left_out("It rose.[@vale#standing] But see.[@poe]", against("It did harm. [@poe]", SMALL))
    assert [message.partition("“")[2] for _, message in found] == [f"{SMALL}”"]


def test_an_uncovered_claim_rests_on_nothing() -> None:
    reviewed = review(Source("a.md", CLAIM), standard())
    assert [backed.sources for backed in backed_claims(reviewed.document, reviewed.claims)] == [()]


# The day


def overdue(folder: Path, text: str, day: date) -> list[str]:
    (folder / "vale.toml").write_text(text, "utf-8")
    library = load_library(folder / "references.json", folder, folder)
    return [hit.message for hit in evidence_overdue.look(Standard(library, Shelf(), load_lexicon(), day))]


def test_evidence_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    text = 'review = 2026-11-24\n[figures.a]\nfinding = "f"\n'
    assert overdue(tmp_path, text, date(2026, 11, 24)) == []
    assert overdue(tmp_path, text, date(2026, 11, 25)) == [
        "The evidence of “vale” was due to be checked again by 2026-11-24."
    ]


def test_a_figures_own_day_goes_before_that_of_the_file(tmp_path: Path) -> None:
    text = 'review = 2026-01-01\n[figures.a]\nfinding = "f"\nreview = 2027-01-01\n'
    assert overdue(tmp_path, text, AS_OF) == []
    both = f'{text}[figures.b]\nfinding = "f"\nreview = 2026-02-01\n[figures.c]\nfinding = "f"\n'
    assert overdue(tmp_path, both, AS_OF) == [
        "The evidence of “vale” was due to be checked again by 2026-01-01.",
        "The figure “b” of “vale” was due to be checked again by 2026-02-01.",
    ]


def test_our_own_evidence_stops_publishing_once_its_day_is_over() -> None:
    layout = lay_out(ROOT / "content", ROOT)
    assert [found.rule for found in set_up(layout, date(2027, 11, 24)).findings] == []
    report = check_articles(layout, (), date(2029, 1, 1))
    codes = [found.rule for found in report.findings if found.path.startswith("content/evidence/")]
    assert len(codes) == 13
    assert set(codes) == {"EVD210"}
    assert all(found.place for found in report.findings if found.rule == "EVD210")
