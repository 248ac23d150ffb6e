"""What a reviewer signs: the state of an article, as values that are kept in the record of its approvals.

The state holds whatever the signature is about, in words, so that it can be shown beside a later one:
header, sentences, links, pictures, claims with their sources, approved claims and how they stand, references,
evidence, disclaimer, waivers. What it does not hold in words (a comment, how a word is set) is in the hashes
of what the article rests on. Two states with one fingerprint are the same; nothing in it depends on the day
but whether a waiver or an approval is over.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from plugins.bibliography.evidence import Evidence
from plugins.dossier.dossier import Dossier

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
State = dict[str, Value]
PARTS = (
    "header", "sentences", "links", "pictures", "claims", "approved", "references", "evidence", "disclaimer",
    "waivers", "rests_on",
)  # fmt: skip


def state_of(dossier: Dossier) -> State:
    """Return the state of an article."""
    disclaimer = dossier.disclaimer
    return {
        "header": dict(dossier.header),
        "sentences": [sentence.text for sentence in dossier.sentences],
        "links": list(dossier.links),
        "pictures": list(dossier.pictures),
        "claims": [
            {
                "sentence": claim.sentence,
                "kind": claim.kind,
                "status": claim.status.value,
                "sources": [source.typed for source in claim.sources],
            }
            for claim in dossier.claims
        ],
        "approved": [f"{use.id}, {use.status}: {use.sentence}" for use in dossier.approved],
        "references": {row.reference.key: row.text for row in dossier.references},
        "evidence": {
            row.reference.key: evidence_values(row.evidence) for row in dossier.references if row.evidence
        },
        "disclaimer": (
            {"id": disclaimer.id, "version": disclaimer.version, "words": disclaimer.words}
            if disclaimer
            else {}
        ),
        "waivers": [
            f"{row.code}: {row.reason} | {row.by}{f' | until {row.until}' if row.until else ''} ({row.state})"
            for row in dossier.waivers
        ],
        "rests_on": {f"{one.what}: {one.name}": one.sha256 for one in dossier.rests_on},
    }


def evidence_values(evidence: Evidence) -> dict[str, Value]:
    """Return everything recorded of a source, by the names of its file; what is not recorded is left out."""
    told = {name: _plain(value) for name, value in asdict(evidence).items() if name not in ("key", "figures")}
    figures: dict[str, Value] = {
        figure.name: {
            name: _plain(value) for name, value in asdict(figure).items() if name != "name" and value
        }
        for figure in evidence.figures
    }
    return {**{name: value for name, value in told.items() if value}, "figures": figures}


def _plain(value: object) -> Value:
    """Return a value of the evidence as one of JSON."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def fingerprint_of(state: Mapping[str, Value]) -> str:
    """Return the hash of a state: the same on every machine, whatever the order of its parts."""
    told = json.dumps(state, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
