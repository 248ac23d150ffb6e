"""CIT303 and CIT304: how citations are used and where their markers stand."""

import re
from collections.abc import Iterator

from plugins.bibliography.citation import BRACKETS, parse_citations
from plugins.bibliography.in_text import Marker, markers_in
from plugins.checks.finding import Edit, Fix, Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.source import Span

LIST_HEADING = re.compile(
    r"(?:list of )?(?:references|sources|bibliography|literature|works cited|citations|further sources)[:.]?",
    re.IGNORECASE,
)
# A number in the text that points into a hand-typed list: [3], [2, 3], (3), ³.
NUMBERED = re.compile(
    r"\[(?P<square>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\] | \((?P<round>\d{1,3})\) | (?P<raised>[⁰¹²³⁴-⁹]{1,3})",
    re.VERBOSE,
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIRST_NAME = re.compile(r"[^\W\d_][\w'’-]+")

# Markers one behind the other are moved together.
RUN = re.compile(rf"(?:{BRACKETS.replace('?P<inside>', '?:')})+")
SPACE_IN_FRONT = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?\Z")
STOP = re.compile(r"[.,](?![.,\d])")
# What may stand in front of a stop: a word, or what closes one.
WORD_END = re.compile(r"[\w)\]”’\"'*%°®™]\Z")
NUMBER_OR_UNIT = re.compile(
    r"""
    (?<![^\W_])(?:                              # at the beginning of a word
        [0-9](?:[0-9.,–-]{0,20}[0-9])?[ ]?%?    # a number, a range, a share
      | [0-9][0-9.,]{0,20}[ ]?                  # a number with an abbreviated unit
        (?:°?[CF]|[kcm]?m[23²³]?|[kmµ]?g|mcg|[md]?[lL]|mm[ ]?Hg|mg/d[lL]|mmol/[lL]|h|min|s|ms|kPa|Hz|mSv)
    )\Z
    """,
    re.VERBOSE,
)
# No number with its unit is longer.
LOOK_BACK = 40


@rule("CIT303", Severity.WARNING, Subject.ARTICLE)
def listed_and_never_cited(review: Review) -> Iterator[Hit]:
    """An entry of a list of references typed by hand is cited somewhere in the text.

    Why:
        An entry that no sentence leads to looks like evidence for everything on the page and is evidence
        for nothing. The list at the end of the page is made from the citations; none needs typing.
    Flagged:
        The canal holds nerves.

        ## References

        - ⟦Known A. Walking. J Walk. 2020;1:1-9.⟧
    ---
        The canal holds nerves.[@known2020]

        ## Sources

        1. [@known2020]
        2. ⟦Poe B. Standing. J Stand. 2019;2:3-4.⟧
    Accepted:
        The canal holds nerves [1], as Poe wrote in 2019.

        ## References

        1. Known A. Walking. J Walk. 2020;1:1-9.
        2. Poe B. Standing. J Stand. 2019;2:3-4.
    ---
        The canal holds nerves.[@known2020]

        ## Sources of strength

        - Friends and family.
    Source:
        AMA Manual of Style, 11th ed., 3.6.
    """
    entries = [passage for passage in review.document.passages if _is_listed(passage)]
    if not entries:
        return
    text = "\n".join(
        passage.text for passage in review.document.passages if passage not in entries and passage.text
    )
    numbers = set(_numbers(text))
    keys = {
        citation.key
        for marker in markers_in(review.document)
        if marker.passage not in entries
        for citation in marker.citations
    }
    places: dict[int, int] = {}
    for entry in entries:
        place = places[entry.group] = places.get(entry.group, 0) + 1
        own = {
            citation.key
            for inset in entry.insets
            if inset.kind == "citation"
            for citation in parse_citations(inset.value)
        }
        if place in numbers or own & keys or _named(entry.text, text):
            continue
        span = entry.span(0, len(entry.text)) if entry.text else _marker_span(review.document, entry)
        yield Hit(
            "No sentence of this article cites this entry.",
            "Cite it where it is needed, as [@key] with a key from references.json, or take it out. "
            "The page makes its own list.",
            span,
        )


@rule("CIT304", Severity.WARNING, Subject.ARTICLE)
def marker_misplaced(review: Review) -> Iterator[Hit]:
    """A citation stands behind the full stop or comma, and not right behind a number or unit.

    Why:
        In front of the stop it breaks the sentence; right behind “12” or “5 mg” it reads as a part of the
        number.
    Flagged:
        The canal holds nerves⟦[@known2020]⟧.
    ---
        The canal holds nerves ⟦[@known2020]⟧, and they need room.
    ---
        They walked for 12⟦[@known2020]⟧ days and took 5 mg⟦[@known2020, p. 3]⟧ a day.
    Accepted:
        The canal holds nerves,[@known2020] and they need room.[@known2020]
    ---
        As one study[@known2020] of 12 days found, they need room; write `[@key].` for it.
    ---
        They walked for 12 days.[@known2020] They took 5 mg.[@known2020]
    Source:
        AMA Manual of Style, 11th ed., 3.6.
    """
    text = review.document.source.text
    done = 0
    for marker in markers_in(review.document):
        start = marker.span.start
        if start < done:
            continue
        run = RUN.match(text, start)
        done = end = run.end() if run else marker.span.end
        begin = start - len(_space(text, start))
        stop = STOP.match(text, end)
        before = text[max(0, begin - LOOK_BACK) : begin]
        if stop and before[-1:] not in (".", ","):
            moved = Edit(begin, stop.end(), stop.group() + text[start:end])
            mend = Fix("Move the citation behind the stop", (moved,)) if WORD_END.search(before) else None
            name = "full stop" if stop.group() == "." else "comma"
            yield Hit(
                f"This citation stands in front of the {name}.",
                f"Move it right behind the {name}: “{stop.group()}{text[start:end]}”.",
                Span(start, end),
                fix=mend,
            )
        elif not stop and begin == start and NUMBER_OR_UNIT.search(before):
            # No mend: another place in the sentence could be another claim's.
            yield Hit(
                "This citation stands right behind a number or unit.",
                "Move it behind the word that the number counts, or behind the end of the sentence.",
                Span(start, end),
            )


def _is_listed(passage: Passage) -> bool:
    return (
        passage.form is Form.LIST_ITEM
        and passage.part is Part.BODY
        and LIST_HEADING.fullmatch(passage.heading.strip()) is not None
    )


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers that point into a list, every one of a range."""
    for match in NUMBERED.finditer(text):
        typed = match["square"] or match["round"] or match["raised"].translate(RAISED)
        for part in re.split(r"\s*[,;]\s*", typed):
            first, _, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
            yield from range(int(first), int(last or first) + 1)


def _named(entry: str, text: str) -> bool:
    """Return whether a text names an entry by its first author and year, as in “Smith (2020)”."""
    name, year = FIRST_NAME.search(entry), YEAR.search(entry)
    if name is None or year is None:
        return False
    return any(name.group() in line and year.group() in line for line in text.split("\n"))


def _marker_span(document: Document, entry: Passage) -> Span:
    """Return the place of an entry that is nothing but a citation."""
    found: Marker = next(marker for marker in markers_in(document) if marker.passage is entry)
    return found.span


def _space(text: str, end: int) -> str:
    """Return the white space in front of a marker, over one line end at most."""
    match = SPACE_IN_FRONT.search(text, max(0, end - LOOK_BACK), end)
    return match.group() if match else ""
