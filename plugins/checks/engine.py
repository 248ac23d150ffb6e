"""The checker's hands: opens the files, runs the rules over them, and makes findings of what they saw."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from plugins.approval.approvals import Approvals, hold
from plugins.approval.history import History
from plugins.approval.register import load_register
from plugins.bibliography.library import Library, load_library
from plugins.checks.cache import Cache, Kept
from plugins.checks.collection import Collection, Manuscript
from plugins.checks.coverings import reported_claims
from plugins.checks.examination import Examination, examine
from plugins.checks.finding import Finding, Report, ReportedClaim
from plugins.checks.findings_of import findings_of, in_order, made
from plugins.checks.house import House, parse_house
from plugins.checks.mending import Mended, mend
from plugins.checks.review import Standard, review
from plugins.checks.rules import (
    APPROVAL_RULES,
    ARTICLE_RULES,
    COLLECTION_RULES,
    DISCLAIMER_RULES,
    EVIDENCE_RULES,
    FILE_RULES,
    LIBRARY_RULES,
    WAIVER_RULES,
    all_rules,
)
from plugins.checks.terms import load_terms, with_glossary
from plugins.claims.lexicon import LexiconProblems, load_lexicon
from plugins.disclaimer.shelf import Shelf, load_shelf
from plugins.manuscript.header import parse_header
from plugins.manuscript.layout import Layout, files_of, is_unread, real
from plugins.manuscript.source import Source, Unreadable, decode, read_source

Told = Callable[[str], None]
"""Is told the path of each file as its turn comes, for a progress bar."""

# The rules that offer the approved wording of a claim.
APPROVED_WORDING = ("CLM121", "CLM122", "CLM128")
# How many files a worker is given at a time.
PORTION = 16
RULES = tuple(rule.summary for rule in all_rules())
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Desk:
    """A standard as far as it could be set up, and what was found wrong while doing so."""

    standard: Standard
    findings: tuple[Finding, ...]
    unreadable: tuple[str, ...]
    house: House = field(default_factory=House)


def set_up(layout: Layout, as_of: date) -> Desk:
    """Read library, disclaimers and wording lists, and check them by their own rules."""
    unreadable: list[Unreadable] = []
    library, shelf, library_read = Library(), Shelf(), True
    try:
        library = load_library(layout.references, layout.evidence, layout.root_of(layout.references.parent))
    except Unreadable as error:
        # Said once, here; every citation of every article would be one of an unknown key otherwise.
        library_read = False
        reason = f"{error.reason} So the citations could not be checked, in no article."
        unreadable.append(Unreadable(error.path, reason, error.mend, error.line))
    try:
        shelf = load_shelf(layout.disclaimers, layout.root_of(layout.disclaimers))
    except Unreadable as error:
        unreadable.append(error)
    terms = load_terms()
    try:
        terms = with_glossary(terms, layout.glossary, layout.name(layout.glossary))
    except LexiconProblems as problems:
        unreadable += _unreadable(problems)
    house = House()
    try:
        if layout.house.is_file():
            settings = read_source(layout.house, layout.name(layout.house))
            house = parse_house(settings.path, settings.text)
    except Unreadable as error:
        unreadable.append(error)
    except LexiconProblems as problems:
        unreadable += _unreadable(problems)
    approvals = Approvals()
    try:
        register = load_register(layout.claims, layout.name(layout.claims))
        past = History(layout.claims, layout.references, layout.evidence)
        approvals = hold(register, library if library_read else None, as_of, past.before)
    except Unreadable as error:
        unreadable.append(error)
    standard = Standard(
        library, shelf, load_lexicon(), as_of, terms=terms, library_read=library_read, approvals=approvals
    )
    findings = [
        *findings_of(APPROVAL_RULES, approvals, None),
        *findings_of(LIBRARY_RULES, library, None),
        *findings_of(EVIDENCE_RULES, standard, None),
        *findings_of(DISCLAIMER_RULES, standard, None),
        *(finding for error in unreadable for finding in findings_of(FILE_RULES, error, None)),
    ]
    told = tuple(house.weighed(findings))
    return Desk(standard, told, tuple(dict.fromkeys(error.path for error in unreadable)), house)


def _unreadable(problems: LexiconProblems) -> Iterator[Unreadable]:
    for problem in problems.problems:
        yield Unreadable(problem.file, problem.wrong, problem.allowed, problem.line)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one file: its findings; whether it could be read, and whether it counts."""

    path: str
    findings: tuple[Finding, ...]
    readable: bool = True
    left_out: bool = False
    claims: tuple[ReportedClaim, ...] = ()
    examination: Examination | None = None
    """What was seen in it, where it is to be kept."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check, and what was read for it: for those who tell more of articles than a report does. Read once
    more, articles and what they rest on could be others by then than those that were checked."""

    report: Report
    desk: Desk
    collection: Collection
    examinations: Mapping[str, Examination] = field(default_factory=lambda: MappingProxyType({}))
    """What was seen in each article, by its path in messages; empty unless it was to be kept."""


