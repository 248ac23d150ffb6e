"""EVD207 and EVD209: what a claim's sources are worth, and what speaks against them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plugins.bibliography.citation import BRACKETS, Citation
from plugins.bibliography.documents import is_data_on_file
from plugins.bibliography.evidence import Evidence, Figure, contrary_sources
from plugins.bibliography.in_text import citations_in
from plugins.bibliography.library import Library
from plugins.checks.finding import Severity
from plugins.checks.measures import flat, stems
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.evidence.backing import backed_claims
from plugins.manuscript.language import ENGLISH
from plugins.manuscript.passages import Part
from plugins.manuscript.source import Span

FULL = "full text"
# Why a basis is too little to rest on alone, by its name in an evidence file.
WEAK = {
    "abstract": "only its abstract was read",
    "preprint": "it is a preprint, which no journal has reviewed",
    "data on file": "it is data on file, which readers cannot look up",
}
# How a page says so itself, in English or Spanish. That there is such a thing as an abstract says nothing: it
# must be told that no more was read.
SAYS = {
    "abstract": re.compile(
        r"""
          \b (?: we | our | us | authors? | rests? | rested | based | rely | relies ) \b
            [^.?!]{0,80} \b abstracts? \b
        | \b (?: only | just | no \s more \s than ) \b [^.?!]{0,60} \b abstracts? \b
        | \b abstracts? \b [^.?!]{0,60} \b (?: only | alone | not \s (?:the|their) \s (?:full|whole) ) \b
        | \b (?: leímos | hemos \s leído | solo | sólo | únicamente | se \s basan? ) \b
            [^.?!]{0,80} \b (?: resumen | resúmenes ) \b
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    "preprint": re.compile(r"\b(?:preprints?|prepublicaci[óo]n(?:es)?)\b", re.IGNORECASE),
    "data on file": re.compile(
        r"\b(?:on file|unpublished|not published|no publicad[oa]s?|inéditos?)\b", re.IGNORECASE
    ),
}
# It denies that, asks it, or asks it of the reader.
NOT_SAID = re.compile(
    r"\?\s*$|\b(?:more|further)\sthan\s(?:\w+\s){0,2}abstracts?\b|\b(?:not|n['’]t|never)\s(?:\w+\s){0,2}(?:only|just)\b"
    r"|\b(?:not|n['’]t|never|no)\s(?:\w+\s){0,3}(?:abstracts?|preprints?|unpublished|on\sfile)\b"
    r"|^\s*(?:read|print|look|see|ask|check)\b",
    re.IGNORECASE,
)
# It is said of all the sources of a page; what is said of one is told where that one is cited.
OF_ALL = re.compile(
    r"\b(?:abstracts|studies|sources|papers|reports|preprints|each|every|all|page|article|resúmenes|estudios|fuentes)\b",
    re.IGNORECASE,
)
TO_SAY = {
    "abstract": "We read only the short summary of this study, called its abstract.",
    "preprint": "This is a preprint: no journal has reviewed it.",
    "data on file": "The company keeps these data on file; they are not published.",
}
# The part of the telling words of a contrary sentence that the page must share, and how many at least.
SHARED = 0.4
LEAST_SHARED = 2


EVERYWHERE = None


@rule("EVD207", Severity.WARNING, Subject.ARTICLE)
def rests_on_little(review: Review) -> Iterator[Hit]:
    """A claim rests on more than an abstract, a preprint or data on file, or the page says so.

    Why:
        An abstract leaves out how a study was done and what went wrong in it; a preprint and data on file
        have been judged by nobody else. Told once for each source of a page, at the first claim that rests
        on such sources alone. A page may say it of all its sources in one sentence (“we read the abstracts of
        these studies”), or of one in the section that cites it. The mere word “abstract” says nothing.
    Flagged:
        Average standing time rose to 20 minutes.[⟦@abstract2019⟧]
    ---
        The device has helped 5,000 people.[⟦@file2020⟧] In one trial 9 of 10 people could stand
        longer.[⟦@abstract2019⟧; ⟦@preprint2021⟧, p. 2]
    ---
        Average standing time rose to 20 minutes.[⟦@abstract2019⟧] The first page of a study is called the
        abstract.
    Accepted:
        Average standing time rose to 20 minutes.[@abstract2019; @whole2018]
    ---
        Average standing time rose to 20 minutes.[@whole2018#standing]
    ---
        Average standing time rose to 20 minutes.[@abstract2019] We read only its abstract.
    Source:
        FTC Health Products Compliance Guidance, 2022. What was read of a source stands in its evidence file
        (`basis`); where it does not, data on file and preprints are known by their entry in the library, and
        a figure from an abstract by its `locator`.
    """
    told: set[str] = set()
    said = {basis: _sections_saying(review, basis) for basis in WEAK}
    for backed in backed_claims(review.document, review.claims):
        bases = [_basis(review.standard.library, source.citation) for source in backed.sources]
        if not all(basis in WEAK for basis in bases):
            continue
        for source, basis in zip(backed.sources, bases, strict=True):
            key = source.citation.key
            at = backed.claim.passage
            if key in told or said[basis] & {EVERYWHERE, (at.part, at.heading)}:
                continue
            told.add(key)
            yield Hit(
                f"This claim rests on “{key}”, and {WEAK[basis]}.",
                f"Read the full paper and write basis = “{FULL}” in evidence/{key}.toml, cite a source "
                f"beside it that was read in full, or tell readers: “{TO_SAY[basis]}”",
                source.span,
            )


