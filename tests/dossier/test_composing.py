"""What stands in a dossier of each claim: its place, its status, its source, what was found."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.bibliography.evidence import NO_GROUP
from plugins.bibliography.library import load_library
from plugins.checks import engine
from plugins.checks.engine import read_manuscript, set_up
from plugins.checks.examination import examine
from plugins.checks.review import review
from plugins.checks.rules import ARTICLE_RULES
from plugins.dossier.composing import Checked, Colleagues, compose_dossier
from plugins.dossier.dossier import ApprovedUse, ClaimRow, Dossier, Judgment, Search, Status, dossier_name
from plugins.dossier.html_form import article_page
from plugins.dossier.json_form import article_row
from plugins.dossier.site import Entry
from plugins.dossier.standing import sign_off_of
from plugins.dossier.state import state_of
from plugins.manuscript.source import Source, Span, read_source
from tests.dossier.sample import AS_OF, CLEAN, EVERY_WAY, HEADER, blog_with, dossiers_of


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    layout = blog_with(tmp_path_factory.mktemp("blog"), EVERY_WAY)
    return dossiers_of(layout).entries[0].dossier


def claim(dossier: Dossier, begin: str) -> ClaimRow:
    return next(row for row in dossier.claims if row.sentence.startswith(begin))


@pytest.mark.parametrize(
    ("begin", "status", "reach", "sources"),
    [
        ("Bring your", Status.CITED, "", ["@sample2021"]),
        ("In a survey", Status.SOURCED, "own mark", ["@sample2021#print"]),
        ("That is 40", Status.SOURCED, "neighbor", ["@sample2021#print"]),
        ("About 95%", Status.UNSOURCED, "", []),
        ("About 90%", Status.WAIVED, "", []),
        ("About 80%", Status.MISSING, "own mark", ["@nobody2020"]),
        ("70% of", Status.SOURCED, "lead-in", ["@brochure2022"]),
        ("About 50%", Status.SOURCED, "own mark", ["@brochure2022"]),
        ("55% of", Status.SOURCED, "table heading", ["@sample2021#print"]),
    ],
)
def test_a_claim_has_its_status_and_its_sources(
    dossier: Dossier, begin: str, status: Status, reach: str, sources: list[str]
) -> None:
    row = claim(dossier, begin)
    assert (row.status, row.reach, [source.typed for source in row.sources]) == (status, reach, sources)


def test_claims_are_numbered_in_the_order_of_the_page_and_every_sentence_knows_its_row(
    dossier: Dossier,
) -> None:
    assert [row.number for row in dossier.claims] == list(range(1, len(dossier.claims) + 1))
    for row in dossier.claims:
        assert [one.text for one in dossier.sentences if one.claim == row.number] == [row.sentence]


def test_a_claims_place_is_that_of_its_telling_words_in_the_file(dossier: Dossier) -> None:
    for row in dossier.claims:
        if row.kind:
            line = EVERY_WAY.splitlines()[row.place.line - 1]
            assert line[row.place.column - 1 : row.place.end_column - 1] == row.words


def test_a_claim_stands_under_its_heading(dossier: Dossier) -> None:
    assert claim(dossier, "About 95%").heading == "Print"
    assert claim(dossier, "Bring your").part == "key points"


def test_a_claim_has_what_the_checker_finds_at_its_words_and_at_its_mark(dossier: Dossier) -> None:
    assert [found.rule for found in claim(dossier, "About 95%").findings] == ["CLM101"]
    assert "CIT301" in [found.rule for found in claim(dossier, "About 80%").findings]
    assert claim(dossier, "In a survey").findings == ()


def test_a_claim_with_an_error_is_shown_as_bad_though_its_source_is_there(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN.replace("#print", "#prnit"))
    entry = dossiers_of(layout).entries[0]
    row = claim(entry.dossier, "In a survey")
    assert (row.status, row.errors) == (Status.SOURCED, 1)
    assert f'<article class="card bad" id="claim-{row.number}">' in article_page(entry)
    clean = dossiers_of(blog_with(tmp_path / "clean", CLEAN)).entries[0]
    assert '<article class="card good" id="claim-2">' in article_page(clean)
    waived = claim(clean.dossier, "About 90%")
    assert (waived.errors, len(waived.findings)) == (0, 1)


def test_a_waiver_is_told_with_reason_name_and_last_day(dossier: Dossier) -> None:
    (row,) = dossier.waivers
    assert (row.code, row.reason, row.by, row.until) == ("CLM101", "our own count", "J. Doe", "2099-01-31")
    assert (row.state, row.used) == ("in force", True)
    assert row.sentence == "About 90% of our patients find the door."
    assert claim(dossier, "About 90%").waivers == (row,)


def test_a_waiver_whose_last_day_is_over_lets_nothing_stand(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN.replace("2099-01-31", "2026-11-23"))
    late = dossiers_of(layout).entries[0].dossier
    assert late.waivers[0].state == "over"
    assert claim(late, "About 90%").status is Status.UNSOURCED


def test_a_claim_that_the_house_does_not_want_to_hear_of_stays_unsourced(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, f"{HEADER}About 95% of patients had less leg pain.\n")
    (layout.content / "checks.toml").write_text("min_confidence = 1.0\n", "utf-8")
    entry = dossiers_of(layout).entries[0]
    assert claim(entry.dossier, "About 95%").status is Status.UNSOURCED


def test_the_figure_that_a_citation_names_is_told_and_a_loose_citation_has_none(dossier: Dossier) -> None:
    figure = claim(dossier, "In a survey").sources[0].figure
    assert figure is not None
    assert (figure.values, figure.locator) == (("40 people",), "Results")
    assert claim(dossier, "Bring your").sources[0].figure is None


def test_a_reference_names_the_claims_that_rest_on_it(dossier: Dossier) -> None:
    for reference in dossier.references:
        resting = [
            row.number
            for row in dossier.claims
            if any(source.key == reference.reference.key for source in row.sources)
        ]
        assert list(reference.claims) == resting
    assert [row.number for row in dossier.references] == [1, 2]
    assert "Large print in waiting rooms" in dossier.references[0].text


def test_a_short_text_has_no_reading_grade_and_a_long_one_that_of_the_rule(tmp_path: Path) -> None:
    short = dossiers_of(blog_with(tmp_path / "a", CLEAN)).entries[0].dossier
    assert (short.reading.grade, short.reading.words > 0) == (None, True)
    words = "You sit down. The nurse asks you where it hurts. Then you walk up and down the room. " * 8
    long = dossiers_of(blog_with(tmp_path / "b", HEADER + words)).entries[0].dossier
    assert long.reading.grade is not None
    assert long.reading.grade < 4


@pytest.mark.parametrize(
    ("language", "searched", "words"),
    [
        ("en", Search.FULL, "The checker finds no claim in this text."),
        ("es", Search.HALF, "Claims were looked for by wording lists alone"),
        ("fr", Search.NONE, "No claim was looked for: the text is in French."),
    ],
)
def test_where_no_claim_was_looked_for_none_is_said_to_be_missing(
    tmp_path: Path, language: str, searched: Search, words: str
) -> None:
    text = HEADER.replace("Summary:", f"Lang: {language}\nSummary:").replace("[@sample2021]", "")
    entry = dossiers_of(blog_with(tmp_path, text)).entries[0]
    assert (entry.dossier.searched, entry.dossier.claims) == (searched, ())
    assert words in article_page(entry)
    assert ("finds no claim" in article_page(entry)) == (searched is Search.FULL)
    assert entry.dossier.reading.grade is None


def test_the_disclaimer_is_told_with_id_version_and_words(dossier: Dossier) -> None:
    assert dossier.disclaimer is not None
    assert (dossier.disclaimer.id, dossier.disclaimer.version) == ("everyday", "4")
    assert "general information" in dossier.disclaimer.words


def test_where_no_disclaimer_can_be_chosen_it_says_why(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN.replace("Summary:", "Disclaimer: evrday\nSummary:"))
    told = dossiers_of(layout).entries[0].dossier
    assert told.disclaimer is None
    assert "There is no disclaimer “evrday”" in told.disclaimer_problem


def test_every_input_is_hashed_and_a_change_in_each_changes_its_hash_only(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    before = {one.name: one.sha256 for one in dossiers_of(layout).entries[0].dossier.inputs}
    for name in (
        "articles/sample.md",
        "references.json",
        "evidence/sample2021.toml",
        "disclaimers/everyday.md",
    ):
        file = layout.content / name
        text = file.read_text("utf-8")
        file.write_text(f"{text}\n", "utf-8")
        after = {one.name: one.sha256 for one in dossiers_of(layout).entries[0].dossier.inputs}
        changed = [own for own in before if before[own] != after[own]]
        assert changed == [name if name.startswith("articles") else f"content/{name}"]
        file.write_text(text, "utf-8")


def test_a_reference_that_was_retracted_is_told_to_those_who_cite_it_only(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / "retractions.csv").write_text(
        "DOI,PMID,date,reason\n10.0000/sample.2021.14,,2026-03-01,Data could not be found\n", "utf-8"
    )
    entry = dossiers_of(layout).entries[0]
    assert [found.rule for found in entry.dossier.around] == ["REF355"]
    assert entry.around == 1
    page = article_page(entry)
    assert "Of what it rests on, the checker finds 1 thing that stops publishing." in page
    assert "REF355" in page
    (layout.content / "articles" / "sample.md").write_text(
        CLEAN.replace("@sample2021", "@brochure2022"), "utf-8"
    )
    assert dossiers_of(layout).entries[0].dossier.around == ()


def test_line_ends_of_another_system_change_no_hash(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    before = dossiers_of(layout).entries[0].sign_off.fingerprint
    for name in (
        "articles/sample.md",
        "evidence/sample2021.toml",
        "disclaimers/everyday.md",
        "references.json",
    ):
        file = layout.content / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert dossiers_of(layout).entries[0].sign_off.fingerprint == before


def test_the_order_of_a_references_fields_changes_no_hash(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    before = dossiers_of(layout).entries[0].sign_off.fingerprint
    file = layout.content / "references.json"
    entries = json.loads(file.read_text("utf-8"))
    turned = [dict(reversed(entry.items())) for entry in reversed(entries)]
    file.write_text(json.dumps(turned), "utf-8")
    assert dossiers_of(layout).entries[0].sign_off.fingerprint == before


def test_what_colleagues_say_of_a_sentence_and_all_of_a_figure_is_shown(tmp_path: Path) -> None:
    layout = blog_with(tmp_path, CLEAN)
    standard = set_up(layout, AS_OF).standard
    library = load_library(layout.references, layout.evidence, layout.project)
    evidence = library.evidence["sample2021"]
    figure = replace(
        evidence.figures[0],
        comparison=NO_GROUP,
        contrary=("A later survey found the opposite.",),
        participants=39,
        checked=date(2026, 1, 2),
    )
    told = replace(evidence, figures=(figure,), comparison="usual print", basis="abstract")
    library = replace(library, evidence={"sample2021": told})
    reviewed = review(read_manuscript(layout, layout.articles[0]), replace(standard, library=library))
    start = CLEAN.index("In a survey")
    use = ApprovedUse("asked", "changed number", "In a survey, 40", "In a survey, 41", "40 for 41")
    colleagues = Colleagues(
        lambda sentence, figures, beside: tuple(
            Judgment("agrees", "40 people", figure.values[0], "@sample2021#print", "exactly")
            for figure, _ in figures
        ),
        lambda review: ((Span(start, start + 9), use),),
    )
    made = compose_dossier(
        Checked("articles/sample.md", examine(reviewed, ARTICLE_RULES), (), (), "0", (), (), colleagues)
    )
    entry = Entry(made, sign_off_of(None, state_of(made)))
    row = claim(made, "In a survey")
    assert (row.approved, made.approved) == ((use,), (use,))
    assert claim(made, "Bring your").approved == ()
    page, data = article_page(entry), str(article_row(entry))
    for words in (
        "A later survey found the opposite.", "39 people", "exactly", "changed number", "40 for 41", "abstract",
    ):  # fmt: skip
        assert words in page
    for words in (
        "A later survey found the opposite.",
        "'participants': 39",
        "2026-01-02",
        "40 for 41",
        "agrees",
    ):
        assert words in data


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("articles/walking.md", "articles/walking"),
        ("pages/about.md", "pages/about"),
        ("walking.v2.md", "articles/walking.v2"),
        ("old/walking.md", "articles/old/walking"),
    ],
)
def test_articles_of_plain_folders_have_names_of_their_own(place: str, name: str) -> None:
    assert dossier_name(place) == name


def test_every_article_is_read_once_so_that_what_is_told_is_what_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / "articles" / "other.md").write_text(
        EVERY_WAY.replace("Title: Sample", "Title: Other"), "utf-8"
    )
    read: Counter[str] = Counter()

    def counted(file: Path, path: str) -> Source:
        read[path] += 1
        return read_source(file, path)

    monkeypatch.setattr(engine, "read_source", counted)
    assert len(dossiers_of(layout).entries) == 2
    assert {path: times for path, times in read.items() if path.endswith(".md") and "articles" in path} == {
        "content/articles/other.md": 1,
        "content/articles/sample.md": 1,
    }
