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
# What asks for help only: no reason to renew a set-up that works.
HELP = ("--list", "-l", "--help", "-h", "--version", "-V")
# The options of `check` and `dossier` that take a word; any other word is a file or an article.
TAKES_A_WORD = (
    "--content", "-c", "--format", "-f", "--as-of", "-a", "--baseline", "-b", "--path", "-p",
    "--write-baseline", "-w", "--select", "--jobs", "-j", "--output", "-o",
)  # fmt: skip


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


def was_set_up():
    """Return whether a set-up was ever completed, be it for other requirements."""
    return os.path.exists(STAMP) and os.path.exists(venv_python())


def set_up():
    """Make .venv or bring it up to date; the stamp is written last. Return 0 or 1.

    A second run that finds the first one at it says so and waits. Effect: writes .venv.
    """
    sys.path.insert(0, ROOT)
    from plugins.edition.turn import alone

    def waiting(words):
        print("{0} ...".format(words), file=sys.stderr)

    try:
        with alone(lock_file(), ".venv", "set-up", waiting):
            bring_back()
            if is_set_up():
                return 0
            if is_usable():
                return install("The requirements have changed: bringing .venv up to date ...")
            return make_anew()
    except OSError as error:
        print("The folder .venv could not be made: {0}".format(error), file=sys.stderr)
        return 1


def lock_file():
    """Return the file by which one set-up at a time is told from a second."""
    from pathlib import Path

    return Path(VENV + "-lock")


def is_usable():
    """Return whether .venv has this Python, and starts: then new requirements go into it as it is."""
    code = "import sys, pip; sys.exit(sys.version_info[:2] != {0})".format(tuple(sys.version_info[:2]))
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    try:
        started = subprocess.Popen([venv_python(), "-c", code], **quiet)
        started.communicate()
        return started.returncode == 0
    except OSError:
        return False


def make_anew():
    """Make .venv where there is none, or one of another Python; the former one is back if that fails.

    In its place and not aside: an environment holds its own address, and works nowhere else.
    """
    import venv

    print("Setting up in .venv (once; takes a minute or two) ...", file=sys.stderr)
    if os.path.lexists(VENV):
        os.rename(VENV, VENV + "-old")
    done = 1
    try:
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)
        done = install("Installing the packages ...")
    except subprocess.CalledProcessError as error:
        print("The folder .venv could not be made: {0}".format(error), file=sys.stderr)
    finally:
        if done == 0:
            remove(VENV + "-old")
        else:
            bring_back()
    return done


def bring_back():
    """Put a former .venv back where a set-up failed or was cut off before the new one was complete."""
    if os.path.lexists(VENV + "-old"):
        if os.path.exists(STAMP):
            remove(VENV + "-old")
        else:
            remove(VENV)
            os.rename(VENV + "-old", VENV)


