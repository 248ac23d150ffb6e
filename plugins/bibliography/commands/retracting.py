"""The command that brings the list of retracted papers up to date."""

import sys
from datetime import date
from pathlib import Path

from plugins.bibliography.commands.common import COULD_NOT, DONE, library_of
from plugins.bibliography.library import RETRACTION_LIST
from plugins.bibliography.library_file import put_in_place
from plugins.bibliography.listing import shown
from plugins.bibliography.retraction import Nature
from plugins.bibliography.retraction_watch import NotTheList, Update, notices_in, update
from plugins.manuscript.calls import BadCall
from plugins.manuscript.layout import Layout


def update_retractions(layout: Layout, name: str, as_of: date, *, everything: bool) -> int:
    """Update retractions.csv beside the library from a downloaded file. Effect: replaces it.

    A list with lines that cannot be read is not touched: they would be lost.
    """
    file = Path(name)
    if not file.is_file():
        raise BadCall(f"There is no file {name}.")
    library = library_of(layout)
    target = layout.references.with_name(RETRACTION_LIST)
    if flaws := library.retractions.flaws:
        for flaw in flaws:
            line = flaw.source.position(flaw.span.start).line
            print(f"{flaw.source.path}, line {line}: {flaw.message} {flaw.help}", file=sys.stderr)
        print("The list was not updated, as these lines would be lost.", file=sys.stderr)
        return COULD_NOT
    references = [entry.reference for entry in library.entries]
    try:
        # Names in it may be in any coding; what is used of it is plain letters and digits.
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            made = update(
                notices_in(lines), library.retractions, references, file.name, as_of, everything=everything
            )
    except NotTheList as error:
        raise BadCall(f"{name}: {error}") from None
    put_in_place(target, made.text.encode("utf-8"))
    _tell(made, layout.name(target))
    listed = library_of(layout).retractions
    for reference in references:
        if paper := listed.of(reference):
            print(f"{reference.key} was retracted on {paper.date} ({shown(paper.reason)}). Do not cite it.")
        for notice in listed.notices_of(reference):
            print(f"{reference.key}: {notice.nature} of {notice.date} ({shown(notice.reason)}). Read it.")
    return _told_unusable(made, name)


def _tell(made: Update, name: str) -> None:
    counts = ", ".join(
        f"{sum(paper.nature is nature for paper in made.papers)} {word}"
        for nature, word in (
            (Nature.RETRACTION, "retracted"),
            (Nature.CONCERN, "with an expression of concern"),
            (Nature.CORRECTION, "corrected"),
        )
    )
    print(f"{name} is up to date: {counts}; {made.read} lines were read.")
    for paper in made.gone:
        print(f"No longer listed: {paper.doi or paper.pmid} ({paper.nature} of {paper.date}).")


def _told_unusable(made: Update, name: str) -> int:
    """A line about a work of the library that says no day or nature may be a retraction."""
    for line in made.unusable:
        print(
            f"{name}, line {line}: a work of the library is named there, but its day or nature cannot be "
            "read. Look it up, and add a line by hand where it was retracted.",
            file=sys.stderr,
        )
    return COULD_NOT if made.unusable else DONE
