"""Books, what is in them, and what is published as they are: reports, guidelines, theses."""

import re
from collections.abc import Iterator

from plugins.bibliography.pages import full_pages
from plugins.bibliography.parts import (
    authors,
    dated,
    editors,
    kind_and_number,
    publication,
    title,
    whereabouts,
    year,
)
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, joined, rich, sentence, title_sentence

NUMBER = re.compile(r"(?P<number>[0-9]{1,4})(?:st|nd|rd|th)?", re.IGNORECASE)
ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())
EDITION_WORD = re.compile(r"[\s,]*\b(?:edition|edn|ed)\.?\s*\Z", re.IGNORECASE)


def book(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. *Title*. Vol 2. 3rd ed. Publisher; Year. (AMA 11th ed., 3.12.1, 3.12.2).

    With editors alone they stand first, as “Vale A, Poe B, eds.”; beside an author, behind the title.
    """
    signed = authors(reference)
    edited = sentence(editors(reference.editors, "ed"))
    yield signed or edited
    yield title(reference, italic=True)
    yield from _volume_and_edition(reference)
    if signed:
        yield edited
    yield sentence(editors(reference.translators, "trans"))
    yield publication(reference.publisher, year(reference), full_pages(reference.page))
    yield _series(reference)
    yield from whereabouts(reference)


def chapter(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. Title. In: Editors, eds. *Book*. 3rd ed. Publisher; Year:pages. (AMA 11th ed.,
    3.12); without pages the chapter, “:chap 32”."""
    yield authors(reference)
    yield title(reference)
    yield from in_book(reference)
    yield from whereabouts(reference)


def in_book(reference: Reference) -> Iterator[Part]:
    """Yield what follows the title of a chapter or of a paper in a volume, but for where to find it."""
    by = editors(reference.editors, "ed") or editors(reference.book_authors, "")
    container = title_sentence(reference.journal or reference.journal_abbreviation, italic=True)
    if container or by:
        yield joined("In: ", sentence(by.removesuffix(", ")), " " if by and container else "", container)
    yield from _volume_and_edition(reference)
    yield sentence(editors(reference.translators, "trans"))
    pages = full_pages(reference.page) or (f"chap {reference.chapter}" if reference.chapter else "")
    yield publication(reference.publisher, year(reference), pages)
    yield _series(reference)


def report(reference: Reference) -> Iterator[Part]:
    """Yield: Authors. *Title*. Publisher; Year. Kind Number. Accessed …. URL (AMA 11th ed., 3.13.2 and
    3.15.5); so print guidelines, FDA summaries and standards."""
    signed = authors(reference)
    yield signed or sentence(editors(reference.editors, "ed"))
    yield title(reference, italic=True)
    yield title_sentence(reference.journal, italic=True) if reference.journal != reference.publisher else ()
    yield from _volume_and_edition(reference)
    if signed:
        yield sentence(editors(reference.editors, "ed"))
    publisher = reference.publisher or reference.authority
    yield publication(publisher, year(reference), full_pages(reference.page))
    yield kind_and_number(reference)
    yield sentence(f"Version {reference.version}" if reference.version else "")
    yield _series(reference)
    yield dated("Updated", reference.updated)
    yield from whereabouts(reference)


def thesis(reference: Reference) -> Iterator[Part]:
    """Yield: Author. *Title*. Dissertation. University; Year. Accessed …. URL (AMA 11th ed., 3.13).

    Where the library does not say which degree, no one is named: “Thesis.”
    """
    yield authors(reference)
    yield title(reference, italic=True)
    yield sentence(rich(reference.genre or "Thesis"))
    yield publication(reference.publisher or reference.archive, year(reference))
    yield sentence(reference.number)
    yield from whereabouts(reference)


def _volume_and_edition(reference: Reference) -> Iterator[Part]:
    """Yield “Vol 2.” and “3rd ed.” (AMA 11th ed., 3.12.1); a first edition is not named."""
    if volume := re.sub(r"(?i)\Avol(?:ume|\.)?\s*", "", reference.volume):
        yield sentence(f"Vol {volume}")
    yield sentence(edition(reference.edition))


def edition(stored: str) -> str:
    """Return an edition as AMA has it: “2”, “2nd edition” and “Second” are “2nd ed”; the first is not
    named."""
    bare = EDITION_WORD.sub("", stored).strip()
    match = NUMBER.fullmatch(bare)
    number = int(match["number"]) if match else 0
    if bare.lower() in ORDINALS:
        number = ORDINALS.index(bare.lower()) + 1
    if number == 1 or not bare:
        return ""
    if not number:
        return f"{'Rev' if bare.lower() == 'revised' else bare} ed"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} ed"


def _series(reference: Reference) -> Part:
    """Return “*Series*; vol 7.” (AMA 11th ed., 3.12)."""
    series = rich(reference.collection, italic=True)
    number = reference.collection_number
    if number and number[0].isdigit():
        number = f"vol {number}"
    return sentence(series, "; " if series and number else "", number)
