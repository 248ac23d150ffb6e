"""The product, broken on purpose in every way we know: nothing is published, and what was stays."""

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.checks.rules.output import LEAST_IN_A_LONG_FEED
from plugins.edition.press import aside
from tests.blog import PROJECT, Blog, Run, digest

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


def style(rules: str) -> Sabotage:
    """Write rules into the last style sheet that the build joins."""
    return append("theme/styles/print.css", f"\n{rules}\n")


def device_named(header: str) -> Sabotage:
    """Let an article, whose category is replaced by a header, name a device that has its own disclaimer."""

    def name(blog: Blog) -> None:
        blog.swap(
            "content/disclaimers/devices.md", "category Treatments", "category Treatments; product sampler"
        )
        blog.swap("content/articles/the-sample-device.md", "Category: Treatments\n", header)
        blog.swap("content/articles/the-sample-device.md", "A drawing of it", "A drawing of the Sampler® kit")

    return name


HIDDEN = "may be hidden"
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
    "the style sheet hides the disclaimer": (style(".disclaimer { display: none }"), HIDDEN),
    "the style sheet hides the disclaimer on paper": (
        style("@media print { article > [role=note] { visibility: hidden } }"),
        HIDDEN,
    ),
    "the style sheet hides the words of the disclaimer": (style(".disclaimer p { font-size: 0 }"), HIDDEN),
    "the style sheet hides what the disclaimer stands in": (style("article { opacity: 0 }"), HIDDEN),
    "the style sheet moves the disclaimer off the screen": (
        style(":is(main) div:last-of-type { position: absolute; left: -9999px }"),
        HIDDEN,
    ),
    "the style sheet hides the disclaimer in a nested rule": (
        style("article { & .disclaimer { clip-path: inset(50%) } }"),
        HIDDEN,
    ),
    "the style sheet prints the disclaimer in the colour of its ground": (
        style(".disclaimer, .disclaimer h2 { color: var(--warn) }"),
        "its words have the colour of their ground",
    ),
    "the style sheet loads another": (
        lambda blog: blog.write("theme/styles/tokens.css", "@import 'x.css';\n" + blog.read("theme/styles/tokens.css")),
        "@import",
    ),
    "the style sheet has a bracket that is never closed": (style("article { width: calc(1px }"), "never closed"),
    "the style sheet cuts the disclaimer off": (
        style(".disclaimer { contain: size; overflow: clip }"),
        "“.disclaimer { contain: size }” in theme/site.css",
    ),
    "the style sheet shuts off everything below the first window": (
        style("html { overflow: hidden; height: 100% }"),
        "“html { overflow: hidden }” in theme/site.css",
    ),
    "the style sheet moves all of the text out of the window": (
        style("main { position: fixed; inset: auto auto 100% auto }"),
        "“main { position: fixed }” in theme/site.css",
    ),
    "the style sheet lays letters on top of each other": (
        style(".disclaimer p { letter-spacing: -2em }"),
        "“.disclaimer p { letter-",
    ),
    "the style sheet brings letters of no size": (
        style('@font-face { font-family: z; src: local("DejaVu Sans"); size-adjust: 1% }'),
        "“@font-face”, which the gate cannot judge",
    ),
    "the script has another line than the theme's": (
        swap("plugins/edition/script.py", 'return \'"use strict";\\n\'', 'return \'"use strict";document.body.remove();\\n\''),
        "is a script with a line that is not there in the theme's scripts",
    ),
    "the theme sends readers elsewhere": (
        swap("theme/templates/base.html", '<meta charset="utf-8">', '<meta charset="utf-8"><meta http-equiv="refresh" content="0; url=x.html">'),
        "an order to the browser, “refresh” (http-equiv)",
    ),
    "the theme has a script in an attribute": (
        swap("theme/templates/base.html", "<body data-kind", '<body onload="document.body.remove()" data-kind'),
        "a script in an attribute, “onload”",
    ),
    "feed entries lead to another site": (
        append("publishconf.py", '\nFEED_DOMAIN = SITEURL = "https://elsewhere.example"\n'),
        "the address of its page is https://roomtowalk.example/",
    ),
    "the theme leaves its security policy out": (
        swap("theme/templates/base.html", "Content-Security-Policy", "Content-Policy"),
        "has no Content-Security-Policy",
    ),
    "the theme loads no style sheet": (
        swap("theme/templates/base.html", '<link rel="stylesheet"', '<link rel="style"'),
        "loads no style sheet",
    ),
    "no feed is written": (append("publishconf.py", "\nFEED_ALL_ATOM = None\n"), "The site has no feed."),
    "the feed leaves an article out": (
        append("publishconf.py", "\nFEED_MAX_ITEMS = 2\n"),
        "The feed has no entry for articles/",
    ),
    "the front page is not written": (
        append("publishconf.py", '\nINDEX_SAVE_AS = "front.html"\n'),
        "start page",
    ),
    "an article names a product and its header does not": (
        device_named("Category: Your visit\n"),
        "names “sampler®” but carries the disclaimer “everyday”",
    ),
    "a category has a typing mistake": (
        swap("content/articles/the-sample-device.md", "Category: Treatments", "Category: Treatment"),
        "“Treatment” is nearly the category “Treatments”",
    ),
    "a product has a typing mistake": (
        device_named("Category: Your visit\nProduct: Samplr\n"),
        "Did you mean “sampler”?",
    ),
    "the reference list is printed without its ways back": (
        swap("plugins/bibliography/reference_list.py", "(*_parts(reference, evidence, printer), _uses(entry))", "(*_parts(reference, evidence, printer),)"),
        "no link leads from the reference “r1” back to its marker “c1-1”.",
    ),
    "no reference list is printed": (
        swap("plugins/bibliography/plugin.py", 'content._content += f"\\n{reference_list(cited, library, printer)}"', "pass"),
        "the citation “c1-1” leads to “r1”, which is no reference of the list.",
    ),
    "the feed lacks the key points that are cited": (
        swap("plugins/bibliography/plugin.py", "{_key_points(by_link.get(item['link']))}", ""),
        "In the feed entry “Your \"first\" visit & what to bring”: a link leads to “#c1-1”, which is not there.",
    ),
    "the summary in lists holds a marker": (
        swap("theme/components/article-list/template.html", "<h2", '<a class="cite" href="#r1">[1]</a><h2'),
        "This list of articles carries a citation marker or footnote.",
    ),
    "machines are told of another review": (
        swap("plugins/discovery/structured_data.py", '"lastReviewed": _iso(article.reviewed)', '"lastReviewed": "2030-01-01"'),
        "This page tells machines lastReviewed 2030-01-01, which it shows nowhere.",
    ),
    "machines are told of no references": (
        swap("plugins/discovery/structured_data.py", "for reference in article.references]", "for reference in ()]"),
        "This page tells machines of other references than it lists.",
    ),
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
        ('<h2 id="disclaimer-title">', '<h2 id="disclaimer-title" hidden>'),
        ('<h2 id="disclaimer-title">', '<h2 id="disclaimer-title" style="font-size:0">'),
        ("<p>Sample Hill Clinic does", '<p aria-hidden="true">Sample Hill Clinic does'),
        ("<p>Sample Hill Clinic does", '<p class="skip-link">Sample Hill Clinic does'),
        ("<p>Sample Hill Clinic does", "<details></details><p>Sample Hill Clinic does"),
        ('class="disclaimer"', 'class="disclaimer skip-link"'),
        ('<main id="main-content"', '<main class="contents" id="main-content"'),
        ("<head>", '<head><meta http-equiv="refresh" content="0; url=https://elsewhere.example/">'),
        ("<body ", '<body onload="document.body.remove()" '),
        ("<h1>", '<h1><a href="java\nscript:document.body.remove()">'),
        ("<article data-manuscript", '<template shadowrootmode="open"></template><article data-manuscript'),
        ("<h1>", '<h1 style="position: fixed; inset: 0; background: #fff">'),
        ("script-src 'self'", "script-src-elem *; script-src 'self'"),
        (
            '<link rel="stylesheet" href="./theme',
            '<link rel="stylesheet" href="https://elsewhere.example/theme',
        ),
        ('<link rel="stylesheet" href="./theme', '<link rel="stylesheet" href="./category/theme'),
        ("</head>", "<style>.disclaimer { display: none }</style></head>"),
        ("</head>", "<script>document.querySelector('[role=note]').remove()</script></head>"),
        ("Content-Security-Policy", "Content-Policy"),
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


