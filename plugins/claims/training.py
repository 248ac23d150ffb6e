"""Learning the weights of `weights.json` from labelled sentences.

Read the sentences (`labelled.py`), learn from them (`learning.py`), settle on documents held out what a
probability means and from which one on a claim is told (`held_out.py`), and write the file.

Two runs on the same files give the same bytes.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from plugins.claims.claim import TYPES
from plugins.claims.fingerprint import fingerprint_of
from plugins.claims.held_out import Tell, settle
from plugins.claims.labelled import read_labelled
from plugins.claims.learning import SETTINGS, Learned, cases_of, learn
from plugins.claims.lexicon import load_wording
from plugins.claims.weights import BIAS, STEP, WORD


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
    rows = {name: _row(weights) for name, weights in sorted(learned.weights.items())}
    lines = [
        "{",
        '"about": "Learned by python3 tasks.py train; see plugins/claims/training.py. Do not edit by hand.",',
        f'"fingerprint": "{learned_with}",',
        f'"threshold": {threshold},',
        f'"slope": {slope},',
        f'"offset": {offset},',
        f'"step": {STEP},',
        f'"types": {json.dumps(TYPES)},',
        '"weights": {',
        ",\n".join(
            f'{json.dumps(name, ensure_ascii=False)}: "{row}"'
            for name, row in rows.items()
            if row or name.startswith((WORD, "family ", BIAS))
        ),
        "}",
        "}",
        "",
    ]
    return "\n".join(lines)


def _row(weights: Sequence[float]) -> str:
    """Return weights in steps: "3,,-2" for three steps, none and two back."""
    steps = (round(weight / STEP) for weight in weights)
    return ",".join(str(one) if one else "" for one in steps).rstrip(",")
