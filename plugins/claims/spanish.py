"""Finding claims in Spanish sentences, with wording lists alone. Experimental.

The families of `lexicon.es.toml` and the steps of `detector.py` do the work; here is what Spanish writes
otherwise: figures with a space in them ("40 000"), quotation marks («así»), and how a lead-in ends that says
nothing before its list does. Nothing was learned, so a finding is less sure than one in English;
docs/claims-spanish.md tells how well it does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, is_normalized, normalize

from plugins.claims.claim import Assertion, Setting
from plugins.claims.detector import detect
from plugins.claims.lexicon import Lexicon, load_wording
from plugins.manuscript.language import SPANISH

SPANISH_LEXICON = Path(__file__).with_name("lexicon.es.toml")
EXPERIMENTAL = "Spanish is read with wording lists alone; experimental."
"""Stands in every message about a claim in Spanish."""
SUREST = 0.85
"""More than this is never said of a finding: points are no measured probability."""

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]?\d)")
"""A number in groups of three, which the phrases would take for two numbers."""
_GROUP_SPACE = re.compile(r"[ \u00a0\u202f]")
_MARKS = str.maketrans({"«": "“", "»": "”", "¿": " ", "¡": " "})
_LEADS_IN = re.compile(
    r"""
    \b (?:
        son | est[aá]n? | incluyen? | figuran | ofrecen? | permiten? | pueden? | debe | como
      | lo \s siguiente
      | a | con | de | para | por | que | si | influyen | (?: los | las ) \s siguientes (?: \s \w{1,20} ){0,3}
    ) \s? : $
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a lead-in ends that says nothing before its list does: "Entre los beneficios están:"."""

_DENIES = re.compile(r"\b(?:no|ni|nunca|sin|ningún|ninguna|nadie)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\d|%|\bmitad\b|\bmayoría\b|\b(?:casi todos|muchos|todas|todos) (?:los|las)?\b"
    r"|\bde cada\b|\btercios?\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def load_spanish() -> Lexicon:
    """Read the Spanish wording lists. Raises `LexiconProblems` with every mistake."""
    return replace(load_wording(SPANISH_LEXICON), language=SPANISH)


def detect_spanish(sentence: str, setting: Setting, lexicon: Lexicon) -> Assertion | None:
    """Tell what claim a Spanish sentence makes, or nothing when it needs no source."""
    composed, offsets = _composed(sentence)
    text = prepared(composed)
    if _LEADS_IN.search(text.rstrip(" *_")[-60:]):
        return None
    found = detect(text, replace(setting, lead_in=prepared(setting.lead_in)), lexicon)
    if found is None:
        return None
    # The reason quotes the sentence as it was made ready.
    reason = found.reason.replace(text[found.start : found.end], composed[found.start : found.end])
    return replace(
        found,
        start=offsets[found.start],
        end=offsets[found.end],
        reason=reason,
        confidence=min(found.confidence, SUREST),
    )


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """Join letters with accents that stand apart from them, as some programs copy them.

    Returns the text, and for each of its places, the end included, the one in the text as it was.
    """
    if is_normalized("NFC", text):
        return text, range(len(text) + 1)
    joined: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        whole = normalize("NFC", joined[-1] + character) if joined and combining(character) else ""
        if len(whole) == 1:
            joined[-1] = whole
        else:
            joined.append(character)
            offsets.append(offset)
    return "".join(joined), (*offsets, len(text))


def softer_spanish(text: str) -> str:
    """Return how a result told in Spanish can be told without a source."""
    if _DENIES.search(text):
        return "leave it out"
    if _FIGURE.search(text):
        return "take the figure out and say what the treatment is meant to do (“está diseñado para …”)"
    return "say what the treatment is meant to do (“está diseñado para …”) instead of what it does"


def prepared(text: str) -> str:
    """Return a text in which the phrases can be found, with every character at its place.

    Groups of digits are joined by full stops ("40 000" becomes "40.000"), and Spanish marks become those
    that the phrases know.
    """
    joined = _GROUPED.sub(lambda number: _GROUP_SPACE.sub(".", number[0]), text)
    return joined.translate(_MARKS)
