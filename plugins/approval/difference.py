"""What a sentence says otherwise than the approved wording, word by word, for messages and for a fix."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from plugins.approval.likeness import Statement
from plugins.approval.words import Word, denies


@dataclass(frozen=True, slots=True)
class Difference:
    """Some words of the wording and what stands in the sentence for them; either may be ""."""

    approved: str
    told: str
    start: int
    """Where the words stand in the sentence (code points, half-open); the same twice if missing."""
    end: int
    counts: bool
    """Whether a number is among the words on either side."""
    turns: bool
    """Whether a "no" or "not" is among them."""

    def __str__(self) -> str:
        if not self.told:
            return f"“{self.approved}” is left out"
        if not self.approved:
            return f"“{self.told}” is added"
        return f"“{self.told}” instead of “{self.approved}”"


def differences(approved: Statement, told: Statement) -> tuple[Difference, ...]:
    """Return where a sentence departs from a wording, in the order of the sentence."""
    return tuple(_differences(approved, told))


def _differences(approved: Statement, told: Statement) -> Iterator[Difference]:
    for i, j, k, m in _stretches(approved, told):
        ours, theirs = approved.words[i:j], told.words[k:m]
        if theirs:
            start, end = theirs[0].start, theirs[-1].end
        else:
            start = end = told.words[k - 1].end if k else 0
        words = (*ours, *theirs)
        yield Difference(
            _typed(approved.text, ours),
            _typed(told.text, theirs),
            start,
            end,
            any(word.number for word in words),
            any(denies(word.text) for word in ours) != any(denies(word.text) for word in theirs),
        )


def _stretches(approved: Statement, told: Statement) -> Iterator[tuple[int, int, int, int]]:
    """Yield where words differ: from and to which word, of the wording and of the sentence.

    Words that are left out here and added there with one word between are one difference: "56 to 8" for
    "8 to 56" reads better than what is added before the 8 and left out behind it.
    """
    matcher = SequenceMatcher(None, approved.same, told.same, autojunk=False)
    found = [[i, j, k, m] for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal"]
    for at in range(len(found) - 1, 0, -1):
        one, other = found[at - 1], found[at]
        crossed = (one[0] == one[1]) != (other[0] == other[1]) and (one[2] == one[3]) != (
            other[2] == other[3]
        )
        if crossed and other[0] - one[1] <= 1:
            found[at - 1] = [one[0], other[1], one[2], other[3]]
            del found[at]
    yield from ((i, j, k, m) for i, j, k, m in found)


def _typed(text: str, words: tuple[Word, ...]) -> str:
    """Return words as they are typed, with what stands between them and a unit's sign behind them."""
    if not words:
        return ""
    end = words[-1].end
    return text[words[0].start : end + (words[-1].number and text.startswith("%", end))]
