"""Names of authors as reference managers write them, read into CSL's parts.

“Family, Given, Suffix”; small words in front of the family name are its particle; “Jr” and “3rd” behind
the given name are its suffix; what has no comma is a group, or a person known by one name.
"""

import re

from plugins.bibliography.reference import Json

SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|2nd|3rd|[4-9]th", re.IGNORECASE)
# “van der Berg”, “de la Cruz”, but neither “bell hooks” nor “d'Aubigné”: small words, then a capital.
PARTICLE = re.compile(r"(?P<particle>(?:[^\W\d_A-Z][\w'’]{0,5}\s+){1,4})(?P<family>[^\W\d_]\S*(?:\s+\S+)*)")
GROUP = re.compile(
    r"\b(?:group|groups|committee|society|collaborat\w*|investigators|association|institutes?|academy"
    r"|administration|centers?|centres?|agency|department|organi[sz]ation|university|college|network"
    r"|consortium|foundation|services?|board|council|ministry|inc|llc|ltd|corporation|company|team|panel"
    r"|trialists|task force|office|hospital|clinic)\b",
    re.IGNORECASE,
)


def group(name: str) -> dict[str, Json]:
    """Return a group, or somebody known by one name."""
    return {"literal": _whole(name)}


def person(family: str, given: str = "", suffix: str = "", particle: str = "") -> dict[str, Json]:
    """Return a person; a particle in front of the family name is taken off it."""
    family, particle = _whole(family), _whole(particle)
    if not particle and (match := PARTICLE.fullmatch(family)) and match["family"][0].isupper():
        particle, family = match["particle"].strip(), match["family"]
    fields = {
        "family": family,
        "given": _whole(given),
        "suffix": _whole(suffix),
        "non-dropping-particle": particle,
    }
    return {name: value for name, value in fields.items() if value}


def family_first(text: str) -> dict[str, Json]:
    """Return the name in “Family, Given, Suffix” or “Family, Given Suffix”; without a comma, a group.

    EndNote marks a group by a comma at its end.
    """
    pieces = [_whole(piece) for piece in text.split(",")]
    filled = [piece for piece in pieces if piece]
    if len(filled) < 2 or GROUP.search(pieces[0]):
        return group(text.strip().rstrip(","))
    family, rest = filled[0], filled[1:]
    suffix = next((piece for piece in rest if SUFFIX.fullmatch(piece)), "")
    given = " ".join(piece for piece in rest if piece != suffix)
    words = given.split()
    if not suffix and len(words) > 1 and SUFFIX.fullmatch(words[-1]):
        given, suffix = " ".join(words[:-1]), words[-1]
    return person(family, given, suffix)


def given_first(text: str) -> dict[str, Json]:
    """Return the name in “Given Family Suffix”, or in any form with a comma."""
    if "," in text or GROUP.search(text):
        return family_first(text)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2:
        return group(text)
    # Small words in front of the last one belong to it: Anna van der Berg.
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return person(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _whole(text: str) -> str:
    return " ".join(text.split())
