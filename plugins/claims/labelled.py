"""Sentences that people labelled by the annotation guideline, read from JSON lines, one a line.

A row has `text`, `heading`, `prev`, `next`, `source` (the document), `label`, `type` and `note`; the
sentences of a document stand in their order. Such sentences are what the weights are learned from and scored
on.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.claims.claim import ClaimKind, Setting

CLAIM = "NEEDS_CITATION"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence where it stands, and what a reader said about it."""

    text: str
    setting: Setting
    collection: str
    """The file's name without its ending: one writer, or one publisher."""
    document: str
    claim: bool
    kind: str
    """One of `ClaimKind` for a claim, else why it is none ("definition", "symptom" ...)."""
    contestable: bool
    """Marked by the labeller: another could have judged otherwise."""


def training_files(data: Path, own: Path) -> tuple[Path, ...]:
    """Return the files to learn from, in a fixed order: "train_" ones of a folder, and our own.

    Others of the folder `data`, such as dev_open.jsonl, are never learned from: they are there to report on.
    """
    return (*sorted(data.glob("train_*.jsonl")), *sorted(own.glob("*.jsonl")))


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read the labelled sentences of a file. Raises `OSError`, and `ValueError` with the line at fault."""
    made: list[Labelled] = []
    lead_ins: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            made.append(_labelled(row, path.stem, lead_ins))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}:{number}: this is no labelled sentence ({error}).") from error
    return tuple(made)


def _labelled(row: Mapping[str, str], collection: str, lead_ins: dict[str, str]) -> Labelled:
    """Return a row's sentence. `lead_ins` holds what stands above a list, by document."""
    notes, document = row["note"].split("; "), row["source"]
    claim = row["label"] == CLAIM
    if claim:
        ClaimKind(row["type"])
    if "list-item" in notes:
        lead_in = row.get("lead_in") or lead_ins.get(document, "")
        setting = Setting("list item", heading=row["heading"], lead_in=lead_in)
    else:
        form = "heading" if "heading" in notes else "paragraph"
        lead_ins[document] = row["text"] if form == "paragraph" else ""
        setting = Setting(form, heading=row["heading"], before=row["prev"], after=row["next"])
    return Labelled(row["text"], setting, collection, document, claim, row["type"], "contestable" in notes)
