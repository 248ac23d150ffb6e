"""What the commands share: exit codes, the register and the library."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from plugins.approval.approvals import Approvals, Standing, hold
from plugins.approval.history import History
from plugins.approval.likeness import statement, weight_of
from plugins.approval.register_file import HeldFile, hold_file
from plugins.bibliography.library import Library, load_library
from plugins.manuscript.calls import BadCall
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.layout import Layout

DONE, NOT_DONE, COULD_NOT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Desk:
    """A blog's register, as text and as read, with the library it is held against."""

    layout: Layout
    held: HeldFile
    library: Library
    approvals: Approvals
    today: date

    @property
    def name(self) -> str:
        """The register's file, for messages."""
        return self.layout.name(self.layout.claims)

    def standing(self, typed: str) -> Standing:
        """Return how a claim stands, by its id; raise `BadCall` with the nearest one."""
        found = self.approvals.standings.get(typed)
        if found is None:
            near = _nearest(typed, self.approvals)
            guess = f" Did you mean “{near}”?" if near else " The command “list” shows all ids."
            raise BadCall(f"There is no claim “{typed}” in {self.name}.{guess}")
        return found


def desk_of(layout: Layout, today: date) -> Desk:
    """Read a blog's register and library; raises `Unreadable` where one of them is none."""
    held = hold_file(layout.claims, layout.name(layout.claims))
    library = load_library(layout.references, layout.evidence, layout.root_of(layout.references.parent))
    past = History(layout.claims, layout.references, layout.evidence)
    return Desk(layout, held, library, hold(held.read, library, today, past.before), today)


def told(flaw: Flaw) -> str:
    """Return a flaw as a line: file, line, what is wrong, what to do."""
    return f"{flaw.source.path}:{flaw.source.position(flaw.span.start).line}: {flaw.message} {flaw.help}"


def like(words: str, approvals: Approvals) -> tuple[Standing, ...]:
    """Return the claims that share telling words with a text, those that share most first."""
    wanted = {one for one in statement(words).stems if weight_of(one) == 1.0}
    numbers = {count.value for count in statement(words).counts}
    scored = []
    for standing in approvals.standings.values():
        claim = standing.claim
        texts = [statement(text) for text in (*claim.wordings, claim.id.replace("-", " "), *claim.products)]
        stems = {one for text in texts for one in text.stems}
        values = {count.value for text in texts for count in text.counts}
        score = len(wanted & stems) + len(numbers & values)
        if score and score >= (len(wanted) + len(numbers)) / 2:
            scored.append((score, standing))
    return tuple(standing for _, standing in sorted(scored, key=lambda pair: -pair[0]))


def _nearest(typed: str, approvals: Approvals) -> str:
    near = get_close_matches(typed.lower(), approvals.standings, n=1)
    return near[0] if near else ""
