"""What a part of a sentence says that its number is about, and whether the figure is about the same.

That has to be shown, by words that the sentence shares with the finding (or with the `words` that the
evidence file allows): a right number is otherwise a right number of who knows what. “It rose to 56 minutes”
may be told by the sentence before it, the heading, or the row of a table.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from plugins.bibliography.evidence import Figure
from plugins.evidence.clauses import EMPTY, WORD, clause_span, group_named, stem
from plugins.evidence.direction import WAYS
from plugins.evidence.plain_words import MEASURES, NEUTRAL, PARTS_OF_BODY
from plugins.quantities.reading import quantities_in

# Two words side by side: “leg pain”, “knee swelling”.
PAIR = re.compile(r"\b([^\W\d_]{3,})[ -](?=([^\W\d_]{3,}))")
OF_WHAT = re.compile(r"\s+of\s(?:the\s)?([^\W\d_]{3,})")
# “Of those who started it”: of whom it is told, which others look at.
WHO_DID = re.compile(r"\s*(?:of|in|among)\s[^,;.]{1,30}?\bwho\b", re.IGNORECASE)
PART = re.compile(r"\b([^\W\d_]{3,})\sof\s(?:the\s)?([^\W\d_]{3,})")
WORD_BEFORE = re.compile(r"\b([^\W\d_]{3,})[ -]$")
NEXT_WORD = re.compile(r"[ -]([^\W\d_]{3,})")
ANY_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
# When something was, and not what: “after the procedure”.
ADJUNCT = re.compile(
    r"\b(?:after|before|during|following|since|until|despite|from|prior\sto)\s"
    r"(?:the\s|a\s|an\s|their\s|his\s|her\s|its\s|such\s|open\s|this\s|that\s)?(?:[^\W\d_]+\s){0,1}"
    r"(?:procedure|surgery|operation|treatment|visit|injections?|shots?|therapy|scan)s?\b",
    re.IGNORECASE,
)
# What right behind a share says what became of them: “9 of the 90 people died after surgery”.
FATE = re.compile(
    r"\s*(?:(?:of|in|among)\s(?:(?:them|these|those|the|all)\s){0,1}(?:(?!who\b)[^\W\d_]+\s){0,2}){0,1}(?:(?:people|patients|persons|adults|men|women|participants)\b\s*)?"
    r"(?:later\s|also\s|had\s|have\s|were\s|was\s|has\s|then\s|soon\s)?(?P<verb>[^\W\d_]+ed)\b",
    re.IGNORECASE,
)
# The verb whose object a number is: “slept 41 minutes”, “waited for about 56 minutes”.
DONE = re.compile(
    r"\b(?P<verb>[^\W\d_]+ed|slept|spent|sat|ran|lay|spoke|drove|cost|won|lost|paid)\s"
    r"(?:(?:for|to|from|up|about|around|nearly|almost|roughly|only|just|an|average|of|on|by|another)\s)*$",
    re.IGNORECASE,
)


class About(Enum):
    """Whether a part of a sentence is about what a figure is about."""

    SHOWN = "its own words say so"
    TOLD_BESIDE = "its own words say nothing, and what stands beside it says so"
    SILENT = "neither it nor anything beside it says so"
    OTHER = "its own words say something else"

    @property
    def holds(self) -> bool:
        """Whether it is shown at all."""
        return self in (About.SHOWN, About.TOLD_BESIDE)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure is about, in stems."""

    words: frozenset[str]
    measures: frozenset[str]
    """Those of its words that say how it was measured: "score"."""
    neutral: frozenset[str]
    """What of its source may stand beside them and tells nothing."""
    kinds: tuple[tuple[str, frozenset[str]], ...] = ()
    """For some of its words, the words right before them: what kind of pain it is."""
    parts: tuple[tuple[str, str], ...] = ()
    """Of “shortness of breath” both words, the second first."""
    phrases: tuple[tuple[str, ...], ...] = ()
    """Further ways to name it, each as the stems of its words in their order."""

    def is_named_in(self, text: str) -> bool:
        """Return whether a text, numbers and all, has a word of it or one of its phrases."""
        if any(self._is_told(match) for match in WORD.finditer(text)):
            return True
        if not self.phrases:
            return False
        told = stems_of(text)
        return any(
            told[at : at + len(phrase)] == phrase for phrase in self.phrases for at in range(len(told))
        )

    def _is_told(self, match: re.Match[str]) -> bool:
        """Return whether a word is one of it, and not only what says of which kind something else is: “knee”
        in “knee swelling” names no knee pain."""
        told = _stems_in(match.group()) & self.words
        if not told:
            return False
        # “Shortness of breath” is not any breath.
        if any(of in told and first not in stems_of(match.string) for of, first in self.parts):
            return False
        # Nor is “back pain”, or “knee pain”, the leg pain that the finding tells of.
        before = WORD_BEFORE.search(match.string, max(0, match.start() - 40), match.start())
        if before is not None and before[1].lower() not in EMPTY:
            own = next((own for of, own in self.kinds if of in told), frozenset())
            known = own | self.words | self.measures | self.neutral | MEASURES | (NEUTRAL - PARTS_OF_BODY)
            if not _stems_in(before[1]) & known:
                return False
        behind = NEXT_WORD.match(match.string, match.end())
        if behind is None or behind[1].lower().endswith(("ed", "ly")):
            return True
        return not content_of(behind[1]) - self.words - self.measures - self.neutral - MEASURES


