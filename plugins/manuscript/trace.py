"""Which character of the source each character of a passage came from.

Proves itself on every run: the marked HTML without its marks must equal the unmarked HTML. Where it
does not, the guilty lines are searched for and stay unmarked; their words are filled in between marked
neighbours, and `Trace.unmarked` says which lines these were.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plugins.manuscript.marks import Marked, mark, readable, unmark
from plugins.manuscript.passages import RawPassage, read_passages

# Converting costs milliseconds; a draft with more guilty lines than this finds is left unmarked.
MOST_TRIALS = 60


@dataclass(frozen=True, slots=True)
class Trace:
    """The passages of a draft and the draft offset of each of their characters."""

    passages: tuple[RawPassage, ...]
    offsets: tuple[tuple[int, ...], ...]
    """For each passage, the draft offset of each character of its text."""
    unmarked: frozenset[int]
    """Draft lines, counted from 0, whose words could not carry marks."""


def trace(draft: str, html: str, to_html: Callable[[str], str]) -> Trace:
    """Trace the passages of `html`, which is what `to_html` makes of `draft`."""
    marked, marked_html, unmarked = _provable(draft, html, to_html)
    passages = read_passages(marked_html)
    return Trace(passages, _align(draft, marked.letters, passages), unmarked)


def _provable(draft: str, html: str, to_html: Callable[[str], str]) -> tuple[Marked, str, frozenset[int]]:
    """Return the draft with as many marks as leave its HTML unchanged."""
    marked = mark(draft)
    marked_html = to_html(marked.text)
    if unmark(marked_html) == html:
        return marked, marked_html, frozenset()
    every = frozenset(range(draft.count("\n") + 1))
    trials = 0

    def innocent(lines: tuple[int, ...]) -> frozenset[int]:
        nonlocal trials
        trials += 1
        if trials > MOST_TRIALS:
            return frozenset()
        if unmark(to_html(mark(draft, frozenset(lines)).text)) == html:
            return frozenset(lines)
        if len(lines) == 1:
            return frozenset()
        middle = len(lines) // 2
        return innocent(lines[:middle]) | innocent(lines[middle:])

    lines = innocent(tuple(sorted(every)))
    marked = mark(draft, lines)
    marked_html = to_html(marked.text)
    if unmark(marked_html) != html:  # lines innocent alone, guilty together
        return Marked(draft, ()), html, every
    return marked, marked_html, every - lines


def _align(
    draft: str, letters: tuple[int, ...], passages: tuple[RawPassage, ...]
) -> tuple[tuple[int, ...], ...]:
    """Give every character of every passage an offset in the draft.

    Marked letters are certain. The characters between two of them are looked for, in order, between
    the same two letters of the draft, names left out. Where the page's order is not the draft's (a
    footnote), what follows a mark is looked for behind it and what is left over in front of the next.
    """
    prose = readable(draft)
    aligned = [[-1] * len(passage.text) for passage in passages]
    anchors = [
        (index, at, letters[number])
        for index, passage in enumerate(passages)
        for at, number in passage.marks
        if at >= 0
    ]
    for index, at, offset in anchors:
        aligned[index][at] = offset
    order = sorted(letters)
    following = dict(zip(order, [*order, len(draft)][1:], strict=True))
    preceding = dict(zip(order, [0, *order][:-1], strict=True))
    starts = [(0, -1, -1), *anchors]
    ends = [*anchors, (len(passages), 0, len(draft))]
    for (index, at, offset), (next_index, next_at, next_offset) in zip(starts, ends, strict=True):
        gap = _between(passages, (index, at), (next_index, next_at))
        if offset < next_offset:
            _fill(prose, offset + 1, next_offset, gap, passages, aligned)
            continue
        limit = following.get(offset, len(draft))
        tail = _fill(prose, offset + 1, limit, gap, passages, aligned)
        head = gap[tail:]
        _fill(prose, preceding.get(next_offset, 0) + 1, next_offset, head, passages, aligned)
    settled: list[tuple[int, ...]] = []
    for offsets in aligned:
        # Words the converter made up (the title of a box without one) stand behind what is before them.
        before = settled[-1][-1] + 1 if settled and settled[-1] else 0
        settled.append(_settled(offsets, before))
    return tuple(settled)


def _between(
    passages: tuple[RawPassage, ...], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the places (passage, offset) strictly between two, without white space."""
    places = []
    for index in range(start[0], min(end[0], len(passages) - 1) + 1):
        text = passages[index].text
        first = start[1] + 1 if index == start[0] else 0
        last = end[1] if index == end[0] else len(text)
        places += [(index, at) for at in range(first, last) if text[at] != " "]
    return places


def _fill(
    prose: str,
    start: int,
    end: int,
    gap: list[tuple[int, int]],
    passages: tuple[RawPassage, ...],
    aligned: list[list[int]],
) -> int:
    """Find the characters of `gap` one behind the other in the draft; return how many were found
    before the first run of two that was not."""
    cursor = start
    missed = 0
    for count, (index, at) in enumerate(gap):
        character = passages[index].text[at]
        found = prose.find(character, cursor, end)
        if found < 0 and count == 0:
            # Markdown makes the title "Caution" of the kind `caution`.
            found = prose.find(character.swapcase(), cursor, end)
        if found < 0:
            missed += 1
            if missed > 1:
                return count - 1
            continue
        missed = 0
        aligned[index][at] = found
        cursor = found + 1
    return len(gap)


def _settled(offsets: list[int], before: int) -> tuple[int, ...]:
    """Give spaces and characters that were not found the place behind their left neighbour; where
    nothing was found, behind `before`."""
    previous = next((offset for offset in offsets if offset >= 0), before) - 1
    settled = []
    for offset in offsets:
        previous = offset if offset >= 0 else previous + 1
        settled.append(previous)
    return tuple(settled)
