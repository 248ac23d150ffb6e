#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Everything this project can do: python3 tasks.py --list

Run as a script it sets the project up (once) and runs itself again under Invoke; imported by Invoke it
is the collection of tasks. The whole file stays readable by old Pythons, so that an old one can be
told what is wrong instead of stumbling over the syntax.
"""

from __future__ import print_function

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "set-up-complete")
REQUIREMENTS = os.path.join(ROOT, "requirements.txt")
OLDEST = (3, 11)


# Set-up: standard library only -----------------------------------------------------------------------


def venv_python():
    """Return the interpreter of the project's own environment."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(VENV, folder, name)


def wanted_stamp():
    """Return what the stamp of a complete set-up says: these requirements, this Python."""
    with open(REQUIREMENTS, "rb") as requirements:
        digest = hashlib.sha256(requirements.read()).hexdigest()
    return "{0} {1}\n".format(digest, ".".join(map(str, sys.version_info[:3])))


def is_set_up():
    """Return whether a set-up was completed for these requirements and this Python."""
    try:
        with open(STAMP) as stamp:
            return stamp.read() == wanted_stamp() and os.path.exists(venv_python())
    except (IOError, OSError):
        return False


def why_not():
    """Return why this Python cannot set the project up, in words, or nothing."""
    if sys.version_info[:2] < OLDEST:
        return (
            "This needs Python {0}.{1} or newer; you have {2}.{3}.\n"
            "Install a newer Python, then run for example: python3.{1} tasks.py serve"
        ).format(OLDEST[0], OLDEST[1], sys.version_info[0], sys.version_info[1])
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            return (
                "This Python lacks its module {0}, without which nothing can be set up.\n"
                "On Debian or Ubuntu run: apt-get install python3-venv\n"
                "Elsewhere install Python from python.org, which has it."
            ).format(module)
    return ""


def set_up():
    """Make .venv and install the pinned requirements; the stamp is written last. Return 0 or 1."""
    import venv

    print("Setting up in .venv (once; takes a minute or two) ...", file=sys.stderr)
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        print("The folder .venv could not be made: {0}".format(error), file=sys.stderr)
        return 1
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check", "install", "--require-hashes"]
    if subprocess.call(pip + ["-r", REQUIREMENTS], stdout=sys.stderr) != 0:
        print(
            "\nSetting up failed: not every package could be installed (see above).\n"
            "It needs the internet this once. Check the connection and run the same command again.",
            file=sys.stderr,
        )
        return 1
    with open(STAMP, "w") as stamp:
        stamp.write(wanted_stamp())
    return 0


def run_as_script(arguments):
    """Set the project up where needed, then run the tasks; return the exit code."""
    trouble = why_not()
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    if not is_set_up() and set_up() != 0:
        return 1
    command = [venv_python(), "-m", "invoke", "--search-root", ROOT] + (arguments or ["--list"])
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run_as_script(sys.argv[1:]))


# Tasks: under Invoke, inside .venv -------------------------------------------------------------------

from datetime import date
from pathlib import Path

from invoke import Exit, task

sys.path.insert(0, ROOT)
CONTENT_HELP = "the blog's content folder (default: content)"
OUTPUT_HELP = "the folder to write (default: {0})"


def _layout(content):
    from plugins.manuscript.layout import lay_out

    folder = Path(content)
    if not folder.is_dir():
        raise Exit("There is no content folder {0}.".format(content), code=2)
    return lay_out(folder, Path(ROOT))


def _make(what, content, settings, output):
    """Build or publish; whatever breaks is told in words, and then nothing was replaced."""
    try:
        from plugins.edition import release

        make = {"build": release.build, "publish": release.publish}[what]
        target = Path(output).resolve()
        return make(_layout(content), Path(ROOT, settings), target, date.today(), _step)
    except Exit:
        raise
    except Exception as error:  # noqa: BLE001  (the one place that may: no writer is shown a trace)
        known = type(error).__module__.startswith("plugins.")
        reason = str(error) if known else "{0}: {1}".format(type(error).__name__, error)
        raise Exit("It broke off, and nothing was replaced. {0}".format(reason), code=2)


def _step(words):
    print("{0} ...".format(words), file=sys.stderr)


def _tell(outcome):
    """Print everything a build or a release found; one list for the checker, the builder, the gate."""
    from plugins.checks.formats import terminal

    for report in filter(None, (outcome.check, outcome.gate)):
        if report.findings or report is outcome.check:
            terminal.write(report, sys.stdout)
    for complaint in outcome.complaints:
        print("The build says ({0}): {1}".format(complaint.level, complaint.message))


def _checker(ctx, *arguments):
    """Run the checker's own command line, so that people and CI use the same one."""
    from plugins.checks.__main__ import main

    raise Exit(code=main([word for word in arguments if word]))


@task(help={"content": CONTENT_HELP, "output": OUTPUT_HELP.format("output")})
def build(ctx, content="content", output="output"):
    """Build a preview of the site into output/; findings are told, what can be built is built."""
    outcome = _make("build", content, "pelicanconf.py", output)
    _tell(outcome)
    if outcome.in_place:
        print("The preview is in {0}.".format(output))
    raise Exit(code=int(outcome.exit_code))


