"""What of a page is more than text, links and pictures: it could do, show or hide anything.

Nothing of the kind has a place on this site, whatever it does; its one script is a file (strangers.py).
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements that run, load, style, or hold what is not shown where it stands.
ELEMENTS = frozenset(
    "style base frameset frame iframe object embed portal fencedframe template form input textarea select "
    "button svg math dialog audio video noscript applet marquee".split()
)
# A script of data (structured data for search engines) does nothing.
DATA = "application/ld+json"
POLICY = "content-security-policy"
ADDRESSES = frozenset("href src action formaction xlink:href srcset data background ping poster".split())
SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))
# What a link in the head may be; others load pages ahead or bring in what is not looked at.
HEAD_LINKS = frozenset("stylesheet icon alternate canonical prev next author license".split())
# Browsers leave these out of an address before they look at its scheme.
LEFT_OUT = re.compile(r"[\x00-\x20]")


def policies_of(tree: LexborHTMLParser) -> list[str]:
    """Return the policies of a head; one behind something that loads a file comes too late for it."""
    found = []
    for node in tree.css("head > *"):
        if node.tag in ("link", "script", "style"):
            break
        if node.tag == "meta" and (node.attributes.get("http-equiv") or "").strip().lower() == POLICY:
            found.append(node.attributes.get("content") or "")
    return found


def activity_of(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Return in words, each once, what is active in a page or in the text of a feed entry."""
    return tuple(dict.fromkeys(told for node in tree.css("*") for told in _activity(node)))


def _activity(node: LexborNode) -> Iterator[str]:
    tag, attributes = str(node.tag), node.attributes
    if tag in ELEMENTS or (tag == "script" and "src" not in attributes and attributes.get("type") != DATA):
        yield f"an element “{tag}”"
    order = (attributes.get("http-equiv") or "").strip().lower()
    if "http-equiv" in attributes and order != POLICY:
        yield f"an order to the browser, “{order}” (http-equiv)"
    if tag == "link" and not set((attributes.get("rel") or "").lower().split()) <= HEAD_LINKS:
        yield f"a link for the browser alone, “{attributes.get('rel') or ''}”"
    for name, value in attributes.items():
        if name.lower().startswith("on"):
            yield f"a script in an attribute, “{name}”"
        elif name.lower() == "style":
            yield "a style in an attribute, “style”"
        elif name.lower() in ADDRESSES and (scheme := _scheme(value or "")) not in SCHEMES:
            yield f"an address that is none of a page, “{scheme}:”"


def _scheme(address: str) -> str:
    try:
        return urlsplit(LEFT_OUT.sub("", address)).scheme.lower()
    except ValueError:
        return address
