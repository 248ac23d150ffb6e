"""Titles, slugs, files and links that lead astray: each is told by name, and takes nobody else down."""

import json
from typing import cast

import pytest

from tests.blog import Blog, settle
from tests.site.test_bad_content import GOOD, HEADER, TEXT

ODD: dict[str, str] = {
    "index": "Title: Index",
    "archives": "Title: Archives",
    "not-found": "Title: 404",
    "tags": "Title: Tags",
    "categories": "Title: Categories",
    "authors": "Title: authors!",
    "next-page": "Title: Index2",
    "long": f"Title: {'L' + 'o' * 299}",
    "signs-only": "Title: ???",
    "signs-slug": "Slug: ???",
    "up": "Slug: ../../up",
    "in-a-list": "Slug: category/your-visit",
    "device": "Slug: con",
    "spaces": "Slug: my slug",
    "topic-of-signs": "Category: ★★",
    "long-topic": f"Category: {'x' * 300}",
    "tag-of-signs": "Tags: fine, !!",
    "author-of-signs": "Author: …",
    "language": "Lang: ../../x",
}


def plant(blog: Blog, name: str, *lines: str, text: str = TEXT) -> None:
    header = HEADER.replace("Bad sample", f"Sample {name}")
    for line in lines:
        field = line.split(":")[0]
        header = "".join(old for old in header.splitlines(True) if not old.startswith(f"{field}:"))
        header += f"{line}\n"
    blog.write(f"content/articles/{name}.md", f"{header}{text}")


def findings(blog: Blog, *options: str) -> list[dict[str, object]]:
    report = json.loads(blog.task("check", "--format", "json", *options).out)
    return cast("list[dict[str, object]]", report["findings"])


def of(blog: Blog, rule: str) -> list[tuple[str, str]]:
    return [(str(row["path"]), str(row["message"])) for row in findings(blog) if row["rule"] == rule]


