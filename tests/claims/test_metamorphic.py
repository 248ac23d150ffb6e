"""What must not change a verdict: other names and numbers, quotation marks, emphasis, list marks, more text around it.

Every pair is read as a writer's Markdown, so that what is between the words and the detector is tested with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.claims.article import claims_in
from plugins.claims.labelled import read_labelled
from plugins.claims.lexicon import load_lexicon
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source

LEXICON = load_lexicon()
SENTENCES = Path(__file__).with_name("sentences") / "short_sentences.jsonl"
EXTENSIONS = (CitationExtension(Library()),)
MOST_CHANGED = 0.02
# In running text, one by one; none of them is in what the weights were learned from.
SUBJECTS = (
    "Balmoretta", "The Fennwick brace", "Trellunex", "The Ostrander gel", "Quillamine", "Dovecrest therapy",
)  # fmt: skip
PREDICATES = (
    "relieves leg pain.", "restores mobility and eases stiffness.", "may help reduce your pain when you stand.",
    "is designed to support the lower back.", "is used to hold two bones apart.", "is safe and well tolerated.",
    "has helped more than 40,000 patients.", "works better than an injection.", "was cleared by the FDA in 2006.",
    "is covered by Medicare in all 50 states.", "takes about 45 minutes.", "is given in 3 doses of 20 mg.",
    "is made of titanium and is 4 cm long.", "lowers the risk of falls by 30%.", "lasts for at least 5 years.",
    "may cause bruising or infection.", "is the most commonly performed procedure of its kind.",
    "can be refilled every 90 days.", "aims to strengthen the trunk.", "gets people back to work within 3 days.",
    "has not been studied in children.", "was compared with sham treatment in 212 adults.",
    "comes with a complication rate of less than 2%.", "reduces swelling in 8 out of 10 knees.",
    "is performed through a small cut.", "blocks pain signals before they reach the brain.",
)  # fmt: skip


def is_claim(text: str, marker: str) -> bool:
    """Say whether the sentence with the marker word in it is told as a claim, cited or not."""
    document = read_document(Source("sample.md", f"Title: Sample\n\n{text}\n"), EXTENSIONS)
    return any(marker in claim.sentence.text for claim in claims_in(document, LEXICON))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts whose marked sentence says the same, as far as a claim goes."""

    one: str
    other: str
    marker: str
    """A word of the sentence that is looked at, in both texts."""


def _last_word(sentence: str) -> str:
    return re.findall(r"[A-Za-z]+", sentence)[-1]


def names() -> Iterator[Pair]:
    for predicate in PREDICATES:
        for name, other in zip(SUBJECTS, (*SUBJECTS[1:], SUBJECTS[0]), strict=True):
            yield Pair(f"{name} {predicate}", f"{_like(name, other)} {predicate}", _last_word(predicate))


def _like(name: str, other: str) -> str:
    """Put the name of `other` into the words of `name`."""
    invented = next(word for word in name.split() if word[0].isupper() and word != "The")
    new = next(word for word in other.split() if word[0].isupper() and word != "The")
    return name.replace(invented, new)


def numbers() -> Iterator[Pair]:
    for predicate in PREDICATES:
        for name in SUBJECTS[:3]:
            changed = re.sub(r"\d+", lambda number: str(int(number[0]) + 3), predicate)
            if changed != predicate and "50 states" not in predicate:
                yield Pair(f"{name} {predicate}", f"{name} {changed}", _last_word(predicate))


def _plain_sentences() -> Iterator[str]:
    for one in read_labelled(SENTENCES):
        if one.setting.form == "paragraph" and re.fullmatch(r"[A-Z][\w ,’'%.-]+\.", one.text):
            yield one.text


def _changed(change: Callable[[str], str], every: int) -> Iterator[Pair]:
    sentences = list(_plain_sentences())[::every]
    sentences += [f"{name} {predicate}" for name in SUBJECTS[:2] for predicate in PREDICATES]
    for sentence in sentences:
        yield Pair(sentence, change(sentence), _last_word(sentence))


def emphasis() -> Iterator[Pair]:
    """The first word in italics, the last in bold."""
    yield from _changed(lambda text: re.sub(r"(\w+)(\W*)$", r"**\1**\2", re.sub(r"^(\w+)", r"*\1*", text)), 2)


def links() -> Iterator[Pair]:
    yield from _changed(lambda text: re.sub(r"^(\w+ \w+)", r"[\1](https://example.org/)", text), 2)


def quotation() -> Iterator[Pair]:
    yield from _changed(lambda text: f"> {text}", 2)


def list_marks() -> Iterator[Pair]:
    """A star or a number instead of a dash."""
    for sentence in list(_plain_sentences())[::2]:
        yield Pair(f"- {sentence}\n- A second item.", f"* {sentence}\n* A second item.", _last_word(sentence))
        yield Pair(
            f"- {sentence}\n- A second item.", f"1. {sentence}\n2. A second item.", _last_word(sentence)
        )


def citations() -> Iterator[Pair]:
    """A citation silences the finding; what the sentence says stays what it is."""
    yield from _changed(lambda text: f"{text}[@known2020]", 2)


def paragraphs() -> Iterator[Pair]:
    """The paragraph below another one or above it."""
    calm = "The front desk has a bell. Ring it when you come in."
    for sentence in list(_plain_sentences())[::3]:
        yield Pair(f"{sentence}\n\n{calm}", f"{calm}\n\n{sentence}", _last_word(sentence))


CHANGES = (names, numbers, emphasis, links, quotation, list_marks, citations, paragraphs)


@pytest.fixture(scope="module")
def judged() -> dict[str, list[tuple[Pair, bool]]]:
    """Every pair by its change, with whether the verdict differs."""
    return {
        change.__name__: [
            (pair, is_claim(pair.one, pair.marker) is not is_claim(pair.other, pair.marker))
            for pair in change()
        ]
        for change in CHANGES
    }


def test_there_are_five_hundred_pairs_and_both_verdicts(judged: dict[str, list[tuple[Pair, bool]]]) -> None:
    pairs = [pair for of_change in judged.values() for pair, _ in of_change]
    assert len(pairs) >= 500
    verdicts = [is_claim(pair.one, pair.marker) for pair in pairs[::5]]
    assert 0.2 < sum(verdicts) / len(verdicts) < 0.9


@pytest.mark.parametrize("change", [change.__name__ for change in CHANGES])
def test_a_change_that_says_nothing_new_changes_no_verdict(
    change: str, judged: dict[str, list[tuple[Pair, bool]]]
) -> None:
    differs = [pair for pair, different in judged[change] if different]
    assert len(differs) <= MOST_CHANGED * len(judged[change]), differs


def test_a_citation_silences_every_claim() -> None:
    for pair in citations():
        text = f"Title: Sample\n\n{pair.other}\n"
        document = read_document(Source("sample.md", text), EXTENSIONS)
        assert all(claim.covered for claim in claims_in(document, LEXICON)), pair.other
