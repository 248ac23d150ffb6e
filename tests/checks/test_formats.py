"""The formats that machines and managers read: golden files, schemas, and what each promises.

Golden files in tests/reports/ are made anew with --regenerate.
"""

import html
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft4Validator
from lxml import etree
from playwright.sync_api import Browser

from plugins.checks.__main__ import main
from plugins.checks.cache import open_cache
from plugins.checks.engine import check_articles
from plugins.checks.finding import Finding, Place, Report, Severity, Suppression
from plugins.checks.formats import FORMATS
from plugins.checks.formats.github import MOST_ROWS, MOST_SHOWN, job_summary
from plugins.checks.rules import all_rules
from plugins.manuscript.layout import lay_out
from tests.blog import Blog
from tests.sample_report import EXPLAINED, FULL, HOSTILE, SHORT, finding

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "reports"
SARIF = json.loads((REPORTS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
JUNIT = etree.XMLSchema(etree.parse(REPORTS / "junit-10.xsd"))
HEADER = (
    "Title: A walk\nDate: 2026-02-03\nReviewed: 2026-11-20\nReview due: 2027-11-20\nAuthor: A. Sample\n\n"
)
NOTHING = Report((), (), ())
CLEAN = Report((), ("a.md",), ())
UNREAD = Report((finding("b.md", rule="HDR450"),), ("a.md",), ("b.md",))
SILENT = Report((), ("a.md",), ("b.md",))
ALL = {
    "full": FULL,
    "explained": EXPLAINED,
    "nothing": NOTHING,
    "clean": CLEAN,
    "unread": UNREAD,
    "unread and silent": SILENT,
}
each_report = pytest.mark.parametrize("report", ALL.values(), ids=ALL.keys())
Object = dict[str, object]


def written(name: str, report: Report) -> str:
    to = io.StringIO()
    FORMATS[name](report, to)
    return to.getvalue()


@pytest.mark.parametrize(
    ("file", "tell"),
    [
        ("json.json", lambda: written("json", FULL)),
        ("lines.txt", lambda: written("lines", FULL)),
        ("sarif.sarif", lambda: written("sarif", FULL)),
        ("junit.xml", lambda: written("junit", FULL)),
        ("github.txt", lambda: written("github", FULL)),
        ("github.md", lambda: job_summary(FULL)),
        ("html.html", lambda: written("html", FULL)),
        ("explained.json", lambda: written("json", EXPLAINED)),
        ("explained.html", lambda: written("html", EXPLAINED)),
    ],
)
def test_the_report_reads_as_it_did(pytestconfig: pytest.Config, file: str, tell: Callable[[], str]) -> None:
    golden = REPORTS / file
    told = tell()
    if pytestconfig.getoption("--regenerate"):
        golden.write_bytes(told.encode())
    assert told == golden.read_bytes().decode()


def test_every_format_has_a_golden_file() -> None:
    assert set(FORMATS) <= {file.stem for file in REPORTS.iterdir()}


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"terminal"}))
def test_what_machines_read_is_utf_8_whatever_the_terminal_is(blog: Blog, name: str) -> None:
    blog.write("content/articles/cafe.md", "Title: Our café 🏥\n\nThe rate is 12%.\n")
    run = blog.run("plugins.checks", "articles", "--format", name, PYTHONIOENCODING="ascii")
    assert (run.code, run.err) == (1, "")
    assert "café 🏥" in html.unescape(run.out)


# SARIF -----------------------------------------------------------------------------------------------


def run_of(report: Report) -> Object:
    log = json.loads(written("sarif", report))
    return cast("Object", log["runs"][0])


def results(report: Report) -> list[Object]:
    return cast("list[Object]", run_of(report)["results"])


@each_report
def test_sarif_is_valid(report: Report) -> None:
    Draft4Validator.check_schema(SARIF)
    problems = Draft4Validator(SARIF).iter_errors(json.loads(written("sarif", report)))
    assert [f"{list(problem.path)}: {problem.message}" for problem in problems] == []


def test_the_sarif_schema_can_say_no() -> None:
    log = json.loads(written("sarif", FULL))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not Draft4Validator(SARIF).is_valid(log)


