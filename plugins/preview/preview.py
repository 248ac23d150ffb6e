"""The preview: one build, then a watch over everything a page is made of, and a build at each change."""

import sys
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from watchfiles import watch

from plugins.checks.formats import terminal
from plugins.checks.formats.json import as_row
from plugins.claims.lexicon import LexiconProblems
from plugins.edition.release import Outcome, build
from plugins.edition.turn import Taken
from plugins.manuscript.layout import Layout, lay_out
from plugins.preview.server import Server, State

# How long one turn of the watch waits for a change, in milliseconds.
TURN = 250
WATCHED = ("theme", "plugins", "pelicanconf.py")


class CannotServe(Exception):
    """The preview cannot start; the message says what to change."""


def read_port(typed: str) -> int:
    """Return the number of a port, or raise `CannotServe` saying which there are."""
    if typed.isascii() and typed.isdigit() and 1024 <= int(typed[:6]) <= 65535:
        return int(typed)
    raise CannotServe(
        f"“{typed}” is no port. A port is a number from 1024 to 65535, such as: "
        "python3 tasks.py serve --port 8001"
    )


def preview(layout: Layout, settings: Path, target: Path, port: int) -> None:
    """Serve the site until interrupted. Effect: builds into `target`, listens on 127.0.0.1."""
    state = State()
    # Not `target` itself: an edition that a cut-off swap left aside is brought back where there is none.
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        server = Server(target, port, state)
    except OSError:
        raise CannotServe(
            f"Port {port} is taken, perhaps by another preview. End that one, or choose another port: "
            f"python3 tasks.py serve --port {port + 1 if port < 65535 else 8000}"
        ) from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    watched = [layout.content, *(layout.project / name for name in WATCHED)]
    changes = watch(*(path for path in watched if path.exists()), yield_on_timeout=True, rust_timeout=TURN)
    # The watch begins with its first turn, before the first build: a file that is saved while that
    # runs is built again behind it.
    next(changes)
    renewed = _renew(layout, settings, target, state)
    _say(f"The preview is at http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)")
    for changed in changes:
        if changed:
            names = sorted({Path(path).name for _, path in changed})
            _say(f"\nChanged: {', '.join(names[:3])}{' …' if len(names) > 3 else ''}")
        elif renewed:
            continue
        # New files belong to it too, so the layout is made anew.
        renewed = _renew(lay_out(layout.content, layout.project), settings, target, state, again=not renewed)


def _renew(layout: Layout, settings: Path, target: Path, state: State, again: bool = False) -> bool:
    """Build once more; return False where another run is at work on the same folder, so that the next
    turn of the watch has to do it. `again` tells that this was said already."""
    try:
        outcome = build(layout, settings, target, date.today(), lambda words: None)
    except Taken as error:
        if not again:
            _say(f"{error.who} The preview builds again when that has ended.")
        return False
    except (LexiconProblems, OSError) as error:
        # Half-saved wording lists, a full disk: told, and tried again at the next change.
        _say(str(error))
        state.renew((_told_by_the_build(str(error)),))
        return True
    terminal.write(outcome.check, sys.stdout)
    for complaint in outcome.complaints:
        _say(f"The build says ({complaint.level}): {complaint.message}")
    state.renew(_findings(outcome))
    sys.stdout.flush()
    return True


def _findings(outcome: Outcome) -> tuple[Mapping[str, object], ...]:
    """Return what an open page lists: the findings, and what the build complained of."""
    rows: list[Mapping[str, object]] = []
    for finding in outcome.check.findings:
        if finding.suppressed is None:
            rows.append({**as_row(finding), "why": finding.why})
    rows += [_told_by_the_build(complaint.message) for complaint in outcome.complaints]
    return tuple(rows)


def _told_by_the_build(message: str) -> Mapping[str, object]:
    return {
        "rule": "build",
        "path": "",
        "line": None,
        "excerpt": "",
        "message": message,
        "why": "The build could not do everything it should.",
        "help": "Show this to whoever looks after the site.",
    }


def _say(words: str) -> None:
    print(words, flush=True)
