"""tasks.py: as a script that sets the project up, and as the tasks."""

import ast
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import tasks
from tests.blog import Blog, Run, digest

SCRIPT = Path(tasks.__file__)
REQUIREMENTS = SCRIPT.parent / "requirements.txt"
NEW = ("new", "--title", "A bell at the door", "--topic", "Your visit", "--author", "Robin Sample")
# What an old Python stumbles over before it can be told that it is old.
NEW_SYNTAX = (
    ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom, ast.AsyncFunctionDef,
    ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Match, ast.TryStar, ast.MatMult,
)  # fmt: skip


def run_script(before: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run tasks.py as a script in a Python that was changed by `before`."""
    code = f"import runpy, sys\n{before}\nsys.argv = {['tasks.py', *arguments]!r}\n"
    code += f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_file_can_be_read_by_pythons_that_are_far_too_old() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 4))
    assert [node for node in ast.walk(tree) if isinstance(node, NEW_SYNTAX)] == []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            assert node.returns is None
            assert not arguments.posonlyargs
            assert not arguments.kwonlyargs
            assert [argument.arg for argument in arguments.args if argument.annotation] == []
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            assert not any(isinstance(item, ast.Starred) for item in node.elts)
        if isinstance(node, ast.Dict):
            assert None not in node.keys
        if isinstance(node, ast.Call):
            starred = [isinstance(item, ast.Starred) for item in node.args]
            assert not any(starred[:-1]), "Python 2 takes one *list, behind all other arguments"
        if isinstance(node, ast.ClassDef):
            assert not node.keywords


def test_the_file_says_which_characters_it_holds_as_python_2_demands() -> None:
    assert "coding: utf-8" in "".join(SCRIPT.read_text("utf-8").splitlines(True)[:2])


def test_only_the_standard_library_is_needed_until_the_project_is_set_up() -> None:
    top = SCRIPT.read_text("utf-8").split('if __name__ == "__main__":')[0]
    imported = {
        name.name for node in ast.walk(ast.parse(top)) if isinstance(node, ast.Import) for name in node.names
    }
    assert imported <= {"hashlib", "os", "shutil", "subprocess", "sys", "venv"}
    borrowed = {node.module for node in ast.walk(ast.parse(top)) if isinstance(node, ast.ImportFrom)}
    # tests/edition/test_turn.py holds the lock to the same.
    assert borrowed <= {"__future__", "pathlib", "plugins.edition.turn"}


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 9), (3, 10, 14)])
def test_an_old_python_is_told_what_is_needed_and_how_to_go_on(version: tuple[int, ...]) -> None:
    run = run_script(f"sys.version_info = {version}", "serve")
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == (
        f"This needs Python 3.11 or newer; you have {version[0]}.{version[1]}.\n"
        "Install a newer Python, then run for example: python3.11 tasks.py serve\n"
    )


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (4, 0, 0)])
def test_a_python_that_is_new_enough_is_not_refused(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert tasks.why_not() == ""


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_what_it_takes_to_set_up_is_told_what_to_install(module: str) -> None:
    missing = (
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] == {module!r}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Missing())"
    )
    run = run_script(missing, "serve")
    assert run.returncode == 1
    assert f"This Python lacks its module {module}" in run.stderr
    assert "apt-get install python3-venv" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was never set up, off the network, whose requirements are none."""
    for name, value in {
        "VENV": tmp_path / ".venv",
        "STAMP": tmp_path / ".venv" / "set-up-complete",
        "REQUIREMENTS": tmp_path / "requirements.txt",
    }.items():
        monkeypatch.setattr(tasks, name, str(value))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    (tmp_path / "requirements.txt").write_text("# nothing\n", "utf-8")
    return tmp_path


def test_a_set_up_that_fails_is_told_in_words_and_repeated_until_it_is_complete(
    fresh: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert not tasks.is_set_up()
    (fresh / "requirements.txt").write_text(f"nothing-of-the-kind==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    assert tasks.set_up() == 1
    assert "Setting up failed: not every package could be installed (see above)." in capfd.readouterr().err
    assert os.path.exists(tasks.venv_python())
    assert not os.path.exists(tasks.STAMP)
    assert not tasks.is_set_up()

    (fresh / "requirements.txt").write_text("# nothing\n", "utf-8")
    assert tasks.set_up() == 0
    assert tasks.is_set_up()


def test_nothing_is_printed_to_standard_output_while_setting_up(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tasks, "VENV", str(fresh / "requirements.txt" / "not a folder"))
    assert tasks.set_up() == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert "The folder .venv could not be made" in told.err


def test_a_set_up_says_little(fresh: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert tasks.set_up() == 0
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "Setting up in .venv (once; takes a minute or two) ...", "Installing the packages ...", "The set-up is complete.",
    ]  # fmt: skip
    assert sorted(path.name for path in fresh.iterdir()) == [".venv", "requirements.txt"]


def test_other_requirements_go_into_the_environment_that_is_there(
    fresh: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tasks.set_up() == 0
    (fresh / ".venv" / "kept").touch()
    pinned = f"nothing-of-the-kind==1.0 --hash=sha256:{'0' * 64}\n"
    (fresh / "requirements.txt").write_text(pinned, "utf-8")
    capfd.readouterr()
    assert tasks.set_up() == 1
    told = capfd.readouterr().err
    assert "The requirements have changed: bringing .venv up to date ..." in told
    assert "No matching distribution found for nothing-of-the-kind" in told
    assert tasks.is_usable()
    assert not tasks.is_set_up()
    (fresh / "requirements.txt").write_text("# fewer\n", "utf-8")
    assert tasks.set_up() == 0
    assert (fresh / ".venv" / "kept").exists()
    assert tasks.is_set_up()


def test_an_environment_of_another_python_is_back_where_the_new_one_cannot_be_completed(fresh: Path) -> None:
    python = Path(tasks.venv_python())
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    python.chmod(0o755)
    Path(tasks.STAMP).write_text("other requirements, other Python\n", "utf-8")
    before = digest(fresh / ".venv")
    pinned = f"nothing-of-the-kind==1.0 --hash=sha256:{'0' * 64}\n"
    (fresh / "requirements.txt").write_text(pinned, "utf-8")
    assert tasks.set_up() == 1
    assert digest(fresh / ".venv") == before
    (fresh / "requirements.txt").write_text("# nothing\n", "utf-8")
    assert tasks.set_up() == 0
    assert tasks.is_set_up()
    assert tasks.is_usable()
    assert not (fresh / ".venv-old").exists()


def test_an_environment_whose_replacement_was_cut_off_is_brought_back(fresh: Path) -> None:
    assert tasks.set_up() == 0
    (fresh / ".venv").rename(fresh / ".venv-old")
    (fresh / ".venv" / "half").mkdir(parents=True)
    assert tasks.set_up() == 0
    assert tasks.is_set_up()
    assert not (fresh / ".venv" / "half").exists()
    assert not (fresh / ".venv-old").exists()


def test_of_two_first_runs_at_once_one_sets_up_and_the_other_says_that_it_waits(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "plugins" / "edition").mkdir(parents=True)
    for name in ("tasks.py", "plugins/edition/__init__.py", "plugins/edition/turn.py"):
        shutil.copy(SCRIPT.parent / name, project / name)
    (project / "requirements.txt").write_text("# nothing\n", "utf-8")
    code = "import runpy, sys\nsys.exit(runpy.run_path('tasks.py')['set_up']())"
    runs = [
        subprocess.Popen([sys.executable, "-c", code], cwd=project, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum("Setting up in .venv" in words for words in said) == 1
    [waited] = [words for words in said if "Setting up in .venv" not in words]
    assert "is at work on .venv right now. Waiting for it ..." in waited
    assert "Installing" not in waited


@pytest.mark.parametrize("arguments", [["--list"], ["--help", "check"], []])
def test_asking_for_help_renews_no_set_up_that_works(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    stamped(fresh)
    (fresh / "requirements.txt").write_text("# something else\n", "utf-8")
    called: list[list[str]] = []

    def call(command: list[str]) -> int:
        called.append(command)
        return 0

    monkeypatch.setattr(tasks, "run_in_place", call)
    before = digest(fresh)
    assert tasks.run_as_script(arguments) == 0
    assert digest(fresh) == before
    assert called[0][-len(arguments or ["--list"]) :] == (arguments or ["--list"])


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        (["check", "a.md"], ["check", "--path", "a.md"]),
        (["check", "a.md", "b.md", "--strict"], ["check", "--path", "a.md", "--path", "b.md", "--strict"]),
        (["check", "--baseline", "a.md", "tests"], ["check", "--baseline", "a.md", "--path", "tests"]),
        (["check", "--format=json", "a.md"], ["check", "--format=json", "--path", "a.md"]),
        (["check", "build"], ["check", "build"]),
        (["check"], ["check"]),
        (["new", "--title", "a.md"], ["new", "--title", "a.md"]),
        (["dossier"], ["dossier"]),
        (["dossier", "walking", "--output", "x"], ["dossier", "--article", "walking", "--output", "x"]),
        (["dossier", "--article", "a", "b"], ["dossier", "--article", "a", "--article", "b"]),
        (["dossier", "-o", "x", "--as-of", "2026-11-24"], ["dossier", "-o", "x", "--as-of", "2026-11-24"]),
        (["approve", "walking", "--by", "K"], ["approve", "walking", "--by", "K"]),
    ],
)
def test_files_behind_check_become_options_for_invoke(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], taken: list[str]
) -> None:
    monkeypatch.chdir(SCRIPT.parent)
    assert tasks.as_invoke_takes_them(typed) == taken


def stamped(fresh: Path) -> None:
    python = Path(tasks.venv_python())
    python.parent.mkdir(parents=True)
    python.touch()
    Path(tasks.STAMP).write_text(tasks.wanted_stamp(), "utf-8")


def test_a_set_up_is_complete_only_with_its_stamp(fresh: Path) -> None:
    stamped(fresh)
    assert tasks.is_set_up()
    Path(tasks.STAMP).unlink()
    assert not tasks.is_set_up()


def test_other_requirements_need_another_set_up(fresh: Path) -> None:
    stamped(fresh)
    (fresh / "requirements.txt").write_text("# something else\n", "utf-8")
    assert not tasks.is_set_up()


def test_another_python_needs_another_set_up(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(fresh)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not tasks.is_set_up()


def test_an_environment_without_its_python_needs_another_set_up(fresh: Path) -> None:
    stamped(fresh)
    Path(tasks.venv_python()).unlink()
    assert not tasks.is_set_up()


def test_every_requirement_is_pinned_and_has_hashes() -> None:
    text = re.sub(r"\\\n\s*", "", REQUIREMENTS.read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(lines) > 10
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^-]+)?( ?--hash=sha256:[0-9a-f]{64})+", line), line[:80]


def test_the_requirements_name_no_address() -> None:
    text = REQUIREMENTS.read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|^-[ifre] | @ ", text, re.MULTILINE)


def test_what_is_required_by_hand_is_among_the_pinned() -> None:
    text = REQUIREMENTS.read_text("utf-8")
    wanted = [
        line.strip().lower()
        for line in REQUIREMENTS.with_suffix(".in").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert {"pelican", "markdown", "jinja2", "typogrify", "pytest"} <= set(wanted)
    assert [name for name in wanted if not re.search(rf"^{re.escape(name)}==", text, re.MULTILINE)] == []


def test_the_tasks_are_listed_each_with_a_sentence(blog: Blog) -> None:
    run = blog.task("--list")
    told = dict(re.findall(r"^  (\w+)  +(\S.+)$", run.out, re.MULTILINE))
    assert {"build", "serve", "new", "check", "publish", "gate", "test", "clean"} <= set(told)
    assert all(len(words.split()) > 3 for words in told.values())


def test_a_new_article_is_written_as_a_draft_that_builds_and_passes_the_check(blog: Blog) -> None:
    run = blog.task(*NEW, "--disclaimer", "devices")
    assert run.code == 0, run.words
    assert "content/articles/a-bell-at-the-door.md is written, as a draft." in run.words
    check = blog.task("check")
    assert check.code == 0, check.words
    build = blog.task("build")
    assert build.code == 0, build.words
    page = blog.read("output/drafts/a-bell-at-the-door.html")
    assert "A bell at the door" in page
    assert 'data-disclaimer-id="devices"' in page


def test_a_new_article_is_dated_today_and_holds_what_was_answered(blog: Blog) -> None:
    blog.task(*NEW, "--disclaimer", "")
    text = blog.read("content/articles/a-bell-at-the-door.md")
    for line in (
        "Title: A bell at the door",
        f"Date: {date.today()}",
        "Category: Your visit",
        "Author: Robin Sample",
        "Status: draft",
    ):
        assert line in text.splitlines()
    assert "Disclaimer:" not in text


def test_a_new_article_is_not_published_before_it_is_ready(blog: Blog) -> None:
    blog.task(*NEW, "--disclaimer", "")
    assert blog.task("publish").code == 0
    assert not list(blog.path("public").rglob("*bell*"))


def test_a_new_article_never_replaces_one(blog: Blog) -> None:
    blog.write("content/articles/a-bell-at-the-door.md", "mine")
    run = blog.task(*NEW, "--disclaimer", "")
    assert run.code == 2
    assert "content/articles/a-bell-at-the-door.md is there already; choose another title." in run.words
    assert blog.read("content/articles/a-bell-at-the-door.md") == "mine"


@pytest.mark.parametrize(
    ("option", "answer", "words"),
    [
        ("--disclaimer", "devics", "There is no disclaimer devics. There are: devices, everyday."),
        ("--title", "T" * 66, "The title has 66 characters; 65 are the most"),
        ("--title", "★", "The title needs letters or digits"),
        ("--title", "One\nStatus: published", "An answer holds a line break"),
        ("--author", "Robin\nStatus: published", "An answer holds a line break"),
        ("--content", "nowhere", "There is no content folder nowhere."),
    ],
)
def test_answers_that_make_no_article_are_refused_in_words(
    blog: Blog, option: str, answer: str, words: str
) -> None:
    before = digest(blog.path("content"))
    answers = {"--title": "A bell", "--topic": "Your visit", "--author": "Robin Sample", "--disclaimer": ""}
    answers[option] = answer
    run = blog.task("new", *(word for pair in answers.items() for word in pair))
    assert run.code == 2
    assert words in run.words
    assert digest(blog.path("content")) == before


def test_a_title_cannot_write_its_file_elsewhere(blog: Blog) -> None:
    run = blog.task("new", "--title", "../../out", "--topic", "a", "--author", "b", "--disclaimer", "")
    assert run.code == 0
    assert blog.path("content/articles/out.md").is_file()


def test_what_is_not_answered_is_told_as_an_option_where_nobody_can_be_asked(blog: Blog) -> None:
    run = blog.task("new", "--title", "A bell at the door")
    assert run.code == 2
    assert "No answer to “Topic (category)”. Give it as an option" in run.words


def test_check_gate_build_and_publish_name_a_content_folder_that_is_not_there(blog: Blog) -> None:
    for task in ("check", "gate", "build", "publish", "serve"):
        run = blog.task(task, "--content", "nowhere")
        assert run.code == 2
        assert "There is no content folder nowhere." in run.words
        assert "Traceback" not in run.words


def from_elsewhere(blog: Blog, *words: str) -> Run:
    """Run a task from the folder beside the blog's."""
    return Blog(blog.folder.parent).task("--search-root", str(blog.folder), *words)


def test_tasks_given_from_another_folder_are_about_the_project(blog: Blog) -> None:
    for words in (["check"], ["build"], ["publish"], ["gate"]):
        run = from_elsewhere(blog, *words)
        assert run.code == 0, run.words
    assert blog.path("output/index.html").is_file()
    assert blog.path("public/index.html").is_file()
    assert from_elsewhere(blog, *NEW, "--disclaimer", "").code == 0
    assert blog.path("content/articles/a-bell-at-the-door.md").is_file()
    assert {path.name for path in blog.folder.parent.iterdir()} == {"blog"}


def test_a_folder_that_is_typed_is_seen_from_where_the_command_is_given(blog: Blog) -> None:
    shutil.copytree(blog.path("content"), blog.folder.parent / "other")
    run = from_elsewhere(blog, "build", "--content", "other", "--output", "made")
    assert run.code == 0, run.words
    assert "The preview is in made." in run.words
    assert (blog.folder.parent / "made" / "index.html").is_file()
    assert not blog.path("output").exists()
    assert (
        "There is no content folder nowhere." in from_elsewhere(blog, "check", "--content", "nowhere").words
    )


def test_single_files_can_be_checked(blog: Blog) -> None:
    blog.write("content/articles/bad.md", "No header at all.\n")
    good = blog.task("check", "--path", "content/articles/words-we-use.md")
    assert (good.code, "1 file checked." in good.words) == (0, True)
    assert blog.task("check", "--path", "content/articles/bad.md").code == 1
    missing = blog.task("check", "--path", "content/articles/none.md")
    assert missing.code == 2
    assert "There is no file or folder content/articles/none.md." in missing.words


@pytest.mark.parametrize("port", ["abc", "99999", "-1", "0", "80", "8000.5", "٨٠٠٠", ""])
def test_a_port_that_is_none_is_told_in_words(blog: Blog, port: str) -> None:
    run = blog.task("serve", f"--port={port}")
    assert run.code == 2
    assert f"“{port}” is no port. A port is a number from 1024 to 65535" in run.words
    assert "Traceback" not in run.words


def test_clean_leaves_a_published_site_that_a_cut_off_swap_left_aside(standing: Blog) -> None:
    standing.path("public").rename(standing.path(".public-old"))
    assert standing.task("clean").code == 0
    assert standing.path(".public-old/index.html").is_file()


def test_clean_leaves_the_published_site_and_the_articles(standing: Blog) -> None:
    standing.task("build")
    standing.write(".public-new/half.html", "half")
    assert standing.task("clean").code == 0
    assert not standing.path("output").exists()
    assert not standing.path(".public-new").exists()
    assert standing.path("public/index.html").is_file()
    assert standing.path("content/articles/words-we-use.md").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list"], "13 references in"),
        (["check"], "All is well: nothing was found."),
        ([], "The reference library from the command line"),
    ],
)
def test_cite_hands_its_words_to_the_library_from_any_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tasks, "venv_python", lambda: sys.executable)
    assert tasks.call_library(words) == 0
    assert told in " ".join(capfd.readouterr().out.split())


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the task is a process of its own")
def test_whoever_ends_the_task_by_its_number_ends_all_of_it() -> None:
    code = (
        f"import sys, runpy; sys.path.insert(0, {str(SCRIPT.parent)!r}); import tasks; "
        "tasks.run_in_place([sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8") as run:
        assert run.stdout
        assert int(run.stdout.readline()) == run.pid
        run.terminate()
        assert run.wait(10) == -15
