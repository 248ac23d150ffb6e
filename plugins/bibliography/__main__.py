"""The reference library from the command line: python -m plugins.bibliography COMMAND.

Exit code 0 done; 1 something was not taken in because of what it is (not found, there already, retracted,
not usable); 2 it could not be done or asked at all. On 1 and 2 nothing is half done: what was not added
left no trace in the library. Its rules are checked by: python -m plugins.checks articles --select REF
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.bibliography.commands.adding import Question, add, import_files
from plugins.bibliography.commands.looking import format_file, list_library, list_unused, show
from plugins.bibliography.commands.retracting import update_retractions
from plugins.bibliography.library_file import Changed
from plugins.bibliography.services import Services, services_at
from plugins.manuscript.calls import BadCall, day_given, layout_at
from plugins.manuscript.layout import Layout, standing_project
from plugins.manuscript.source import Unreadable

# An installed program serves whatever blog it is called in.
PROJECT = standing_project() or Path.cwd()
SERVICE_ROOT = "CITE_SERVICE_ROOT"


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
    except Exception as error:  # noqa: BLE001  (the one place that may: no writer is shown a trace)
        print(f"It broke off, and nothing was changed: {error!r}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.bibliography",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    named = parser.add_subparsers(required=True, metavar="COMMAND")

    shape = named.add_parser("format", help="print the references of a CSL-JSON file, one to a line")
    shape.add_argument("file", metavar="FILE.json")
    shape.add_argument("--format", choices=("text", "html"), default="text")
    shape.set_defaults(run=lambda options: format_file(options.file, options.format))

    adding = named.add_parser("add", help="look references up online and add them")
    adding.add_argument(
        "ids", nargs="+", metavar="ID", help="DOI, PubMed number, PMC number, NCT number or web address"
    )
    adding.add_argument("--key", default="", help="the key to cite it by, instead of the proposed one")
    adding.add_argument("--timeout", type=float, default=10.0, metavar="SECONDS")
    adding.add_argument("--as-of", metavar="DATE", help="the day on which a page counts as read (YYYY-MM-DD)")
    adding.add_argument(
        "--service-root",
        default=os.environ.get(SERVICE_ROOT, ""),
        metavar="URL",
        help=f"one server to ask in place of the real ones (or {SERVICE_ROOT})",
    )
    adding.set_defaults(run=_add)

    imported = named.add_parser("import", help="add the references of files that other programs exported")
    imported.add_argument("files", nargs="+", metavar="FILE")
    imported.set_defaults(run=lambda options: import_files(_layout(options), options.files, _dry(options)))

    for command in (adding, imported):
        command.add_argument(
            "--dry-run", action="store_true", help="show what would be added; change nothing"
        )

    listed = named.add_parser("list", help="list the library: key, authors, year, title")
    listed.set_defaults(run=lambda options: list_library(_layout(options)))
    showing = named.add_parser("show", help="show a reference, its figures and where it is cited")
    showing.add_argument("key", metavar="KEY")
    showing.set_defaults(run=lambda options: show(_layout(options), options.key))
    unused = named.add_parser("unused", help="list the references that no article or page cites")
    unused.set_defaults(run=lambda options: list_unused(_layout(options)))

    retractions = named.add_parser(
        "retractions", help="update retractions.csv from a file in Retraction Watch's CSV form"
    )
    retractions.add_argument("file", metavar="FILE.csv")
    retractions.add_argument("--as-of", metavar="DATE", help="the day that counts as today (YYYY-MM-DD)")
    retractions.add_argument("--all", action="store_true", help="keep every line of it")
    retractions.set_defaults(
        run=lambda options: update_retractions(
            _layout(options),
            options.file,
            day_given(options.as_of),
            everything=options.all,
        )
    )

    for command in (adding, imported, listed, showing, unused, retractions):
        command.add_argument("--content", default=str(PROJECT / "content"), help="the blog's content folder")
    return parser


def _add(options: argparse.Namespace) -> int:
    if not 0 < options.timeout <= 600:
        raise BadCall("--timeout: give a number of seconds between 0 and 600.")
    if options.key and len(options.ids) > 1:
        raise BadCall("--key goes with one reference at a time. Add them one after the other.")
    if options.service_root and not options.service_root.startswith(("http://", "https://")):
        raise BadCall("--service-root: give an address that starts with http:// or https://.")
    services = services_at(options.service_root) if options.service_root else Services()
    question = Question(services, day_given(options.as_of), options.timeout)
    return add(_layout(options), options.ids, options.key, question, _dry(options))


def _layout(options: argparse.Namespace) -> Layout:
    return layout_at(options.content, PROJECT)


def _dry(options: argparse.Namespace) -> bool:
    return bool(options.dry_run)


if __name__ == "__main__":
    sys.exit(main())
