"""Files of an output folder that are neither page, feed nor style sheet: pictures, the script, and strangers.

A closed list: what is not on it has no place in what is published, for nobody looks whether it holds an
article without its disclaimer. What the script does only a browser can tell; so it may hold nothing but
what stands in the theme's scripts, line for line.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import PurePosixPath

from lxml import etree

PAGE_ENDING = ".html"
STYLE_ENDING = ".css"
SCRIPT = "theme/site.js"
FEED_ENDINGS = frozenset((".xml", ".atom", ".rss"))
DRAWING_ENDING = ".svg"
# How the data of a picture begins, by the ending of its name.
PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".avif": (b"\x00\x00\x00",),
    ".ico": (b"\x00\x00\x01\x00",),
}
# What a drawing may be made of; it has no text that could be an article's, no script and no link.
SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs lineargradient radialgradient stop clippath "
    "mask use symbol title desc metadata".split()
)
TITLE_LENGTH = 200
# Stands in front of the site's script, whatever components there are.
STRICT = '"use strict";'
# What the site's script has no business with: the disclaimer, style sheets, markup from text, other hosts,
# memory of the reader. What it does beyond these words only a browser can tell (tests/browser).
FORBIDDEN = re.compile(
    r"""
      disclaimer | role=.?note
    | stylesheets? | insertrule | createelement\(\s*["'`](?:style|link|script|iframe)
    | innerhtml | outerhtml | insertadjacenthtml | document\s*\.\s*write | setHTML | DOMParser
    | \beval\b | (?-i:\bFunction\s*\() | \bimport\b
    | \bfetch\b | XMLHttpRequest | sendBeacon | WebSocket | EventSource
    | \bcookie\b | localStorage | sessionStorage | indexedDB
    | https?:
    """,
    re.VERBOSE | re.IGNORECASE,
)


def stranger(path: str, data: bytes, theme_scripts: Iterable[str] = ()) -> str:
    """Return in words what is wrong with a file that should be a picture or the script; "" if nothing is.

    `theme_scripts` are the texts of the theme's scripts, in the order of their components.
    """
    ending = PurePosixPath(path).suffix.lower()
    if path == SCRIPT:
        return _script(data.decode("utf-8", "replace"), theme_scripts)
    if ending == DRAWING_ENDING:
        return _drawing(data)
    if ending not in PICTURES:
        return "is neither a page, a feed, a style sheet nor a picture"
    if not data.startswith(PICTURES[ending]):
        return f"is not what its ending {ending} says"
    return ""


def _script(text: str, theme_scripts: Iterable[str]) -> str:
    if found := FORBIDDEN.search(text):
        return f"is a script with “{found.group()}” in it"
    due = [STRICT, *(line for script in theme_scripts for line in _lines(script))]
    there = _lines(text)
    for line, wanted in zip_longest(there, due):
        if line == wanted:
            continue
        if line is None:
            return f"is a script that lacks a line of the theme's scripts: “{wanted}”"
        return f"is a script with a line that is not there in the theme's scripts: “{line}”"
    return ""


def _lines(script: str) -> list[str]:
    """Return a script's lines without what the build takes out: comments, empty lines, what is indented."""
    stripped = (line.strip() for line in script.splitlines())
    return [line for line in stripped if line and not line.startswith("//")]


def _drawing(data: bytes) -> str:
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError:
        return "is not what its ending .svg says"
    for element in root.iter():
        if not isinstance(element.tag, str):
            if not isinstance(element, etree._Comment):
                return "is a drawing with an instruction or entity in it"
            continue
        name = etree.QName(element).localname.lower()
        if name not in SHAPES:
            return f"is a drawing that holds “{name}”"
        if any(str(key).lower().startswith("on") for key in element.attrib):
            return "is a drawing with a script in it"
        if any(
            str(key).lower().endswith("href") and not str(value).startswith("#")
            for key, value in element.attrib.items()
        ):
            return "is a drawing that leads somewhere"
    if len("".join(root.itertext()).strip()) > TITLE_LENGTH:
        return "is a drawing with a long text in it"
    return ""
