"""Where the links of an article lead: to another article, to a file beside it, or nowhere.

What looks like an address in the source is judged first, which costs next to nothing. Only where one of
them seems to lead nowhere is the article converted, and the links of its page are judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from posixpath import basename, dirname, join, normpath, relpath, splitext
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from plugins.checks.collection import Collection, Manuscript
from plugins.manuscript.address import OWN_FOLDERS, OWN_PAGES
from plugins.manuscript.converter import convert
from plugins.manuscript.draft import compose
from plugins.manuscript.source import Span

# What may be an address: [words](address), [words]: address, <a href="address">. Each begins with one
# certain sign, so a page of text is searched in no time.
ADDRESS = r"(?P<address>[^\s<>\"')]{1,2000})"
TYPED = re.compile(rf"\](?:\(|:)[ \t]{{0,5}}<?{ADDRESS}")
IN_HTML = re.compile(rf"=[ \t]{{0,5}}[\"']?{ADDRESS}")
LINKING = ("href", "src", "poster", "data", "cite")
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[/#?]")
# What Pelican puts an address in the place of: {filename}walking.md, or |filename|walking.md.
SIGN = re.compile(r"[{|](?P<what>[^{}|]{0,40})[|}](?P<path>[^?#]*)")
LISTS = frozenset(("author", "category", "index", "tag"))
MARKDOWN = frozenset(".markdown .md .mdown .mkd .mkdn".split())
PICTURES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())
FILES = PICTURES | frozenset(".csv .docx .mp3 .mp4 .pdf .pptx .webm .xlsx .zip".split())


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere: where it was typed (None: not found again), and what to do."""

    span: Span | None
    message: str
    help: str


def dead_links(manuscript: Manuscript, collection: Collection) -> Iterator[DeadLink]:
    """Yield the links of a manuscript that lead nowhere, in the order of the page."""
    if not any(_trouble(address, manuscript, collection) for address in _typed(manuscript)):
        return
    cursors: dict[str, int] = {}
    for address in _links(manuscript):
        if trouble := _trouble(address, manuscript, collection):
            yield DeadLink(_place(address, manuscript, cursors), *trouble)


def files_linked(collection: Collection) -> frozenset[str]:
    """Return the places of all files that some manuscript offers with {static} or {attach}."""
    found: set[str] = set()
    for manuscript in collection.manuscripts:
        for address in _typed(manuscript):
            sign = SIGN.match(address)
            if sign and sign["what"] in ("static", "attach"):
                found.update(_places(sign["path"], manuscript))
    return frozenset(found)


def _typed(manuscript: Manuscript) -> Iterator[str]:
    """Yield everything in a source that may be an address; more than there is, and each in part at least."""
    text = manuscript.source.text
    yield from (match["address"] for match in TYPED.finditer(text))
    if "<" in text:
        yield from (match["address"] for match in IN_HTML.finditer(text))


def _links(manuscript: Manuscript) -> Iterator[str]:
    """Yield every address of the page as the real converter makes it."""
    html = convert(compose(manuscript.source, manuscript.header)).whole
    for node in LexborHTMLParser(html).css(",".join(f"[{name}]" for name in LINKING)):
        for name in LINKING:
            if address := node.attributes.get(name):
                yield address


def _place(address: str, manuscript: Manuscript, cursors: dict[str, int]) -> Span | None:
    """Return where an address was typed; each one is found behind the last one like it."""
    text = manuscript.source.text
    for typed in (address, escape(address), unquote(address)):
        start = text.find(typed, cursors.get(typed, 0))
        if start >= 0:
            cursors[typed] = start + len(typed)
            return Span(start, start + len(typed))
    return None


def _trouble(address: str, manuscript: Manuscript, collection: Collection) -> tuple[str, str] | None:
    """Return what is wrong with an address and what to do, or nothing."""
    address = unescape(address)
    if sign := SIGN.match(address):
        what, path = sign["what"], sign["path"]
        if what == "filename":
            return _to_manuscript(path, manuscript, collection)
        if what in ("static", "attach"):
            return _to_file(path, what, manuscript, collection)
        if what in LISTS:
            return None
        return (
            f"“{{{what}}}” is no sign that a link can begin with.",
            "Write {filename} in front of an article's file, {static} in front of a picture or another file.",
        )
    path = re.split("[?#]", address)[0]
    if not path or ELSEWHERE.match(address):
        return None
    return _to_address(path, manuscript, collection)


