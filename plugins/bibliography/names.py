"""The people and groups behind a source, as AMA prints them (AMA Manual of Style, 11th ed., 3.7)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce

from plugins.bibliography.json_values import Json, text_of
from plugins.bibliography.runs import plain

BETWEEN_NAMES = re.compile(r"[\s.\-‐‑–]+")
# PubMed's and EndNote's way of saying that more authors follow.
OTHERS = re.compile(r"(?:and\s+)?(?:others|et\s+al\.?)", re.IGNORECASE)
ORDINAL_SUFFIX = {"2nd": "II", "3rd": "III", "4th": "IV", "5th": "V"}
SUFFIX_IN_GIVEN = re.compile(
    r"(?P<given>.*?)(?:,\s*|\s+)(?P<suffix>Jr|Sr|II|III|IV|2nd|3rd|4th)\.?", re.IGNORECASE
)
PARTICLES = frozenset(
    "van von der den de del della dei di da das do dos du la le ten ter zu zur zum af av al el bin".split()
)
# Words by which an exporter's one-field name is known to be a group; “Plato” is a person.
GROUP = re.compile(
    r"""
    \b(?: group | investigators? | collaborat(?:ion|ors|ive) | committee | consortium | network | council
        | association | society | institutes? | college | cent(?:er|re)s? | foundation | administration
        | agency | department | dept | ministry | office | board | panel | task\ force | academy | university
        | hospital | clinic | inc | ltd | llc | corp | gmbh | organi[sz]ation | service | federation
        | alliance )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given, suffix) or a group (literal)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    particle: str = ""
    """Every particle in front of the family name: “van der”, “de la”."""
    literal: str = ""


def names_from_csl(value: Json) -> tuple[Name, ...]:
    """Return the names in a CSL list; what is no name in it is left out."""
    if isinstance(value, dict | str):
        value = [value]
    if not isinstance(value, list):
        return ()
    names = (_name(item) for item in value)
    return tuple(name for name in names if name and (name.family or name.literal or name.given))


def _name(item: Json) -> Name | None:
    if isinstance(item, str):
        return Name(literal=text_of(item))
    if not isinstance(item, dict):
        return None
    particles = (text_of(item.get(name)) for name in ("dropping-particle", "non-dropping-particle"))
    return Name(
        family=text_of(item.get("family")),
        given=text_of(item.get("given")),
        suffix=text_of(item.get("suffix")),
        particle=reduce(_beside, particles),
        literal=text_of(item.get("literal")),
    )


def is_group(name: Name) -> bool:
    """Return whether a name is a group's. One typed into the family field is known by its words."""
    return bool(name.literal) or (not name.given and " " in name.family and bool(GROUP.search(name.family)))


def name_list(names: tuple[Name, ...]) -> str:
    """Return a list of names: up to six all, of more than six three and “et al”; groups stand behind
    the people and a semicolon (AMA 11th ed., 3.7). Nothing where there is no name."""
    named = tuple(name for name in names if not OTHERS.fullmatch(name.literal or name.family))
    more = len(named) < len(names)
    people = tuple(filter(None, (person(name) for name in named if not is_group(name))))
    groups = tuple(filter(None, (plain(name.literal or name.family) for name in named if is_group(name))))
    lists = (_shortened(people, ", ", more and bool(people)), _shortened(groups, "; ", more and not people))
    return "; ".join(filter(None, lists))


def _shortened(names: tuple[str, ...], between: str, more: bool) -> str:
    if len(names) > 6:
        names, more = names[:3], True
    return ", ".join(filter(None, (between.join(names), "et al" if more else "")))


def person(name: Name) -> str:
    """Return a person as AMA prints one: particles and family name as their bearer writes them, initials
    without stops, the suffix last: “van der Berg AB Jr” (AMA 11th ed., 3.7 and 3.8)."""
    given, suffix, particle = plain(name.given), plain(name.suffix), plain(name.particle)
    if not suffix and (match := SUFFIX_IN_GIVEN.fullmatch(given)):
        given, suffix = match["given"], match["suffix"]
    words = given.split()
    trailing = 0
    # “Ludwig van” Beethoven: exporters that know no particles leave them behind the given name.
    while trailing < len(words) - 1 and words[-1 - trailing] in PARTICLES:
        trailing += 1
    if trailing:
        particle = _beside(" ".join(words[-trailing:]), particle)
        given = " ".join(words[:-trailing])
    family = _beside(particle, plain(name.family))
    suffix = suffix.strip(" ,").removesuffix(".")
    return " ".join(
        filter(None, (family, _initials(given, name.family), ORDINAL_SUFFIX.get(suffix.lower(), suffix)))
    )


def _beside(particle: str, name: str) -> str:
    """Put a particle in front of a name; an apostrophe or a hyphen joins them: d'Alembert, al-Razi."""
    if not particle or not name or particle.endswith(("'", "’", "-", "‐")):
        return f"{particle}{name}"
    return f"{particle} {name}"


def _initials(given: str, family: str) -> str:
    shouted = family.isupper() and len(family) > 1
    pieces = (_initial(word, shouted) for word in BETWEEN_NAMES.split(unicodedata.normalize("NFC", given)))
    initials = tuple(filter(None, pieces))
    return (" " if any(len(piece) > 1 and not _has_case(piece) for piece in initials) else "").join(initials)


def _initial(word: str, shouted: bool) -> str:
    start = next((at for at, sign in enumerate(word) if sign.isalpha()), None)
    if start is None:
        return ""
    word = word[start:]
    # Chinese, Hangul or Arabic names have no initials.
    if not _has_case(word):
        return word
    # PubMed writes “Poe JL”: these are initials already.
    if word.isupper() and len(word) <= 3 and not shouted:
        return word
    return word[0].upper() if len(word[0].upper()) == 1 else word[0]


def _has_case(word: str) -> bool:
    return word[0].lower() != word[0].upper()
