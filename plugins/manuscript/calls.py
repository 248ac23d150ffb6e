"""What the command lines are called with alike: the blog's folder and the day; and a call that cannot be
carried out."""

from datetime import date
from pathlib import Path

from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.layout import Layout, lay_out


class BadCall(Exception):
    """The call cannot be carried out; the message says everything that is to be changed."""


def layout_at(content: str, project: Path) -> Layout:
    """Return the blog in a folder that was named in the call; raise `BadCall` where there is none."""
    if not Path(content).is_dir():
        raise BadCall(f"There is no content folder {content}.")
    return lay_out(Path(content), project)


def day_given(typed: str | None, option: str = "--as-of") -> date:
    """Return the day that an option names, today where it was left out; raise `BadCall` where it is none."""
    if typed is None:
        return date.today()
    try:
        return read_date(typed)
    except WrongDate as error:
        raise BadCall(f"{option}: {error}") from None
