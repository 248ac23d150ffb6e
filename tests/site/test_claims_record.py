"""claims.json: what a published site tells machines of its claims, and what the gate makes of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.evidence_rows import source_row
from plugins.checks.claims_record import SHAPES, read_claims_record
from plugins.checks.engine import inspect_articles, set_up
from plugins.checks.gate import _expected
from plugins.checks.publication import BuiltPage, Publication, read_publication
from plugins.checks.rules.record import record_differs_from_pages
from plugins.edition.recording import record_of
from plugins.edition.release import publish
from plugins.manuscript.layout import lay_out
from tests.blog import Blog

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
AS_OF = date(2026, 11, 24)
SCHEMA = json.loads((ROOT / "plugins/edition/claims.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
EXPLAINER = "mild-procedure-explained.html"

Told = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own blog, published."""
    target = tmp_path_factory.mktemp("claims") / "public"
    outcome = publish(LAYOUT, ROOT / "publishconf.py", target, AS_OF, lambda step: None)
    assert outcome.in_place, outcome
    return target


@pytest.fixture(scope="module")
def publication(site: Path) -> Publication:
    pages = tuple(item for item in read_publication(site) if isinstance(item, BuiltPage))
    expected, wrong, unreadable = _expected(LAYOUT, set_up(LAYOUT, AS_OF).standard)
    assert (wrong, unreadable) == ([], [])
    return Publication(pages, (), expected)


@pytest.fixture
def told(site: Path) -> Told:
    """What the file says, to be changed."""
    return dict(json.loads((site / "claims.json").read_text("utf-8")))


def article_in(told: Told, address: str = EXPLAINER) -> Told:
    found: Told = next(one for one in told["articles"] if one["address"] == address)
    return found


def claim_in(told: Told, words: str) -> Told:
    found: Told = next(one for one in article_in(told)["claims"] if words in one["wording"])
    return found


def findings(publication: Publication, told: object) -> list[str]:
    record = read_claims_record("claims.json", json.dumps(told).encode())
    return [hit.message for hit in record_differs_from_pages.look(replace(publication, record=record))]


def test_what_is_published_fits_the_schema_and_the_pages(publication: Publication, told: Told) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(told)] == []
    assert findings(publication, told) == []


def test_every_listed_article_is_told_with_its_review_and_when_that_ends(told: Told) -> None:
    assert len(told["articles"]) == len(LAYOUT.articles)
    article = article_in(told)
    assert article["title"] == "The mild® procedure explained"
    assert article["disclaimer"]["id"] == "procedure"
    assert (article["reviewed"], article["expires"]) == ("2026-11-24", "2027-11-24")


def test_a_claim_is_told_with_its_place_its_sources_and_the_figures_it_rests_on(told: Told) -> None:
    claim = claim_in(told, "from 8 to 56 minutes")
    assert claim["wording"].startswith("After 1 year, average standing time rose from 8 to 56 minutes, and")
    assert claim["place"] == {"part": "body", "heading": "Does it work?", "anchor": "does-it-work"}
    assert [source["figure"]["name"] for source in claim["sources"]] == ["standing", "walking"]
    source = claim["sources"][0]
    assert source["key"] == "mekhail2012"
    assert "Functional and patient-reported outcomes" in source["citation"]
    assert (source["participants"], source["comparison"], source["basis"]) == (40, "none", "abstract")
    assert source["figure"]["values"] == ["8 minutes", "56 minutes"]
    assert source["figure"]["locator"] == "Abstract"
    assert "low quality" in source["figure"]["contrary"][0]


