"""The words around a number that say what it counts, how it is bounded, or that it is none."""

from collections.abc import Sequence

from plugins.quantities.quantity import BARE, Bound, Unit
from plugins.quantities.tokens import Token
from plugins.quantities.units import unit_named, unit_of

# How many words behind a number the noun may stand that it counts: "0 major adverse events".
REACH = 4
UNDER = ("under", "below", "less than", "fewer than")
LITTLE = ("just", "slightly", "a little", "a bit", "only just", "a touch", "a shade")
BEFORE: dict[tuple[str, ...], Bound] = {
    tuple(words.split()): bound
    for bound, phrases in {
        Bound.ABOUT: (
            "about", "around", "roughly", "approximately", "approx .", "approx", "some", "~", "≈", "close to",
            "an estimated", "circa", "more or less",
        ),
        Bound.JUST_UNDER: (
            "nearly", "almost", "virtually", "not quite", "just shy of", "shy of", "all but",
            *(f"{little} {under}" for little in LITTLE for under in UNDER),
        ),
        Bound.JUST_OVER: (
            *(f"{little} {over}" for little in LITTLE for over in ("over", "above", "more than")),
        ),
        Bound.MORE: (
            "more than", "over", "above", "greater than", "longer than", "higher than", "exceeding", ">",
            "older than",
        ),
        Bound.AT_LEAST: (
            "at least", "no fewer than", "no less than", "not less than", "a minimum of", "≥", "as few as",
            "as little as", "> =",
        ),
        Bound.LESS: (
            "fewer than", "less than", "under", "below", "lower than", "shorter than", "smaller than",
            "younger than", "not even", "<",
        ),
        Bound.AT_MOST: (
            "up to", "at most", "no more than", "not more than", "as many as", "as much as", "as high as",
            "as long as", "as far as", "a maximum of", "≤", "maximum", "max .", "< =",
        ),
    }.items()
    for words in phrases
}  # fmt: skip
AFTER = {
    ("or", "more"): Bound.AT_LEAST, ("and", "more"): Bound.AT_LEAST, ("or", "over"): Bound.AT_LEAST,
    ("and", "over"): Bound.AT_LEAST, ("or", "older"): Bound.AT_LEAST, ("and", "older"): Bound.AT_LEAST,
    ("and", "up"): Bound.AT_LEAST, ("or", "above"): Bound.AT_LEAST, ("and", "above"): Bound.AT_LEAST,
    ("or", "longer"): Bound.AT_LEAST, ("or", "greater"): Bound.AT_LEAST, ("or", "higher"): Bound.AT_LEAST,
    ("or", "less"): Bound.AT_MOST, ("or", "fewer"): Bound.AT_MOST, ("or", "younger"): Bound.AT_MOST,
    ("and", "younger"): Bound.AT_MOST, ("or", "under"): Bound.AT_MOST, ("and", "under"): Bound.AT_MOST,
    ("or", "below"): Bound.AT_MOST, ("or", "smaller"): Bound.AT_MOST, ("or", "lower"): Bound.AT_MOST,
    ("or", "shorter"): Bound.AT_MOST, ("or", "so"): Bound.ABOUT,
}  # fmt: skip
OF_AGE = frozenset({"older", "younger"})
# Where the search for a counted noun ends: what follows is about something else.
STOP = frozenset(
    """of in to and or had have has were was is are be been with from at over for who whom which that this
    these those on by than but while after before during within among between per as not no can could
    may might will would did do does then so if when where it they he she we you its their the a an our
    your his her left improved rose fell""".split()
)
# A number behind one of these is a name: "version 2", "type 2 diabetes", "L4".
LABELS = frozenset(
    """question step steps stage grade type version table figure fig chapter part phase level class page pages
    p pp section no number vol volume appendix box item tip option group arm reference ref room
    suite rule vitamin covid topic lesson answer module unit line""".split()
)
PEOPLE = frozenset(
    """people adults those anyone everyone someone persons patients men women participants beneficiaries
    americans individuals seniors residents""".split()
)
NO_PLURAL = frozenset(
    "others was is has does this its less across plus as us yes always perhaps besides various".split()
)


