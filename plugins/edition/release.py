"""From manuscripts to the published site: check, build aside, gate, and only then swap.

One run at a time at one folder, from the first step to the last: what goes live is the very folder that
this run's gate saw. The three steps know nothing of each other. What the checker and the builder say is
collected; the gate alone, which reads the built files, decides whether the disclaimers are there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.checks.engine import inspect_articles
from plugins.checks.finding import Exit, Report, Severity
from plugins.checks.gate import check_site
from plugins.edition.complaint import Complaint
from plugins.edition.press import (
    BuildFailed,
    add_record,
    discard,
    print_edition,
    put_in_place,
    recover,
    turn_at,
)
from plugins.edition.recording import record_of
from plugins.manuscript.layout import Layout

Step = Callable[[str], None]
"""Is told, in words, what begins now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build or a release."""

    check: Report
    complaints: tuple[Complaint, ...]
    gate: Report | None
    in_place: bool
    """Whether the new edition is now the one in the output folder."""
    broke_off: bool = False
    """Whether there was no edition to speak of, so that nothing is known of it."""

    @property
    def exit_code(self) -> Exit:
        """0 all is well; 1 something stops publishing or is left out; 2 could not check."""
        codes = [self.check.exit_code(), self.gate.exit_code() if self.gate else Exit.CLEAN]
        if any(complaint.level == "error" for complaint in self.complaints):
            codes.append(Exit.FINDINGS)
        if not self.in_place:
            codes.append(Exit.NOT_CHECKED if self.broke_off else Exit.FINDINGS)
        return max(codes)


def build(layout: Layout, settings: Path, target: Path, as_of: date, step: Step) -> Outcome:
    """Build what can be built, whatever the checker says; everything it says is in the outcome.

    For previews: an article that cannot become a page is left out, the others are there. Raises `Taken`
    where another run is at work on `target`. Effect: replaces `target`, unless the build broke off.
    """
    with turn_at(target, "build"):
        return _build(layout, settings, target, as_of, step)


def _build(layout: Layout, settings: Path, target: Path, as_of: date, step: Step) -> Outcome:
    recover(target)
    step("Checking the articles")
    inspection = inspect_articles(layout, (*layout.articles, *layout.pages), as_of)
    check = inspection.report
    step("Building the site")
    try:
        edition = print_edition(layout, settings, target)
    except BuildFailed as error:
        told = (Complaint("error", str(error)),)
        return Outcome(check, told, None, in_place=False, broke_off=True)
    complaints = unexplained(edition.complaints, check)
    if not edition.finished:
        discard(edition)
        return Outcome(check, complaints, None, in_place=False, broke_off=True)
    add_record(edition, record_of(inspection, edition.folder))
    put_in_place(edition, target)
    return Outcome(check, complaints, None, in_place=True)


def publish(layout: Layout, settings: Path, target: Path, as_of: date, step: Step) -> Outcome:
    """Publish the site if the checker, the builder and the gate find nothing that stops it. Drafts are
    neither published nor in the way.

    Raises `Taken` where another run is at work on `target`. Effect: replaces `target` then, and only then.
    """
    with turn_at(target, "publish"):
        return _publish(layout, settings, target, as_of, step)


def _publish(layout: Layout, settings: Path, target: Path, as_of: date, step: Step) -> Outcome:
    recover(target)
    step("Checking the articles")
    inspection = inspect_articles(layout, (*layout.articles, *layout.pages), as_of, drafts=False)
    check = inspection.report
    if check.exit_code() is not Exit.CLEAN:
        return Outcome(check, (), None, in_place=False)
    step("Building the site")
    try:
        edition = print_edition(layout, settings, target)
    except BuildFailed as error:
        told = (Complaint("error", str(error)),)
        return Outcome(check, told, None, in_place=False, broke_off=True)
    if not edition.finished:
        # The gate would say of every page that it is not there; what the builder says is the reason.
        discard(edition)
        return Outcome(check, edition.complaints, None, in_place=False, broke_off=True)
    add_record(edition, record_of(inspection, edition.folder))
    step("Passing the gate")
    gate = check_site(layout, edition.folder, as_of, target)
    if edition.errors or gate.exit_code() is not Exit.CLEAN:
        discard(edition)
        return Outcome(check, edition.complaints, gate, in_place=False)
    put_in_place(edition, target)
    return Outcome(check, edition.complaints, gate, in_place=True)


def unexplained(complaints: tuple[Complaint, ...], check: Report) -> tuple[Complaint, ...]:
    """Return the complaints about other files than those in which the checker found an error.

    Pelican says of such an article that it could not be processed, and of a link that it leads nowhere;
    the finding says why and where.
    """
    names = {Path(f.path).name for f in check.findings if f.severity is Severity.ERROR}
    links = {Path(f.path).name for f in check.findings if f.rule.startswith("LNK")}
    dead = " ".join(f.excerpt for f in check.findings if f.rule.startswith("LNK"))
    twins = any(f.rule == "HDR459" for f in check.findings)

    def explained(complaint: Complaint) -> bool:
        if no_file := re.match(r"The file (.+), which an article links to", complaint.message):
            return Path(no_file[1]).name in dead
        if complaint.message.startswith("There are "):
            return twins and " items " in complaint.message
        return _is_about(links if complaint.message.startswith("In ") else names, complaint)

    return tuple(complaint for complaint in complaints if not explained(complaint))


def _is_about(names: set[str], complaint: Complaint) -> bool:
    """Return whether the file that a complaint begins with is one of these."""
    return any(
        re.match(rf"(?:Could not process|In) (?:[^(]*/)?{re.escape(name)}\b", complaint.message)
        for name in names
    )
