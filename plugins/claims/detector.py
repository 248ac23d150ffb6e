"""Deciding whether a sentence makes a claim, and saying why in a writer's words.

The decision follows the annotation guideline's order:

| step | question | where it is decided |
|------|----------|---------------------|
| 1 | heading, caption label, bare list lead-in? silent | `is_silent` |
| 2 | a question? silent, unless it takes a figure for granted | `is_idle` |
| 3 | instruction or call to action? | families "order", "conditional order" |
| 4 | a number that measures, or a dose, a size, a date? | families "figure ...", "dose", "session length" |
| 5 | bare "common", or a rank and a share? | families "rank", "most people" |
| 6 | intent or result? | families "intent", "relief", "can relieve", "works"; how a sentence begins |
| 7 | hedged? a hedge excuses symptom and risk lists only | families "symptom list", "risk list" |
| 8 | "you"? decides nothing by itself | |
| 9 | risk: plain, or ranked, denied and counted? | families "risk list", "safe" |
| 10 | cause: textbook, or specific? | families "gene", "risk factor", "linked" |
| 11 | comparison: of what is done, or of how it ends? | family "compared" |
| 12 | state of the evidence? | families "study ...", "not studied", "own search" |
| 13 | testimonial? | family "testimonial" |
| 14 | facts about the provider? | families "provider", "track record" |
| 15 | list item: read under its lead-in | families placed in "heading" and "lead-in"; the words above |
| 16 | still unsure: the sum decides | `detect` |

Steps 1 and 2 are absolute. For all others the families of `lexicon.toml` and the traits of `traits.py` are
added up with the weights of `weights.json`, which were learned from labelled sentences (`training.py`; scores
in docs/claims.md). Rules alone found fewer claims on pages by writers who were not read when the rules were
made; words alone did worse still on other sources. A lexicon that has no learned weights, such as a test's
own, decides by its own points.

The same sentence in the same place gives the same answer: nothing is learned at run time, nothing is random.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from plugins.claims.claim import Assertion, ClaimKind, Setting
from plugins.claims.cues import FIGURES, Cue, cues, look
from plugins.claims.lexicon import Lexicon
from plugins.claims.traits import (
    Traits,
    limited,
    list_traits,
    setting_traits,
    shape_traits,
    stems,
    word_traits,
)
from plugins.claims.weights import Weights

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
BLANK = "___"
"""Where a reader is to write."""
_KIND_ORDER = {kind: order for order, kind in enumerate(ClaimKind)}
LENGTHS = frozenset(("long",))
"""Shapes that count with their points only: learned, they told writers apart rather than claims."""
EMPTY = frozenset(
    "also away back been does down each even from have just more much once over some such than that their"
    " them then there these they this those very were what when which while will with would your".split()
)
"""Words that tell nothing by themselves."""
FEWEST_WORDS = 5
SPEAKS_CLEARLY = 0.7
"""Points of a family in the lexicon; see the head of lexicon.toml."""
SLIGHTLY = 0.4
"""How far ahead of a kind that has words to point at another must be, as a logarithm of odds."""
LONGEST_PHRASE = 5
COST_OF_A_WORD = 0.1
"""What a word must weigh to lengthen the phrase pointed at."""
_NEIGHBOUR = Setting("paragraph")
SAYS = {
    ClaimKind.STATISTIC: "says how much or how often",
    ClaimKind.STUDY: "speaks of a study or of the evidence",
    ClaimKind.EFFICACY: "says what a treatment achieves",
    ClaimKind.SAFETY: "says how safe something is",
    ClaimKind.COMPARISON: "compares treatments or groups",
    ClaimKind.DURABILITY: "says when something begins, ends or returns",
    ClaimKind.CAUSAL: "says what causes what, or how something acts",
    ClaimKind.REGULATORY: "says what an authority, an insurer or a guideline holds",
    ClaimKind.POPULARITY: "claims a track record or wide use",
}
"""What a sentence does whose words belong to no family of the lists; completes "This sentence ..."."""


def detect(sentence: str, setting: Setting, lexicon: Lexicon) -> Assertion | None:
    """Tell what claim a sentence makes, or nothing when it needs no source."""
    found = cues(sentence, setting, lexicon)
    if is_silent(sentence, setting, found):
        return None
    if is_idle(sentence, setting, found):
        return None
    weights = lexicon.weights
    if weights is None:
        return _by_points(sentence, found, lexicon)
    traits = traits_of(sentence, setting, found, lexicon, weights.known)
    sums = weights.sums(traits)
    confidence = weights.confidence(sums)
    if confidence < weights.threshold:
        return None
    kind = likeliest_kind(weights.by_kind(sums), found)
    says, start, end = _telling_words(sentence, kind, found, lexicon, weights)
    return _assertion(sentence, kind, says, start, end, found, confidence)


def is_silent(sentence: str, setting: Setting, found: Sequence[Cue]) -> bool:
    """Step 1: a heading or a bare lead-in is never the place for a citation.

    Neither is a line to be filled in. A colon alone makes no lead-in: "The procedure relieves leg pain:" has
    said it already, and so has whatever states a figure ("About 95% of patients have less pain with:").
    """
    if setting.form in _SILENT_FORMS:
        return True
    text = sentence.rstrip(" *_")
    if not text or setting.form in _SILENT_FORMS or BLANK in text:
        return True
    return _UNFINISHED.search(text[-30:]) is not None and not any(cue.name in FIGURES for cue in found)


def is_idle(sentence: str, setting: Setting, found: Sequence[Cue]) -> bool:
    """Step 2: a question claims nothing, unless it takes a figure for granted; nor does a bare name or label.

    A label is a paragraph's sentence of fewer than five words none of which speaks clearly for a claim: "The
    two-year report." and not "It works."
    """
    if sentence.rstrip(" \"'”’)*_").endswith("?"):
        return not any(cue.name in FIGURES for cue in found)
    if setting.form != "list item" and len(sentence.split()) < FEWEST_WORDS:
        return not any(cue.is_telling and cue.weight >= SPEAKS_CLEARLY for cue in found)
    return False


def traits_of(
    sentence: str, setting: Setting, found: Sequence[Cue], lexicon: Lexicon, known: frozenset[str]
) -> Traits:
    """Return what the learned weights look at; `known` are the stems that are no names."""
    words, _ = look(sentence, lexicon)
    kinds: dict[str, int] = {}
    made: Traits = {}
    for cue in found:
        if cue.name not in LENGTHS:
            made[f"family {cue.name}"] = 1.0
        if cue.is_telling and cue.kind is not None:
            kinds[cue.kind.value] = kinds.get(cue.kind.value, 0) + 1
    for name, _, _ in word_traits(words, stems(sentence, words, known)):
        made[name] = 1.0
    for name in (*list_traits(kinds), *shape_traits(sentence, words), *setting_traits(setting)):
        made[name] = 1.0
    made["points"] = limited(_points(found, lexicon))
    for place, neighbour in (("before", setting.before), ("after", setting.after)):
        if neighbour:
            made[f"points {place}"] = _points_of_neighbour(neighbour, lexicon)
    return made


def likeliest_kind(by_kind: Mapping[ClaimKind, float], found: Sequence[Cue]) -> ClaimKind:
    """Choose the kind for which most speaks; where none is clearly ahead, one with words to point at.

    That every share is a statistic, as the guideline's order may be read, agreed with fewer labels.
    """
    told = {cue.kind for cue in found if cue.kind is not None and cue.is_telling}
    likeliest = max(by_kind, key=by_kind.__getitem__)
    if likeliest in told or not told:
        return likeliest
    shown = max(told, key=lambda kind: (by_kind[kind], kind))
    return shown if by_kind[shown] >= by_kind[likeliest] - SLIGHTLY else likeliest


def _points(found: Sequence[Cue], lexicon: Lexicon) -> float:
    return lexicon.start + sum(cue.weight for cue in found)


@lru_cache(maxsize=256)
def _points_of_neighbour(sentence: str, lexicon: Lexicon) -> float:
    return limited(_points(cues(sentence, _NEIGHBOUR, lexicon), lexicon))


def _telling_words(
    sentence: str, kind: ClaimKind, found: Sequence[Cue], lexicon: Lexicon, weights: Weights
) -> tuple[str, int, int]:
    """Return what the sentence does, and the words that show it: a family's first, then what was learned.

    A family of the kind tells a writer most. Without one, the words that weigh most for a claim of this kind
    are pointed at, and where nothing of the sentence itself weighs, the sentence as a whole.
    """
    of_kind = [cue for cue in found if cue.kind is kind and cue.is_telling]
    if of_kind:
        telling = max(of_kind, key=lambda cue: cue.weight)
        return lexicon.says(telling.name), telling.start, telling.end
    start, end = _heaviest_phrase(sentence, kind, lexicon, weights)
    return SAYS[kind], start, end


def _heaviest_phrase(sentence: str, kind: ClaimKind, lexicon: Lexicon, weights: Weights) -> tuple[int, int]:
    """Return where the words in a row stand that weigh most for a claim of a kind, at most five.

    They begin and end with a word that says something, and no stop is between them.
    """
    words, _ = look(sentence, lexicon)
    single, pairs = [0.0] * len(words), [0.0] * len(words)
    for name, first, last in word_traits(words, stems(sentence, words, weights.known)):
        if name.startswith("word "):
            single[first] = weights.pull(name, kind) - COST_OF_A_WORD
        elif name.startswith("pair ") and last - first == 2:
            pairs[last - 1] = weights.pull(name, kind)
    heaviest, start, end = 0.0, 0, len(sentence.rstrip())
    for first, word in enumerate(words):
        if not _says_something(word.text):
            continue
        weight = 0.0
        for last in range(first, min(first + LONGEST_PHRASE, len(words))):
            if last > first and words[last].after_stop:
                break
            weight += single[last] + (pairs[last] if last > first else 0.0)
            if weight > heaviest and _says_something(words[last].text):
                heaviest, start, end = weight, word.start, words[last].end
    return start, end


def _says_something(word: str) -> bool:
    """Say whether a word is worth pointing at; "of the" alone explains nothing."""
    return (len(word) > 3 and re.split("['’]", word)[0] not in EMPTY) or word[0].isdigit()


def _assertion(
    sentence: str, kind: ClaimKind, says: str, start: int, end: int, found: Sequence[Cue], confidence: float
) -> Assertion:
    reason = f'{says}: "{sentence[start:end]}"'
    figure = next((cue for cue in found if cue.name in FIGURES and cue.is_telling), None)
    if figure is not None and not (figure.start <= start and end <= figure.end):
        start, end = figure.start, figure.end
        reason += f', with the figure "{sentence[start:end]}"'
    return Assertion(kind, start, end, reason, round(confidence, 3))


def _by_points(sentence: str, found: Sequence[Cue], lexicon: Lexicon) -> Assertion | None:
    """Decide by the points of the lexicon alone."""
    score = _points(found, lexicon)
    if score < lexicon.threshold or not any(cue.is_telling for cue in found):
        return None
    kind = _strongest_kind(found)
    of_kind = [cue for cue in found if cue.kind is kind and cue.is_telling]
    telling = max(of_kind, key=lambda cue: cue.weight)
    confidence = 1 / (1 + math.exp(lexicon.threshold - score))
    says = lexicon.says(telling.name)
    return _assertion(sentence, kind, says, telling.start, telling.end, found, confidence)


def _strongest_kind(found: Sequence[Cue]) -> ClaimKind:
    """Choose the kind with the most points; on a tie, the first in the guideline's order.

    At least one cue must be telling.
    """
    told = {cue.kind for cue in found if cue.is_telling}
    points: dict[ClaimKind, float] = {}
    for cue in found:
        if cue.kind is not None and cue.kind in told:
            points[cue.kind] = points.get(cue.kind, 0.0) + cue.weight
    return max(points, key=lambda kind: (points[kind], -_KIND_ORDER[kind]))
