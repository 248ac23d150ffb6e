"""Which references of the library a sentence most likely rests on, to be pasted behind it.

A figure of the evidence speaks for a sentence that states its values, number with unit ("8 to 56
minutes", "5 of 42 people"); what the sentence states beyond them speaks against it. Words that few
references share (the name of a trial, an authority) decide between equals, and alone only where
several agree. Where nothing is likely nothing is named: a wrong source is worse than none. Nothing
here says that the source supports the sentence; that is for the writer to read.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plugins.bibliography.evidence import NO_PAYER, Figure
from plugins.bibliography.library import Library
from plugins.bibliography.runs import plain
from plugins.claims.headline import SPELLED, SPELLED_NUMBER

TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|%|[^\W\d_][\w'’-]*")
NAME_LIKE = re.compile(r"(?<=[a-z0-9,;] )[A-Z][\w-]{3,}|\b[A-Z]{3,}\b")
YEAR = re.compile(r"(?:19|20)\d\d")
# How far behind a number its unit may stand: "0 major adverse events", "8 to 56 minutes".
UNIT_REACH = 4
# What a number may count. One with none of these behind it ("64 people in one group and 67 in the other")
# may be of any.
UNITS = frozenset("people % minut hour day week month year point feet foot mile mm cm mg".split())
TIMES = frozenset("day week month year".split())
# What is counted is the same people, whatever a source calls them.
SAME = dict.fromkeys("patient participant person adult subject".split(), "people") | {"percent": "%"}
EMPTY_WORDS = frozenset(
    """about above after again against also among another answer around back because been before being
    below between body both came care case cause come could count day does doctor done down during each
    even ever every few first found from full gave give given good group have help here high history how
    into itself just know last less level like long look low made make many mean might mild more most
    much must need never next number often once only open other over own page part people procedure
    put rate read reader report result same say several should show since small some still study such
    take talk tell than that their them then there these they thing this those through time took treat
    treatment type under until use very want week well went were what when where which while who whole
    will with without work would year you your""".split()
)
LEAST = 1.15
"""The score from which on a reference is named."""
NEAR = 0.7
"""The part of the best score that a second one needs."""
MOST_NAMED = 2
# What a number is worth that agrees without its unit.
LOOSE = 0.6
# What a number is worth that the source does not state.
STRAY = -0.5
# A word that most sources share tells nothing; numbers alone are believed from this score on.
COMMON = 0.3
SURE = 2.0
# What a name is worth that few sources have: MOTION, Framingham.
NAME = 0.6


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a sentence."""

    number: str
    units: frozenset[str]
    """The words behind it in which its unit may stand."""
    is_part: bool
    """Whether it is a part of a whole: "9 of the 75"."""

    @property
    def is_bare(self) -> bool:
        """Whether none of them is a unit, so that it may be of any."""
        return not self.units & UNITS

    @property
    def is_time(self) -> bool:
        """Whether it counts time, which sentences add to what they tell: "at 2 years"."""
        return not self.is_bare and self.units & UNITS <= TIMES


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reference to look at, as it is pasted, and what it says there."""

    typed: str
    """[@mekhail2012#standing]"""
    says: str
    score: float


@dataclass(frozen=True, slots=True)
class _Record:
    """A figure of a source, or a source without any, made ready for comparing."""

    key: str
    typed: str
    says: str
    values: tuple[tuple[str, str], ...]
    """Pairs (number, unit); the unit "" where the value has none."""
    names: frozenset[str]
    """Values that are no measure: "december 7, 2016", "approved clinical study only"."""
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """A library made ready for looking sentences up in it."""

    records: tuple[_Record, ...]
    stated: dict[str, frozenset[tuple[str, str]]]
    """All values of a source, by its key."""
    rarity: dict[str, float]
    """How telling a word is, from 0 (every source has it) to 1 (one has it)."""

    def likely(self, sentence: str) -> tuple[Suggestion, ...]:
        """Return the references that a sentence most likely rests on, at most two, the likeliest first."""
        # Once each: a long list of numbers agrees with anything by chance.
        measures = tuple({one.number: one for one in _measures(sentence)}.values())
        stems = frozenset(_stems(sentence))
        # The first word has its capital from the sentence.
        names = frozenset(map(_stem, NAME_LIKE.findall(sentence)))
        flat = _flat(sentence)
        best: dict[str, Suggestion] = {}
        for record in self.records:
            score = self._score(record, measures, stems, names, flat)
            if score >= LEAST and (record.key not in best or score > best[record.key].score):
                best[record.key] = Suggestion(record.typed, record.says, score)
        ranked = sorted(best.values(), key=lambda one: -one.score)[:MOST_NAMED]
        return tuple(one for one in ranked if one.score >= NEAR * ranked[0].score)

    def _score(
        self,
        record: _Record,
        measures: tuple[Measure, ...],
        stems: frozenset[str],
        names: frozenset[str],
        flat: str,
    ) -> float:
        named = [name for name in record.names if f" {name} " in f" {flat} "]
        told = frozenset(number for name in named for number in name.split())
        score = sum(1.5 if len(name.split()) > 2 else 1.0 for name in named)
        for one in measures:
            agreed = _agreement(one, record.values)
            if agreed == 0 and one.number not in told and not one.is_time:
                score += 0 if _agreement(one, self.stated[record.key]) else STRAY
            score += agreed
        shared = stems & record.stems
        if not any(self.rarity.get(stem, 0.0) > COMMON for stem in shared) and score < SURE:
            return 0.0
        topic = sum(self.rarity.get(stem, 0.0) for stem in shared)
        score += NAME * sum(self.rarity.get(stem, 0.0) > 0.7 for stem in shared & names)
        return score + min(topic, 3.0) * 0.35


def sources_of(library: Library) -> Sources:
    """Make a library ready. What was retracted is never suggested."""
    records = tuple(
        record
        for key, reference in library.references.items()
        if library.retractions.of(reference) is None
        for record in _records(library, key)
    )
    words: dict[str, set[str]] = {}
    stated: dict[str, set[tuple[str, str]]] = {}
    for record in records:
        words.setdefault(record.key, set()).update(record.stems)
        stated.setdefault(record.key, set()).update(record.values)
    spread = Counter(stem for of_key in words.values() for stem in of_key)
    whole = math.log(len(words) + 1)
    rarity = {stem: max(0.0, math.log((len(words) + 1) / count) / whole) for stem, count in spread.items()}
    return Sources(records, {key: frozenset(values) for key, values in stated.items()}, rarity)


def _records(library: Library, key: str) -> Iterator[_Record]:
    reference, evidence = library.references[key], library.evidence.get(key)
    title = plain(reference.title)
    # Not the publisher: an authority has said much else.
    about = f"{title} {' '.join(name.family for name in reference.authors[:1])}"
    if evidence and evidence.funding not in NO_PAYER:
        about += f" {evidence.funding}"
    yield _Record(key, f"[@{key}]", title, (), frozenset(), frozenset(_stems(about)))
    for figure in evidence.figures if evidence else ():
        values, names = _values(figure)
        stems = frozenset(_stems(f"{about} {figure.finding} {figure.population}"))
        yield _Record(key, f"[@{key}#{figure.name}]", figure.finding, values, names, stems)


def _values(figure: Figure) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    measures, names = [], set()
    for value in figure.values:
        tokens = _tokens(value)
        numbers = [token for token in tokens if token[0].isdigit()]
        if numbers and (len(tokens) == 1 or not tokens[-1][0].isdigit()) and tokens[0][0].isdigit():
            unit = _stem(tokens[-1]) if len(tokens) > 1 else ""
            measures += [(_number(number), unit) for number in numbers]
        else:
            names.add(_flat(value))
    return tuple(measures), frozenset(names)


def _measures(sentence: str) -> Iterator[Measure]:
    tokens = _tokens(sentence)
    for at, token in enumerate(tokens):
        if not token[0].isdigit() or YEAR.fullmatch(token):
            continue
        following = [_stem(other) for other in tokens[at + 1 :] if not other[0].isdigit()][:UNIT_REACH]
        if "%" in following[:2]:
            following = ["%"]
        if at and _stem(tokens[at - 1]) in ("ag", "aged", "age"):
            following.append("year")
        yield Measure(_number(token), frozenset(following), "of" in tokens[at + 1 : at + 3])


def _agreement(measure: Measure, values: Collection[tuple[str, str]]) -> float:
    """Return what a number is worth beside the values of a source; 0 where none is the same."""
    units = {unit for stated, unit in values if stated == measure.number}
    if not units:
        return 0.0
    weight = _weight(measure.number)
    if units & measure.units or ("" in units and weight > 1):
        return weight
    return LOOSE * weight if measure.is_bare and (len(measure.number) > 1 or measure.is_part) else 0.0


def _weight(number: str) -> float:
    """Return how telling it is that a number agrees: 3,956 is rarer than 5."""
    return 1.5 if len(number.replace(".", "")) > 2 or "." in number else 1.0


def _number(token: str) -> str:
    return f"{float(token.replace(',', '')):g}" if len(token) < 15 else token


def _tokens(text: str) -> list[str]:
    digits = SPELLED_NUMBER.sub(
        lambda match: match.group() if match.group().lower() == "one" else SPELLED[match.group().lower()],
        text,
    )
    return TOKEN.findall(digits)


def _flat(text: str) -> str:
    return " ".join(token.lower() for token in _tokens(text))


def _stems(text: str) -> Iterator[str]:
    for token in _tokens(text):
        stem = _stem(token)
        if len(stem) > 2 and token.lower() not in EMPTY_WORDS and stem not in EMPTY_WORDS and stem.isalpha():
            yield stem


def _stem(word: str) -> str:
    """Return a word without the commonest endings: enough to find "patients" in "patient"."""
    small = word.lower().replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if small.endswith(ending) and len(small) - len(ending) > 3 and not small.endswith("ss"):
            small = small.removesuffix(ending)
            break
    return SAME.get(small, small)
