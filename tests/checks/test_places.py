"""A finding points at exactly its words: planted in sentences chosen at random, in every construct."""

import random
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plugins.bibliography.markers import CitationExtension
from plugins.checks.engine import set_up
from plugins.checks.examination import examine
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Rule, Subject
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source, read_source

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
STANDARD = set_up(LAYOUT, date(2026, 11, 24)).standard
TORTURE = ROOT / "tests" / "articles" / "torture" / "every-construct.md"
FILES = (*LAYOUT.articles, *LAYOUT.pages)
PLANTED = "zyxplanted"
WORD = re.compile(r"[^\W\d_]{3,}")


def look(subject: Review) -> Iterator[Hit]:
    """Point at the planted word wherever a reader meets it."""
    for passage in subject.document.passages:
        for match in re.finditer(PLANTED, passage.text):
            yield Hit("Planted.", "", passage.span(*match.span()))


RULE: Rule[Review] = Rule("TST999", Severity.ERROR, Subject.ARTICLE, "", "", (), (), "", look)


def read(source: Source) -> Document:
    return read_document(source, (CitationExtension(STANDARD.library),))


@cache
def words_shown(source: Source) -> list[tuple[int, int]]:
    """Return the places of all words of sentences, found through the product's own trace."""
    found = []
    for passage, sentence in read(source).sentences():
        for match in WORD.finditer(sentence.text):
            start = sentence.start + match.start()
            span = passage.span(start, start + len(match.group()))
            # A word that the source spells otherwise (an entity in it) cannot be swapped letter by letter.
            if source.text[span.start : span.end] == match.group():
                found.append((span.start, span.end))
    return found


def planted_places(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    text = source.text[:start] + PLANTED + source.text[end:]
    document = read(Source(source.path, text))
    # Claims are left out: they cost most of the time and no place depends on them.
    seen = examine(Review(document, (), STANDARD, False), (RULE,)).seen
    return [(item.hit.span.start, item.hit.span.end) for item in seen if item.hit.span]


def cases() -> Iterator[object]:
    chance = random.Random(20261124)
    ours = [read_source(file, file.name) for file in FILES]
    for number in range(120):
        yield pytest.param(chance.choice(ours), chance.random(), id=f"ours-{number}")
    text = read_source(TORTURE, TORTURE.name).text
    kinds = {
        "torture": text,
        "torture-crlf": text.replace("\n", "\r\n"),
        "torture-cr": text.replace("\n", "\r"),
    }
    for name, form in kinds.items():
        for number in range(30):
            yield pytest.param(Source(TORTURE.name, form), chance.random(), id=f"{name}-{number}")


@pytest.mark.parametrize(("source", "where"), list(cases()))
def test_a_planted_finding_is_reported_at_exactly_its_words(source: Source, where: float) -> None:
    words = words_shown(source)
    start, end = words[int(where * len(words))]
    assert planted_places(source, start, end) == [(start, start + len(PLANTED))]


def test_every_word_of_the_torture_page_can_be_pointed_at() -> None:
    source = read_source(TORTURE, TORTURE.name)
    wrong = []
    for start, end in words_shown(source):
        if planted_places(source, start, end) != [(start, start + len(PLANTED))]:
            wrong.append(source.text[max(0, start - 20) : end + 10])
    assert wrong == []


def test_almost_every_word_of_the_torture_page_is_reached() -> None:
    """All but one with an entity in it and one that Markdown makes a title of, which cannot be swapped."""
    source = read_source(TORTURE, TORTURE.name)
    document = read(source)
    shown = sum(len(WORD.findall(sentence.text)) for _, sentence in document.sentences())
    assert len(words_shown(source)) >= shown - 2
