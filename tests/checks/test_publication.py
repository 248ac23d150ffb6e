"""What the gate sees in built pages and feeds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks.page_words import letters_of, run_together
from plugins.checks.publication import (
    BuiltPage,
    Expected,
    Feed,
    FeedEntry,
    OtherFile,
    Publication,
    read_feed,
    read_page,
    read_publication,
)
from plugins.checks.rules.site import disclaimer_not_on_page
from plugins.checks.targets import target_of
from plugins.manuscript.source import Unreadable

NOTICE = (
    '<div data-disclaimer-id="general" data-disclaimer-version="3" data-disclaimer-fingerprint="abc">'
    "<h2>Please&nbsp;read</h2>\n<p>Not   advice.</p></div>"
)
ARTICLE = '<article data-manuscript="articles/a.md">'


def page(inside: str, kind: str = "article") -> BuiltPage:
    return read_page("a.html", f'<!doctype html><body data-kind="{kind}">{inside}</body>')


def entries(xml: str) -> list[FeedEntry]:
    return list(read_feed("all.xml", xml.encode()))


def test_a_page_tells_its_kind_its_manuscript_and_its_disclaimer() -> None:
    found = page(f"{ARTICLE}<p>Text.</p>{NOTICE}</article>")
    assert (found.kind, found.manuscript, found.articles) == ("article", "articles/a.md", 1)
    [notice] = found.notices
    assert (notice.id, notice.version, notice.fingerprint) == ("general", "3", "abc")
    assert notice.words == "Please read Not advice."
    assert notice.inside_article


@pytest.mark.parametrize(
    "inside",
    [
        f"{NOTICE}{ARTICLE}</article>",
        f"{ARTICLE}</article>{NOTICE}",
        f"<article>{NOTICE}</article>",
        f"{ARTICLE}<div>{NOTICE}</div></article>",
        f"{ARTICLE}<details>{NOTICE}</details></article>",
        f"{ARTICLE}<blockquote>{NOTICE}</blockquote></article>",
        f"{ARTICLE}<s>{NOTICE}</s></article>",
        f"{ARTICLE}<p>Text.<details>{NOTICE}</article>",
        f"<dialog>{ARTICLE}{NOTICE}</article></dialog>",
        f"<div hidden>{ARTICLE}{NOTICE}</article></div>",
        f"<div inert>{ARTICLE}{NOTICE}</article></div>",
        f'<div aria-hidden="true">{ARTICLE}{NOTICE}</article></div>',
        f'<div style="display:none">{ARTICLE}{NOTICE}</article></div>',
        f"{ARTICLE}{NOTICE.replace('<div ', '<div hidden ')}</article>",
        f"{ARTICLE}{NOTICE.replace('<div ', '<div popover ')}</article>",
        f"{ARTICLE}{NOTICE.replace('<div ', '<div style=color:white ')}</article>",
    ],
)
def test_a_disclaimer_that_a_reader_may_not_see_is_not_in_plain_sight(inside: str) -> None:
    assert [notice.inside_article for notice in page(inside).notices] == [False]


@pytest.mark.parametrize(
    "inside",
    [
        f"{ARTICLE}<template>{NOTICE}</template></article>",
        f"{ARTICLE}<textarea>{NOTICE}</textarea></article>",
        f"{ARTICLE}<script>{NOTICE}</script></article>",
        f"{ARTICLE}<style>{NOTICE}</style></article>",
        f"{ARTICLE}<!-- {NOTICE} --></article>",
        f"{ARTICLE}<title>{NOTICE}</title></article>",
    ],
)
def test_a_disclaimer_that_a_browser_takes_for_something_else_is_none(inside: str) -> None:
    assert not any(notice.inside_article for notice in page(inside).notices)


@pytest.mark.parametrize("part", ["<script>x</script>", "<style>x</style>"])
def test_words_of_no_reader_are_part_of_the_disclaimer_and_so_betray_themselves(part: str) -> None:
    [notice] = page(f"{ARTICLE}{NOTICE.replace('</p>', f'{part}</p>')}</article>").notices
    assert notice.words != "Please read Not advice."


def test_every_article_of_a_page_is_counted() -> None:
    assert page(f"{ARTICLE}</article>{ARTICLE}</article>").articles == 2
    assert page("<article></article>").articles == 0


HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
    '<link rel="stylesheet" href="theme/site.css">',
)


def test_a_policy_counts_only_in_front_of_what_it_is_to_judge() -> None:
    assert read_page("a.html", f"<head>{''.join(HEAD)}</head>").policy == "default-src 'none'"
    assert read_page("a.html", f"<head>{''.join(reversed(HEAD))}</head>").policy is None


@pytest.mark.parametrize(
    ("path", "href", "styles"),
    [
        ("a.html", "theme/site.css", ("theme/site.css",)),
        ("tag/a.html", "../theme/site.css", ("theme/site.css",)),
        ("tag/a.html", "theme/site.css", ("tag/theme/site.css",)),
        ("tag/a.html", "/blog/theme/site.css", ("/blog/theme/site.css",)),
        ("a.html", "https://elsewhere.example/theme/site.css", ("https://elsewhere.example/theme/site.css",)),
        ("a.html", "//elsewhere.example/theme/site.css", ("//elsewhere.example/theme/site.css",)),
        ("a.html", "data:text/css,p{}", ("data:text/css,p{}",)),
    ],
)
def test_what_a_page_loads_is_known_by_its_place_and_host(
    path: str, href: str, styles: tuple[str, ...]
) -> None:
    assert read_page(path, f'<link rel="stylesheet" href="{href}">').styles == styles


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="Refresh" content="0">',
        '<meta http-equiv="set-cookie" content="a=b">',
        '<body OnLoad="x()">',
        '<img src="x" onerror="x()">',
        '<a href="javascript:x()">',
        '<a href=" java&#10;script:x()">',
        '<a href="data:text/html,x">',
        '<a href="x" ping="ftp://x">',
        '<p style="color:red">',
        "<iframe></iframe>",
        "<form></form>",
        "<svg></svg>",
        '<template shadowrootmode="open"></template>',
        '<script type="module">x()</script>',
        '<link rel="modulepreload" href="x">',
        '<link rel="prerender" href="x">',
    ],
)
def test_what_could_do_something_in_a_page_is_seen(html: str) -> None:
    assert page(html).active or read_page("a.html", html).active


def test_text_links_and_pictures_do_nothing() -> None:
    html = (
        '<script type="application/ld+json">{}</script><a href="mailto:a@b.example">a</a>'
        '<a href="tel:911">911</a><a href="b.html#c">b</a><img src="c.png" alt="c">'
    )
    assert page(html).active == ()


def test_words_around_the_article_are_words_of_the_page_and_ways_elsewhere_are_not() -> None:
    found = page(
        f"<main><nav>Ways</nav>{ARTICLE}<p>Inside.</p><article>Nested.</article><nav>On</nav>{NOTICE}</article>"
        "<section>Around.</section></main>"
    )
    assert {"Inside.", "Nested.", "On", "Around."} <= set(found.words.split())
    assert not {"Ways", "advice."} & set(found.words.split())
    assert page("<main>A list.</main>").words == ""


@pytest.mark.parametrize(("words", "is_told"), [(20, False), (61, True)])
def test_a_list_may_hold_a_summary_and_no_text_in_short_pieces(words: int, is_told: bool) -> None:
    pieces = {f"piece{letter}": words // 4 + 1 for letter in "abcd"}
    expected = Expected({}, {"a.md": ()}, pieces={"a.md": pieces})
    lists = page("<p>Piece A.</p><p>Piece B!</p><p>Piece <i>C</i></p><p>piece d</p>", "index")
    told = [hit.message for hit in disclaimer_not_on_page.look(Publication((lists,), (), expected))]
    assert ("This list holds text of a.md without its disclaimer." in told) is is_told


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>'
    '<link href="https://blog.example/sub/a.html?x=1#top"/>{fields}</entry></feed>'
)
RSS = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>One</title>'
    "<link>https://blog.example/a/</link>{fields}</item></channel></rss>"
)
ESCAPED = NOTICE.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize(
    ("feed", "fields", "counts"),
    [
        (ATOM, f"<content>{ESCAPED}</content>", [1]),
        (ATOM, f"<content>{ESCAPED}{ESCAPED}</content>", [2]),
        (ATOM, f"<summary>Text</summary><content>{ESCAPED}</content>", [1, 0]),
        (ATOM, "", []),
        (RSS, f"<description><![CDATA[{NOTICE}]]></description>", [1]),
        (RSS, f"<description>Text</description><content:encoded>{ESCAPED}</content:encoded>", [0, 1]),
    ],
)
def test_each_text_of_a_feed_entry_is_looked_at(feed: str, fields: str, counts: list[int]) -> None:
    [entry] = entries(feed.replace("{fields}", fields))
    assert entry.title == "One"
    assert [len(notices) for notices in entry.bodies] == counts


def test_a_feed_entry_knows_the_file_it_leads_to() -> None:
    assert entries(ATOM)[0].target == "sub/a.html"
    assert entries(RSS)[0].target == "a/index.html"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://blog.example/a.html", "a.html"),
        ("https://blog.example", "index.html"),
        ("/a/b/", "a/b/index.html"),
        ("a%20b.html#c", "a b.html"),
    ],
)
def test_an_address_leads_to_a_file(address: str, target: str) -> None:
    assert target_of(address) == target


@pytest.mark.parametrize("xml", ["", "<feed>", "<feed><entry></feed>", "<feed>&undeclared;</feed>", "text"])
def test_a_feed_that_is_no_xml_is_unreadable(xml: str) -> None:
    with pytest.raises(Unreadable, match="not well-formed XML"):
        entries(xml)


def test_entities_that_grow_without_end_are_not_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    xml = f"{bomb}]><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&i;</title></entry></feed>"
    try:
        found = entries(xml)
    except Unreadable:
        return
    assert len(found[0].title) < 1000


def test_other_xml_has_no_entries() -> None:
    assert entries("<urlset><url><loc>https://blog.example/</loc></url></urlset>") == []


def test_a_folder_is_read_whole_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "b.HTML").write_text("<p>b", "utf-8")
    (tmp_path / "a.html").write_bytes(b"\xe9")
    (tmp_path / "feed.atom").write_text("<feed>", "utf-8")
    (tmp_path / "site.css").write_text("p {}", "utf-8")
    (tmp_path / "all.xml").write_text("<feed xmlns='http://www.w3.org/2005/Atom'/>", "utf-8")
    found = list(read_publication(tmp_path))
    assert [(type(item), item.path) for item in found] == [
        (OtherFile, "site.css"),
        (Unreadable, "a.html"),
        (Feed, "all.xml"),
        (BuiltPage, "deep/er/b.HTML"),
        (Unreadable, "feed.atom"),
    ]


@given(st.text())
def test_reading_a_page_never_fails_whatever_is_in_it(html: str) -> None:
    assert read_page("a.html", html).path == "a.html"


@given(st.lists(st.sampled_from(["a", "b", "\xa0", "\u2060", "\n", "\t", " "]), max_size=20))
def test_text_run_together_has_single_spaces_only(parts: list[str]) -> None:
    told = run_together("".join(parts))
    assert told == " ".join(told.split())
    assert "\u2060" not in told


def test_letters_are_what_no_typography_changes() -> None:
    assert letters_of("It's “5–10 mg” — mild®\u00a0…") == letters_of('It’s "5-10 mg" -- mild® ...')
