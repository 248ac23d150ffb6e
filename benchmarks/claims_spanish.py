"""How well claims are found in Spanish, in the tables of docs/claims-spanish.md; and how fast.

.venv/bin/python benchmarks/claims_spanish.py
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from plugins.claims.claim import Assertion, ClaimKind  # noqa: E402
from plugins.claims.labelled import Labelled, read_labelled  # noqa: E402
from plugins.claims.spanish import detect_spanish, load_spanish  # noqa: E402

FOLDER = ROOT / "tests" / "claims" / "spanish"
COLLECTIONS = {
    "sentences": "our own",
    "other_writers": "three other writers",
    "unseen_writers": "five more writers",
}
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled sentence and what the lists made of it."""

    row: Labelled
    half: str
    found: Assertion | None


def judged(name: str) -> list[Judged]:
    """Return the sentences of a collection with what the lists made of them."""
    file = FOLDER / f"{name}.jsonl"
    halves = [json.loads(line)["half"] for line in file.read_text("utf-8").splitlines()]
    lists = load_spanish()
    return [
        Judged(row, half, detect_spanish(row.text, row.setting, lists))
        for row, half in zip(read_labelled(file), halves, strict=True)
    ]


def scores(told: list[Judged]) -> tuple[float, float, float]:
    """Return F1, precision and recall."""
    right = sum(one.found is not None and one.row.claim for one in told)
    found = sum(one.found is not None for one in told)
    claims = sum(one.row.claim for one in told)
    return 2 * right / max(1, found + claims), right / max(1, found), right / max(1, claims)


def interval(told: list[Judged]) -> tuple[float, float]:
    """Return where 95 % of F1 lie when documents are drawn again and again; the same draws each time."""
    documents: dict[str, list[Judged]] = defaultdict(list)
    for one in told:
        documents[one.row.document].append(one)
    draw = random.Random(1)
    groups = list(documents.values())
    drawn = sorted(
        scores([one for group in draw.choices(groups, k=len(groups)) for one in group])[0]
        for _ in range(DRAWS)
    )
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def main() -> None:
    """Print the tables."""
    everything = {name: judged(name) for name in COLLECTIONS}
    print(
        "| sentences | half | claims | F1 | precision | recall | kind right |\n|---|---|--:|--:|--:|--:|--:|"
    )
    for name, shown in COLLECTIONS.items():
        for half in ("tuning", "held-out"):
            told = [one for one in everything[name] if one.half == half]
            if not told:
                continue
            whole, precision, recall = scores(told)
            low, high = interval(told)
            both = [one for one in told if one.found and one.row.claim]
            kind = sum(one.found.kind.value == one.row.kind for one in both if one.found) / len(both)
            claims = sum(one.row.claim for one in told)
            print(
                f"| {shown} | {half} | {claims} of {len(told)} | {whole:.3f} ({low:.3f}–{high:.3f}) | "
                f"{precision:.3f} | {recall:.3f} | {100 * kind:.0f} % |"
            )
    groups = [
        [one for one in everything["sentences"] if one.half == "held-out"],
        [
            one
            for name in ("other_writers", "unseen_writers")
            for one in everything[name]
            if one.half == "held-out"
        ],
    ]
    print("\n| held out: kind | F1, our own | found | F1, other writers | found |\n|---|--:|--:|--:|--:|")
    for kind_of in ClaimKind:
        print(f"| {kind_of.value} | {' | '.join(by_kind(group, kind_of) for group in groups)} |")
    counted = Counter(one.row.kind for one in groups[1] if not one.row.claim)
    print("\n| held out, other writers: no claim | told as one |\n|---|--:|")
    for kind, count in counted.most_common():
        alarms = sum(one.found is not None for one in groups[1] if one.row.kind == kind)
        print(f"| {kind} | {alarms} of {count} |")
    print(f"\n{speed():,.0f} sentences a second")


def by_kind(told: list[Judged], kind: ClaimKind) -> str:
    """Return F1 of a kind (found, and as this kind), and how many of its claims are found as any."""
    there = [one for one in told if one.row.claim and one.row.kind == kind.value]
    called = [one for one in told if one.found is not None and one.found.kind is kind]
    right = sum(one.row.claim and one.row.kind == kind.value for one in called)
    found = sum(one.found is not None for one in there)
    return f"{2 * right / max(1, len(there) + len(called)):.2f} | {found} of {len(there)}"


def speed() -> float:
    """Return how many sentences a second are read, once the lists are warm."""
    told = [one.row for name in COLLECTIONS for one in judged(name)]
    lists = load_spanish()
    # Other words each time, so that no sentence is remembered.
    texts = [(f"{row.text} {number}", row.setting) for number in range(3) for row in told]
    start = time.perf_counter()
    for text, setting in texts:
        detect_spanish(text, setting, lists)
    return len(texts) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
