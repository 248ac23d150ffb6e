"""Articles that cannot become pages: each is named with its mend, and takes nobody else down."""

import json
from pathlib import Path
from typing import cast

import pytest

from tests.blog import Blog, settle

HEADER = (
    "Title: Bad sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, MD\nReviewed: 2024-04-02\nReview due: 2099-12-31\n"
)
TEXT = "\nThe front desk has a bell.\n"
GOOD = ("your-first-visit.html", "the-sample-device.html", "words-we-use.html", "pages/about.html")


def without(line: str) -> str:
    return "".join(kept for kept in HEADER.splitlines(True) if not kept.startswith(line))


# The file's bytes, the rule, the words of the finding and of its mend, and whether a preview shows it.
BAD: dict[str, tuple[bytes, str, str, str, bool]] = {
    "missing-title": ((without("Title") + TEXT).encode(), "HDR451", "has no title", "Title:", False),
    "missing-date": ((without("Date") + TEXT).encode(), "HDR451", "has no date", "Date: 2026-02-03", False),
    "wrong-date": (
        (HEADER.replace("Date: 2024-03-05", "Date: 5 March") + TEXT).encode(),
        "HDR451",
        "“5 March” is not a date.",
        "2026-02-03",
        False,
    ),
    "ambiguous-date": (
        (HEADER.replace("Date: 2024-03-05", "Date: 03/04/2024") + TEXT).encode(),
        "HDR451",
        "“03/04/2024” can be read in more than one way. Write 2024-03-04 or 2024-04-03.",
        "2026-02-03",
        False,
    ),
    "unknown-citation": (
        f"{HEADER}\nPeople asked for larger print.[@smaple2021]\n".encode(),
        "CIT301",
        "There is no reference “smaple2021”.",
        "Did you mean [@sample2021]?",
        True,
    ),
    "unknown-disclaimer": (
        f"{HEADER}Disclaimer: device\n{TEXT}".encode(),
        "DSC406",
        "There is no disclaimer “device”.",
        "Did you mean “devices”?",
        False,
    ),
    "laxer-disclaimer": (
        (HEADER.replace("Your visit", "Treatments") + f"Disclaimer: everyday\n{TEXT}").encode(),
        "DSC406",
        "The disclaimer “everyday” is less strict than “devices”",
        "Write “Disclaimer: devices”",
        False,
    ),
    "latin-1": (
        f"{HEADER}\nThe café has a bell.\n".encode("latin-1"),
        "HDR450",
        "The file is not saved as UTF-8: on line 9, behind “The caf”",
        "“UTF-8”",
        False,
    ),
    "word-file": (
        b"PK\x03\x04" + HEADER.encode(),
        "HDR450",
        "a Word or zip file",
        "plain text in UTF-8",
        False,
    ),
    "empty-file": (b"", "HDR451", "has no title", "Title:", False),
    "no-text": (HEADER.encode(), "HDR457", "no text under the header", "write the text below", False),
    "unknown-field": (
        f"{HEADER}Warning: The bell is loud.\n{TEXT}".encode(),
        "HDR456",
        "“Warning” is not a header field this site knows.",
        "leave an empty line above it",
        True,
    ),
}


def plant(blog: Blog, *names: str) -> None:
    for name in names:
        data = BAD[name][0].replace(b"Title: Bad sample", f"Title: Sample {name}".encode())
        blog.path(f"content/articles/{name}.md").write_bytes(data)


def findings(blog: Blog) -> list[dict[str, object]]:
    report = json.loads(blog.task("check", "--format", "json").out)
    return cast("list[dict[str, object]]", report["findings"])


