"""Approved claims from the command line: python3 tasks.py claims COMMAND.

Exit code 0 done; 1 something was not done because of what it is (a mistake in the register or in a table,
nothing found); 2 it could not be done at all. On 1 and 2 nothing is half done.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.approval.commands.changing import add, approve
from plugins.approval.commands.common import Desk, desk_of
from plugins.approval.commands.looking import list_claims, search, show, where
from plugins.approval.commands.spreadsheets import export, import_file
from plugins.bibliography.library_file import Changed
from plugins.manuscript.calls import BadCall, day_given, layout_at
from plugins.manuscript.layout import standing_project
from plugins.manuscript.source import Unreadable

# An installed program serves whatever blog it is called in.
PROJECT = standing_project() or Path.cwd()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Effect: writes to standard output, and as the command says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal shows what it can; what other programs read is UTF-8 wherever it is made.
        coding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=coding, errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except (BadCall, Changed) as error:
        print(error, file=sys.stderr)
    except Unreadable as error:
        print(error.told, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. What was not reported as done was not done.", file=sys.stderr)
    except BrokenPipeError:
        # The reader ("| head") has gone, and closing standard output would say so again.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    except OSError as error:
        print(f"{error.filename or 'A file'} cannot be read or written ({error.strerror}).", file=sys.stderr)
    except Exception as error:  # noqa: BLE001  (the one place that may: no reviewer is shown a trace)
        print(f"It broke off, and nothing was changed: {error!r}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 tasks.py claims",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    named = parser.add_subparsers(required=True, metavar="COMMAND")

    listed = named.add_parser("list", help="list the claims: id, state, wording")
    listed.set_defaults(run=lambda options: list_claims(_desk(options)))

    searched = named.add_parser("search", help="list the claims that are like some words")
    searched.add_argument("words", nargs="+", metavar="TEXT")
    searched.set_defaults(run=lambda options: search(_desk(options), " ".join(options.words)))

    shown = named.add_parser("show", help="show a claim, what it rests on, and how its approval stands")
    shown.add_argument("id", metavar="ID")
    shown.set_defaults(run=lambda options: show(_desk(options), options.id))

    used = named.add_parser(
        "where", help="list the articles and lines in which a claim is used, or each of them"
    )
    used.add_argument("id", metavar="ID", nargs="?", default="", help="all claims if none")
    used.set_defaults(run=lambda options: where(_desk(options), options.id))

    signed = named.add_parser("approve", help="write down that a reviewer approves claims as they are")
    signed.add_argument("ids", nargs="+", metavar="ID")
    signed.add_argument("--by", required=True, metavar="NAME", help="who approves")
    signed.add_argument("--role", required=True, metavar="ROLE", help="such as “medical reviewer”")
    signed.add_argument("--until", metavar="DATE", help="the last day on which it holds (YYYY-MM-DD)")
    signed.set_defaults(run=_approve)

    added = named.add_parser("add", help="add a claim, to be approved")
    added.add_argument("id", metavar="ID", help="small letters, digits and hyphens: standing-time")
    added.add_argument("--wording", required=True, metavar="TEXT")
    for option, what in (
        ("--variant", "another wording that is allowed"),
        ("--figure", "what it rests on, as it is cited: mekhail2012#standing"),
        ("--product", "a product it speaks of"),
        ("--companion", "a text that must stand near it; alternatives with “||” between"),
    ):
        added.add_argument(option, action="append", default=[], metavar="TEXT", help=f"{what} (any number)")
    added.set_defaults(run=_add)

    written = named.add_parser("export", help="write the claims into a CSV file for a spreadsheet")
    written.add_argument("file", metavar="FILE.csv")
    written.set_defaults(run=lambda options: export(_desk(options), options.file))

    taken = named.add_parser(
        "import", help="take over what such a file says; approvals are not changed by it"
    )
    taken.add_argument("file", metavar="FILE.csv")
    taken.add_argument("--dry-run", action="store_true", help="show what would change; change nothing")
    taken.set_defaults(run=lambda options: import_file(_desk(options), options.file, bool(options.dry_run)))

    for command in named.choices.values():
        command.add_argument("--content", default=str(PROJECT / "content"), help="the blog's content folder")
        command.add_argument("--as-of", metavar="DATE", help="the day that counts as today (YYYY-MM-DD)")
    return parser


def _approve(options: argparse.Namespace) -> int:
    until = day_given(options.until, "--until") if options.until else None
    names = list(dict.fromkeys(options.ids))
    return approve(_desk(options), names, options.by, options.role, until)


def _add(options: argparse.Namespace) -> int:
    companions = [[text.strip() for text in one.split("||")] for one in options.companion]
    return add(
        _desk(options),
        options.id,
        {
            "wording": options.wording.strip(),
            "variants": options.variant,
            "figure": options.figure[0] if len(options.figure) == 1 else options.figure,
            "products": options.product,
            "companions": [row[0] if len(row) == 1 else row for row in companions],
        },
    )


def _desk(options: argparse.Namespace) -> Desk:
    return desk_of(layout_at(options.content, PROJECT), day_given(options.as_of or None))


if __name__ == "__main__":
    sys.exit(main())
