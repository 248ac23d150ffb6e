"""The release gate's hands: reads what was built and what the sources demand, and compares.

Two witnesses stand here beside each other. The first holds every page against the disclaimer that
`choose` picks for its header; the build asks the same function (plugins/disclaimer/shelf.py), so on the
choice the two cannot disagree, and the doubts about a header are told with it. The second (DSC411) never
looks at a header: it knows the words on the built page and what each disclaimer demands of them. Of the
code that writes a disclaimer into a page (markup.py and the files named plugin.py) the gate imports nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from plugins.bibliography.markers import CitationExtension
from plugins.checks.claims_record import ClaimsRecord
from plugins.checks.engine import RULES, read_manuscript, set_up
from plugins.checks.finding import Finding, Report
from plugins.checks.findings_of import findings_of, in_order, made
from plugins.checks.page_words import letters_of
from plugins.checks.publication import (
    BuiltPage,
    Expected,
    Feed,
    FeedEntry,
    OtherFile,
    Publication,
    read_publication,
)
from plugins.checks.review import Standard
from plugins.checks.rule import Hit
from plugins.checks.rules import FILE_RULES, SITE_RULES
from plugins.checks.rules.choice import (
    category_in_doubt,
    disclaimer_too_weak,
    doubts,
    named_without_its_disclaimer,
    site_demands,
    unknown_product,
)
from plugins.checks.rules.disclaimers import no_single_disclaimer, not_in_force
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.doubt import Slip
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.manuscript.dates import WrongDate
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.header import parse_header
from plugins.manuscript.layout import Layout
from plugins.manuscript.passages import Part
from plugins.manuscript.source import Unreadable

# A passage of so many words is no summary's; of shorter ones it takes several to know a text by.
KNOWN_BY_WORDS = 25
SHORTEST_PIECE = 5


def check_site(layout: Layout, output: Path, as_of: date, called: Path | None = None) -> Report:
    """Check what was built from a blog: the release gate.

    Takes what must be there from the sources, and what is there from the output; a source or a
    built file that cannot be read makes the report one of "could not check". `called` is the folder
    in whose name the report speaks, where `output` only stands in for it.
    """
    desk = set_up(layout, as_of)
    findings, unreadable = list(desk.findings), list(desk.unreadable)
    expected, wrong, unread_sources = _expected(layout, desk.standard)
    findings += wrong
    unreadable += unread_sources
    pages: list[BuiltPage] = []
    entries: list[FeedEntry] = []
    feeds: list[Feed] = []
    others: list[OtherFile] = []
    record: ClaimsRecord | None = None
    checked: dict[str, None] = {}
    built: list[Finding] = []
    unread: list[str] = []
    for item in read_publication(output, layout.project / "theme"):
        if isinstance(item, Unreadable):
            unread.append(item.path)
            built += findings_of(FILE_RULES, item, None)
            continue
        checked[item.path] = None
        if isinstance(item, BuiltPage):
            pages.append(item)
        elif isinstance(item, FeedEntry):
            entries.append(item)
        elif isinstance(item, Feed):
            feeds.append(item)
        elif isinstance(item, ClaimsRecord):
            record = item
        else:
            others.append(item)
    publication = Publication(
        tuple(pages), tuple(entries), expected, tuple(feeds), tuple(others), tuple(unread), record
    )
    built += findings_of(SITE_RULES, publication, None)

    folder = layout.name(called or output)

    def named(path: str) -> str:
        return f"{folder}/{path}" if path else ""

    # Only now: a fingerprint is the same whatever the output folder is called.
    findings += (replace(finding, path=named(finding.path)) for finding in built)
    unreadable += map(named, unread)
    weighed = in_order(desk.house.weighed(findings))
    return Report(weighed, tuple(map(named, checked)), tuple(unreadable), desk.house.summaries(RULES))


def _expected(layout: Layout, standard: Standard) -> tuple[Expected, list[Finding], list[str]]:
    """Return what must be published, what is wrong with the sources, and which cannot be read."""
    disclaimers: dict[str, Disclaimer] = {}
    passages: dict[str, tuple[str, ...]] = {}
    pieces: dict[str, Mapping[str, int]] = {}
    listed: dict[str, date] = {}
    wrong: list[Finding] = []
    unreadable: list[str] = []
    for file in (*layout.articles, *layout.pages):
        path, name = layout.name(file), layout.manuscript(file)
        try:
            source = read_manuscript(layout, file)
            header = parse_header(source)
            # A draft has no page; what is neither here nor there the article rules will say.
            if header.is_draft:
                continue
            disclaimers[name] = choose(header, standard.shelf)
        except Unreadable as error:
            unreadable.append(path)
            wrong += findings_of(FILE_RULES, error, None)
            continue
        except WrongChoice as error:
            hit = Hit(str(error), error.help)
            wrong += made([(no_single_disclaimer, hit, source, None)])
            continue
        document = read_document(source, (CitationExtension(standard.library),))
        pieces[name] = MappingProxyType(dict(_pieces(document)))
        passages[name] = tuple(piece for piece, words in pieces[name].items() if words >= KNOWN_BY_WORDS)
        wrong += _objections(document, disclaimers[name], standard, file in layout.pages)
        if file in layout.articles and header.text("status").lower() != "hidden":
            listed[name] = _date_of(document)
    shelf = tuple(standard.shelf.disclaimers.values())
    return (
        Expected(
            MappingProxyType(disclaimers),
            MappingProxyType(passages),
            site_demands(standard),
            shelf,
            MappingProxyType(listed),
            MappingProxyType(pieces),
        ),
        wrong,
        unreadable,
    )


def _objections(
    document: Document, chosen: Disclaimer, standard: Standard, is_page: bool
) -> Iterator[Finding]:
    """Yield what speaks against the disclaimer that a header chose, as the article rules would say it.

    The gate may be all that is run: a slip in a header must stop it too, and a text that is not in force.
    """
    hits = [(no_single_disclaimer, hit) for hit in not_in_force(document.header, chosen, standard.as_of)]
    hits += [(unknown_product, hit) for hit in doubts(document, standard, is_page, (Slip.PRODUCT,))]
    hits += [(category_in_doubt, hit) for hit in doubts(document, standard, is_page, (Slip.CATEGORY,))]
    hits += [(disclaimer_too_weak, hit) for hit in named_without_its_disclaimer(document, standard)]
    hits += [(disclaimer_too_weak, hit) for hit in doubts(document, standard, is_page, (Slip.TOPIC,))]
    yield from made((rule, hit, document.source, None) for rule, hit in hits)


def _date_of(document: Document) -> date:
    """Return the date by which feeds sort an article; one without a date counts as new."""
    try:
        return document.header.date("date") or date.max
    except WrongDate:
        return date.max


def _pieces(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the letters of each stretch of text between citations, pictures and the like, and its words."""
    for passage in document.passages:
        if passage.part is not Part.BODY:
            continue
        ends = (0, *sorted(inset.offset for inset in passage.insets), len(passage.text))
        for start, end in pairwise(ends):
            piece = passage.text[start:end]
            if (words := len(piece.split())) >= SHORTEST_PIECE:
                yield letters_of(piece), words
