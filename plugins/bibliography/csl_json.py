"""A reference as CSL-JSON again, for a processor that trusts what it is given: every field has the type
the processor expects, and rich text is set between signs that no field can hold."""

import re

from plugins.bibliography.dates import PartialDate
from plugins.bibliography.json_values import Json
from plugins.bibliography.names import Name
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, Run, rich

# Private signs: `runs.readable` takes them out of every field, so these are always ours.
SIGNS = {"i": ("\ue000", "\ue001"), "sup": ("\ue002", "\ue003"), "sub": ("\ue004", "\ue005")}
SIGN = re.compile("([\ue000-\ue005])")
# citeproc-py leaves the case of such a stretch alone; the one tag that stays.
NO_CASE = re.compile(r'<span class="nocase">([^<>]*)</span>')


def signed(text: str, kind: str) -> str:
    """Return a text between the two signs of its kind."""
    return f"{SIGNS[kind][0]}{text}{SIGNS[kind][1]}"


def from_signs(text: str) -> Part:
    """Return the runs of a text with signs in it; italics in italics are upright."""
    runs: list[Run] = []
    italics, levels = 0, [""]
    for piece in SIGN.split(text):
        if piece == SIGNS["i"][0]:
            italics += 1
        elif piece == SIGNS["i"][1]:
            italics -= 1
        elif piece in (SIGNS["sup"][0], SIGNS["sub"][0]):
            levels.append("sup" if piece == SIGNS["sup"][0] else "sub")
        elif piece in (SIGNS["sup"][1], SIGNS["sub"][1]):
            levels = levels[:-1] or [""]
        elif piece:
            runs.append(Run(piece, italics % 2 == 1, level=levels[-1]))
    return tuple(runs)


def csl_from_reference(reference: Reference) -> dict[str, Json]:
    """Return a reference, whose texts are readable, as a CSL-JSON entry; absent fields are left out."""
    texts = {
        "title": reference.title,
        "container-title": reference.journal,
        "container-title-short": reference.journal_abbreviation or reference.journal,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.page,
        "publisher": reference.publisher,
        "genre": reference.genre,
        "number": reference.number,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": reference.url,
        "edition": reference.edition,
        "collection-title": reference.collection,
        "collection-number": reference.collection_number,
        "chapter-number": reference.chapter,
        "section": reference.section,
        "version": reference.version,
        "status": reference.status,
        "event": reference.event,
        "event-place": reference.event_place,
        "archive": reference.archive,
        "authority": reference.authority,
        "jurisdiction": reference.jurisdiction,
    }
    lists = {
        "author": reference.authors,
        "editor": reference.editors,
        "translator": reference.translators,
        "container-author": reference.book_authors,
    }
    dates = {
        "issued": reference.issued,
        "accessed": reference.accessed,
        "event-date": reference.event_date,
        "original-date": reference.original,
    }
    entry: dict[str, Json] = {"id": "reference", "type": reference.type or "document"}
    entry |= {name: _with_signs(text) for name, text in texts.items() if text}
    entry |= {name: [_name(one) for one in names] for name, names in lists.items() if names}
    entry |= {name: {"date-parts": [_first_day(date)]} for name, date in dates.items() if date}
    return entry


def _with_signs(text: str) -> str:
    pieces = NO_CASE.split(text)
    return "".join(
        f'<span class="nocase">{piece}</span>' if at % 2 else "".join(map(_set, rich(piece)))
        for at, piece in enumerate(pieces)
    )


def _set(run: Run) -> str:
    text = signed(run.text, run.level) if run.level else run.text
    return signed(text, "i") if run.italic else text


def _name(name: Name) -> dict[str, Json]:
    if name.literal:
        return {"literal": name.literal}
    fields = {
        "family": name.family or name.given,
        "given": name.given if name.family else "",
        "suffix": name.suffix,
        "non-dropping-particle": name.particle,
    }
    return {field: text for field, text in fields.items() if text}


def _first_day(date: PartialDate) -> list[Json]:
    # citeproc-py prints nothing at all for a stretch of days.
    return [part for part in (date.year, date.month, date.day) if part]
