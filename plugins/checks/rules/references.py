"""REF352 to REF356: whether a reader can find the sources of the library, and may rely on them."""

import re
from collections.abc import Iterator

from plugins.bibliography.ama import as_text, format_reference, plain
from plugins.bibliography.library import Entry, Library
from plugins.bibliography.reference import Reference
from plugins.checks.finding import Severity
from plugins.checks.rule import Hit, Subject, rule

# DOI handbook, 2.2: a prefix that starts with "10." and a registrant's number, a slash, any sign.
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
PMID = re.compile(r"[1-9][0-9]{0,7}")
NCT = re.compile(r"NCT[0-9]{8}")
ON_THE_WEB = frozenset(("webpage", "post", "post-weblog"))
UNPUBLISHED = re.compile(r"\bdata on file\b|\bpersonal (?:communication|correspondence)\b", re.IGNORECASE)
MARKED = re.compile(r"\bunpublished\b|\bnot published\b", re.IGNORECASE)


@rule("REF352", Severity.WARNING, Subject.LIBRARY)
def no_identifier(library: Library) -> Iterator[Hit]:
    """A journal article has a DOI or a PubMed number, and every identifier has the form of one.

    Why:
        The identifier is how a reader gets from the list to the paper itself; a mistyped one leads nowhere.
    Flagged:
        [{"id": "⟦smith2020⟧", "type": "article-journal", "title": "Walking", "volume": "3"}]
    ---
        [{"id": "⟦smith2020⟧", "type": "article-journal", "title": "Walking", "DOI": "10.1000"}]
    ---
        [{"id": "⟦trial⟧", "type": "webpage", "title": "Walking trial", "number": "NCT1234"}]
    Accepted:
        [{"id": "smith2020", "type": "article-journal", "title": "Walking",
          "DOI": "https://doi.org/10.1000/walking.3"}]
    ---
        [{"id": "smith2020", "type": "article-journal", "title": "Walking", "PMID": "12345678"}]
    ---
        [{"id": "smith2020", "type": "article-journal", "title": "Walking",
          "custom": {"unverified": ["DOI", "PMID"]}}]
    Source:
        HONcode principle 4; AMA Manual of Style, 11th ed., 3.11. The last example puts on record that
        nobody has found an identifier.
    """
    for entry in library.entries:
        reference = entry.reference
        if reference.doi and not DOI.fullmatch(reference.doi):
            yield _hit(
                entry, f"has a DOI that is none: “{reference.doi}”.", "Copy the DOI again: 10.1000/abc."
            )
        if reference.pmid and not PMID.fullmatch(reference.pmid):
            yield _hit(
                entry, f"has a PubMed number that is none: “{reference.pmid}”.", "It has up to eight digits."
            )
        if reference.number.upper().startswith("NCT") and not NCT.fullmatch(reference.number):
            yield _hit(
                entry,
                f"has a trial number that is none: “{reference.number}”.",
                "Write NCT and eight digits.",
            )
        on_record = {"DOI", "PMID"} & set(reference.unverified)
        if reference.type == "article-journal" and not (reference.doi or reference.pmid or on_record):
            yield _hit(
                entry,
                "has neither a DOI nor a PubMed number.",
                "Add “DOI” or “PMID”. Where none can be found, list “DOI” under “custom”: "
                "{“unverified”: […]}, so that the gap is on record.",
            )


@rule("REF353", Severity.ERROR, Subject.LIBRARY)
def no_access_date(library: Library) -> Iterator[Hit]:
    """A reference to a web page says on which day it was read.

    Why:
        Web pages change; the day tells a reader which text was meant.
    Flagged:
        [{"id": "⟦agency2026⟧", "type": "webpage", "title": "Cover", "URL": "https://agency.example/cover"}]
    ---
        [{"id": "⟦agency2026⟧", "type": "webpage", "title": "Cover", "URL": "https://agency.example/cover",
          "accessed": {"date-parts": [["soon"]]}}]
    Accepted:
        [{"id": "agency2026", "type": "webpage", "title": "Cover", "URL": "https://agency.example/cover",
          "accessed": {"date-parts": [[2026, 11, 10]]}}]
    ---
        [{"id": "agency2026", "type": "report", "title": "Cover", "URL": "https://agency.example/cover.pdf"}]
    Source:
        AMA Manual of Style, 11th ed., 3.15.
    """
    for entry in library.entries:
        if entry.reference.type in ON_THE_WEB and entry.reference.accessed is None:
            yield _hit(
                entry,
                "is a web page without the day on which it was read.",
                "Read it again and add “accessed”: {“date-parts”: [[2026, 2, 3]]}.",
            )


