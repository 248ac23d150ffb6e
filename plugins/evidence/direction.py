"""Which way something went, read in the same way of a sentence and of a finding, and whether it is denied.

The way is one value. Whether up is better hangs on what is measured: more pain is worse, more standing
better. Where that is not known of a figure, “better” and “up” cannot be held against each other.
"""

import re
from enum import StrEnum

from plugins.evidence.clauses import clause_at, clause_span, stem


class Way(StrEnum):
    """Which way something went."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    NONE = "neither"

    @property
    def opposite(self) -> "Way":
        """The other way."""
        return OPPOSITES.get(self, Way.NONE)


OPPOSITES = {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.BETTER: Way.WORSE, Way.WORSE: Way.BETTER}
WAYS = re.compile(
    r"""
    \b(?:
      (?P<up> r[oi]se[sn]? | rising | increas\w* | gr[eo]w[ns]? | climb(?:ed|s) | gain\w* | jump\w* | higher
          | (?<!no\s) longer | farther | further | lengthen\w* | went\sup | going\sup | go(?:es)?\sup
          | up\sfrom )
    | (?P<down> f[ae]ll(?:s|en|ing)? | drop\w* | declin\w* | decreas\w* | reduc\w* | shr[aiu]nk\w*
          | lower(?:ed|s|ing)?(?!\s(?:back|leg|limb|spine|body)) | shorter | shorten\w* | lessen\w*
          | went\sdown | going\sdown | go(?:es)?\sdown | down\sfrom
          | less(?!\s(?:than|common)) | fewer(?!\sthan) )
    | (?P<better> improv\w* | better | eas(?:ed|es|ing) | reliev\w* | faster | quicker )
    | (?P<worse> wors\w* | deteriorat\w* | poorer | slower | aggravat\w* )
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# How many words behind a number may say which way it went: “21.3 points better”.
BEHIND = re.compile(r"\s*(?:[^\W\d_]+\s){0,1}[^\W\d_]+")
MORE_IS_BETTER = frozenset(
    stem(word)
    for word in """
    ability activity alertness balance bend bending distance endurance energy fitness flexibility
    function functional grip hearing lift lines memory mobility mood motion quality range reach
    reading relief rotation satisfaction sight sleep speed stand standing steps strength survival
    tolerance turn vision walk walking
    """.split()
)
MORE_IS_WORSE = frozenset(
    stem(word)
    for word in """
    adverse anxiety bleeding breathlessness burden clot complaints complication cost cough cramps death
    depression difficulty disability distress dizziness fatigue fever headache infection itching
    loss nausea numbness pain pressure problems rash redness severity shortness sore soreness
    stiffness stress swelling symptom symptoms tiredness tremor trouble wait weakness worry
    """.split()
)
# Of these more is better, whatever it is of: “relief of pain”.
OF_GOOD = re.compile(r"\b(?:relief|improvements?|benefits?)\b", re.IGNORECASE)
DENIAL = re.compile(
    r"""
    (?: \b(?: not | never | cannot | neither | nor | without | none ) \b (?! \s+ (?:only|all)\b )
      | \b(?: avoid\w* | free\s of | spared | escaped | fail(?:ed|s)? \s to | lack\w* | unnecessary )\b
      | n['’]t \b
      | \b no \b
        (?! \s+ (?: comparison | control | more | less | fewer | longer\s+than | second | other ) \b )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def denial_in(text: str, offset: int, own: str = "") -> str:
    """Return the word by which the part of a sentence around an offset denies something; "" where none does.

    `own`, the number itself, is left out of it (“no adverse events”)."""
    clause = clause_at(text, offset)
    found = DENIAL.search(clause.replace(own, " ") if own else clause)
    return found.group() if found else ""


def way_told(text: str, start: int, end: int) -> Way:
    """Return which way a text says that the number from `start` to `end` went.

    What stands right behind the number says it first (“3.4 points better”), then the nearest word before it
    in its part of the sentence, then one behind it there."""
    first, last = clause_span(text, start)
    behind = BEHIND.match(text, end, last)
    if behind and (found := WAYS.search(text, end, behind.end())):
        return _named(found)
    before = list(WAYS.finditer(text, first, max(first, start)))
    if before:
        return _named(before[-1])
    later = WAYS.search(text, end, last) if end < last else None
    return _named(later) if later else Way.NONE


def way_before(text: str, start: int) -> Way:
    """Return which way the nearest word of change before an offset says, anywhere in the sentence."""
    before = list(WAYS.finditer(text, 0, start))
    return _named(before[-1]) if before else Way.NONE


def worth(way: Way, finding: str, text: str = "") -> Way:
    """Return up and down as better or worse, where it is known of what a finding measures; `text` is what is
    said to have gone that way (“relief”)."""
    if way not in (Way.UP, Way.DOWN):
        return way
    words = {stem(word.lower()) for word in re.findall(r"[^\W\d_]+", finding)}
    good, bad = bool(words & MORE_IS_BETTER), bool(words & MORE_IS_WORSE)
    if OF_GOOD.search(text):
        good, bad = True, False
    if good == bad:
        return Way.NONE
    return Way.BETTER if (way is Way.UP) is good else Way.WORSE


def _named(match: re.Match[str]) -> Way:
    return Way[(match.lastgroup or "none").upper()]
