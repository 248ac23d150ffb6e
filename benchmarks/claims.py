"""How well claims are found, and how fast: the learned weights beside each alternative that was tried.

    .venv/bin/python benchmarks/claims.py scores --data FOLDER   # F1 by set, slice, kind; each alternative
    .venv/bin/python benchmarks/claims.py speed --data FOLDER [--rounds N] [--before FOLDER]

`scores` learns anew for each alternative: by cross-validation over documents, and with a whole collection
(a writer, or a publisher) left out. The file dev_open is scored with weights that never saw it. The intervals
hold 95 % of 1,000 draws of whole documents, because the sentences of a page are not independent.

`speed` times the sentences of the folder, in turns with an older checkout of this project (--before) and with
proselint where it is installed; told is the median ratio of the rounds, for a shared machine is never equally
fast twice.
"""

import argparse
import importlib
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from plugins.claims.claim import ClaimKind  # noqa: E402
from plugins.claims.cues import cues  # noqa: E402
from plugins.claims.detector import detect, likeliest_kind  # noqa: E402
from plugins.claims.held_out import (  # noqa: E402
    CHOSEN_TO_TEACH,
    best_threshold,
    cross_validated,
    f1,
)
from plugins.claims.labelled import Labelled, read_labelled, training_files  # noqa: E402
from plugins.claims.learning import Case, Learned, cases_of, learn  # noqa: E402
from plugins.claims.lexicon import load_lexicon, load_wording  # noqa: E402
from plugins.claims.regression import ROUGHLY  # noqa: E402
from plugins.claims.weights import logistic  # noqa: E402

OWN_SENTENCES = ROOT / "tests" / "claims" / "sentences"
WORDS = ("always", "word", "pair", "begins")
ABOVE = ("heading", "lead-in", "nothing", "form")
LISTS = ("always", "family", "shows", "families", "points")


def _is_context(name: str) -> bool:
    first = name.split()[0]
    return first in ABOVE or name.startswith(("points before", "points after", "family under"))


ALTERNATIVES: dict[str, Callable[[str], bool]] = {
    "wording lists, points learned": lambda name: name.split()[0] in LISTS and not _is_context(name),
    "words and pairs alone": lambda name: name.split()[0] in WORDS,
    "both, without what stands around": lambda name: not _is_context(name),
    "both, without the lists' points": lambda name: name != "points",
    "both, with what stands around (in use)": lambda name: True,
}


def kept(cases: Sequence[Case], keep: Callable[[str], bool]) -> list[Case]:
    """Return cases with some of their traits."""
    return [
        replace(case, traits={name: value for name, value in case.traits.items() if keep(name)})
        for case in cases
    ]