def test_sarif_has_every_finding_with_its_rule_level_and_fingerprint() -> None:
    run = run_of(FULL)
    rules = cast("list[Object]", run["tool"]["driver"]["rules"])  # type: ignore[index]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(results(FULL)) == len(FULL.findings)
    for result, found in zip(results(FULL), FULL.findings, strict=True):
        assert (result["ruleId"], result["level"]) == (found.rule, found.severity.value)
        assert found.fingerprint in cast("Object", result["partialFingerprints"]).values()
        assert "ruleIndex" not in result or rules[cast("int", result["ruleIndex"])]["id"] == found.rule
    assert sum("ruleIndex" in result for result in results(FULL)) == len(FULL.findings) - 1


def test_sarif_paths_are_relative_to_the_project_and_escaped() -> None:
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]  # type: ignore[index]
        for result in results(FULL)
    ]
    assert {uri["uriBaseId"] for uri in uris} == {"%SRCROOT%"}
    assert "content/articles/odd%2C%20name%3A%20100%25.md" in {uri["uri"] for uri in uris}


def test_a_sarif_path_outside_the_project_is_an_address_of_its_own() -> None:
    (result,) = results(Report((finding("/elsewhere/a b.md"),), ("/elsewhere/a b.md",), ()))
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]  # type: ignore[index]
    assert location == {"uri": "file:///elsewhere/a%20b.md"}


def test_sarif_tells_a_waiver_in_the_article_from_one_of_a_baseline() -> None:
    kinds = [
        suppression["kind"]
        for result in results(FULL)
        for suppression in cast("list[Object]", result["suppressions"])
    ]
    assert kinds == ["inSource", "external"]


@pytest.mark.parametrize(
    ("report", "successful", "words"),
    [
        (CLEAN, True, []),
        (NOTHING, False, ["Nothing was checked"]),
        (UNREAD, False, ["This comparison has no reference."]),
        (SILENT, False, ["could not be checked"]),
    ],
)
def test_a_sarif_run_that_could_not_check_everything_was_not_successful(
    report: Report, successful: bool, words: list[str]
) -> None:
    (invocation,) = cast("list[Object]", run_of(report)["invocations"])
    notes = cast("list[Object]", invocation["toolExecutionNotifications"])
    assert invocation["executionSuccessful"] is successful
    assert len(notes) == len(words)
    for note, word in zip(notes, words, strict=True):
        assert note["level"] == "error"
        assert word in note["message"]["text"]  # type: ignore[index]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_sarif_fix_applied_by_line_and_column_gives_what_fix_gives(tmp_path: Path, ends: str) -> None:
    """Through the cache and back, as an editor would apply it that knows lines and columns only."""
    file = tmp_path / "walk.md"
    text = f"{HEADER}Ä 🏥 We walk walk on.\n\nThe next the next.\n\nWe go go home.\n".replace("\n", ends)
    file.write_bytes(text.encode())
    layout = lay_out(ROOT / "content", ROOT)
    for _ in ("cold", "warm"):
        cache = open_cache(tmp_path / "cache", layout, "2026-11-24")
        report = check_articles(layout, (file,), date(2026, 11, 24), cache=cache)
        mended = text
        for result in reversed(results(report)):
            for fix in cast("list[Object]", result.get("fixes", [])):
                (change,) = cast("list[Object]", fix["artifactChanges"])
                for replacement in reversed(cast("list[Object]", change["replacements"])):
                    mended = replaced(mended, replacement)
        assert mended == text.replace("walk walk", "walk").replace("go go", "go")


def replaced(text: str, replacement: Object) -> str:
    region = cast("dict[str, int]", replacement["deletedRegion"])
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    return text[:start] + replacement["insertedContent"]["text"] + text[end:]  # type: ignore[index]


def test_a_report_of_the_engine_names_every_rule(tmp_path: Path) -> None:
    file = tmp_path / "walk.md"
    file.write_text(f"{HEADER}We walk.\n", "utf-8")
    report = check_articles(lay_out(ROOT / "content", ROOT), (file,), date(2026, 11, 24))
    assert [rule.code for rule in report.rules] == [rule.code for rule in all_rules()]


# JUnit -----------------------------------------------------------------------------------------------


def suites(report: Report) -> etree._Element:
    return etree.fromstring(written("junit", report).encode())