def test_the_gate_sees_a_script_that_was_changed_by_hand(standing: Blog) -> None:
    script = standing.read("public/theme/site.js")
    standing.write("public/theme/site.js", script + "document.body.replaceChildren();\n")
    run = standing.task("gate")
    assert run.code == 1
    assert "a line that is not there in the theme's scripts: “document.body.replaceChildren();”" in run.words
    assert "public/theme/site.js" in run.words


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("&lt;h2", "&lt;style&gt;div{display:none}&lt;/style&gt;&lt;h2", "holds an element “style”"),
        ("&lt;h2", "&lt;img src=x onerror=leave()&gt;&lt;h2", "a script in an attribute, “onerror”"),
        ("<feed", '<?xml-stylesheet href="x.xsl"?><feed', "an instruction to style it"),
        ("https://roomtowalk.example/", "https://elsewhere.example/", "the address of its page is"),
    ],
)
def test_the_gate_sees_a_feed_that_does_more_than_tell(standing: Blog, old: str, new: str, told: str) -> None:
    standing.swap("public/feeds/all.atom.xml", old, new)
    run = standing.task("gate")
    assert run.code == 1
    assert told in run.words


def test_a_style_sheet_that_cannot_be_judged_is_told_of_once(standing: Blog) -> None:
    standing.write("public/theme/site.css", "@import 'x.css';\n" + standing.read("public/theme/site.css"))
    run = standing.task("gate")
    assert run.code == 2
    assert run.words.count("The style sheet") == 1
    assert "holds “@import”, which the gate cannot judge" in run.words
    assert "missing" not in run.words


