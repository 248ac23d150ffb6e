"""The folder of approvals: content/approvals/<article>.json, read and written.

A record is written aside and put in place whole, so that whatever breaks off leaves the old one. The file
aside is made anew or not at all: it keeps a second signature at the same moment from being lost.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from plugins.dossier.dossier import dossier_name
from plugins.dossier.record_reading import WrongRecord, parse_record
from plugins.dossier.signature import Record, record_text
from plugins.manuscript.layout import APPROVALS, Layout
from plugins.manuscript.source import Unreadable, read_source

PUT_THERE = "Put the file itself there instead."


class CannotRecord(Exception):
    """A signature could not be written down; nothing was changed. The message says why and what to do."""


def record_file(layout: Layout, place: str) -> Path:
    """Return where the record of an article's approvals is kept."""
    return layout.content / APPROVALS / f"{dossier_name(place)}.json"


def read_record(layout: Layout, place: str, today: date) -> Record | None:
    """Return the record of an article, None where nobody has signed; raise `WrongRecord`."""
    file = record_file(layout, place)
    # As it is called here, wherever a link leads.
    name = f"{layout.name(layout.content)}/{file.relative_to(layout.content).as_posix()}"
    try:
        if not (file.exists() or file.is_symlink()):
            return None
        if not file.resolve().is_relative_to(layout.content):
            raise WrongRecord(f"{name}: It is a link to a file outside the content folder. {PUT_THERE}")
        return parse_record(read_source(file, name), place, today)
    except Unreadable as error:
        raise WrongRecord(error.told) from None
    except OSError as error:
        raise WrongRecord(f"{name}: It cannot be opened ({error.strerror}).") from None
    except RuntimeError:
        # What Python 3.11 and 3.12 raise of links that lead to each other.
        raise WrongRecord(f"{name}: It is a link that leads back to itself. {PUT_THERE}") from None


def orphans(layout: Layout) -> tuple[Path, ...]:
    """Return the records of articles that are gone, or have another name now."""
    own = {record_file(layout, layout.manuscript(file)) for file in (*layout.articles, *layout.pages)}
    return tuple(file for file in sorted((layout.content / APPROVALS).rglob("*.json")) if file not in own)


def why_not_written(layout: Layout, place: str, today: date) -> str:
    """Return why no record could be kept there, in words; "" where one can."""
    file = record_file(layout, place)
    for folder in reversed(file.relative_to(layout.content).parents):
        here = layout.content / folder
        if (here.exists() or here.is_symlink()) and not here.is_dir():
            return f"{layout.name(here)} is no folder, so no approval can be kept in it. Move it away."
        if here.is_dir() and not here.resolve().is_relative_to(layout.content):
            return f"{layout.name(here)} is a link to a folder outside the content folder."
        if here.is_dir() and not os.access(here, os.W_OK):
            return f"You may not write into {layout.name(here)}."
    try:
        read_record(layout, place, today)
    except WrongRecord as error:
        return f"Its record cannot be relied on.\n{error}\nThen sign again."
    return ""


def append(layout: Layout, record: Record, before: Record | None, today: date) -> Path:
    """Put a record in the place of the one `before`; return its file. Effect: writes.

    Raises `CannotRecord` where it cannot be written, or somebody has signed in between.
    """
    file = record_file(layout, record.article)
    aside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        written = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise CannotRecord(
            f"Somebody else is signing {record.article} right now, or a signature was cut off. Try again; if "
            f"nobody else is signing, remove {layout.name(aside)} and sign again."
        ) from None
    except OSError as error:
        raise CannotRecord(f"{layout.name(file)} cannot be written ({error.strerror}).") from None
    try:
        with os.fdopen(written, "wb") as to:
            if read_record(layout, record.article, today) != before:
                raise CannotRecord(f"Somebody else has signed {record.article} meanwhile. Sign again.")
            to.write(record_text(record).encode())
            to.flush()
            os.fsync(to.fileno())
        aside.replace(file)
    except (CannotRecord, OSError, WrongRecord) as error:
        # Not once it is in place: a file of that name is somebody else's by then.
        with suppress(OSError):
            aside.unlink()
        if isinstance(error, CannotRecord):
            raise
        why = error.strerror if isinstance(error, OSError) else error
        raise CannotRecord(f"{layout.name(file)} cannot be written: {why}") from None
    return file
