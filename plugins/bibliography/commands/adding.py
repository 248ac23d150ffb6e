"""The commands that add to the library: add (looked up online) and import (from files, offline)."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plugins.bibliography.commands.common import COULD_NOT, DONE, NOT_TAKEN, given_file, library_of
from plugins.bibliography.identifiers import NoIdentifier, read_identifier
from plugins.bibliography.imports import NotReadable, Record, read_records
from plugins.bibliography.intake import Candidate, Outcome, take_in
from plugins.bibliography.library_file import add_entries, read_library_file
from plugins.bibliography.listing import overview, printed, shown
from plugins.bibliography.lookup import NotAdded
from plugins.bibliography.reference import reference_from_csl
from plugins.bibliography.services import Services, look_up
from plugins.manuscript.calls import BadCall
from plugins.manuscript.layout import Layout
from plugins.manuscript.source import Unreadable


@dataclass(frozen=True, slots=True)
class Question:
    """How to ask: whom, on which day, and how many seconds to wait for each answer."""

    services: Services
    day: date
    seconds: float


def add(layout: Layout, ids: Sequence[str], key: str, question: Question, dry: bool) -> int:
    """Look works up and put them into the library. Effect: uses the network, replaces references.json."""
    # A library that cannot be read is told before anybody is asked.
    library_of(layout)
    code, candidates = DONE, []
    for typed in ids:
        try:
            found = look_up(read_identifier(typed), question.services, question.day, question.seconds)
            candidates.append(Candidate(typed, found))
        except NoIdentifier as error:
            print(f"Not added: {error}", file=sys.stderr)
            code = COULD_NOT
        except NotAdded as error:
            print(f"Not added: {shown(typed)}. {error}", file=sys.stderr)
            code = max(code, error.exit_code)
    outcomes = _put_in(layout, candidates, key, dry)
    for outcome in outcomes:
        if outcome.why:
            print(f"Not added: {shown(outcome.label)}. {outcome.why}", file=sys.stderr)
            code = max(code, NOT_TAKEN)
    _tell_added(layout, outcomes, dry)
    return code


def import_files(layout: Layout, names: Sequence[str], dry: bool) -> int:
    """Put the references of exported files into the library. Effect: replaces references.json.

    References that the library has already are no failure: an export is imported again and again.
    """
    library_of(layout)
    code, candidates = DONE, []
    for name in names:
        try:
            records = _records(name)
        except (BadCall, NotReadable, Unreadable) as error:
            reason = f"{error.reason} {error.mend}" if isinstance(error, Unreadable) else error
            print(f"{name}: {reason}", file=sys.stderr)
            code = COULD_NOT
            continue
        for record in records:
            label = f"{name}, record {record.number}" + (
                f" (“{shown(record.words)}”)" if record.words else ""
            )
            if record.trouble:
                print(f"Not taken over: {label}. {record.trouble}", file=sys.stderr)
                code = max(code, NOT_TAKEN)
            else:
                candidates.append(Candidate(label, record.entry))
    outcomes = _put_in(layout, candidates, "", dry)
    for outcome in outcomes:
        if outcome.known_as:
            print(f"There already as {outcome.known_as}: {outcome.label}.")
        elif outcome.why:
            print(f"Not taken over: {outcome.label}. {outcome.why}", file=sys.stderr)
            code = max(code, NOT_TAKEN)
    _tell_added(layout, outcomes, dry)
    return code


def _records(name: str) -> tuple[Record, ...]:
    source = given_file(name, "Export the references again, in UTF-8.")
    form, records = read_records(source.text)
    print(f"{name}: {form}, {len(records)} {'record' if len(records) == 1 else 'records'}.")
    return records


def _put_in(layout: Layout, candidates: Sequence[Candidate], key: str, dry: bool) -> tuple[Outcome, ...]:
    """Decide on candidates by the library as it is now, and put in what is new."""
    held = read_library_file(layout.references, layout.name(layout.references))
    library = library_of(layout)
    known = [entry.reference for entry in library.entries]
    outcomes = take_in(candidates, known, library.retractions, key)
    entries = [outcome.entry for outcome in outcomes if not outcome.why]
    if entries and not dry:
        add_entries(held, entries)
    return outcomes


def _tell_added(layout: Layout, outcomes: Sequence[Outcome], dry: bool) -> None:
    """Tell what went in, how it is printed, and what is missing in it."""
    added = [outcome for outcome in outcomes if not outcome.why]
    verb = "Would be added" if dry else "Added"
    for outcome in added:
        reference = reference_from_csl(outcome.entry)
        print(f"{verb} as [@{outcome.key}]: {overview(reference).partition(' ')[2].strip()}")
        print(f"  {printed(reference, 'text')}")
    name = layout.name(layout.references)
    if not added:
        print(f"Nothing {'would be ' if dry else 'was '}added to {name}.")
        return
    print(f"{len(added)} {'reference' if len(added) == 1 else 'references'} {verb.lower()} to {name}.")
    if dry:
        return
    library = library_of(layout)
    keys = {outcome.key for outcome in added}
    places = {(entry.source, entry.span) for entry in library.entries if entry.reference.key in keys}
    for flaw in library.flaws:
        if (flaw.source, flaw.span) in places:
            line = flaw.source.position(flaw.span.start).line
            print(f"To mend ({name}, line {line}): {flaw.message} {flaw.help}")
