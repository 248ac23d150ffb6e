"""The record of an article's approvals: who signed which state of it, and when. It only ever grows.

    content/approvals/articles/walking.json
    {
      "version": 1,
      "article": "articles/walking.md",
      "signatures": [{"by": …, "role": …, "on": "2026-11-24", "note": …, "state": "3f9a…", …}],
      "states": {"3f9a…": {"sentences": […], "claims": […], …}}
    }

A state is kept under its own fingerprint, and each signature has a seal, the hash of all that stands in it:
so whatever somebody alters by hand is noticed. Each seal is of one signature alone. A chain of them would
notice one more thing, a signature that is taken out, which version control shows; and two that were given on
two branches could never be merged. JSON and not TOML because it is written by a program, and Python writes no
TOML. It is read in record_reading.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from plugins.bibliography.runs import NO_CHARACTER, UNSEEN
from plugins.dossier.state import State, Value, fingerprint_of

VERSION = 1
LONGEST_NAME, LONGEST_NOTE = 120, 1000
FIELDS = ("by", "role", "on", "note", "state", "checker", "inputs")
SEAL = "seal"
# Signs that begin a new line, or go on in another column.
OF_LINES = ("\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's approval of one state of an article."""

    by: str
    role: str
    on: date
    note: str
    state: str
    """The fingerprint of the state that was signed."""
    checker: str
    """The checker that found nothing to stop it."""
    inputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The hashes of everything that the check rested on, by name."""


@dataclass(frozen=True, slots=True)
class Record:
    """All signatures under an article, oldest first, and the states they are about."""

    article: str
    """The article's path in the content folder."""
    signatures: tuple[Signature, ...] = ()
    states: Mapping[str, State] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def last(self) -> Signature | None:
        """The latest signature."""
        return self.signatures[-1] if self.signatures else None

    def signed(self, signature: Signature, state: State) -> "Record":
        """Return the record with one signature more."""
        states = {**self.states, signature.state: state}
        return Record(self.article, (*self.signatures, signature), MappingProxyType(states))


def mistakes_in(by: str, role: str, note: str) -> tuple[tuple[str, str], ...]:
    """Return everything that is wrong with the words of a signature: which of them, and what, as the rest of
    a sentence that begins with it."""
    told = []
    for name, text, most, what in (
        ("by", by, LONGEST_NAME, "the name of who signs, such as Amara Fordyce, MD"),
        ("role", role, LONGEST_NAME, "what they sign as, such as medical reviewer"),
        ("note", note, LONGEST_NOTE, "one line"),
    ):
        if UNSEEN.search(text) or NO_CHARACTER.search(text) or any(sign in text for sign in OF_LINES):
            told.append((name, f"holds a sign that nobody can see, or more than one line. Write {what}."))
        elif name != "note" and not any(letter.isalpha() for letter in text):
            told.append((name, f"holds no name. Write {what}."))
        elif len(text) > most:
            told.append((name, f"is longer than {most} letters. Write {what}."))
    return tuple(told)


def seal_of(article: str, signature: Signature) -> str:
    """Return the hash of a signature and of the article that it was put under. It shows that nothing of it
    was altered afterwards, and not who made it: whoever has the checker can make one."""
    return fingerprint_of({"article": article, **_row(signature)})


def _row(signature: Signature) -> dict[str, Value]:
    return {
        "by": signature.by,
        "role": signature.role,
        "on": signature.on.isoformat(),
        "note": signature.note,
        "state": signature.state,
        "checker": signature.checker,
        "inputs": dict(signature.inputs),
    }


def record_text(record: Record) -> str:
    """Return a record as it is kept: signatures first, one value to a line."""
    told: dict[str, Value] = {
        "version": VERSION,
        "article": record.article,
        "signatures": [{**_row(one), SEAL: seal_of(record.article, one)} for one in record.signatures],
        "states": dict(record.states),
    }
    return told_as_json(told)


def told_as_json(told: Mapping[str, object]) -> str:
    """Return an object as JSON that people can read; what nobody can see is written as its number."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    unseen = UNSEEN.sub(lambda match: json.dumps(match.group())[1:-1], text)
    return f"{unseen}\n"
