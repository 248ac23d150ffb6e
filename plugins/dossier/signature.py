"""The record of an article's approvals: who signed which state of it, and when. It only ever grows.

    content/approvals/articles/walking.json
    {
      "version": 1,
      "article": "articles/walking.md",
      "signatures": [{"by": …, "role": …, "on": "2026-11-24", "note": …, "state": "3f9a…", …}],
      "states": {"3f9a…": {"sentences": […], "claims": […], …}}
    }

A state is kept under its own fingerprint, so that one which somebody altered by hand is noticed. JSON and
not TOML because it is written by a program, and Python writes no TOML.
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


class WrongRecord(ValueError):
    """A record that cannot be relied on; the message says why, as sentences."""


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


def mistakes_in(by: str, role: str, note: str) -> tuple[str, ...]:
    """Return everything that is wrong with the words of a signature, as sentences."""
    told = []
    for option, text, most, what in (
        ("--by", by, LONGEST_NAME, 'the name of who signs, such as --by "Amara Fordyce, MD"'),
        ("--role", role, LONGEST_NAME, 'what they sign as, such as --role "medical reviewer"'),
        ("--note", note, LONGEST_NOTE, "one line"),
    ):
        if (
            UNSEEN.search(text)
            or NO_CHARACTER.search(text)
            or any(sign in text for sign in "\n\r\t\x85\u2028")
        ):
            told.append(f"{option} holds a sign that nobody can see, or more than one line. Write {what}.")
        elif option != "--note" and not any(letter.isalpha() for letter in text):
            told.append(f"{option} holds no name. Write {what}.")
        elif len(text) > most:
            told.append(f"{option} is longer than {most} letters. Write {what}.")
    return tuple(told)


def record_text(record: Record) -> str:
    """Return a record as it is kept: signatures first, one value to a line."""
    told: dict[str, Value] = {
        "version": VERSION,
        "article": record.article,
        "signatures": [
            {
                "by": one.by,
                "role": one.role,
                "on": one.on.isoformat(),
                "note": one.note,
                "state": one.state,
                "checker": one.checker,
                "inputs": dict(one.inputs),
            }
            for one in record.signatures
        ],
        "states": dict(record.states),
    }
    return told_as_json(told)


def told_as_json(told: Mapping[str, object]) -> str:
    """Return an object as JSON that people can read; what nobody can see is written as its number."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    unseen = UNSEEN.sub(lambda match: json.dumps(match.group())[1:-1], text)
    return f"{unseen}\n"


def parse_record(text: str) -> Record:
    """Return the record in a text; raise `WrongRecord`, also where a state is not what was signed."""
    try:
        told: Value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongRecord(f"It is no JSON: {error}.") from None
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise WrongRecord(f"It is no record of version {VERSION}.")
    states, rows = told.get("states"), told.get("signatures")
    article = told.get("article")
    if not (isinstance(states, dict) and isinstance(rows, list) and isinstance(article, str)):
        raise WrongRecord("It lacks “article”, “signatures” or “states”.")
    read: dict[str, State] = {}
    for fingerprint, state in states.items():
        if not isinstance(state, dict) or fingerprint_of(state) != fingerprint:
            raise WrongRecord(f"The state {fingerprint[:12]} was altered after it was signed.")
        read[fingerprint] = state
    signatures = tuple(_signature(row, number) for number, row in enumerate(rows, 1))
    for number, signature in enumerate(signatures, 1):
        if signature.state not in read:
            raise WrongRecord(f"The state that signature {number} is about is not in it.")
    return Record(article, signatures, MappingProxyType(read))


def _signature(row: Value, number: int) -> Signature:
    if not isinstance(row, dict) or set(row) != set(FIELDS):
        raise WrongRecord(f"Signature {number} does not have the fields {', '.join(FIELDS)} and no others.")
    texts = {name: value for name, value in row.items() if isinstance(value, str)}
    inputs = row["inputs"]
    if len(texts) != len(FIELDS) - 1 or not isinstance(inputs, dict):
        raise WrongRecord(f"Signature {number} holds something that is no text.")
    try:
        on = date.fromisoformat(texts.pop("on"))
    except ValueError:
        raise WrongRecord(f"The day of signature {number} is no date such as 2026-11-24.") from None
    named = {name: str(value) for name, value in inputs.items()}
    return Signature(on=on, inputs=MappingProxyType(named), **texts)
