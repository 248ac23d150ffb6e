"""What the commands share: exit codes, the blog's library."""

from pathlib import Path

from plugins.bibliography.library import Library, load_library
from plugins.manuscript.calls import BadCall
from plugins.manuscript.layout import Layout
from plugins.manuscript.source import Source, Unreadable, read_source

DONE, NOT_TAKEN, COULD_NOT = 0, 1, 2


def library_of(layout: Layout) -> Library:
    """Return the library of a blog; raises `Unreadable` where it is none."""
    return load_library(layout.references, layout.evidence, layout.root_of(layout.references.parent))


def given_file(name: str, mend: str) -> Source:
    """Read a file that was named in the call; `mend` says what to do where it is no text in UTF-8."""
    file = Path(name)
    if not file.is_file():
        raise BadCall(f"There is no file {name}.")
    try:
        return read_source(file, name)
    except Unreadable as error:
        raise Unreadable(error.path, error.reason, mend, error.line) from None
