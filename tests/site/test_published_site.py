"""What was published, looked at with parsers of our own choice and no code of the gate's."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import etree, html

from tests.blog import Blog, digest, settle

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADDRESS = "https://roomtowalk.example/"
DISCLAIMERS = {
    "your-first-visit.html": "everyday",
    "the-sample-device.html": "devices",
    "words-we-use.html": "devices",
    "pages/about.html": "everyday",
    "pages/contact.html": "everyday",
}
ARTICLES = [name for name in DISCLAIMERS if "/" not in name]
LISTS = [
    "404.html", "archives.html", "author/kim-example.html", "author/robin-sample.html", "authors.html",
    "categories.html", "category/treatments.html", "category/your-visit.html", "index.html",
    "tag/papers.html", "tag/questions.html", "tags.html",
]  # fmt: skip
PAGES = [*DISCLAIMERS, *LISTS]


def one_line(text: str) -> str:
    return " ".join(text.split())


def approved_text(blog: Blog, name: str) -> str:
    """Return title and text of a disclaimer file, read here by hand."""
    header, _, text = blog.read(f"content/disclaimers/{name}.md").partition("\n\n")
    title = re.search(r"^Title: (.+)$", header, re.MULTILINE)
    assert title
    return one_line(f"{title.group(1)} {text}")


def page(blog: Blog, name: str, folder: str = "public") -> html.HtmlElement:
    return html.document_fromstring(blog.read(f"{folder}/{name}"))


def entries(blog: Blog) -> dict[str, html.HtmlElement]:
    """Return the content of each feed entry by the file its link leads to."""
    feed = etree.fromstring(blog.path("public/feeds/all.atom.xml").read_bytes())
    found = {}
    for entry in feed.iterfind("a:entry", ATOM):
        link, content = entry.find("a:link", ATOM), entry.find("a:content", ATOM)
        assert link is not None
        assert content is not None
        file = str(link.get("href")).removeprefix(ADDRESS)
        found[file] = html.fragment_fromstring(content.text or "", create_parent="div")
    return found


def words_of(node: html.HtmlElement) -> str:
    return one_line(" ".join(node.itertext()))


def test_the_published_folder_holds_these_files_and_no_other(published: Blog) -> None:
    expected = {
        *PAGES,
        "claims.json",
        "feeds/all.atom.xml",
        "theme/site.css",
        "theme/site.js",
        "theme/favicon.svg",
    }
    assert set(digest(published.path("public"))) == expected


@pytest.mark.parametrize("name", DISCLAIMERS)
def test_an_article_or_page_holds_exactly_its_disclaimer_word_for_word(published: Blog, name: str) -> None:
    found = page(published, name).xpath("//*[@data-disclaimer-id]")
    assert [words_of(node) for node in found] == [approved_text(published, DISCLAIMERS[name])]


@pytest.mark.parametrize("name", DISCLAIMERS)
def test_the_words_of_the_disclaimer_are_on_its_page_once(published: Blog, name: str) -> None:
    assert words_of(page(published, name)).count(approved_text(published, DISCLAIMERS[name])) == 1


@pytest.mark.parametrize("name", DISCLAIMERS)
def test_the_disclaimer_is_a_child_of_the_article_and_hidden_by_nothing(published: Blog, name: str) -> None:
    [notice] = page(published, name).xpath("//*[@data-disclaimer-id]")
    above = [notice, *notice.iterancestors()]
    assert notice.getparent().tag == "article"
    assert not [node for node in above if node.get("hidden") is not None or node.get("style")]
    assert not {node.tag for node in above} & {"details", "template", "dialog", "noscript", "aside"}


@pytest.mark.parametrize("name", ARTICLES)
def test_a_feed_entry_holds_exactly_its_disclaimer_word_for_word(published: Blog, name: str) -> None:
    found = entries(published)[name].xpath(".//*[@data-disclaimer-id]")
    assert [words_of(node) for node in found] == [approved_text(published, DISCLAIMERS[name])]


def test_the_feed_holds_every_article_in_full_and_no_summary(published: Blog) -> None:
    assert sorted(entries(published)) == sorted(ARTICLES)
    assert "<summary" not in published.read("public/feeds/all.atom.xml")


def test_feed_links_are_whole_addresses(published: Blog) -> None:
    links = [link for content in entries(published).values() for link in content.xpath(".//@href | .//@src")]
    assert links
    assert [link for link in links if not link.startswith(("https://", "mailto:"))] == []


def test_every_feed_link_into_this_site_leads_to_a_place_that_exists(published: Blog) -> None:
    for content in entries(published).values():
        for link in content.xpath(".//@href"):
            if link.startswith(ADDRESS):
                file, anchor = urldefrag(link.removeprefix(ADDRESS))
                assert not anchor or page(published, file).xpath("//*[@id=$id]", id=unquote(anchor)), link


def test_there_is_one_feed_for_all_and_none_by_author_or_as_rss(published: Blog) -> None:
    files = digest(published.path("public"))
    assert [name for name in files if name.endswith((".xml", ".rss", ".atom"))] == ["feeds/all.atom.xml"]


@pytest.mark.parametrize("name", PAGES)
def test_a_published_page_runs_no_script_but_the_sites_own(published: Blog, name: str) -> None:
    tree = page(published, name)
    assert tree.xpath("//script[not(@src) and not(@type='application/ld+json')]") == []
    assert {Path(address).name for address in tree.xpath("//script/@src")} <= {"site.js"}
    assert tree.xpath("//iframe | //object | //embed") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert [link for link in tree.xpath("//@href | //@src") if link.lower().startswith("javascript:")] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_published_page_forbids_what_it_does_not_need(published: Blog, name: str) -> None:
    [policy] = page(published, name).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_on_a_page(published: Blog, name: str) -> None:
    ids = page(published, name).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_into_this_site_leads_to_a_file_and_a_place_that_exist(published: Blog, name: str) -> None:
    for link in page(published, name).xpath("//a/@href | //link/@href"):
        whole, anchor = urldefrag(urljoin(ADDRESS + name, link))
        if not whole.startswith(ADDRESS):
            continue
        file = unquote(urlsplit(whole).path).lstrip("/") or "index.html"
        assert published.path(f"public/{file}").is_file(), link
        if anchor:
            assert page(published, file).xpath("//*[@id=$id]", id=unquote(anchor)), link


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_no_citation_marker_and_no_text_of_an_article(published: Blog, name: str) -> None:
    tree = page(published, name)
    assert tree.xpath("//*[contains(@class, 'cite')] | //*[@data-cite] | //article[@data-manuscript]") == []
    assert not re.search(r"\[\d+\]|\[@", words_of(tree))
    assert "blue door" not in words_of(tree)


def test_citations_are_numbered_in_the_order_of_the_page(published: Blog) -> None:
    markers = page(published, "your-first-visit.html").xpath("//a[contains(@class, 'cite')]")
    assert [marker.text for marker in markers] == ["[1]", "[1]", "1(p15)", "2"]


def test_the_reference_list_prints_each_cited_source_once(published: Blog) -> None:
    items = page(published, "your-first-visit.html").xpath("//ol[@class='references']/li")
    assert [item.get("data-reference") for item in items] == ["sample2021", "brochure2022"]
    found = "40 people in one waiting room, no comparison group."
    printed = "Sample R, Example KB. Large print in waiting rooms: a made-up study. J Made Up Stud. 2021;3(2):14-19."
    assert words_of(items[0]).replace(" .", ".").startswith(f"{found} {printed}")


def test_quotation_marks_in_a_title_stay_inside_it(published: Blog) -> None:
    tree = page(published, "your-first-visit.html")
    [heading], [title] = tree.xpath("//h1"), tree.xpath("//title")
    assert words_of(heading) == 'Your "first" visit & what to bring'
    assert title.text == 'Your "first" visit & what to bring | Room to Walk'


def test_a_draft_is_not_in_the_published_folder(published: Blog) -> None:
    folder = published.path("public")
    assert [file for file in folder.rglob("*") if "not-ready" in file.name] == []
    assert [file for file in folder.rglob("*.*") if b"Zanzibar" in file.read_bytes()] == []


def test_a_draft_is_in_the_preview_with_its_disclaimer(published: Blog) -> None:
    [file] = [file for file in published.path("output").rglob("*.html") if b"Zanzibar" in file.read_bytes()]
    [notice] = html.document_fromstring(file.read_text("utf-8")).xpath("//*[@data-disclaimer-id]")
    assert words_of(notice) == approved_text(published, "everyday")


def test_a_draft_stands_among_the_drafts_on_the_start_page_and_in_no_other_list(published: Blog) -> None:
    others = [published.read(f"output/{name}") for name in ("archives.html", "category/your-visit.html")]
    assert not any("Not ready yet" in text for text in others)
    [drafts] = page(published, "index.html", "output").xpath("//h2[.='Drafts']/following-sibling::ul[1]")
    assert [words_of(link) for link in drafts.xpath(".//a")] == ["Not ready yet"]
    assert published.read("output/index.html").count("Not ready yet") == 1
    assert "Drafts" not in published.read("public/index.html")


def test_every_link_of_a_drafts_page_leads_somewhere(published: Blog) -> None:
    [draft] = published.path("output/drafts").glob("*.html")
    tree = html.document_fromstring(draft.read_text("utf-8"))
    links = [urlsplit(link).path for link in tree.xpath("//a/@href")]
    assert links
    for link in filter(None, links):
        target = (draft.parent / link).resolve()
        assert (target / "index.html" if target.is_dir() else target).is_file(), link


def test_the_preview_loads_its_own_script_beside_the_sites_and_no_other(published: Blog) -> None:
    scripts = page(published, "your-first-visit.html", "output").xpath("//script/@src")
    assert [urlsplit(script).path.split("/", 1)[-1] for script in scripts] == [
        "theme/site.js",
        "_preview/live.js",
    ]


def test_no_published_file_names_a_folder_of_the_machine(published: Blog) -> None:
    for file in published.path("public").rglob("*.*"):
        text = file.read_text("utf-8")
        assert str(published.folder) not in text, file.name
        assert f"{Path.home()}/" not in text, file.name


def test_the_same_articles_give_the_same_bytes_anywhere(published: Blog, tmp_path: Path) -> None:
    elsewhere = settle(tmp_path / "a much longer path" / "blog")
    run = elsewhere.task("publish", PYTHONHASHSEED="7", TZ="Asia/Kathmandu", LC_ALL="C", HOME=str(tmp_path))
    assert run.code == 0, run.words
    assert digest(elsewhere.path("public")) == digest(published.path("public"))


def test_publishing_again_replaces_the_folder_and_leaves_nothing_beside_it(standing: Blog) -> None:
    standing.swap("content/articles/words-we-use.md", "Write in the gaps.", "Fill the gaps with ink.")
    standing.path("public/left-behind.html").write_text("from an older build", "utf-8")
    run = standing.task("publish")
    assert run.code == 0, run.words
    assert "Fill the gaps with" in standing.read("public/words-we-use.html")
    assert not standing.path("public/left-behind.html").exists()
    assert [path.name for path in standing.folder.iterdir() if path.name.startswith(".public")] == []


def test_the_gate_finds_nothing_in_what_was_published(published: Blog) -> None:
    run = published.task("gate")
    assert run.code == 0
    assert "All is well: nothing was found." in run.words


@pytest.mark.parametrize("kind", ["ours", "plain"])
def test_a_content_folder_elsewhere_is_published_where_one_says(
    blog: Blog, tmp_path: Path, kind: str
) -> None:
    content = blog.path("content").rename(tmp_path / "their blog")
    if kind == "plain":
        for file in (content / "articles").iterdir():
            # One folder up, a link between articles and pages is another.
            text = file.read_text("utf-8").replace("{filename}../", "{filename}")
            (content / file.name).write_text(text, "utf-8")
            file.unlink()
        (content / "articles").rmdir()
    target = tmp_path / "out" / "site"
    run = blog.task("publish", "--content", str(content), "--output", str(target))
    assert run.code == 0, run.words
    assert set(DISCLAIMERS) <= set(digest(target))
    assert not blog.path("public").exists()


def test_a_plain_folder_without_disclaimers_gets_those_of_the_project(blog: Blog, tmp_path: Path) -> None:
    content = tmp_path / "plain"
    content.mkdir()
    blog.path("content/articles/words-we-use.md").rename(content / "words.md")
    run = blog.task("publish", "--content", str(content), "--output", str(tmp_path / "site"))
    assert run.code == 0, run.words
    [notice] = html.document_fromstring((tmp_path / "site" / "words-we-use.html").read_text("utf-8")).xpath(
        "//*[@data-disclaimer-id]"
    )
    assert words_of(notice) == approved_text(blog, "devices")
