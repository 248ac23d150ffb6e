"""The reference library: content/references.json with content/evidence/ and content/retractions.csv,
read once and checked.

The only module of this package that opens files.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from plugins.bibliography.citation import KEY
from plugins.bibliography.evidence import FIGURES, Evidence, EvidenceFile, contrary_sources, read_evidence
from plugins.bibliography.reference import Json, Reference, reference_from_csl
from plugins.bibliography.retraction import Retractions, parse_retractions
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span, Unreadable, read_source

KNOWN_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book chapter dataset document "
    "entry-encyclopedia interview legislation manuscript paper-conference patent periodical "
    "personal_communication post post-weblog regulation report review software speech standard thesis "
    "webpage".split()
)
# What AMA prints without an author: the maker or the number of the act says whose it is.
UNSIGNED = frozenset("bill dataset document legislation periodical regulation software standard".split())
RETRACTION_LIST = "retractions.csv"
BETWEEN_ITEMS = re.compile(r"[ \t\r\n,:]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as it stands in the library, and where: the place of its key."""

    reference: Reference
    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class Library:
    """All references by key, their evidence, and what is wrong with either."""

    references: Mapping[str, Reference] = field(default_factory=lambda: MappingProxyType({}))
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    flaws: tuple[Flaw, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Every entry of references.json with its place, also the second one of a key."""
    retractions: Retractions = field(default_factory=Retractions)
    evidence_files: Mapping[str, EvidenceFile] = field(default_factory=lambda: MappingProxyType({}))
    """The files that `evidence` was read from, by key, with what stands where in them."""
    evidence_flaws: tuple[Flaw, ...] = ()
    """What is wrong with any of them, and with how they stand to each other and to the references."""

    def may_have_figure(self, key: str, figure: str) -> bool:
        """Return whether a figure is recorded, or may be in a part of its file that could not be read."""
        if (found := self.evidence.get(key)) and found.figure(figure):
            return True
        file = self.evidence_files.get(key)
        return file is not None and (figure in file.unusable or not file.is_whole)

    def nearest(self, key: str) -> str | None:
        """Return the known key that looks most like a mistyped one."""
        by_lower = {known.lower(): known for known in self.references}
        near = get_close_matches(key.lower(), by_lower, n=1, cutoff=0.6)
        return by_lower[near[0]] if near else None


def load_library(references: Path, evidence: Path, root: Path) -> Library:
    """Read the library; paths in messages are relative to `root`.

    A missing file is an empty library (a blog may have none yet); a missing retraction list is none.
    Raises `Unreadable` where references.json is no JSON list: then no citation could be checked.
    """
    found: dict[str, Reference] = {}
    entries: list[Entry] = []
    flaws: list[Flaw] = []
    if references.is_file():
        source = read_source(references, _relative(references, root))
        for item, span in entries_in(source):
            reference = reference_from_csl(item if isinstance(item, dict) else {})
            flaws += _flaws(reference, source, span, found)
            entries.append(Entry(reference, source, span))
            found.setdefault(reference.key, reference)
    files = {
        file.stem: read_evidence(file.stem, read_source(file, _relative(file, root)))
        for file in (sorted(evidence.glob("*.toml")) if evidence.is_dir() else ())
    }
    # A blog with references of its own may do without evidence; then the project's stands in, and is more.
    own = references.is_file() and references.parent == evidence.parent
    listed = references.with_name(RETRACTION_LIST)
    retractions = (
        parse_retractions(read_source(listed, _relative(listed, root))) if listed.is_file() else Retractions()
    )
    library = Library(
        MappingProxyType(found),
        MappingProxyType({key: file.evidence for key, file in files.items()}),
        tuple(flaws),
        tuple(entries),
        retractions,
        MappingProxyType(files),
    )
    return replace(library, evidence_flaws=tuple(_evidence_flaws(library, own)))


def _evidence_flaws(library: Library, own: bool) -> Iterator[Flaw]:
    """Yield what is wrong with the evidence; `own` tells whether it belongs to these references."""
    for key, file in library.evidence_files.items():
        yield from file.flaws
        if not own:
            continue
        if key not in library.references:
            near = library.nearest(key)
            guess = f"Did you mean “{near}”? Then call the file {near}.toml. " if near else ""
            yield Flaw(
                file.source,
                file.source.line_span(1),
                f"There is no reference “{key}”, so nothing can rest on this evidence.",
                f"{guess}Or add the reference to references.json.",
            )
        for figure in file.evidence.figures:
            for number, citation in contrary_sources(figure):
                if citation.key not in library.references:
                    near = library.nearest(citation.key)
                    what = f"there is no reference “{citation.key}”."
                    mend = f"Did you mean [@{near}]?" if near else "The keys are in references.json."
                elif citation.figure and not library.may_have_figure(citation.key, citation.figure):
                    what = f"the evidence of “{citation.key}” has no figure “{citation.figure}”."
                    mend = "Name one that it has, or leave “#” and the name out."
                else:
                    continue
                span = file.span(FIGURES, figure.name, "contrary", number)
                yield Flaw(file.source, span, f"The figure “{figure.name}”, “contrary”: {what}", mend)


def entries_in(source: Source) -> Iterator[tuple[Json, Span]]:
    """Yield every item of a library with the place of its key; without one, of its first sign.

    Raises `Unreadable` where the text is no JSON list.
    """
    try:
        data: Json = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        what = (
            f"line {line}, {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else "it is nested too deeply, or holds a number that is too long"
        )
        raise Unreadable(
            source.path,
            f"The reference library is not valid JSON: {what}.",
            "Export it again as CSL-JSON, or correct that line.",
            line,
        ) from None
    if not isinstance(data, list):
        raise Unreadable(
            source.path,
            "The reference library is not a list of references.",
            "Export it as CSL-JSON: the file starts with [ and ends with ].",
            1,
        )
    # Read once more, entry by entry: only so is it known where each of them stands.
    reader = json.JSONDecoder()
    end = source.text.index("[") + 1
    for item in data:
        start = _next(source.text, end)
        end = reader.raw_decode(source.text, start)[1]
        key = _key_of(source.text, start) if isinstance(item, dict) else None
        yield item, key or Span(start, start + 1)


def _key_of(text: str, start: int) -> Span | None:
    """Return the place of an entry's key: the last “id” among its own fields is the one that counts.

    One deeper down, or in a title, is not it.
    """
    reader = json.JSONDecoder()
    found = None
    at = _next(text, start + 1)
    while text[at] != "}":
        name, at = reader.raw_decode(text, at)
        at = _next(text, at)
        value, end = reader.raw_decode(text, at)
        if name == "id":
            is_text = isinstance(value, str)
            found = Span(at + 1, end - 1) if is_text else Span(at, end)
            if value in ("", None) or isinstance(value, bool | list | dict):
                found = None
        at = _next(text, end)
    return found


def _next(text: str, at: int) -> int:
    """Return where the next item, name or value begins; commas and colons stand between them."""
    between = BETWEEN_ITEMS.match(text, at)
    return between.end() if between else at


def _flaws(
    reference: Reference, source: Source, span: Span, before: Mapping[str, Reference]
) -> Iterator[Flaw]:
    """Yield what makes an entry unusable. Source: AMA 11th ed., chapter 3: author, title, year and,
    for journals, the abbreviated name are what every reference has."""
    name = f"The reference “{reference.key}”"
    if not reference.key:
        yield Flaw(source, span, "A reference has no “id”.", "Give it a key such as “mekhail2012”.")
        return
    if not re.fullmatch(KEY, reference.key):
        yield Flaw(
            source,
            span,
            f"{name} cannot be cited: its key holds a space or another sign that ends a key.",
            "Give it a key of letters, digits and hyphens, such as “mekhail2012”.",
        )
    if reference.key in before:
        yield Flaw(source, span, f"{name} is there twice.", "Take one out, or give it another key.")
    if reference.type not in KNOWN_TYPES:
        yield Flaw(
            source,
            span,
            f"{name} has the type “{reference.type}”, which CSL-JSON does not know.",
            "For a journal article write “article-journal”, for a web page “webpage”.",
        )
    missing = [label for csl, label in _missing(reference) if csl not in reference.unverified]
    if missing:
        yield Flaw(
            source,
            span,
            f"{name} has no {' and no '.join(missing)}.",
            "Add it. Where nobody has verified it, leave it out and list its CSL name under "
            "“custom”: {“unverified”: […]}, so that the gap is on record.",
        )


def _missing(reference: Reference) -> Iterator[tuple[str, str]]:
    if not reference.title:
        yield "title", "title"
    is_page = reference.type == "webpage"
    # Web pages often name neither an author nor a day; the site and the day of access stand in.
    is_signed = reference.authors or reference.editors or (is_page and reference.journal)
    is_made = reference.type in UNSIGNED and (reference.publisher or reference.number or reference.section)
    if not (is_signed or is_made or reference.title == "Data on file"):
        yield "author", "author"
    if reference.issued is None and not (is_page and reference.accessed):
        yield "issued", "year"
    if reference.type == "article-journal" and not reference.journal_abbreviation:
        yield "container-title-short", "journal abbreviation"


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
