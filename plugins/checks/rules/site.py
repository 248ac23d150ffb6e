"""DSC401, DSC402 and DSC411: what was built carries its disclaimers, in plain sight and strict enough.

Knows the output and the sources, not the build.
"""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.page_words import run_together
from plugins.checks.publication import (
    BuiltPage,
    FeedEntry,
    Notice,
    Publication,
)
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.targets import ends_of
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.names import find_name

# Pages that list articles and carry none of their text.
LISTS = frozenset("index category tag author archives categories tags authors 404".split())
# Pelican's own summaries have 50 words at the most.
MOST_IN_A_SUMMARY = 60
REBUILD = (
    "Publish the site again. If it is still so, find out why the build makes it so; put nothing on the web "
    "that has not passed, and change no built file by hand."
)
MEND_THEME = "Mend the theme, so that nothing hides the disclaimer, and publish the site again."


@rule("DSC401", Severity.ERROR, Subject.SITE)
def disclaimer_not_on_page(publication: Publication) -> Iterator[Hit]:
    """Every built article, page and feed entry holds exactly one disclaimer, the right one, word for word.

    Why:
        The disclaimer is what this site promises on every page; a page without it must not go out.
    Flagged:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p></article></body>
    ---
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p>
        <div data-disclaimer-id="general" data-disclaimer-version="1"
        data-disclaimer-fingerprint="{fingerprint}"><h2>Medical disclaimer</h2>
        <p>Not quite the words.</p></div></article></body>
    Accepted:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p>
        {disclaimer}</article></body>
    ---
        <body data-kind="article"><article data-manuscript="articles/sample.md">
        {disclaimer}<p>Text.</p></article></body>
    Source:
        HONcode principle 2; product promise.
    """
    expected = publication.expected
    by_path = {page.path: page for page in publication.pages}
    places: dict[str, list[str]] = {}
    for page in publication.pages:
        yield from _page(page, publication)
        if page.manuscript:
            places.setdefault(page.manuscript, []).append(page.path)
    for manuscript in expected.disclaimers:
        found = places.get(manuscript, [])
        if len(found) != 1:
            where = f"on {len(found)} pages ({', '.join(found)})" if found else "on no page"
            yield Hit(f"{manuscript} is {where} of the built site; it must be on one.", REBUILD)
    for entry in publication.entries:
        yield from _entry(entry, by_path, publication)


@rule("DSC402", Severity.ERROR, Subject.SITE)
def disclaimer_hidden(publication: Publication) -> Iterator[Hit]:
    """A disclaimer stands in plain sight: directly in the article, plain in itself, hidden by no style sheet.

    Why:
        A disclaimer that nobody sees is none. Looked for are attributes and elements that hide, fold or
        swallow it; anything in it but a heading and paragraphs; every rule of a style sheet that sets more
        on it, on something in it or around it than a theme needs, in any window, on paper, or while the
        reader points at it; and words in the colour of their ground. There is a list of what a theme may
        set (docs/checking.md); a property beyond it, a value out of its range and a selector or colour that
        cannot be judged count as hiding.
    Flagged:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p>
        <details>{disclaimer}</details></article></body>
    ---
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p>
        <div data-disclaimer-id="general"><h2 hidden>Medical disclaimer</h2></div></article></body>
    ---
        <body data-kind="article"><main aria-hidden="true"><article data-manuscript="articles/sample.md">
        {disclaimer}</article></main></body>
    Accepted:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Text.</p>
        {disclaimer}</article></body>
    ---
        <body data-kind="article"><main><article data-manuscript="articles/sample.md">
        {disclaimer}<p>Text.</p></article></main></body>
    Source:
        FTC Health Products Compliance Guidance, 2022 (clear and conspicuous); product promise.
    """
    ways: dict[str, dict[str, None]] = {}
    for page in publication.pages:
        for notice in page.notices:
            if not notice.inside_article:
                yield Hit(_out_of_sight(notice), MEND_THEME, path=page.path)
            for way in notice.concealed:
                ways.setdefault(way, {})[page.path] = None
    for way, paths in ways.items():
        first, *more = paths
        where = f", here and on {len(more)} more page{'s' * (len(more) > 1)}" if more else ""
        yield Hit(f"The disclaimer may be hidden{where}: {way}.", MEND_THEME, path=first)
    for entry in publication.entries:
        for notices in entry.bodies:
            for notice in notices:
                if not notice.inside_article:
                    told = f"The feed entry “{entry.title}”: {_out_of_sight(notice)}"
                    yield Hit(told, MEND_THEME, path=entry.path)


