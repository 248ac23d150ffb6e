"""What the learned weights look at: the traits of a sentence where it stands.

A trait is a short name with a value: "family relief", "word reliev", "pair can reliev", "list item". All of
them can be read in `weights.json`, one a line. They were chosen so that they travel from one writer to
another: the wording lists and what they add up to, words without their endings, how the sentence begins, what
it stands under. Letters in a row (character n-grams) were tried and gave nothing beyond word stems.

A word with a capital that no labelled text of several writers has is taken for a name, so that "Nimbora
relieves pain" and "Corvella relieves pain" have the same traits.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from plugins.claims.claim import Setting
from plugins.claims.phrases import Word, split

Traits = dict[str, float]
"""Name of the trait to its value; what is not there is 0."""

TRAITS_VERSION = 2
"""Goes up with every change to what a trait is called or means: weights are then to be learned anew."""
NAME = "Name"
"""Stands for a word that is somebody's or something's name."""
ENDINGS = (
    "ingly", "edly", "ations", "ation", "ings", "ies", "ied", "ing", "ed", "es", "ly", "s", "e",
)  # fmt: skip
"""What is cut off a word, the longest first; it need only bring the forms of a word together."""
SHORTEST_STEM = 3
DOUBLED = re.compile(r"([bdgmnprt])\1$")
"""What doubling leaves behind: "stopping", "stopp"."""
PAIRED_WITH_OPENING = 3
POINTS_LIMIT = 4.0
"""More points of the wording lists than this, for or against, say nothing more."""
CLOSING = " \"'”’)*_"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word in small letters without its ending: "relieves" and "relieving" give "reliev"."""
    if len(word) < 5:
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            left = word[: -len(ending)]
            return DOUBLED.sub(r"\1", left if ending not in ("ies", "ied") else left + "i")
    return word[:-1] + "i" if word.endswith("y") else word


def stems(sentence: str, words: Sequence[Word], known: Collection[str]) -> tuple[str, ...]:
    """Return the stem of every word: "#" for a number, `NAME` for a name that is not in `known`."""
    made = []
    for word in words:
        if word.number:
            made.append("#")
            continue
        cut = stem(word.text)
        made.append(NAME if sentence[word.start].isupper() and cut not in known else cut)
    return tuple(made)


def word_traits(words: Sequence[Word], cut: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the traits that words have, each with the first and one past the last of its words."""
    before = "^"
    for at, (word, own) in enumerate(zip(words, cut, strict=True)):
        if word.after_stop:
            before = "|"
        yield f"word {own}", at, at + 1
        yield f"pair {before} {own}", max(at - (before not in "^|"), 0), at + 1
        before = own
    for count in range(1, min(PAIRED_WITH_OPENING, len(words)) + 1):
        yield f"begins {' '.join(cut[:count])}", 0, count


def setting_traits(setting: Setting) -> Iterator[str]:
    """Yield what the place of a sentence tells: the words of heading and lead-in."""
    yield from _words_above("heading", setting.heading)
    if setting.lead_in:
        yield from _words_above("lead-in", setting.lead_in)


@lru_cache(maxsize=2_000)
def _words_above(place: str, text: str) -> tuple[str, ...]:
    return tuple(sorted({f"{place} {stem(word.text)}" for word in split(text)}))


def shape_traits(sentence: str, words: Sequence[Word]) -> Iterator[str]:
    """Yield what can be seen without reading: how a sentence ends, and whether it has a number.

    How long it is was tried, and told writers apart rather than claims.
    """
    end = sentence.rstrip(CLOSING)[-1:]
    if end in (".", "?", "!", ":"):
        yield f"ends {end}"
    if any(word.number for word in words):
        yield "has a number"


def list_traits(kinds: Mapping[str, int]) -> Iterator[str]:
    """Yield how many families of the wording lists speak for each kind, and for any."""
    for kind, count in kinds.items():
        yield f"shows {kind}"
        if count > 1:
            yield f"shows {kind} twice"
    yield f"families {min(sum(kinds.values()), 5)}"


def limited(points: float) -> float:
    """Return points of the wording lists in the range of the other traits."""
    return max(-POINTS_LIMIT, min(POINTS_LIMIT, points)) / POINTS_LIMIT