@each_report
def test_junit_is_valid(report: Report) -> None:
    JUNIT.assertValid(suites(report))


def test_the_junit_schema_can_say_no() -> None:
    root = suites(FULL)
    del root[0].attrib["tests"]
    assert not JUNIT.validate(root)


@each_report
def test_junit_counts_what_it_holds(report: Report) -> None:
    root = suites(report)
    for suite in root:
        outcomes = {"failures": "failure", "errors": "error", "skipped": "skipped"}
        told = {name: int(suite.get(name, "")) for name in outcomes}
        assert told == {name: len(suite.findall(f"testcase/{tag}")) for name, tag in outcomes.items()}
        assert int(suite.get("tests", "")) == len(suite)
    assert int(root.get("tests", "")) == len(root.findall("testsuite/testcase")) > 0


def test_a_clean_file_is_a_junit_case_that_passed() -> None:
    (case,) = suites(CLEAN).iter("testcase")
    assert (case.get("classname"), len(case)) == ("a.md", 0)


@pytest.mark.parametrize(
    ("found", "unread", "outcome"),
    [
        (finding("a.md"), (), "failure"),
        (finding("a.md", suppressed=Suppression("ours", "J. Doe")), (), "skipped"),
        (finding("a.md", severity=Severity.WARNING), (), "system-out"),
        (finding("a.md"), ("a.md",), "error"),
    ],
)
def test_a_finding_is_a_junit_case(found: Finding, unread: tuple[str, ...], outcome: str) -> None:
    (case,) = suites(Report((found,), ("a.md",), unread)).iter("testcase")
    assert [child.tag for child in case] == [outcome]


@pytest.mark.parametrize("report", [NOTHING, SILENT])
def test_what_was_not_checked_is_a_junit_error(report: Report) -> None:
    assert int(suites(report).get("errors", "")) == 1


def test_junit_cases_of_a_file_have_names_of_their_own() -> None:
    for suite in suites(Report((finding("a.md"), finding("a.md")), ("a.md",), ())):
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names) == 2


def test_junit_shows_what_xml_forbids() -> None:
    every = "".join(map(chr, range(0x20))) + "\ufffe\uffff\ud800"
    root = suites(Report((finding("a.md", message=every),), ("a.md",), ()))
    (failure,) = root.iter("failure")
    assert "\\u0000" in failure.get("message", "")
    assert "\\ud800" in failure.get("message", "")


# GitHub ----------------------------------------------------------------------------------------------


COMMAND = re.compile(r"::(?P<command>error|warning|notice) (?P<properties>[^:]*)::(?P<data>[^\r\n]*)")


def told_to_github(report: Report) -> list[re.Match[str]]:
    matches = [COMMAND.fullmatch(line) for line in written("github", report).split("\n")]
    return [match for match in matches if match]


def as_the_runner_reads(text: str) -> str:
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


def test_errors_come_first() -> None:
    commands = [match["command"] for match in told_to_github(FULL)]
    assert set(commands) == {"error", "warning", "notice"}
    assert commands == sorted(commands, key=["error", "warning", "notice"].index)


def test_an_annotation_comes_back_as_it_was_meant() -> None:
    (match,) = told_to_github(
        Report((finding("a, b: 100%.md", HOSTILE, "🏥 é", message=HOSTILE),), ("a, b: 100%.md",), ())
    )
    properties = dict(pair.split("=", 1) for pair in match["properties"].split(","))
    column = HOSTILE.index("🏥") + 1
    assert {name: as_the_runner_reads(value) for name, value in properties.items()} == {
        "file": "a, b: 100%.md",
        "line": "3",
        "col": str(column),
        "endColumn": str(column + 3),
        "title": "CLM103",
    }
    assert as_the_runner_reads(match["data"]).startswith(HOSTILE)


def test_no_text_of_an_article_becomes_a_command() -> None:
    lines = re.split(r"[\r\n]+", written("github", FULL))
    assert {line.split(" ")[0] for line in lines if line.startswith("::")} == {
        "::error",
        "::warning",
        "::notice",
    }


def test_columns_are_left_out_where_lines_differ() -> None:
    found = finding("a.md", SHORT, "door.", place=Place(3, 29, 4, 6))
    (match,) = told_to_github(Report((found,), ("a.md",), ()))
    assert match["properties"] == "file=a.md,line=3,endLine=4,title=CLM103"


