"""The commands that only look: list, search, show, where."""

import sys
from collections.abc import Iterable

from plugins.approval.approvals import Standing
from plugins.approval.changes import approved_by, changed
from plugins.approval.commands.common import COULD_NOT, DONE, NOT_DONE, Desk, like, told
from plugins.approval.uses import Use, uses_in
from plugins.bibliography.markers import CitationExtension
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Unreadable, read_source


def list_claims(desk: Desk) -> int:
    """Print every claim, a line each; what is wrong with the register goes to standard error."""
    _print(desk.approvals.standings.values())
    standings = desk.approvals.standings.values()
    many, holding = len(standings), sum(standing.holds for standing in standings)
    print(f"{many} {'claim' if many == 1 else 'claims'} in {desk.name}, {holding} approved and in force.")
    if lapsed := [standing.claim.id for standing in standings if standing.approved and standing.lapsed]:
        print(f"What has changed since the approval: python3 tasks.py claims show {lapsed[0]}")
    return told_flaws(desk)


def search(desk: Desk, words: str) -> int:
    """Print the claims that are like some words."""
    found = like(words, desk.approvals)
    _print(found)
    if not found:
        print(f"No claim in {desk.name} is like “{words}”. Try fewer words; “list” shows all claims.")
    return DONE if found else NOT_DONE


def show(desk: Desk, name: str) -> int:
    """Print everything about a claim: its wordings, what it rests on, and how its approval stands."""
    standing = desk.standing(name)
    claim = standing.claim
    print(f"{claim.id}: {standing.word}")
    print(f"  “{claim.wording}”")
    for variant in claim.variants:
        print(f"  or: “{variant}”")
    for cited in claim.figures:
        key, _, figure_name = cited.partition("#")
        evidence = desk.library.evidence.get(key)
        figure = evidence.figure(figure_name) if evidence else None
        print(f"  rests on [@{cited}]{f': {figure.finding} ({figure.locator})' if figure else ''}")
    for row in claim.companions:
        print(f"  stands together with: {' or '.join(f'“{text}”' for text in row)}")
    if claim.products:
        print(f"  products: {', '.join(claim.products)}")
    if claim.note:
        print(f"  note: {claim.note}")
    if claim.approval:
        until = f", until {claim.approval.until}" if claim.approval.until else ""
        print(f"  approved by {approved_by(standing)}{until}")
    if standing.unsigned:
        print("  The approval has no whole fingerprint, so nobody can tell what was approved.")
    if standing.changes:
        print(f"  changed since: {changed(standing)}")
    if standing.former:
        print(f"  approved was: “{standing.former[0]}”")
    return DONE


def where(desk: Desk, name: str) -> int:
    """Print every place in which a claim is used, drafts too, and how each use stands; of all claims without
    a name."""
    if name:
        desk.standing(name)
    unreadable: list[Unreadable] = []
    everywhere = list(uses(desk, unreadable))
    looked = len(desk.layout.articles) + len(desk.layout.pages) - len(unreadable)
    for one in [name] if name else desk.approvals.standings:
        found = [(path, line, use) for path, line, use in everywhere if use.id == one]
        for path, line, use in found:
            print(f"{path}:{line}: {use.status.value}{_more(desk, use)}")
        times = "nowhere" if not found else f"{len(found)} times" if len(found) > 1 else "once"
        print(f"“{one}” is used {times} in the {looked} articles and pages.")
    for error in unreadable:
        print(f"{error.path} could not be looked through: {error.reason} {error.mend}", file=sys.stderr)
    return COULD_NOT if unreadable else DONE


def _more(desk: Desk, use: Use) -> str:
    """Return what is to be said of a use beside how it stands."""
    if use.former:
        return f": it has the approved wording “{use.former}”, and {desk.name} has now “{use.claim.wording}”"
    if use.turned:
        return f": {'; '.join(use.turned)}"
    if use.difference:
        return f": {'; '.join(map(str, use.difference))}"
    lacking = " and ".join(" or ".join(f"“{text}”" for text in row) for row in use.missing)
    return f": {lacking} is to stand {use.within}" if lacking else ""


def uses(desk: Desk, unreadable: list[Unreadable]) -> Iterable[tuple[str, int, Use]]:
    """Yield every use of a claim with its path and line; what cannot be read is added to `unreadable`."""
    for file in (*desk.layout.articles, *desk.layout.pages):
        try:
            source = read_source(file, desk.layout.name(file))
        except Unreadable as error:
            unreadable.append(error)
            continue
        document = read_document(source, (CitationExtension(desk.library),))
        for use in uses_in(document, desk.approvals):
            yield source.path, source.position(use.span.start).line, use


def told_flaws(desk: Desk) -> int:
    """Tell what is wrong with the register. Effect: writes to standard error."""
    for flaw in desk.approvals.flaws:
        print(told(flaw), file=sys.stderr)
    return NOT_DONE if desk.approvals.flaws else DONE


def _print(standings: Iterable[Standing]) -> None:
    rows = list(standings)
    width = max((len(standing.claim.id) for standing in rows), default=0)
    for standing in rows:
        approval = standing.claim.approval
        until = f" until {approval.until}" if standing.holds and approval and approval.until else ""
        print(f"{standing.claim.id:<{width}}  {standing.word + until:<25}  {standing.claim.wording}")
