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
from plugins.edition.script import assemble_script
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
        # What a reviewer got past the gate with.
        ".disclaimer{contain:size;overflow:clip}",
        "article{contain:strict}",
        "main{display:grid;grid-template-rows:0;overflow:hidden}",
        "main{position:fixed;inset:auto auto 100% auto}",
        ".disclaimer p{letter-spacing:-2em}",
        ".disclaimer p{font-family:Wingdings}",
        ".disclaimer p::first-line{color:#fff4dd}",
        ".disclaimer::after{content:'';position:absolute;inset:0;background:#fff}",
        "html{overflow:hidden;height:100%}",
        "body{overflow:hidden} body{height:50vh}",
        ".disclaimer{overflow:hidden} .disclaimer{max-height:2.5rem}",
        ":root{--a:var(--b);--b:none} .disclaimer{display:var(--a)}",
        ":root{--a:var(--b);--b:var(--a)} .disclaimer{display:var(--a)}",
        ".disclaimer p{font-size:1%}",
        ".disclaimer p{font:1%/1 serif}",
        ".disclaimer p{font-size:calc(1px)}",
        ".disclaimer p{font-size:clamp(1px,1vw,2px)}",
        ".disclaimer p{font-size:.6em}",
        ".disclaimer p{font-size:900px}",
        ":-webkit-any(.disclaimer){display:none}",
        ".disclaimer{margin:auto auto auto -9999px}",
        ".disclaimer{left:calc(-100 * 100px)}",
        ".disclaimer{margin-left:calc(-100 * 100px)}",
        "article{padding-inline:calc(50vw - 140px)}",
        "a{background:url(/*)} .disclaimer{display:none} b{background:url(*/x)}",
        ".disclaimer{text-decoration:line-through}",
        ".disclaimer{background-image:linear-gradient(#000,#000)}",
        ".disclaimer{box-shadow:inset 0 0 0 999px #000}",
        ".disclaimer{outline:999px solid #fff}",
        ".disclaimer{-webkit-mask-box-image:linear-gradient(#0000,#0000)}",
        "main{opacity:.5}",
        ".disclaimer{all:unset}",
        ".disclaimer{text-size-adjust:1%}",
        ".disclaimer{columns:9}",
        ".disclaimer{display:none",
        "@page{size:1mm}",
        "@page{@top-left{content:'';background:#fff;height:99in}}",
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
        ".disclaimer { font: bold 1.2rem/1.5 Georgia, serif; text-align: justify; letter-spacing: .01em }",
        ".disclaimer { border: 3px double #8a4b00; border-radius: 8px; width: 100% }",
        "body { min-height: 100vh; margin: 0 auto; max-width: 75rem; display: flow-root }",
        "p:hover { background: #fff6dd; color: #16212b }",
        "p::selection { background: #000; color: #fff }",
        "@page { margin: 2cm; @bottom-left { content: 'Not medical advice' } }",
        "article p + table { color: #fff6dd",
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
        (".disclaimer:hover { color: #fff6dd }", "on a screen"),
        (".disclaimer p:focus-within { background: #16212b }", "on a screen"),
        (".disclaimer{color:#fff6dd} @media (min-width:999in){.disclaimer{color:#000}}", "on a screen"),
        (".disclaimer:nth-child(n of div) { color: #fff6dd }", "on a screen"),
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
        "@layer a { .disclaimer { color: #fff6dd } } .disclaimer { color: revert-layer }",
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
        ("@font-face { font-family: z; src: local('x'); size-adjust: 1% }", "@font-face"),
        ("@property --x { syntax: '*'; inherits: true; initial-value: none }", "@property"),
        ("@scope (.disclaimer) { :scope { display: none } }", "@scope"),
        (".a { width: calc(1px } .b { color: red }", "never closed"),
        (".a { background: \\75 rl(/*) } .disclaimer { display: none } .b { width: calc(*/1px) }", "escaped"),
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
    ],
)
def test_pictures_have_a_place(path: str, data: bytes) -> None:
    assert stranger(path, data) == ""


THEME_SCRIPTS = ("// What it is for.\n(() => {\n  f();\n})();\n", "\ng(); // no line of its own\n")
JOINED = '"use strict";\n(() => {\nf();\n})();\ng(); // no line of its own\n'


def test_the_script_may_hold_what_the_themes_scripts_hold() -> None:
    assert stranger(SCRIPT, JOINED.encode(), THEME_SCRIPTS) == ""


@pytest.mark.parametrize(
    "script",
    [
        "",
        JOINED + "h();\n",
        JOINED.replace("f();", "h();"),
        JOINED.replace("f();\n", ""),
        JOINED.replace("f();", "f(); h();"),
        JOINED.replace('"use strict";\n', ""),
        '"use strict";\ng(); // no line of its own\n(() => {\nf();\n})();\n',
    ],
)
def test_the_script_may_hold_nothing_else(script: str) -> None:
    assert "theme's scripts" in stranger(SCRIPT, script.encode(), THEME_SCRIPTS)


def test_the_script_that_the_build_makes_of_our_theme_is_that_of_the_theme() -> None:
    scripts = [
        file.read_text("utf-8") for file in sorted((PROJECT / "theme" / "components").glob("*/script.js"))
    ]
    assert scripts
    made = assemble_script(PROJECT / "theme")
    assert stranger(SCRIPT, made.encode(), scripts) == ""


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
