"""Patents, laws and regulations."""

from collections.abc import Iterator

from plugins.bibliography.names import name_list
from plugins.bibliography.pages import full_pages
from plugins.bibliography.parts import authors, day_or_year, title, whereabouts, year
from plugins.bibliography.periodicals import article
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, joined, plain, rich, sentence


def patent(reference: Reference) -> Iterator[Part]:
    """Yield: Inventors, inventors; Assignee, assignee. Title. US patent 1,234,567. Month day, year. (AMA
    11th ed., 3.13)."""
    inventors = name_list(reference.authors)
    roles = [f"{inventors}, inventor{'s' if len(reference.authors) > 1 else ''}"] if inventors else []
    if reference.publisher:
        roles.append(f"{plain(reference.publisher)}, assignee")
    yield sentence("; ".join(roles))
    yield title(reference)
    number = reference.number
    if number and "patent" not in number.lower():
        office = reference.jurisdiction or reference.genre or reference.authority
        number = f"{office} {number}" if "patent" in office.lower() else f"{office} patent {number}".strip()
        number = number[0].upper() + number[1:]
    yield sentence(rich(number))
    yield sentence(day_or_year(reference.issued))
    yield from whereabouts(reference)


def law(reference: Reference) -> Iterator[Part]:
    """Yield: Title, Number, 21 CFR §1.2 (Year). (AMA 11th ed., 3.16); what stands in the
    Federal Register prints as an article does.

    The authority that made the law stands in front, where the library has one.
    """
    if reference.journal_abbreviation and reference.volume and reference.page:
        yield from article(reference)
        return
    yield authors(reference)
    section = reference.section.lstrip("§ ")
    code = " ".join(
        filter(
            None,
            (
                reference.volume,
                reference.journal_abbreviation or reference.journal,
                f"§{section}" if section else full_pages(reference.page),
            ),
        )
    )
    pieces = tuple(
        rich(piece.removesuffix("."))
        for piece in (reference.title, reference.genre, reference.number, code, reference.authority)
        if piece
    )
    cited = joined(*(part for piece in pieces for part in (piece, ", ")))[:-1]
    when = year(reference)
    yield sentence(cited, f" ({when})" if when and cited else when)
    yield from whereabouts(reference)
