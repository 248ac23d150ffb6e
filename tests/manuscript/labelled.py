"""Reads the labelled sentences beside it; how they are written is said in sentences-dev.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DEV = Path(__file__).with_name("sentences-dev.txt")
HELD_OUT = Path(__file__).with_name("sentences-held-out.txt")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage whose sentences are known."""

    category: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    """Where each begins and ends in the text; code points, half-open."""
    place: str
    """File and line, for messages: "sentences-dev.txt:31"."""


def read_labelled(file: Path) -> tuple[Labelled, ...]:
    """Return the passages of a file; raise `ValueError` where its form is not the one described."""
    return tuple(_passages(file))


def _passages(file: Path) -> Iterator[Labelled]:
    category, lines, begun = "", [], 0
    for number, line in enumerate((*file.read_text("utf-8").splitlines(), ""), start=1):
        if line.startswith("#"):
            continue
        if line.startswith("== "):
            category = line.removeprefix("== ").strip()
        elif line.strip():
            if not category:
                raise ValueError(f'{file.name}:{number}: a category ("== name") must stand in front.')
            begun = begun if lines else number
            lines.append(line.strip())
        elif lines:
            yield _labelled(category, lines, f"{file.name}:{begun}")
            lines = []


def _labelled(category: str, lines: list[str], place: str) -> Labelled:
    text, sentences = "", []
    for line in lines:
        if text and not text[-1].isspace():
            text += " "
        start = len(text)
        text += line.replace("⏎", "\n")
        sentences.append((start, len(text.rstrip())))
    return Labelled(category, text.rstrip(), tuple(sentences), place)
