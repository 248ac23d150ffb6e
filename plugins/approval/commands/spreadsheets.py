"""The commands for the reviewers' spreadsheets: export and import."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from plugins.approval.carried import carried, own, wrong_approval
from plugins.approval.claim import ApprovedClaim
from plugins.approval.commands.common import DONE, NOT_DONE, Desk
from plugins.approval.commands.looking import told_flaws
from plugins.approval.register import parse_register
from plugins.approval.register_file import Value, put_back, with_claim, with_values
from plugins.approval.register_reading import OF_THE_APPROVAL, OF_THE_TEXT
from plugins.approval.spreadsheet import Row, WrongTable, cells_of, rows_in, table_of, value_of
from plugins.bibliography.library_file import put_in_place
from plugins.manuscript.calls import BadCall
from plugins.manuscript.source import Source


def export(desk: Desk, name: str) -> int:
    """Write the register as a CSV file. Effect: writes that file, which must not be there yet."""
    if told_flaws(desk):
        print("Nothing was written: what cannot be read would be missing in the table.", file=sys.stderr)
        return NOT_DONE
    file = Path(name)
    if file.exists():
        raise BadCall(f"{name} is there already. Choose another name, or take it away first.")
    if not file.absolute().parent.is_dir():
        raise BadCall(f"There is no folder {file.parent}.")
    standings = tuple(desk.approvals.standings.values())
    put_in_place(file, table_of(standings, desk.library))
    print(f"{len(standings)} {'claim' if len(standings) == 1 else 'claims'} written to {name}.")
    print(f"Change it in a spreadsheet, save it as “CSV UTF-8”, then: python3 tasks.py claims import {name}")
    return DONE


def import_file(desk: Desk, name: str, dry: bool) -> int:
    """Take over what a table says. Effect: replaces claims.toml; all of the table or nothing.

    Claims that the table does not have stay. A claim whose wording changes keeps its approval's fingerprint,
    which then says that it has lapsed. No table approves anything: carried.py.
    """
    file = Path(name)
    if not file.is_file():
        raise BadCall(f"There is no file {name}.")
    if told_flaws(desk):
        print("Nothing was taken over: mend the register first.", file=sys.stderr)
        return NOT_DONE
    try:
        rows = rows_in(file.read_bytes())
        _raise_for(desk, rows)
    except WrongTable as error:
        for problem in error.problems:
            print(f"{name}: {problem}", file=sys.stderr)
        print("Nothing was taken over.", file=sys.stderr)
        return NOT_DONE
    text, told = desk.held.text, []
    for row in rows:
        known = desk.approvals.register.claim(row.id)
        if known is None:
            made = carried(row) or {key: one for key, one in own(row).items() if one is not None}
            text = with_claim(text, row.id, made)
            told.append(f"new: {row.id}")
        elif changed := dict(_changed(known, row)):
            text = with_values(text, row.id, changed)
            told.append(f"changed: {row.id} {_said(known, changed)}")
    if not dry:
        put_back(desk.held, text)
    for line in told:
        print(f"{'Would be ' if dry else ''}{line}")
    print(f"{len(rows)} rows read, {len(told)} {'would be ' if dry else ''}taken over into {desk.name}.")
    return DONE


def _raise_for(desk: Desk, rows: tuple[Row, ...]) -> None:
    """Raise `WrongTable` with everything that the register would not take."""
    problems: list[str] = []
    for row in rows:
        known = desk.approvals.register.claim(row.id)
        # A column that the table lacks leaves the claim's own value as it is.
        values = {**(_values(known) if known else carried(row) or {}), **own(row)}
        made = {key: one for key, one in values.items() if one is not None}
        alone = parse_register(Source("claims.toml", with_claim("", row.id, made)))
        problems += wrong_approval(known, row)
        problems += [f"Row {row.number}: {flaw.message} {flaw.help}" for flaw in alone.flaws]
    if problems:
        raise WrongTable(problems)


def _changed(known: ApprovedClaim, row: Row) -> Iterator[tuple[str, Value | None]]:
    before = _values(known)
    yield from ((key, value) for key, value in own(row).items() if value != before.get(key))
    given = [row.cells[key] for key in OF_THE_APPROVAL if key in row.cells]
    if given and known.approval and not any(cell.strip() for cell in given):
        # Half of an approval is none.
        yield from ((key, None) for key in OF_THE_APPROVAL if before.get(key) is not None)


def _said(known: ApprovedClaim, changed: Mapping[str, Value | None]) -> str:
    """Return what changes, in words."""
    own_keys = [key for key in changed if key not in OF_THE_APPROVAL]
    told = f"({', '.join(own_keys)})" if own_keys else ""
    if len(own_keys) < len(changed):
        return f"{told} – its approval is taken out".strip()
    lapses = known.approval is not None and {*own_keys} & {*OF_THE_TEXT, "figure"}
    return f"{told} – its approval lapses" if lapses else told


def _values(claim: ApprovedClaim) -> Mapping[str, Value | None]:
    """Return a claim's values in the form in which a table gives them."""
    return {key: value_of(key, cell) for key, cell in cells_of(claim).items() if key != "id"}
