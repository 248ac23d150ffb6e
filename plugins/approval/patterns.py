"""The small form in which variants of a wording are written, and the wordings that it stands for.

    relieve|relieves|relieved     one of these words
    (very) often                  the words in brackets may be there or not
    (in this|that group)          both together

Nothing else has a meaning: no wildcards, and none for numbers, because a number that was not written was not
approved. A variant is written out into every wording it stands for, so that a sentence is looked up and
never searched: that keeps matching linear, whatever somebody types.
"""

import re
from itertools import product
from math import prod

MOST_READINGS = 64
PART = re.compile(r"\([^()]*\)|[^\s()]+")
BRACKETS = re.compile(r"\([^()]*\)")


class WrongPattern(ValueError):
    """A variant that cannot be read; the message completes "This variant cannot be read: ..."."""


def readings(pattern: str) -> tuple[str, ...]:
    """Return every wording that a variant stands for, the fullest first; raise `WrongPattern`."""
    bare = BRACKETS.sub("", pattern)
    if "(" in bare or ")" in bare:
        raise WrongPattern("its brackets do not match, or stand in one another")
    slots: list[tuple[str, ...]] = []
    many = 1
    for part in PART.findall(pattern):
        optional = part.startswith("(")
        words = [_options(word) for word in (part[1:-1] if optional else part).split()]
        if not words:
            raise WrongPattern("there is nothing between two brackets")
        many *= prod(map(len, words)) + optional
        if many > MOST_READINGS:
            raise WrongPattern(f"it stands for more than {MOST_READINGS} wordings; write several variants")
        slots.append((*(" ".join(one) for one in product(*words)), *([""] if optional else [])))
    found = [" ".join(filter(None, chosen)) for chosen in product(*slots)]
    if not all(found):
        raise WrongPattern("it is empty, or all of it stands in brackets")
    return tuple(dict.fromkeys(found))


def _options(word: str) -> tuple[str, ...]:
    options = tuple(word.split("|"))
    if not all(options):
        raise WrongPattern(f"“{word}” has nothing on one side of a “|”")
    return options
