"""Whether a sentence that is near an approved wording says the opposite of it, and by which words.

Four ways are looked for: a word for its opposite ("fell" for "rose", opposites.toml); a word denied that was
not, or no longer denied ("did not", a dropped "not"); a prefix that denies ("ineffective"); and the two sides
of a comparison ("than", "compared with", "from … to") that have changed places. Numbers that have changed
places are told apart from all this (counts.py).

What stands in a clause of its own, such as "without pain", turns nothing round: a denial counts only before a
word that both sides have. Two turns make none: "A longer than B" is "B shorter than A".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.approval.denials import denies_verbs, is_denial, is_no_longer, root
from plugins.approval.likeness import Statement, weight_of
from plugins.approval.opposites import opposites
from plugins.approval.sides import compared, exchanged, from_to, is_direction, swapped
from plugins.approval.words import Word, stem

# How far behind a denial the word may stand that it denies, and how far around a word its company is.
REACH = 4
AROUND = 4
PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
LEAST_ROOT = 4
# What denies all that follows: "it is not true that", "no evidence that".
DENIES_ALL = re.compile(
    r"""
    \b (?: not \s (?: true | clear | known | shown | proven | certain ) | no \s (?: evidence | proof | sign )
        | untrue | false | unclear | unknown | unproven | doubtful ) \b
    \s (?: that | whether | if ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sided:
    """A word that has an opposite, as a sentence has it: its side turned where it is denied."""

    typed: str
    at: int
    side: int
    around: frozenset[str]


def turned(approved: Statement, told: Statement) -> tuple[str, ...]:
    """Return what turns a sentence round against a wording, in words; nothing where nothing does."""
    if approved.same == told.same:
        return ()
    found = [*_opposite(approved, told)]
    sides = [*swapped(compared(approved), compared(told))]
    if found and sides:
        found, sides = [], []
    found += [*sides, *swapped(from_to(approved), from_to(told)), *_prefixed(approved, told)]
    found += [*_denied_whole(approved, told), *exchanged(approved, told)]
    # The surest way first; what is left of the others mostly tells the same again.
    return tuple(dict.fromkeys(found or [*_denied(approved, told)] or [*_moved(approved, told)]))


def _opposite(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield the words that stand for their opposites."""
    ours, theirs = _sided(approved), _sided(told)
    missing = Counter(one.typed for some in ours.values() for one in some)
    missing -= Counter(one.typed for some in theirs.values() for one in some)
    for pair, these in theirs.items():
        those = ours.get(pair, ())
        had, has = Counter(one.side for one in those), Counter(one.side for one in these)
        for side in (1, -1):
            if has[side] > had[side] and has[-side] < had[-side]:
                yield _instead(these, those, side)
        # "Worsened" for "rose": what went up may be good or bad, and this says that it is bad.
        if pair in opposites().bad and has[-1] > had[-1] and not had[1] and not had[-1] and missing:
            gone = next(iter(missing))
            yield f"“{next(one.typed for one in these if one.side < 0)}” instead of “{gone}”"


def _instead(these: Sequence[_Sided], those: Sequence[_Sided], side: int) -> str:
    now = next(one.typed for one in these if one.side == side)
    before = [one.typed for one in those if one.side == -side]
    kept = [one.typed for one in these if one.side == -side]
    gone = next((one for one in before if one not in kept), before[0])
    return f"“{now}” instead of “{gone}”"


def _sided(told: Statement) -> dict[int, list[_Sided]]:
    """Return the words of a sentence that have opposites, by pair."""
    found: dict[int, list[_Sided]] = {}
    words = told.words
    for at, word in enumerate(words):
        if is_no_longer(words, at):
            continue
        for pair, side in opposites().sides.get(word.text, ()):
            before = _denial_of(words, at)
            typed = told.text[words[before].start if before is not None else word.start : word.end]
            turned_side = side if before is None else -side
            found.setdefault(pair, []).append(_Sided(typed, at, turned_side, _around(words, at)))
    return found


def _denial_of(words: Sequence[Word], at: int) -> int | None:
    """Return the place of what denies a word: in front of it, with only small words between; of a word that
    compares, the verb too ("did not stand longer")."""
    crossed = False
    for place in range(at - 1, max(-1, at - REACH), -1):
        if is_denial(words, place):
            return place if not crossed or denies_verbs(words[place]) else None
        if words[place].number or crossed:
            return None
        if weight_of(stem(words[place].text)) == 1.0:
            crossed = True
            # "Did not fall more often": what is denied is the fall.
            if not is_direction(words[at].text) or words[place].text in opposites().sides:
                return None
    return None


def _around(words: Sequence[Word], at: int) -> frozenset[str]:
    near = words[max(0, at - AROUND) : at + AROUND + 1]
    return frozenset(
        one for word in near if not word.number and weight_of(one := stem(word.text)) == 1.0
        and word.text not in opposites().sides
    )  # fmt: skip


def _moved(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield words that stand in the company that their opposites had."""
    ours, theirs = _sided(approved), _sided(told)
    for pair in ours.keys() & theirs.keys():
        those, these = ours[pair], theirs[pair]
        if Counter(one.side for one in those) != Counter(one.side for one in these):
            continue
        for one in these:
            own = max(len(one.around & other.around) for other in those if other.side == one.side)
            if any(len(one.around & other.around) > own for other in those if other.side != one.side):
                yield f"“{one.typed}” stands where its opposite belongs"
                break


def _denied(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield the words that only one of the two denies."""
    ours, theirs = _targets(approved), _targets(told)
    roots = [{root(word) for word in one.words if not word.number} for one in (approved, told)]
    for some, others, here, there, what in (
        (theirs, ours, roots[0], roots[1], "is added"),
        (ours, theirs, roots[1], roots[0], "is left out"),
    ):
        # "Not for children" for "not meant for children": the same denial, before another word.
        spare = sum(target not in some and target not in there for target in others)
        for target, denial in some.items():
            if target in others or target not in here:
                continue
            if spare:
                spare -= 1
            else:
                yield f"“{denial}” {what}"


def _targets(told: Statement) -> dict[str, str]:
    """Return by stem the words that are denied, with what denies each."""
    found = {}
    for at, word in enumerate(told.words):
        if not is_denial(told.words, at):
            continue
        for other in told.words[at + 1 : at + 1 + REACH]:
            if not other.number and (weight_of(stem(other.text)) == 1.0 or other.text == "only"):
                found[root(other)] = told.text[word.start : word.end]
                break
    return found


def _denied_whole(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield the words by which only one of the two denies all that follows."""
    ours, theirs = DENIES_ALL.search(approved.text), DENIES_ALL.search(told.text)
    if theirs and not ours:
        yield f"“{theirs.group()}” is added"
    if ours and not theirs:
        yield f"“{ours.group()}” is left out"


def _prefixed(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield words that are the other side's with a prefix that denies, or without it."""
    ours = {word.text for word in approved.words if not word.number}
    theirs = {word.text for word in told.words if not word.number}
    for now in sorted(theirs - ours):
        for before in sorted(ours - theirs):
            longer, root = (now, before) if len(now) > len(before) else (before, now)
            if len(root) >= LEAST_ROOT and any(longer == prefix + root for prefix in PREFIXES):
                yield f"“{now}” instead of “{before}”"
