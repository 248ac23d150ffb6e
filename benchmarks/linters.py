"""How fast claims are found, beside a linter for prose: sentences a second, in turns.

    .venv/bin/python benchmarks/linters.py --data FOLDER [--rounds N]

The linter is proselint (pip install proselint, into an environment for trying things out). It looks for other
things, by regular expressions, and is here for scale.
Vale is not measured: its package on the index holds no program, only what downloads one elsewhere.

Told is processor time and the median ratio of the rounds, for a shared machine is never equally fast twice.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from plugins.claims.detector import detect  # noqa: E402
from plugins.claims.labelled import Labelled, read_labelled  # noqa: E402
from plugins.claims.lexicon import load_lexicon  # noqa: E402

Judge = Callable[[Labelled], object]


def ours() -> Judge:
    """Return what the checker does with a sentence."""
    lexicon = load_lexicon()
    return lambda one: detect(one.text, one.setting, lexicon)


def proselint() -> Judge | None:
    """Return what proselint does with a sentence, or None, in words, where it is not installed."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError as missing:
        print(f"proselint is left out: {missing}. To install it: pip install proselint")
        return None
    CheckRegistry().register_many(__register__)
    # A linter that finds nothing in a word said twice does not run.
    assert LintFile(source="sample", content="This is is a very unique bell.").lint()
    return lambda one: LintFile(source="sentence", content=one.text).lint()


def speed(ways: dict[str, Judge], sentences: Sequence[Labelled], rounds: int) -> None:
    """Print sentences a second of processor time, and the ratio to ours."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, judge in ways.items():
            start = time.process_time()
            for one in sentences:
                judge(one)
            if number:
                rates[name].append(len(sentences) / (time.process_time() - start))
    print(f"\n{len(sentences):,} sentences, {rounds} rounds\n")
    print("| way | sentences a second | against ours |\n|---|--:|--:|")
    for name, found in rates.items():
        ratio = statistics.median(one / our for one, our in zip(found, rates["ours"], strict=True))
        print(f"| {name} | {statistics.median(found):,.0f} | {ratio:.3f} |")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled sentences")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sentences = [one for file in sorted(options.data.glob("*.jsonl")) for one in read_labelled(file)]
    if not sentences:
        sys.exit(f"There are no labelled sentences in {options.data}.")
    linter = proselint()
    speed({"ours": ours()} | ({"proselint": linter} if linter else {}), sentences, options.rounds)


if __name__ == "__main__":
    main()
