"""Serves the preview on 127.0.0.1, tells open pages of a new edition, and shows them the findings."""

import json
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
OWN_FILES = {
    "/_preview/live.js": ("live.js", "text/javascript; charset=utf-8"),
    "/_preview/live.css": ("live.css", "text/css; charset=utf-8"),
}
NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>Preview</title>"
    "<link rel=stylesheet href=/_preview/live.css><body data-kind=preview>"
    "<h1>This page is not there</h1><p>{reason}</p><p><a href=/>To the start page</a></p>"
    "<script src=/_preview/live.js defer></script>"
)
# How long an open page's connection sleeps before it makes sure that the page is still there.
HEARTBEAT = 15


class State:
    """The number of the current edition and what was found in it, shared between threads."""

    def __init__(self) -> None:
        self.number = 0
        self.findings: tuple[Mapping[str, object], ...] = ()
        self.changed = threading.Condition()

    def renew(self, findings: tuple[Mapping[str, object], ...]) -> None:
        """Announce a new edition. Effect: wakes every open page's connection."""
        with self.changed:
            self.number += 1
            self.findings = findings
            self.changed.notify_all()


class _Pages(SimpleHTTPRequestHandler):
    """Answers one request."""

    def __init__(self, *arguments: object, state: State, directory: str) -> None:
        self.state = state
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/_preview/events":
            self._events()
        elif path == "/_preview/findings.json":
            self._answer(json.dumps(self.state.findings).encode(), "application/json")
        elif path in OWN_FILES:
            name, kind = OWN_FILES[path]
            self._answer((HERE / name).read_bytes(), kind)
        else:
            super().do_GET()

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Send the number of each new edition for as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        sent = -1
        try:
            while True:
                with self.state.changed:
                    if self.state.number == sent:
                        self.state.changed.wait(HEARTBEAT)
                    number = self.state.number
                word = f"data: {number}\n\n" if number != sent else ": still here\n\n"
                self.wfile.write(word.encode())
                self.wfile.flush()
                sent = number
        except OSError:
            pass  # the page was closed

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page in words, with the script that reloads it once it is there."""
        reason = "It has not been built (yet). What stops it is listed below and in the terminal."
        self._answer(NOT_BUILT.format(reason=reason).encode(), "text/html; charset=utf-8", HTTPStatus(code))

    def list_directory(self, path: object) -> None:
        """Answer a folder without a start page like any page that is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let no browser keep an older edition."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: a writer's terminal is for findings."""


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only."""

    daemon_threads = True
    # Without it, a preview that was just ended keeps its port for a minute.
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int, state: State) -> None:
        """Raises OSError where the port is taken."""
        super().__init__(("127.0.0.1", port), partial(_Pages, state=state, directory=str(folder)))
