"""claims.json, which stands beside the published pages: every claim of every article, with what it rests on.

For those who answer for the site (reviewers, regulators, other programs), so that nobody has to copy it out
of pages. It holds nothing that pages and evidence files do not. No day of its own: the same content gives
the same bytes. The form is docs/claims-json.md and claims.schema.json; the gate holds it against the pages.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plugins.bibliography.ama import as_text, format_reference
from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.evidence_rows import figure_row, source_row
from plugins.bibliography.library import Library
from plugins.checks.claims_record import VERSION
from plugins.checks.finding import ReportedClaim
from plugins.disclaimer.disclaimer import Disclaimer


@dataclass(frozen=True, slots=True)
class Recorded:
    """An article as far as its claims are told."""

    address: str
    """Its page, from the folder of claims.json: walking.html."""
    title: str
    disclaimer: Disclaimer
    reviewed: date | None
    review_due: date | None
    claims: tuple[ReportedClaim, ...]


def claims_record(articles: Iterable[Recorded], library: Library) -> str:
    """Return the text of claims.json."""
    rows = [_article(article, library) for article in sorted(articles, key=lambda one: one.address)]
    return f"{json.dumps({'version': VERSION, 'articles': rows}, ensure_ascii=False, indent=1)}\n"


def _article(article: Recorded, library: Library) -> Mapping[str, object]:
    claims = [_claim(article, claim, library) for claim in article.claims]
    expiries = [str(claim["expires"]) for claim in claims if claim["expires"]]
    due = [article.review_due.isoformat()] if article.review_due else []
    return {
        "address": article.address,
        "title": article.title,
        "disclaimer": {"id": article.disclaimer.id, "version": article.disclaimer.version},
        "reviewed": _iso(article.reviewed),
        "expires": min((*due, *expiries), default=None),
        "claims": claims,
    }


def _claim(article: Recorded, claim: ReportedClaim, library: Library) -> Mapping[str, object]:
    days = [article.review_due]
    sources = []
    for typed in claim.sources:
        key, _, name = typed.partition("#")
        evidence = library.evidence.get(key)
        figure = evidence.figure(name) if evidence and name else None
        days.append(evidence.review_of(figure) if evidence else None)
        sources.append(_source(key, evidence, figure, library))
    return {
        "wording": claim.sentence,
        "kind": claim.kind,
        "place": {"part": claim.part, "heading": claim.heading, "anchor": claim.anchor},
        "sources": sources,
        "reviewed": _iso(article.reviewed),
        "expires": _iso(min((day for day in days if day), default=None)),
    }


def _source(
    key: str, evidence: Evidence | None, figure: Figure | None, library: Library
) -> Mapping[str, object]:
    reference = library.references.get(key)
    return {
        "key": key,
        "citation": as_text(format_reference(reference)) if reference else "",
        **source_row(evidence, figure),
        "figure": figure_row(figure, evidence) if evidence and figure else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
