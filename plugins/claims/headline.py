"""Claims where no citation can stand: title, summary, headings and the words for a picture.

Such a text is read without its neighbours, in search results and lists. What it claims must
therefore be taken up by a sentence of the article that carries its source: the same figure, or where it
states none, a claim of the same kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.claims.article import Claim
from plugins.claims.claim import Assertion, Setting
from plugins.claims.languages import detect_in_language, states_figure
from plugins.claims.lexicon import Lexicon
from plugins.manuscript.document import Document
from plugins.manuscript.passages import Form
from plugins.manuscript.sentences import split_sentences
from plugins.manuscript.source import Span

HEADINGS = {Form.HEADING, Form.TABLE_HEADING, Form.TERM}
# Below it the claim hangs on a word that has other meanings too ("places can be proven").
SURE_ENOUGH = 0.75
# A figure with what gives it its meaning: "93%" is not "93 people".
NUMBER = re.compile(
    r"(?P<figure>\d+(?:[.,]\d+)*)(?P<share>\s?(?:%|percent\b|per\scent\b|por\sciento\b))?", re.IGNORECASE
)
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELLED = {word: str(number) for number, word in enumerate(ONES)} | {
    word: str(10 * number) for number, word in enumerate(TENS, 2)
}
SPELLED_NUMBER = re.compile(rf"\b(?:{'|'.join(SPELLED)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headline:
    """A claim in a text that stands without citation, which no sourced sentence takes up."""

    place: str
    """What the text is to a reader: "title", "summary", "heading", "picture's description", "link's tip"."""
    assertion: Assertion
    figure: bool
    """Whether it states a figure, which must then stand in the article as well."""
    span: Span


@dataclass(frozen=True, slots=True)
class _Text:
    place: str
    text: str
    start: int
    """Offset in the source of the text's first character, where it stands there as it is."""
    span: Span
    """The place to point at where it does not."""


def unsupported_headlines(
    document: Document, claims: tuple[Claim, ...], lexicon: Lexicon
) -> Iterator[Headline]:
    """Yield what titles, summary, headings and pictures claim beyond the article's sourced claims."""
    sourced = [claim for claim in claims if claim.covered]
    numbers = [_figures(claim.sentence.text) for claim in sourced]
    kinds = {claim.kind for claim in sourced}
    for stands in _texts(document):
        setting = Setting("paragraph")
        for sentence in split_sentences(stands.text):
            assertion = detect_in_language(sentence.text, setting, lexicon)
            if assertion is None:
                continue
            figure = states_figure(sentence.text, setting, lexicon)
            if not figure and (stands.place == "heading" or assertion.confidence < SURE_ENOUGH):
                continue
            told = _figures(sentence.text[assertion.start : assertion.end])
            if any(told <= known for known in numbers) if figure and told else assertion.kind in kinds:
                continue
            first = stands.start + sentence.start + assertion.start
            length = assertion.end - assertion.start
            span = Span(first, first + length) if stands.start >= 0 else stands.span
            yield Headline(stands.place, assertion, figure, span)


def _figures(text: str) -> frozenset[str]:
    """Return the figures of a text, in digits, shares with their sign: {"8", "10"}, {"93%"}."""
    digits = SPELLED_NUMBER.sub(lambda match: SPELLED[match.group().lower()], text)
    return frozenset(
        match["figure"].replace(",", "") + ("%" if match["share"] else "")
        for match in NUMBER.finditer(digits)
    )


def _texts(document: Document) -> Iterator[_Text]:
    """Yield every text of the page that stands without citation; `start` is -1 where it was changed."""
    source = document.source.text
    for name in ("title", "summary"):
        field = document.header.get(name)
        for entry in field.entries if field else ():
            as_typed = source[entry.span.start : entry.span.end] == entry.text
            yield _Text(name, entry.text, entry.span.start if as_typed else -1, entry.span)
    body = document.header.body_start
    done: dict[str, int] = {}
    """Behind which place the same words are looked for next."""
    for passage in document.passages:
        if passage.form in HEADINGS and passage.text:
            whole = passage.span(0, len(passage.text))
            as_typed = source[whole.start : whole.end] == passage.text
            yield _Text("heading", passage.text, whole.start if as_typed else -1, whole)
        for inset in passage.insets:
            for words in inset.words:
                start = source.find(words, done.get(words, body))
                # Where entities stand in the words, the address behind them is the place.
                where = start if start >= 0 else source.find(inset.value, done.get(inset.value, body))
                found = words if start >= 0 else inset.value
                span = Span(max(where, body), max(where, body) + len(found))
                done[found] = span.end
                yield _Text(
                    "link’s tip" if inset.kind == "tip" else "picture’s description", words, start, span
                )
