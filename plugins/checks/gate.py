"""The release gate's hands: reads what was built and what the sources demand, and compares.

Knows nothing of the build, and imports nothing of the part that appends disclaimers to pages.
"""

from datetime import date
from pathlib import Path
from types import MappingProxyType

from plugins.bibliography.markers import CitationExtension
from plugins.checks.engine import RULES, read_manuscript, set_up
from plugins.checks.finding import Finding, Report
from plugins.checks.findings_of import findings_of, in_order, made
from plugins.checks.publication import (
    BuiltPage,
    Expected,
    FeedEntry,
    Publication,
    letters_of,
    read_publication,
)
from plugins.checks.review import Standard
from plugins.checks.rule import Hit
from plugins.checks.rules import FILE_RULES, SITE_RULES
from plugins.checks.rules.disclaimers import no_single_disclaimer
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.header import parse_header
from plugins.manuscript.layout import Layout
from plugins.manuscript.passages import Part
from plugins.manuscript.source import Unreadable

# Only passages that long are looked for on list pages; shorter ones may stand in a summary too.
KNOWN_BY_WORDS = 25


def check_site(layout: Layout, output: Path, as_of: date) -> Report:
    """Check what was built from a blog: the release gate.

    Takes what must be there from the sources, and what is there from the output; a source or a
    built file that cannot be read makes the report one of "could not check".
    """
    desk = set_up(layout, as_of)
    findings, unreadable = list(desk.findings), list(desk.unreadable)
    expected, wrong, unread = _expected(layout, desk.standard)
    findings += wrong
    unreadable += unread
    pages: list[BuiltPage] = []
    entries: list[FeedEntry] = []
    checked: dict[str, None] = {}
    for item in read_publication(output):
        if isinstance(item, Unreadable):
            unreadable.append(item.path)
            findings += findings_of(FILE_RULES, item, None)
            continue
        checked[item.path] = None
        if isinstance(item, BuiltPage):
            pages.append(item)
        else:
            entries.append(item)
    publication = Publication(tuple(pages), tuple(entries), expected)
    findings += findings_of(SITE_RULES, publication, None)
    return Report(in_order(findings), tuple(checked), tuple(unreadable), RULES)


def _expected(layout: Layout, standard: Standard) -> tuple[Expected, list[Finding], list[str]]:
    """Return what must be published, what is wrong with the sources, and which cannot be read."""
    disclaimers: dict[str, Disclaimer] = {}
    passages: dict[str, tuple[str, ...]] = {}
    wrong: list[Finding] = []
    unreadable: list[str] = []
    for file in (*layout.articles, *layout.pages):
        path = layout.name(file)
        try:
            source = read_manuscript(layout, file)
            header = parse_header(source)
            # A draft has no page; what is neither here nor there the article rules will say.
            if header.is_draft:
                continue
            disclaimers[layout.manuscript(file)] = choose(header, standard.shelf)
        except Unreadable as error:
            unreadable.append(path)
            wrong += findings_of(FILE_RULES, error, None)
            continue
        except WrongChoice as error:
            hit = Hit(str(error), error.help)
            wrong += made([(no_single_disclaimer, hit, source, None)])
            continue
        extensions = (CitationExtension(standard.library),)
        passages[layout.manuscript(file)] = _long_passages(read_document(source, extensions))
    return Expected(MappingProxyType(disclaimers), MappingProxyType(passages)), wrong, unreadable


def _long_passages(document: Document) -> tuple[str, ...]:
    return tuple(
        letters_of(passage.text)
        for passage in document.passages
        if passage.part is Part.BODY and not passage.insets and len(passage.text.split()) >= KNOWN_BY_WORDS
    )
