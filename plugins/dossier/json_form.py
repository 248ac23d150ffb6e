"""A dossier as JSON. The shape is fixed by dossier.schema.json and told in docs/dossier.md."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from plugins.bibliography.evidence_rows import Row, figure_row, source_row
from plugins.bibliography.links import doi_address
from plugins.checks.finding import Finding, Place, Severity
from plugins.checks.formats.json import as_row
from plugins.dossier.dossier import ClaimRow, Dossier, Input, ReferenceRow, SourceUse, Status, WaiverRow
from plugins.dossier.site import Entry, SiteDossier
from plugins.dossier.standing import SignOff
from plugins.dossier.state import evidence_values

VERSION = 1


def article_row(entry: Entry) -> Row:
    """Return an article's dossier as the object that stands for it."""
    dossier = entry.dossier
    return {
        "version": VERSION,
        "kind": "article",
        "as_of": dossier.as_of,
        "checker": dossier.checker,
        "article": _article(dossier),
        "fingerprint": entry.sign_off.fingerprint,
        "sign_off": _sign_off(entry.sign_off),
        "changes": [asdict(change) for change in entry.sign_off.changes],
        "disclaimer": asdict(dossier.disclaimer) if dossier.disclaimer else None,
        "disclaimer_problem": dossier.disclaimer_problem,
        "reading": asdict(dossier.reading),
        "counts": counts(entry),
        "claims": [_claim(claim) for claim in dossier.claims],
        "sentences": [
            {
                "text": sentence.text,
                **_where(sentence.place),
                "part": sentence.part,
                "heading": sentence.heading,
                "claim": sentence.claim or None,
                "sources": list(sentence.sources),
            }
            for sentence in dossier.sentences
        ],
        "approved_claims": [asdict(use) for use in dossier.approved],
        "references": [_reference(row) for row in dossier.references],
        "waivers": [_waiver(row) for row in dossier.waivers],
        "findings": [as_row(found) for found in dossier.findings],
        "findings_around": [as_row(found) for found in dossier.around],
        "inputs": list(_inputs(dossier.inputs)),
        "rests_on": list(_inputs(dossier.rests_on)),
    }


def site_row(site: SiteDossier) -> Row:
    """Return the blog's dossier as the object that stands for it."""
    return {
        "version": VERSION,
        "kind": "site",
        "as_of": site.entries[0].dossier.as_of if site.entries else None,
        "checker": site.checker,
        "articles": [
            {
                "article": _article(entry.dossier),
                "file": f"{entry.dossier.name}.json",
                "fingerprint": entry.sign_off.fingerprint,
                "sign_off": _sign_off(entry.sign_off),
                "counts": counts(entry),
            }
            for entry in site.entries
        ],
        "references": [
            {
                "key": reference.key,
                "text": reference.text,
                "evidence": evidence_values(reference.evidence) if reference.evidence else None,
                "used_in": [{"article": use.name, "claims": list(use.claims)} for use in reference.uses],
            }
            for reference in site.references
        ],
        "waivers": [{"path": waiver.path, **_waiver(waiver.row)} for waiver in site.waivers],
        "findings": [as_row(found) for found in site.elsewhere],
        "unreadable": list(site.unreadable),
        "inputs": list(_inputs(site.inputs)),
    }


def counts(entry: Entry) -> dict[str, int]:
    """Return how many claims stand how, and how many findings are open."""
    dossier = entry.dossier
    return {
        "claims": dossier.claim_count,
        "sourced": dossier.count(Status.SOURCED),
        "source_missing": dossier.count(Status.MISSING),
        "waived": dossier.count(Status.WAIVED),
        "unsourced": dossier.count(Status.UNSOURCED),
        "cited_no_claim": dossier.count(Status.CITED),
        "errors": entry.count(Severity.ERROR),
        "warnings": entry.count(Severity.WARNING),
        "notes": entry.count(Severity.NOTE),
        "let_through": entry.let_through,
    }


def _article(dossier: Dossier) -> Row:
    return {
        "place": dossier.place,
        "path": dossier.path,
        "title": dossier.title,
        "draft": dossier.is_draft,
        "page": dossier.is_page,
        "language": dossier.language,
        "claims_looked_for": dossier.searched.value,
        "author": dossier.field("author"),
        "reviewer": dossier.field("reviewer"),
        "reviewed": dossier.field("reviewed"),
        "review_due": dossier.field("review due"),
        "header": dict(dossier.header),
    }


def _sign_off(sign_off: SignOff) -> Row:
    return {
        "standing": sign_off.standing.value,
        "words": sign_off.words,
        "problem": sign_off.problem,
        "signatures": [
            {
                "by": signed.signature.by,
                "role": signed.signature.role,
                "on": signed.signature.on.isoformat(),
                "note": signed.signature.note,
                "fingerprint": signed.signature.state,
                "checker": signed.signature.checker,
                "holds": signed.holds,
            }
            for signed in sign_off.signatures
        ],
    }


def _claim(claim: ClaimRow) -> Row:
    return {
        "number": claim.number,
        **_where(claim.place),
        "heading": claim.heading,
        "part": claim.part,
        "form": claim.form,
        "sentence": claim.sentence,
        "words": claim.words,
        "kind": claim.kind or None,
        "confidence": claim.confidence,
        "reason": claim.reason,
        "status": claim.status.value,
        "covered_by": claim.reach or None,
        "sources": [_source(source) for source in claim.sources],
        "findings": [_told(found) for found in claim.findings],
        "waivers": [_waiver(row) for row in claim.waivers],
        "compared": None if claim.judgments is None else [asdict(one) for one in claim.judgments],
        "approved": [asdict(use) for use in claim.approved],
    }


def _source(source: SourceUse) -> Row:
    return {
        "key": source.key,
        "reference": source.number,
        "locator": source.locator,
        "figure_name": source.figure_name or None,
        "figure": figure_row(source.figure, source.evidence) if source.figure and source.evidence else None,
        **source_row(source.evidence, source.figure),
    }


def _reference(row: ReferenceRow) -> Row:
    reference = row.reference
    return {
        "number": row.number,
        "key": reference.key,
        "text": row.text,
        "doi": reference.doi,
        "doi_link": doi_address(reference.doi),
        "pmid": reference.pmid,
        "pmid_link": pubmed_link(reference.pmid),
        "url": reference.url,
        "evidence": evidence_values(row.evidence) if row.evidence else None,
        "claims": list(row.claims),
    }


def pubmed_link(pmid: str) -> str:
    """Return where a PubMed number leads, "" where it is none."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isascii() and pmid.isdigit() else ""


def _waiver(row: WaiverRow) -> Row:
    return {
        **_where(row.place),
        "rule": row.code,
        "reason": row.reason,
        "by": row.by,
        "until": row.until or None,
        "state": row.state,
        "sentence": row.sentence,
        "used": row.used,
    }


def _told(found: Finding) -> Row:
    """Return a finding as a claim names it; it stands in full among the article's."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "let_through": found.suppressed is not None,
        "fingerprint": found.fingerprint,
    }


def _inputs(inputs: Iterable[Input]) -> Iterator[Row]:
    for one in inputs:
        yield {"what": one.what, "name": one.name, "sha256": one.sha256}


def _where(place: Place) -> Row:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
