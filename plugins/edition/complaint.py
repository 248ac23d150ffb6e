"""What went wrong while Pelican built the site; collected, never the last word of a stopped build."""

import logging
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass

# Pelican's words on a link that it cannot follow.
NOT_FOUND = re.compile(r"Unable to find '(?P<address>.*)', skipping url replacement")
NO_FILE = re.compile(r"Cannot get modification stamp for (?P<path>.*?)(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing Pelican or a part of ours logged as a warning or an error, or broke off with."""

    level: str
    """"error" or "warning"."""
    message: str

    def as_row(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return asdict(self)


def read_complaints(rows: list[dict[str, str]]) -> tuple[Complaint, ...]:
    """Return complaints from their rows."""
    return tuple(Complaint(row["level"], row["message"]) for row in rows)


class Collector(logging.Handler):
    """Keeps every warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[Complaint] = []
        self.at_work_on = ""
        """The source in which Pelican is replacing links, while it does."""

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        message = record.getMessage()
        if self.at_work_on:
            message = self._about_link(message)
        elif no_file := NO_FILE.match(message):
            message = f"The file {no_file['path']}, which an article links to, is not there."
        # Pelican keeps the reason to itself ("Could not process x.md"); it is the error being handled.
        elif reason := sys.exc_info()[1]:
            message = f"{message} ({reason})"
        self.add(level, message)

    def add(self, level: str, message: str) -> None:
        """Keep a complaint; one that is kept already (a page and its feed entry say the same) counts once."""
        complaint = Complaint(level, " ".join(message.split()))
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def _about_link(self, message: str) -> str:
        """Return Pelican's words on a link in ours: in which article it stands, and what is wrong."""
        found = NOT_FOUND.match(message)
        wrong = f"the link to “{found['address']}” leads nowhere" if found else f"a link is odd: {message}"
        return f"In {self.at_work_on} {wrong}. The article it leads to may have been left out, or be a draft."

    def told(self, folders: Iterable[str]) -> tuple[Complaint, ...]:
        """Return the complaints without the names of folders of this machine, which tell a writer nothing."""
        found = []
        for complaint in self.complaints:
            message = complaint.message
            for folder in folders:
                message = message.replace(f"{folder.rstrip('/')}/", "") if folder != "." else message
            found.append(Complaint(complaint.level, message))
        return tuple(found)
