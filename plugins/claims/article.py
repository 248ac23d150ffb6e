"""The claims of a whole article: each assertion in its sentence, and whether it carries a source."""

from dataclasses import dataclass

from plugins.claims.claim import Assertion, ClaimKind, Setting
from plugins.claims.coverage import Cover, covers_inside, marked_sentences
from plugins.claims.languages import detect_in_language
from plugins.claims.lexicon import Lexicon
from plugins.claims.surroundings import surroundings_of
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span

FORM_NAMES = {Form.TABLE_HEADING: Form.HEADING, Form.TERM: Form.HEADING}


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that needs a source: what it asserts, where, and whether the source is there."""

    passage: Passage
    sentence: Sentence
    assertion: Assertion
    cover: Cover | None
    """What covers it, or nothing."""

    @property
    def covered(self) -> bool:
        """Whether a source is there."""
        return self.cover is not None

    @property
    def kind(self) -> ClaimKind:
        """The kind of evidence that a reader would ask for."""
        return self.assertion.kind

    @property
    def span(self) -> Span:
        """Where the telling words stand in the source."""
        start = self.sentence.start
        return self.passage.span(start + self.assertion.start, start + self.assertion.end)


def claims_in(document: Document, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the claims of a document, in the order of the page."""
    made = [
        {
            sentence: assertion
            for index, sentence in enumerate(passage.sentences)
            if (assertion := detect_in_language(sentence.text, _setting(passage, index), lexicon)) is not None
        }
        for passage in document.passages
    ]
    marked = marked_sentences(document)
    around = surroundings_of(document, marked, [frozenset(asserted) for asserted in made])
    found = []
    for passage, asserted, marks in zip(document.passages, made, marked, strict=True):
        kinds = {sentence: assertion.kind for sentence, assertion in asserted.items()}
        covers = covers_inside(passage, kinds, marks)
        outer = around.cover_of(passage)
        for sentence, assertion in asserted.items():
            found.append(Claim(passage, sentence, assertion, covers.get(sentence) or outer))
    return tuple(found)


def _setting(passage: Passage, index: int) -> Setting:
    sentences = passage.sentences
    return Setting(
        form=FORM_NAMES.get(passage.form, passage.form).value,
        heading=passage.heading,
        lead_in=passage.lead_in if passage.form is Form.LIST_ITEM else "",
        before=sentences[index - 1].text if index else "",
        after=sentences[index + 1].text if index + 1 < len(sentences) else "",
    )
