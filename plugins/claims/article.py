"""The claims of a whole article: each assertion in its sentence, and whether it carries a source."""

from dataclasses import dataclass

from plugins.claims.claim import Assertion, ClaimKind, Setting
from plugins.claims.coverage import cited_notes, covered_sentences
from plugins.claims.detector import detect
from plugins.claims.lexicon import Lexicon
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
    covered: bool

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
    notes = cited_notes(document)
    found = []
    for passage in document.passages:
        made = {
            sentence: assertion
            for index, sentence in enumerate(passage.sentences)
            if (assertion := detect(sentence.text, _setting(passage, index), lexicon)) is not None
        }
        covered = covered_sentences(passage, {sentence: made[sentence].kind for sentence in made}, notes)
        for sentence, assertion in made.items():
            found.append(Claim(passage, sentence, assertion, sentence in covered))
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
