"""Which sources a claim leads a reader to: those of the marks in its sentence, or of the mark that covers it.

What the sources say about it is another question; here is only where they are named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.bibliography.citation import Citation
from plugins.bibliography.in_text import Marker, markers_in
from plugins.claims.article import Claim
from plugins.claims.coverage import Reach
from plugins.manuscript.document import Document
from plugins.manuscript.source import Span


@dataclass(frozen=True, slots=True)
class Backing:
    """One source that a claim names, and where it is typed."""

    citation: Citation
    span: Span
    """Its key and figure in the source: @mekhail2012#standing."""


@dataclass(frozen=True, slots=True)
class Backed:
    """A claim with the sources it names; none where nothing covers it."""

    claim: Claim
    sources: tuple[Backing, ...]


def backed_claims(document: Document, claims: Iterable[Claim]) -> tuple[Backed, ...]:
    """Return each claim of a document with the sources it leads to, in the order they are typed."""
    markers = tuple(markers_in(document))
    return tuple(Backed(claim, tuple(_sources(document, claim, markers))) for claim in claims)


def _sources(document: Document, claim: Claim, markers: tuple[Marker, ...]) -> Iterator[Backing]:
    cover = claim.cover
    if cover is None:
        return
    seen = set()
    for marker in markers:
        is_own = cover.reach is Reach.OWN_MARK and _is_of(marker, claim)
        if is_own or marker.span == cover.span or _is_in_note(document, marker, cover.span):
            for backing in _named(document, marker):
                if backing.citation not in seen:
                    seen.add(backing.citation)
                    yield backing


def _is_of(marker: Marker, claim: Claim) -> bool:
    """Return whether a mark belongs to the claim's sentence: the last that begins before it."""
    if marker.passage is not claim.passage:
        return False
    begun = [item for item in claim.passage.sentences if item.start < max(marker.inset.offset, 1)]
    return bool(begun) and begun[-1] is claim.sentence


def _is_in_note(document: Document, marker: Marker, cover: Span) -> bool:
    """Return whether a mark stands in the footnote that covers a claim: “[^1]”."""
    note = marker.passage.footnote
    return bool(note) and document.source.text[cover.start : cover.end] == f"[^{note}]"


def _named(document: Document, marker: Marker) -> Iterator[Backing]:
    at = marker.span.start
    for citation in marker.citations:
        start = document.source.text.find(citation.typed, at, marker.span.end)
        end = start + len(citation.typed)
        yield Backing(citation, Span(start, end))
        at = end
