"""The command line: python -m plugins.dossier write | approve.

    write [ARTICLE …]                       dossiers of these articles, or of the whole blog
    approve ARTICLE --by NAME --role ROLE   sign an article off

Exit code 0 done, 1 refused because of what the checker finds, 2 could not be done or not be checked.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from plugins.checks.finding import Exit, Severity
from plugins.claims.lexicon import LexiconProblems
from plugins.dossier.archive import CannotRecord, append, orphans, read_record, record_file, why_not_written
from plugins.dossier.engine import Gathered, find_articles, gather, left_over, write_dossiers
from plugins.dossier.signature import Record, Signature, mistakes_in
from plugins.dossier.state import state_of
from plugins.manuscript.calls import BadCall, day_given, layout_at
from plugins.manuscript.layout import Layout, standing_project
from plugins.manuscript.source import Unreadable

# Where it was installed, it serves whatever blog it is called in.
PROJECT = standing_project() or Path.cwd()


class Refused(Exception):
    """The checker's findings stand against a signature; the message names them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Effect: writes dossiers or a record of approval."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.command(options))
    except Refused as error:
        print(error, file=sys.stderr)
        return Exit.FINDINGS
    except (BadCall, CannotRecord, LexiconProblems, Unreadable) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"It could not be written: {error.filename or ''} ({error.strerror}).", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped before it was done.", file=sys.stderr)
    except Exception as error:  # noqa: BLE001  (the one place that may: whatever it is, nothing is signed)
        print(f"It broke off, and nothing was signed: {error!r}", file=sys.stderr)
    return Exit.NOT_CHECKED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.dossier", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    write = commands.add_parser("write", help="write dossiers")
    write.add_argument("articles", nargs="*", metavar="ARTICLE", help="names or files; all if none")
    write.add_argument("--output", default=str(PROJECT / "dossier"), help="the folder to write into")
    write.add_argument("--as-of", metavar="DATE", help="the day that counts as today (YYYY-MM-DD)")
    write.set_defaults(command=_write)
    approve = commands.add_parser("approve", help="sign an article off")
    approve.add_argument("article", metavar="ARTICLE", help="its name or file")
    approve.add_argument("--by", default="", metavar="NAME", help="who signs")
    approve.add_argument("--role", default="", metavar="ROLE", help="what they sign as")
    approve.add_argument("--note", default="", metavar="TEXT", help="one line, for whoever reads the record")
    approve.add_argument(
        "--seen",
        default="",
        metavar="FINGERPRINT",
        help="what was looked at, as its dossier names it",
    )
    approve.set_defaults(command=_approve)
    for command in (write, approve):
        command.add_argument("--content", default=str(PROJECT / "content"), help="the blog's content folder")
    return parser


def _write(options: argparse.Namespace) -> Exit:
    layout, day, output = layout_at(options.content, PROJECT), day_given(options.as_of), Path(options.output)
    wrong = list(_wrong_output(layout, output))
    files: tuple[Path, ...] = (*layout.articles, *layout.pages)
    try:
        files = find_articles(layout, options.articles) if options.articles else files
    except BadCall as error:
        wrong.append(str(error))
    if wrong:
        raise BadCall("\n".join(wrong))
    if not files:
        raise BadCall(f"There is no article in {options.content}.")
    gathered = gather(layout, files, day)
    write_dossiers(gathered, output, site=not options.articles)
    for entry in gathered.entries:
        print(f"{entry.dossier.path}: {entry.sign_off.words}")
    if not options.articles:
        for file in left_over(output, gathered):
            told = file.relative_to(output).as_posix()
            print(f"{told} is left from an article that is gone; remove it.", file=sys.stderr)
        for file in orphans(layout):
            name = layout.name(file)
            print(f"{name} is the record of an article that is gone or renamed.", file=sys.stderr)
    return _told(gathered, output, options)


def _told(gathered: Gathered, output: Path, options: argparse.Namespace) -> Exit:
    """Say what was written and what could not be; what is not checked is never passed over."""
    number = len(gathered.entries)
    first = "index" if not options.articles else gathered.entries[0].dossier.name if number else ""
    if first:
        dossiers = "1 dossier" if number == 1 else f"{number} dossiers"
        print(f"{dossiers} written. Open {_seen(output / f'{first}.html')}")
    for path in gathered.report.unreadable:
        for found in gathered.report.findings:
            if found.path == path:
                print(f"No dossier of {path}: {found.message} {found.help}", file=sys.stderr)
    troubled = [entry for entry in gathered.entries if entry.sign_off.problem]
    for entry in troubled:
        print(f"The approvals of {entry.dossier.path} cannot be relied on, so none counts:", file=sys.stderr)
        print(entry.sign_off.problem, file=sys.stderr)
    return Exit.NOT_CHECKED if gathered.report.unreadable or troubled else Exit.CLEAN


