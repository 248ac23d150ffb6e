"""What has changed in an article since somebody signed it: before and after, side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from plugins.dossier.state import State, Value

UNSEEN_CHANGE = "differs in something that is not shown here, such as a comment or how a word is set"
# What shows that a file has changed, by its kind.
SHOWN = {
    "article": ("header", "sentence", "link", "picture", "waiver"),
    "disclaimer": ("disclaimer",),
    "reference": ("reference",),
    "evidence": ("evidence", "figure"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` is "" for what is new, `after` for what is gone."""

    what: str
    """"sentence", "claim", "approved claim", "figure", "evidence", "reference", "disclaimer", "header",
    "link", "picture", "waiver" or "file"."""
    where: str
    before: str
    after: str


def changes_between(before: State, after: State) -> tuple[Change, ...]:
    """Return every difference between two states, none where they are the same.

    That a file's hash differs is told only where nothing else of it does: then it is something that is not
    shown (a comment, how a word is set).
    """
    told = (
        *_named("header", _table(before, "header"), _table(after, "header")),
        *_listed("sentence", _texts(before, "sentences"), _texts(after, "sentences")),
        *_listed("link", _texts(before, "links"), _texts(after, "links")),
        *_listed("picture", _texts(before, "pictures"), _texts(after, "pictures")),
        *_listed("claim", list(_claims(before)), list(_claims(after))),
        *_listed("approved claim", _texts(before, "approved"), _texts(after, "approved")),
        *_named("reference", _table(before, "references"), _table(after, "references")),
        *_evidence(_table(before, "evidence"), _table(after, "evidence")),
        *_named("disclaimer", _table(before, "disclaimer"), _table(after, "disclaimer")),
        *_listed("waiver", _texts(before, "waivers"), _texts(after, "waivers")),
    )
    return (*told, *_unseen(before, after, told))


def _table(state: Mapping[str, Value], name: str) -> Mapping[str, Value]:
    value = state.get(name)
    return value if isinstance(value, dict) else {}


def _texts(state: State, name: str) -> list[str]:
    value = state.get(name)
    return [str(item) for item in value] if isinstance(value, list) else []


def _claims(state: State) -> Iterator[str]:
    """Yield each claim in one line: its words are told by its sentence already, so they come last."""
    claims = state.get("claims")
    for claim in claims if isinstance(claims, list) else ():
        if isinstance(claim, dict):
            sources = ", ".join(_texts(claim, "sources")) or "no source"
            kind = claim.get("kind") or "no claim"
            yield f"{kind}, {claim.get('status')}, {sources}: {claim.get('sentence')}"


def _listed(what: str, before: list[str], after: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            for old, new in zip_longest(before[first:last], after[start:end], fillvalue=""):
                yield Change(what, "", old, new)


def _named(what: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        old, new = _text(before.get(name)), _text(after.get(name))
        if old != new:
            yield Change(what, name, old, new)


def _evidence(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = _table(before, key), _table(after, key)
        for change in _named("evidence", _without_figures(old), _without_figures(new)):
            yield Change("evidence", f"{key}, {change.where}", change.before, change.after)
        figures, now = _table(old, "figures"), _table(new, "figures")
        for name in dict.fromkeys((*figures, *now)):
            for change in _named("figure", _table(figures, name), _table(now, name)):
                yield Change("figure", f"{key}#{name}, {change.where}", change.before, change.after)


def _without_figures(evidence: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in evidence.items() if name != "figures"}


def _text(value: Value) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return "" if value is None else str(value)


def _unseen(before: State, after: State, told: tuple[Change, ...]) -> Iterator[Change]:
    """Yield the files whose hash differs although nothing of what they hold was told."""
    for change in _named("file", _table(before, "rests_on"), _table(after, "rests_on")):
        kind, _, name = change.where.partition(": ")
        if not any(one.what in SHOWN.get(kind, ()) and _is_of(kind, name, one) for one in told):
            gone, new = not change.after, not change.before
            yield Change(
                "file",
                change.where,
                "" if new else "as it was signed",
                "" if gone else UNSEEN_CHANGE,
            )


def _is_of(kind: str, name: str, change: Change) -> bool:
    """Return whether a change is one of that file: of a reference or its evidence, by the key."""
    if kind not in ("reference", "evidence"):
        return True
    key = name.removesuffix(".toml").rpartition("/")[2]
    return change.where == key or change.where.startswith((f"{key}, ", f"{key}#"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text; `changed` where they stand in this text and not in the other."""

    text: str
    changed: bool


def side_by_side(change: Change) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return the words before and after, with those that differ apart."""
    before, after = _spaced(change.before), _spaced(change.after)
    left: list[Stretch] = []
    right: list[Stretch] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, words in ((left, before[first:last]), (right, after[start:end])):
            if words:
                side.append(Stretch("".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def _spaced(text: str) -> list[str]:
    """Return the words of a text, and the spaces between them."""
    return re.findall(r"\S+|\s+", text)
