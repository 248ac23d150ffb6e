"""What other repositories take from here: commit hooks, console scripts, the package, files for editors."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.blog import CONTENT, PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
SCRIPTS: dict[str, str] = PYPROJECT["project"]["scripts"]
# YAML in the form of JSON, so that no test needs a reader of YAML.
HOOKS: list[dict[str, object]] = json.loads((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
VSCODE = PROJECT / "docs" / "vscode"
# What pre-commit demands of a hook. Source: pre-commit.com, "Creating new hooks", and its clientlib 4.x.
TEXT, YES_OR_NO, TEXTS = (
    {"type": "string"},
    {"type": "boolean"},
    {"type": "array", "items": {"type": "string"}},
)
STAGES = [
    "commit-msg", "manual", "post-checkout", "post-commit", "post-merge", "post-rewrite", "pre-commit",
    "pre-merge-commit", "pre-push", "pre-rebase", "prepare-commit-msg",
]  # fmt: skip
MANIFEST = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "name", "entry", "language"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT, "name": TEXT, "entry": TEXT, "description": TEXT, "language": {"const": "python"},
            "files": {"type": "string", "format": "regex"}, "exclude": {"type": "string", "format": "regex"},
            "types": TEXTS, "types_or": TEXTS, "exclude_types": TEXTS, "args": TEXTS,
            "always_run": YES_OR_NO, "pass_filenames": YES_OR_NO, "require_serial": YES_OR_NO, "verbose": YES_OR_NO,
            "stages": {"type": "array", "items": {"enum": STAGES}},
        },
    },
}  # fmt: skip
HEADER = (
    "Title: Sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, RN\nReviewed: 2024-04-02\nReview due: 2099-12-31\nSummary: A bell.\n"
    "Key points:\n- Ring.\n- Wait.\n- Go in.\n"
)
GOOD, BAD = f"{HEADER}\nThe front desk has a bell.\n", f"{HEADER}\nIt has larger print.[@nobody2020]\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages alone, as an installation has them."""
    folder = tmp_path_factory.mktemp("site-packages")
    shutil.copytree(PROJECT / "plugins", folder / "plugins")
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody else's blog: `content/` with what articles rest on, one good article, one bad."""
    shutil.copytree(CONTENT, tmp_path / "content")
    for file in (tmp_path / "content" / "articles").iterdir():
        file.unlink()
    (tmp_path / "content" / "articles" / "good.md").write_text(GOOD, "utf-8")
    (tmp_path / "content" / "articles" / "bad.md").write_text(
        BAD.replace("Title: Sample", "Title: Other"), "utf-8"
    )
    (tmp_path / "README.md").write_text("# The the blog\n", "utf-8")
    return tmp_path


