"""Sentences with two sides ("than", "compared with", "from … to", numbers of two groups), and whether two
sentences have the same sides in exchange.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from plugins.approval.denials import root
from plugins.approval.likeness import Statement, weight_of
from plugins.approval.opposites import opposites
from plugins.approval.words import Word, stem

# How many words behind a number tell what it is of.
COMPANY = 6
COMPARING = frozenset(("than", "versus", "vs", "compared", "against"))
# Verbs with two sides that mean something else the other way round, but for "was caused by".
BOTH_WAYS = frozenset(
    "outweigh outweighs outweighed cause causes caused outperform outperforms outperformed precede precedes"
    " preceded".split()
)
# Words that belong to a comparing word and name neither side.
LINKS = frozenset(("with", "to", "rather", "as"))
Side = dict[str, str]
"""The telling words of one side of a comparison, by stem, as they are typed."""


def swapped(ours: tuple[Side, Side] | None, theirs: tuple[Side, Side] | None) -> Iterator[str]:
    """Yield, of two sides, the words that have changed places."""
    if ours is None or theirs is None:
        return
    first = [one for one in ours[0] if one in theirs[1] and one not in theirs[0] and one not in ours[1]]
    second = [one for one in ours[1] if one in theirs[0] and one not in theirs[1] and one not in ours[0]]
    if first and second:
        yield f"“{ours[0][first[0]]}” and “{ours[1][second[0]]}” have changed places"


def compared(told: Statement) -> tuple[Side, Side] | None:
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


def from_to(told: Statement) -> tuple[Side, Side] | None:
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
        and (all_words or not is_direction(word.text))
    }  # fmt: skip


def is_direction(word: str) -> bool:
    """Return whether a word belongs to the first two pairs (more or less, better or worse)."""
    return any(pair < 2 for pair, _ in opposites().sides.get(word, ()))


def exchanged(approved: Statement, told: Statement) -> Iterator[str]:
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


def _company(told: Statement) -> dict[tuple[Fraction, str, str], frozenset[str]]:
    """Return by number with a unit the words behind it, up to the next number."""
    words, found = told.words, dict[tuple[Fraction, str, str], frozenset[str]]()
    for count in told.counts:
        behind = []
        for word in words[count.at + 1 : count.at + 1 + COMPANY]:
            if word.number:
                break
            if weight_of(stem(word.text)) == 1.0 or word.text in ("other", "others"):
                behind.append(root(word))
        if count.unit:
            found[count.same] = frozenset(behind)
    return found
