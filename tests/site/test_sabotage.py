"""The product, broken on purpose in every way we know: nothing is published, and what was stays."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.edition.press import aside
from tests.blog import Blog, Run, digest

DISCLAIMER_PLUGIN = "plugins/disclaimer/plugin.py"
ARTICLE_TEMPLATE = "theme/templates/article.html"
CONTENT_OF_ARTICLE = "{{ article.content|safe }}"
HANDLER = "    if isinstance(content, (Article, Page)):\n"
Sabotage = Callable[[Blog], None]


def swap(name: str, old: str, new: str) -> Sabotage:
    return lambda blog: blog.swap(name, old, new)


def append(name: str, text: str) -> Sabotage:
    return lambda blog: blog.write(name, blog.read(name) + text)


def remove(pattern: str) -> Sabotage:
    def unlink(blog: Blog) -> None:
        files = list(blog.folder.glob(pattern))
        assert files
        for file in files:
            file.unlink()

    return unlink


def fill(name: str, data: bytes) -> Sabotage:
    def write(blog: Blog) -> None:
        assert blog.path(name).is_file()
        blog.path(name).write_bytes(data)

    return write


NO_DISCLAIMER = "There is no disclaimer here; exactly one is due"
ON_NO_PAGE = "is on no page of the built site"

# What is done, and the words that must be said about it.
SABOTAGES: dict[str, tuple[Sabotage, str]] = {
    "the disclaimer plugin is not in PLUGINS": (
        swap("pelicanconf.py", '    "plugins.disclaimer.plugin",\n', ""),
        NO_DISCLAIMER,
    ),
    "PLUGINS is misspelt": (swap("pelicanconf.py", "PLUGINS = [", "PLUGIN = ["), "PLUGINS"),
    "PLUGINS is empty": (append("publishconf.py", "\nPLUGINS = []\n"), "PLUGINS"),
    "a name in PLUGINS is misspelt": (
        swap("pelicanconf.py", '"plugins.disclaimer.plugin"', '"plugins.disclaimer.plug"'),
        "plugins.disclaimer.plug",
    ),
    "importing the disclaimer plugin fails": (
        append(DISCLAIMER_PLUGIN, '\nraise ImportError("no such part")\n'),
        "The part plugins.disclaimer.plugin could not be started.",
    ),
    "the disclaimer plugin has a syntax error": (
        append(DISCLAIMER_PLUGIN, "\ndef broken(:\n"),
        "The build broke off: SyntaxError",
    ),
    "starting the disclaimer plugin fails": (
        append(DISCLAIMER_PLUGIN, '\ndef register() -> None:\n    raise RuntimeError("will not start")\n'),
        "The part plugins.disclaimer.plugin could not be started.",
    ),
    "the disclaimer plugin cannot be started because it has no register": (
        swap(DISCLAIMER_PLUGIN, "def register()", "def enrol()"),
        "plugins.disclaimer.plugin",
    ),
    "starting the disclaimer plugin connects nothing": (
        append(DISCLAIMER_PLUGIN, "\ndef register() -> None:\n    pass\n"),
        NO_DISCLAIMER,
    ),
    "the handler is connected as a function that is forgotten at once": (
        swap(DISCLAIMER_PLUGIN, "connect(append_disclaimer)", "connect(lambda content: append_disclaimer(content))"),
        NO_DISCLAIMER,
    ),
    "appending the disclaimer fails for every article": (
        swap(DISCLAIMER_PLUGIN, HANDLER, '    raise RuntimeError("handler broke")\n' + HANDLER),
        "handler broke",
    ),
    "appending the disclaimer fails for one article": (
        swap(
            DISCLAIMER_PLUGIN,
            HANDLER,
            '    if "words-we-use" in str(content.source_path):\n'
            '        raise RuntimeError("handler broke")\n' + HANDLER,
        ),
        "Could not process articles/words-we-use.md (handler broke)",
    ),
    "appending the disclaimer silently does nothing": (
        swap(DISCLAIMER_PLUGIN, HANDLER, "    return\n" + HANDLER),
        NO_DISCLAIMER,
    ),
    "appending the disclaimer silently does nothing for one article": (
        swap(DISCLAIMER_PLUGIN, HANDLER, '    if content.slug == "words-we-use":\n        return\n' + HANDLER),
        NO_DISCLAIMER,
    ),
    "another disclaimer is appended than the one that applies": (
        swap(
            DISCLAIMER_PLUGIN,
            'choose(content.metadata["header"], content.settings["DISCLAIMER_SHELF"])',
            'content.settings["DISCLAIMER_SHELF"].disclaimers["everyday"]',
        ),
        "The disclaimer here is “everyday”; due is “devices”.",
    ),
    "typography runs over the disclaimer too": (
        swap(
            DISCLAIMER_PLUGIN,
            "{disclaimer_html(disclaimer)}",
            "{disclaimer_html(disclaimer).replace('&#x27;', '’').replace('--', '—')}",
        ),
        "The words of the disclaimer “everyday” are not those of its approved text.",
    ),
    "the article template leaves the content out": (
        swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, ""),
        NO_DISCLAIMER,
    ),
    "the article template does not name its manuscript": (
        swap(ARTICLE_TEMPLATE, "data-manuscript=", "data-source="),
        ON_NO_PAGE,
    ),
    "the page template leaves the content out": (
        swap("theme/templates/page.html", "{{ page.content|safe }}", ""),
        NO_DISCLAIMER,
    ),
    "the article template prints the content twice": (
        swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, CONTENT_OF_ARTICLE * 2),
        "There are 2 disclaimers here; exactly one is due",
    ),
    "the theme hides the content": (
        swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, f"<div hidden>{CONTENT_OF_ARTICLE}</div>"),
        "is not where a reader sees it",
    ),
    "the theme folds the content away": (
        swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, f"<details>{CONTENT_OF_ARTICLE}</details>"),
        "is not where a reader sees it",
    ),
    "the theme hides the article": (
        swap(ARTICLE_TEMPLATE, "<article{% if", "<article hidden{% if"),
        "is not where a reader sees it",
    ),
    "the theme puts the content outside the article": (
        swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, f"</article>{CONTENT_OF_ARTICLE}<article>"),
        "is not where a reader sees it",
    ),
    "a list prints whole articles": (
        swap(
            "theme/templates/index.html",
            "{{ article_list(articles_page.object_list, SITEURL) }}",
            "{% for one in articles_page.object_list %}{{ one.content|striptags }}{% endfor %}",
        ),
        "This list holds text of articles/",
    ),
    "the template of lists raises": (
        swap("theme/templates/index.html", "{% block heading %}", "{% block heading %}{{ 1 / 0 }}"),
        "The build broke off",
    ),
    "a summary feed is switched on": (
        append("publishconf.py", '\nFEED_ALL_RSS = "feeds/all.rss.xml"\nRSS_FEED_SUMMARY_ONLY = True\n'),
        "The feed entry “Words we use”",
    ),
    "feeds lose what the plugins appended": (
        swap(
            "plugins/edition/plugin.py",
            '            item["description"] = None\n',
            '            item["description"] = None\n'
            '            item["content"] = item["content"].split("<div role=")[0]\n',
        ),
        "The feed entry “Words we use”",
    ),
    "feed entries hold no text": (
        swap(
            "plugins/edition/plugin.py",
            '            item["description"] = None\n',
            '            item["description"] = item["content"] = None\n',
        ),
        "holds no text",
    ),
    "the feed is cut off": (
        append(
            "plugins/edition/plugin.py",
            "\ndef cut(path: str, context: object, feed: SyndicationFeed) -> None:\n"
            '    data = Path(path).read_bytes()\n    Path(path).write_bytes(data[: len(data) // 2])\n\n'
            "signals.feed_written.connect(cut)\n",
        ),
        "The feed is not well-formed XML",
    ),
    "a disclaimer file is gone while an article names it": (
        remove("content/disclaimers/devices.md"),
        "There is no disclaimer “devices”.",
    ),
    "all disclaimer files are gone": (
        remove("content/disclaimers/*.md"),
        "No disclaimer applies to this article.",
    ),
    "a disclaimer file has no text": (
        lambda blog: blog.write(
            "content/disclaimers/devices.md", blog.read("content/disclaimers/devices.md").split("\n\n")[0] + "\n"
        ),
        "The disclaimer has no text.",
    ),
    "a disclaimer file is empty": (
        fill("content/disclaimers/devices.md", b""),
        "content/disclaimers/devices.md",
    ),
    "a disclaimer file is no text": (
        fill("content/disclaimers/devices.md", b"\xff\xfeI\0d\0"),
        "The file is saved as UTF-16.",
    ),
    "drafts are published": (append("publishconf.py", "\nPREVIEW = True\n"), "which is no source to publish"),
    "the settings raise": (append("publishconf.py", "\nraise ValueError('broken settings')\n"), "broken settings"),
    "the build cannot be started": (
        append("plugins/edition/complaint.py", '\nraise SystemError("the builder is broken")\n'),
        "the builder is broken",
    ),
    "the wording lists are broken": (append("plugins/claims/lexicon.toml", "\n[[[\n"), "lexicon.toml"),
}  # fmt: skip


def refused(blog: Blog, before: dict[str, str]) -> Run:
    """Publish, and hold it to what every refusal promises."""
    run = blog.task("publish")
    assert run.code in (1, 2), run.words
    assert "Published into" not in run.words
    assert "Traceback" not in run.words
    assert digest(blog.path("public")) == before
    assert not aside(blog.path("public"), "new").exists()
    assert not aside(blog.path("public"), "old").exists()
    return run


@pytest.mark.parametrize(("sabotage", "words"), SABOTAGES.values(), ids=SABOTAGES.keys())
def test_publishing_is_refused_in_words_and_the_site_stays_as_it_was(
    standing: Blog, sabotage: Sabotage, words: str
) -> None:
    before = digest(standing.path("public"))
    sabotage(standing)
    run = refused(standing, before)
    assert words in run.words
    assert re.search("The site published before is untouched|nothing was replaced", run.words)


def test_where_nothing_was_published_before_a_refusal_says_so_and_makes_no_folder(blog: Blog) -> None:
    blog.swap(ARTICLE_TEMPLATE, CONTENT_OF_ARTICLE, "")
    run = blog.task("publish")
    assert run.code == 1
    assert "Not published. There is no published site yet." in run.words
    assert not blog.path("public").exists()


def test_the_gate_names_every_page_that_lost_its_disclaimer(standing: Blog) -> None:
    standing.swap(DISCLAIMER_PLUGIN, HANDLER, "    return\n" + HANDLER)
    run = standing.task("publish")
    for name in ("your-first-visit.html", "the-sample-device.html", "words-we-use.html", "pages/about.html"):
        assert name in run.words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("it is a test page", "it is a page"),
        ("isn&#x27;t medical advice", "is medical advice"),
        ("DO NOT wait", "do not wait"),
        ("&quot;emergencies&quot;", "“emergencies”"),
        ("web page.</p>", "web page.</p><p>But go on.</p>"),
        (' data-disclaimer-version="4"', ' data-disclaimer-version="3"'),
        (' data-disclaimer-version="4"', ' data-disclaimer-version="4" hidden'),
        (' data-disclaimer-version="4"', ' data-disclaimer-version="4" style="display:none"'),
        ('<div role="note"', '<template><div role="note"'),
        ('<div role="note"', '<!-- <div role="note"'),
        (' data-disclaimer-version="4"', ' data-disclaimer-version="4" aria-hidden="true"'),
        ("<article data-manuscript", '<article style="display:none" data-manuscript'),
        ("<article data-manuscript", "<details><article data-manuscript"),
    ],
)
def test_the_gate_sees_what_was_changed_in_a_built_page_by_hand(standing: Blog, old: str, new: str) -> None:
    standing.swap("public/your-first-visit.html", old, new)
    run = standing.task("gate")
    assert run.code == 1
    assert "your-first-visit.html" in run.words


def test_the_gate_sees_what_was_changed_in_a_feed_by_hand(standing: Blog) -> None:
    standing.swap("public/feeds/all.atom.xml", "DO NOT wait", "you may wait")
    run = standing.task("gate")
    assert run.code == 1
    assert "The words of the disclaimer “everyday” are not those of its approved text." in run.words
    assert "feeds/all.atom.xml" in run.words


def test_the_gate_sees_a_page_that_is_gone(standing: Blog) -> None:
    standing.path("public/words-we-use.html").unlink()
    run = standing.task("gate")
    assert run.code == 1
    assert f"articles/words-we-use.md {ON_NO_PAGE}" in run.words


def test_the_gate_sees_an_article_on_two_pages(standing: Blog) -> None:
    standing.write("public/copy.html", standing.read("public/words-we-use.html"))
    run = standing.task("gate")
    assert run.code == 1
    assert "is on 2 pages (copy.html, words-we-use.html)" in run.words


def test_the_gate_sees_a_page_that_came_from_nowhere(standing: Blog) -> None:
    standing.write("public/offer.html", "<!doctype html><title>Offer</title><p>Call now.")
    run = standing.task("gate")
    assert run.code == 1
    assert "offer.html" in run.words


def test_the_gate_sees_a_source_that_changed_its_disclaimer_since_the_build(standing: Blog) -> None:
    standing.swap("content/disclaimers/everyday.md", "Version: 4", "Version: 5")
    run = standing.task("gate")
    assert run.code == 1
    assert "does not carry the version and fingerprint of its text" in run.words


@pytest.mark.parametrize("cut", [0, 200, -1, -20])
def test_a_feed_that_is_no_xml_means_not_checked(standing: Blog, cut: int) -> None:
    feed = standing.path("public/feeds/all.atom.xml")
    feed.write_bytes(feed.read_bytes()[:cut])
    run = standing.task("gate")
    assert run.code == 2
    assert "The feed is not well-formed XML" in run.words


def test_a_feed_may_not_pull_in_files_through_entities(standing: Blog, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret", "utf-8")
    text = standing.read("public/feeds/all.atom.xml")
    declared = f'<!DOCTYPE feed [<!ENTITY x SYSTEM "{secret.as_uri()}">]><feed'
    standing.write(
        "public/feeds/all.atom.xml", re.sub("<feed", declared, text, count=1).replace("Words we use", "&x;")
    )
    assert "s3cret" not in standing.task("gate").words


def test_an_output_folder_that_is_not_there_means_not_checked(blog: Blog) -> None:
    run = blog.task("gate")
    assert run.code == 2
    assert "There is no folder public. Build the site first." in run.words


def test_an_empty_output_folder_means_not_checked(blog: Blog) -> None:
    blog.path("public").mkdir()
    run = blog.task("gate")
    assert run.code == 2
    assert "All is well" not in run.words
