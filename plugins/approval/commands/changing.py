"""The commands that change the register: approve and add."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date

from plugins.approval.approvals import hold
from plugins.approval.claim import Approval
from plugins.approval.commands.common import DONE, NOT_DONE, Desk, like, told
from plugins.approval.fingerprint import approved
from plugins.approval.register import parse_register
from plugins.approval.register_file import Value, kept_text, put_back, with_claim, with_values
from plugins.approval.register_reading import CONTROL
from plugins.manuscript.calls import BadCall
from plugins.manuscript.source import Source


def approve(desk: Desk, names: Sequence[str], by: str, role: str, until: date | None) -> int:
    """Write down that somebody approves some claims as they are. Effect: replaces claims.toml.

    All of them or none: a claim that is not whole, or whose figure is not there, cannot be approved.
    """
    by, role = by.strip(), role.strip()
    trouble = [
        f"{option}: {what}"
        for option, value, what in (
            ("--by", by, "give the name of who approves."),
            ("--role", role, "give what makes them a reviewer, such as “medical reviewer”."),
        )
        if not value or CONTROL.search(value) or "\n" in value
    ]
    if until and until < desk.today:
        trouble.append(f"--until: {until} is over.")
    unknown = []
    for name in names:
        try:
            desk.standing(name)
        except BadCall as error:
            unknown.append(str(error))
    if trouble or unknown:
        raise BadCall("\n".join((*trouble, *unknown)))
    read = desk.held.read
    text = desk.held.text
    blocked = [
        flaw for name in names for flaw in desk.approvals.flaws if _within(flaw.span.start, desk, name)
    ]
    for flaw in blocked:
        print(told(flaw), file=sys.stderr)
    if blocked:
        print("Nothing was approved.", file=sys.stderr)
        return NOT_DONE
    for name in names:
        claim = read.register.by_id[name]
        signed = approved(claim, Approval(by, role, desk.today, until), desk.library)
        values: dict[str, Value | None] = {
            "approved_by": by,
            "role": role,
            "approved_on": desk.today,
            "until": until,
            "approved_text": kept_text(claim.text),
            "fingerprint": dict(signed.approval.fingerprint) if signed.approval else {},
        }
        text = with_values(text, name, values)
    put_back(desk.held, text)
    for name in names:
        claim = read.register.by_id[name]
        print(f"Approved by {by} ({role}){f' until {until}' if until else ''}: {name}, “{claim.wording}”")
    return DONE


def _within(offset: int, desk: Desk, name: str) -> bool:
    """Return whether a flaw stands in the lines of a claim."""
    names = [claim.id for claim in desk.held.read.register.claims]
    row = desk.held.read.rows[names.index(name)]
    return row.span.start <= offset <= row.end


def add(desk: Desk, name: str, values: Mapping[str, Value]) -> int:
    """Put a new claim into the register, not approved yet. Effect: replaces claims.toml."""
    given = {key: value for key, value in values.items() if value}
    if desk.approvals.register.claim(name):
        raise BadCall(f"There is a claim “{name}” already. Choose another id.")
    alone = parse_register(Source("claims.toml", with_claim("", name, given)))
    if alone.flaws:
        for flaw in alone.flaws:
            print(f"Not added: {flaw.message} {flaw.help}", file=sys.stderr)
        return NOT_DONE
    near = like(str(values.get("wording", "")), desk.approvals)
    text = with_claim(desk.held.text, name, given)
    # A figure that is not there, or a wording that another claim has, would stop every later command.
    known = {flaw.message for flaw in desk.approvals.flaws}
    made = hold(parse_register(Source(desk.name, text)), desk.library, desk.today)
    if new := [flaw for flaw in made.flaws if flaw.message not in known]:
        for flaw in new:
            print(f"Not added: {flaw.message} {flaw.help}", file=sys.stderr)
        return NOT_DONE
    put_back(desk.held, text)
    print(f"Added to {desk.name}, not approved yet: {name}, “{given['wording']}”")
    for standing in near[:3]:
        print(f"  like it: {standing.claim.id}, “{standing.claim.wording}”")
    print(
        f"Have it approved: python3 tasks.py claims approve {name} --by NAME --role ROLE --until YYYY-MM-DD"
    )
    return DONE