@pytest.fixture(scope="module")
def odd_blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with every odd address at once, built."""
    blog = settle(tmp_path_factory.mktemp("odd") / "blog")
    for name, line in ODD.items():
        plant(blog, name, line)
    plant(blog, "no-slug", "Slug:")
    run = blog.task("build")
    assert run.code == 1, run.words
    assert "The preview is in output." in run.words
    assert "broke off" not in run.words
    return blog


@pytest.mark.parametrize("name", [*GOOD, "sample-no-slug.html"])
def test_an_odd_address_takes_no_other_article_down(odd_blog: Blog, name: str) -> None:
    assert "data-disclaimer-id" in odd_blog.read(f"output/{name}")


def test_check_names_every_file_whose_address_cannot_be_used(odd_blog: Blog) -> None:
    assert {path for path, _ in of(odd_blog, "HDR458")} == {f"content/articles/{name}.md" for name in ODD}


@pytest.mark.parametrize("name", ODD)
def test_an_article_with_an_odd_address_is_nowhere_in_the_site(odd_blog: Blog, name: str) -> None:
    for file in odd_blog.path("output").rglob("*.html"):
        assert f'data-manuscript="articles/{name}.md"' not in file.read_text("utf-8")
    assert "front desk has a bell" not in odd_blog.read("output/index.html")
    assert not odd_blog.path("up.html").exists()


@pytest.mark.parametrize("name", ["index", "long", "signs-slug", "topic-of-signs"])
def test_publishing_is_refused_and_names_the_file_and_the_rule(blog: Blog, name: str) -> None:
    plant(blog, name, ODD[name])
    run = blog.task("publish")
    assert run.code == 1
    assert f"content/articles/{name}.md" in run.words
    assert "HDR458" in run.words
    assert not blog.path("public").exists()


def test_two_files_with_one_address_are_told_at_check_time_each_naming_the_other(blog: Blog) -> None:
    plant(blog, "one", "Slug: twin")
    plant(blog, "two", "Title: Twin")
    assert of(blog, "HDR459") == [
        ("content/articles/one.md", "content/articles/two.md has the same address: twin.html."),
        ("content/articles/two.md", "content/articles/one.md has the same address: twin.html."),
    ]
    run = blog.task("check", "--path", "content/articles/two.md")
    assert run.code == 1
    assert "content/articles/one.md has the same address" in run.words


def test_what_was_found_before_in_an_article_does_not_hide_a_twin_that_came_since(blog: Blog) -> None:
    plant(blog, "one", "Slug: twin")
    assert of(blog, "HDR459") == []
    plant(blog, "two", "Slug: twin")
    assert {path for path, _ in of(blog, "HDR459")} == {"content/articles/one.md", "content/articles/two.md"}
    blog.path("content/articles/two.md").unlink()
    assert of(blog, "HDR459") == []


def test_a_draft_with_a_taken_address_does_not_hold_up_publishing(blog: Blog) -> None:
    plant(blog, "one", "Slug: twin")
    plant(blog, "two", "Slug: twin", "Status: draft")
    assert {path for path, _ in of(blog, "HDR459")} == {"content/articles/two.md"}
    run = blog.task("publish")
    assert run.code == 0, run.words


def test_a_topic_named_like_a_further_page_of_another_takes_nothing_down(blog: Blog) -> None:
    for number in range(12):
        plant(blog, f"many-{number}", "Category: Visits")
    plant(blog, "further", "Category: Visits2")
    run = blog.task("build")
    assert "The preview is in output." in run.words
    assert (
        "Could not process articles/further.md (The list category/visits2.html has the address of a further "
        "page of category/visits.html.)" in run.words
    )
    assert "many-11" in "".join(file.name for file in blog.path("output").iterdir())


def test_a_settings_file_with_more_lists_guards_their_addresses_too(blog: Blog) -> None:
    blog.write("pelicanconf.py", blog.read("pelicanconf.py") + '\nARCHIVES_SAVE_AS = "everything.html"\n')
    plant(blog, "one", "Slug: Everything")
    run = blog.task("build")
    assert run.code == 1
    assert "Its address Everything.html is that of a list of the site's own." in run.words
    assert "The preview is in output." in run.words


def test_a_file_that_is_linked_takes_no_pages_place(blog: Blog) -> None:
    blog.write("content/words-we-use.html", "<p>Without a disclaimer.</p>")
    plant(blog, "one", text="\nRead [this]({static}/words-we-use.html).\n")
    run = blog.task("build")
    assert "The file words-we-use.html has the address of a page of the site and is left out." in run.words
    assert "data-disclaimer-id" in blog.read("output/words-we-use.html")


def test_no_title_that_gives_an_address_of_the_sites_own_makes_a_new_article(blog: Blog) -> None:
    for title, words in (("Index", "“index” is the address of the start page."), ("Con", "Windows keeps")):
        run = blog.task("new", "--title", title, "--topic", "A", "--author", "B", "--disclaimer", "")
        assert run.code == 2
        assert words in run.words
        assert "Choose other words." in run.words
    run = blog.task("new", "--title", "A bell", "--topic", "★", "--author", "B", "--disclaimer", "")
    assert run.code == 2
    assert "The topic “★” gives its list no address" in run.words


UNREAD = (
    "content/stray.md", "content/drafts/later.md", "content/articles/walking.MD", "content/articles/walking.markdown",
    "content/articles/walking.mdown", "content/articles/walking.txt", "content/articles/walking.rst",
    "content/pages/walking.html", "content/articles/walking.docx", "content/disclaimers/new.txt",
)  # fmt: skip


def test_every_text_that_is_not_read_is_told_and_none_is_published(blog: Blog) -> None:
    for number, name in enumerate(UNREAD):
        blog.write(name, f"{HEADER.replace('Bad sample', f'Stray {number}')}{TEXT}")
    rows = [row for row in findings(blog) if row["rule"] == "HDR460"]
    assert sorted(str(row["path"]) for row in rows) == sorted(UNREAD)
    assert {row["severity"] for row in rows} == {"warning"}
    run = blog.task("publish")
    assert run.code == 0, run.words
    assert "content/stray.md" in run.words
    assert "Stray" not in "".join(file.read_text("utf-8") for file in blog.path("public").rglob("*.html"))
    for ending in ("md", "MD", "markdown", "mdown", "txt", "rst", "docx"):
        assert not list(blog.path("public").rglob(f"*.{ending}"))


def test_what_is_hidden_read_or_offered_is_no_stray(blog: Blog) -> None:
    blog.write("content/articles/.walking.md.swp", "hidden")
    blog.write("content/.obsidian/notes.md", "hidden")
    blog.write("content/articles/more/uphill.md", f"{HEADER}{TEXT}")
    blog.write("content/files/list.txt", "Insurance card")
    plant(blog, "one", text="\nTake [our list]({static}/files/list.txt) with you.\n")
    assert of(blog, "HDR460") == []


def test_single_files_are_checked_without_a_word_on_others(blog: Blog) -> None:
    blog.write("content/stray.md", "stray")
    plant(blog, "dead", text="\nRead [this]({filename}no-such.md).\n")
    run = blog.task("check", "--path", "content/articles/words-we-use.md")
    assert (run.code, "1 file checked." in run.words) == (0, True)


LINKS = {
    "[a]({filename}words-we-us.md)": ("There is no article “words-we-us.md”", "{filename}words-we-use.md"),
    "[a]({filename}/pages/abuot.md)": ("There is no article “/pages/abuot.md”", "{filename}../pages/about.md"),
    "![a]({static}/images/no.png)": ("There is no file “/images/no.png”", "from the content folder"),
    "[a]({attach}list.pdf)": ("There is no file “list.pdf”", "from this file's folder"),
    "[a]({static}../../tasks.py)": ("“../../tasks.py” lies outside the content folder.", "Put the file there"),
    "[a]({filename}not-ready-yet.md)": ("content/articles/not-ready-yet.md, which is a draft", "“Status: draft”"),
    "[a](words-we-use.md)": ("“words-we-use.md” is the name of a file", "{filename}words-we-use.md"),
    "[a]({static}words-we-use.md)": ("is an article or page", "Write {filename}words-we-use.md instead"),
    "[a]({file}words-we-use.md)": ("“{file}” is no sign", "Write {filename}"),
    "[a](word.html)": ("There is no page “word.html”", "{filename}walking.md"),
    "[a](not-ready-yet.html)": ("which is a draft", "“Status: draft”"),
    "![a](images/no.png)": ("There is no file “images/no.png”", "from this file's folder"),
    '<img src="{static}/images/no.png" alt="a">': ("There is no file “/images/no.png”", "content folder"),
    "[a][r]\n\n[r]: {filename}words-we-us.md": ("There is no article", "{filename}words-we-use.md"),
    "[a]({filename}a b.md)": ("There is no article", ""),
    "[a](|filename|no-such-article.md)": ("There is no article", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with every dead link at once, each in an article of its own."""
    blog = settle(tmp_path_factory.mktemp("links") / "blog")
    for number, link in enumerate(LINKS):
        plant(blog, f"link-{number}", text=f"\nThe desk has a bell.\n\nRead {link}\n")
    return blog


