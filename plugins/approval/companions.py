"""Whether what belongs to a claim stands near it: in its very words, or in words that say the same.

“40 people” is there as “40 older patients” too, and “no comparison group” as “did not have a control group”.
Its words must stand in their order within one sentence, with a word or two between, none of them a number or
a denial; a number is never another one.
"""

from collections.abc import Sequence

from plugins.approval.words import Word, stem, words_in
from plugins.evidence.reach import SAYS_NO_GROUP
from plugins.manuscript.sentences import split_sentences

# Words that stand for one another where a text tells of a study.
ALIKE = {
    word: words[0]
    for words in (
        (
            "people",
            "person",
            "patients",
            "patient",
            "participants",
            "participant",
            "adults",
            "adult",
            "volunteers",
        ),
        ("no", "not", "without", "none", "never", "neither", "nor", "lacked", "lacks", "lacking"),
        ("comparison", "control", "comparator"),
        ("mean", "means", "meant"),
    )
    for word in words
}
# Left out on both sides: they come and go with the way a sentence is built.
SMALL = frozenset(
    "a an the any this that there it is are was were be been does did do has have had of".split()
)
BETWEEN = 2


def stands(texts: Sequence[str], around: Sequence[str]) -> bool:
    """Return whether any of some texts stands in what a reader meets."""
    told_shortly = ([_plain(word) for word in _telling(text)] for text in texts)
    # What is but one word without its small ones must stand as it is.
    wanted = [words for words in told_shortly if len(words) > 1]
    no_group = any(SAYS_NO_GROUP.search(text) for text in texts)
    for told in around:
        if no_group and SAYS_NO_GROUP.search(told):
            return True
        if any(f" {_row(text)} " in f" {_row(told)} " for text in texts):
            return True
        for sentence in split_sentences(told):
            if any(_in_order(words, _telling(sentence.text)) for words in wanted):
                return True
    return False


def _row(text: str) -> str:
    return " ".join(word.text for word in words_in(text))


def _telling(text: str) -> list[Word]:
    return [word for word in words_in(text) if word.text not in SMALL]


def _plain(word: Word) -> str:
    if word.number:
        return word.text
    known = ALIKE.get(word.text)
    return known or ("no" if word.text.endswith("n't") or word.text == "cannot" else stem(word.text))


def _in_order(wanted: Sequence[str], words: Sequence[Word]) -> bool:
    told = [_plain(word) for word in words]
    return any(_follows(wanted, words, told, start) for start, one in enumerate(told) if one == wanted[0])


def _follows(wanted: Sequence[str], words: Sequence[Word], told: Sequence[str], at: int) -> bool:
    """Return whether the wanted words stand from a place on, each soon behind the one before."""
    for one in wanted[1:]:
        # "No one left the comparison group" has one: a denial stands closer.
        between = 1 if told[at] == "no" else BETWEEN
        for place in range(at + 1, min(len(told), at + between + 2)):
            if told[place] == one:
                at = place
                break
            if words[place].number or told[place] == "no" or told[place] in ("%", "to", "or", "and"):
                return False
        else:
            return False
    return True
