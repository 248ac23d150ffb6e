"""A server on 127.0.0.1 that gives recorded answers of our own making, in place of the real services."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ANSWERS = Path(__file__).parent / "answers"


@dataclass(frozen=True)
class Given:
    """An answer: what is sent, and how many seconds are let go by before each of its portions."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0
    portions: int = 1
    length: int | None = None
    """The length that is announced, where it is not the true one."""


@dataclass
class Server:
    """A running server: its address, its answers by path, and the requests that it got."""

    address: str
    answers: dict[str, Given] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and the Accept header of each request."""


def recorded(name: str, type: str = "application/json") -> Given:
    return Given((ANSWERS / name).read_bytes(), type=type)


@contextmanager
def answering() -> Iterator[Server]:
    """Run a server; unknown paths are answered with 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, self.headers["Accept"]))
            given = server.answers.get(self.path, Given(b"nothing", 404))
            try:
                if given.portions == 1:
                    time.sleep(given.pause)
                self.send_response(given.status)
                self.send_header("Content-Type", given.type)
                self.send_header("Content-Length", str(given.length or len(given.body)))
                for name, value in given.headers:
                    self.send_header(name, value)
                self.end_headers()
                step = max(1, len(given.body) // given.portions)
                for start in range(0, len(given.body), step):
                    if given.portions > 1:
                        time.sleep(given.pause)
                    self.wfile.write(given.body[start : start + step])
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
