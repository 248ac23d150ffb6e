"""Sentences that people labelled by the annotation guideline: JSON lines, one a line, or pages of text.

Pages (`labelled_pages.py`) are for writing and reading, and give the same rows. A row has `text`,
`heading`, `prev`, `next`, `source` (the document), `label`, `type` and `note`; the sentences of a document
stand in their order. Such sentences are what the weights are learned from and scored on.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.claims.claim import ClaimKind, Setting
from plugins.claims.labelled_pages import CLAIM, DOUBT, HEADING, ITEM, rows_of

OWN_ENDINGS = (".jsonl", ".txt")


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
    ours = (file for file in own.glob("*") if file.suffix in OWN_ENDINGS)
    return (*sorted(data.glob("train_*.jsonl")), *sorted(ours))


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read the labelled sentences of a file. Raises `OSError`, and `ValueError` with the line at fault."""
    text = path.read_text(encoding="utf-8")
    lead_ins: dict[str, str] = {}
    if path.suffix == ".txt":
        try:
            return tuple(_labelled(row, path.stem, lead_ins) for row in rows_of(text, path.stem))
        except ValueError as error:
            raise ValueError(f"{path.name}, {error}.") from error
    return tuple(_labelled_lines(text, path, lead_ins))


def _labelled_lines(text: str, path: Path, lead_ins: dict[str, str]) -> Iterator[Labelled]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _labelled(json.loads(line), path.stem, lead_ins)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}:{number}: this is no labelled sentence ({error}).") from error


def _labelled(row: Mapping[str, str], collection: str, lead_ins: dict[str, str]) -> Labelled:
    """Return a row's sentence. `lead_ins` holds what stands above a list, by document."""
    notes, document = row["note"].split("; "), row["source"]
    claim = row["label"] == CLAIM
    if claim:
        ClaimKind(row["type"])
    if ITEM in notes:
        lead_in = row.get("lead_in") or lead_ins.get(document, "")
        setting = Setting("list item", heading=row["heading"], lead_in=lead_in)
    else:
        form = "heading" if HEADING in notes else "paragraph"
        lead_ins[document] = row["text"] if form == "paragraph" else ""
        setting = Setting(form, heading=row["heading"], before=row["prev"], after=row["next"])
    return Labelled(row["text"], setting, collection, document, claim, row["type"], DOUBT in notes)