def unit_behind(tokens: Sequence[Token], at: int) -> tuple[Unit | None, int]:
    """Return a unit that stands right at an index, behind a space or hyphen, and the index behind it."""
    if at + 1 < len(tokens) and tokens[at].text in "-–" and _touches(tokens, at) and _touches(tokens, at + 1):
        unit = unit_of(tokens[at + 1].text) if tokens[at + 1].kind == "word" else None
        return (unit, at + 2) if unit else (None, at)
    if at < len(tokens):
        token = tokens[at]
        if [one.low for one in tokens[at : at + 2]] == ["per", "cent"]:
            return unit_of("%"), at + 2
        unit = unit_of(token.text) if token.kind == "word" or token.text in "%°" else None
        if unit and unit.name == "%" and at + 1 < len(tokens) and tokens[at + 1].low in ("points", "point"):
            return unit_named("percentage point"), at + 2
        if unit:
            return unit, at + 1
    return None, at


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].end == tokens[at].start


def counted_behind(tokens: Sequence[Token], at: int) -> tuple[Unit, int, str]:
    """Return what a number counts, by the next noun within reach: its unit, the index behind, its words."""
    unknown: tuple[Unit, int, str] | None = None
    words = []
    for index in range(at, min(at + REACH, len(tokens))):
        token = tokens[index]
        if token.kind != "word" or token.low in STOP:
            break
        words.append(token.text)
        unit = unit_of(token.text)
        if unit and (unit.dimension == "count" or index == at):
            return unit, index + 1, " ".join(words)
        if unit:
            break
        if unknown is None and _is_plural(token.low):
            unknown = Unit(_singular(token.low), "count"), index + 1, " ".join(words)
    return unknown or (BARE, at, "")


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in NO_PLURAL
    )


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def bound_before(tokens: Sequence[Token], at: int) -> tuple[Bound, int]:
    """Return how the words right before a number bound it, and the index where they begin."""
    for length in (4, 3, 2, 1):
        if at >= length:
            bound = BEFORE.get(tuple(token.low for token in tokens[at - length : at]))
            if bound:
                return bound, at - length
    return Bound.EXACT, at


def bound_behind(tokens: Sequence[Token], at: int) -> tuple[Bound, int, bool]:
    """Return how the words behind a number bound it, the index behind them, and whether they mean an age."""
    if at < len(tokens) and tokens[at].text == "+":
        return Bound.AT_LEAST, at + 1, False
    pair = tuple(token.low for token in tokens[at : at + 2])
    bound = AFTER.get((pair[0], pair[1])) if len(pair) == 2 else None
    return (bound, at + 2, pair[1] in OF_AGE) if bound else (Bound.EXACT, at, False)


def label_of(tokens: Sequence[Token], at: int) -> str:
    """Return the word that a number is the number of (“version” in “version 2”), or ""."""
    label = tokens[at - 1].low if at else ""
    if label not in LABELS or tokens[at].start != tokens[at - 1].end + 1 or tokens[at].value.denominator != 1:
        return ""
    unit, _ = unit_behind(tokens, at + 1)
    of = [token.low for token in tokens[at + 1 : at + 2]] == ["of"]
    return "" if unit or of or (label == "no" and not tokens[at - 1].text.istitle()) else label


def is_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a number is part of a name: “type 2”, “COVID-19”, “3rd”, “10:30”."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if label_of(tokens, at):
        return True
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.spelled:
        return False
    if before is not None:
        touches = before.end == token.start
        if before.kind == "word" and touches:
            return True
        joined = touches and before.text == "-" and at > 1 and tokens[at - 2].end == before.start
        if joined and tokens[at - 2].kind == "word":
            return True
        if touches and before.text == ":" and at > 1 and tokens[at - 2].kind == "number":
            return True
    if behind is not None and behind.start == token.end:
        if behind.low in ("st", "nd", "rd", "th"):
            return True
        # “510(k)”
        if behind.text == "(" and at + 2 < len(tokens) and tokens[at + 2].kind == "word":
            return tokens[at + 2].start == behind.end and len(tokens[at + 2].text) < 3
        if behind.text == ":" and at + 2 < len(tokens) and tokens[at + 2].kind == "number":
            return tokens[at + 2].start == behind.end
    return False
