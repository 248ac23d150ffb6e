"""A text in words, signs and numbers: number words and dates are put together into one token each."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
VULGAR = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(100) for sign in "½¼¾⅓⅔⅐⅑⅒⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
SIGNS = frozenset("-−–+‐‑")
DASHES = frozenset("-–—−‐‑‒")
BEFORE_SIGN = frozenset("to of by and or from was were is at than about".split())
NAMED_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Two spaces, or a line break, are typed as easily as one.
SPACE = r"\s{1,3}"
TOKEN = re.compile(
    rf"""
      (?P<iso>\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)
    | (?P<date>
        \b(?:{NAMED_MONTH})\.?{SPACE}(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?{SPACE})?(?:19|20)\d\d\b)
    | (?P<british>
        \b(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?{SPACE}(?:of{SPACE})?(?:{NAMED_MONTH})
        \.?,?{SPACE}(?:19|20)\d\d\b)
    | (?P<american>\b(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])/(?:19|20)\d\d\b)
    | (?P<endless>[\d.,]{{25,}})                      # no amount that anybody writes
    | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)
    | (?P<vulgar>[{"".join(VULGAR)}])
    | (?P<special>°[FC]\b|km/h|mm{SPACE}Hg\b)
    | (?P<word>[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?)
    | (?P<sign>[%°$€£<>≤≥=±~≈+/–—−‐‑‒:;,.?()\[\]-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Without any of these nothing in a text is a number.
HINT = re.compile(
    rf"\d|[{''.join(VULGAR)}]|\b(?:{'|'.join((*ONES, *TENS, *SCALES))})\b|\bhal(?:f|v)|\bthird|\bquarter"
    r"|\bfifth|\btenth|\btwice\b|fold\b|\bdoubl|\btripl|\btrebl|upl(?:ed?|es|ing)\b|\bno(?:ne|t|body)?\b|ties\b|\bmost\b|\bevery|\ball\b|\ban?\s(?:year|month|week|day|hour|minute|mile)\b",
    re.IGNORECASE,
)


ENDLESS = re.compile(r"[\d.,]{25,}")
LEAST_ENDLESS = 13


def endless_in(text: str) -> int:
    """Return how many digits the first number of a text has that nobody writes or reads; 0 for none."""
    for match in ENDLESS.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        if digits >= LEAST_ENDLESS:
            return digits
    return 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, a number or a date of a text; offsets in code points, half-open."""

    kind: str
    """"word", "sign", "number", "date", "month"."""
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    step: Fraction = Fraction(0)
    """What a number's last typed place is worth."""
    spelled: bool = False
    """Whether a number was written in words."""
    sign: bool = False
    """Whether a plus or minus is typed with it, which its value has."""

    @property
    def low(self) -> str:
        """The text in small letters."""
        return self.text.lower()


def tokens_of(text: str, every: bool = False) -> tuple[Token, ...]:
    """Return the tokens of a text, number words put together and signs put to their numbers.

    None where no number can be, unless `every` word is asked for.
    """
    if not every and not HINT.search(text):
        return ()
    return _tokens(text)


# What one reader has asked for the next asks at once: numbers, then vague amounts.
@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_with_words(text, _signed([_token(match) for match in TOKEN.finditer(text)])))


def _signed(tokens: list[Token]) -> list[Token]:
    """Put a sign to the number right behind it: “−3.5 points”, “+2”, “minus 3.5”.

    A dash behind a number, or behind its unit, is the dash of a range; one that touches a word is a hyphen.
    """
    made: list[Token] = []
    for at, token in enumerate(tokens):
        sign = tokens[at - 1] if at else None
        if token.kind == "number" and sign is not None and _is_sign(tokens, at - 1):
            made[-1] = replace(
                token,
                start=sign.start,
                value=-token.value if sign.text not in "+＋" else token.value,
                sign=True,
            )
        else:
            made.append(token)
    return made


def _is_sign(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a plus or minus is one of the number behind it."""
    mark, number = tokens[at], tokens[at + 1]
    before = tokens[at - 1] if at else None
    before_that = tokens[at - 2] if at > 1 else None
    behind_number = before is not None and (
        before.kind == "number" or (before_that is not None and before_that.kind == "number")
    )
    if mark.low == "minus":
        return number.start == mark.end + 1 and not behind_number
    if mark.text not in SIGNS or mark.end != number.start:
        return False
    if before is None:
        return True
    if before.end == mark.start:
        return before.text in "([<>≤≥=~≈" or (before.text in DASHES and before.kind == "sign")
    if before.kind == "number" or (before.text == "%" and behind_number):
        return False
    # “8 minutes -56 minutes”, but “at 2 years, -3.5 points” and “the 2 groups: -3.5 and -1”.
    return before.kind != "word" or not behind_number or before.low in BEFORE_SIGN


def _token(match: re.Match[str]) -> Token:
    kind, text, (start, end) = match.lastgroup or "sign", match.group(), match.span()
    if kind == "iso":
        return Token("date", text, start, end, Fraction(text.replace("-", "")))
    if kind == "american":
        month, day, year = (int(part) for part in text.split("/"))
        return Token("date", text, start, end, Fraction(10000 * year + 100 * month + day))
    if kind in ("date", "british"):
        return _date(text, start, end)
    if kind == "number":
        plain = text.replace(",", "")
        return Token(
            "number", text, start, end, Fraction(plain), Fraction(1, 10 ** len(plain.partition(".")[2]))
        )
    if kind == "vulgar":
        return Token("number", text, start, end, VULGAR[text])
    if kind == "special":
        return Token("word", "".join(text.split()), start, end)
    return Token(kind, text, start, end)


def _date(text: str, start: int, end: int) -> Token:
    parts = re.findall(r"[^\W\d_]+|\d+", text)
    month = next(MONTHS[part.lower()] for part in parts if part.lower() in MONTHS)
    numbers = [int(part) for part in parts if part.isdigit()]
    day = numbers[0] if len(numbers) > 1 else 0
    return Token(
        "date" if day else "month", text, start, end, Fraction(10000 * numbers[-1] + 100 * month + day)
    )


def _with_words(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Put number words together: “two hundred and five”, “1.5 million”, “a dozen”, “one and a half”."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        token, last = _number(tokens, at)
        if token is not None:
            token, last = _and_a_half(tokens, token, last)
            made.append(replace(token, text=text[token.start : token.end]))
        else:
            made.append(tokens[at])
        at = last
    return made


def _number(tokens: Sequence[Token], at: int) -> tuple[Token | None, int]:
    """Return the number that begins at a token, and the index behind it; None where none does."""
    first = tokens[at]
    if first.kind == "number":
        return _times(tokens, first, at + 1)
    if first.low in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].low in SCALES:
        return _times(
            tokens, Token("number", "", first.start, first.end, Fraction(1), Fraction(1), True), at + 1
        )
    if first.kind != "word" or (first.low not in ONES and first.low not in TENS):
        return None, at + 1
    total = part = 0
    end, last = first.end, at
    while last < len(tokens):
        word = tokens[last].low
        if word in TENS and part % 100 == 0:
            part += TENS[word]
        elif word in ONES and (part % 100 == 0 or (part % 100 in TENS.values() and 0 < ONES[word] < 10)):
            part += ONES[word]
        elif word == "hundred" and 0 < part < 10:
            part *= 100
        elif word in ("thousand", "million", "billion", "dozen") and part:
            total, part = total + part * SCALES[word], 0
        else:
            break
        end, last = tokens[last].end, last + 1
        # “twenty-five”, “one hundred and five”
        if (
            last + 1 < len(tokens)
            and (
                (tokens[last].text == "-" and tokens[last].start == end and part % 100 in TENS.values())
                or (tokens[last].low == "and" and part and part % 100 == 0)
            )
            and tokens[last + 1].low in (ONES | TENS)
        ):
            last += 1
    return Token("number", "", first.start, end, Fraction(total + part), Fraction(1), True), last


def _times(tokens: Sequence[Token], number: Token, at: int) -> tuple[Token, int]:
    """Return a number with the scale words behind it: “1.5 million”, and a part: “2½”."""
    if (
        at < len(tokens)
        and tokens[at].text in VULGAR
        and tokens[at].start - number.end in (0, 1)
        and number.value.denominator == 1
    ):
        return _with_part(number, tokens[at], tokens[at].value), at + 1
    value, step, end = number.value, number.step, number.end
    while at < len(tokens) and (scale := SCALES.get(tokens[at].low)) and 0 < tokens[at].start - end <= 3:
        value, step, end, at = value * scale, step * scale, tokens[at].end, at + 1
    return replace(number, end=end, value=value, step=step), at


def _and_a_half(tokens: Sequence[Token], number: Token, at: int) -> tuple[Token, int]:
    if [token.low for token in tokens[at : at + 3]] == ["and", "a", "half"]:
        half = replace(tokens[at + 2], step=Fraction(1, 2), spelled=True)
        return _with_part(number, half, Fraction(1, 2)), at + 3
    return number, at


def _with_part(number: Token, part: Token, value: Fraction) -> Token:
    """Return a number with a part of one added to it, away from zero."""
    value = number.value - value if number.value < 0 else number.value + value
    return replace(number, end=part.end, value=value, step=part.step, spelled=part.spelled or number.spelled)
