"""What hides a disclaimer: style sheets, colours, markup; and the files that may be published."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks.publication import BuiltPage, read_page
from plugins.checks.sight import Styles
from plugins.checks.strangers import SCRIPT, stranger
from plugins.checks.styles import read_styles
from plugins.disclaimer.disclaimer import Disclaimer, Level, Scope
from plugins.disclaimer.markup import disclaimer_html
from plugins.edition.stylesheet import assemble
from plugins.manuscript.source import Source, Unreadable

PROJECT = Path(__file__).parents[2]
THEME = assemble(PROJECT / "theme")
DISCLAIMER = Disclaimer(
    "general", "1", "Please read", ("Not advice.", "Ask a doctor."), 1, date(2026, 1, 1), None,
    (Scope(Level.EVERYTHING),), Source("general.md", ""),
)  # fmt: skip


def page(css: str, theme: str = THEME) -> BuiltPage:
    rules = (*read_styles("site.css", theme), *read_styles("more.css", css))
    html = (
        '<!doctype html><html lang="en"><body data-kind="article"><main id="main-content">'
        f'<article data-manuscript="a.md"><h1>A</h1><p>Text.</p>{disclaimer_html(DISCLAIMER)}'
        "<p>After.</p></article></main></body></html>"
    )
    return read_page("a.html", html, Styles.of(rules))


def ways(css: str) -> tuple[str, ...]:
    [notice] = page(css).notices
    assert notice.inside_article
    return notice.concealed


def test_the_theme_as_it_is_hides_no_disclaimer() -> None:
    assert ways("") == ()


@pytest.mark.parametrize(
    "css",
    [
        ".disclaimer { display: none }",
        ".disclaimer { display: none !important }",
        ".disclaimer{dis\\70lay:none}",
        ".disclaimer { /* } */ display: /* */ none }",
        'p::before { content: "}" } .disclaimer { display: none }',
        "div[role='note'] { visibility: hidden }",
        "@media print { .disclaimer { display: none } }",
        "@media screen and (max-width: 20em) { [data-disclaimer-id] p { opacity: 0 } }",
        "@supports (display: grid) { @layer print { #disclaimer { content-visibility: hidden } } }",
        "article { .disclaimer { display: none } }",
        "article { & > div { font-size: 0 } }",
        ".disclaimer:hover { display: none }",
        "main:not(:focus-within) .disclaimer { display: none }",
        "body.quiet .disclaimer { display: none }",
        ":root { --gone: none } .disclaimer { display: var(--gone) }",
        ".disclaimer { display: var(--never-set, none) }",
        "article { opacity: .01 }",
        "html { visibility: hidden }",
        "* { font-size: 1px }",
        ":is(main) p { font-size: 0 }",
        ":where(article) > div { clip-path: inset(50%) }",
        "article:has(h1) > div { clip: rect(0 0 0 0) }",
        ".disclaimer { position: absolute; left: -9999px }",
        ".disclaimer { text-indent: calc(-1 * 5000px) }",
        ".disclaimer { margin-left: -200vw }",
        ".disclaimer { transform: scale(0) }",
        ".disclaimer { height: 0; overflow: hidden }",
        ".disclaimer { max-height: 3em; overflow: hidden }",
        ".disclaimer { max-width: 1px }",
        ".disclaimer { z-index: -1 }",
        ".disclaimer { animation: leave 1s forwards }",
        ".disclaimer { filter: blur(9px) }",
        ".disclaimer p { line-height: 0 }",
        ".disclaimer p { font: 1px/1 serif }",
        ".disclaimer p::first-line { opacity: 0 }",
        ".disclaimer p:nth-child(2 of p) { display: none }",
        ".disclaimer { -webkit-text-fill-color: transparent }",
    ],
)  # fmt: skip
def test_a_rule_that_may_hide_a_disclaimer_is_seen(css: str) -> None:
    assert any("more.css" in way for way in ways(css))


@pytest.mark.parametrize(
    "css",
    [
        ".disclaimer::before { content: none; display: none }",
        "nav, .contents { display: none }",
        ".disclaimer { display: block; margin: 1rem -1rem; font-size: 1.2rem; opacity: 1 }",
        ".disclaimer { transform: none; max-width: 40rem; overflow: visible }",
        "@font-face { font-family: x; src: url(x.woff2) }",
        "@keyframes leave { to { opacity: 0 } }",
        "@page { margin: 0 }",
        "#other, article > table { visibility: hidden }",
        "article p + table { height: 0 }",
    ],
)
def test_a_rule_that_leaves_a_disclaimer_alone_is_no_finding(css: str) -> None:
    assert ways(css) == ()


@pytest.mark.parametrize(
    ("css", "place"),
    [
        (".disclaimer { color: #fff6dd }", "on a screen"),
        (".disclaimer p { color: var(--warn) }", "on a screen"),
        (".disclaimer { color: transparent }", "on a screen"),
        (".disclaimer { color: rgb(22 33 43 / 5%) }", "on a screen"),
        (".disclaimer { background: #16212b }", "on a screen"),
        ("article { color: #fff } ", "on paper"),
        ("@media print { .disclaimer { color: #fff } }", "on paper"),
        ("@media (prefers-color-scheme: dark) { .disclaimer { color: #2b2411 } }", "on a dark screen"),
        ("@layer tokens { :root { --ink: #fff !important } }", "on a screen"),
    ],
)
def test_words_in_the_colour_of_their_ground_are_seen(css: str, place: str) -> None:
    assert any(way.startswith(place) and "colour of their ground" in way for way in ways(css))


@pytest.mark.parametrize(
    "css",
    [
        ".disclaimer { color: hsl(0 0% 100%) }",
        ".disclaimer { background: linear-gradient(#fff, #000) }",
        ".disclaimer { color: rebeccapurple }",
    ],
)
def test_a_colour_that_cannot_be_read_does_not_pass(css: str) -> None:
    assert any("a colour the gate cannot read" in way for way in ways(css))


@pytest.mark.parametrize(
    "css",
    [
        "@media print { .disclaimer { color: #000 } }",
        ".disclaimer { color: var(--missing); background: none }",
        "@layer tokens { .disclaimer { color: #fff6dd } } .disclaimer { color: var(--ink) }",
        "@media (prefers-color-scheme: dark) { .disclaimer { color: #fff } }",
    ],
)
def test_words_that_stand_out_from_their_ground_are_no_finding(css: str) -> None:
    assert ways(css) == ()


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("@import 'other.css';", "@import"),
        ("@unheard-of { .disclaimer { display: none } }", "@unheard-of"),
        ("@namespace x url(y);", "@namespace"),
        (".a { color: red", "never closed"),
        (".a { } }", "too many"),
    ],
)
def test_a_style_sheet_that_cannot_be_judged_is_unreadable(css: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_styles("site.css", css)


PARTS = st.sampled_from(
    ["a", ".b", "{", "}", ";", ":", "/*", "*/", '"', "'", "\\", "@media print", "@layer x", "(", ")", "[", "]",
     ",", " ", "\n", "color:red", "--x:{", "&", "!important"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=25).map("".join))
def test_any_text_is_read_as_a_style_sheet_or_told_as_unreadable(css: str) -> None:
    try:
        rules = read_styles("x.css", css)
    except Unreadable:
        return
    assert all(rule.selectors for rule in rules)
    Styles.of(rules)


# Files

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.png", PNG),
        ("a.PNG", PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("theme/favicon.svg", (PROJECT / "theme" / "static" / "favicon.svg").read_bytes()),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><title>A spine</title><!-- x --><path d=''/></svg>",
        ),
        (SCRIPT, b"(() => { document.body.append('x'); function place() {} })();"),
    ],
)
def test_pictures_and_the_script_have_a_place(path: str, data: bytes) -> None:
    assert stranger(path, data) == ""


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a", b""),
        ("a.htm", b"<p>"),
        ("a.xht", b"<p>"),
        ("a.json", b"{}"),
        ("a.txt", b"x"),
        ("a.md", b"x"),
        ("a.pdf", b"%PDF"),
        ("a.png", b"<html>"),
        ("other.js", b""),
        ("a.svg", b"<svg><script>x</script></svg>"),
        ("a.svg", b"<svg onload='x'/>"),
        ("a.svg", b"<svg><text>Take this.</text></svg>"),
        ("a.svg", b"<svg><foreignObject/></svg>"),
        ("a.svg", b"<svg><a href='x'/></svg>"),
        ("a.svg", b"<svg><use href='other.svg#x'/></svg>"),
        ("a.svg", b"<?xml-stylesheet href='x'?><svg><?x y?></svg>"),
        ("a.svg", b"<!doctype svg [<!entity x 'y'>]><svg>&x;</svg>"),
        ("a.svg", b"<svg><desc>" + b"word " * 50 + b"</desc></svg>"),
        ("a.svg", b"not xml"),
        (SCRIPT, b"document.querySelector('.disclaimer').remove()"),
        (SCRIPT, b"document.body.innerHTML = ''"),
        (SCRIPT, b"fetch('/x')"),
        (SCRIPT, b"new Function('x')()"),
    ],
)
def test_everything_else_is_a_stranger(path: str, data: bytes) -> None:
    assert stranger(path, data)


def test_the_gate_imports_nothing_that_writes_a_disclaimer_into_a_page() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, plugins.checks.gate; print(*sorted(sys.modules))"],
        cwd=PROJECT, capture_output=True, encoding="utf-8", check=True,
    ).stdout.split()  # fmt: skip
    assert "plugins.disclaimer.shelf" in told
    assert "plugins.disclaimer.markup" not in told
    assert not any(name.startswith("plugins.") and name.endswith(".plugin") for name in told)
