"""HDR450: a file that is no readable text. Nothing else can be said about it."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.source import Unreadable


@rule("HDR450", Severity.ERROR, Subject.FILE)
def unreadable_file(error: Unreadable) -> Iterator[Hit]:
    """A source is a text saved as UTF-8.

    Why:
        What cannot be read cannot be checked, and is not published.
    Flagged:
        Title: Caf\\xe9
    ---
        PK\\x03\\x04 a Word file with another name
    Accepted:
        Title: Caf\\xc3\\xa9
    ---
        \\xef\\xbb\\xbfTitle: A byte-order mark in front does no harm
    Source:
        House rule; “could not check” is never “clean”.
    """
    yield Hit(error.reason, error.mend, path=error.path, line=error.line)
