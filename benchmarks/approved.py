"""How well and how fast sentences are held against approved wordings: ours beside other measures of likeness.

    .venv/bin/python benchmarks/approved.py [PAIRS.toml ...]

The pairs are those of tests/approval. Every other measure gets the same words (typography and numbers as ours
reads them, numbers masked), the same comparison of the numbers, and the threshold that suits it best on
these very pairs; ours has its fixed ones. RapidFuzz is left out, and said so, where it is not installed.
"""

import argparse
import difflib
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.approval.counts import compare
from plugins.approval.likeness import Likeness, Statement, closest, statement
from plugins.approval.patterns import readings

PAIRS = Path(__file__).parents[1] / "tests" / "approval"
VERDICTS = ("same", "near", "changed", "unrelated")
OURS = {
    None: "unrelated", Likeness.SAME: "same", Likeness.NEAR: "near", Likeness.CHANGED: "changed",
}  # fmt: skip
Scorer = Callable[[list[str], list[str]], float]


def pairs(files: list[Path]) -> Iterator[tuple[list[Statement], Statement, str]]:
    """Yield every pair: the readings of an approved claim, a sentence, and what it is."""
    for file in files:
        for claim in tomllib.loads(file.read_text("utf-8"))["claims"]:
            wordings = [
                claim["wording"],
                *(one for variant in claim["variants"] for one in readings(variant)),
            ]
            made = [statement(wording) for wording in wordings]
            for verdict in VERDICTS:
                for sentence in claim[verdict]:
                    yield made, statement(sentence), verdict


def masked(told: Statement) -> list[str]:
    """Return the words with every number as the same sign."""
    return ["#" if word.number else word.text for word in told.words]


def scorers() -> dict[str, Scorer]:
    """Return the measures that can be tried here, each from 0 to 1."""
    found: dict[str, Scorer] = {
        "difflib, words": lambda one, other: difflib.SequenceMatcher(
            None, one, other, autojunk=False
        ).ratio(),
        "difflib, letters": lambda one, other: difflib.SequenceMatcher(
            None, " ".join(one), " ".join(other), autojunk=False
        ).ratio(),
    }
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Indel
    except ImportError:
        print("RapidFuzz is not installed and is left out.")
        return found
    found["RapidFuzz Indel, words"] = lambda one, other: Indel.normalized_similarity(one, other)
    for name in ("ratio", "token_sort_ratio", "token_set_ratio", "partial_ratio", "WRatio"):
        scorer = getattr(fuzz, name)
        found[f"RapidFuzz {name}"] = lambda one, other, scorer=scorer: (
            scorer(" ".join(one), " ".join(other)) / 100
        )
    return found


def by_threshold(
    scorer: Scorer, made: list[tuple[list[Statement], Statement, str]]
) -> tuple[float, Counter[str]]:
    """Return the threshold that suits a measure best, and what comes of it: right, and the grave mistakes."""
    scored = []
    for wordings, told, verdict in made:
        if any(one.same == told.same for one in wordings):
            scored.append((2.0, False, verdict))
            continue
        score, best = max(((scorer(masked(one), masked(told)), at) for at, one in enumerate(wordings)))
        scored.append((score, compare(wordings[best].counts, told.counts).changed, verdict))
    outcomes = []
    for step in range(40, 100):
        told_of: Counter[str] = Counter()
        for score, changed, verdict in scored:
            got = (
                "same"
                if score == 2.0
                else "unrelated"
                if score < step / 100
                else "changed"
                if changed
                else "near"
            )
            told_of.update(_marks(got, verdict))
        outcomes.append((told_of["right"], -told_of["passed"], step / 100, told_of))
    best_outcome = max(outcomes, key=lambda one: one[:2])
    return best_outcome[2], best_outcome[3]


def _marks(got: str, verdict: str) -> list[str]:
    marks = ["right"] if got == verdict else []
    if verdict == "changed" and got in ("same", "near"):
        marks.append("passed")
    if verdict == "unrelated" and got == "changed":
        marks.append("false error")
    return marks


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="*", type=Path)
    made = list(pairs(parser.parse_args().pairs or sorted(PAIRS.glob("pairs*.toml"))))
    print("| measure | threshold | right | changed number passed | false errors | µs a pair |")
    print("|---|--:|--:|--:|--:|--:|")
    start = time.perf_counter()
    ours: Counter[str] = Counter()
    for wordings, told, verdict in made:
        found = closest(wordings, told)
        ours.update(_marks(OURS[found[0].likeness if found else None], verdict))
    comparisons = sum(len(wordings) for wordings, _, _ in made)
    taken = (time.perf_counter() - start) / comparisons * 1e6
    rows = [("ours: words weighed, numbers apart", "fixed", ours, taken)]
    for name, scorer in scorers().items():
        words = [([masked(one) for one in wordings], masked(told)) for wordings, told, _ in made]
        start = time.perf_counter()
        for wordings_of, told_words in words:
            for one in wordings_of:
                scorer(one, told_words)
        taken = (time.perf_counter() - start) / comparisons * 1e6
        threshold, outcome = by_threshold(scorer, made)
        rows.append((name, f"{threshold:.2f}", outcome, taken))
    for name, threshold_told, outcome, taken in rows:
        right, passed, errors = (
            f"{outcome['right']} of {len(made)}",
            outcome["passed"],
            outcome["false error"],
        )
        print(f"| {name} | {threshold_told} | {right} | {passed} | {errors} | {taken:.0f} |")


if __name__ == "__main__":
    main()