def check_articles(
    layout: Layout,
    files: Iterable[Path],
    as_of: date,
    *,
    drafts: bool = True,
    cache: Cache | None = None,
    executor: Executor | None = None,
    told: Told | None = None,
    min_confidence: float | None = None,
) -> Report:
    """Check Markdown sources with everything they rest on; see `inspect_articles`."""
    return inspect_articles(
        layout,
        files,
        as_of,
        drafts=drafts,
        cache=cache,
        executor=executor,
        told=told,
        min_confidence=min_confidence,
    ).report


def inspect_articles(
    layout: Layout,
    files: Iterable[Path],
    as_of: date,
    *,
    drafts: bool = True,
    cache: Cache | None = None,
    executor: Executor | None = None,
    told: Told | None = None,
    min_confidence: float | None = None,
    keep: bool = False,
) -> Inspection:
    """Check Markdown sources with everything they rest on.

    `drafts` tells whether those that are not to be published yet count too. With `executor` the files
    are checked by its workers, each of which sets up its own standard; the report is the same with
    any number of them. `told` hears each file's path as it is done. `min_confidence` goes before what the
    house has set. With `keep`, what was seen in each article is kept; then there are neither cache nor
    workers.
    """
    assert not (keep and (cache or executor))
    desk = set_up(layout, as_of)
    findings, unreadable, checked = list(desk.findings), list(desk.unreadable), []
    claims: list[ReportedClaim] = []
    kept: dict[str, Examination] = {}
    files = tuple(files)
    collection = gather(layout, files, drafts=drafts, library=desk.standard.library)
    findings += findings_of(COLLECTION_RULES, collection, None)
    read = {manuscript.source.path: manuscript.source for manuscript in collection.manuscripts}
    for done in _each(layout, files, as_of, desk, drafts, cache, executor, read, keep):
        if told:
            told(done.path)
        findings += done.findings
        claims += done.claims
        if not done.readable:
            unreadable.append(done.path)
        elif not done.left_out:
            checked.append(done.path)
        if done.examination:
            kept[done.path] = done.examination
    house = desk.house
    if min_confidence is not None:
        house = replace(house, min_confidence=min_confidence)
    weighed = in_order(house.weighed(findings))
    report = Report(weighed, tuple(checked), tuple(unreadable), house.summaries(RULES), tuple(claims))
    return Inspection(report, desk, collection, MappingProxyType(kept))


def gather(
    layout: Layout, files: Iterable[Path], *, drafts: bool = True, library: Library | None = None
) -> Collection:
    """Read the headers and links of a whole blog; `files` are those that findings may be about.

    What cannot be read is left out here: `check_manuscript` tells of it. Files outside the content folder
    have no place among the others.
    """
    own = {place: file for file in (*layout.articles, *layout.pages) if (place := _place(layout, file))}
    wanted = {place: file for file in files if (place := _place(layout, file))}
    manuscripts, told_of = [], set()
    for place, file in sorted((own | wanted).items()):
        try:
            source = read_manuscript(layout, file)
        except Unreadable:
            continue
        manuscript = Manuscript(source, parse_header(source), place, place.startswith("pages/"))
        manuscripts.append(manuscript)
        if place in wanted and (drafts or not manuscript.header.is_draft):
            told_of.add(place)
    places = files_of(layout)
    # Of files that nobody reads nobody asked, where only some are to be checked.
    whole = own.keys() <= wanted.keys()
    unread = [place for place in places if whole and place not in wanted and is_unread(layout, place)]
    return Collection(
        tuple(manuscripts),
        frozenset(told_of),
        frozenset(places),
        tuple((layout.name(layout.content / place), place) for place in unread),
        library or Library(),
    )


def _place(layout: Layout, file: Path) -> str:
    """Return a file's path in the content folder, "" where it lies outside."""
    if not file.is_relative_to(layout.content):
        file = real(file)
    return file.relative_to(layout.content).as_posix() if file.is_relative_to(layout.content) else ""


