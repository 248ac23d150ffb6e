"""WEB651 to WEB653: what a built page's citations lead to, and what machines are told of it."""

from collections.abc import Iterator

from plugins.checks.crossings import Crossings, doi_of, structured_objects
from plugins.checks.finding import Severity
from plugins.checks.publication import Publication
from plugins.checks.rule import Hit, Subject, rule

REBUILD = "Publish the site again. If it is still so, the theme or a plugin is at fault."
DATES = ("datePublished", "dateModified", "lastReviewed")
WITH_TEXT = ("article", "page")


@rule("WEB651", Severity.ERROR, Subject.SITE)
def crossing_broken(publication: Publication) -> Iterator[Hit]:
    """Every link within a page leads somewhere, citations and the ways back too; every id is there once.

    Why:
        A citation that leads nowhere looks like evidence and is none.
    Flagged:
        <body data-kind="page"><p>It helps.<a class="cite" id="c1-1" href="#r1">[1]</a></p></body>
    ---
        <body data-kind="page"><p>It helps.<a class="cite" id="c1-1" href="#r1">[1]</a></p>
        <ol class="references"><li id="r1">A study. <a class="backlink" href="#c1-2">back</a></li></ol></body>
    ---
        <body data-kind="page"><p id="one">One.</p><p id="one">Two.</p></body>
    Accepted:
        <body data-kind="page"><p>It helps.<a class="cite" id="c1-1" href="#r1">[1]</a></p>
        <ol class="references"><li id="r1">A study. <a class="backlink" href="#c1-1">back</a></li></ol></body>
    ---
        <body data-kind="page"><p>It helps.<a class="cite" id="c1-1" href="#r1" data-through="2">[1-2]</a></p>
        <ol class="references"><li id="r1">A study. <a class="backlink" href="#c1-1">back</a></li>
        <li id="r2">Another. <a class="backlink" href="#c1-1">back</a></li></ol></body>
    Source:
        AMA Manual of Style, 11th ed., 3.6; WCAG 2.2, 4.1.
    """
    for path, where, crossings in _all(publication):
        for wrong in _broken(crossings):
            yield Hit(f"{where}: {wrong}", REBUILD, path=path)


@rule("WEB652", Severity.ERROR, Subject.SITE)
def structured_data_differs(publication: Publication) -> Iterator[Hit]:
    """What a page tells machines can be read, and agrees with the dates and references that it shows.

    Why:
        Search engines repeat it; a review date that no reader sees has been given by nobody.
    Flagged:
        <body data-kind="page"><script type="application/ld+json">{"lastReviewed": "2026-01-02"}</script>
        <time datetime="2025-01-02">January 2, 2025</time></body>
    ---
        <body data-kind="page"><script type="application/ld+json">{"citation": </script></body>
    ---
        <body data-kind="page"><script type="application/ld+json">{"citation": [{"identifier": "doi:10.1/a"}]}
        </script><ol class="references"><li id="r1">A study. <a href="https://doi.org/10.1/b">doi</a></li></ol></body>
    Accepted:
        <body data-kind="page"><script type="application/ld+json">
        {"citation": [{"identifier": "doi:10.1/a<b"}]}</script><ol class="references"><li id="r1">A study. <a href="https://doi.org/10.1/a%3Cb">doi</a></li></ol></body>
    ---
        <body data-kind="page"><script type="application/ld+json">{"citation": [{"identifier": "doi:10.1/b"}]}
        </script><ol class="references"><li id="r1">A study, in a style that prints no DOI.</li></ol></body>
    ---
        <body data-kind="page"><script type="application/ld+json">{"lastReviewed": "2025-01-02"}</script>
        <time datetime="2025-01-02">January 2, 2025</time></body>
    ---
        <body data-kind="page"><script type="application/ld+json">{"citation": [{"identifier": "doi:10.1/b"}]}
        </script><ol class="references"><li id="r1">A study. <a href="https://doi.org/10.1/b">doi</a></li></ol></body>
    Source:
        schema.org; the rules of search engines on structured data (only what the page shows).
    """
    for page in publication.pages:
        for told in structured_objects(page.crossings):
            if told is None:
                yield Hit("The structured data of this page is no JSON object.", REBUILD, path=page.path)
                continue
            for name in DATES:
                if name in told and told[name] not in page.crossings.days:
                    wrong = f"This page tells machines {name} {told[name]}, which it shows nowhere."
                    yield Hit(wrong, REBUILD, path=page.path)
            if not _agree(tuple(_dois(told)), page.crossings.dois):
                wrong = "This page tells machines of other references than it lists."
                yield Hit(wrong, REBUILD, path=page.path)


