"""References exported by other programs: the format is told by what a file holds, not by its name.

| format | exported by | read with |
|---|---|---|
| CSL-JSON | Zotero, Mendeley | the standard library |
| RIS | nearly all | rispy |
| PubMed NBIB (MEDLINE) | PubMed | rispy, with MEDLINE's tags |
| BibTeX, BibLaTeX | Zotero, JabRef, Google Scholar | bibtexparser |
| EndNote XML | EndNote | lxml, without entities and network |
"""

import re
from collections.abc import Callable

from plugins.bibliography.imports.bibtex import read_bibtex
from plugins.bibliography.imports.csl_json import read_csl_json
from plugins.bibliography.imports.endnote import read_endnote
from plugins.bibliography.imports.medline import read_medline
from plugins.bibliography.imports.record import NotReadable, Record
from plugins.bibliography.imports.ris import read_ris

# Each by a sign that no other format can have; looked for in this order.
FORMATS: tuple[tuple[str, re.Pattern[str], Callable[[str], tuple[Record, ...]]], ...] = (
    ("CSL-JSON", re.compile(r"\A\s*[\[{]"), read_csl_json),
    ("EndNote XML", re.compile(r"\A\s*<(?:\?xml|xml|records)\b"), read_endnote),
    ("PubMed NBIB", re.compile(r"^PMID-[ ]", re.MULTILINE), read_medline),
    ("RIS", re.compile(r"^TY  ?-", re.MULTILINE), read_ris),
    ("BibTeX", re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE), read_bibtex),
)


def format_of(text: str) -> str:
    """Return the name of the format a text is in; raise `NotReadable` where it is none of them."""
    for name, sign, _ in FORMATS:
        if sign.search(text):
            return name
    raise NotReadable(
        "This is none of the formats that can be read: CSL-JSON, RIS, PubMed NBIB, BibTeX, EndNote XML. "
        "Export the references again in one of them."
    )


def read_records(text: str) -> tuple[str, tuple[Record, ...]]:
    """Return the format of a text, and every record in it, also those that cannot be taken over."""
    name = format_of(text)
    records = next(read(text) for known, _, read in FORMATS if known == name)
    if not records:
        raise NotReadable(f"This looks like {name}, but there is no record in it. Export it again.")
    return name, records


__all__ = ["FORMATS", "NotReadable", "Record", "format_of", "read_records"]
