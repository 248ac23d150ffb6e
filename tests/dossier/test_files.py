"""The files of a dossier: JSON by its schema, the same bytes each time, hostile text as text."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plugins.dossier.__main__ import main
from plugins.manuscript.layout import Layout
from tests.blog import PROJECT, Blog, digest
from tests.dossier.sample import ARTICLE, CLEAN, EVERY_WAY, HEADER, blog_with

SCHEMA = json.loads((PROJECT / "plugins" / "dossier" / "dossier.schema.json").read_text("utf-8"))
HOSTILE = (
    HEADER.replace("Title: Sample", "Title: \"><script>alert(1)</script> & 'x'")
    .replace("Reviewer: Kim Example, RN", "Reviewer: Kim \u202e<b onclick=alert(2)>Example</b>")
    .replace("- Ring.", "- `</style><script>alert(3)</script>` rings.")
    + '## A "heading" & `<img src=x onerror=alert(4)>`\n\n'
    "About 95% of \u202epatients\u202c had `</article><script>alert(5)</script>` less pain. "
    "<!-- waive CLM101: </p><script>alert(6)</script> | <i>J. Doe</i> -->\n\n"
    'About 80% of patients rest.[@"><script>]\n'
)


def written(layout: Layout, *words: str) -> Path:
    output = layout.project / "out"
    code = main(
        ["write", *words, "--content", str(layout.content), "--output", str(output), "--as-of", "2026-11-24"]
    )
    assert code == 0
    return output


def problems(data: object) -> list[str]:
    """Return what is wrong with a dossier by the part of the schema that its kind names."""
    kind = data["kind"] if isinstance(data, dict) else ""
    schema = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{kind}Dossier"}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_the_schemas_are_schemas() -> None:
    for file in (PROJECT / "plugins" / "dossier").glob("*.schema.json"):
        Draft202012Validator.check_schema(json.loads(file.read_text("utf-8")))


@pytest.mark.parametrize(
    "text", [EVERY_WAY, CLEAN, HOSTILE, HEADER], ids=["every way", "clean", "hostile", "empty"]
)
def test_every_dossier_is_valid_by_its_schema(tmp_path: Path, text: str) -> None:
    layout = blog_with(tmp_path, text)
    if text is CLEAN:
        assert main(["approve", "sample", "--by", "K", "--role", "r", "--content", str(layout.content)]) == 0
        (layout.content / ARTICLE).write_text(CLEAN.replace("40 people", "41 people"), "utf-8")
    files = sorted(written(layout).rglob("*.json"))
    assert [file.name for file in files] == ["sample.json", "index.json"]
    for file in files:
        data = json.loads(file.read_text("utf-8"))
        assert problems(data) == []
        assert not list(Draft202012Validator(SCHEMA).iter_errors(data))


def test_our_own_blogs_dossiers_are_valid_and_no_claim_of_it_is_without_a_source(tmp_path: Path) -> None:
    content = PROJECT / "content"
    assert main(["write", "--content", str(content), "--output", str(tmp_path)]) == 0
    files = sorted(tmp_path.rglob("*.json"))
    assert len(files) > 15
    for file in files:
        data = json.loads(file.read_text("utf-8"))
        assert problems(data) == []
        if data["kind"] == "article":
            assert (data["counts"]["unsourced"], data["counts"]["source_missing"]) == (0, 0)


def test_the_schema_refuses_what_is_no_dossier(tmp_path: Path) -> None:
    data = json.loads(
        (written(blog_with(tmp_path, EVERY_WAY)) / "articles" / "sample.json").read_text("utf-8")
    )
    for name in ("claims", "inputs", "sign_off"):
        assert problems({key: value for key, value in data.items() if key != name})
    assert problems({**data, "more": 1})
    data["claims"][0]["status"] = "fine"
    assert problems(data)


def test_what_stands_in_the_json_is_what_the_page_says(tmp_path: Path) -> None:
    output = written(blog_with(tmp_path, EVERY_WAY))
    data = json.loads((output / "articles" / "sample.json").read_text("utf-8"))
    page = (output / "articles" / "sample.html").read_text("utf-8")
    for claim in data["claims"]:
        assert f'id="claim-{claim["number"]}"' in page
        assert f"sample.md:{claim['line']}:{claim['column']}" in page
    assert data["fingerprint"] in page
    for one in (*data["inputs"], *data["rests_on"]):
        assert one["sha256"] in page


def test_the_site_has_every_article_every_reference_and_every_waiver(tmp_path: Path) -> None:
    output = written(blog_with(tmp_path, EVERY_WAY))
    site = json.loads((output / "index.json").read_text("utf-8"))
    article = json.loads((output / "articles" / "sample.json").read_text("utf-8"))
    (row,) = site["articles"]
    assert row["counts"] == article["counts"]
    assert row["file"] == "articles/sample.json"
    used = {one["key"]: one["used_in"] for one in site["references"]}
    assert used == {
        one["key"]: [{"article": "articles/sample", "claims": one["claims"]}] for one in article["references"]
    }
    assert [(one["rule"], one["by"]) for one in site["waivers"]] == [("CLM101", "J. Doe")]
    page = (output / "index.html").read_text("utf-8")
    assert 'href="articles/sample.html"' in page
    assert "2 stop publishing" in page


def test_hostile_text_is_shown_as_text_and_what_nobody_sees_as_its_number(tmp_path: Path) -> None:
    output = written(blog_with(tmp_path, HOSTILE))
    for file in output.rglob("*.html"):
        page = file.read_text("utf-8")
        assert "<script" not in page
        assert not re.search(r"<[a-z][^>]* on\w+=", page)
        assert "\u202e" not in page
        assert page.count("</style>") == 1
    article = (output / "articles" / "sample.html").read_text("utf-8")
    assert "[U+202E]" in article
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in article
    for file in output.rglob("*.json"):
        assert "\u202e" not in file.read_text("utf-8")
    data = json.loads((output / "articles" / "sample.json").read_text("utf-8"))
    assert "\u202e" in data["article"]["reviewer"]


@pytest.mark.parametrize("file", ["articles/sample.html", "index.html"])
def test_a_page_needs_nothing_beside_itself(tmp_path: Path, file: str) -> None:
    page = (written(blog_with(tmp_path, EVERY_WAY)) / file).read_text("utf-8")
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|base|form)\b", page)
    assert not re.search(r"\ssrc=|url\(|@import", page)
    assert "default-src 'none'" in page


def test_the_same_blog_has_the_same_bytes_wherever_and_whenever_it_is_looked_at(blog: Blog) -> None:
    def made(folder: str, **environment: str) -> dict[str, str]:
        run = blog.run("plugins.dossier", "write", "--as-of", "2026-11-24", "--output", folder, **environment)
        assert run.code == 0, run.words
        return digest(blog.path(folder))

    first = made("one", TZ="UTC", PYTHONHASHSEED="1")
    assert len(first) > 8
    assert made("two", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C") == first
    assert made("one", TZ="America/Los_Angeles", PYTHONHASHSEED="random") == first


def test_articles_that_are_named_are_written_alone_and_wrong_names_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    output = written(layout, "sample")
    assert sorted(file.name for file in output.rglob("*.*")) == ["sample.html", "sample.json"]
    capsys.readouterr()
    wrong = [
        "write",
        "smaple",
        "nobody",
        "sample",
        "--content",
        str(layout.content),
        "--output",
        str(tmp_path / "no"),
    ]
    assert main(wrong) == 2
    told = capsys.readouterr().err
    assert "“smaple”. Did you mean articles/sample.md?" in told
    assert "“nobody”" in told
    assert not (tmp_path / "no").exists()


def test_two_articles_of_one_name_are_to_be_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / "pages").mkdir()
    (layout.content / "pages" / "sample.md").write_text(CLEAN, "utf-8")
    words = ["--content", str(layout.content), "--output", str(tmp_path / "out")]
    assert main(["write", "sample", *words]) == 2
    assert "can be several: articles/sample.md, pages/sample.md" in capsys.readouterr().err
    assert main(["write", "pages/sample", *words]) == 0


def test_a_dossier_never_lies_in_the_content_folder_nor_in_the_place_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    before = digest(tmp_path)
    (tmp_path / "file").touch()
    for output in (layout.content, layout.content / "dossier", tmp_path, tmp_path / "file"):
        assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 2
    assert "content folder" in capsys.readouterr().err
    (tmp_path / "file").unlink()
    assert digest(tmp_path) == before


def test_an_article_that_cannot_be_read_has_no_dossier_and_the_site_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / "articles" / "word.md").write_bytes(b"PK\x03\x04")
    output = tmp_path / "out"
    assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 2
    assert "No dossier of content/articles/word.md" in capsys.readouterr().err
    assert json.loads((output / "index.json").read_text("utf-8"))["unreadable"] == [
        "content/articles/word.md"
    ]
    assert "could not be checked" in (output / "index.html").read_text("utf-8")
    assert not (output / "articles" / "word.html").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [("references.json", "["), ("checks.toml", "min_confidence = 7\n"), ("glossary.toml", "= 7\n")],
)
def test_without_what_the_check_goes_by_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    (layout.content / name).write_text(text, "utf-8")
    assert main(["write", "--content", str(layout.content), "--output", str(tmp_path / "out")]) == 2
    assert name in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_left_of_an_article_that_is_gone_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    output = written(layout)
    (layout.content / ARTICLE).rename(layout.content / "articles" / "other.md")
    capsys.readouterr()
    written(layout)
    assert "articles/sample.html is left from an article that is gone" in capsys.readouterr().err
    assert (output / "articles" / "sample.html").exists()


@pytest.mark.parametrize("words", [["--as-of", "soon"], ["--content", "nowhere"]])
def test_a_call_that_cannot_be_carried_out_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    layout = blog_with(tmp_path, CLEAN)
    call = ["write", "--content", str(layout.content), "--output", str(tmp_path / "out"), *words]
    assert main(call) == 2
    assert words[1] in capsys.readouterr().err