@rule("REF354", Severity.ERROR, Subject.LIBRARY)
def same_work_twice(library: Library) -> Iterator[Hit]:
    """A work stands in the library once: no two keys share a DOI, a PubMed number or title and year.

    Why:
        Cited under two keys, one study would be counted as two, and look like twice the evidence.
    Flagged:
        [{"id": "smith2020", "type": "article-journal", "title": "Walking", "DOI": "10.1000/walking"},
         {"id": "⟦smith2020b⟧", "type": "article-journal", "title": "On walking",
          "DOI": "https://doi.org/10.1000/WALKING"}]
    ---
        [{"id": "smith2020", "type": "article-journal", "title": "Walking uphill: a trial",
          "issued": {"date-parts": [[2020]]}},
         {"id": "⟦smith⟧", "type": "article-journal", "title": "Walking Uphill. A Trial",
          "issued": {"date-parts": [[2020, 4]]}}]
    Accepted:
        [{"id": "smith2020", "type": "article-journal", "title": "Walking", "DOI": "10.1000/walking"},
         {"id": "smith2021", "type": "article-journal", "title": "Walking", "DOI": "10.1000/walking2"}]
    ---
        [{"id": "smith2020", "type": "report", "title": "Yearly report", "issued": {"date-parts": [[2020]]}},
         {"id": "smith2021", "type": "report", "title": "Yearly report", "issued": {"date-parts": [[2021]]}}]
    Source:
        House rule.
    """
    seen: dict[str, Reference] = {}
    for entry in library.entries:
        reference = entry.reference
        twin = next((seen[name] for name in _names(reference) if _is_twin(name, reference, seen)), None)
        if twin is not None:
            yield _hit(
                entry,
                f"is the same work as “{twin.key}”.",
                "Keep one of them, and cite that one everywhere.",
            )
            continue
        for name in _names(reference):
            seen.setdefault(name, reference)


@rule("REF355", Severity.ERROR, Subject.LIBRARY)
def retracted(library: Library) -> Iterator[Hit]:
    """No reference is on the blog's list of retracted papers.

    Why:
        A retracted paper is no evidence; its journal has said that it cannot be relied on.
    Flagged:
        [{"id": "⟦smith2020⟧", "type": "article-journal", "title": "Walking", "DOI": "10.1000/Withdrawn"}]
    ---
        [{"id": "⟦smith2020⟧", "type": "article-journal", "title": "Walking", "PMID": "1234567"}]
    Accepted:
        [{"id": "smith2020", "type": "article-journal", "title": "Walking", "DOI": "10.1000/withdrawn.2"}]
    ---
        [{"id": "smith2020", "type": "article-journal", "title": "Walking", "PMID": "12345678"}]
    Source:
        House rule. The list is content/retractions.csv with the columns DOI, PMID, date, reason and, where
        it is told, nature; without that file there is no list and this rule sees nothing. A line of it that
        cannot be read is an error too. In the examples it holds 10.1000/withdrawn and PubMed number 1234567.
    """
    for flaw in library.retractions.flaws:
        yield Hit(flaw.message, flaw.help, flaw.span, flaw.source)
    for entry in library.entries:
        paper = library.retractions.of(entry.reference)
        if paper is not None:
            yield _hit(
                entry,
                f"was retracted on {paper.date} ({paper.reason.rstrip('.')}).",
                "Take it out of the library and of every article, with what rests on it.",
            )


@rule("REF356", Severity.WARNING, Subject.LIBRARY)
def unpublished_not_marked(library: Library) -> Iterator[Hit]:
    """Data on file and personal communications are printed as unpublished.

    Why:
        A reader cannot look such a source up, and must be able to see that.
    Flagged:
        [{"id": "⟦company2026⟧", "type": "report", "title": "Data on file", "publisher": "Sample Devices",
          "issued": {"date-parts": [[2026]]}}]
    ---
        [{"id": "⟦smith2026⟧", "type": "personal_communication", "title": "Letter on walking",
          "author": [{"family": "Smith", "given": "Ann"}], "issued": {"date-parts": [[2026]]}}]
    Accepted:
        [{"id": "company2026", "type": "report", "title": "Data on file", "genre": "Unpublished data",
          "publisher": "Sample Devices", "issued": {"date-parts": [[2026]]}}]
    ---
        [{"id": "smith2026", "type": "personal_communication", "title": "Letter on walking (unpublished)",
          "author": [{"family": "Smith", "given": "Ann"}], "issued": {"date-parts": [[2026]]}}]
    Source:
        AMA Manual of Style, 11th ed., 3.2.
    """
    for entry in library.entries:
        reference = entry.reference
        printed = as_text(format_reference(reference))
        named = UNPUBLISHED.search(f"{plain(reference.title)}\n{reference.genre}\n{printed}")
        if (reference.type == "personal_communication" or named) and not MARKED.search(printed):
            yield _hit(
                entry,
                "is unpublished, and its printed entry does not say so.",
                "Add “genre”: “Unpublished data”, or “(unpublished)” to its title.",
            )


def _hit(entry: Entry, what: str, help: str) -> Hit:
    return Hit(f"The reference “{entry.reference.key}” {what}", help, entry.span, entry.source)


def _names(reference: Reference) -> Iterator[str]:
    """Yield everything by which a work is known, each in one form."""
    if reference.doi:
        yield f"doi {reference.doi.lower()}"
    if reference.pmid:
        yield f"pmid {reference.pmid}"
    title = "".join(filter(str.isalnum, plain(reference.title).lower()))
    if title and reference.issued and not UNPUBLISHED.search(reference.title):
        yield f"title {reference.type} {reference.issued.year} {title}"


def _is_twin(name: str, reference: Reference, seen: dict[str, Reference]) -> bool:
    """Return whether another key has the same work; one of the same title with another DOI or PubMed
    number is another work, such as the next part of a yearly column."""
    twin = seen.get(name)
    if twin is None or twin.key == reference.key:
        return False
    identifiers = ((twin.doi, reference.doi), (twin.pmid, reference.pmid))
    return not name.startswith("title ") or not any(
        theirs and mine and theirs.lower() != mine.lower() for theirs, mine in identifiers
    )