@pytest.fixture(scope="module")
def bad_blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with all bad articles at once, built."""
    blog = settle(tmp_path_factory.mktemp("bad") / "blog")
    plant(blog, *BAD)
    run = blog.task("build")
    assert run.code == 2
    assert "The preview is in output." in run.words
    return blog


@pytest.fixture(scope="module")
def told_of_all(bad_blog: Blog) -> list[dict[str, object]]:
    return findings(bad_blog)


@pytest.mark.parametrize("name", BAD)
def test_check_names_the_file_what_is_wrong_and_what_to_do(
    told_of_all: list[dict[str, object]], name: str
) -> None:
    _, rule, message, help_words, _ = BAD[name]
    told = [
        finding
        for finding in told_of_all
        if finding["rule"] == rule and finding["path"] == f"content/articles/{name}.md"
    ]
    assert any(
        message in str(finding["message"]) and help_words in str(finding["help"]) for finding in told
    ), told


def test_check_tells_all_of_them_at_once_and_finds_no_fault_with_others(
    told_of_all: list[dict[str, object]],
) -> None:
    assert {finding["path"] for finding in told_of_all} == {f"content/articles/{name}.md" for name in BAD}


@pytest.mark.parametrize("name", GOOD)
def test_a_build_has_every_good_article(bad_blog: Blog, name: str) -> None:
    assert "data-disclaimer-id" in bad_blog.read(f"output/{name}")


@pytest.mark.parametrize("name", BAD)
def test_a_build_leaves_out_what_cannot_be_a_page_and_shows_what_can(bad_blog: Blog, name: str) -> None:
    text = "".join(file.read_text("utf-8") for file in bad_blog.path("output").rglob("*.html"))
    assert (f'data-manuscript="articles/{name}.md"' in text) == BAD[name][4]


@pytest.mark.parametrize("name", BAD)
def test_publishing_is_refused_and_names_the_article(blog: Blog, name: str) -> None:
    plant(blog, name)
    run = blog.task("publish")
    assert run.code == (2 if BAD[name][1] == "HDR450" else 1)
    assert f"content/articles/{name}.md" in run.words
    assert "Not published." in run.words
    assert not blog.path("public").exists()


def test_an_unknown_citation_shows_in_the_preview_as_missing(blog: Blog) -> None:
    plant(blog, "unknown-citation")
    blog.task("build")
    page = blog.read("output/sample-unknown-citation.html").replace("&nbsp;", " ")
    assert "[source missing: smaple2021]" in page


def test_a_library_that_cannot_be_read_is_told_once_and_accuses_no_article(blog: Blog) -> None:
    blog.write("content/references.json", "[{")
    run = blog.task("check", "--format", "json")
    assert run.code == 2
    [told] = json.loads(run.out)["findings"]
    assert (told["rule"], told["path"]) == ("HDR450", "content/references.json")
    assert "So the citations could not be checked, in no article." in told["message"]
    plant(blog, "unknown-citation")
    assert not [finding for finding in findings(blog) if str(finding["rule"]).startswith("CIT")]
    assert blog.task("publish").code == 2
    assert not blog.path("public").exists()


def test_what_fixes_would_change_cannot_be_told_of_a_file_that_cannot_be_read(blog: Blog) -> None:
    assert blog.task("check", "--diff").code == 0
    plant(blog, "latin-1")
    run = blog.task("check", "--diff")
    assert run.code == 2
    assert "Not looked at: content/articles/latin-1.md: The file is not saved as UTF-8" in run.words


def test_two_articles_with_one_address_do_not_replace_each_other_in_silence(blog: Blog) -> None:
    for name in ("one", "two"):
        blog.write(f"content/articles/{name}.md", f"{HEADER}Slug: twin\n{TEXT}")
    run = blog.task("publish")
    assert run.code == 1
    assert "content/articles/one.md has the same address: twin.html." in run.words
    assert "content/articles/two.md has the same address: twin.html." in run.words
    assert not blog.path("public").exists()


@pytest.mark.parametrize("second", ["Slug: twin", "Slug: TWIN", "Slug: twin\nStatus: hidden"])
def test_two_articles_with_one_address_do_not_take_the_preview_down(blog: Blog, second: str) -> None:
    blog.write("content/articles/one.md", f"{HEADER}Slug: twin\n{TEXT}")
    blog.write("content/articles/two.md", f"{HEADER}{second}\n{TEXT}")
    run = blog.task("build")
    assert run.code == 1
    assert "The preview is in output." in run.words
    assert 'data-manuscript="articles/' in blog.read("output/words-we-use.html")


def test_an_article_that_is_a_link_to_a_file_elsewhere_is_refused_by_name(blog: Blog) -> None:
    outside = blog.folder.parent / "outside.md"
    outside.write_text(f"{HEADER}{TEXT}", "utf-8")
    blog.path("content/articles/linked.md").symlink_to(outside)
    run = blog.task("publish")
    assert run.code == 2
    assert "linked.md" in run.words
    assert "Traceback" not in run.words


def test_pages_in_a_folder_above_the_blog_make_no_pages_of_its_articles(tmp_path: Path) -> None:
    blog = settle(tmp_path / "pages" / "blog")
    plant(blog, "missing-date")
    errors = [finding["rule"] for finding in findings(blog) if finding["severity"] == "error"]
    assert errors == ["HDR451"]


def test_a_link_may_not_attach_a_file_from_outside_the_blog(blog: Blog) -> None:
    (blog.folder / "secret.txt").write_text("s3cret", "utf-8")
    for number, address in enumerate(
        ("{attach}../../secret.txt", "{static}../../secret.txt", "{static}/../secret.txt")
    ):
        blog.write(
            f"content/articles/link-{number}.md",
            f"{HEADER.replace('Bad sample', f'Sample {number}')}\nRead [this]({address}).\n",
        )
    run = blog.task("publish")
    assert run.code == 1
    assert "lies outside the content folder" in run.words
    assert not blog.path("public").exists()
    run = blog.task("build")
    assert "lies outside the content folder and is left out" in run.words
    copies = [
        file
        for file in blog.folder.parent.rglob("*")
        if file.is_file() and b"s3cret" in file.read_bytes() and file != blog.folder / "secret.txt"
    ]
    assert [copy for copy in copies if "content" not in copy.parts] == []


@pytest.mark.parametrize(
    "line",
    [
        "Save_as: ../../escaped.html",
        "Url: escaped.html",
        "Template: base",
        "Status: hidden\nSave_as: index.html",
    ],
)
def test_a_header_cannot_say_where_or_how_its_page_is_written(blog: Blog, line: str) -> None:
    blog.write("content/articles/bad.md", f"{HEADER}{line}\n{TEXT}")
    run = blog.task("publish")
    assert run.code == 1
    blog.task("build")
    assert not list(blog.folder.parent.rglob("escaped.html"))
    assert "front desk has a bell" not in blog.read("output/index.html")


@pytest.mark.parametrize(
    ("markup", "trace"),
    [
        ("<details>", "<details><p>"),
        ("<textarea>", "<textarea"),
        ("</article></main>", "</article></main>\n<p>"),
        ("<div hidden>", "<div hidden"),
        ("<!-- never closed", "<!-- never"),
        ("<template>", "<template"),
        ('<script>alert("x")</script>', "alert("),
        ('<img src="x" onerror="alert(1)">', "alert("),
        ('<a href="javascript:alert(1)">bell</a>', "javascript:"),
        ("[bell](javascript:alert(1))", "javascript:"),
        ("<style>div { display: none }</style>", "<style"),
        ('<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">', "elsewhere.example"),
    ],
)
def test_markup_that_hides_the_disclaimer_or_runs_is_not_published(
    blog: Blog, markup: str, trace: str
) -> None:
    blog.write("content/articles/bad.md", f"{HEADER}\n{markup}\n{TEXT}")
    run = blog.task("publish")
    if run.code == 0:
        assert trace not in blog.read("public/bad-sample.html")
    else:
        assert "bad" in run.words
        assert not blog.path("public").exists()
