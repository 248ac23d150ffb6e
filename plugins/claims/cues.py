"""The cues in a sentence that speak for or against its being a claim, by names that anyone can check.

A cue is a family of phrases of `lexicon.toml` that occurs, or a shape such as "long" or "quoted words".
Each has its points, which `detector.py` takes as a part of what it decides by.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plugins.claims.claim import ClaimKind, Setting
from plugins.claims.lexicon import Family, Lexicon
from plugins.claims.phrases import Found, PhraseIndex, Word, split

FIGURES = frozenset(("figure percent", "figure ratio", "figure fraction", "figure count"))
"""Families whose words are a number that measures the world."""
_QUALIFIES = re.compile(
    "about|almost|approximately|around|between|fewer|just|less|more|nearly|only|over|roughly|some|under|up"
)
"""Words that limit a figure and with which it may begin: "less than 0.1%", "up to 85%"."""
_LINKS = re.compile("an|as|at|average|every|few|high|least|little|low|many|most|much|of|than|to|well")
"""Words that may stand between such a word and its figure."""
_LINKED = {"at": {"least", "most"}, "as": {"many", "much", "few", "little", "high", "low"}}
"""Links with which a figure may begin too, before these words: "as many as 9 in 10"."""
_UNIT = (
    r"(?:[ ]?%|[ ](?:percent|points?|minutes?|hours?|days?|weeks?|months?|years?|feet|foot|miles?|meters?"
    r"|mm|cm|mg)\b)"
)
_TAIL = re.compile(rf"{_UNIT}?(?:[ ](?:to|and)[ ]\d[\d.,]*(?<![.,]){_UNIT}?)?")
"""What belongs to a figure behind its first number: "8 to 56 minutes", "246 feet to 3,956 feet"."""
_GENE = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*[0-9]+[A-Z0-9]*\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[\"“”]\w[^\"“”]{12,}")


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that speaks for or against a sentence being a claim."""

    name: str
    """The family of the lexicon, or the shape, that was found."""
    kind: ClaimKind | None
    """The kind of claim it shows, or nothing."""
    start: int
    """Code points of the sentence, half-open; 0 to 0 for a cue in the heading or lead-in."""
    end: int
    weight: float

    @property
    def is_telling(self) -> bool:
        """Whether words of the sentence itself speak for a claim.

        A heading such as "Benefits" strengthens what stands under it but claims nothing by itself.
        """
        return self.kind is not None and self.weight > 0 and self.end > self.start


def cues(sentence: str, setting: Setting, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Collect everything the lexicon knows about a sentence, in the order of the lexicon.

    Offsets are code points of the sentence. A family speaks once, however often it occurs.
    """
    compiled = _compiled(lexicon)
    words, own = look(sentence, lexicon)
    places = dict(own)
    for place in (*compiled.under(setting.heading), *compiled.led_in_by(setting.lead_in)):
        places.setdefault(place, (0, 0))
    names = {lexicon.families[place].name for place in places}
    collected = [
        Cue(family.name, family.kind, *places[place], family.weight)
        for place in sorted(places)
        if _stands(family := lexicon.families[place], names)
    ]
    collected.extend(
        Cue(name, None, 0, 0, compiled.shapes[name]) for name in _shapes(sentence, words, setting, names)
    )
    return tuple(collected)


@lru_cache(maxsize=256)
def look(sentence: str, lexicon: Lexicon) -> tuple[tuple[Word, ...], dict[int, tuple[int, int]]]:
    """Return the words of a sentence, and where each family of the lexicon stands in it.

    Remembered, because a sentence is looked at once for itself and twice as a neighbour.
    """
    compiled = _compiled(lexicon)
    words = split(sentence)
    places: dict[int, tuple[int, int]] = {}
    for found in (*compiled.anywhere.find(words, once=True), *compiled.opening.find(words, once=True)):
        if found.family in places:
            continue
        span = (words[found.first].start, words[found.last - 1].end)
        name = lexicon.families[found.family].name
        if name in FIGURES:
            span = _with_qualifiers(words, found)
        if name.startswith("figure") and (tail := _TAIL.match(sentence, span[1])):
            span = (span[0], tail.end())
        places[found.family] = span
    return words, places


def _stands(family: Family, names: set[str]) -> bool:
    """Say whether the families that must accompany or cancel this one allow it to count."""
    if not family.together_with and not family.unless:
        return True
    accompanied = not family.together_with or any(n in names for n in family.together_with)
    return accompanied and not any(n in names for n in family.unless)


def _shapes(sentence: str, words: Sequence[Word], setting: Setting, names: set[str]) -> Iterator[str]:
    """Name what can be seen without a word list (see `SHAPES`)."""
    if sentence.rstrip(" \"'”’)*_").endswith("!"):
        yield "exclamation"
    if setting.form == "list item":
        yield "list item"
    elif len(words) < 5:
        yield "short"
    if len(words) > 30:
        yield "long"
    # The cheap look first: most sentences have neither quotation marks nor figures.
    if any(mark in sentence for mark in '"“”') and _QUOTED.search(sentence):
        yield "quoted words"
    if _DIGIT.search(sentence) is None:
        return
    if _GENE.search(sentence):
        yield "gene name"
    if _YEAR.search(sentence):
        yield "year"
    elif not any(n.startswith(("figure", "dose")) for n in names):
        yield "bare number"


def _with_qualifiers(words: Sequence[Word], found: Found) -> tuple[int, int]:
    """Widen a figure to the words that limit it: "less than 0.1%"."""
    first = at = found.first
    while at and found.first - at < 4 and not words[at].after_stop:
        at -= 1
        text = words[at].text
        if _QUALIFIES.fullmatch(text) or words[at + 1].text in _LINKED.get(text, ()):
            first = at
        elif not _LINKS.fullmatch(text):
            break
    return words[first].start, words[found.last - 1].end


class _Compiled:
    """The lexicon made ready for looking up; headings are remembered because they repeat."""

    def __init__(self, lexicon: Lexicon) -> None:
        def placed(where: str) -> dict[int, Family]:
            numbered = enumerate(lexicon.families)
            return {place: family for place, family in numbered if family.where == where}

        self.shapes = dict(lexicon.shapes)
        self.anywhere = PhraseIndex(placed("sentence"))
        self.opening = PhraseIndex(placed("opening"), anchored=True)
        heading, lead_in = PhraseIndex(placed("heading")), PhraseIndex(placed("lead-in"))

        @lru_cache(maxsize=2_000)
        def under(text: str) -> frozenset[int]:
            return frozenset(found.family for found in heading.find(split(text)))

        @lru_cache(maxsize=2_000)
        def led_in_by(text: str) -> frozenset[int]:
            return frozenset(found.family for found in lead_in.find(split(text)))

        self.under = under
        self.led_in_by = led_in_by


@lru_cache(maxsize=8)
def _compiled(lexicon: Lexicon) -> _Compiled:
    return _Compiled(lexicon)