def test_a_claim_expires_with_the_earliest_day_of_what_it_rests_on(told: Told) -> None:
    for article in told["articles"]:
        days = [claim["expires"] for claim in article["claims"]]
        assert article["expires"] == min([*days, article["expires"]])
        for claim in article["claims"]:
            reviews = [source["figure"]["review"] for source in claim["sources"] if source["figure"]]
            assert claim["expires"] <= min([*reviews, article["expires"]])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda told: told["articles"].pop(), "It does not tell of articles/"),
        (lambda told: told["articles"].append(article_in(told)), f"It tells of “{EXPLAINER}” twice."),
        (lambda told: article_in(told).update(address="offer.html"), "“offer.html”, where none is published"),
        (lambda told: article_in(told).update(address="index.html"), "“index.html”, where none is published"),
        (lambda told: article_in(told).update(title="A cure"), "a title that its page does not have: “A cure”"),
        (lambda told: article_in(told)["disclaimer"].update(version="0"), "another disclaimer than it must carry"),
        (lambda told: article_in(told)["disclaimer"].update(id="general"), "another disclaimer than it must carry"),
        (
            lambda told: claim_in(told, "8 to 56").update(wording="Average standing time rose from 8 to 57 minutes."),
            "a claim that its page does not make: “Average standing time rose from 8 to 57 minutes.”",
        ),
        (lambda told: claim_in(told, "8 to 56").update(wording="…"), "a claim that its page does not make: “…”"),
        (lambda told: claim_in(told, "8 to 56")["place"].update(anchor="cure"), "a place that its page does not have: “#cure”"),
        (lambda told: claim_in(told, "8 to 56")["sources"][0].update(key="poe2021"), "a source that its page does not list: “poe2021”"),
        (lambda told: article_in(told).update(reviewed="2026-11-23"), "a day of review that its page does not show: 2026-11-23"),
        (lambda told: article_in(told).update(expires="2099-01-01"), "a last day that neither its page nor a claim of it has: 2099-01-01"),
        (lambda told: article_in(told).update(expires=None), "that it expires after a claim of it"),
        (lambda told: claim_in(told, "8 to 56").update(reviewed="2026-11-23"), "another day of review for one of its claims"),
        (lambda told: claim_in(told, "8 to 56").update(expires="2026-12-01"), "that it expires after a claim of it"),
        (lambda told: claim_in(told, "8 to 56").update(expires="2099-01-01"), "a claim that expires after its evidence is due"),
        (lambda told: claim_in(told, "8 to 56").update(expires=None), "a claim that expires after its evidence is due again: never"),
        (lambda told: claim_in(told, "8 to 56")["sources"][0]["figure"].update(review="2026-12-01"), "or what that rests on, does: 2026-12-01"),
        (lambda told: told.update(version=2), "“version” must be 1"),
        (lambda told: told.update(version=True), "“version” must be 1"),
        (lambda told: told.update(text="A whole article."), "holds “text”, which has no place there"),
        (lambda told: claim_in(told, "8 to 56").update(reviewed="soon"), "“reviewed” must be a day"),
        (lambda told: claim_in(told, "8 to 56").pop("kind"), "lacks “kind”"),
        (lambda told: told.update(articles={}), "“articles” must be a list"),
        (lambda told: told["articles"].append("x"), "is no object"),
        (lambda told: claim_in(told, "8 to 56")["sources"][0].update(participants="40"), "“participants” must be a number"),
        (lambda told: claim_in(told, "8 to 56")["sources"][0]["figure"].update(values=[8]), "“values” must be a list of texts"),
    ],
)  # fmt: skip
def test_the_gate_sees_what_is_not_so(
    publication: Publication, told: Told, change: Callable[[Told], object], says: str
) -> None:
    change(told)
    assert any(says in message for message in findings(publication, told)), findings(publication, told)


def test_of_many_differences_in_one_article_the_first_few_are_told(
    publication: Publication, told: Told
) -> None:
    for claim in article_in(told)["claims"]:
        claim["wording"] = "Nobody said so."
    count = len(article_in(told)["claims"])
    messages = findings(publication, told)
    assert messages[-1] == f"Of “{EXPLAINER}” it tells {count - 3} more things that are not so on its page."
    assert len(messages) == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1, "version": 1, "articles": []}',
        b"null",
        b"NaN",
    ],
)
def test_a_file_that_is_no_such_json_is_told(data: bytes) -> None:
    record = read_claims_record("claims.json", data)
    assert record.wrong
    assert all(told.endswith(".") for told in record.wrong)


