"""`cite add` against a server on this machine: what is added, and what is said where nothing is."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.bibliography.__main__ import main
from tests.bibliography.answering import Given, Server, answering, recorded

PROJECT = Path(__file__).parents[2]
DOI = "/doi/10.1000/hills.2020.7"
PUBMED = "/pubmed/?format=csl&id=1234567"
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[Server]:
    with answering() as server:
        server.answers = {
            DOI: recorded("doi.json"),
            PUBMED: recorded("pubmed.json"),
            "/pmc/?format=csl&id=7654321": recorded("pubmed.json"),
            "/trials/NCT01234567": recorded("trial.json"),
            "/page?id=1": recorded("page.html", "text/html; charset=utf-8"),
            "/paper": recorded("paper.html", "text/html"),
        }
        yield server


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of this project's own library, to add to."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    return tmp_path / "content"


def add(content: Path, server: Server, *words: str) -> int:
    root = ("--service-root", server.address, "--as-of", "2026-11-24", "--content", str(content))
    return main(["add", *root, *words])


def entry(content: Path, key: str) -> dict[str, object]:
    return next(
        item for item in json.loads((content / "references.json").read_text("utf-8")) if item["id"] == key
    )


# What is added


@pytest.mark.parametrize(
    "typed",
    [
        "10.1000/hills.2020.7",
        "doi:10.1000/hills.2020.7",
        "DOI: 10.1000/hills.2020.7.",
        "https://doi.org/10.1000/hills.2020.7",
        "http://dx.doi.org/10.1000%2Fhills.2020.7",
        "(10.1000/hills.2020.7)",
        "\u200b10.1000/hills.2020.7\u00ad",
    ],
)
def test_a_doi_is_added_however_it_is_written(content: Path, server: Server, typed: str) -> None:
    typed = typed.removeprefix("(")
    assert add(content, server, typed) == 0
    assert server.asked == [(DOI, "application/vnd.citationstyles.csl+json")]
    assert entry(content, "mullerostby2020") == {
        "id": "mullerostby2020",
        "type": "article-journal",
        "title": "Walking uphill after <i>rest</i> & stretching: a trial",
        "author": [
            {"family": "Müller-Østby", "given": "Ana María"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
            {"family": "Vale", "given": "Paul", "suffix": "Jr"},
            {"literal": "Hill Walkers Study Group"},
        ],
        "container-title": "Journal of Sample Hills",
        "container-title-short": "J Sample Hills",
        "publisher": "Sample Press",
        "issued": {"date-parts": [[2020, 5, 17]]},
        "volume": "12",
        "issue": "3",
        "page": "101-9",
        "DOI": "10.1000/hills.2020.7",
    }


@pytest.mark.parametrize(
    "typed",
    ["1234567", "PMID: 1234567", "https://pubmed.ncbi.nlm.nih.gov/1234567/", "PMC7654321", "pmcid: PMC7654321",
     "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7654321/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC7654321/"],
)  # fmt: skip
def test_a_paper_is_added_by_its_pubmed_or_pmc_number(content: Path, server: Server, typed: str) -> None:
    assert add(content, server, typed) == 0
    added = entry(content, "poe2011")
    assert (added["PMID"], added["PMCID"], added["DOI"]) == ("1234567", "PMC7654321", "10.1000/stand.2011")
    assert (added["title"], added["page"]) == ("Standing longer in the sample town", "545-50")
    assert "accessed" not in added


@pytest.mark.parametrize(
    "typed", ["NCT01234567", "nct01234567", "https://clinicaltrials.gov/study/NCT01234567"]
)
def test_a_trial_is_added_by_its_number(content: Path, server: Server, typed: str) -> None:
    assert add(content, server, typed) == 0
    assert entry(content, "nct01234567") == {
        "id": "nct01234567",
        "type": "webpage",
        "title": "Study of Walking in the Sample Town",
        "container-title": "ClinicalTrials.gov",
        "number": "NCT01234567",
        "URL": "https://clinicaltrials.gov/study/NCT01234567",
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "custom": {"updated": "2023-06-14"},
    }


def test_a_web_page_is_added_by_what_it_says_of_itself(content: Path, server: Server) -> None:
    assert add(content, server, f"{server.address}/page?id=1&utm_source=mail#top", "--key", "cover") == 1
    assert add(content, server, f"{server.address}/page?id=1#top", "--key", "cover") == 0
    assert entry(content, "cover") == {
        "id": "cover",
        "type": "webpage",
        "title": "Cover for walking aids — what is paid",
        "container-title": "Sample Agency",
        "issued": {"date-parts": [[2025, 1, 26]]},
        "URL": f"{server.address}/page?id=1",
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "custom": {"updated": "2026-02-03"},
    }


def test_a_journals_page_is_added_as_the_paper_it_offers(content: Path, server: Server) -> None:
    assert add(content, server, f"{server.address}/paper") == 0
    assert entry(content, "poe2019") == {
        "id": "poe2019",
        "type": "article-journal",
        "title": "Resting on a bench",
        "author": [
            {"family": "Poe", "given": "Anna"},
            {"family": "Vale", "given": "Paul", "non-dropping-particle": "van der"},
        ],
        "container-title": "Journal of Sample Hills",
        "container-title-short": "J Sample Hills",
        "issued": {"date-parts": [[2019, 3, 9]]},
        "volume": "4",
        "issue": "1",
        "page": "12-19",
        "DOI": "10.1000/bench.2019",
        "PMID": "2345678",
    }


def test_a_page_in_an_old_character_set_is_read(content: Path, server: Server) -> None:
    page = '<meta charset="windows-1252"><title>Gehen f\xfcr alle</title>'.encode("cp1252")
    server.answers["/alt"] = Given(page, type="text/html")
    assert add(content, server, f"{server.address}/alt", "--key", "alt") == 0
    assert entry(content, "alt")["title"] == "Gehen für alle"


def test_what_is_added_is_shown_as_it_is_printed(content: Path, server: Server, capsys: Said) -> None:
    add(content, server, "1234567")
    out = capsys.readouterr().out
    assert "Added as [@poe2011]" in out
    assert (
        "Poe AB, de la Cruz J. Standing longer in the sample town. Sample Spine J. 2011;9(7):545-550." in out
    )


def test_what_is_missing_in_it_is_told_with_its_place(content: Path, server: Server, capsys: Said) -> None:
    server.answers["/alt"] = Given(b"<title>Bare</title>", type="text/html")
    before = (content / "references.json").read_text("utf-8").count("\n")
    assert add(content, server, f"{server.address}/alt", "--key", "bare") == 0
    out = capsys.readouterr().out
    assert f"line {before + 1}): The reference “bare” has no author" in out


def test_several_are_added_in_one_go_and_the_diff_is_their_lines_and_a_comma(
    content: Path, server: Server
) -> None:
    before = (content / "references.json").read_text("utf-8").splitlines()
    assert add(content, server, "10.1000/hills.2020.7", "NCT01234567", "1234567") == 0
    after = (content / "references.json").read_text("utf-8").splitlines()
    assert after[: len(before) - 2] == before[:-2]
    assert after[len(before) - 2] == before[-2] + ","
    assert after[-1] == before[-1] == "]"


def test_a_redirection_is_followed(content: Path, server: Server) -> None:
    server.answers["/doi/10.1000/moved"] = Given(status=302, headers=(("Location", DOI),))
    assert add(content, server, "10.1000/moved") == 0
    assert [path for path, _ in server.asked] == ["/doi/10.1000/moved", DOI]
    assert all(accept.endswith("csl+json") for _, accept in server.asked)


def test_a_dry_run_changes_nothing(content: Path, server: Server, capsys: Said) -> None:
    before = (content / "references.json").read_bytes()
    assert add(content, server, "1234567", "--dry-run") == 0
    assert (content / "references.json").read_bytes() == before
    assert "Would be added as [@poe2011]" in capsys.readouterr().out


def test_a_blog_without_a_library_gets_one(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.bibliography.__main__.PROJECT", tmp_path)
    (tmp_path / "content").mkdir()
    assert add(tmp_path / "content", server, "1234567") == 0
    text = (tmp_path / "content" / "references.json").read_text("utf-8")
    assert (json.loads(text)[0]["id"], text[:5], text[-3:]) == ("poe2011", "[\n {\n", "\n]\n")


def test_a_preprint_is_printed_with_its_server_and_without_the_registrars_markup(
    content: Path, server: Server, capsys: Said
) -> None:
    record = {
        "type": "posted-content", "title": ["Walking <jats:italic>in vivo</jats:italic> &amp;lt; 5&amp;nbsp;km"],
        "author": [{"family": "Vale", "given": "Anna"}], "institution": [{"name": "hillRxiv"}],
        "publisher": "Sample Harbor", "issued": {"date-parts": [[2025, 10, 28]]},
    }  # fmt: skip
    server.answers["/doi/10.1000/pre"] = Given(json.dumps(record).encode())
    assert add(content, server, "10.1000/pre") == 0
    added = entry(content, "vale2025")
    assert (added["type"], added["publisher"]) == ("article", "hillRxiv")
    assert added["title"] == "Walking <i>in vivo</i> < 5 km"


# What is not added: the library is as it was, byte for byte


Case = tuple[str, Given | None, int, str]
FAILURES: dict[str, Case] = {
    "not found": ("10.1000/none", None, 1, "knows nothing by it"),
    "not found by PubMed, which says 400": ("7777777", Given(b"{}", 400), 1, "knows nothing by it"),
    "an empty list": ("7777777", Given(b"[]"), 1, "knows nothing by it"),
    "no data to make a reference of": ("10.1000/none", Given(b"", 406), 1, "has no data of it"),
    "no title": ("7777777", Given(b'{"type": "book"}'), 1, "It has no title"),
    "a type nobody knows": ("7777777", Given(b'{"type": "hill", "title": "T"}'), 1, "“hill”"),
    "malformed": ("7777777", Given(b"<html>Log in to this network"), 2, "cannot be understood"),
    "malformed by depth": ("7777777", Given(b"[" * 200_000), 2, "cannot be understood"),
    "malformed by a long number": ("7777777", Given(b"9" * 5000), 2, "cannot be understood"),
    "something else": ("7777777", Given(b'{"status": "error"}'), 2, "holds no reference"),
    "a list of two": ("7777777", Given(b"[1, 2]"), 2, "holds no record"),
    "a trial without a trial": ("NCT09999999", Given(b'{"protocolSection": []}'), 2, "holds no trial"),
    "trouble there": ("7777777", Given(b"", 503), 2, "in trouble (it answered 503)"),
    "asked too often": ("7777777", Given(b"", 429), 2, "Wait a minute"),
    "not for programs": ("7777777", Given(b"", 403), 2, "does not let programs read"),
    "slow to begin": ("7777777", Given(b"{}", pause=2), 2, "within 0.3 seconds"),
    "slow to end": ("7777777", Given(b"x" * 100, pause=0.1, portions=50), 2, "within 0.3 seconds"),
    "without end": ("7777777", Given(b"x" * 6_000_000), 2, "sends more than 5 million bytes"),
    "broken off": ("7777777", Given(b'{"type": ', length=500), 2, "broke off"),
    "led on to a file": ("7777777", Given(status=302, headers=(("Location", "file:///etc/hosts"),)), 2,
                         "not on the web"),
    "led on to FTP": ("7777777", Given(status=302, headers=(("Location", "ftp://a.example/x"),)), 2,
                      "not on the web"),
    "led in a circle": ("7777777", Given(status=302, headers=(("Location", "/pubmed/?format=csl&id=7777777"),)), 2,
                        "in a circle"),
}  # fmt: skip
PATHS = {"10.1000/none": "/doi/10.1000/none", "NCT09999999": "/trials/NCT09999999",
         "7777777": "/pubmed/?format=csl&id=7777777"}  # fmt: skip


@pytest.mark.parametrize("case", FAILURES.values(), ids=FAILURES)
def test_where_nothing_comes_of_it_the_reason_is_told_and_the_library_is_untouched(
    content: Path, server: Server, capsys: Said, case: Case
) -> None:
    typed, given, code, words = case
    if given is not None:
        server.answers[PATHS[typed]] = given
    before = (content / "references.json").read_bytes()
    assert add(content, server, typed, "--timeout", "0.3") == code
    err = capsys.readouterr().err
    assert words in err
    assert f"Not added: {typed}." in err
    assert (content / "references.json").read_bytes() == before
    assert sorted(file.name for file in content.iterdir()) == sorted(
        file.name for file in (PROJECT / "content").iterdir()
    )


def test_a_refused_connection_is_told_as_such(content: Path, capsys: Said) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    before = (content / "references.json").read_bytes()
    assert add(content, Server(f"http://127.0.0.1:{port}"), "1234567") == 2
    assert f"127.0.0.1:{port} does not take the connection. Try again later" in capsys.readouterr().err
    assert (content / "references.json").read_bytes() == before


def test_without_a_network_it_says_so_and_what_to_do(content: Path, capsys: Said) -> None:
    before = (content / "references.json").read_bytes()
    # Names under .invalid are never found (RFC 6761): what a computer without a network meets everywhere.
    assert add(content, Server("http://services.invalid"), "1234567") == 2
    err = capsys.readouterr().err
    assert "services.invalid cannot be found: this computer seems to be offline" in err
    assert "“import”" in err
    assert (content / "references.json").read_bytes() == before


@pytest.mark.parametrize("typed", ["hills", "10.1000", "NCT123", "ftp://a.example/x", "file:///etc/hosts", "https://",
                                   "http://a.example:x/", "http://[", ""])  # fmt: skip
def test_what_is_no_identifier_is_told_before_anybody_is_asked(
    content: Path, server: Server, capsys: Said, typed: str
) -> None:
    before = (content / "references.json").read_bytes()
    assert add(content, server, "--", typed) == 2
    assert "Not added: “" in capsys.readouterr().err
    assert (server.asked, (content / "references.json").read_bytes()) == ([], before)


def test_a_pdf_is_not_taken_for_a_page(content: Path, server: Server, capsys: Said) -> None:
    server.answers["/a.pdf"] = Given(b"%PDF", type="application/pdf")
    assert add(content, server, f"{server.address}/a.pdf") == 1
    assert "leads to a PDF" in capsys.readouterr().err


def test_a_page_without_a_title_is_not_added(content: Path, server: Server, capsys: Said) -> None:
    server.answers["/bare"] = Given(b"<p>Words</p>", type="text/html")
    assert add(content, server, f"{server.address}/bare") == 1
    assert "does not say what it is called" in capsys.readouterr().err


def test_the_same_work_is_not_added_twice_whatever_names_it(
    content: Path, server: Server, capsys: Said
) -> None:
    assert add(content, server, "1234567") == 0
    before = (content / "references.json").read_bytes()
    server.answers["/doi/10.1000/STAND.2011"] = recorded("pubmed.json")
    for typed in ("1234567", "PMC7654321", "10.1000/STAND.2011"):
        assert add(content, server, typed) == 1
        assert "Cite it as [@poe2011]" in capsys.readouterr().err
    assert (content / "references.json").read_bytes() == before


def test_one_that_fails_does_not_keep_the_others_out(content: Path, server: Server, capsys: Said) -> None:
    assert add(content, server, "10.1000/none", "1234567", "1234567") == 1
    said = capsys.readouterr()
    assert "Added as [@poe2011]" in said.out
    assert said.err.count("Not added") == 2


def test_a_retracted_work_is_not_added(content: Path, server: Server, capsys: Said) -> None:
    (content / "retractions.csv").write_text("DOI,PMID,date,reason\n10.1000/Stand.2011,,2026-03-01,Fraud\n")
    before = (content / "references.json").read_bytes()
    assert add(content, server, "1234567") == 1
    assert "was retracted on 2026-03-01 (Fraud)" in capsys.readouterr().err
    assert (content / "references.json").read_bytes() == before


def test_a_chosen_key_is_taken(content: Path, server: Server) -> None:
    assert add(content, server, "1234567", "--key", "standing") == 0
    assert entry(content, "standing")["PMID"] == "1234567"


@pytest.mark.parametrize(
    ("key", "words"), [("mekhail2012", "is taken"), ("Mekhail2012", "is taken"), ("a b", "cannot be a key")]
)
def test_a_chosen_key_that_is_taken_or_cannot_be_cited_is_refused(
    content: Path, server: Server, capsys: Said, key: str, words: str
) -> None:
    before = (content / "references.json").read_bytes()
    assert add(content, server, "1234567", "--key", key) == 1
    assert words in capsys.readouterr().err
    assert (content / "references.json").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [("1234567", "7777777", "--key", "a"), ("1234567", "--timeout", "0"), ("1234567", "--as-of", "soon"),
     ("1234567", "--service-root", "file:///x")],
)  # fmt: skip
def test_a_call_that_makes_no_sense_asks_nobody(
    content: Path, server: Server, words: tuple[str, ...]
) -> None:
    assert main(["add", "--content", str(content), "--service-root", server.address, *words]) == 2
    assert server.asked == []


def test_a_broken_library_is_told_before_anybody_is_asked(
    content: Path, server: Server, capsys: Said
) -> None:
    (content / "references.json").write_text('[\n {"id": "a"},\n]')
    assert add(content, server, "1234567") == 2
    assert "references.json, line 3: The reference library is not valid JSON" in capsys.readouterr().err
    assert (server.asked, (content / "references.json").read_text()) == ([], '[\n {"id": "a"},\n]')


def test_as_a_process_it_works_with_the_server_named_in_the_environment(
    content: Path, server: Server
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "plugins.bibliography", "add", "1234567", "--content", str(content)],
        cwd=PROJECT, env={"CITE_SERVICE_ROOT": server.address, "no_proxy": "*", "LC_ALL": "C"},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (run.returncode, run.stderr.decode()) == (0, "")
    assert "Added as [@poe2011]" in run.stdout.decode("utf-8")
