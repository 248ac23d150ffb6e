"""What an article's HTML may hold, and that nothing gets past the comparison."""

import time

import pytest

from plugins.manuscript.converter import convert
from plugins.manuscript.draft import FOOTNOTES_PLACE, SEPARATOR, Draft
from plugins.manuscript.safety import is_allowed, is_safe


def whole(body: str, key_point: str = "", question: str = "") -> str:
    points = f"- {key_point}\n" if key_point else ""
    questions = f"- {question}\n" if question else ""
    text = f"{points}\n{SEPARATOR}\n\n{body}\n\n{FOOTNOTES_PLACE}\n\n{SEPARATOR}\n\n{questions}"
    return convert(Draft(text, ())).whole


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>", '<img src="x" onerror="x">', '<p onclick="x">a</p>', "<style>p {}</style>",
        '<p style="position:fixed">a</p>', "<iframe></iframe>", '<form action="x"></form>', "<svg></svg>",
        "<math></math>", "<template>x</template>", "<object></object>", "<textarea>", "<div hidden>a</div>",
        '<div class="disclaimer">a</div>', '<h2 id="references">a</h2>', '<a href="javascript:x">a</a>',
        "[a](javascript:x)", "[a](java&#115;cript:x)", "[a](JavaScript:x)", "[a](vbscript:x)",
        "![a](data:image/png;base64,aa)", "<javascript:x>", "[a]: javascript:x\n\n[a]", "<details>", "<b>a",
        "a </div>", "a</body>", "<body onload=x>", "<html lang=en>", "<frameset>", "<head>", "<plaintext>",
        '<meta http-equiv="refresh" content="0">', "Keep <target> in mind", "if a<b and c>d", "<base href=x>",
        '<span data-cite="@known2020">a</span>', "!!! hidden\n    a", "<?php x ?>", "<link rel=x>",
    ],
)  # fmt: skip
def test_what_runs_loads_hides_or_is_never_closed_is_refused(body: str) -> None:
    assert not is_safe(whole(body))


@pytest.mark.parametrize(
    "body",
    [
        "a", "`<script>`", "    <script>", "```html\n<script>\n```", "5 < 6 & 7 > 2", "&lt;script&gt;",
        "|a|b|\n|:-|-:|\n|1|2|", "3. a\n4. b", "a[^1]\n\n[^1]: b", "!!! note\n    a", "a\n:   b", "a<br>b",
        "<desk@clinic.example>", "<https://clinic.example/?a=1&b=2>", "[a]({filename}b.md)", "![a](b.png)",
        "<details><summary>a</summary>\n\nb\n\n</details>", "H<sub>2</sub>O", "<p>a\n\n<p>b", "<!-- a -->",
        "<ul><li>a<li>b</ul>", '<ol start="3"><li>a</li></ol>', '[a](b "1 &lt; 2")', "## a & b",
        "<table><tr><td>a</table>", "<!-- never closed",
    ],
)  # fmt: skip
def test_markdown_and_plain_html_are_left_alone(body: str) -> None:
    assert is_safe(whole(body))


def test_what_a_key_point_opens_a_question_cannot_close() -> None:
    assert not is_safe(whole("a", "<b>one", "two</b>"))
    assert is_safe(whole("a", "<b>one</b>", "<i>two</i>"))


@pytest.mark.parametrize("html", ["<!-- a", '<a href="x', "<!a", "<p", "<a><!-- --a"])
def test_html_that_takes_up_what_stands_behind_it_is_refused(html: str) -> None:
    assert not is_allowed(html)


@pytest.mark.parametrize("piece", ["<div>", "<ul><li>", "<b title='x'></i>", "<p><b></p>", "<", "<!-- "])
def test_a_long_row_of_tags_takes_no_more_than_a_moment(piece: str) -> None:
    start = time.process_time()
    is_allowed(piece * 20_000)
    assert time.process_time() - start < 3
