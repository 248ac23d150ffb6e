"""The part of a sentence that a number stands in, and the words that tell what that part is about."""

import re
from functools import lru_cache

BOUNDARY = re.compile(
    r"[;:()—–](?!\d)|,(?!\d)|\b(?:and|but|while|whereas|so|because|although|which|compared\swith|against)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)?")
GROUP = re.compile(r"((?:[^\W\d_]{3,30}[\s-]){1,3})(?:groups?|arm)\b", re.IGNORECASE)
EMPTY = frozenset(
    """about above after again against age aged ages all also among and any are average been before being
    below between both but came can could did does down during each either enroll enrolled ever every few
    first follow followed for found from gave get given got group groups had has have her his how into
    its just least less like many mean more most near need needed neither none not number off once one
    only other our out over people person patient patients percent point points put ran rate report
    reported reports same she showed shown since some still studies study take taken than that the their
    them then there these they this those through time took total treated under until used using very
    was week well went were what when where which while who whom will with within without would year
    years month months day days hour hours minute minutes adult adults participant participants trial
    improved improve improvement better rose fell gain gained chance randomized randomised""".split()
)


@lru_cache(maxsize=4096)
def clauses_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return the parts of a sentence, offsets half-open."""
    starts = [0]
    for match in BOUNDARY.finditer(text):
        starts.append(match.end())
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def clause_at(text: str, offset: int) -> str:
    """Return the part of a sentence that an offset stands in."""
    return next((text[start:end] for start, end in clauses_of(text) if start <= offset < end), text)


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """Return the stems of the words that tell what a text is about."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in EMPTY)


def group_named(text: str) -> frozenset[str]:
    """Return the stems of the words by which a text names a group: “usual care” in “the usual care group”."""
    return frozenset(stem for match in GROUP.finditer(text) for stem in telling(match[1]))


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