@rule("DSC411", Severity.ERROR, Subject.SITE)
def built_text_needs_a_stricter_disclaimer(publication: Publication) -> Iterator[Hit]:
    """A built page or feed entry that names a product carries the disclaimer for it, or one as strict.

    Why:
        Which disclaimer is due is chosen from the header, by the build and by the gate alike; a slip there
        would mislead both. This rule never looks at a header. It knows the words on the page and what the
        disclaimers demand of them, and so bears witness of its own.
    Flagged:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>The mild® procedure.</p>
        {disclaimer}</article></body>
    ---
        <body data-kind="page"><article data-manuscript="articles/sample.md"><p>One <b>MILD</b><sup>®</sup>
        kit.</p>{disclaimer}<p class="from-whom">From Sample Hill Clinic.</p></article></body>
    ---
        <body data-kind="article"><main><article data-manuscript="articles/sample.md"><p>Text.</p>
        {disclaimer}</article><section>The mild® procedure.</section></main></body>
    Accepted:
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>The mild® procedure.</p>
        {procedure}</article></body>
    ---
        <body data-kind="article"><article data-manuscript="articles/sample.md"><p>Mild pain.</p>
        {disclaimer}<p class="from-whom">From Sample Hill Clinic, which makes mild®.</p></article></body>
    Source:
        FTC Health Products Compliance Guidance, 2022; 21 CFR 801.109(c); product promise.
    """
    for page in publication.pages:
        for told in _too_weak(page.words, page.notices, publication):
            yield Hit(f"This page {told}", _DUE, path=page.path)
    for entry in publication.entries:
        for words, notices in zip(entry.texts, entry.bodies, strict=True):
            for told in _too_weak(f"{entry.title}\n{words}", notices, publication):
                yield Hit(f"The feed entry “{entry.title}” {told}", _DUE, path=entry.path)


_DUE = "Write the disclaimer or the product into the header of its source, then publish again."


def _too_weak(words: str, notices: tuple[Notice, ...], publication: Publication) -> Iterator[str]:
    """Yield, in words, the demands of a text that none of the disclaimers found with it meets.

    A disclaimer is known by its words here; what it calls itself does not count.
    """
    expected = publication.expected
    found = {notice.words for notice in notices}
    carried = [one for one in expected.shelf if run_together(one.words) in found]
    told: set[str] = set()
    for demand in expected.demands:
        met = any(demand.is_met_by(one) for one in carried)
        if met or demand.disclaimer.id in told or not find_name(demand.name, words):
            continue
        told.add(demand.disclaimer.id)
        names = " and ".join(f"“{one.id}”" for one in carried)
        carries = f"the disclaimer {names}" if names else "no disclaimer that is known"
        yield (
            f"names “{demand.name}” but carries {carries}; due is “{demand.disclaimer.id}” or one as strict."
        )


def _out_of_sight(notice: Notice) -> str:
    return (
        f"The disclaimer “{notice.id}” is not where a reader sees it: directly in the article, "
        "with nothing that hides it or a part of it."
    )


def _page(page: BuiltPage, publication: Publication) -> Iterator[Hit]:
    expected = publication.expected
    if page.kind in LISTS and not page.articles:
        if page.notices:
            yield _hit(page, "This list of articles holds a disclaimer, so it may hold an article too.")
        for manuscript, passages in expected.passages.items():
            pieces = expected.pieces.get(manuscript, {})
            words = sum(number for piece, number in pieces.items() if piece in page.letters)
            if words > MOST_IN_A_SUMMARY or any(passage in page.letters for passage in passages):
                yield _hit(page, f"This list holds text of {manuscript} without its disclaimer.")
        return
    if page.articles != 1:
        yield _hit(page, f"This page holds {page.articles} articles that name their source; one is due.")
        return
    disclaimer = expected.disclaimers.get(page.manuscript)
    if disclaimer is None:
        yield _hit(page, f"This page was made from “{page.manuscript}”, which is no source to publish.")
        return
    for problem in _problems(page.notices, disclaimer):
        yield _hit(page, problem)


def _entry(entry: FeedEntry, by_path: dict[str, BuiltPage], publication: Publication) -> Iterator[Hit]:
    page = next((by_path[path] for path in ends_of(entry.target) if path in by_path), None)
    disclaimer = publication.expected.disclaimers.get(page.manuscript) if page else None
    name = f"The feed entry “{entry.title}”"
    if disclaimer is None:
        yield Hit(f"{name} leads to no article of this site ({entry.target}).", REBUILD, path=entry.path)
        return
    if page and page.address and page.address != entry.address:
        told = f"{name} leads to {entry.address}; the address of its page is {page.address}."
        yield Hit(told, REBUILD, path=entry.path)
    if not entry.bodies:
        yield Hit(f"{name} holds no text.", REBUILD, path=entry.path)
    for notices in entry.bodies:
        for problem in _problems(notices, disclaimer):
            yield Hit(f"{name}: {problem}", REBUILD, path=entry.path)


def _problems(notices: tuple[Notice, ...], disclaimer: Disclaimer) -> Iterator[str]:
    """Yield what is wrong with the disclaimers that were found where `disclaimer` must stand."""
    if len(notices) != 1:
        count = f"are {len(notices)} disclaimers" if notices else "is no disclaimer"
        yield f"There {count} here; exactly one is due: “{disclaimer.id}”."
        return
    notice = notices[0]
    if notice.id != disclaimer.id:
        yield f"The disclaimer here is “{notice.id}”; due is “{disclaimer.id}”."
    elif notice.words != run_together(disclaimer.words):
        yield f"The words of the disclaimer “{disclaimer.id}” are not those of its approved text."
    elif (notice.version, notice.fingerprint) != (disclaimer.version, disclaimer.fingerprint):
        yield f"The disclaimer “{disclaimer.id}” does not carry the version and fingerprint of its text."


def _hit(page: BuiltPage, message: str) -> Hit:
    return Hit(message, REBUILD, path=page.path)
