"""The library told on a terminal: a line for each reference, and everything there is about one of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.bibliography.ama import as_html, as_text, format_reference
from plugins.bibliography.evidence import NO_PAYER, Evidence
from plugins.bibliography.library import Library
from plugins.bibliography.reference import Name, Reference
from plugins.bibliography.runs import plain

# What moves a terminal's cursor or turns the direction of writing; a reference is told in one line.
UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
LONGEST_TITLE = 70


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a source is cited."""

    path: str
    line: int
    typed: str
    """As it stands in the text: @mekhail2012#standing."""


def shown(text: str) -> str:
    """Return a text on one line, without signs that a terminal would obey."""
    return UNSHOWN.sub(" ", text).strip()


def printed(reference: Reference, form: str) -> str:
    """Return the line of a reference as `text` or `html`; one of which nothing is known says so."""
    runs = format_reference(reference)
    return shown(as_html(runs) if form == "html" else as_text(runs))


def overview(reference: Reference) -> str:
    """Return a reference in one line: key, first authors, year, title."""
    title = plain(reference.title)
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    year = str(reference.issued.year) if reference.issued else "no year"
    return shown(f"{reference.key:<20} {_who(reference.authors)} {year}. {title or 'No title'}")


def told(reference: Reference, library: Library, uses: Iterable[Use]) -> Iterator[str]:
    """Yield the lines that tell everything about a reference."""
    yield printed(reference, "text")
    names = (
        ("DOI", reference.doi),
        ("PubMed", reference.pmid),
        ("PMC", reference.pmcid),
        ("Number", reference.number),
        ("Address", reference.url),
    )
    yield from (f"  {name}: {shown(value)}" for name, value in names if value)
    if retraction := library.retractions.of(reference):
        yield f"  RETRACTED on {retraction.date}: {shown(retraction.reason)}"
    for notice in library.retractions.notices_of(reference):
        yield f"  {notice.nature.capitalize()} of {notice.date}: {shown(notice.reason)}"
    if reference.unverified:
        yield f"  Left out, as nobody has verified it: {shown(', '.join(reference.unverified))}"
    yield from _evidence_told(library.evidence, reference.key)
    ordered = sorted(uses, key=lambda use: (use.path, use.line))
    places = [*dict.fromkeys(f"  {shown(use.path)}:{use.line} {shown(use.typed)}" for use in ordered)]
    yield "" if places else "It is not cited anywhere."
    if places:
        yield f"Cited in {len(places)} {'place' if len(places) == 1 else 'places'}:"
    yield from places


def _evidence_told(evidence: Mapping[str, Evidence], key: str) -> Iterator[str]:
    found = evidence.get(key)
    yield ""
    if found is None:
        yield f"No evidence is recorded (there is no evidence/{shown(key)}.toml)."
        return
    people = f"{found.participants} people" if found.participants is not None else ""
    paid = f"paid by {found.funding}" if found.funding not in NO_PAYER else ""
    parts = filter(None, (found.design, people, paid))
    yield f"Evidence: {shown(', '.join(parts)) or 'nothing about the study as a whole'}"
    if found.limits:
        yield f"  Limits: {shown(found.limits)}"
    for figure in found.figures:
        where = "; ".join(filter(None, (figure.population, figure.timepoint, figure.locator)))
        yield "  " + shown(f"#{figure.name}: {figure.finding}{f' ({where})' if where else ''}")
        if figure.derived:
            yield f"    Worked out: {shown(figure.derived)}"
        yield from (f"    What limits it: {shown(sentence)}" for sentence in figure.contrary)


def _who(authors: tuple[Name, ...]) -> str:
    """Return the first author, and whether there are more."""
    if not authors:
        return "Nobody named"
    first = authors[0]
    name = plain(first.literal or " ".join(filter(None, (first.particle, first.family or first.given))))
    return f"{name} et al" if len(authors) > 1 else name