def _seen(file: Path) -> str:
    """Return a file as seen from where the command was given, if it lies there."""
    here = Path.cwd()
    full = file.resolve()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(file)


def _wrong_output(layout: Layout, output: Path) -> list[str]:
    full = output.resolve()
    if full.is_relative_to(layout.content):
        return ["A dossier is not to lie in the content folder, where it would be taken for a text."]
    if layout.content.is_relative_to(full) and full.name != "dossier":
        return [f"The folder {output} holds the blog itself; choose one of its own for the dossiers."]
    if output.exists() and not output.is_dir():
        return [f"{output} is a file; name a folder."]
    return []


def _approve(options: argparse.Namespace) -> Exit:
    words = mistakes_in(options.by.strip(), options.role.strip(), options.note.strip())
    wrong, today = [f"--{name} {mistake}" for name, mistake in words], date.today()
    seen = options.seen.strip()
    if seen and not re.fullmatch("[0-9a-f]{8,64}", seen):
        wrong.append("--seen is the fingerprint in the dossier: 8 to 64 of the signs 0 to 9 and a to f.")
    layout = file = None
    try:
        layout = layout_at(options.content, PROJECT)
        (file,) = find_articles(layout, [options.article])
    except BadCall as error:
        wrong.append(str(error))
    if layout and file and (trouble := why_not_written(layout, layout.manuscript(file), today)):
        wrong.append(trouble)
    if wrong or layout is None or file is None:
        raise BadCall("\n".join(("Nothing was signed.", *wrong)))
    return _sign(layout, file, options, today)


def _sign(layout: Layout, file: Path, options: argparse.Namespace, today: date) -> Exit:
    """Check the article today and, if nothing stands against it, write the signature down."""
    place = layout.manuscript(file)
    before = read_record(layout, place, today)
    try:
        gathered = gather(layout, (file,), today)
    except BadCall as error:
        raise BadCall(f"Nothing was signed: not everything could be checked.\n{error}") from None
    _must_be_clean(gathered)
    dossier, sign_off = gathered.entries[0].dossier, gathered.entries[0].sign_off
    if not sign_off.fingerprint.startswith(options.seen.strip()):
        raise CannotRecord(
            f"Nothing was signed: {place} is not what you looked at any more. Its dossier of today has the "
            f"fingerprint {sign_off.fingerprint[:12]}. Read that, then sign it."
        )
    signature = Signature(
        options.by.strip(),
        options.role.strip(),
        today,
        options.note.strip(),
        sign_off.fingerprint,
        dossier.checker,
        MappingProxyType({f"{one.what}: {one.name}": one.sha256 for one in dossier.inputs}),
    )
    # Whoever saved the article while it was being checked has not shown that text to the reviewer.
    if gather(layout, (file,), today).entries[0].sign_off.fingerprint != sign_off.fingerprint:
        raise CannotRecord(f"Nothing was signed: {place} was changed while it was being checked. Sign again.")
    append(layout, (before or Record(place)).signed(signature, state_of(dossier)), before, today)
    print(f"{dossier.path}: signed off by {signature.by} ({signature.role}) on {today.isoformat()}.")
    print(f"It is recorded in {layout.name(record_file(layout, place))}; commit that file.")
    return Exit.CLEAN


def _must_be_clean(gathered: Gathered) -> None:
    """Raise where the checker could not check, or finds what stops publishing."""
    report = gathered.report
    told = [
        f"  {found.path}{f':{found.place.line}' if found.place else ''}: {found.message} ({found.rule})"
        for found in report.findings
        if found.severity is Severity.ERROR and found.suppressed is None
    ]
    if report.exit_code() is Exit.NOT_CHECKED:
        raise BadCall("\n".join(("Nothing was signed: not everything could be checked.", *told)))
    if report.exit_code() is not Exit.CLEAN:
        raise Refused(
            "\n".join(("Nothing was signed. The checker finds what stops publishing:", *told, MEND))
        )


MEND = "Mend it, look at the dossier again, then sign. In full: python3 tasks.py check"


if __name__ == "__main__":
    sys.exit(main())
