"""Findings made of what rules saw: the place in lines and columns, the words, a lasting fingerprint."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from plugins.checks.finding import Finding, Fix, Place, Snippet, Suppression
from plugins.checks.rule import Hit, Rule
from plugins.manuscript.source import Source, Span

S = TypeVar("S")


def findings_of(rules: Iterable[Rule[S]], subject: S, source: Source | None) -> Iterator[Finding]:
    """Yield the findings of all rules about one subject, numbered apart where words repeat."""
    yield from made((rule, hit, hit.source or source, None) for rule in rules for hit in rule.look(subject))


def made(
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
            fix=_placed(hit.fix, source) if hit.fix and source else None,
        )


def _place(source: Source | None, hit: Hit) -> Place | None:
    if hit.line is not None:
        return Place(hit.line, 1, hit.line, 1)
    if source is None or hit.span is None:
        return None
    return place_of(source, hit.span)


def _placed(fix: Fix, source: Source) -> Fix:
    """Return a fix with its edits' lines and columns: who reads a report has no offsets to count by."""
    edits = (replace(edit, place=place_of(source, Span(edit.start, edit.end))) for edit in fix.edits)
    return replace(fix, edits=tuple(edits))


def place_of(source: Source, span: Span) -> Place:
    """Return a stretch of a source in lines and columns."""
    first, behind = source.position(span.start), source.position(span.end)
    return Place(first.line, first.column, behind.line, behind.column)


def _snippet(source: Source | None, span: Span | None) -> Snippet | None:
    if source is None or span is None:
        return None
    start, end = source.position(span.start), source.position(span.end)
    line = source.line(start.line)
    last = end.column - 1 if end.line == start.line else len(line)
    return Snippet(line, start.column - 1, last)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    def key(finding: Finding) -> tuple[str, int, int, str]:
        place = finding.place
        return (finding.path, place.line if place else 0, place.column if place else 0, finding.rule)

    return tuple(sorted(findings, key=key))