def test_the_gate_reads_an_address_in_a_style_sheet_as_browsers_do(standing: Blog) -> None:
    rules = "a{background:url(/*)}.disclaimer{display:none}b{background:url(*/x)}"
    standing.write("public/theme/site.css", standing.read("public/theme/site.css") + rules)
    run = standing.task("gate")
    assert run.code == 1
    assert "“.disclaimer { display: none }” in theme/site.css" in run.words


def test_what_is_wrong_in_a_style_sheet_is_told_once_and_not_for_every_page(standing: Blog) -> None:
    standing.write("public/theme/site.css", standing.read("public/theme/site.css") + "main{contain:strict}")
    run = standing.task("gate")
    assert run.code == 1
    assert run.words.count("“main { contain: strict }” in theme/site.css") == 1
    assert re.search(r"may be hidden, here and on \d+ more pages", run.words)


def test_words_about_a_published_folder_are_true_when_the_gate_runs_alone(standing: Blog) -> None:
    standing.swap("public/your-first-visit.html", ' data-disclaimer-version="4"', " hidden")
    run = standing.task("gate")
    assert run.code == 1
    assert "Nothing was published" not in run.words


@pytest.mark.parametrize("form", ["lines", "github", "sarif", "json"])
def test_a_finding_about_a_built_file_names_it_from_the_root_of_the_project(
    standing: Blog, form: str
) -> None:
    standing.swap("public/words-we-use.html", "<h1>", "<h1 hidden onclick=leave()>")
    run = standing.task("gate", "--format", form)
    assert run.code == 1
    assert "public/words-we-use.html" in run.out
    assert '"words-we-use.html' not in run.out


def test_the_fingerprint_of_a_finding_does_not_depend_on_the_name_of_the_folder(standing: Blog) -> None:
    standing.swap("public/words-we-use.html", "<h1>", "<h1 onclick=leave()>")
    told = []
    for name in ("public", "elsewhere"):
        standing.path("public").rename(standing.path(name))
        found = json.loads(standing.task("gate", "--output", name, "--format", "json").out)["findings"]
        standing.path(name).rename(standing.path("public"))
        assert [row["path"] for row in found] == [f"{name}/words-we-use.html"]
        told.append(found[0]["fingerprint"])
    assert told[0] == told[1]


def test_the_least_that_a_long_feed_holds_is_no_more_than_the_site_lets_it_hold() -> None:
    assert runpy.run_path(str(PROJECT / "publishconf.py"))["FEED_MAX_ITEMS"] >= LEAST_IN_A_LONG_FEED


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


