"""The parts that several forms of a reference share: authors, title, publisher and year, where to find it."""

from collections.abc import Iterator

from plugins.bibliography.dates import PartialDate, spelled, year_of
from plugins.bibliography.links import doi_part, numbered, web_address
from plugins.bibliography.names import Name, name_list
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, Run, joined, plain, rich, sentence, title_sentence


def authors(reference: Reference, besides: str = "") -> Part:
    """Return the authors as a sentence (AMA 11th ed., 3.7); nothing where there are none, so that the
    title stands first. A lone author who is also the maker named in `besides` is not printed twice."""
    line = name_list(reference.authors)
    if besides and line.casefold() == plain(besides).casefold():
        return ()
    return sentence(line)


def title(reference: Reference, italic: bool = False) -> Part:
    """Return the title as stored, without a change of case (AMA 11th ed., 3.9)."""
    return title_sentence(reference.title, italic)


def editors(names: tuple[Name, ...], role: str) -> str:
    """Return “Vale A, Poe B, eds” (AMA 11th ed., 3.12): one editor is “ed”, one translator “trans”."""
    line = name_list(names)
    if not line:
        return ""
    return f"{line}, {role}s" if role == "ed" and len(names) > 1 else f"{line}, {role}"


def publication(publisher: str, date: str, pages: str = "") -> Part:
    """Return “Publisher; Year:pages” (AMA 11th ed., 3.12.1); no place, since this edition."""
    runs = rich(publisher)
    if runs and runs[-1].text.endswith("."):
        # “Sample Devices Inc.” prints without its stop.
        runs = (*runs[:-1], Run(runs[-1].text[:-1], runs[-1].italic, level=runs[-1].level))
    when = f"{date}:{pages}" if pages and date else date or pages
    return sentence(runs, "; " if runs and when else "", when)


def kind_and_number(reference: Reference) -> Part:
    """Return what a source says it is, with its number: “510(k) premarket notification K000001”."""
    between = " " if reference.genre and reference.number else ""
    return sentence(rich(reference.genre), between, reference.number)


def dated(word: str, date: PartialDate | None) -> Part:
    """Return “Accessed November 10, 2026.”; nothing where the day is unknown."""
    return sentence(f"{word} {spelled(date)}") if date else ()


def whereabouts(reference: Reference) -> Iterator[Part]:
    """Yield where a reader finds the source: the DOI, else the PubMed number, else the day of access and
    the address (AMA 11th ed., 3.11 and 3.15); no stop behind any of them."""
    if reference.doi:
        yield doi_part(reference.doi)
    elif reference.pmid or reference.pmcid:
        yield from numbered(reference.pmid, reference.pmcid)
    else:
        yield from address(reference)


def address(reference: Reference) -> Iterator[Part]:
    """Yield the day of access and the address, or the DOI where there is none."""
    if not reference.url and reference.doi:
        yield doi_part(reference.doi)
        return
    yield dated("Accessed", reference.accessed)
    yield joined((Run(reference.url, address=web_address(reference.url)),))


def day_or_year(date: PartialDate | None) -> str:
    """Return a date as far as it is known."""
    return spelled(date) if date else ""


def year(reference: Reference) -> str:
    """Return the year of publication; without one what the library says instead, such as “in press”."""
    return year_of(reference.issued) or reference.status
