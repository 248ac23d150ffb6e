"""Safe fixes, applied: only what a rule offers as a mend of form, and never twice.

Mending what is mended changes nothing: fixes are applied until no rule offers another.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from plugins.checks.examination import examine
from plugins.checks.finding import Edit, Fix
from plugins.checks.review import Review, Standard, review
from plugins.checks.rule import Rule
from plugins.manuscript.source import Source

# Each round mends all that does not overlap; a fix that uncovers another needs one more.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A source before and after, and what was done to it, in words."""

    before: Source
    after: Source
    done: tuple[str, ...]

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff, line ends included."""
        before, after = (self.before.text, self.after.text)
        yield from difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{self.before.path}",
            f"b/{self.before.path}",
        )


def mend(
    source: Source,
    standard: Standard,
    rules: Iterable[Rule[Review]],
    is_page: bool,
    offers: Collection[str] = (),
) -> Mended:
    """Return a source with every safe fix applied; waived findings are left as they are.

    `offers` names the rules whose fixes are taken too although they change what is said: only where somebody
    asked for that.
    """
    after, done = source, []
    for _ in range(MOST_ROUNDS):
        seen = examine(review(after, standard, is_page), rules).seen
        fixes = [
            fix
            for item in seen
            if (fix := item.hit.fix) and (fix.safe or item.rule.code in offers) and item.waiver is None
        ]
        text, applied = apply_fixes(after.text, fixes)
        if text == after.text:
            break
        after = replace(after, text=text)
        done += [fix.description for fix in applied]
    return Mended(source, after, tuple(done))


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Return the text with all fixes applied that do not overlap one in front of them, and these."""
    taken: list[Edit] = []
    applied: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.edits[0].start if fix.edits else -1):
        if fix.edits and not any(_overlap(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            applied.append(fix)
    for edit in sorted(taken, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text, tuple(applied)


def _overlap(one: Edit, other: Edit) -> bool:
    """Return whether two edits touch the same characters, or insert at the same place."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start
