"""The part of a sentence that a number stands in, and the words that tell what that part is about."""

import re
from functools import lru_cache

from plugins.quantities.reading import quantities_in

BOUNDARY = re.compile(
    r"[;:()—–](?!\d)|,(?!\d)"
    r"|\b(?:and|but|while|whereas|so|because|although|which|compared\s(?:with|to)|against|than|versus|vs)\b",
    re.IGNORECASE,
)
# The first that fits is taken off, and the second put in its place.
ENDINGS = (
    ("iness", "y"), ("ness", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ment", ""),
    ("ions", ""), ("ion", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""),
)  # fmt: skip
IRREGULAR = {
    "stood": "stand", "slept": "sleep", "asleep": "sleep", "worn": "wear", "wore": "wear", "died": "di",
    "dead": "di", "deaths": "di", "death": "di", "painful": "pain", "surgical": "surgery",
    "disabled": "disability", "gotten": "get", "soreness": "sor", "women": "woman", "men": "man",
    "children": "child", "drops": "drops", "falls": "falls", "woken": "wak", "woke": "wak",
    "wake": "wak", "felt": "feel", "bent": "bend", "ran": "run", "ate": "eat", "sat": "sit",
    "spoke": "speak", "drank": "drink", "drove": "driv", "bled": "bleed", "hurt": "pain", "hurts": "pain",
    "swam": "swim", "heard": "hear", "operation": "surgery", "operations": "surgery",
    "operated": "surgery", "lost": "loss", "lose": "loss", "loses": "loss", "losing": "loss",
}  # fmt: skip
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
    numbers = [(one.start, one.end) for one in quantities_in(text)]
    for match in BOUNDARY.finditer(text):
        # “more than half”, “between 50 and 85 percent”: no part ends within a number.
        if not any(start < match.end() and match.start() < end for start, end in numbers):
            starts.append(match.end())
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def clause_span(text: str, offset: int) -> tuple[int, int]:
    """Return where the part of a sentence begins and ends that an offset stands in."""
    return next(((start, end) for start, end in clauses_of(text) if start <= offset < end), (0, len(text)))


def clause_at(text: str, offset: int) -> str:
    """Return the part of a sentence that an offset stands in."""
    start, end = clause_span(text, offset)
    return text[start:end]


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """Return the stems of the words that tell what a text is about."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in EMPTY)


def group_named(text: str) -> frozenset[str]:
    """Return the stems of the words by which a text names a group: “usual care” in “the usual care group”."""
    return frozenset(stem for match in GROUP.finditer(text) for stem in telling(match[1]))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its commonest endings: “stopped” and “stop”, “soreness” and “sore”."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, instead in ENDINGS:
        if ending in ("s", "es") and word.endswith("ss"):
            continue
        if word.endswith(ending) and len(word) - len(ending) + len(instead) > 2:
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
