"""Reads a record of approvals, and takes it only whole: one signature that does not hold spoils all of it.

A record is nobody's to edit: it is written by `approve`, and each signature is sealed. Whatever else stands
there is told, all of it at once, each with its line. What cannot be relied on is no signature.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from plugins.dossier.json_places import Path, Twice, json_places, without_twins
from plugins.dossier.signature import FIELDS, SEAL, VERSION, Record, Signature, mistakes_in, seal_of
from plugins.dossier.state import PARTS, State, Value, fingerprint_of
from plugins.manuscript.source import Source, Span

HASH = re.compile(r"[0-9a-f]{64}")
RECORD = ("version", "article", "signatures", "states")
BRING_BACK = "Bring the file back from version control."
MOVED = "Move it back; an article that is renamed is a new one, which nobody has signed."
# A record's own values, a signature's, and a hash among its inputs.
DEPTH = 4
# Where somebody signs it may be tomorrow already.
AHEAD = timedelta(days=1)


class WrongRecord(ValueError):
    """A record that cannot be relied on; the message is a sentence or two for each thing that is wrong."""


@dataclass(slots=True)
class _Reading:
    """A record while it is read: what stands where in it, and what is wrong so far."""

    source: Source
    places: Mapping[Path, Span] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def tell(self, what: str, *path: str | int, mend: str = BRING_BACK) -> None:
        """Note that something is wrong, with the line of the value, or of what it should stand in."""
        while path and path not in self.places:
            path = path[:-1]
        line = self.source.position(self.places[path].start).line if path in self.places else 1
        self.wrong.append(f"{self.source.path}, line {line}: {what} {mend}")


def parse_record(source: Source, place: str, today: date) -> Record:
    """Return the record in a file; raise `WrongRecord` with everything that is wrong with it.

    `place` is the article whose record it must be, and `today` the day that no signature may be ahead of.
    """
    reading = _Reading(source)
    told = _json_of(reading)
    record = _record(reading, told, place, today) if isinstance(told, dict) else None
    if record is None or reading.wrong:
        raise WrongRecord("\n".join(reading.wrong))
    return record


def _json_of(reading: _Reading) -> Value:
    text = reading.source.text
    try:
        told: Value = json.loads(text, object_pairs_hook=without_twins)
        # A half of a sign that is written in two: it could be shown and written down nowhere.
        json.dumps(told, ensure_ascii=False).encode()
    except Twice as error:
        reading.tell(f"The name “{error}” stands twice in one place of it.")
        return None
    except json.JSONDecodeError as error:
        what = f"It is no JSON: line {error.lineno}, {error.msg[:1].lower()}{error.msg[1:]}."
        if re.search(r"^(?:<{7}|={7}|>{7})", text, re.MULTILINE):
            what = "Two versions of it were merged, and the marks of that (<<<<<<<) still stand in it."
        reading.tell(what)
        return None
    except UnicodeEncodeError:
        reading.tell("It holds half a sign (\\ud800 to \\udfff), which cannot be shown.")
        return None
    except (ValueError, RecursionError):
        reading.tell("It is no JSON that can be read: nested too deeply, or with a number that is too long.")
        return None
    if not isinstance(told, dict):
        reading.tell("It is no record of approvals.")
        return None
    reading.places = json_places(text, DEPTH)
    return told


def _record(reading: _Reading, told: dict[str, Value], place: str, today: date) -> Record | None:
    if told.get("version") != VERSION:
        mend = "Take the checker that wrote it, or bring the file back from version control."
        reading.tell(f"It is no record of version {VERSION}.", "version", mend=mend)
        return None
    for name in told.keys() - set(RECORD):
        reading.tell(f"“{name}” is no part of a record.", name)
    article, rows, states = told.get("article"), told.get("signatures"), told.get("states")
    if not (isinstance(article, str) and isinstance(rows, list) and isinstance(states, dict)):
        reading.tell("It lacks “article”, “signatures” or “states”.")
        return None
    if article != place:
        reading.tell(f"It is the record of another article, {article}.", "article", mend=MOVED)
    if not rows:
        reading.tell("It holds no signature.", "signatures")
    read = dict(_states(reading, states))
    signatures = []
    for at, row in enumerate(rows):
        signature = _signature(reading, article, at, row, today)
        if signature and signature.state not in states:
            reading.tell(
                f"The state that signature {at + 1} is about is not in it.", "signatures", at, "state"
            )
        elif signature:
            signatures.append(signature)
    return Record(article, tuple(signatures), MappingProxyType(read))


def _states(reading: _Reading, states: Mapping[str, Value]) -> Iterator[tuple[str, State]]:
    for fingerprint, state in states.items():
        name = f"The state {fingerprint[:12]}"
        if not isinstance(state, dict) or fingerprint_of(state) != fingerprint:
            reading.tell(
                f"The state {fingerprint[:12]} was altered after it was signed.", "states", fingerprint
            )
        elif not state.keys() >= set(PARTS):
            reading.tell(f"{name} is none of an article.", "states", fingerprint)
        else:
            yield fingerprint, state


def _signature(reading: _Reading, article: str, at: int, row: Value, today: date) -> Signature | None:
    here, name = ("signatures", at), f"Signature {at + 1}"
    if not isinstance(row, dict) or row.keys() != {*FIELDS, SEAL}:
        reading.tell(f"{name} does not have the fields {', '.join((*FIELDS, SEAL))} and no others.", *here)
        return None
    texts = {field: value for field, value in row.items() if isinstance(value, str)}
    inputs, before = row["inputs"], len(reading.wrong)
    for field_name in (*FIELDS, SEAL):
        if field_name != "inputs" and field_name not in texts:
            reading.tell(f"“{field_name}” of signature {at + 1} is no text.", *here, field_name)
    if not isinstance(inputs, dict):
        reading.tell(f"“inputs” of signature {at + 1} holds no names with hashes.", *here, "inputs")
    if len(reading.wrong) > before:
        return None
    assert isinstance(inputs, dict)
    for field_name, mistake in mistakes_in(texts["by"], texts["role"], texts["note"]):
        reading.tell(f"“{field_name}” of signature {at + 1} {mistake}", *here, field_name)
    if not texts["checker"].strip():
        reading.tell(f"{name} does not say which checker found nothing.", *here, "checker")
    if not HASH.fullmatch(texts["state"]):
        reading.tell(f"“state” of signature {at + 1} is no fingerprint.", *here, "state")
    for what, value in inputs.items():
        if not (isinstance(value, str) and HASH.fullmatch(value)):
            reading.tell(f"“{what}” of signature {at + 1} has no fingerprint.", *here, "inputs", what)
    on = _day(texts["on"])
    if on is None:
        reading.tell(f"The day of signature {at + 1} is no date such as 2026-11-24.", *here, "on")
        return None
    if on > today + AHEAD:
        told = f"{name} is of a day that is still to come: {on}; this was read on {today}."
        reading.tell(
            told, *here, "on", mend="Look at the day that this machine takes for today, or sign again."
        )
    hashes = MappingProxyType({what: str(value) for what, value in inputs.items()})
    signature = Signature(
        texts["by"], texts["role"], on, texts["note"], texts["state"], texts["checker"], hashes
    )
    if seal_of(article, signature) != texts[SEAL]:
        told = f"{name} was altered after it was made: it is not what its seal was put on."
        reading.tell(told, *here, mend=f"{BRING_BACK} Whoever means to sign anew uses approve.")
    return signature


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Python takes 20261124 as well; two ways to write a day would be two texts for one signature.
    return day if day.isoformat() == text else None
