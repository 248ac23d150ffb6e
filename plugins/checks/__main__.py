"""The command line: python -m plugins.checks articles | site | rules | explain.

Exit code 0 clean, 1 findings that stop publishing, 2 could not check.
"""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from plugins.checks.baseline import WrongBaseline, let_through, read_baseline, write_baseline
from plugins.checks.cache import open_cache
from plugins.checks.engine import check_articles, mend_articles, write_mended
from plugins.checks.finding import Exit, Report
from plugins.checks.formats import FORMATS
from plugins.checks.formats.github import job_summary
from plugins.checks.gate import check_site
from plugins.checks.house import is_confidence
from plugins.checks.pages import rule_page, rules_index
from plugins.checks.rules import all_rules
from plugins.claims.lexicon import LexiconProblems
from plugins.manuscript.calls import BadCall, day_given, layout_at
from plugins.manuscript.layout import Layout, is_shared, lay_out, standing_project

# From so many files on, starting workers and showing progress pays.
WORTH_WORKERS = 100
# An installed checker serves whatever blog it is called in.
PROJECT = standing_project() or Path.cwd()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Effect: writes a report to standard output."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.command(options))
    except (BadCall, LexiconProblems) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped before everything was checked.", file=sys.stderr)
    except BrokenPipeError:
        # The reader ("| head") has gone, and closing standard output would say so again.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        print("The report was cut off: whatever read it has stopped reading.", file=sys.stderr)
    except Exception as error:  # noqa: BLE001  (the one place that may: whatever it is, nothing is clean)
        print(f"The check broke off and says nothing about your text: {error!r}", file=sys.stderr)
    return Exit.NOT_CHECKED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.checks", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    articles = commands.add_parser("articles", help="check Markdown sources")
    articles.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders; all of the blog if none"
    )
    articles.add_argument(
        "--changed",
        action="store_true",
        help="the paths are what a commit changes: check the articles among them, or all if one is shared",
    )
    articles.add_argument("--fix", action="store_true", help="apply safe fixes, then check")
    articles.add_argument("--diff", action="store_true", help="show what --fix would change; change nothing")
    articles.add_argument(
        "--approved-wording",
        action="store_true",
        help="with --fix or --diff: put approved wordings in for what is near; that changes what is said",
    )
    articles.add_argument(
        "--explain",
        action="store_true",
        help="tell of every claim, what covers it (formats terminal, json and html)",
    )
    articles.add_argument(
        "--min-confidence",
        metavar="N",
        help="leave out claims without a source that are less sure (0 to 1; goes before content/checks.toml)",
    )
    articles.add_argument("--baseline", metavar="FILE", help="let through the findings listed in FILE")
    articles.add_argument("--write-baseline", metavar="FILE", help="list today's findings in FILE")
    articles.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: by the work)")
    articles.add_argument("--no-cache", action="store_true", help="check every file anew")
    articles.set_defaults(command=_articles)

    site = commands.add_parser("site", help="check what was built: the release gate")
    site.add_argument("output", metavar="OUTPUT_DIR")
    site.set_defaults(command=_site)

    for command in (articles, site):
        command.add_argument("--format", choices=sorted(FORMATS), default="terminal")
        command.add_argument("--content", default=str(PROJECT / "content"), help="the blog's content folder")
        command.add_argument("--as-of", metavar="DATE", help="the day that counts as today (YYYY-MM-DD)")
        command.add_argument(
            "--select",
            metavar="CODES",
            help="tell of these rules only: starts of codes, such as CLM10,CIT301",
        )
        command.add_argument("--strict", action="store_true", help="suggestions stop publishing too")

    rules = commands.add_parser("rules", help="list the rules")
    rules.add_argument("--pages", metavar="DIR", help="write each rule's page into this folder instead")
    rules.set_defaults(command=_rules)
    explain = commands.add_parser("explain", help="show one rule's page")
    explain.add_argument("code", metavar="CODE")
    explain.set_defaults(command=_explain)
    return parser


def _articles(options: argparse.Namespace) -> Exit:
    layout = layout_at(options.content, PROJECT)
    if options.approved_wording and not (options.fix or options.diff):
        raise BadCall("--approved-wording goes with --diff (show it) or --fix (write it).")
    every = (*layout.articles, *layout.pages)
    files = tuple(_files(options.paths)) if options.paths else every
    if options.changed:
        files = _changed(layout, files)
        if not files:
            print("Nothing that changes is an article or page, or something they rest on.", file=sys.stderr)
            return Exit.CLEAN
    unreadable: list[Exception] = []
    if options.fix or options.diff:
        for file, mended in mend_articles(
            layout,
            files,
            day_given(options.as_of),
            unreadable.append,
            approved_wording=options.approved_wording,
        ):
            if options.diff:
                sys.stdout.writelines(mended.diff())
                continue
            write_mended(file, mended)
            print(f"{mended.before.path}: {'; '.join(mended.done)}", file=sys.stderr)
    if options.diff:
        for error in unreadable:
            print(f"Not looked at: {error}", file=sys.stderr)
        return Exit.NOT_CHECKED if unreadable else Exit.CLEAN
    report = _check(layout, files, options)
    if options.write_baseline:
        Path(options.write_baseline).write_text(write_baseline(report), "utf-8")
    if options.baseline:
        report = let_through(report, _known(options.baseline), options.baseline)
    # The page for whoever decides has them in any case, folded.
    if not (options.explain or options.format == "html"):
        report = replace(report, claims=None)
    return _told(report, options)