def test_the_gate_knows_from_the_built_page_alone_that_its_disclaimer_is_too_weak(standing: Blog) -> None:
    # Header, choice and page agree on "everyday"; only the words on the page say otherwise.
    standing.swap(
        "content/disclaimers/devices.md", "category Treatments", "category Treatments; product sampler"
    )
    standing.swap(
        "public/your-first-visit.html", "Put these things", "Put the <b>SAMPLER</b>® and these things"
    )
    run = standing.task("gate")
    assert run.code == 1
    assert "This page names “sampler®” but carries the disclaimer “everyday”; due is “devices”" in run.words


@pytest.mark.parametrize(
    "name",
    [
        "copy.xhtml",
        "copy.xht",
        "copy.htm",
        "copy",
        "copy.json",
        "copy.txt",
        "copy.md",
        "copy.php",
        ".hidden",
        "a.pdf",
    ],
)
def test_the_gate_lets_no_file_of_another_kind_pass(standing: Blog, name: str) -> None:
    standing.write(f"public/{name}", standing.read("public/words-we-use.html"))
    run = standing.task("gate")
    assert run.code == 1
    assert "This file is neither a page, a feed, a style sheet nor a picture." in run.words


@pytest.mark.parametrize("name", ["copy.svg", "copy.png"])
def test_the_gate_looks_into_pictures(standing: Blog, name: str) -> None:
    standing.write(f"public/{name}", standing.read("public/words-we-use.html"))
    run = standing.task("gate")
    assert run.code == 1
    assert f"is not what its ending .{name[-3:]} says" in run.words


def test_the_gate_follows_no_links(standing: Blog, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    standing.path("public/more").symlink_to(tmp_path / "elsewhere")
    run = standing.task("gate")
    assert run.code == 1
    assert "is a link to something else" in run.words


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("index.html", "The front page is missing."),
        ("theme/site.css", "The style sheet theme/site.css of this page is missing."),
        ("feeds/all.atom.xml", "The site has no feed."),
    ],
)
def test_the_gate_misses_a_part_of_the_site(standing: Blog, name: str, told: str) -> None:
    standing.path(f"public/{name}").unlink()
    run = standing.task("gate")
    assert run.code == 1
    assert told in run.words


def test_the_gate_sees_a_feed_without_entries(standing: Blog) -> None:
    feed = standing.read("public/feeds/all.atom.xml")
    standing.write("public/feeds/all.atom.xml", re.sub("<entry>.*</entry>", "", feed, flags=re.DOTALL))
    run = standing.task("gate")
    assert run.code == 1
    assert "This feed has no entries." in run.words


def test_the_gate_sees_an_article_without_a_feed_entry(standing: Blog) -> None:
    feed = standing.read("public/feeds/all.atom.xml")
    standing.write(
        "public/feeds/all.atom.xml", re.sub("<entry>.*?</entry>", "", feed, count=1, flags=re.DOTALL)
    )
    run = standing.task("gate")
    assert run.code == 1
    assert "The feed has no entry for articles/words-we-use.md." in run.words


def test_the_gate_sees_a_page_that_calls_itself_a_list_and_that_nothing_leads_to(standing: Blog) -> None:
    text = standing.read("public/categories.html").replace('data-kind="categories"', 'data-kind="tag"')
    standing.write("public/tag/offer.html", text)
    run = standing.task("gate")
    assert run.code == 1
    assert "No page of this site leads to this list." in run.words


@pytest.mark.parametrize("as_of", ["2019-12-31", "2031-01-01"])
def test_the_gate_alone_lets_no_disclaimer_pass_that_is_not_in_force(standing: Blog, as_of: str) -> None:
    for name in ("everyday", "devices"):
        standing.swap(
            f"content/disclaimers/{name}.md",
            "In force from: 2020-01-01",
            "In force from: 2020-01-01\nIn force until: 2030-12-31",
        )
    assert standing.run("plugins.checks", "site", "public", "--as-of", "2026-11-24").code == 0
    run = standing.run("plugins.checks", "site", "public", "--as-of", as_of)
    assert run.code == 1
    assert f"The disclaimer “everyday” is not in force on {as_of}" in run.words


def test_an_output_folder_that_is_not_there_means_not_checked(blog: Blog) -> None:
    run = blog.task("gate")
    assert run.code == 2
    assert "There is no folder public. Build the site first." in run.words


def test_an_empty_output_folder_means_not_checked(blog: Blog) -> None:
    blog.path("public").mkdir()
    run = blog.task("gate")
    assert run.code == 2
    assert "All is well" not in run.words
