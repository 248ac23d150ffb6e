"""What may stand in an article's HTML, and whether any of it is something else.

GOV.UK's rule: the HTML is sanitised to a list of what is allowed, and where that would change anything
the article is refused. Nothing is ever taken out in silence: that would eat text, after a `<style>` that
is never closed all of it. So the sanitised HTML is only compared, never published.
"""

import re
from collections import Counter
from collections.abc import Iterator

import nh3
from selectolax.lexbor import LexborHTMLParser

from plugins.manuscript.converter import BETWEEN_PARTS, TAKEN_IDS
from plugins.manuscript.draft import FOOTNOTES_PLACE, SEAL

# Never add svg, math, style or template: every way around the sanitiser that is known needs one of them.
TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td th "
    "thead tr u ul var".split()
)
# A heading's or cell's end may be left out; HTML itself closes these.
ENDS_BY_ITSELF = frozenset("p li dt dd tr td th thead tbody".split())
VOID = frozenset(("br", "hr", "img"))
# What is never closed, a comment too, takes up what stands behind it.
END = f"<p>{SEAL}</p>"
# No article needs as much. Both parsers take time by the square of the depth (20,000 lists in one another:
# ten seconds), so deeper ones are refused before they are parsed.
DEEPEST = 100
ATTRIBUTES = {
    "*": {"title", "lang", "dir", "class"},
    "a": {"href", "id", "role", "aria-label", "data-through"},
    "span": {"data-cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
ADMONITIONS = "attention|caution|danger|error|hint|important|info|note|tip|warning"
# The classes that the converter itself writes. No others: the theme's own could hide words.
CLASS = re.compile(
    rf"""
      admonition\ (?:{ADMONITIONS}) | admonition-title      # !!! note
    | footnote | footnote-ref | footnote-backref
    | cites? | cite-missing
    | left | right | center                                 # columns of a table
    | language-[\w+\#.-]{{1,40}}                            # a block of code
    """,
    re.VERBOSE,
)
FOOTNOTE_ID = re.compile(r"fn(?:ref)?\d*:.+", re.DOTALL)
MARKER_ID = re.compile(r"c\d+-\d+")
TAG_NAME = re.compile(r"<(/?[a-z][a-z0-9]*)", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def is_safe(whole: str) -> bool:
    """Return whether the HTML of a whole article holds nothing but what is allowed, all of it closed.

    `whole` is `Conversion.whole`. Each part is looked at by itself: key points and questions stand in
    other places of the page, so that what one of them opens another cannot close.
    """
    return all(is_allowed(part) for part in BETWEEN_PARTS.split(whole.replace(FOOTNOTES_PLACE, "")))


def is_allowed(html: str) -> bool:
    """Return whether a stretch of HTML holds nothing but what is allowed, all of it closed."""
    if "<" not in html:
        return True
    if _depth(html) > DEEPEST:
        return False
    typed = html + END
    clean = sanitised(typed)
    return clean.endswith(END) and _as_read(typed) == _as_read(clean) and _tags(typed) == _tags(clean)


def sanitised(html: str) -> str:
    """Return HTML with everything taken out that is not allowed, for comparing only."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(),
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        strip_comments=False,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )


def _as_read(html: str) -> str:
    """Return HTML as a browser understands it, written in one way; inside a box, because at the very top
    of a page a tag such as `<meta>` would be put elsewhere. White space is no matter of safety."""
    parsed = LexborHTMLParser(f"<!doctype html><body><div>{html}").html or ""
    return "".join(parsed.split())


def _tags(html: str) -> Counter[str]:
    """Count the tags: what is never closed, what closes nothing, and what a browser would leave out at
    this place make the counts of two texts differ."""
    found: Iterator[str] = (name.lower() for name in TAG_NAME.findall(COMMENT.sub("", html)))
    return Counter(name for name in found if name.lstrip("/") not in ENDS_BY_ITSELF)


def _depth(html: str) -> int:
    """Return how deep elements stand in one another at most; ends without a beginning do not count."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for tag in TAG_NAME.findall(COMMENT.sub("", html)):
        name = tag.lower().lstrip("/")
        if name in ENDS_BY_ITSELF or name in VOID:
            continue
        if not tag.startswith("/"):
            opened[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value where it is allowed, else nothing."""
    allowed = True
    if name == "class":
        allowed = CLASS.fullmatch(value) is not None
    elif name == "id" and tag in ("li", "sup"):
        allowed = FOOTNOTE_ID.fullmatch(value) is not None
    elif name == "id" and tag == "a":
        allowed = MARKER_ID.fullmatch(value) is not None
    elif name == "id":
        allowed = TAKEN_IDS.fullmatch(value) is None
    elif name == "data-through":
        allowed = value.isascii() and value.isdigit()
    elif name == "data-cite":
        # Only our own extension can put the seal there.
        allowed = value.startswith(SEAL)
    return value if allowed else None