def run(installed: Path, folder: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Do what the console script of an installation does, in a folder."""
    module, function = SCRIPTS[script].split(":")
    return subprocess.run(
        [sys.executable, "-c", f"import sys; from {module} import {function} as f; sys.exit(f())", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_hooks_are_what_pre_commit_demands() -> None:
    Draft202012Validator(MANIFEST, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(HOOKS)
    assert len({hook["id"] for hook in HOOKS}) == len(HOOKS)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hooks_command_is_a_console_script_that_tells_bad_from_good(
    installed: Path, repository: Path, hook: dict[str, object]
) -> None:
    script, *words = str(hook["entry"]).split()
    takes_names = hook.get("pass_filenames", True)
    bad = run(installed, repository, script, *words, *(["content/articles/bad.md"] if takes_names else []))
    assert bad.returncode == 1, bad.stderr
    assert "CIT301" in bad.stdout
    (repository / "content" / "articles" / "bad.md").unlink()
    good = run(installed, repository, script, *words, *(["content/articles/good.md"] if takes_names else []))
    assert good.returncode == 0, good.stderr + good.stdout
    assert "All is well" in good.stdout


def test_a_good_article_may_be_committed_beside_a_bad_one(installed: Path, repository: Path) -> None:
    command = ("evidence-blog-check", "articles", "--changed", "README.md", "content/articles/good.md")
    ran = run(installed, repository, *command)
    assert (ran.returncode, "1 file checked" in ran.stdout) == (0, True)


@pytest.mark.parametrize("name", ["references.json", "evidence/sample2021.toml", "disclaimers/everyday.md"])
def test_a_change_in_what_all_rest_on_has_all_checked(installed: Path, repository: Path, name: str) -> None:
    ran = run(installed, repository, "evidence-blog-check", "articles", "--changed", f"content/{name}")
    assert ran.returncode == 1
    assert "content/articles/bad.md" in ran.stdout


def test_a_commit_that_concerns_no_article_is_let_through_and_says_so(
    installed: Path, repository: Path
) -> None:
    ran = run(installed, repository, "evidence-blog-check", "articles", "--changed", "README.md")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Nothing that changes is an article or page" in ran.stderr


def test_a_repository_without_a_content_folder_is_never_clean(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, "utf-8")
    ran = run(installed, tmp_path, "evidence-blog-check", "articles", "--changed", "a.md")
    assert ran.returncode == 2
    assert "There is no content folder" in ran.stderr


def test_a_plain_content_folder_can_be_named(installed: Path, repository: Path) -> None:
    posts = (repository / "content").rename(repository / "posts")
    for file in (posts / "articles").iterdir():
        file.rename(posts / file.name)
    (posts / "articles").rmdir()
    command = ("evidence-blog-check", "articles", "--changed", "--content", "posts")
    assert run(installed, repository, *command, "posts/bad.md").returncode == 1
    assert run(installed, repository, *command, "posts/good.md").returncode == 0


def test_what_is_kept_between_checks_is_never_committed(installed: Path, repository: Path) -> None:
    run(installed, repository, "evidence-blog-check", "articles")
    kept = repository / ".cache" / "checks"
    assert (kept / ".gitignore").read_text("utf-8") == "*\n"
    assert len(list(kept.rglob("*.json"))) > 0


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_console_script_is_a_function_that_is_there(script: str) -> None:
    module, function = SCRIPTS[script].split(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_the_package_takes_every_file_with_it() -> None:
    # Folders of wording lists are no packages to Python; to setuptools they are, as namespaces.
    assert PYPROJECT["tool"]["setuptools"]["packages"]["find"]["namespaces"]
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["*"]
    for file in (PROJECT / "plugins").rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            assert file.suffix == ".py" or any(fnmatch(file.name, pattern) for pattern in patterns), file


def test_what_is_installed_with_it_is_what_runs_here() -> None:
    listed = (PROJECT / "requirements.in").read_text("utf-8").split("# Learning")[0]
    runs = {line.strip() for line in listed.splitlines() if line.strip() and not line.startswith("#")}
    wanted = {re.split(r"[\[<>=~! ]", line)[0] for line in PYPROJECT["project"]["dependencies"]}
    assert wanted == {re.split(r"[\[<>=~! ]", line)[0] for line in runs}


@pytest.mark.parametrize("file", sorted(VSCODE.glob("*.json")), ids=lambda file: file.name)
def test_the_files_for_vs_code_can_be_read(file: Path) -> None:
    assert isinstance(json.loads(file.read_text("utf-8")), dict)


def test_vs_codes_task_finds_every_finding_in_what_the_checker_prints(
    installed: Path, repository: Path
) -> None:
    tasks = json.loads((VSCODE / "tasks.json").read_text("utf-8"))["tasks"]
    task = next(task for task in tasks if task["label"] == "Check articles")
    assert task["command"].endswith("check --format lines")
    pattern = task["problemMatcher"]["pattern"]
    # Groups, classes, counts and anchors alone: the same in ECMAScript and here.
    regexp = re.compile(pattern["regexp"])
    file = repository / "content" / "articles" / "bad.md"
    file.write_text(
        f"{file.read_text('utf-8')}\nRing the the bell. <!-- waive PLN507: a poem | J. Doe -->\n", "utf-8"
    )
    told = {
        form: run(installed, repository, "evidence-blog-check", "articles", "--format", form).stdout
        for form in ("lines", "json")
    }
    *lines, summary = told["lines"].splitlines()
    found = [regexp.match(line) for line in lines]
    assert all(found)
    assert regexp.match(summary) is None
    rows = json.loads(told["json"])["findings"]
    assert len(rows) > 1
    assert [
        (
            match[pattern["file"]],
            int(match[pattern["line"]]),
            int(match[pattern["column"]]),
            match[pattern["code"]],
        )
        for match in found
        if match
    ] == [(row["path"], row["line"] or 1, row["column"] or 1, row["rule"]) for row in rows]
    kinds = {match[pattern["code"]]: match[pattern["severity"]] for match in found if match}
    assert (kinds["CIT301"], kinds["PLN507"]) == ("error", "note")
