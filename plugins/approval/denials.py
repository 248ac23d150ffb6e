"""Which words of a sentence deny, and the root by which a denied word is known again."""

from collections.abc import Sequence
from functools import lru_cache

from plugins.approval.opposites import opposites
from plugins.approval.words import Word, denies, stem

NUMBERS_DENIED = frozenset(("0",))


@lru_cache(maxsize=20_000)
def _may_deny(word: str) -> bool:
    return denies(word) or word in opposites().denials


def is_denial(words: Sequence[Word], at: int) -> bool:
    """Return whether a word denies what stands behind it; "0 harms" denies as "no harms" does."""
    word = words[at]
    if word.number:
        return word.text in NUMBERS_DENIED
    if is_no_longer(words, at):
        return True
    return _may_deny(word.text) and not is_no_longer(words, at + 1)


def is_no_longer(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is the "longer" of "no longer", which compares nothing."""
    if not 0 < at < len(words) or words[at].text != "longer" or words[at - 1].text not in ("no", "not"):
        return False
    return at + 1 == len(words) or words[at + 1].text != "than"


def denies_verbs(word: Word) -> bool:
    """Return whether a denial is one of verbs, so that it reaches beyond the verb: "did not stand longer"."""
    return word.text in ("not", "never", "cannot") or word.text.endswith("n't")


def root(word: Word) -> str:
    """Return the root of a word: of "slept" that of "sleep"."""
    # "Rate" and "rated": short words keep their "e" elsewhere.
    return stem(opposites().forms.get(word.text, word.text)).removesuffix("e")
