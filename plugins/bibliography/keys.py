"""Keys by which references are cited: proposed as `mekhail2012`, told where one cannot be used."""

import re
from collections.abc import Collection, Iterator
from itertools import count

from unidecode import unidecode

from plugins.bibliography.citation import KEY
from plugins.bibliography.reference import Reference

# Words that say nothing about which work it is.
EMPTY_WORDS = frozenset("a an the of on in and for to us".split())
LONGEST = 40


def proposed_key(reference: Reference, taken: Collection[str]) -> str:
    """Return the key for a reference: first author's family name and year, in plain letters.

    A trial record is known by its number. Where nobody is named, the first word of the title stands in.
    A key that is taken, in whatever case, gets a letter: mekhail2012, mekhail2012b, mekhail2012c.
    """
    used = {key.lower() for key in taken}
    base = _base(reference)
    return next(key for key in _with_letters(base) if key not in used)


def key_trouble(key: str, taken: Collection[str]) -> str:
    """Return why a chosen key cannot be used, as a sentence; "" where it can."""
    if not re.fullmatch(KEY, key):
        return (
            f"“{key}” cannot be a key: it starts with a letter or digit and goes on with letters, digits, "
            "hyphens and full stops, up to 80."
        )
    if key.lower() in {known.lower() for known in taken}:
        return f"The key “{key}” is taken. Choose another, or leave --key out to get one proposed."
    return ""


def _base(reference: Reference) -> str:
    if re.fullmatch(r"(?i)nct\d{8}", reference.number):
        return reference.number.lower()
    date = reference.issued or reference.updated or reference.accessed
    year = str(date.year) if date else ""
    first = reference.authors[0] if reference.authors else None
    if first is not None and not first.literal:
        name = _plain(" ".join(filter(None, (first.particle, first.family))) or first.given)
    else:
        name = _first_word(first.literal if first is not None else reference.title)
    return f"{(name or _first_word(reference.title) or 'reference')[:LONGEST]}{year}"


def _first_word(text: str) -> str:
    """Return the first word that tells anything, in plain letters."""
    text = re.sub(r"<[^<>]*>", "", text)
    words = [plain for word in re.split(r"[\s/:—–-]+", text) if (plain := _plain(word))]
    return next((word for word in words if word not in EMPTY_WORDS), words[0] if words else "")


def _plain(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]", unidecode(text).lower()))


def _with_letters(base: str) -> Iterator[str]:
    yield base
    yield from (base + letter for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{base}-{number}" for number in count(2))
