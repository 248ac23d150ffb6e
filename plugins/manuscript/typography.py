"""Typographer's quotes and dashes without damage to medical text.

Typogrify and smartypants turn `5'4"` into 5‘4”, `5--10 mg` into 5—10 mg and `1...10` into 1…10. What
must stay as typed is written as a numeric character reference before they run: both leave such
references alone, and a browser shows the character itself. Of typogrify's filters only smartypants and
widont are used: `caps` and `amp` wrap words (also inside a DOI) in spans that themes shrink, and
`initial_quotes` wraps the first quote of a paragraph.
"""

import re

from smartypants import Attr
from smartypants import smartypants as curl
from typogrify.filters import widont

# Smartypants curls quotes and dashes in a comment with two hyphens in it, which ends the comment early and
# puts the rest of it on the page. Comments are set aside; one that is never closed reaches to the end.
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
EMPTY_COMMENT = "<!---->"
# Tags and code are not touched at all.
UNTOUCHED = re.compile(
    r"(<(?:pre|code|kbd|samp)\b[^<>]*>.*?(?:</(?:pre|code|kbd|samp)>|\Z)|<[^<>]*>)", re.DOTALL
)
EXACT = re.compile(
    r"""
      (?<=[0-9]) [ ]?(?:['"]|&quot;|&\#39;)+        # feet, inches, minutes, seconds: 5'4", 12", 30° 15'
                 (?=[^A-Za-z]|$)
    | (?<=[0-9])'(?=[0-9])                          # 1'000
    | (?<![A-Za-z0-9])'(?=[0-9]{2}s\b)              # the '90s
    | (?<=[0-9]) [ ]?-{2,3}[ ]? (?=[0-9])           # 5--10 mg
    | (?<=[0-9])\.{3}(?=[0-9])                      # 1...10
    | (?:https?://|www\.|10\.[0-9]{4,9}/) [^\s<>]+  # an address or a DOI
    | ``                                            # typed as code, not as an opening quote
    """,
    re.VERBOSE,
)
DAMAGED = re.compile(r"['\"`.-]|&quot;|&#39;")
REFERENCES = {"&quot;": "&#34;", "&#39;": "&#39;"}
# Quotes from the one sign on (q), dashes -- and --- (D), ellipses (e), &quot; counts as a quote (w).
# Without b: two backticks are code that lost its partner, never a quotation.
ATTRIBUTES = Attr.q | Attr.D | Attr.e | Attr.w | Attr.u


def polish(html: str) -> str:
    """Return HTML with typographic quotes, dashes and no lonely last words; numbers as typed."""
    comments = iter(COMMENT.findall(html))
    guarded = "".join(
        part if index % 2 else EXACT.sub(_as_references, part)
        for index, part in enumerate(UNTOUCHED.split(COMMENT.sub(EMPTY_COMMENT, html)))
    )
    polished = str(widont(curl(guarded, ATTRIBUTES)))
    return re.sub(EMPTY_COMMENT, lambda _: next(comments), polished)


def _as_references(match: re.Match[str]) -> str:
    return DAMAGED.sub(lambda sign: REFERENCES.get(sign.group()) or f"&#{ord(sign.group())};", match.group())