def test_what_is_let_through_is_not_annotated_but_summarised() -> None:
    report = Report((finding("a.md", suppressed=Suppression("ours", "J. Doe")),), ("a.md",), ())
    assert told_to_github(report) == []
    assert "ours (J. Doe)" in job_summary(report)


def test_no_more_is_annotated_than_github_shows_and_the_rest_is_counted() -> None:
    report = Report((finding("a.md"),) * (MOST_SHOWN + 3), ("a.md",), ())
    assert len(told_to_github(report)) == MOST_SHOWN
    assert "3 more of this kind" in written("github", report)
    assert job_summary(report).count("CLM103") == MOST_SHOWN + 3


def test_a_summary_stays_within_what_github_takes() -> None:
    told = job_summary(Report((finding("a.md"),) * (MOST_ROWS + 1), ("a.md",), ()))
    assert told.count("CLM103") == MOST_ROWS
    assert "1 more are not listed here." in told
    assert len(told.encode()) < 2**20


@pytest.mark.parametrize("report", [NOTHING, UNREAD, SILENT])
def test_what_was_not_checked_is_an_annotation(report: Report) -> None:
    assert "title=Not checked" in [match["properties"] for match in told_to_github(report)]


def test_a_row_of_the_summary_has_four_cells_whatever_the_text() -> None:
    rows = [line for line in job_summary(FULL).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {5}
    assert "<b>" not in job_summary(FULL)


def test_the_job_summary_is_appended_where_github_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, asked = tmp_path / "walk.md", tmp_path / "summary.md"
    file.write_text(f"{HEADER}The rate is 12%.\n", "utf-8")
    asked.write_text("Before.\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(asked))
    for name in ("json", "github"):
        assert main(["articles", str(file), "--as-of", "2026-11-24", "--format", name]) == 1
    told = asked.read_text("utf-8")
    assert told.startswith("Before.\n## Evidence Blog checks\n")
    assert told.count("## Evidence Blog checks") == 1
    assert "CLM101" in told
    assert "::error file=" in capsys.readouterr().out


def test_a_summary_that_cannot_be_written_changes_no_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "walk.md"
    file.write_text(f"{HEADER}The rate is 12%.\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert main(["articles", str(file), "--as-of", "2026-11-24", "--format", "github"]) == 1
    assert "The job summary could not be written" in capsys.readouterr().err


# HTML ------------------------------------------------------------------------------------------------


def test_every_finding_is_on_the_page_in_four_parts() -> None:
    page = written("html", FULL)
    assert page.count("<article ") == len(FULL.findings)
    assert (
        page.count("<strong>Why:</strong>")
        == page.count("<strong>What to do:</strong>")
        == len(FULL.findings)
    )
    assert page.count("<strong>Let through:</strong>") == 2
    assert "<mark>louder</mark>" in page


def test_no_text_of_an_article_becomes_markup() -> None:
    page = written("html", FULL)
    assert "<b>&amp;</b>" not in page
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in page


@each_report
def test_the_page_never_calls_well_what_was_not_checked(report: Report) -> None:
    page = written("html", report)
    assert ("All is well" in page) is (report is CLEAN)


def test_the_page_lists_files_in_which_nothing_was_found() -> None:
    assert "<li>a.md</li>" in written("html", CLEAN)


@pytest.fixture
def requests_of(browser: Browser) -> Iterator[Callable[[str], tuple[list[str], list[str]]]]:
    page = browser.new_page(viewport={"width": 390, "height": 800})

    def show(text: str) -> tuple[list[str], list[str]]:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(text)
        found = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}}).response
        told = [
            f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return asked, [*told, *(["wider than the window"] if wide else [])]

    yield show
    page.close()


@pytest.mark.browser
@each_report
def test_the_page_asks_no_host_for_anything_and_axe_finds_nothing(
    requests_of: Callable[[str], tuple[list[str], list[str]]], report: Report
) -> None:
    page = written("html", replace(report, checked=(*report.checked, "content/" + "long-name-" * 20)))
    assert "<script" not in page
    assert requests_of(page) == ([], [])
