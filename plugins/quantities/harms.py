"""How often a text says that a harm comes, without a number: “no problems”, “rare”, “never occurred”."""

from collections.abc import Sequence
from fractions import Fraction

from plugins.quantities.context import STOP
from plugins.quantities.quantity import Bound, Unit
from plugins.quantities.tokens import Token

HARM = Unit("harm", "harm")
"""What is said of harms in general, as a share in percent: none, rare, common."""
# “How many people”, “so few”: no amount, but the question for one, or a comparison.
ASKING = frozenset("how however so too as whatever".split())
# Harms by their nouns, in one and in more.
HARMS = frozenset(
    f"{noun}{ending}"
    for noun in "event complication death infection injur problem harm reaction bleed risk effect".split()
    for ending in ("", "s", "ies", "y", "ing")
)
NOT_ALONE = frozenset({"event", "events", "effect", "effects"})
"""Harms behind one of `KINDS` only: “adverse events”, “side effects”."""
KINDS = frozenset("adverse side ill harmful unwanted bad major serious severe significant".split())
NONE = frozenset({"no", "without", "zero", "never"})
RARE = frozenset("rare rarely seldom uncommon infrequent infrequently unusual".split())
COMMON = frozenset("common frequent frequently commonly often".split())
BE = frozenset("is are was were be been remain remained remains very also most quite so".split())
THROUGH = frozenset("any a the to in such".split())
# What treatments do to bring harm, and how harm comes about: denied, there is none.
CAUSES = frozenset(
    """cause caused lead led bring brought have had see saw seen report reported produce produced show showed
    find found count counted""".split()
)
COMES = frozenset(
    "occur occurred happen happened follow followed arise arose develop developed come came".split()
)
DO = frozenset("did do does have had has".split())
NEVER = (Fraction(0), Fraction(0), Bound.EXACT)
SELDOM = (Fraction(10), Fraction(10), Bound.AT_MOST)
OFTEN = (Fraction(1), None, Bound.AT_LEAST)
# How far from the noun of a harm the word may stand that says how often.
REACH = 5


def is_harm(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word names a harm: “problems”, “events” in “adverse events”."""
    word = _low(tokens, at)
    return word in HARMS and (word not in NOT_ALONE or _low(tokens, at - 1) in KINDS)


# From where to where a text says it, from and to how many percent, and how that is bounded.
Often = tuple[int, int, Fraction, Fraction | None, Bound]


def how_often(tokens: Sequence[Token], at: int) -> Often | None:
    """Return how often a harm comes, as a text says it around its noun."""
    if not is_harm(tokens, at):
        return None
    return _often_before(tokens, at) or _often_behind(tokens, at)


def _often_before(tokens: Sequence[Token], at: int) -> Often | None:
    """Read “no problems”, “never causes any problems”, “rare problems”, “did not lead to problems”."""
    passed: set[str] = set()
    for index in range(at - 1, max(at - 1 - REACH, -1), -1):
        word = _low(tokens, index)
        # “No change in problems” says nothing of none.
        if word in NONE and word != "never" and passed & (THROUGH - {"any"}):
            return None
        if word in NONE or (word == "free" and _low(tokens, index + 1) in ("of", "from")):
            return index, at + 1, *NEVER
        if _denies(word) and passed & CAUSES and passed <= CAUSES | THROUGH | KINDS:
            return index, at + 1, *NEVER
        if word in RARE and not _denies(_low(tokens, index - 1)):
            return index, at + 1, *SELDOM
        if word in COMMON and _low(tokens, index - 1) not in ASKING:
            return index, at + 1, *OFTEN
        passed.add(word)
        ends = tokens[index].kind != "word" or (word in STOP and word not in THROUGH)
        if ends and not (word in ("of", "from") and _low(tokens, index - 1) == "free"):
            return None
    return None


def _often_behind(tokens: Sequence[Token], at: int) -> Often | None:
    """Read “problems were rare”, “problems never occurred”."""
    denied = False
    for index in range(at + 1, at + 1 + REACH):
        word = _low(tokens, index)
        if _denies(word) or word == "never":
            denied = True
        elif word in COMES and denied:
            return at, index + 1, *NEVER
        elif word in RARE:
            return at, index + 1, *(OFTEN if denied else SELDOM)
        elif word in COMMON and not denied:
            return at, index + 1, *OFTEN
        elif word not in BE | DO:
            return None
    return None


def _denies(word: str) -> bool:
    return word in ("not", "cannot") or word.endswith(("n't", "n’t"))


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
