"""What a table says of approvals: it carries them along, and makes, changes or lengthens none.

Of a claim that the register has, the cells of the approval must say what the register says; of a new one,
what `approve` once signed, as its seal proves. Days are compared as days: a spreadsheet saves 2026-11-24 in
the way of its country, which alone does not say whether 05/03/2026 lies in March or in May.
"""

from collections.abc import Mapping
from datetime import date
from itertools import product

from plugins.approval.claim import ApprovedClaim
from plugins.approval.fingerprint import is_sealed
from plugins.approval.register import parse_register
from plugins.approval.register_file import Value, with_claim
from plugins.approval.register_reading import OF_THE_APPROVAL
from plugins.approval.spreadsheet import DAYS, Row, cells_of, days_meant
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.source import Source

APPROVE = "python3 tasks.py claims approve"
# How much of a cell a message quotes.
SHORT = 60


def own(row: Row) -> Mapping[str, Value | None]:
    """Return what a row says of a claim itself, without its approval."""
    return {key: value for key, value in row.values.items() if key not in OF_THE_APPROVAL}


def carried(row: Row) -> Mapping[str, Value] | None:
    """Return the values of a row whose approval is as it was signed; None where it is not."""
    days = {key: sorted(days_meant(row.cells.get(key, ""))) for key in DAYS}
    days = {key: some for key, some in days.items() if some}
    for some in product(*days.values()):
        made = {key: one for key, one in row.values.items() if one is not None}
        made |= dict(zip(days, some, strict=True))
        read = parse_register(Source("claims.toml", with_claim("", row.id, made)))
        if read.register.claims and is_sealed(read.register.claims[0]):
            return made
    return None


def wrong_approval(known: ApprovedClaim | None, row: Row) -> list[str]:
    """Return what a row says of an approval and may not, as sentences; `known` is what the register has."""
    given = {key: row.cells[key] for key in OF_THE_APPROVAL if key in row.cells}
    if not any(cell.strip() for cell in given.values()):
        return []
    how = f"{APPROVE} {row.id} --by NAME --role ROLE --until YYYY-MM-DD"
    if known is not None:
        cells = cells_of(known)
        return [
            f"Row {row.number}, {key}: the table has {_quoted(cell)} and the register {_quoted(cells[key])}. "
            f"A table changes no approval. Put the cell back; or, for another approval: {how}"
            for key, cell in given.items()
            if not _same(key, cell, cells[key])
        ]
    if carried(row) is not None:
        return []
    wrong = {key: _wrong_day(given.get(key, "")) for key in DAYS}
    return [
        *(f"Row {row.number}, {key}: {told}" for key, told in wrong.items() if told),
        f"Row {row.number}: a table approves nothing, and this is no approval as it was exported. Empty "
        f"the cells {', '.join(given)}, and after the import: {how}",
    ]


def _quoted(cell: str) -> str:
    text = " ".join(cell.split())
    return f"“{text if len(text) <= SHORT else text[:SHORT] + '…'}”" if text else "nothing"


def _wrong_day(cell: str) -> str:
    try:
        if cell.strip():
            read_date(cell)
    except WrongDate as error:
        return str(error)
    return ""


def _same(key: str, cell: str, kept: str) -> bool:
    """Return whether a cell says what the register has, however a spreadsheet saves a day."""
    if key in DAYS and cell.strip() and kept:
        return date.fromisoformat(kept) in days_meant(cell)
    return " ".join(cell.split()) == " ".join(kept.split())