def test_a_site_with_articles_and_without_the_file_is_told(publication: Publication) -> None:
    [hit] = record_differs_from_pages.look(publication)
    assert hit.message == "The file with the claims of the site is missing."


def test_the_schema_and_the_gate_ask_for_the_same_names() -> None:
    definitions = {"record": SCHEMA, **SCHEMA["$defs"]}
    definitions["disclaimer"] = definitions["article"]["properties"]["disclaimer"]
    definitions["place"] = definitions["claim"]["properties"]["place"]
    for kind, shape in SHAPES.items():
        assert definitions[kind]["properties"].keys() == shape.keys() == set(definitions[kind]["required"]), (
            kind
        )
        assert definitions[kind]["additionalProperties"] is False


def test_the_example_in_the_paper_fits_the_schema() -> None:
    paper = (ROOT / "docs" / "claims-json.md").read_text("utf-8")
    example = json.loads(paper.split("```json")[1].split("```")[0])
    assert [error.message for error in VALIDATOR.iter_errors(example)] == []


def test_the_same_content_gives_the_same_bytes_whatever_the_machines_clock_and_hashes(
    site: Path, tmp_path: Path
) -> None:
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from plugins.checks.engine import inspect_articles\n"
        "from plugins.edition.recording import record_of\n"
        "from plugins.manuscript.layout import lay_out\n"
        "root = Path.cwd(); layout = lay_out(root / 'content', root)\n"
        "seen = inspect_articles(layout, layout.articles, date(2027, 1, 1), drafts=False)\n"
        "sys.stdout.buffer.write(record_of(seen, Path(sys.argv[1])).encode())\n"
    )
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", program, str(site)], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert run.stdout == (site / "claims.json").read_bytes()


def test_what_is_told_is_what_was_checked_whatever_changes_meanwhile(blog: Blog, tmp_path: Path) -> None:
    layout = lay_out(blog.folder / "content", blog.folder)
    seen = inspect_articles(layout, layout.articles, AS_OF)
    pages = tmp_path / "pages"
    for manuscript in seen.collection.manuscripts:
        page = pages / manuscript.address
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    before = record_of(seen, pages)
    assert json.loads(before)["articles"]
    for file in (
        layout.references,
        *layout.evidence.glob("*.toml"),
        *layout.articles,
        *layout.disclaimers.iterdir(),
    ):
        file.write_text("gone\n", "utf-8")
    assert record_of(seen, pages) == before
    assert record_of(inspect_articles(layout, layout.articles, AS_OF), pages) == ""


def test_a_figures_own_size_and_group_are_told_of_its_source() -> None:
    figure = Figure(
        "arm", "64 people were left", ("64 people",), "", "", "", comparison="usual care", participants=64
    )
    whole = Evidence("motion2023", "trial", 131, "", "", (figure,), comparison="none")
    assert (source_row(whole, figure)["participants"], source_row(whole, figure)["comparison"]) == (
        64,
        "usual care",
    )
    assert (source_row(whole, None)["participants"], source_row(whole, None)["comparison"]) == (131, "none")


def test_the_gate_of_a_published_blog_stops_at_a_missing_or_changed_file(standing: Blog) -> None:
    text = standing.read("public/claims.json")
    assert [one["address"] for one in json.loads(text)["articles"]] == [
        "the-sample-device.html", "words-we-use.html", "your-first-visit.html",
    ]  # fmt: skip
    standing.write("public/claims.json", text.replace("The sample device", "The sample cure"))
    run = standing.task("gate")
    assert run.code == 1
    assert "a title that its page does not have" in run.words
    standing.path("public/claims.json").unlink()
    run = standing.task("gate")
    assert run.code == 1
    assert "The file with the claims of the site is missing." in run.words