def _check(layout: Layout, files: tuple[Path, ...], options: argparse.Namespace) -> Report:
    """Check files by as many processes as are worth it, with what is kept from before."""
    day, least = day_given(options.as_of), _min_confidence(options)
    cache = None if options.no_cache else open_cache(PROJECT / ".cache" / "checks", layout, str(day))
    jobs = options.jobs or (os.cpu_count() or 1 if len(files) >= WORTH_WORKERS else 1)
    with contextlib.ExitStack() as stack:
        told = None
        if len(files) >= WORTH_WORKERS and sys.stderr.isatty():
            progress = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
            task = progress.add_task("Checking", total=len(files))
            told = lambda path: progress.advance(task)  # noqa: E731
        executor = stack.enter_context(ProcessPoolExecutor(jobs)) if jobs > 1 else None
        return check_articles(
            layout, files, day, cache=cache, executor=executor, told=told, min_confidence=least
        )


def _known(file: str) -> frozenset[str]:
    try:
        return read_baseline(Path(file).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadCall(f"There is no baseline {file}. Write one with --write-baseline {file}.") from None
    except WrongBaseline as error:
        raise BadCall(f"{file}: {error}") from None


def _site(options: argparse.Namespace) -> Exit:
    output = Path(options.output)
    if not output.is_dir():
        raise BadCall(f"There is no folder {options.output}. Build the site first.")
    return _told(check_site(layout_at(options.content, PROJECT), output, day_given(options.as_of)), options)


def _rules(options: argparse.Namespace) -> Exit:
    if options.pages:
        folder = Path(options.pages)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "README.md").write_text(rules_index(), "utf-8")
        for rule in all_rules():
            (folder / f"{rule.code}.md").write_text(rule_page(rule), "utf-8")
        return Exit.CLEAN
    for rule in all_rules():
        print(f"{rule.code}  {rule.severity.value:<8}{rule.title}")
    return Exit.CLEAN


def _explain(options: argparse.Namespace) -> Exit:
    wanted = options.code.upper()
    found = next((rule for rule in all_rules() if rule.code == wanted), None)
    if found is None:
        raise BadCall(f"There is no rule {options.code}. The command “rules” lists them.")
    print(rule_page(found), end="")
    return Exit.CLEAN


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            layout = lay_out(path, PROJECT)
            yield from (*layout.articles, *layout.pages)
        elif path.exists():
            yield path
        else:
            raise BadCall(f"There is no file or folder {name}.")


def _changed(layout: Layout, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return what of a commit is to be checked: its articles, or all, as all rest on what is shared."""
    if any(is_shared(file.absolute()) for file in files):
        return (*layout.articles, *layout.pages)
    # The folder's links are followed, the file's own is not: where it leads is for the engine to judge.
    return tuple(file for file in files if layout.holds(file.parent.resolve() / file.name))


def _min_confidence(options: argparse.Namespace) -> float | None:
    if options.min_confidence is None:
        return None
    try:
        value = float(options.min_confidence)
    except ValueError:
        value = -1.0
    if not is_confidence(value):
        raise BadCall(f"--min-confidence: “{options.min_confidence}” is no number from 0 to 1.")
    return value


def _selected(report: Report, codes: tuple[str, ...]) -> Report:
    """Keep the findings of the rules whose codes start so; what could not be read stays in any case."""
    unknown = [code for code in codes if not any(rule.code.startswith(code) for rule in all_rules())]
    if unknown or not codes:
        raise BadCall(f"--select: no rule's code starts with {' or '.join(unknown) or 'nothing'}.")
    kept = tuple(found for found in report.findings if found.rule.startswith((*codes, "HDR450")))
    return replace(report, findings=kept)


def _told(report: Report, options: argparse.Namespace) -> Exit:
    if options.select:
        report = _selected(
            report, tuple(filter(None, (code.strip().upper() for code in options.select.split(","))))
        )
    if options.strict:
        report = report.strictly()
    if isinstance(sys.stdout, io.TextIOWrapper) and options.format != "terminal":
        # What machines read is UTF-8 wherever it is made; only a terminal may be otherwise.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    FORMATS[options.format](report, sys.stdout)
    if options.format == "github" and (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        _summarise(report, Path(file))
    return report.exit_code()


def _summarise(report: Report, file: Path) -> None:
    """Append the job's summary. Where it cannot be written, the annotations still tell everything."""
    try:
        with file.open("a", encoding="utf-8", errors="backslashreplace") as to:
            to.write(job_summary(report))
    except OSError as error:
        print(f"The job summary could not be written ({error.strerror}).", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
