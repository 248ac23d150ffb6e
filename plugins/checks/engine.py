"""The checker's hands: opens the files, runs the rules over them, and makes findings of what they saw."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from plugins.bibliography.library import Library, load_library
from plugins.bibliography.markers import CitationExtension
from plugins.checks.examination import examine
from plugins.checks.finding import Finding, Place, Report, Snippet, Suppression
from plugins.checks.mending import Mended, mend
from plugins.checks.publication import (
    BuiltPage,
    Expected,
    FeedEntry,
    Publication,
    letters_of,
    read_publication,
)
from plugins.checks.review import Review, Standard, review
from plugins.checks.rule import Hit, Rule
from plugins.checks.rules import (
    ARTICLE_RULES,
    DISCLAIMER_RULES,
    FILE_RULES,
    LIBRARY_RULES,
    SITE_RULES,
    WAIVER_RULES,
)
from plugins.checks.rules.disclaimers import no_single_disclaimer
from plugins.claims.lexicon import LexiconProblems, load_lexicon
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.shelf import Shelf, WrongChoice, choose, load_shelf
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.header import parse_header
from plugins.manuscript.layout import Layout
from plugins.manuscript.passages import Part
from plugins.manuscript.source import Source, Span, Unreadable, read_source

S = TypeVar("S")
Told = Callable[[str], None]
"""Is told the path of each file as its turn comes, for a progress bar."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Only passages that long are looked for on list pages; shorter ones may stand in a summary too.
KNOWN_BY_WORDS = 25


@dataclass(frozen=True, slots=True)
class Desk:
    """A standard as far as it could be set up, and what was found wrong while doing so."""

    standard: Standard
    findings: tuple[Finding, ...]
    unreadable: tuple[str, ...]


def set_up(layout: Layout, as_of: date) -> Desk:
    """Read library, disclaimers and wording lists, and check them by their own rules."""
    unreadable: list[Unreadable] = []
    library, shelf = Library(), Shelf()
    try:
        library = load_library(layout.references, layout.evidence, layout.project)
    except Unreadable as error:
        unreadable.append(error)
    try:
        shelf = load_shelf(layout.disclaimers, layout.project)
    except Unreadable as error:
        unreadable.append(error)
    standard = Standard(library, shelf, load_lexicon(), as_of)
    findings = [
        *_findings(LIBRARY_RULES, library, None),
        *_findings(DISCLAIMER_RULES, standard, None),
        *(finding for error in unreadable for finding in _findings(FILE_RULES, error, None)),
    ]
    return Desk(standard, tuple(findings), tuple(error.path for error in unreadable))


def check_articles(
    layout: Layout, files: Iterable[Path], as_of: date, *, drafts: bool = True, told: Told | None = None
) -> Report:
    """Check Markdown sources with everything they rest on.

    `drafts` tells whether those that are not to be published yet count too; `told` hears each
    file's path as its turn comes.
    """
    desk = set_up(layout, as_of)
    findings, unreadable = list(desk.findings), list(desk.unreadable)
    checked: list[str] = []
    for file in files:
        path = layout.name(file)
        if told:
            told(path)
        try:
            source = _read(layout, file)
        except Unreadable as error:
            unreadable.append(path)
            findings += _findings(FILE_RULES, error, None)
            continue
        if not drafts and parse_header(source).is_draft:
            continue
        subject = review(source, desk.standard, is_page=_is_page(layout, file))
        examination = examine(subject, ARTICLE_RULES)
        findings += _made((seen.rule, seen.hit, source, seen.suppression) for seen in examination.seen)
        findings += _findings(WAIVER_RULES, examination, source)
        checked.append(path)
    return Report(_ordered(findings), tuple(checked), tuple(unreadable))


def mend_articles(layout: Layout, files: Iterable[Path], as_of: date) -> Iterator[tuple[Path, Mended]]:
    """Yield every file to which safe fixes apply, with its text before and after; writes nothing.

    A file that cannot be read is passed over: `check_articles` tells of it.
    """
    standard = set_up(layout, as_of).standard
    for file in files:
        try:
            source = _read(layout, file)
        except Unreadable:
            continue
        mended = mend(source, standard, ARTICLE_RULES, _is_page(layout, file))
        if mended.after.text != mended.before.text:
            yield file, mended


def write_mended(file: Path, mended: Mended) -> None:
    """Put the mended text into its file; a byte-order mark and the line ends stay. Effect: writes."""
    mark = BYTE_ORDER_MARK if file.read_bytes().startswith(BYTE_ORDER_MARK) else b""
    file.write_bytes(mark + mended.after.text.encode())


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
            findings += _findings(FILE_RULES, item, None)
            continue
        checked[item.path] = None
        if isinstance(item, BuiltPage):
            pages.append(item)
        else:
            entries.append(item)
    publication = Publication(tuple(pages), tuple(entries), expected)
    findings += _findings(SITE_RULES, publication, None)
    return Report(_ordered(findings), tuple(checked), tuple(unreadable))


