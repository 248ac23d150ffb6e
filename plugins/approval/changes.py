"""What has changed since a claim was approved, in words for writers and reviewers."""

from collections.abc import Iterator, Mapping

from plugins.approval.approvals import Change, Standing
from plugins.approval.difference import differences
from plugins.approval.fingerprint import Facts
from plugins.approval.likeness import statement

NAMES = {
    "wording": "its wording",
    "figure": "the figure that it rests on",
    "study": "what is recorded of the study",
    "reference": "the reference",
    "approval": "the lines of the approval itself, by hand",
}
MOST_TOLD = 4


def approved_by(standing: Standing) -> str:
    """Return who approved a claim and when: "Kim Example, RN (medical reviewer), 2026-03-05"."""
    approval = standing.claim.approval
    return f"{approval.by} ({approval.role}), {approval.on}" if approval else "nobody"


def changed(standing: Standing) -> str:
    """Return what has changed, part by part; "" where nothing has."""
    return "; ".join(map(_told, standing.changes))


def _told(change: Change) -> str:
    name = NAMES[change.part]
    if change.part == "approval" and change.before == change.after:
        return f"{name} (its fingerprint)"
    if change.before is None:
        now = ", ".join(f"{path} {value}" for path, value in list(_flat(change.after))[:MOST_TOLD])
        return f"{name} (what it was cannot be found any more; now: {now or 'nothing'})"
    found = list(_differences(dict(_flat(change.before)), dict(_flat(change.after))))
    more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return f"{name} ({'; '.join(found[:MOST_TOLD])}{more})"


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for path in dict.fromkeys((*before, *after)):
        was, now = before.get(path, ""), after.get(path, "")
        if was == now:
            continue
        if not was or not now:
            yield f"{path} {now} is new" if now else f"{path} {was} is gone"
            continue
        words = [str(one) for one in differences(statement(was), statement(now))]
        # Of a long text only the words that differ; of a short one both whole.
        short = len(was) < 60 and len(now) < 60
        yield f"{path}: {was} is now {now}" if short or not words else f"{path}: {', '.join(words)}"


def _flat(facts: Facts | object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value with its path, as people read it."""
    if isinstance(facts, Mapping):
        for key, value in facts.items():
            yield from _flat(value, f"{path} {key}".strip())
    elif isinstance(facts, list) and any(isinstance(one, list | dict) for one in facts):
        for number, value in enumerate(facts, 1):
            yield from _flat(value, f"{path} {number}".strip())
    elif isinstance(facts, list):
        yield path, ", ".join(f"“{value}”" for value in facts)
    else:
        yield path, f"“{facts}”"
