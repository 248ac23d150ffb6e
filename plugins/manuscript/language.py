"""The language of an article: which one its header names, and whether its text looks like it.

A header names the language in a line such as “Lang: es” or “Lang: es-MX”; without the line it is English,
as for the build.
"""

import re
from collections.abc import Iterable

from plugins.manuscript.address import DEFAULT_LANGUAGE
from plugins.manuscript.header import Header

ENGLISH, SPANISH = "en", "es"
# Of three letters: the same languages in the codes that libraries use.
SAME = {"eng": ENGLISH, "spa": SPANISH}
NAMES = {
    "ar": "Arabic", "ca": "Catalan", "de": "German", "en": "English", "es": "Spanish", "eu": "Basque",
    "fr": "French", "gl": "Galician", "ht": "Haitian Creole", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tl": "Tagalog",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# Small words that no text of the language does without, and that hardly stand in the other one.
SMALL_WORDS = {
    ENGLISH: frozenset(
        """the of and to in is that it you your for are with on be this can or not have from they as at by an
        if may was when which their there who what how do does will we our about""".split()
    ),
    SPANISH: frozenset(
        """el la los las de del y en que un una es por con para se su sus al lo no más como pero si o está
        son puede este esta ser muy cuando sin sobre entre también le les ya hay usted tu te ha""".split()
    ),
}
LETTERS = re.compile(r"[^\W\d_]+")
# In texts of both kinds from 30 words on, a quarter to a half of the words are small ones; in a text of
# another language few are, by chance.
FEWEST_WORDS = 40
FEWEST_SMALL = 0.15


def language_of(header: Header) -> str:
    """Return the language that a header names, without its country, in small letters: “es” for “es-MX”."""
    named = re.split(r"[-_]", header.text("lang").strip().lower())[0]
    return SAME.get(named, named) or DEFAULT_LANGUAGE


def name_of(language: str) -> str:
    """Return a language's name in English, or its code where we have none."""
    return NAMES.get(language, f"the language “{language}”")


def looks_unlike(language: str, texts: Iterable[str]) -> bool:
    """Say whether texts can hardly be of a language; for short ones and unknown languages never."""
    small = SMALL_WORDS.get(language)
    words = [word.lower() for text in texts for word in LETTERS.findall(text)]
    if small is None or len(words) < FEWEST_WORDS:
        return False
    return sum(word in small for word in words) < FEWEST_SMALL * len(words)


def likeliest(texts: Iterable[str]) -> str:
    """Return the language, of those whose small words are known, that texts look like most; "" for none."""
    told = tuple(texts)
    fitting = [language for language in SMALL_WORDS if not looks_unlike(language, told)]
    words = [word.lower() for text in told for word in LETTERS.findall(text)]
    return max(fitting, key=lambda language: sum(word in SMALL_WORDS[language] for word in words), default="")
