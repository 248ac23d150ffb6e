"""WEB656, WEB657 and SEC603: the published folder as a whole is complete, and nothing else is in it."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.publication import BuiltPage, FeedEntry, Publication
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.rules.site import LISTS
from plugins.checks.strangers import FEED_ENDINGS, SCRIPT
from plugins.checks.targets import ends_of

FRONT = "index.html"
# The parts of a policy that name no sources.
SWITCHES = frozenset(("upgrade-insecure-requests", "block-all-mixed-content", "sandbox"))
# The lists that a site has once, at its root; nothing need lead to them.
AT_ROOT = frozenset(f"{kind}.html" for kind in LISTS)
# A feed may leave out its oldest articles, but not before it has so many. No mirror of a setting: what
# the site promises its readers; publishing with a smaller FEED_MAX_ITEMS is refused once that matters.
LEAST_IN_A_LONG_FEED = 50
REBUILD = "Publish the site again; if it stays so, ask who looks after the theme."


_FEED = (
    "Publish the site again. Only the oldest articles may be left out, and only where "
    f"{LEAST_IN_A_LONG_FEED} are listed: set FEED_MAX_ITEMS to no less, or leave it out."
)


@rule("WEB656", Severity.ERROR, Subject.SITE)
def file_without_a_place(publication: Publication) -> Iterator[Hit]:
    """Everything published is a page, a list that pages lead to, a feed, a style sheet or a picture, and one
    file with the claims.

    Why:
        Nobody looks whether another file holds an article without its disclaimer. That is so for other
        endings (.htm, .txt, .json but claims.json, none at all), for pictures that are none, for links to
        other places, and for a page that calls itself a list but that no page leads to.
    Flagged:
        index.html
        theme/site.css
        feeds/all.atom.xml
        old-article.xhtml
    ---
        index.html
        theme/site.css
        feeds/all.atom.xml
        tag/offer.html
    ---
        index.html
        theme/site.css
        feeds/all.atom.xml
        LICENSE
    Accepted:
        index.html
        theme/site.css
        feeds/all.atom.xml
    ---
        index.html
        archives.html
        theme/site.css
        feeds/all.atom.xml
        theme/favicon.svg
    Source:
        House rule: the gate fails closed.
    """
    for other in publication.others:
        if other.wrong:
            yield Hit(
                f"This file {other.wrong}.",
                "Publish the site again. If it is still so, mend it in the content folder or in the theme.",
                path=other.path,
            )
    known = _reachable(publication.pages)
    for page in publication.pages:
        if page.kind in LISTS and not page.articles and page.path not in known:
            yield Hit("No page of this site leads to this list.", REBUILD, path=page.path)


@rule("WEB657", Severity.ERROR, Subject.SITE)
def part_missing(publication: Publication) -> Iterator[Hit]:
    """The front page, the style files, the script, the feed and an entry for each article are there.

    Why:
        Readers of a feed see what the feed holds and no more; without its style sheet a page cannot be
        shown as it was checked; and a part that is missing tells that the build did not come to its end.
    Flagged:
        archives.html
        theme/site.css
        feeds/all.atom.xml
    ---
        index.html
        feeds/all.atom.xml
    ---
        index.html
        theme/site.css
    Accepted:
        index.html
        theme/site.css
        feeds/all.atom.xml
    ---
        index.html
        archives.html
        theme/site.css
        feeds/all.atom.xml
    Source:
        House rule: the gate fails closed.
    """
    paths = {page.path for page in publication.pages}
    # A file that is there and cannot be judged is told of by itself, once.
    files = {other.path for other in publication.others if not other.wrong} | {*publication.unread}
    if FRONT not in paths | {*publication.unread}:
        yield Hit("The front page is missing.", REBUILD, path=FRONT)
    wrong = [other.path for other in publication.others if other.wrong]
    for page in publication.pages:
        if not page.styles:
            yield Hit("This page loads no style sheet.", REBUILD, path=page.path)
        for style in page.styles:
            if not any(_is_file(style, sheet) for sheet in files):
                yield Hit(
                    f"The style sheet {_shown(style)} of this page is missing.", REBUILD, path=page.path
                )
        for script in page.scripts:
            if not any(_is_file(script, other) for other in files | {*wrong}):
                yield Hit(f"The script {_shown(script)} of this page is missing.", REBUILD, path=page.path)
    if not publication.feeds and not any(name.endswith(tuple(FEED_ENDINGS)) for name in publication.unread):
        yield Hit("The site has no feed.", REBUILD, path="feeds")
    for feed in publication.feeds:
        if not feed.entries and publication.expected.listed:
            yield Hit("This feed has no entries.", REBUILD, path=feed.path)
    yield from _not_in_a_feed(publication)


@rule("SEC603", Severity.ERROR, Subject.SITE)
def page_without_its_policy(publication: Publication) -> Iterator[Hit]:
    """Every page has the theme's Content-Security-Policy, and no script or style but the site's own files.

    Why:
        A foreign script or style sheet could hide the disclaimer, or tell somebody what a patient reads.
        With the policy the browser refuses both, on whatever host the page stands. What it does not
        refuse is looked for: an order to go elsewhere, scripts in attributes and links, frames, forms. A
        feed entry may hold none of it either.
    Flagged:
        <head><title>Sample</title></head><body data-kind="index"><p>Text.</p></body>
    ---
        <head><meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; script-src 'self' 'unsafe-inline'"></head>
        <body data-kind="index"></body>
    ---
        <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
        <script src="elsewhere.js"></script></head><body data-kind="index"></body>
    ---
        <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
        <style>p { color: red }</style></head><body data-kind="index"></body>
    ---
        <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
        <meta http-equiv="refresh" content="0; url=offer.html"></head><body data-kind="index"></body>
    ---
        <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
        </head><body data-kind="index" onload="leave()"><a href="javascript:leave()">On</a></body>
    Accepted:
        <head><meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'self'"></head>
        <body data-kind="index"></body>
    ---
        <head><meta charset="utf-8"><meta http-equiv="content-security-policy"
        content="default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'">
        <script src="theme/site.js" defer></script></head>
        <body data-kind="index"></body>
    Source:
        HONcode principle 3 (confidentiality); W3C, Content Security Policy Level 3.
    """
    for page in publication.pages:
        if page.policy is None:
            yield Hit("This page has no Content-Security-Policy in its head.", REBUILD, path=page.path)
        elif wrong := _too_lax(page.policy):
            yield Hit(
                f"The Content-Security-Policy of this page allows too much: {wrong}.", REBUILD, path=page.path
            )
        for script in page.scripts:
            if not _is_file(script, SCRIPT):
                yield Hit(
                    f"This page loads another script than the site's: {_shown(script)}.",
                    REBUILD,
                    path=page.path,
                )
        for told in page.active:
            yield Hit(f"This page holds {told}.", REBUILD, path=page.path)
    for entry in publication.entries:
        for told in entry.active:
            yield Hit(f"The feed entry “{entry.title}” holds {told}.", REBUILD, path=entry.path)
    for feed in publication.feeds:
        for told in feed.active:
            yield Hit(f"This feed holds {told}.", REBUILD, path=feed.path)


def _reachable(pages: tuple[BuiltPage, ...]) -> set[str]:
    """Return the paths that can be reached from the lists at the root and from the articles."""
    by_path = {page.path: page for page in pages}
    known = {page.path for page in pages if page.path in AT_ROOT or page.articles}
    waiting = list(known)
    while waiting:
        for target in by_path[waiting.pop()].targets:
            found = next((path for path in ends_of(target) if path in by_path), None)
            if found is not None and found not in known:
                known.add(found)
                waiting.append(found)
    return known


def _not_in_a_feed(publication: Publication) -> Iterator[Hit]:
    """Yield the articles that the longest feed leaves out, its oldest excepted where it is long."""
    listed = publication.expected.listed
    by_path = {page.path: page.manuscript for page in publication.pages}
    entries: dict[str, list[FeedEntry]] = {feed.path: [] for feed in publication.feeds if feed.entries}
    for entry in publication.entries:
        entries.setdefault(entry.path, []).append(entry)
    if not entries:
        return
    path, longest = max(entries.items(), key=lambda item: len(item[1]))
    told = {
        by_path[target]
        for entry in longest
        for target in [next((end for end in ends_of(entry.target) if end in by_path), "")]
        if target
    }
    oldest = min((listed[one] for one in told if one in listed), default=None)
    for manuscript, day in listed.items():
        is_cut_off = len(longest) >= LEAST_IN_A_LONG_FEED and oldest is not None and day <= oldest
        if manuscript not in told and not is_cut_off:
            yield Hit(f"The feed has no entry for {manuscript}.", _FEED, path=path)


def _too_lax(policy: str) -> str:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        if words := part.lower().split():
            # As in browsers the first of two counts.
            directives.setdefault(words[0], words[1:])
    if directives.get("default-src") != ["'none'"]:
        return "default-src is not 'none'"
    for name, sources in directives.items():
        if name not in SWITCHES and not set(sources) <= {"'none'", "'self'"}:
            return f"{name} names another source than the site itself"
    return ""


def _is_file(target: str, path: str) -> bool:
    """Return whether an address, as a page names it, is that of an output file."""
    if target.startswith("/") and not target.startswith("//"):
        return path in ends_of(target.lstrip("/"))
    return path == target


def _shown(target: str) -> str:
    return target if target.startswith("//") else target.lstrip("/")
