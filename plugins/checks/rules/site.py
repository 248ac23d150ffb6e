"""DSC401: what was built carries its disclaimers. Knows the output and the sources, not the build."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.publication import BuiltPage, FeedEntry, Notice, Publication, run_together
from plugins.checks.rule import Hit, Subject, rule
from plugins.disclaimer.disclaimer import Disclaimer

# Pages that list articles and carry none of their text.
LISTS = frozenset("index category tag author archives categories tags authors 404".split())
REBUILD = "Nothing was published. Find out why the build left it out; do not publish by hand."


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


def _page(page: BuiltPage, publication: Publication) -> Iterator[Hit]:
    expected = publication.expected
    if page.kind in LISTS and not page.articles:
        if page.notices:
            yield _hit(page, "This list of articles holds a disclaimer, so it may hold an article too.")
        for manuscript, passages in expected.passages.items():
            if any(passage in page.letters for passage in passages):
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
    # A site may live below a path of its host; then the link is longer than the file's path.
    steps = entry.target.split("/")
    paths = ("/".join(steps[index:]) for index in range(len(steps)))
    page = next((by_path[path] for path in paths if path in by_path), None)
    disclaimer = publication.expected.disclaimers.get(page.manuscript) if page else None
    name = f"The feed entry “{entry.title}”"
    if disclaimer is None:
        yield Hit(f"{name} leads to no article of this site ({entry.target}).", REBUILD, path=entry.path)
        return
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
    if not notice.inside_article:
        yield f"The disclaimer “{notice.id}” is not where a reader sees it: directly in the article."


def _hit(page: BuiltPage, message: str) -> Hit:
    return Hit(message, REBUILD, path=page.path)
