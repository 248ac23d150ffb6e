"""Deciding whether a sentence makes a claim, by named cues that anyone can check.

The decision follows the annotation guideline's order:

| step | question | where it is decided |
|------|----------|---------------------|
| 1 | heading, caption label, bare list lead-in? silent | `_is_label` |
| 2 | a question? silent, unless it takes a figure for granted | `_is_idle_question` |
| 3 | instruction or call to action? | families "order", "conditional order" |
| 4 | a number that measures, or a dose, a size, a date? | families "figure ...", "dose", "session length" |
| 5 | bare "common", or a rank and a share? | families "rank", "most people" |
| 6 | intent or result? | families "intent", "relief", "can relieve", "works" |
| 7 | hedged? a hedge excuses symptom and risk lists only | families "symptom list", "risk list" |
| 8 | "you"? decides nothing by itself | |
| 9 | risk: plain, or ranked, denied and counted? | families "risk list", "safe" |
| 10 | cause: textbook, or specific? | families "gene", "risk factor", "linked" |
| 11 | comparison: of what is done, or of how it ends? | family "compared" |
| 12 | state of the evidence? | families "study ...", "not studied", "own search" |
| 13 | testimonial? | family "testimonial" |
| 14 | facts about the provider? | families "provider", "track record" |
| 15 | list item: read under its lead-in | families placed in "heading" and "lead-in" |
| 16 | still unsure: the sum of the points decides | `detect` |

Steps 1 and 2 are absolute. All others are *cues*: each family of phrases in `lexicon.toml` that
occurs adds its points once, and a sentence that reaches the threshold is a claim. Addition was
preferred to a chain of exceptions because a sentence that both instructs and claims ("Rest, because
it halves the risk") then needs no rule of its own, and because each cue can later become a feature.

Nothing is learned at run time and nothing is random: the same sentence gives the same answer.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plugins.claims.claim import Assertion, ClaimKind, Setting
from plugins.claims.lexicon import Family, Lexicon
from plugins.claims.phrases import Found, PhraseIndex, Word, split

_SILENT_FORMS = frozenset(("heading",))
_UNFINISHED = re.compile(
    r"""
      [ ](?: such[ ]as | includes? | that )$
    | \b(?: are | as | by | can | for | from | have | if | includ(?:es?|ing) | is | of | that | the
        | these | to | with | you | (?<!the[ ]) following ) :$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a lead-in ends that says nothing before its list does: "Benefits include:", "It has been shown to"."""
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
_KIND_ORDER = {kind: order for order, kind in enumerate(ClaimKind)}
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


def detect(sentence: str, setting: Setting, lexicon: Lexicon) -> Assertion | None:
    """Tell what claim a sentence makes, or nothing when it needs no source."""
    found = cues(sentence, setting, lexicon)
    if _is_label(sentence, setting, found):
        return None
    if _is_idle_question(sentence, found):
        return None
    score = lexicon.start + sum(cue.weight for cue in found)
    if score < lexicon.threshold or not any(_is_telling(cue) for cue in found):
        return None
    kind = _strongest_kind(found)
    of_kind = [cue for cue in found if cue.kind is kind and _is_telling(cue)]
    telling = max(of_kind, key=lambda cue: cue.weight)
    says = _compiled(lexicon).by_name[telling.name].says
    start, end = telling.start, telling.end
    reason = f'{says}: "{sentence[start:end]}"'
    figure = next((cue for cue in found if cue.name in FIGURES and _is_telling(cue)), None)
    if figure is not None and telling.name not in FIGURES:
        start, end = figure.start, figure.end
        reason += f', with the figure "{sentence[start:end]}"'
    confidence = 1 / (1 + math.exp(lexicon.threshold - score))
    return Assertion(kind, start, end, reason, round(confidence, 3))


def cues(sentence: str, setting: Setting, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Collect everything the lexicon knows about a sentence, in the order of the lexicon.

    Offsets are code points of the sentence. A family speaks once, however often it occurs.
    """
    compiled = _compiled(lexicon)
    words = split(sentence)
    places: dict[int, tuple[int, int]] = {}
    for found in (*compiled.anywhere.find(words), *compiled.opening.find(words)):
        span = (words[found.first].start, words[found.last - 1].end)
        name = lexicon.families[found.family].name
        if name in FIGURES:
            span = _with_qualifiers(words, found)
        if name.startswith("figure") and (tail := _TAIL.match(sentence, span[1])):
            span = (span[0], tail.end())
        places.setdefault(found.family, span)
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


def _is_label(sentence: str, setting: Setting, found: Sequence[Cue]) -> bool:
    """Step 1: a heading or a bare lead-in is never the place for a citation.

    A colon alone makes no lead-in: "The procedure relieves leg pain:" has said it already, and so has
    whatever states a figure ("About 95% of patients have less pain with:").
    """
    if setting.form in _SILENT_FORMS:
        return True
    text = sentence.rstrip(" *_")
    return _UNFINISHED.search(text) is not None and not any(cue.name in FIGURES for cue in found)


def _is_idle_question(sentence: str, found: Sequence[Cue]) -> bool:
    """Step 2: a question claims nothing, unless it takes a figure for granted."""
    asked = sentence.rstrip(" \"'”’)*_").endswith("?")
    return asked and not any(cue.name in FIGURES for cue in found)


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
    if _QUOTED.search(sentence):
        yield "quoted words"
    if _GENE.search(sentence):
        yield "gene name"
    if _YEAR.search(sentence):
        yield "year"
    elif _DIGIT.search(sentence) and not any(n.startswith(("figure", "dose")) for n in names):
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


def _is_telling(cue: Cue) -> bool:
    """Say whether words of the sentence itself speak for a claim.

    A heading such as "Benefits" strengthens what stands under it but claims nothing by itself.
    """
    return cue.kind is not None and cue.weight > 0 and cue.end > cue.start


def _strongest_kind(found: Sequence[Cue]) -> ClaimKind:
    """Choose the kind with the most points; on a tie, the first in the guideline's order.

    At least one cue must be telling.
    """
    told = {cue.kind for cue in found if _is_telling(cue)}
    points: dict[ClaimKind, float] = {}
    for cue in found:
        if cue.kind is not None and cue.kind in told:
            points[cue.kind] = points.get(cue.kind, 0.0) + cue.weight
    return max(points, key=lambda kind: (points[kind], -_KIND_ORDER[kind]))


class _Compiled:
    """The lexicon made ready for looking up; headings are remembered because they repeat."""

    def __init__(self, lexicon: Lexicon) -> None:
        def placed(where: str) -> dict[int, Family]:
            numbered = enumerate(lexicon.families)
            return {place: family for place, family in numbered if family.where == where}

        self.shapes = dict(lexicon.shapes)
        self.by_name = {family.name: family for family in lexicon.families}
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