@rule("EVD209", Severity.WARNING, Subject.ARTICLE)
def contrary_evidence_left_out(review: Review) -> Iterator[Hit]:
    """What is recorded against a figure is told on the page that cites the figure.

    Why:
        A finding told without what limits it says more than the evidence does. A page tells it by citing the
        source that the evidence file names for it, or in words: two sentences side by side share
        its telling words. Whether they say the same is for a reader to judge.
    Flagged:
        No harm was counted.[⟦@whole2018#harm⟧]
    ---
        Standing time rose.[⟦@whole2018#standing⟧] Walking is another matter.
    Accepted:
        No harm was counted.[@whole2018#harm] A later report counted harm in 2 of 90
        people.[@abstract2019]
    ---
        Standing time rose.[@whole2018#standing] But the study measured it in younger volunteers.
    Source:
        FTC Health Products Compliance Guidance, 2022.
    """
    pending = list(_not_cited(review))
    if not pending:
        return
    words = [_telling(sentence.text) for _, sentence in review.document.sentences()]
    pairs = [one | other for one, other in pairwise([*words, frozenset()])]
    for citation, span, sentences in pending:
        left_out = [sentence for sentence in sentences if not _is_told(sentence, pairs)]
        if left_out:
            is_read = review.language == ENGLISH
            told_not = "is not told" if is_read else "may not be told (only English is compared)"
            yield Hit(
                f"What speaks against {citation.typed} {told_not} on this page: “{' '.join(left_out)}”",
                "Tell it in your own words, with its source. If it does not hold any more, take it out of "
                f"evidence/{citation.key}.toml.",
                span,
            )


def _sections_saying(review: Review, basis: str) -> set[tuple[Part, str] | None]:
    """Return the sections in which a page says that no more of a source was read, or is to be had, than a
    basis; `EVERYWHERE` among them where it says so of all its sources."""
    found: set[tuple[Part, str] | None] = set()
    for passage, sentence in review.document.sentences():
        text = sentence.text
        if SAYS[basis].search(text) and not NOT_SAID.search(text):
            found.add(EVERYWHERE if OF_ALL.search(text) else (passage.part, passage.heading))
    return found


def _basis(library: Library, citation: Citation) -> str:
    """Return what of a source was read, "" where nobody has recorded it."""
    evidence: Evidence | None = library.evidence.get(citation.key)
    if evidence and evidence.basis:
        return evidence.basis
    reference = library.references.get(citation.key)
    if reference is not None and is_data_on_file(reference):
        return "data on file"
    if reference is not None and reference.type == "article":
        return "preprint"
    figure = evidence.figure(citation.figure) if evidence else None
    return "abstract" if figure and figure.locator.lower().startswith("abstract") else ""


def _is_cited(figure: Figure, number: int, cited: list[Citation]) -> bool:
    """Return whether a page cites a source that a contrary sentence names: the same figure, or either of them
    the source as a whole."""
    return any(
        named.key == other.key and (not other.figure or named.figure in (other.figure, ""))
        for at, named in contrary_sources(figure)
        if at == number
        for other in cited
    )


def _not_cited(review: Review) -> Iterator[tuple[Citation, Span, list[str]]]:
    """Yield each figure that a page cites, where it does so first, with the contrary sentences for which it
    cites no source."""
    cited = list(citations_in(review.document))
    told: set[tuple[str, str]] = set()
    for citation, span in cited:
        evidence = review.standard.library.evidence.get(citation.key)
        figure = evidence.figure(citation.figure) if evidence else None
        if figure is None or (citation.key, citation.figure) in told:
            continue
        told.add((citation.key, citation.figure))
        sentences = [
            sentence
            for number, sentence in enumerate(figure.contrary)
            if not _is_cited(figure, number, [other for other, _ in cited])
        ]
        if sentences:
            yield citation, span, sentences


def _is_told(sentence: str, pairs: list[frozenset[str]]) -> bool:
    """Return whether two sentences side by side share the telling words of a contrary one."""
    telling = _telling(re.sub(BRACKETS, "", sentence))
    enough = max(LEAST_SHARED, SHARED * len(telling))
    return any(len(telling & words) >= enough for words in pairs)


def _telling(text: str) -> frozenset[str]:
    numbers = (word for word in flat(text).split() if word[0].isdecimal())
    return frozenset((*stems(text), *numbers))