def _each(
    layout: Layout,
    files: tuple[Path, ...],
    as_of: date,
    desk: Desk,
    drafts: bool,
    cache: Cache | None,
    executor: Executor | None,
    read: Mapping[str, Source],
    keep: bool,
) -> Iterator[Checked]:
    if executor is None:
        for file in files:
            source = read.get(layout.name(file))
            yield check_manuscript(
                layout, file, desk.standard, drafts=drafts, cache=cache, source=source, keep=keep
            )
        return
    # Enough portions that no worker waits long for the last, few enough that none is all overhead.
    portions = [files[start : start + PORTION] for start in range(0, len(files), PORTION)]
    # The layout lists every article; a worker needs its folders only.
    folders = replace(layout, articles=(), pages=())
    for done in executor.map(partial(_check_portion, folders, as_of, drafts, cache), portions):
        yield from done


def _check_portion(
    layout: Layout, as_of: date, drafts: bool, cache: Cache | None, files: tuple[Path, ...]
) -> list[Checked]:
    """Check some files in a worker."""
    standard = _standard_of(layout, as_of)
    return [check_manuscript(layout, file, standard, drafts=drafts, cache=cache) for file in files]


@lru_cache(maxsize=1)
def _standard_of(layout: Layout, as_of: date) -> Standard:
    """Return the standard a worker goes by, set up once; workers live for one check only."""
    return set_up(layout, as_of).standard


def check_manuscript(
    layout: Layout,
    file: Path,
    standard: Standard,
    *,
    drafts: bool = True,
    cache: Cache | None = None,
    unsaved: str | None = None,
    source: Source | None = None,
    keep: bool = False,
) -> Checked:
    """Check one article or page; `unsaved` is its text in an editor, where that differs from the file's, and
    `source` that of the file, where it has been read. With `keep`, what was seen in it is kept."""
    path = layout.name(file)
    try:
        source = source or read_manuscript(layout, file, unsaved)
    except Unreadable as error:
        return Checked(path, tuple(findings_of(FILE_RULES, error, None)), readable=False)
    if not drafts and parse_header(source).is_draft:
        return Checked(path, (), left_out=True)
    page = is_page(layout, file)
    key = cache.key(path, source.text, page, standard.approvals.remembered) if cache else ""
    if cache and (kept := cache.get(key)) is not None:
        return Checked(path, kept.findings, claims=kept.claims)
    reviewed = review(source, standard, page)
    examination = examine(reviewed, ARTICLE_RULES)
    findings = (
        *made((seen.rule, seen.hit, source, seen.suppression) for seen in examination.seen),
        *findings_of(WAIVER_RULES, examination, source),
    )
    claims = tuple(reported_claims(reviewed))
    if cache:
        cache.put(key, Kept(findings, claims))
    return Checked(path, findings, claims=claims, examination=examination if keep else None)


def mend_articles(
    layout: Layout,
    files: Iterable[Path],
    as_of: date,
    unreadable: Callable[[Unreadable], None] = lambda error: None,
    *,
    approved_wording: bool = False,
) -> Iterator[tuple[Path, Mended]]:
    """Yield every file to which safe fixes apply, with its text before and after; writes nothing.

    With `approved_wording` also those that put an approved wording in the place of one that is near it.

    A file that cannot be read is passed over; `unreadable` is told of it.
    """
    standard = set_up(layout, as_of).standard
    for file in files:
        try:
            source = read_manuscript(layout, file)
        except Unreadable as error:
            unreadable(error)
            continue
        offers = APPROVED_WORDING if approved_wording else ()
        mended = mend(source, standard, ARTICLE_RULES, is_page(layout, file), offers)
        if mended.after.text != mended.before.text:
            yield file, mended


def write_mended(file: Path, mended: Mended) -> None:
    """Put the mended text into its file; a byte-order mark and the line ends stay. Effect: writes."""
    mark = BYTE_ORDER_MARK if file.read_bytes().startswith(BYTE_ORDER_MARK) else b""
    file.write_bytes(mark + mended.after.text.encode())


def read_manuscript(layout: Layout, file: Path, unsaved: str | None = None) -> Source:
    """Read a manuscript, or take its `unsaved` text from an editor as if it were saved.

    One that is a link to a place outside the blog counts as unreadable.
    """
    path = layout.name(file)
    if file.absolute().is_relative_to(layout.content) and not real(file).is_relative_to(layout.content):
        raise Unreadable(
            path,
            f"{file.name} is a link to a file outside the content folder.",
            "Put the file itself there instead.",
        )
    if unsaved is not None:
        return decode(path, unsaved.encode("utf-8", "surrogatepass"))
    return read_source(file, path)


def is_page(layout: Layout, file: Path) -> bool:
    """Return whether a manuscript stands in `pages/` of its blog (the folders above do not count)."""
    if real(file).is_relative_to(layout.content):
        return layout.manuscript(file).startswith("pages/")
    return file.parent.name == "pages"
