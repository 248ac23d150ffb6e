"""Names of products and categories as people type them: compared, looked for in a text, guessed at.

“mild”, “Mild ”, “MILD®” and “mild (R)” are one name. A sign of ownership, capitals, spaces that cannot be
seen and the shape of a hyphen or apostrophe say nothing about which product is meant.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

SIGN = re.compile(r"\s*(?:[®™℠©]|\((?:r|tm|sm|c)\))", re.IGNORECASE)
# Soft hyphen, zero-width characters, word joiner, byte-order mark: seen by no reader.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SHAPES = dict(zip("‐‑‒–—−‘’‛ʼ′“”„″", "------'''''\"\"\"\"", strict=True))
TABLE = str.maketrans(SHAPES)
# How alike two names must be to be taken for each other's misspelling.
ALIKE = 0.8


def plain_name(name: str) -> str:
    """Return what counts of a name: no sign, no capitals, single spaces, plain hyphens and apostrophes."""
    return " ".join(SIGN.sub(" ", _plain(name)).split()).strip("'\".,;: ")


def same_name(one: str, other: str) -> bool:
    """Return whether two names mean the same thing, however they are typed."""
    return plain_name(one) == plain_name(other)


def nearest_name(name: str, known: Iterable[str], cutoff: float = ALIKE) -> str:
    """Return the known name that was probably meant, as it is written there, or ""."""
    by_plain = {plain_name(one): one for one in known}
    near = get_close_matches(plain_name(name), by_plain, n=1, cutoff=cutoff)
    return by_plain[near[0]] if near else ""


def kin(one: str, other: str) -> bool:
    """Return whether two single words differ by no more than their plural: “treatment”, “Treatments”."""
    first, second = plain_name(one), plain_name(other)
    return bool(first) and bool(second) and _singular(first) == _singular(second)


def find_name(name: str, text: str) -> tuple[int, int] | None:
    """Return where a text first names something (offsets in code points, half-open), or None.

    The name counts as a whole, a sign in it stands for any sign of that kind: “mild®” is found in
    “MILD (R)”, not in “mild pain”; “mild procedure” in “the mild  procedure”.
    """
    match = _looked_for(name).search(text)
    return match.span() if match else None


@lru_cache(maxsize=256)
def _looked_for(name: str) -> re.Pattern[str]:
    wanted = _plain(SIGN.sub("®", name.strip()))
    return re.compile(rf"(?<!\w){''.join(map(_character, ' '.join(wanted.split())))}(?!\w)", re.IGNORECASE)


def _character(one: str) -> str:
    """Return the pattern of one character of a name, with what cannot be seen behind it."""
    if one == "®":
        return SIGN.pattern
    if one.isspace():
        return r"\s+"
    shapes = "".join(shape for shape, plain in SHAPES.items() if plain == one)
    return f"[{re.escape(one + shapes)}]{UNSEEN.pattern}*"


def _plain(text: str) -> str:
    # Before NFKC, which makes the letters "TM" of the sign.
    kept = UNSEEN.sub("", text).replace("™", "®").replace("℠", "®")
    return unicodedata.normalize("NFKC", kept).translate(TABLE).casefold()


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
