"""CIT305 to CIT307: citations typed without brackets or in places that cannot carry one, and marks of
footnotes that are not there."""

import re
from collections.abc import Iterator

from plugins.bibliography.citation import KEY
from plugins.bibliography.in_text import markers_in
from plugins.checks.finding import Severity
from plugins.checks.prose import code_in, in_code
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.passages import Form
from plugins.manuscript.source import Span

# Not behind a letter, which would make it an e-mail address.
BARE = re.compile(rf"(?<![\w.@/])@(?P<key>{KEY})(?:#[\w.-]{{1,60}})?")
MARK = re.compile(r"\[\^[^\[\]\n]{1,60}\]")
IN_BRACKETS = re.compile(r"\[@[^\[\]\n]{1,400}\]")
IN_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}(?P<marker>\[@[^\[\]\n]{1,400}\])")
HEADING_FORMS = {Form.HEADING: "heading", Form.TERM: "word that is explained"}


@rule("CIT305", Severity.ERROR, Subject.ARTICLE)
def key_without_brackets(review: Review) -> Iterator[Hit]:
    """A citation stands in square brackets.

    Why:
        Without them the page shows “@key” to readers, and the sentence has no source.
    Flagged:
        The canal holds nerves. ⟦@known2020⟧
    ---
        The canal holds nerves (⟦@known2020#standing⟧).
    Accepted:
        The canal holds nerves.[@known2020]
    ---
        Write to office@known2020.example, or read `@known2020` aloud.
    Source:
        House rule; the form is Pandoc's.
    """
    known = review.standard.library.references
    for passage in review.document.passages:
        for match in BARE.finditer(passage.text):
            if match["key"] not in known or in_code(passage, *match.span()):
                continue
            if any(left.start() < match.start() < left.end() for left in IN_BRACKETS.finditer(passage.text)):
                continue
            yield Hit(
                f"“{match.group()}” is the key of a reference, typed without brackets.",
                f"Write [{match.group()}] right behind the sentence's full stop.",
                passage.span(*match.span()),
            )


@rule("CIT306", Severity.ERROR, Subject.ARTICLE)
def citation_out_of_place(review: Review) -> Iterator[Hit]:
    """Titles, summaries, headings and links carry no citation.

    Why:
        A title or summary is shown in lists where no reference stands below; in a heading the marker is
        read out in every table of contents; in a link the reader gets to the link instead.
    Flagged:
        ## Does it work?⟦[@known2020]⟧

        Ask your doctor.
    ---
        Summary: What the canal is.⟦[@known2020]⟧

        The canal holds nerves.
    ---
        See [how the canal
        is [well] built⟦[@known2020]⟧](https://clinic.example/canal).
    ---
        ![A canal ⟦[@known2020]⟧](canal.png)
    ---
        The canal holds nerves.

        ⟦[@known2020]⟧
    Accepted:
        ## Does it work?

        The study saw some change.[@known2020]
    ---
        Key points:
        - The canal holds nerves.[@known2020]

        See [how the canal is built](https://clinic.example/canal).[@known2020]
    Source:
        AMA Manual of Style, 11th ed., 3.6; the annotation guideline's rule 1.
    """
    document = review.document
    text = document.source.text
    for name in ("title", "summary"):
        field = document.header.get(name)
        for entry in field.entries if field else ():
            for found in IN_BRACKETS.finditer(text, entry.span.start, entry.span.end):
                yield _misplaced(name, Span(*found.span()), "a sentence of the text")
    for marker in markers_in(document):
        if place := HEADING_FORMS.get(marker.passage.form):
            yield _misplaced(place, marker.span, "the sentence below it")
        elif marker.inset.in_link:
            yield _misplaced("link", marker.span, "the link's closing bracket")
        elif marker.passage.form is Form.PARAGRAPH and not marker.passage.text:
            yield Hit(
                "This citation stands alone.",
                "Put it behind the full stop of the sentence that it is the source of.",
                marker.span,
            )
    code = code_in(document)
    for found in IN_PICTURE.finditer(text, document.header.body_start):
        if not any(stretch.start <= found.start() < stretch.end for stretch in code):
            yield _misplaced(
                "picture's description",
                Span(*found.span("marker")),
                "the picture, in its caption or a sentence",
            )


@rule("CIT307", Severity.ERROR, Subject.ARTICLE)
def note_is_missing(review: Review) -> Iterator[Hit]:
    """A mark of a footnote has its note.

    Why:
        Without the note the page shows the mark as it is typed, and what it should say is lost.
    Flagged:
        The canal holds nerves.⟦[^9]⟧
    ---
        The canal⟦[^a note]⟧ holds nerves.[^b]

        [^b]: See the drawing.
    Accepted:
        The canal holds nerves.[^1]

        [^1]: See the drawing.
    ---
        Write `[^1]` for a footnote.
    Source:
        House rule.
    """
    for passage in review.document.passages:
        for match in MARK.finditer(passage.text):
            if not in_code(passage, *match.span()) and passage.form is not Form.CODE:
                yield Hit(
                    f"There is no footnote for the mark “{match.group()}”.",
                    f"Write the note on a line of its own: “{match.group()}: …”, or take the mark out.",
                    passage.span(*match.span()),
                )


def _misplaced(place: str, span: Span, better: str) -> Hit:
    return Hit(f"This citation stands in a {place}.", f"Move it behind {better}.", span)