def remove(folder):
    """Remove a folder or a link to one."""
    import shutil

    if os.path.islink(folder):
        os.remove(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def install(words):
    """Install the pinned requirements into .venv; what pip says is shown only where it fails."""
    print(words, file=sys.stderr)
    stamp = wanted_stamp()
    if os.path.exists(STAMP):
        os.remove(STAMP)
    pip = [venv_python(), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install"]
    pip = pip + ["--progress-bar", "off", "--require-hashes", "-r", REQUIREMENTS]
    running = subprocess.Popen(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = running.communicate()[0].decode("utf-8", "replace").strip()
    if running.returncode != 0:
        print(
            "{0}\n\nSetting up failed: not every package could be installed (see above).\n"
            "It needs the internet for this. Check the connection and run the same command again.".format(
                said
            ),
            file=sys.stderr,
        )
        return 1
    with open(STAMP, "w") as file:
        file.write(stamp)
    print("The set-up is complete.", file=sys.stderr)
    return 0


def as_invoke_takes_them(arguments):
    """Return the arguments with each file behind `check`, or article behind `dossier`, as an option:
    Invoke takes no list of words."""
    if arguments[:1] == ["dossier"]:
        return _with_articles(arguments)
    if arguments[:1] != ["check"]:
        return arguments
    made, option = arguments[:1], False
    for word in arguments[1:]:
        if not option and not word.startswith("-") and (os.path.exists(word) or word.endswith(".md")):
            made.append("--path")
        option = word in TAKES_A_WORD
        made.append(word)
    return made


def _with_articles(arguments):
    """Return what stands behind `dossier` with each article's name as an option."""
    made, option = arguments[:1], False
    for word in arguments[1:]:
        if not option and not word.startswith("-"):
            made.append("--article")
        option = word in TAKES_A_WORD or word == "--article"
        made.append(word)
    return made


def run_in_place(command):
    """Run a command in this process's place, so that whoever ends it by its number ends the task."""
    if os.name != "posix":
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)


def call_library(arguments):
    """Hand `cite …` on as it is: the library has commands of its own, which Invoke cannot tell apart."""
    program = ["plugins.bibliography"] + (arguments or ["--help"])
    if arguments[:1] == ["check"]:
        program = ["plugins.checks", "articles", "--select", "REF"] + arguments[1:]
    surroundings = dict(os.environ, PYTHONPATH=ROOT)
    return subprocess.call([venv_python(), "-m"] + program, env=surroundings)


def call_register(arguments):
    """Hand `claims …` on as it is: the register of approved claims has commands of its own."""
    program = ["plugins.approval"] + (arguments or ["--help"])
    surroundings = dict(os.environ, PYTHONPATH=ROOT)
    return subprocess.call([venv_python(), "-m"] + program, env=surroundings)


def run_as_script(arguments):
    """Set the project up where needed, then run the tasks; return the exit code."""
    trouble = why_not()
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    arguments = as_invoke_takes_them(arguments) or ["--list"]
    asks_for_help = any(word in HELP for word in arguments)
    try:
        if not is_set_up() and not (asks_for_help and was_set_up()) and set_up() != 0:
            return 1
        if arguments[0] == "cite":
            return call_library(arguments[1:])
        if arguments[0] == "claims":
            return call_register(arguments[1:])
        return run_in_place([venv_python(), "-m", "invoke", "--search-root", ROOT] + arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run_as_script(sys.argv[1:]))


# Tasks: under Invoke, inside .venv -------------------------------------------------------------------

from datetime import date
from pathlib import Path

from invoke import Exit, task

sys.path.insert(0, ROOT)
CONTENT_HELP = "the blog's content folder (default: the project's own, content)"
FORMAT_HELP = "terminal, json, sarif, junit, github, html or lines"
OUTPUT_HELP = "the folder to write (default: the project's own, {0})"


def _folder(typed, default):
    """Return the folder that was typed, as seen from where the command was given; else the project's."""
    return (Path(typed) if typed else Path(ROOT, default)).resolve()


def _layout(content):
    from plugins.manuscript.layout import lay_out

    folder = _folder(content, "content")
    if not folder.is_dir():
        raise Exit("There is no content folder {0}.".format(content or "content"), code=2)
    return lay_out(folder, Path(ROOT))


def _make(what, content, settings, target):
    """Build or publish; whatever breaks is told in words, and then nothing was replaced."""
    from plugins.edition.turn import Taken

    try:
        from plugins.edition import release

        make = {"build": release.build, "publish": release.publish}[what]
        return make(_layout(content), Path(ROOT, settings), target, date.today(), _step)
    except Exit:
        raise
    except Taken as error:
        raise Exit(str(error), code=2)
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
def build(ctx, content="", output=""):
    """Build a preview of the site into output/; findings are told, what can be built is built."""
    outcome = _make("build", content, "pelicanconf.py", _folder(output, "output"))
    _tell(outcome)
    if outcome.in_place:
        print("The preview is in {0}.".format(output or "output"))
    raise Exit(code=int(outcome.exit_code))


@task(
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP.format("output"),
        "port": "port to listen on, 1024 to 65535 (default: 8000)",
    }
)
def serve(ctx, content="", output="", port="8000"):
    """Build, serve on http://127.0.0.1:8000, and build again and reload the browser at every change."""
    from plugins.preview.preview import CannotServe, preview, read_port

    try:
        number = read_port(port)
        preview(_layout(content), Path(ROOT, "pelicanconf.py"), _folder(output, "output"), number)
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
def new(ctx, title="", topic="", author="", disclaimer=None, content=""):
    """Write a new article to start from; asks for what is not given."""
    from plugins.disclaimer.shelf import load_shelf
    from plugins.manuscript.new_article import CannotWrite, new_article, new_slug

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
    file = layout.content / layout.article_folder / (new_slug(title) + ".md")
    if file.exists():
        raise Exit("{0} is there already; choose another title.".format(layout.name(file)), code=2)
    file.write_text(text, encoding="utf-8")
    told = "{0} is written, as a draft. To see it: python3 tasks.py serve; the start page lists the drafts."
    print(told.format(layout.name(file)))


def _ask(question):
    try:
        return input(question + ": ").strip()
    except EOFError:
        raise Exit(
            "No answer to “{0}”. Give it as an option; see: python3 tasks.py --help new".format(question),
            code=2,
        )


@task(
    iterable=["path"],
    help={
        "content": CONTENT_HELP,
        "path": "a file or folder to check, instead of all; or just: python3 tasks.py check FILE ...",
        "format": FORMAT_HELP,
        "as-of": "the day that counts as today",
        "strict": "suggestions stop publishing too",
        "fix": "apply safe fixes first",
        "diff": "show what --fix would change, and change nothing",
        "approved-wording": "with --fix or --diff: put approved wordings in; that changes what is said",
        "baseline": "a file of known findings to let through",
        "write-baseline": "write today's findings into this file",
        "select": "tell of these rules only: starts of codes, such as CLM10,CIT301",
        "jobs": "processes to use",
        "no-cache": "check every file anew",
        "explain": "tell of every claim what covers it",
        "min-confidence": "leave out claims without a source that are less sure (0 to 1)",
    },
)
def check(
    ctx, path, content="", format="terminal", as_of="", strict=False, fix=False, diff=False, baseline="",
    write_baseline="", select="", jobs="", no_cache=False, explain=False,
    min_confidence="", approved_wording=False
):  # fmt: skip
    """Check every article and page: what is wrong, where, why it matters, what to do."""
    layout = _layout(content)
    options = ["--content", str(layout.content), "--format", format]
    switches = (
        ("--strict", strict), ("--fix", fix), ("--diff", diff), ("--no-cache", no_cache),
        ("--explain", explain), ("--approved-wording", approved_wording),
    )  # fmt: skip
    options += [name for name, on in switches if on]
    words = (
        ("--as-of", as_of), ("--baseline", baseline), ("--write-baseline", write_baseline),
        ("--select", select), ("--jobs", jobs), ("--min-confidence", min_confidence),
    )  # fmt: skip
    options += [word for pair in words if pair[1] for word in pair]
    _checker(ctx, "articles", *(options + ["--"] + list(path)))


@task(help={"code": "such as CLM101"})
def explain(ctx, code):
    """Show one rule: why, what is flagged, what is accepted, where the demand comes from."""
    _checker(ctx, "explain", code)


@task(
    help={
        "content": CONTENT_HELP,
        "output": "the published folder (default: the project's own, public)",
        "format": FORMAT_HELP,
        "as-of": "the day that counts as today",
        "strict": "suggestions stop publishing too",
    }
)
def gate(ctx, content="", output="", format="terminal", as_of="", strict=False):
    """Check what was built: every article, page and feed entry carries its disclaimer."""
    layout, folder = _layout(content), _folder(output, "public")
    if not folder.is_dir():
        raise Exit("There is no folder {0}. Build the site first.".format(output or "public"), code=2)
    options = ["--content", str(layout.content), "--format", format]
    options += (["--as-of", as_of] if as_of else []) + (["--strict"] if strict else [])
    _checker(ctx, "site", str(folder), *options)


@task(help={"content": CONTENT_HELP, "output": OUTPUT_HELP.format("public")})
def publish(ctx, content="", output=""):
    """Check, build and gate the site; only if nothing stops it, replace public/."""
    target = _folder(output, "public")
    outcome = _make("publish", content, "publishconf.py", target)
    _tell(outcome)
    if not outcome.in_place:
        kept = (
            "The site published before is untouched."
            if target.exists()
            else "There is no published site yet."
        )
        raise Exit("Not published. {0}".format(kept), code=int(outcome.exit_code))
    print("Published into {0}; the gate found nothing.".format(output or "public"))


@task(
    iterable=["article"],
    help={
        "article": "an article's name or file; or just: python3 tasks.py dossier ARTICLE ... (default: all)",
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP.format("dossier"),
        "as-of": "the day that counts as today",
    },
)
def dossier(ctx, article, content="", output="", as_of=""):
    """Write what a reviewer reads: every claim with its source, per article and for the whole blog."""
    layout, folder = _layout(content), _folder(output, "dossier")
    options = ["--content", str(layout.content), "--output", str(folder)]
    options += ["--as-of", as_of] if as_of else []
    _dossier("write", *(options + ["--"] + list(article)))


@task(
    help={
        "article": "the article's name or file",
        "by": "who signs, with credentials",
        "role": "what they sign as, such as: medical reviewer",
        "note": "one line for whoever reads the record",
        "seen": "the fingerprint in the dossier that was read; nothing else is signed then",
        "content": CONTENT_HELP,
    }
)
def approve(ctx, article, by="", role="", note="", seen="", content=""):
    """Sign an article off; refused while the checker finds what stops publishing."""
    words = (("--by", by), ("--role", role), ("--note", note), ("--seen", seen))
    options = ["--content", str(_folder(content, "content"))]
    options += ["{0}={1}".format(*pair) for pair in words]
    _dossier("approve", *(options + ["--", article]))


def _dossier(*arguments):
    """Run the dossier's own command line."""
    from plugins.dossier.__main__ import main

    raise Exit(code=main(arguments))


@task(help={"only": "a pytest expression, such as: disclaimer and not browser"})
def test(ctx, only=""):
    """Run the linters, the type checker and all tests."""
    steps = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
    # As many processes as there are cores; each publishes the blog that its tests share, so a few are enough.
    # A process without work takes over the rest of another's: files, of which a few take half of the time,
    # would be too coarse a measure.
    spread = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
    steps.append(["pytest"] + spread + (["-k", only] if only else []))
    failed = []
    for step in steps:
        print("\n== {0}".format(" ".join(step)), flush=True)
        if subprocess.call([sys.executable, "-m"] + step, cwd=ROOT) != 0:
            failed.append(step[0])
    if failed:
        raise Exit("Failed: {0}.".format(", ".join(failed)), code=1)


@task
def cite(ctx):
    """Keep the reference library: cite add, import, list, show, unused, check, retractions."""
    raise Exit(code=call_library([]))


@task
def claims(ctx):
    """Keep approved claims: claims list, search, show, where, add, approve, export, import."""
    raise Exit(code=call_register([]))


@task(help={"data": "the folder with the labelled sentences, train_*.jsonl (default: ../shared/claims)"})
def train(ctx, data=""):
    """Learn anew which sentences are claims, from labelled ones; writes plugins/claims/weights.json."""
    from plugins.claims.labelled import training_files
    from plugins.claims.lexicon import LexiconProblems
    from plugins.claims.training import train as learn
    from plugins.claims.weights import STANDARD_WEIGHTS

    folder = _folder(data, os.path.join("..", "shared", "claims"))
    files = training_files(folder, Path(ROOT, "tests", "claims", "sentences"))
    if not any(file.parent == folder for file in files):
        raise Exit("There are no labelled sentences (train_*.jsonl) in {0}.".format(folder), code=2)
    try:
        text = learn(files, _step)
        before = STANDARD_WEIGHTS.read_text("utf-8") if STANDARD_WEIGHTS.exists() else ""
    except (LexiconProblems, OSError, ValueError) as error:
        raise Exit("Nothing was learned. {0}".format(error), code=2)
    if text == before:
        print("Nothing has changed: plugins/claims/weights.json is what these sentences give.")
        return
    STANDARD_WEIGHTS.write_bytes(text.encode("utf-8"))
    print("plugins/claims/weights.json is written anew. What it does to the scores: docs/claims.md")


@task
def clean(ctx):
    """Remove what builds and tests leave behind; public/ and .venv/ stay."""
    import shutil

    from plugins.edition.press import aside, turn_at
    from plugins.edition.turn import Taken

    output, public = Path(ROOT, "output"), Path(ROOT, "public")
    for target in (output, public):
        try:
            with turn_at(target, "clean"):
                left_behind = [aside(target, "new")]
                if target == output or target.exists():
                    # Without a public/, this is the site published before: a swap was cut off in the middle.
                    left_behind.append(aside(target, "old"))
                for folder in left_behind + ([output] if target == output else []):
                    shutil.rmtree(str(folder), ignore_errors=True)
        except Taken as error:
            raise Exit(str(error), code=2)
    for name in (".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(os.path.join(ROOT, name), ignore_errors=True)
