"""How hard a text is to read: syllables of English words, and the Flesch-Kincaid grade.

The grade is the school year in the United States whose readers should follow the text:

    0.39 × words per sentence + 11.8 × syllables per word − 15.59

*Source*: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy
enlisted personnel. Naval Technical Training Command; 1975. A hyphenated word counts as one word, as there.
Our own counter of syllables: docs/decisions/2026-11-24-reading-grade.md says how it was measured.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# What stands between two white spaces and holds a letter or figure is a word.
WORD = re.compile(r"\S*[^\W_]\S*")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CAPITALS = re.compile(r"[A-Z]{2,}s?")
NOT_READ_OUT = re.compile(r"@|://|\.[a-z]{2,4}\b")
VOWELS = re.compile(r"[aeiouy]+")

# Words that the rules below count wrong, found by holding them against a pronouncing dictionary.
EXCEPTIONS = {
    "anemone": 4, "anyone": 3, "apostrophe": 4, "area": 3, "areas": 3, "aspirin": 2, "business": 2,
    "choir": 2, "coed": 2, "coinsurance": 4, "create": 2, "created": 3, "creates": 2, "diabetes": 4,
    "evening": 2, "every": 2, "everyday": 3, "everything": 3, "fluid": 2, "guideline": 2,
    "guidelines": 2, "hundred": 2, "idea": 3, "ideas": 3, "maybe": 2, "naive": 2, "pacemaker": 3,
    "poem": 2, "react": 2, "reaction": 3, "reactions": 3, "recipe": 3, "safety": 2, "science": 2,
    "sciences": 3, "scientist": 3, "scientists": 3, "sesame": 3, "sometimes": 2, "suet": 2, "tired": 2,
    "ukulele": 4, "wednesday": 2,
}  # fmt: skip
# A silent e inside a word, in front of these endings: "careful", "lonely", "movement".
SILENT_INSIDE = re.compile(
    r"(?<=[aeiouy][bcdfghklmnprstvz])e(?=(?:ful|fully|less|lessly|ly|ment|ments|ness|some|where|thing)$)"
)
# The mute e at the end of a word: "time", "walked", "times"; not "table", "needed", "notices".
SILENT_END = re.compile(
    r"""
      (?<= [^aeiouyl] ) e $ | (?<= [aeiouyrl] l ) e $     # "make", "whole"; "table" keeps its e
    | (?<= [aeouy] ) e $                                  # one group of vowels anyway
    | (?<= [^aeiouydtl] ) e (?= d $ )                     # "walked"; not "needed"
    | (?<= [aeiouyrl] l ) e (?= d $ )                     # "called"
    | (?<! [cgszx] ) (?<! [cs]h ) (?<! [^aeiouyrl]l ) e (?= s $ )
    """,
    re.VERBOSE,
)
# Two vowels that are heard apart, so that their group holds one more.
APART = re.compile(
    r"""
      (?<! [cgtsxl] ) ia (?! [gr]e )   # "diary", "material"; not "special", "Italian", "marriage"
    | ia (?= b | t(?: e | i ) )        # "sciatica", "appreciate"
    | (?<! [cghntsx] ) (?<! ll ) io (?! u )      # "bionic", "period"; not "station"
    | (?<! [cgtsx] ) io (?= us )       # "various"; not "cautious"
    | (?<= [aeiouy] ) ing (?: s? $ )   # "being", "copying"
    | (?<! [qg] ) u [ao] (?! i | y )   # "usual", "fluorine"; not "quality", "guard"
    | ie (?= t | nt | nc )             # "diet", "patient" is taken back below
    | eo (?! u | n $ | p )             # "video"
    | (?<= [aeou]y ) [aiou] | (?<= [aou]y ) e    # "beyond", "employer"
    | iu                               # "radius"
    | ier $ | iest $                   # "easier"
    | (?<= [^eiou] ) e (?= alit | um $ | us $ | ous $ )    # "reality", "museum"
    """,
    re.VERBOSE,
)
# Where such vowels are heard as one after all: "patient", "ancient", "friend".
TOGETHER = re.compile(r"[ct]ien[tc]|frie")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was measured to hold."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade; 0 for a text without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def measure(sentences: Iterable[str], names: tuple[str, ...] = ()) -> Reading:
    """Count words, sentences and syllables.

    Names that a writer cannot replace (of a product, a condition) count with all their syllables at
    their first mention only; at each further one their words count as words of one syllable.
    """
    known = _pattern(names)
    told: set[str] = set()
    words = counted = syllables_of_all = 0
    for sentence in sentences:
        repeated = []
        for match in known.finditer(sentence) if known else ():
            name = match.group().lower()
            if name in told:
                repeated.append(match.span())
            told.add(name)
        found = list(WORD.finditer(sentence))
        counted += bool(found)
        words += len(found)
        for word in found:
            is_repeated = any(start <= word.start() < end for start, end in repeated)
            syllables_of_all += 1 if is_repeated else syllables(word.group())
    return Reading(words, counted, syllables_of_all)


@lru_cache(maxsize=32)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=len, reverse=True)
    typed = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{typed})(?!\w)", re.IGNORECASE) if typed else None


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return how many syllables a word has, at least 1.

    Capitals are spelt out ("MRI" has 3). Figures and addresses count as 1: the grade is about words,
    and Flesch leaves figures out of the count of syllables.
    """
    if NOT_READ_OUT.search(word):
        return 1
    total = 0
    for part in LETTERS.findall(word):
        if CAPITALS.fullmatch(part) and len(part) <= 5:
            letters = part.rstrip("s")
            total += len(letters) + 2 * letters.count("W")
        else:
            total += _spoken(part.lower().replace("’", "'"))
    return max(1, total)


def _spoken(word: str) -> int:
    base = word.removesuffix("'s")
    if base != word and base.endswith(("s", "x", "z", "ce", "se", "ge", "ch", "sh")):
        return _spoken(base) + 1
    for suffix in ("n't", "'ll", "'re", "'ve", "'d", "'m"):
        if base.endswith(suffix):
            # "couldn't" gains a syllable, "don't", "can't" and "aren't" do not.
            more = suffix == "n't" and base[:-3].endswith(("d", "s"))
            return _spoken(base[: -len(suffix)]) + more
    if base in EXCEPTIONS:
        return EXCEPTIONS[base]
    return max(1, _by_rule(base))


def _by_rule(word: str) -> int:
    word = SILENT_INSIDE.sub("", word)
    if len(word) > 2:
        word = SILENT_END.sub("", word)
    count = len(VOWELS.findall(word)) + len(APART.findall(word)) - len(TOGETHER.findall(word))
    # "…ism" and "rhythm" are heard with one more.
    return count + word.endswith(("sm", "thm"))
