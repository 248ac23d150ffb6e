"""What is said, shown and printed at meetings."""

import re
from collections.abc import Iterator

from plugins.bibliography.books import in_book
from plugins.bibliography.parts import authors, day_or_year, title, whereabouts
from plugins.bibliography.periodicals import article
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, rich, sentence

# What exporters put behind the kind: “Poster presentation”, “Paper presented at”.
PRESENTED = re.compile(r"[\s,]*\b(?:presentation|presented(?:\s+at)?|session)\s*:?\s*\Z", re.IGNORECASE)
# Kinds that say nothing but that it was presented.
NO_KIND = frozenset(("", "oral", "podium", "conference", "meeting", "scientific"))


def presentation(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. Title. Poster presented at: Meeting; October 23, 2025; Place. (AMA 11th ed.,
    3.13.9)."""
    yield authors(reference)
    yield title(reference)
    kind = PRESENTED.sub("", reference.genre)
    kind = "" if kind.lower() in NO_KIND else kind
    held = day_or_year(reference.event_date or reference.issued)
    meeting = reference.event or reference.journal or reference.collection
    details = tuple(
        filter(None, (meeting, held, reference.event_place or (reference.publisher if meeting else "")))
    )
    if meeting:
        yield sentence(rich(f"{kind} presented at: " if kind else "Presented at: "), rich("; ".join(details)))
    else:
        yield sentence(rich(kind or reference.genre))
        yield sentence(rich("; ".join(filter(None, (reference.publisher, held, reference.event_place)))))
    yield sentence(f"{kind or 'Abstract'} {reference.number}" if reference.number else "")
    yield from whereabouts(reference)


def paper(reference: Reference) -> Iterator[Part]:
    """Yield a paper of a meeting: as a chapter of its proceedings (AMA 11th ed., 3.12), as an article
    where these are a volume of a journal, as a talk where they were never printed."""
    if reference.journal_abbreviation and reference.volume and not reference.publisher:
        yield from article(reference)
    elif reference.journal or reference.editors or reference.publisher:
        yield authors(reference)
        yield title(reference)
        yield from in_book(reference)
        yield from whereabouts(reference)
    else:
        yield from presentation(reference)