@rule("WEB653", Severity.ERROR, Subject.SITE)
def marker_astray(publication: Publication) -> Iterator[Hit]:
    """Lists of articles, descriptions and titles carry no citation marker and no footnote.

    Why:
        There is no list of references below them, so the marker would lead nowhere.
    Flagged:
        <body data-kind="index"><p>What it is.<a class="cite" id="c1-1" href="#r1">[1]</a></p></body>
    ---
        <head><meta name="description" content="What it is.[@known2020]"></head>
        <body data-kind="article"></body>
    Accepted:
        <body data-kind="index"><p>What it is.</p></body>
    ---
        <head><meta name="description" content="What it is."></head><body data-kind="index"></body>
    Source:
        House rule; the reading modes of browsers and feed readers.
    """
    for page in publication.pages:
        crossings = page.crossings
        if page.kind not in WITH_TEXT and (crossings.markers or crossings.entries or crossings.footnotes):
            wrong = "This list of articles carries a citation marker or footnote."
            yield Hit(wrong, REBUILD, path=page.path)
        if "[@" in crossings.described:
            wrong = "The description of this page for search engines holds a citation."
            yield Hit(wrong, REBUILD, path=page.path)


def _all(publication: Publication) -> Iterator[tuple[str, str, Crossings]]:
    for page in publication.pages:
        yield page.path, "In this page", page.crossings
    for entry in publication.entries:
        for crossings in entry.crossings:
            yield entry.path, f"In the feed entry “{entry.title}”", crossings


def _broken(crossings: Crossings) -> Iterator[str]:
    known = set(crossings.ids)
    for name in crossings.doubled:
        yield f"the id “{name}” is there more than once."
    for name in dict.fromkeys(crossings.fragments):
        if name and name not in known:
            yield f"a link leads to “#{name}”, which is not there."
    entries = {entry.id: entry for entry in crossings.entries}
    led_back = {(marker, entry.id) for entry in crossings.entries for marker in entry.back}
    marked = {(marker.id, entry) for marker in crossings.markers for entry in marker.entries}
    for marker, entry in sorted(marked - led_back):
        if entry in entries:
            yield f"no link leads from the reference “{entry}” back to its marker “{marker}”."
        else:
            yield f"the citation “{marker}” leads to “{entry}”, which is no reference of the list."
    for marker, entry in sorted(led_back - marked):
        yield f"the reference “{entry}” leads back to “{marker}”, which does not cite it."
    for name in entries.keys() - {entry for _, entry in marked}:
        yield f"no citation leads to the reference “{name}”."


def _dois(told: dict[str, object]) -> Iterator[str]:
    """Yield the DOI of each reference that machines are told of, "" for one without."""
    cited = told.get("citation", [])
    for one in cited if isinstance(cited, list) else ():
        names = (str(one.get(name, "")) for name in ("identifier", "sameAs")) if isinstance(one, dict) else ()
        yield next(filter(None, map(doi_of, names)), "")


def _agree(told: tuple[str, ...], shown: tuple[tuple[str, ...], ...]) -> bool:
    """Return whether machines are told of the references of a list, in its order. An entry need not show
    its DOI: some styles print none."""
    return len(told) == len(shown) and all(
        doi in dois if dois else True for doi, dois in zip(told, shown, strict=True)
    )