def _to_manuscript(path: str, manuscript: Manuscript, collection: Collection) -> tuple[str, str] | None:
    for place in _places(path, manuscript):
        target = collection.by_place.get(place)
        if target is not None:
            return _if_draft(target, manuscript)
        if place in collection.files and splitext(place)[1] in MARKDOWN and not _is_unread(place, collection):
            return None  # it cannot be read, which is told as such
        if place in collection.files and splitext(place)[1] not in MARKDOWN:
            if place.startswith("images/"):
                return None
            return f"“{path}” is no article.", f"Write {{static}}{path} instead of {{filename}}{path}."
    return _missing(path, "filename", manuscript, collection, "There is no article")


def _to_file(path: str, what: str, manuscript: Manuscript, collection: Collection) -> tuple[str, str] | None:
    for place in _places(path, manuscript):
        if place in collection.by_place:
            return (
                f"“{path}” is an article or page, which readers get as a page only.",
                f"Write {{filename}}{path} instead of {{{what}}}{path}.",
            )
        if place in collection.files:
            return None
        if place.startswith("../"):
            return f"“{path}” lies outside the content folder.", "Put the file there, and link to it there."
    return _missing(path, what, manuscript, collection, "There is no file")


def _to_address(path: str, manuscript: Manuscript, collection: Collection) -> tuple[str, str] | None:
    """Judge an address without a sign: what a browser makes of it on the published page."""
    ending = splitext(path)[1].lower()
    if ending in MARKDOWN:
        known = any(place in collection.by_place for place in _places(path, manuscript))
        near = path if known else _nearest(path, manuscript, collection, "filename")
        return (
            f"“{path}” is the name of a file, and readers get pages, no files of Markdown.",
            f"Write {{filename}}{near or path}; then the link leads to its page.",
        )
    target = normpath(join(dirname(manuscript.address), unquote(path)))
    if ending in FILES and target not in collection.files:
        return _missing(path, "static", manuscript, collection, "There is no file")
    if ending == ".html" and target not in collection.files:
        there = collection.by_address.get(target.casefold())
        if there:
            return _if_draft(there[0], manuscript)
        name, folder = splitext(target)[0], target.split("/")[0]
        own = name.rstrip("0123456789") in OWN_PAGES or name in OWN_PAGES
        if not own and (folder not in OWN_FOLDERS or folder == "pages"):
            return (
                f"There is no page “{path}” on this site.",
                "Link to an article by its file, such as {filename}walking.md: such links are followed up.",
            )
    return None


def _if_draft(target: Manuscript, manuscript: Manuscript) -> tuple[str, str] | None:
    if not target.header.is_draft or manuscript.header.is_draft:
        return None
    return (
        f"This link leads to {target.source.path}, which is a draft: readers would find nothing there.",
        "Take the link out until that is published, or take out its line “Status: draft”.",
    )


def _missing(
    path: str, what: str, manuscript: Manuscript, collection: Collection, words: str
) -> tuple[str, str]:
    near = _nearest(path, manuscript, collection, what)
    guess = f"Did you mean {{{what}}}{near}? " if near else ""
    return (
        f"{words} “{path}” where this link looks for it.",
        f"{guess}A path is seen from this file's folder; with / in front, from the content folder.",
    )


def _nearest(path: str, manuscript: Manuscript, collection: Collection, what: str) -> str:
    """Return the path, as seen from the manuscript, of the file whose name is most like it; or ""."""
    known = collection.by_place if what == "filename" else collection.files - collection.by_place.keys()
    names: dict[str, str] = {}
    for place in sorted(known):
        names.setdefault(splitext(basename(place))[0].lower(), place)
    near = get_close_matches(splitext(basename(unquote(path)))[0].lower(), names, n=1, cutoff=0.6)
    return relpath(names[near[0]], dirname(manuscript.place) or ".") if near else ""


def _places(path: str, manuscript: Manuscript) -> tuple[str, ...]:
    """Return the places a path may mean: as typed, and with %20 and the like read as signs."""
    folder = "" if path.startswith("/") else dirname(manuscript.place)
    return tuple(normpath(join(folder, typed.lstrip("/"))) for typed in dict.fromkeys((path, unquote(path))))


def _is_unread(place: str, collection: Collection) -> bool:
    return any(place == unread for _, unread in collection.unread)