def _expected(layout: Layout, standard: Standard) -> tuple[Expected, list[Finding], list[str]]:
    """Return what must be published, what is wrong with the sources, and which cannot be read."""
    disclaimers: dict[str, Disclaimer] = {}
    passages: dict[str, tuple[str, ...]] = {}
    wrong: list[Finding] = []
    unreadable: list[str] = []
    for file in (*layout.articles, *layout.pages):
        path = layout.name(file)
        try:
            source = _read(layout, file)
            header = parse_header(source)
            # A draft has no page; what is neither here nor there the article rules will say.
            if header.is_draft:
                continue
            disclaimers[layout.manuscript(file)] = choose(header, standard.shelf)
        except Unreadable as error:
            unreadable.append(path)
            wrong += _findings(FILE_RULES, error, None)
            continue
        except WrongChoice as error:
            hit = Hit(str(error), error.help)
            wrong += _made([(no_single_disclaimer, hit, source, None)])
            continue
        extensions = (CitationExtension(standard.library),)
        passages[layout.manuscript(file)] = _long_passages(read_document(source, extensions))
    return Expected(MappingProxyType(disclaimers), MappingProxyType(passages)), wrong, unreadable


def _read(layout: Layout, file: Path) -> Source:
    """Read a manuscript; one that is a link to a place outside the blog counts as unreadable."""
    path = layout.name(file)
    if file.absolute().is_relative_to(layout.content) and not file.resolve().is_relative_to(layout.content):
        raise Unreadable(
            path,
            f"{file.name} is a link to a file outside the content folder.",
            "Put the file itself there instead.",
        )
    return read_source(file, path)


def _is_page(layout: Layout, file: Path) -> bool:
    """Return whether a manuscript stands in `pages/` of its blog (the folders above do not count)."""
    if file.resolve().is_relative_to(layout.content):
        return layout.manuscript(file).startswith("pages/")
    return file.parent.name == "pages"


def _long_passages(document: Document) -> tuple[str, ...]:
    return tuple(
        letters_of(passage.text)
        for passage in document.passages
        if passage.part is Part.BODY and not passage.insets and len(passage.text.split()) >= KNOWN_BY_WORDS
    )


def _findings(rules: Iterable[Rule[S]], subject: S, source: Source | None) -> Iterator[Finding]:
    """Yield the findings of all rules about one subject, numbered apart where words repeat."""
    yield from _made((rule, hit, hit.source or source, None) for rule in rules for hit in rule.look(subject))


def _made(
    seen: Iterable[tuple[Rule[S], Hit, Source | None, Suppression | None]],
) -> Iterator[Finding]:
    repeats: Counter[tuple[str, str, str]] = Counter()
    for rule, hit, source, suppression in seen:
        path = source.path if source else hit.path
        excerpt = source.text[hit.span.start : hit.span.end] if source and hit.span else ""
        same = (rule.code, path, " ".join((excerpt or hit.message).split()))
        repeats[same] += 1
        yield Finding(
            rule.code,
            rule.severity,
            round(hit.confidence, 2),
            hit.message,
            rule.why,
            hit.help,
            path,
            _place(source, hit),
            excerpt,
            hashlib.sha256("\n".join((*same, str(repeats[same]))).encode()).hexdigest()[:16],
            _snippet(source, hit.span),
            suppressed=suppression,
            fix=hit.fix,
        )


def _place(source: Source | None, hit: Hit) -> Place | None:
    if hit.line is not None:
        return Place(hit.line, 1, hit.line, 1)
    if source is None or hit.span is None:
        return None
    start, end = source.position(hit.span.start), source.position(hit.span.end)
    return Place(start.line, start.column, end.line, end.column)


def _snippet(source: Source | None, span: Span | None) -> Snippet | None:
    if source is None or span is None:
        return None
    start, end = source.position(span.start), source.position(span.end)
    line = source.line(start.line)
    last = end.column - 1 if end.line == start.line else len(line)
    return Snippet(line, start.column - 1, last)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    def key(finding: Finding) -> tuple[str, int, int, str]:
        place = finding.place
        return (finding.path, place.line if place else 0, place.column if place else 0, finding.rule)

    return tuple(sorted(findings, key=key))


__all__ = ["Desk", "LexiconProblems", "Review", "check_articles", "check_site", "set_up"]
