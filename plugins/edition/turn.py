"""One run at a time at one folder: whoever comes second is told who holds it, or waits and says so.

The lock is the operating system's own (flock; on Windows a locked byte), on a file beside the folder. It
is gone with the process that held it, however that ended; a file left lying holds nobody up. Standard
library only: tasks.py uses this before anything is installed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

# How often a waiting run tries again, in seconds.
PAUSE = 0.2
# On Windows a locked byte cannot be read by others; this one lies far behind the words.
LOCKED_BYTE = 1 << 20


class Taken(Exception):
    """Another run is at work there; the message says which, and what to do. `who` says which only."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who} Wait until that has ended, then give the same command again.")
        self.who = who


@contextmanager
def alone(file: Path, what: str, doing: str, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold `file` while the block runs. `what` names the folder, `doing` the run, both in words.

    Raises `Taken` where another run holds it; with `waiting` it tells that of the other run, once, and
    waits. Effect: writes the file, and removes it afterwards.
    """
    told = False
    while (held := _hold(file)) is None:
        words = f"{_who(file)} is at work on {what} right now."
        if waiting is None:
            raise Taken(words)
        if not told:
            waiting(f"{words} Waiting for it")
            told = True
        time.sleep(PAUSE)
    try:
        held.write(f"{doing}, begun at {time.strftime('%H:%M:%S')}, process {os.getpid()}")
        held.flush()
        yield
    finally:
        # While it is still held: a run that opened the file meanwhile sees that it is gone (below).
        with suppress(OSError):
            file.unlink()
        _release(held)


def _hold(file: Path) -> IO[str] | None:
    """Return the file, locked, or None where another process holds it."""
    while True:
        opened = file.open("a+", encoding="utf-8")
        if not _lock(opened):
            opened.close()
            return None
        # Whoever held it may have removed it in between; then this is the lock of a file that is gone.
        try:
            same = os.path.samestat(os.fstat(opened.fileno()), file.stat())
        except OSError:
            same = False
        if same:
            opened.truncate(0)
            return opened
        _release(opened)


def _who(file: Path) -> str:
    """Return who holds the file, by its own words."""
    try:
        said = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        said = ""
    return f"Another run ({said})" if said else "Another run"


if sys.platform == "win32":
    import msvcrt

    def _lock(opened: IO[str]) -> bool:
        opened.seek(LOCKED_BYTE)
        try:
            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            opened.seek(0)
        return True

    def _release(opened: IO[str]) -> None:
        opened.seek(LOCKED_BYTE)
        with suppress(OSError):
            msvcrt.locking(opened.fileno(), msvcrt.LK_UNLCK, 1)
        opened.close()
else:
    import fcntl

    def _lock(opened: IO[str]) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(opened: IO[str]) -> None:
        # Not by closing alone: a child that was forked meanwhile has the same lock.
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_UN)
        opened.close()