@pytest.fixture(scope="module")
def dead(linked: Blog) -> dict[str, dict[str, object]]:
    return {str(row["path"]): row for row in findings(linked) if row["rule"] == "LNK701"}


@pytest.mark.parametrize("link", [link for link in LINKS if link != "[a]({filename}a b.md)"])
def test_a_dead_link_is_told_with_its_place_and_what_to_do(
    dead: dict[str, dict[str, object]], link: str
) -> None:
    row = dead[f"content/articles/link-{list(LINKS).index(link)}.md"]
    message, mend = LINKS[link]
    assert message in str(row["message"])
    assert mend in str(row["help"])
    assert row["line"] == (13 if "[r]:" in link else 11)
    assert str(row["excerpt"]) in link
    assert str(row["excerpt"])


def test_a_build_says_of_dead_links_what_the_check_says_and_nothing_in_pelicans_words(linked: Blog) -> None:
    run = linked.task("build")
    assert run.code == 1
    assert "skipping url replacement" not in run.words
    assert "modification stamp" not in run.words
    assert "The preview is in output." in run.words


@pytest.mark.parametrize(
    "link",
    [
        "[a]({filename}words-we-use.md#gaps)", "[a]({filename}/pages/about.md)", "[a](words-we-use.html?x=1#gaps)",
        "[a]({category}Your visit)", "[a](category/your-visit.html)", "[a](archives.html)", "[a](index2.html)",
        "[a](https://elsewhere.example/x.md)", "[a](mailto:desk@clinic.example)", "[a](#gaps)", "[a](/elsewhere/x.html)",
        "`[a]({filename}no-such.md)`", "\\[a]({filename}no-such.md)", "![a]({static}/images/a%20b.png)", "[a](images/a%20b.png)",
        "<!-- [a]({filename}no-such.md) -->",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_is_none_is_left_alone(blog: Blog, link: str) -> None:
    blog.write("content/images/a b.png", "a picture")
    plant(blog, "one", text=f"\nRead {link} now.\n")
    assert of(blog, "LNK701") == []


def test_a_draft_may_lead_to_a_draft_and_publishing_minds_neither(blog: Blog) -> None:
    plant(blog, "one", "Status: draft", text="\nRead [a]({filename}not-ready-yet.md).\n")
    assert of(blog, "LNK701") == []
    plant(blog, "two", "Status: draft", text="\nRead [a]({filename}no-such.md).\n")
    assert len(of(blog, "LNK701")) == 1
    assert blog.task("publish").code == 0


def test_a_link_to_an_article_that_is_left_out_names_both(blog: Blog) -> None:
    plant(blog, "bad", "Title: Index")
    plant(blog, "one", text="\nRead [a]({filename}bad.md).\n")
    run = blog.task("build")
    assert "In articles/one.md the link to “bad.md” leads nowhere." in run.words
    assert run.words.count("leads nowhere") == 1
    assert str(blog.folder) not in run.words
