"""What approved claims cost: a cold check of many articles without a register, and with one of many claims.

    .venv/bin/python benchmarks/approved_scale.py [--articles 1000] [--claims 500] [--rounds 2]

The articles are copies of our own. The claims are made of their sentences, half of the words of each
exchanged for another's, so that nearly every claim shares words with many sentences: worse than any real
register. Only the CPU time of whole processes is compared, turn by turn, as a shared machine is never
equally fast twice.
"""

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from check import ROOT, corpus, run  # the script beside this one

sys.path.insert(0, str(ROOT))

from plugins.checks.engine import read_manuscript
from plugins.manuscript.document import read_document
from plugins.manuscript.layout import lay_out


def register(claims: int) -> str:
    """Return a register of claims made of our own sentences; the same every time."""
    layout = lay_out(ROOT / "content", ROOT)
    sentences = [
        sentence.text.replace("\n", " ").replace("\\", "").replace('"', "'")
        for file in layout.articles
        for _, sentence in read_document(read_manuscript(layout, file)).sentences()
        if len(sentence.text.split()) > 6
    ]
    chance = random.Random(1)
    rows = []
    for number in range(claims):
        one, other = chance.choice(sentences).split(), chance.choice(sentences).split()
        wording = " ".join((*one[: len(one) // 2], *other[len(other) // 2 :]))
        rows.append(f'[[claims]]\nid = "claim-{number}"\nwording = "{wording}"\n')
    return "\n".join(rows)


def main() -> None:
    """Measure and print a table. Effect: works in a temporary folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        content = Path(temporary) / "content"
        (content / "articles").mkdir(parents=True)
        corpus(content / "articles", None, options.articles)
        for name in ("references.json", "glossary.toml"):
            shutil.copy(ROOT / "content" / name, content)
        for name in ("evidence", "disclaimers"):
            shutil.copytree(ROOT / "content" / name, content / name)
        command = [
            sys.executable, "-m", "plugins.checks", "articles", "--format", "json",
            "--no-cache", "--jobs", "1", "--content", str(content),
        ]  # fmt: skip
        taken: dict[str, list[float]] = {"without": [], "with": []}
        for _ in range(options.rounds):
            for name, times in taken.items():
                (content / "claims.toml").unlink(missing_ok=True)
                if name == "with":
                    (content / "claims.toml").write_text(register(options.claims), "utf-8")
                times.append(run(command)[1])
    before, after = (statistics.median(taken[name]) for name in ("without", "with"))
    print(f"{options.articles} articles, {options.claims} claims, {options.rounds} rounds; CPU seconds:")
    print(f"without {before:.1f}, with {after:.1f}: {after / before - 1:+.1%}")


if __name__ == "__main__":
    main()
