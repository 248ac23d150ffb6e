"""Which wording lists read an article, by its language.

English has lists and learned weights, Spanish lists alone (experimental). In any other language no claim
can be found, which is no sign that there is none: rule CLM114 says so of the article.
"""

from plugins.claims.claim import Assertion, Setting
from plugins.claims.cues import FIGURES, cues
from plugins.claims.detector import detect
from plugins.claims.lexicon import Lexicon
from plugins.claims.spanish import detect_spanish, load_spanish, prepared
from plugins.manuscript.language import SPANISH


def lexicon_for(language: str, own: Lexicon) -> Lexicon | None:
    """Return the lists for a language, or nothing where there are none; `own` are those in use already."""
    if language == own.language:
        return own
    return load_spanish() if language == SPANISH else None


def detect_in_language(sentence: str, setting: Setting, lexicon: Lexicon) -> Assertion | None:
    """Tell what claim a sentence makes in the language of the lists, or nothing when it needs no source."""
    if lexicon.language == SPANISH:
        return detect_spanish(sentence, setting, lexicon)
    return detect(sentence, setting, lexicon)


def states_figure(sentence: str, setting: Setting, lexicon: Lexicon) -> bool:
    """Say whether a sentence states a number that measures the world."""
    text = prepared(sentence) if lexicon.language == SPANISH else sentence
    return any(cue.name in FIGURES for cue in cues(text, setting, lexicon))
