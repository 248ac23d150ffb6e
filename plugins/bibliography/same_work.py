"""Whether the library has a work already, under whatever key.

Rule REF354 finds the same among the entries of the library; here it is asked before one is added.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unidecode import unidecode

from plugins.bibliography.identifiers import pmcid_in, pmid_in, same_address, same_doi
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import plain

ON_THE_WEB = ("webpage", "post", "post-weblog")
# Titles that many works have.
COMMON_TITLES = frozenset(("dataonfile",))


@dataclass(frozen=True, slots=True)
class Twin:
    """The entry that is the same work, and by what it was recognised ("DOI")."""

    reference: Reference
    by: str


class KnownWorks:
    """The works of a library by everything they are known by; grows as works are taken in."""

    def __init__(self, library: Iterable[Reference]) -> None:
        self._by_name: dict[str, list[Reference]] = {}
        for reference in library:
            self.add(reference)

    def add(self, reference: Reference) -> None:
        """Count a work as known."""
        for name, _ in _names(reference):
            self._by_name.setdefault(name, []).append(reference)

    def twin_of(self, reference: Reference) -> Twin | None:
        """Return the entry that is the same work, if there is one."""
        for name, by in _names(reference):
            for other in self._by_name.get(name, ()):
                if not (by == "title and year" and _told_apart(reference, other)):
                    return Twin(other, by)
        return None


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield everything by which a work is known, in one form each, and what that is called."""
    if reference.doi:
        yield f"doi {same_doi(reference.doi)}", "DOI"
    if reference.pmid:
        yield f"pmid {pmid_in(reference.pmid) or reference.pmid}", "PubMed number"
    if reference.pmcid:
        yield f"pmcid {_pmc_number(reference)}", "PMC number"
    if reference.number.upper().startswith("NCT"):
        yield f"trial {reference.number.upper()}", "trial number"
    elif reference.type in ON_THE_WEB and reference.url:
        yield f"address {same_address(reference.url)}", "web address"
    title = "".join(filter(str.isalnum, unidecode(plain(reference.title)).lower()))
    if title and reference.issued and title not in COMMON_TITLES:
        yield f"title {reference.issued.year} {title}", "title and year"


def _pmc_number(reference: Reference) -> str:
    """Return the PMC number in one form; some programs leave out its PMC."""
    return pmcid_in(reference.pmcid) or pmcid_in(f"PMC{reference.pmcid}") or reference.pmcid


def _told_apart(one: Reference, other: Reference) -> bool:
    """Return whether two works of one title have different identifiers, like a preprint and its paper."""
    pairs = (
        (same_doi(one.doi), same_doi(other.doi)),
        (pmid_in(one.pmid), pmid_in(other.pmid)),
        (_pmc_number(one), _pmc_number(other)),
    )
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)
