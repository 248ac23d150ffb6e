"""What article rules look at: one document with everything that it is held against."""

from dataclasses import dataclass, field
from datetime import date

from plugins.approval.approvals import Approvals
from plugins.approval.uses import Use, uses_in
from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.checks.suggestion import Sources, sources_of
from plugins.checks.terms import Terms, load_terms
from plugins.checks.wordlists import WordList, load_word_list
from plugins.claims.article import Claim, claims_in
from plugins.claims.languages import lexicon_for
from plugins.claims.lexicon import Lexicon
from plugins.disclaimer.shelf import Shelf
from plugins.evidence.binding import BoundSentence, bound_sentences
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.language import ENGLISH, language_of
from plugins.manuscript.source import Source, Span


@dataclass(frozen=True, slots=True)
class WordsToAvoid:
    """The lists of words to avoid, as they come with the package."""

    absolute: WordList = field(default_factory=lambda: load_word_list("absolute"))
    disparaging: WordList = field(default_factory=lambda: load_word_list("disparaging"))
    caveats: WordList = field(default_factory=lambda: load_word_list("caveats"))
    averages: WordList = field(default_factory=lambda: load_word_list("averages"))


@dataclass(frozen=True, slots=True)
class Standard:
    """What every article of a blog is held against."""

    library: Library
    shelf: Shelf
    lexicon: Lexicon
    as_of: date
    """The day that counts as today."""
    words: WordsToAvoid = field(default_factory=WordsToAvoid)
    terms: Terms = field(default_factory=load_terms)
    library_read: bool = True
    """Whether the library could be read; if not, no citation can be held against it."""
    approvals: Approvals = field(default_factory=Approvals)
    """The approved claims of the blog, as they stand on that day."""
    sources: Sources = field(init=False, repr=False, compare=False)
    """The library made ready for finding what a sentence may rest on, once for all articles."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", sources_of(self.library))


@dataclass(frozen=True, slots=True)
class Review:
    """One article or page under review."""

    document: Document
    claims: tuple[Claim, ...]
    standard: Standard
    is_page: bool
    """A page (about, contact …) has no reviewer and no review dates."""
    language: str = ENGLISH
    """The language its header names: "en", "es" …"""
    lexicon: Lexicon | None = None
    """The wording lists for this language; without any no claim was looked for."""
    uses: tuple[Use, ...] = ()
    """Where it uses approved claims, in their wording or near it."""
    bound: tuple[BoundSentence, ...] = ()
    """The sentences that cite something, and what is to be said of their numbers; none where the numbers of
    its language cannot be read."""

    @property
    def first_line(self) -> Span:
        """Where a missing header field is to be added."""
        return self.document.source.line_span(1)


def review(source: Source, standard: Standard, is_page: bool = False) -> Review:
    """Read a source and find its claims."""
    document = read_document(source, (CitationExtension(standard.library),))
    language = language_of(document.header)
    lexicon = lexicon_for(language, standard.lexicon)
    claims = claims_in(document, lexicon) if lexicon else ()
    uses = uses_in(document, standard.approvals)
    bound = bound_sentences(document, claims, standard.library) if language == ENGLISH else ()
    return Review(document, claims, standard, is_page, language, lexicon, uses, bound)
