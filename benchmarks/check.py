"""How fast the checker is: words a second, cold and warm, on one process and on two, beside a peer.

    .venv/bin/python benchmarks/check.py [--corpus DIR] [--articles N] [--rounds N] [--peer COMMAND]

Takes articles from DIR (a folder of Markdown files), or copies of our own under new names. Every command is
a whole process. The commands take turns within each round, and medians are compared: what counts are
the ratios of one run, for a shared machine is never equally fast twice. The peer is any linter that
takes file names; it is left out, and said so, where it is not installed.
"""

import argparse
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]


def corpus(folder: Path, source: Path | None, count: int) -> int:
    """Fill a folder with `count` articles; return their words. Effect: writes files."""
    files = sorted((source or ROOT / "content" / "articles").rglob("*.md"))
    if not files:
        raise SystemExit(f"There are no Markdown files in {source}.")
    words = 0
    for number in range(count):
        text = files[number % len(files)].read_text("utf-8")
        if number >= len(files):
            text = text.replace("\nTitle: ", f"\nTitle: {number} ", 1)
        (folder / f"article-{number:05}.md").write_text(text, "utf-8")
        words += len(text.split())
    return words


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; return its wall and CPU seconds, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.perf_counter() - start
    # Findings make 1 of ours and of most linters; anything above means that nothing was checked.
    if ran.returncode > 1:
        raise SystemExit(f"{shlex.join(command[:6])} … failed: {ran.stderr.decode()[-300:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def count(number: int) -> int:
    """Do nothing but count."""
    return sum(range(number))


def two_at_once() -> float:
    """Return how many times as fast two processes that only count are as one: what the machine gives now."""
    number = 60_000_000
    start = time.perf_counter()
    count(number)
    alone = time.perf_counter() - start
    with ProcessPoolExecutor(2) as executor:
        start = time.perf_counter()
        list(executor.map(count, (number, number)))
        together = time.perf_counter() - start
    return 2 * alone / together


def main() -> None:
    """Measure and print a table. Effect: works in a temporary folder and in .cache/checks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", default="proselint check")
    options = parser.parse_args()
    check = [sys.executable, "-m", "plugins.checks", "articles", "--format", "json"]
    peer = shlex.split(options.peer)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        words = corpus(folder, options.corpus, options.articles)
        files = [str(file) for file in sorted(folder.glob("*.md"))]
        commands = {
            "cold, 1 process": [*check, "--no-cache", "--jobs", "1", temporary],
            "cold, 2 processes": [*check, "--no-cache", "--jobs", "2", temporary],
            "warm, one file changed": [*check, "--jobs", "1", temporary],
        }
        if shutil.which(peer[0]):
            commands[options.peer] = [*peer, *files]
        else:
            print(f"The peer “{options.peer}” is not installed and is left out.", file=sys.stderr)
        run(commands["warm, one file changed"])
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        possible = []
        for number in range(options.rounds):
            possible.append(two_at_once())
            for name, command in commands.items():
                if name.startswith("warm"):
                    with Path(files[0]).open("a", encoding="utf-8") as file:
                        file.write(f"\nOne more line, number {number}.\n")
                taken[name].append(run(command))
                print(f"round {number + 1}: {name}: {taken[name][-1][0]:.2f} s", file=sys.stderr)
    print(f"{options.articles} articles, {words:,} words, {options.rounds} rounds, {os.cpu_count()} CPUs\n")
    print("| command | wall s | CPU s | words a wall second | wall against cold, 1 process |")
    print("|---|--:|--:|--:|--:|")
    first = statistics.median(wall for wall, _ in taken["cold, 1 process"])
    for name, times in taken.items():
        wall = statistics.median(wall for wall, _ in times)
        cpu = statistics.median(cpu for _, cpu in times)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {words / wall:,.0f} | {wall / first:.3f} |")
    print(
        "\nTwo processes that only count were "
        f"{', '.join(f'{times:.2f}' for times in possible)} times as fast as one just before each round; "
        "a shared machine gives no more to ours."
    )


if __name__ == "__main__":
    main()