def _stems_in(word: str) -> frozenset[str]:
    small = word.lower().replace("’", "'").removesuffix("'s")
    return frozenset({stem(small)})


@lru_cache(maxsize=4096)
def content_of(text: str) -> frozenset[str]:
    """Return the stems of the words that can tell what a text is about, its numbers left out."""
    for one in reversed(quantities_in(text)):
        # What it counts may tell what it is about: “adverse” in “0 adverse events”.
        text = f"{text[: one.start]} {one.counted} {text[one.end :]}"
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    stems = (stem(word) for word in words if word not in EMPTY or stem(word) in MEASURES)
    return frozenset(stems) - NEUTRAL


def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in their order."""
    return tuple(stem(word.lower()) for word in ANY_WORD.findall(text))


@lru_cache(maxsize=4096)
def topic_of(figure: Figure, finding: str) -> Topic:
    """Return what a figure is about by its finding, or by that part of it which tells one of its results."""
    around = content_of(f"{figure.population} . {figure.timepoint}") | group_named(figure.finding)
    # Of whom it is told is not what is told: “in the brace group, 71 felt better”.
    told = (
        content_of(ADJUNCT.sub(" ", finding)) - around
        or content_of(ADJUNCT.sub(" ", figure.finding)) - around
        or content_of(finding)
    )
    strong = told - MEASURES
    # A word that goes with anything may be what a figure is about, as long as nothing else is named: “reach”.
    soft = frozenset(
        stem(word)
        for word in WORD.findall(finding.lower())
        if stem(word) in NEUTRAL
        and word not in EMPTY
        and not WAYS.fullmatch(word)
        and not quantities_in(word)
    )
    around |= content_of(figure.finding) - strong
    pairs = [(stem(match[1].lower()), stem(match[2].lower())) for match in PAIR.finditer(figure.finding)]
    kinds = tuple((of, frozenset({kind})) for kind, of in pairs if of in strong)
    firsts = [(stem(match[2].lower()), stem(match[1].lower())) for match in PART.finditer(figure.finding)]
    parts = tuple((of, first) for of, first in firsts if of in strong and first in strong)
    phrases = tuple(filter(None, map(stems_of, figure.words)))
    return Topic(strong, (told & MEASURES) | soft, around - strong, kinds, parts, phrases)


@lru_cache(maxsize=4096)
def about(
    sentence: str, start: int, end: int, topic: Topic, beside: str = "", *, share: bool = False
) -> About:
    """Return whether a number, which stands from `start` to `end`, is told of a topic.

    `beside` is what a reader has just read: the sentence before, the heading, the row of a table. Of a
    `share` of people nothing else may be said before the topic is named: “9 of 75 were glad of surgery”.
    """
    first, last = clause_span(sentence, start)
    here = content_of(ADJUNCT.sub(" ", sentence[first:last]))
    if _is_done_by_another_verb(sentence, start, end, first, last, topic):
        return About.OTHER
    if (
        share
        and (between := _up_to_topic(sentence[end:last], topic)) is not None
        and _foreign(between, topic)
    ):
        return About.OTHER
    of_what = OF_WHAT.match(sentence, end, last)
    kinds = {kind for _, own in topic.kinds for kind in own}
    if of_what and _stems_in(of_what[1]) & kinds and here & topic.words == _stems_in(of_what[1]):
        # “310 ml of blood” is no blood loss.
        return About.OTHER
    if topic.is_named_in(ADJUNCT.sub(" ", sentence[first:last])):
        return About.SHOWN
    if _foreign(sentence[first:last], topic, here):
        return About.OTHER
    soft = frozenset(stem(word) for word in WORD.findall(sentence[first:last].lower()))
    if soft & topic.measures or not (topic.words or topic.measures):
        return About.SHOWN
    if topic.is_named_in(sentence):
        return About.SHOWN
    whole = content_of(sentence)
    if whole & topic.measures and not whole - topic.neutral - MEASURES:
        return About.SHOWN
    if any(topic.is_named_in(line) or content_of(line) & topic.words for line in beside.split("\n")):
        return About.TOLD_BESIDE
    return About.SILENT


def _foreign(text: str, topic: Topic, here: frozenset[str] | None = None) -> frozenset[str]:
    """Return the stems of a text that tell of something that is neither the topic nor goes with anything."""
    told = content_of(text) if here is None else here
    return told - topic.words - topic.neutral - topic.measures - MEASURES


def _is_done_by_another_verb(
    sentence: str, start: int, end: int, first: int, last: int, topic: Topic
) -> bool:
    """Return whether the verb right before a number, or right behind a share, is one of something else:
    “waited 56 minutes”, “9 of the 90 people died”."""
    before = DONE.search(sentence, first, start) if start > first else None
    fate = FATE.match(sentence, end, last)
    verbs = [match["verb"] for match in (before, fate) if match]
    return any(_foreign(verb, topic) for verb in verbs)


def _up_to_topic(text: str, topic: Topic) -> str | None:
    """Return what stands in a text before the first word of a topic; None where it names none."""
    if WHO_DID.match(text):
        return None
    found = next((match for match in WORD.finditer(text) if _stems_in(match.group()) & topic.words), None)
    return text[: found.start()] if found else None
