"""What an approval is about, as short signs: wording, figure, study, reference and approval, apart.

Each sign is the beginning of a SHA-256 over the part in one canonical form, so that spaces, the order of keys
and what is empty change nothing, and a word or a digit does. Days on which somebody looked something up
anew (checked, review, accessed) are no part of it: looking is not changing.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from plugins.approval.claim import PARTS, Approval, ApprovedClaim, ApprovedText
from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library
from plugins.bibliography.reference import Reference

SIGNS = 12
# What may change without the source saying anything else, by the kind of value.
LOOKED_UP = {
    Figure: {"checked", "review", "locator"},
    Evidence: {"checked", "review", "figures", "plain", "key"},
    Reference: {"accessed", "url"},
}

Facts = Mapping[str, object]
"""A part of an approval as values that JSON knows, empty ones left out."""


def facts_of(claim: ApprovedClaim, library: Library) -> dict[str, Facts]:
    """Return what each part of an approval is about, ready to be compared and told."""
    keys = list(dict.fromkeys(figure.partition("#")[0] for figure in claim.figures))
    figures: dict[str, object] = {}
    for cited in claim.figures:
        key, _, name = cited.partition("#")
        evidence = library.evidence.get(key)
        figures[cited] = _facts(evidence.figure(name)) if evidence and name else {}
    return {
        "wording": text_facts(claim.text),
        "figure": figures,
        "study": {key: _facts(library.evidence.get(key)) for key in keys},
        "reference": {
            key: _facts(reference) | _retracted(library, reference)
            for key in keys
            if (reference := library.references.get(key)) is not None
        },
        "approval": _approval_facts(claim.approval),
    }


def text_facts(text: ApprovedText) -> Facts:
    """Return the words of a claim as the part “wording” of an approval has them."""
    return _kept({"wording": text.wording, "variants": text.variants, "companions": text.companions})


def _approval_facts(approval: Approval | None) -> Facts:
    """Return who approved from when to when, and the words kept: so that nobody writes himself more days."""
    if approval is None:
        return {}
    return _kept(
        {
            "by": approval.by,
            "role": approval.role,
            "from": approval.on,
            "until": approval.until or "no end",
            "words": text_facts(approval.text) if approval.text else {},
        }
    )


def fingerprint(claim: ApprovedClaim, library: Library) -> dict[str, str]:
    """Return the sign of each part."""
    facts = facts_of(claim, library)
    return {part: sign(facts[part]) for part in PARTS}


def approved(claim: ApprovedClaim, approval: Approval, library: Library) -> ApprovedClaim:
    """Return a claim as somebody approves it: with its words kept, and signed."""
    kept = replace(claim, approval=replace(approval, text=claim.text, fingerprint=()))
    signs = tuple(fingerprint(kept, library).items())
    return replace(claim, approval=replace(approval, text=claim.text, fingerprint=signs))


def is_sealed(claim: ApprovedClaim) -> bool:
    """Return whether an approval says what it said when it was written: who, as what, days and words."""
    approval = claim.approval
    return approval is not None and sign(_approval_facts(approval)) == approval.sign("approval")


def sign(facts: Facts) -> str:
    """Return the sign of one part."""
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:SIGNS]


def _retracted(library: Library, reference: Reference) -> dict[str, object]:
    return {} if library.retractions.of(reference) is None else {"retracted": True}


def _facts(value: Figure | Evidence | Reference | None) -> dict[str, object]:
    if value is None:
        return {}
    kind = type(value)
    return _kept(
        {one.name: getattr(value, one.name) for one in fields(value) if one.name not in LOOKED_UP[kind]}
    )


def _kept(values: Mapping[str, object]) -> dict[str, object]:
    """Return what is there: a field that a newer version knows and nobody has filled in changes nothing."""
    return {
        name: plain for name, value in values.items() if (plain := _plain(value)) not in (None, "", [], {})
    }


def _plain(value: object) -> object:
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return _kept({one.name: getattr(value, one.name) for one in fields(value)})  # type: ignore[arg-type]  # a dataclass
