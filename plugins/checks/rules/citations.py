"""CIT and REF: citations in the text, and the library they lead to."""

import re
from collections.abc import Iterator

from plugins.bibliography.citation import parse_citations
from plugins.bibliography.in_text import citations_in, markers_in
from plugins.bibliography.library import Library
from plugins.checks.finding import Severity
from plugins.checks.prose import code_in
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.document import Document
from plugins.manuscript.source import Span

LEFT_OVER = re.compile(r"\[@[^\[\]]{0,200}\]?")


@rule("CIT301", Severity.ERROR, Subject.ARTICLE)
def unknown_key(review: Review) -> Iterator[Hit]:
    """A citation must name a reference of the library.

    Why:
        A marker that leads nowhere looks like evidence and is none.
    Flagged:
        The canal holds nerves.[⟦@knwon2020⟧]
    ---
        The canal holds nerves.⟦[@known2020 p. 3 #x]⟧
    ---
        <div>The canal holds nerves.⟦[@known2020]⟧</div>
    ---
        The canal holds nerves.

        \\⟦[@known2020]⟧ says so.
    Accepted:
        The canal holds nerves.[@known2020, p. 3]
    ---
        Write to [@clinic](https://clinic.example/), or read what `[@key]` means.
    Source:
        AMA Manual of Style, 11th ed., 3.6.
    """
    library = review.standard.library
    for citation, span in citations_in(review.document):
        # A library that cannot be read is told as such; whether it has a key nobody knows then.
        if citation.key in library.references or not review.standard.library_read:
            continue
        near = library.nearest(citation.key)
        guess = f"Did you mean [@{near}]? " if near else ""
        yield Hit(
            f"There is no reference “{citation.key}”.",
            f"{guess}The keys are in content/references.json.",
            span,
        )
    unread = _unread(review.document)
    for passage in review.document.passages:
        for match in LEFT_OVER.finditer(passage.text):
            if any(code.start <= match.start() < code.end for code in passage.code):
                continue
            span = next(unread, passage.span(*match.span()))
            if parse_citations(match.group().strip("[]")):
                # Well typed, and yet the converter did not read it: Markdown is not read inside of HTML.
                yield Hit(
                    f"“{match.group()}” stands where no citation is read, so readers see it as it is typed.",
                    "Write this paragraph in Markdown, without HTML tags around it or a \\ in front of it.",
                    span,
                )
                continue
            yield Hit(
                f"“{match.group()}” looks like a citation but cannot be read as one.",
                "Write [@key], [@key, p. 3] or [@key#figure]; several with a semicolon between.",
                span,
            )


def _unread(document: Document) -> Iterator[Span]:
    """Yield the places of what looks like a citation and was not read as one. The trace cannot tell them: it
    takes them for names, which have no letters of prose to go by."""
    code = code_in(document)
    read = {marker.span.start for marker in markers_in(document)}
    for match in LEFT_OVER.finditer(document.source.text, document.header.body_start):
        is_link = document.source.text.startswith(("(", "["), match.end())
        if (
            match.start() not in read
            and not is_link
            and not any(stretch.start <= match.start() < stretch.end for stretch in code)
        ):
            yield Span(*match.span())


@rule("CIT302", Severity.ERROR, Subject.ARTICLE)
def unknown_figure(review: Review) -> Iterator[Hit]:
    """A figure that a citation names must be in that reference's evidence file.

    Why:
        A reviewer looks the sentence up in that figure; a name that leads nowhere leaves nothing to look up.
    Flagged:
        Standing time rose.[⟦@known2020#stading⟧]
    ---
        Standing and walking time rose.[@known2020#standing; ⟦@known2020#walking⟧, p. 3]
    Accepted:
        Standing time rose.[@known2020#standing]
    ---
        Standing time rose.[@known2020]
    Source:
        House rule.
    """
    library = review.standard.library
    for citation, span in citations_in(review.document):
        if not citation.figure or citation.key not in library.references:
            continue
        # Of a file that cannot be read EVD211 tells; whether it has such a figure nobody knows then.
        if library.may_have_figure(citation.key, citation.figure):
            continue
        evidence = library.evidence.get(citation.key)
        known = ", ".join(figure.name for figure in evidence.figures) if evidence else ""
        yield Hit(
            f"The evidence of “{citation.key}” has no figure “{citation.figure}”.",
            f"Its figures are: {known}."
            if known
            else f"Write content/evidence/{citation.key}.toml, or cite without “#{citation.figure}”.",
            span,
        )


@rule("REF351", Severity.ERROR, Subject.LIBRARY)
def unusable_reference(library: Library) -> Iterator[Hit]:
    """A reference needs a known type, a title, an author and a year; a journal its abbreviation.

    Why:
        With these missing it cannot be printed, and a reader cannot find the source.
    Flagged:
        [{"id": "⟦smith2020⟧", "type": "article-journal", "title": "Walking",
          "container-title-short": "J Walk", "issued": {"date-parts": [[2020]]}}]
    ---
        [{"id": "⟦smith2020⟧", "type": "journal", "title": "Walking", "author": [{"family": "Smith"}],
          "issued": {"date-parts": [[2020]]}}]
    Accepted:
        [{"id": "smith2020", "type": "article-journal", "title": "Walking",
          "author": [{"family": "Smith", "given": "Ann"}], "container-title-short": "J Walk",
          "issued": {"date-parts": [[2020]]}}]
    ---
        [{"id": "smith2020", "type": "article-journal", "title": "Walking",
          "container-title-short": "J Walk", "issued": {"date-parts": [[2020]]},
          "custom": {"unverified": ["author"]}}]
    Source:
        AMA Manual of Style, 11th ed., chapter 3.
    """
    for flaw in library.flaws:
        yield Hit(flaw.message, flaw.help, flaw.span, flaw.source)
