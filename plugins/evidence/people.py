"""Of which people a sentence tells: those who were in the study or others, and whether they were treated."""

import re

from plugins.bibliography.evidence import Figure
from plugins.evidence.clauses import EMPTY, WORD, clause_span, stem
from plugins.evidence.plain_words import MEASURES, NEUTRAL
from plugins.evidence.topics import Topic, content_of
from plugins.quantities.quantity import Quantity

# Told of the people of a study, it says that they were in it and nothing of what became of them.
OF_STUDIES = frozenset(
    stem(word)
    for word in """
    analyzed arm assign assigned chance chosen cohort cover enroll enrolled examined follow followed group
    include involve join joined look part participate pooled randomised randomized record recruit report
    research researcher review reviewed sample scan scanned selected series studied study survey team
    test tested treated trial volunteer
    """.split()
)
# “a study of 40 people”, “in 40 people”: they are named, and something else is told.
OF_THEM = re.compile(
    r"\b(?:of|in|among|for|from|with|on|to|over)\s(?:the\s|these\s|those\s|all\s|its\s|our\s)?$",
    re.IGNORECASE,
)
# It says where they were, and nothing of them: “240 people in this trial”.
IN_STUDY = re.compile(
    r"\b(?:in|of|from)\s(?:the|this|that|our|one|a|both)\s(?:[^\W\d_]+\s){0,1}(?:study|trial|report|review|series|sample|groups?)\b",
    re.IGNORECASE,
)
TREATED = re.compile(
    r"\b(?:had|has|have|got|get|gets|received?s?|underwent|used|given|treated|took|tried)\b(?!\s(?:part|no\b))",
    re.IGNORECASE,
)
GAVE = re.compile(r"\b(?:gave|treated|gives?|offered)\s(?:all\s)?$", re.IGNORECASE)

ANYBODY = EMPTY | frozenset(
    stem(word)
    for word in """people person patients patient those them these adults participants group groups study
    studies trial others everyone all members volunteers""".split()
)
PEOPLE_NAMED = re.compile(
    r"""
    \b(?: among \s (?P<among> (?:[^\W\d_]+\s?){1,3} )
      | (?: in | for | of ) \s (?:the\s|these\s|all\s)?
        (?: people | those | patients | adults ) \s (?: with | who \s (?:are|were|have|had|smoke) ) \s
        (?P<with> (?:[^\W\d_]+\s?){1,2} )
      | (?: in | for ) \s (?:the\s|older\s|young\s|younger\s)?
        (?P<noun> women | men | children | girls | boys | teenagers | smokers | athletes | runners | nurses
          | veterans | diabetics | babies | mothers ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_in_study(sentence: str, people: Quantity, topic: Topic) -> bool:
    """Return whether a number of people is told of those who were in the study, and of nothing else."""
    if OF_THEM.search(sentence[: people.start]):
        return True
    first, last = clause_span(sentence, people.start)
    clause = IN_STUDY.sub(" ", sentence[first:last])
    here = content_of(clause)
    words = frozenset(stem(word.lower()) for word in WORD.findall(clause))
    return bool(words & OF_STUDIES or here & (topic.words | topic.neutral)) or not here - MEASURES


def names_people(sentence: str, everybody: Quantity) -> bool:
    """Return whether “all” or “nobody” only names those of whom something else is told: “in all patients”, or
    says that they were in the study: “all patients were followed”."""
    first, last = clause_span(sentence, everybody.start)
    if OF_THEM.search(sentence[: everybody.start]):
        return True
    words = frozenset(stem(word.lower()) for word in WORD.findall(IN_STUDY.sub(" ", sentence[first:last])))
    return bool(words & OF_STUDIES)


def is_treated(sentence: str, people: Quantity) -> bool:
    """Return whether a sentence says of people that they were given something."""
    _, last = clause_span(sentence, people.start)
    told = TREATED.search(sentence, people.end, last) or GAVE.search(sentence[: people.start])
    return told is not None


def _who(match: re.Match[str]) -> str:
    return str(match["among"] or match["with"] or match["noun"])


def people_named(sentence: str, figure: Figure) -> str:
    """Return the people of whom a sentence says that it tells of them, where neither the finding nor the
    population of a figure names them: “among smokers”. "" where there are none."""
    known = content_of(f"{figure.finding} . {figure.population}") | frozenset(
        stem(word.lower()) for word in WORD.findall(f"{figure.finding} {figure.population}")
    )
    for match in PEOPLE_NAMED.finditer(sentence):
        who = frozenset(stem(word.lower()) for word in WORD.findall(_who(match))) - NEUTRAL - ANYBODY
        if who and not who & known:
            return _who(match).strip()
    return ""