@task(
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP.format("output"),
        "port": "port to listen on (default: 8000)",
    }
)
def serve(ctx, content="content", output="output", port=8000):
    """Build, serve on http://127.0.0.1:8000, and build again and reload the browser at every change."""
    from plugins.preview.preview import CannotServe, preview

    try:
        preview(_layout(content), Path(ROOT, "pelicanconf.py"), Path(output).resolve(), port)
    except CannotServe as error:
        raise Exit(str(error), code=2)
    except KeyboardInterrupt:
        print("\nPreview ended.")


@task(
    help={
        "title": "title, at most 65 characters",
        "topic": "category, such as Treatments",
        "author": "who writes it",
        "disclaimer": "id of a disclaimer; empty for the one that applies anyway",
        "content": CONTENT_HELP,
    }
)
def new(ctx, title="", topic="", author="", disclaimer=None, content="content"):
    """Write a new article to start from; asks for what is not given."""
    from plugins.disclaimer.shelf import load_shelf
    from plugins.manuscript.new_article import CannotWrite, new_article, slug_of

    layout = _layout(content)
    shelf = load_shelf(layout.disclaimers, layout.project)
    title = title or _ask("Title (at most 65 characters)")
    topic = topic or _ask("Topic (category)")
    author = author or _ask("Author")
    if disclaimer is None:
        kinds = ", ".join(shelf.disclaimers)
        disclaimer = _ask("Disclaimer ({0}; empty for the one that applies)".format(kinds))
    if disclaimer and disclaimer not in shelf.disclaimers:
        raise Exit(
            "There is no disclaimer {0}. There are: {1}.".format(disclaimer, ", ".join(shelf.disclaimers)),
            code=2,
        )
    try:
        text = new_article(title, topic, author, disclaimer, date.today())
    except CannotWrite as error:
        raise Exit(str(error), code=2)
    file = layout.content / layout.article_folder / (slug_of(title) + ".md")
    if file.exists():
        raise Exit("{0} is there already; choose another title.".format(layout.name(file)), code=2)
    file.write_text(text, encoding="utf-8")
    print("{0} is written, as a draft. To see it: python3 tasks.py serve".format(layout.name(file)))


def _ask(question):
    try:
        return input(question + ": ").strip()
    except EOFError:
        raise Exit(
            "No answer to “{0}”. Give it as an option; see: python3 tasks.py --help new".format(question),
            code=2,
        )


@task(
    help={
        "content": CONTENT_HELP,
        "format": "terminal, json, sarif, junit, github or html",
        "as-of": "the day that counts as today",
        "strict": "suggestions stop publishing too",
        "fix": "apply safe fixes first",
        "diff": "show what --fix would change, and change nothing",
        "baseline": "a file of known findings to let through",
    }
)
def check(
    ctx, content="content", format="terminal", as_of="", strict=False, fix=False, diff=False, baseline=""
):
    """Check every article and page: what is wrong, where, why it matters, what to do."""
    _layout(content)
    options = ["--content", content, "--format", format]
    options += [name for name, on in (("--strict", strict), ("--fix", fix), ("--diff", diff)) if on]
    options += [word for pair in (("--as-of", as_of), ("--baseline", baseline)) if pair[1] for word in pair]
    _checker(ctx, "articles", *options)


@task(
    help={
        "content": CONTENT_HELP,
        "output": "the published folder (default: public)",
        "format": "terminal, json, sarif, junit, github or html",
    }
)
def gate(ctx, content="content", output="public", format="terminal"):
    """Check what was built: every article, page and feed entry carries its disclaimer."""
    _layout(content)
    _checker(ctx, "site", output, "--content", content, "--format", format)


@task(help={"content": CONTENT_HELP, "output": OUTPUT_HELP.format("public")})
def publish(ctx, content="content", output="public"):
    """Check, build and gate the site; only if nothing stops it, replace public/."""
    outcome = _make("publish", content, "publishconf.py", output)
    _tell(outcome)
    if not outcome.in_place:
        kept = (
            "The site published before is untouched."
            if Path(output).exists()
            else "There is no published site yet."
        )
        raise Exit("Not published. {0}".format(kept), code=int(outcome.exit_code))
    print("Published into {0}; the gate found nothing.".format(output))


@task(help={"only": "a pytest expression, such as: disclaimer and not browser"})
def test(ctx, only=""):
    """Run the linters, the type checker and all tests."""
    steps = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
    steps.append(["pytest"] + (["-k", only] if only else []))
    failed = []
    for step in steps:
        print("\n== {0}".format(" ".join(step)), flush=True)
        if subprocess.call([sys.executable, "-m"] + step, cwd=ROOT) != 0:
            failed.append(step[0])
    if failed:
        raise Exit("Failed: {0}.".format(", ".join(failed)), code=1)


@task
def clean(ctx):
    """Remove what builds and tests leave behind; public/ and .venv/ stay."""
    import shutil

    for name in ("output", ".output-new", ".output-old", ".public-new", ".public-old",
                 ".cache",
        ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):  # fmt: skip
        shutil.rmtree(os.path.join(ROOT, name), ignore_errors=True)
