"""One run at a time at one folder, with real processes."""

import ast
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.edition import turn
from plugins.edition.press import aside
from plugins.edition.turn import Taken, alone
from tests.blog import PROJECT, Blog, digest

PATIENCE = 60
HOLD = (
    "import sys, time\nfrom pathlib import Path\nfrom plugins.edition.turn import alone\n"
    "with alone(Path(sys.argv[1]), 'public', 'publish'):\n"
    "    print('held', flush=True)\n    time.sleep(60)\n"
)
# A build that goes on when it is told to: for a moment nobody has to guess.
WAIT = (
    "\nimport time\nPath('begun').touch()\n"
    "while not Path('go').exists():\n    time.sleep(0.02)\nPath('begun').unlink(missing_ok=True)\n"
)


def wait_until(path: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} never came"
        time.sleep(0.02)


def test_of_two_runs_that_publish_at_once_the_second_is_told_and_the_first_goes_live(standing: Blog) -> None:
    standing.write("publishconf.py", standing.read("publishconf.py") + WAIT)
    standing.write("content/pages/first.md", "Title: First run\n\nOf the first run.\n")
    command = [sys.executable, "-m", "invoke", "publish"]
    first = subprocess.Popen(
        command, cwd=standing.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until(standing.path("begun"))
        before = digest(standing.path("public"))
        started = time.monotonic()
        second = standing.task("publish")
        assert second.code == 2
        assert "Another run (publish, begun at " in second.words
        assert (
            f"process {first.pid}) is at work on public right now. Wait until that has ended" in second.words
        )
        assert "Traceback" not in second.words
        assert time.monotonic() - started < 20
        assert digest(standing.path("public")) == before
        build = standing.task("build", "--output", "public")
        assert build.code == 2
        clean = standing.task("clean")
        assert clean.code == 2
    finally:
        standing.path("go").touch()
        code = first.wait(PATIENCE)
    assert code == 0
    assert standing.path("public/pages/first-run.html").is_file()
    assert not aside(standing.path("public"), "lock").exists()


def test_a_run_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], cwd=PROJECT, stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with (
        pytest.raises(Taken, match=rf"publish, begun at .*, process {holder.pid}"),
        alone(lock, "public", "build"),
    ):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait(PATIENCE)
    holder.stdout.close()
    assert lock.exists()
    with alone(lock, "public", "build"):
        assert "build, begun at" in lock.read_text("utf-8")
    assert not lock.exists()


def test_who_can_wait_says_so_once_and_goes_on_afterwards(tmp_path: Path) -> None:
    lock, told = tmp_path / "lock", list[str]()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD.replace("60", "1"), str(lock)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with alone(lock, ".venv", "set-up", told.append):
        assert holder.wait(PATIENCE) == 0
    holder.stdout.close()
    assert len(told) == 1
    assert told[0].endswith("is at work on .venv right now. Waiting for it")


def test_many_runs_never_hold_it_at_once(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom plugins.edition.turn import alone\n"
        "for _ in range(20):\n"
        "    with alone(Path(sys.argv[1]), 'x', 'y', lambda words: None):\n"
        "        os.mkdir(sys.argv[2])\n        os.rmdir(sys.argv[2])\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "lock"), str(tmp_path / "inside")]
    runs = [subprocess.Popen(command, cwd=PROJECT) for _ in range(4)]
    assert [run.wait(PATIENCE) for run in runs] == [0, 0, 0, 0]


def test_what_a_run_breaks_off_with_lets_go(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), alone(tmp_path / "lock", "public", "build"):
        raise KeyboardInterrupt
    with alone(tmp_path / "lock", "public", "build"):
        pass


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(turn.__file__).read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
