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
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from plugins.approval.likeness import Statement, weight_of
from plugins.approval.opposites import opposites
from plugins.approval.words import Word, denies, stem

# How far behind a denial the word may stand that it denies, and how far around a word its company is.
REACH = 4
AROUND = 4
# How many words behind a number tell what it is of.
COMPANY = 6
PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis")
LEAST_ROOT = 4
COMPARING = frozenset(("than", "versus", "vs", "compared", "against"))
# Verbs with two sides that mean something else the other way round, but for "was caused by".
BOTH_WAYS = frozenset(
    "outweigh outweighs outweighed cause causes caused outperform outperforms outperformed precede precedes"
    " preceded".split()
)
# What denies all that follows: "it is not true that", "no evidence that".
DENIES_ALL = re.compile(
    r"""
    \b (?: not \s (?: true | clear | known | shown | proven | certain ) | no \s (?: evidence | proof | sign )
        | untrue | false | unclear | unknown | unproven | doubtful ) \b
    \s (?: that | whether | if ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Words that belong to a comparing word and name neither side.
LINKS = frozenset(("with", "to", "rather", "as"))
NUMBERS_DENIED = frozenset(("0",))


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
    sides = [*_swapped(_compared(approved), _compared(told))]
    if found and sides:
        found, sides = [], []
    found += [*sides, *_swapped(_from_to(approved), _from_to(told)), *_prefixed(approved, told)]
    found += [*_denied_whole(approved, told), *_exchanged(approved, told)]
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
        if _is_no_longer(words, at):
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
        if _is_denial(words, place):
            return place if not crossed or _denies_verbs(words[place]) else None
        if words[place].number or crossed:
            return None
        if weight_of(stem(words[place].text)) == 1.0:
            crossed = True
            # "Did not fall more often": what is denied is the fall.
            if not _is_direction(words[at].text) or words[place].text in opposites().sides:
                return None
    return None


def _denies_verbs(word: Word) -> bool:
    return word.text in ("not", "never", "cannot") or word.text.endswith("n't")


@lru_cache(maxsize=20_000)
def _may_deny(word: str) -> bool:
    return denies(word) or word in opposites().denials


def _is_denial(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.number:
        return word.text in NUMBERS_DENIED
    if _is_no_longer(words, at):
        return True
    return _may_deny(word.text) and not _is_no_longer(words, at + 1)


def _is_no_longer(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is the "longer" of "no longer", which compares nothing."""
    if not 0 < at < len(words) or words[at].text != "longer" or words[at - 1].text not in ("no", "not"):
        return False
    return at + 1 == len(words) or words[at + 1].text != "than"


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
    roots = [{_root(word) for word in one.words if not word.number} for one in (approved, told)]
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
        if not _is_denial(told.words, at):
            continue
        for other in told.words[at + 1 : at + 1 + REACH]:
            if not other.number and (weight_of(stem(other.text)) == 1.0 or other.text == "only"):
                found[_root(other)] = told.text[word.start : word.end]
                break
    return found


def _root(word: Word) -> str:
    # "Rate" and "rated": short words keep their "e" elsewhere.
    return stem(opposites().forms.get(word.text, word.text)).removesuffix("e")


def _denied_whole(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield the words by which only one of the two denies all that follows."""
    ours, theirs = DENIES_ALL.search(approved.text), DENIES_ALL.search(told.text)
    if theirs and not ours:
        yield f"“{theirs.group()}” is added"
    if ours and not theirs:
        yield f"“{ours.group()}” is left out"


def _exchanged(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield numbers of one unit that each have the company of the other: “18% of those, 15% of these”."""
    ours, theirs = _company(approved), _company(told)
    shared = [one for one in ours if one in theirs]
    for at, one in enumerate(shared):
        for other in shared[at + 1 :]:
            if one[1] != other[1]:
                continue
            straight = len(ours[one] & theirs[one]) + len(ours[other] & theirs[other])
            crossed = len(ours[one] & theirs[other]) + len(ours[other] & theirs[one])
            if crossed > straight:
                yield "its numbers are the same, and stand with the other group or outcome"
                return


def _company(told: Statement) -> dict[tuple[Fraction, str], frozenset[str]]:
    """Return by number with a unit the words behind it, up to the next number."""
    words, found = told.words, dict[tuple[Fraction, str], frozenset[str]]()
    for count in told.counts:
        behind = []
        for word in words[count.at + 1 : count.at + 1 + COMPANY]:
            if word.number:
                break
            if weight_of(stem(word.text)) == 1.0 or word.text in ("other", "others"):
                behind.append(_root(word))
        if count.unit:
            found[count.same] = frozenset(behind)
    return found


def _prefixed(approved: Statement, told: Statement) -> Iterator[str]:
    """Yield words that are the other side's with a prefix that denies, or without it."""
    ours = {word.text for word in approved.words if not word.number}
    theirs = {word.text for word in told.words if not word.number}
    for now in sorted(theirs - ours):
        for before in sorted(ours - theirs):
            longer, root = (now, before) if len(now) > len(before) else (before, now)
            if len(root) >= LEAST_ROOT and any(longer == prefix + root for prefix in PREFIXES):
                yield f"“{now}” instead of “{before}”"


Side = dict[str, str]
"""The telling words of one side of a comparison, by stem, as they are typed."""


def _swapped(ours: tuple[Side, Side] | None, theirs: tuple[Side, Side] | None) -> Iterator[str]:
    """Yield, of two sides, the words that have changed places."""
    if ours is None or theirs is None:
        return
    first = [one for one in ours[0] if one in theirs[1] and one not in theirs[0] and one not in ours[1]]
    second = [one for one in ours[1] if one in theirs[0] and one not in theirs[1] and one not in ours[0]]
    if first and second:
        yield f"“{ours[0][first[0]]}” and “{ours[1][second[0]]}” have changed places"


def _compared(told: Statement) -> tuple[Side, Side] | None:
    """Return what stands on the two sides of "than", "versus" and the like."""
    words = told.words
    at = next((place for place in range(len(words)) if _compares(words, place)), None)
    if at is None:
        return None
    # "The benefits outweigh the risks": there a word of praise or blame may be a side itself.
    is_verb = words[at].text in BOTH_WAYS
    left, behind = _side(words[:at], all_words=is_verb), words[at + 1 :]
    if left:
        return left, _side(behind, all_words=is_verb)
    # "Compared with the others, people with a walker …": the first part ends at the comma.
    ends = (
        place for place, (one, other) in enumerate(pairwise(behind), 1)
        if "," in told.text[one.end : other.start]
    )  # fmt: skip
    cut = next(ends, len(behind))
    return _side(behind[cut:]), _side(behind[:cut])


def _compares(words: Sequence[Word], at: int) -> bool:
    passive = at + 1 < len(words) and words[at + 1].text == "by"
    return words[at].text in COMPARING or (words[at].text in BOTH_WAYS and not passive)


def _from_to(told: Statement) -> tuple[Side, Side] | None:
    """Return what stands behind "from" and behind the "to" that belongs to it, where no numbers do."""
    words = told.words
    for at, word in enumerate(words):
        if word.text != "from":
            continue
        to = next(
            (place for place in range(at + 1, min(len(words), at + 7)) if words[place].text == "to"), None
        )
        if to is not None:
            return _side(words[at + 1 : to]), _side(words[to + 1 : to + 4])
    return None


def _side(words: Sequence[Word], *, all_words: bool = False) -> Side:
    return {
        stem(word.text): word.text for word in words
        if not word.number and word.text not in LINKS and weight_of(stem(word.text)) == 1.0
        and (all_words or not _is_direction(word.text))
    }  # fmt: skip


def _is_direction(word: str) -> bool:
    """Return whether a word belongs to the first two pairs (more or less, better or worse)."""
    return any(pair < 2 for pair, _ in opposites().sides.get(word, ()))