class Table:
    """Sentences with what was said of them, those without anything to decide included."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        self.sentences = sentences
        self.place = {id(one): number for number, one in enumerate(sentences)}

    def told(self, cases: Sequence[Case], told: Iterable[bool]) -> list[bool]:
        """Return what is told of every sentence: nothing of those that are silent anyway."""
        made = [False] * len(self.sentences)
        for case, tell in zip(cases, told, strict=True):
            made[self.place[id(case.labelled)]] = tell
        return made


def interval(sentences: Sequence[Labelled], told: Sequence[bool]) -> str:
    """Return F1 with the interval that holds 95 % of draws of documents."""
    documents: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for one, tell in zip(sentences, told, strict=True):
        documents[one.document].append((one.claim, tell))
    names, draw, drawn = sorted(documents), random.Random(13), []
    counts = {
        name: (sum(a and b for a, b in rows), sum(a for a, _ in rows) + sum(b for _, b in rows))
        for name, rows in documents.items()
    }
    for _ in range(1_000):
        chosen = [counts[name] for name in draw.choices(names, k=len(names))]
        drawn.append(2 * sum(right for right, _ in chosen) / max(sum(both for _, both in chosen), 1))
    drawn.sort()
    found = f1([one.claim for one in sentences], told)
    return f"{found:.3f} ({drawn[25]:.3f}–{drawn[974]:.3f})"


def scores(data: Path) -> None:
    """Print the tables of docs/claims.md."""
    wording = load_wording()
    files = training_files(data, OWN_SENTENCES)
    own = set(CHOSEN_TO_TEACH)
    sentences = tuple(one for file in files for one in read_labelled(file))
    open_data = tuple(one for one in sentences if one.collection not in own)
    collections = sorted({one.collection for one in open_data})
    dev = read_labelled(data / "dev_open.jsonl")
    cases = cases_of(sentences, wording)
    print(
        "| alternative | cross-validated | of it clear | " + " | ".join(f"without {c}" for c in collections),
        end="",
    )
    print(" |\n|---" + "|--:" * (len(collections) + 2) + "|")

    def row(name: str, told: Sequence[bool], parts: Sequence[Sequence[bool]]) -> None:
        clear = [number for number, one in enumerate(open_data) if not one.contestable]
        cells = [interval(open_data, told)]
        cells.append(interval([open_data[n] for n in clear], [told[n] for n in clear]))
        for collection, part in zip(collections, parts, strict=True):
            cells.append(interval([one for one in open_data if one.collection == collection], part))
        print(f"| {name} | {' | '.join(cells)} |", flush=True)

    def by_rules(some: Iterable[Labelled]) -> list[bool]:
        return [detect(one.text, one.setting, wording) is not None for one in some]

    parts = [by_rules(one for one in open_data if one.collection == name) for name in collections]
    row("wording lists, points set by hand", by_rules(open_data), parts)
    for name, keep in ALTERNATIVES.items():
        some = kept(cases, keep)
        held_out = cross_validated(some)
        sure = [logistic(one) for one in held_out]
        threshold = best_threshold(some, sure)
        is_open = [case.labelled.collection not in own for case in some]
        open_cases = [case for case, is_there in zip(some, is_open, strict=True) if is_there]
        told = Table(open_data).told(
            open_cases, [one >= threshold for one, is_there in zip(sure, is_open, strict=True) if is_there]
        )
        parts = []
        for collection in collections:
            learned = learn([case for case in some if case.labelled.collection != collection], ROUGHLY)
            left = [case for case in some if case.labelled.collection == collection]
            there = [one for one in open_data if one.collection == collection]
            probable = (logistic(learned.score(case.traits)) for case in left)
            parts.append(Table(there).told(left, [one >= threshold for one in probable]))
        row(name, told, parts)
        learned = learn(some, ROUGHLY)
        on_training = [logistic(learned.score(case.traits)) >= threshold for case in some]
        gap = f1([case.labelled.claim for case in some], on_training)
        print(f"<!-- {name}: F1 {gap:.3f} on what was learned from, threshold {threshold} -->")
    by_slice_and_kind(cases, open_data, held_out, own, dev)


def by_slice_and_kind(
    cases: Sequence[Case],
    open_data: Sequence[Labelled],
    held_out: Sequence[float],
    own: set[str],
    dev: Sequence[Labelled],
) -> None:
    """Print how the weights in use do: cross-validated by collection and kind, calibration, dev_open."""
    lexicon = load_lexicon()
    weights = lexicon.weights
    assert weights is not None
    sure = [logistic(weights.slope * one + weights.offset) for one in held_out]
    told = [one >= weights.threshold for one in sure]
    print(
        "\n| slice | sentences | F1 | precision | recall | words per false alarm |\n|---|--:|--:|--:|--:|--:|"
    )
    groups: dict[str, list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        if case.labelled.collection in own:
            groups["our own sentences"].append(number)
            continue
        groups[case.labelled.collection].append(number)
        groups["list items" if case.labelled.setting.form == "list item" else "running text"].append(number)
        groups["contestable" if case.labelled.contestable else "clear"].append(number)
        groups[
            "with a figure" if any(c.isdigit() for c in case.labelled.text) else "without a figure"
        ].append(number)
    for name, numbers in groups.items():
        _line(name, [cases[n].labelled for n in numbers], [told[n] for n in numbers])
    print("\n| kind or reason | sentences | told as a claim |\n|---|--:|--:|")
    kinds: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case, tell in zip(cases, told, strict=True):
        if case.labelled.collection not in own:
            kinds[not case.labelled.claim, case.labelled.kind].append(tell)
    for (_, kind), tells in sorted(kinds.items()):
        print(f"| {kind} | {len(tells)} | {sum(tells) / len(tells):.0%} |")
    print("\n| probability told | sentences | claims |\n|---|--:|--:|")
    for low in range(0, 100, 10):
        inside = [n for n, one in enumerate(sure) if low <= one * 100 < low + 10]
        share = sum(cases[n].labelled.claim for n in inside) / max(len(inside), 1)
        print(f"| {low / 100:.1f} to {low / 100 + 0.1:.1f} | {len(inside)} | {share:.0%} |")
    found = [detect(one.text, one.setting, lexicon) for one in dev]
    told_of_dev = [one is not None for one in found]
    _line("dev_open", dev, told_of_dev)
    clear = [number for number, one in enumerate(dev) if not one.contestable]
    _line("dev_open, clear", [dev[n] for n in clear], [told_of_dev[n] for n in clear])
    both = [(one.kind, made.kind) for one, made in zip(dev, found, strict=True) if made and one.claim]
    print(f"\ndev_open: kind right for {sum(a == b for a, b in both)} of {len(both)} claims found")
    by_kind(cases, own, weights.slope, weights.offset, weights.threshold)


def by_kind(cases: Sequence[Case], own: set[str], slope: float, offset: float, threshold: float) -> None:
    """Print how often the kind of a claim that is found is right, with each collection left out."""
    print("\n| left out | claims found | kind right |\n|---|--:|--:|")
    for collection in sorted({case.labelled.collection for case in cases} - own):
        learned = learn([case for case in cases if case.labelled.collection != collection], ROUGHLY)
        claims = [case for case in cases if case.labelled.collection == collection and case.labelled.claim]
        found = [
            case for case in claims if logistic(slope * learned.score(case.traits) + offset) >= threshold
        ]
        right = sum(_kind(learned, case) == case.labelled.kind for case in found)
        print(
            f"| {collection} | {len(found)} of {len(claims)} | {right / max(len(found), 1):.0%} |", flush=True
        )


def _kind(learned: Learned, case: Case) -> str:
    found = cues(case.labelled.text, case.labelled.setting, load_wording())
    return likeliest_kind(dict(zip(ClaimKind, learned.sums(case.traits), strict=False)), found).value


def _line(name: str, some: Sequence[Labelled], told: Sequence[bool]) -> None:
    right = sum(one.claim and tell for one, tell in zip(some, told, strict=True))
    false = sum(told) - right
    words = sum(len(one.text.split()) for one in some)
    precision = right / max(sum(told), 1)
    recall = right / max(sum(one.claim for one in some), 1)
    per = f"{words / false:,.0f}" if false else "none"
    print(f"| {name} | {len(some)} | {interval(some, told)} | {precision:.3f} | {recall:.3f} | {per} |")


def _here() -> Callable[[Labelled], object]:
    lexicon = load_lexicon()
    return lambda one: detect(one.text, one.setting, lexicon)


def speed(data: Path, rounds: int, before: Path | None) -> None:
    """Print sentences a second, each way in turns, and what starting costs."""
    sentences = [one for file in sorted(data.glob("*.jsonl")) for one in read_labelled(file)]
    ways: dict[str, Callable[[], float]] = {"ours": _timed(_here(), sentences)}
    if before is not None:
        ways["ours, before"] = lambda: _timed_elsewhere(before, data)
    try:
        tools = importlib.import_module("proselint.tools")
        ways["proselint"] = _timed(lambda one: tools.LintFile(content=one.text), sentences[:300])
    except (ImportError, AttributeError) as error:
        print(f"proselint is left out: {error}.")
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            rate = way()
            if number:
                rates[name].append(rate)
    print(f"\n{len(sentences):,} sentences, {rounds} rounds\n")
    print("| way | sentences a second | against ours |\n|---|--:|--:|")
    for name, of_way in rates.items():
        ratio = statistics.median(one / our for one, our in zip(of_way, rates["ours"], strict=True))
        print(f"| {name} | {statistics.median(of_way):,.0f} | {ratio:.2f} |")
    code = "import time; s = time.perf_counter(); from plugins.claims.lexicon import load_lexicon; import "
    code += "plugins.claims.detector; load_lexicon(); print(time.perf_counter() - s)"
    starts = [
        float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout)
        for _ in range(rounds)
    ]
    print(f"\nImporting the detector and reading lists and weights takes {statistics.median(starts):.3f} s.")


def _timed(judge: Callable[[Labelled], object], sentences: Sequence[Labelled]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        for one in sentences:
            judge(one)
        return len(sentences) / (time.perf_counter() - start)

    return run


ELSEWHERE = """
import json, sys, time
from pathlib import Path
from plugins.claims.claim import Setting
from plugins.claims.detector import detect
from plugins.claims.lexicon import load_lexicon
lexicon, judged = load_lexicon(), []
for file in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        form = "list item" if "list-item" in row["note"] else "paragraph"
        judged.append((row["text"], Setting(form, row["heading"], "", row["prev"], row["next"])))
for text, setting in judged:
    detect(text, setting, lexicon)
start = time.perf_counter()
for text, setting in judged:
    detect(text, setting, lexicon)
print(len(judged) / (time.perf_counter() - start))
"""


def _timed_elsewhere(checkout: Path, data: Path) -> float:
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(data)], cwd=checkout, capture_output=True, check=True
    )
    return float(run.stdout)


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("scores", "speed"))
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled sentences")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--before", type=Path, help="an older checkout of this project")
    options = parser.parse_args()
    if options.what == "scores":
        scores(options.data)
    else:
        speed(options.data, options.rounds, options.before)


if __name__ == "__main__":
    main()
