"""Learning the weights of `weights.json` from labelled sentences.

Read the sentences (`labelled.py`), learn from them (`learning.py`), settle on documents held out what a
probability means and from which one on a claim is told (`held_out.py`), and write the file.

Two runs on the same files give the same bytes.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from plugins.claims.fingerprint import fingerprint_of
from plugins.claims.held_out import Tell, settle
from plugins.claims.labelled import read_labelled
from plugins.claims.learning import SETTINGS, Learned, cases_of, learn
from plugins.claims.lexicon import load_wording
from plugins.claims.weights import BIAS, DIGITS, WORD

SMALLEST, SMALLEST_OF_KINDS = 0.015, 0.05
"""Weights closer to nothing are left out."""


def train(files: Iterable[Path], tell: Tell = lambda words: None) -> str:
    """Return the text of `weights.json` as learned from these files."""
    files = tuple(files)
    # Taken before learning, which takes minutes: a file changed meanwhile is then told.
    learned_with = fingerprint([file for file in files if is_own(file)])
    lexicon = load_wording()
    sentences = tuple(sentence for file in files for sentence in read_labelled(file))
    cases = cases_of(sentences, lexicon)
    tell(f"{len(cases)} sentences are read")
    slope, offset, threshold = settle(cases, tell)
    learned = learn(cases)
    tell("the weights are learned")
    return written(learned, slope, offset, threshold, learned_with)


def is_own(file: Path) -> bool:
    """Say whether sentences belong to this repository; those of others are told by their names."""
    return not file.name.startswith("train_")


def fingerprint(own: Sequence[Path]) -> str:
    """Return the fingerprint of weights learned here from these sentences of our own and any others."""
    return fingerprint_of(own, SETTINGS)


def written(learned: Learned, slope: float, offset: float, threshold: float, learned_with: str) -> str:
    """Return the text of the file, one trait a line, in the order of the alphabet."""
    claim = {
        name: _rounded(weight)
        for name, weight in sorted(learned.claim.items())
        if abs(weight) >= SMALLEST or name.startswith((WORD, "family ", BIAS))
    }
    kinds = {
        name: {
            kind: _rounded(weight, 2) for kind, weight in of_kind.items() if abs(weight) >= SMALLEST_OF_KINDS
        }
        for name, of_kind in sorted(learned.kinds.items())
    }
    lines = [
        "{",
        '"about": "Learned by python3 tasks.py train; see plugins/claims/training.py. Do not edit by hand.",',
        f'"fingerprint": "{learned_with}",',
        f'"threshold": {threshold},',
        f'"slope": {slope},',
        f'"offset": {offset},',
        '"claim": {',
        ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {weight}" for name, weight in claim.items()),
        "},",
        '"kinds": {',
        ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(of_kind)}"
            for name, of_kind in kinds.items()
            if of_kind
        ),
        "}",
        "}",
        "",
    ]
    return "\n".join(lines)


def _rounded(weight: float, digits: int = DIGITS) -> float:
    return round(weight, digits) + 0.0
