"""The documentation tells everything there is: every rule, task, option, field, setting and format."""

import ast
import re
import runpy
import tomllib
from datetime import date
from pathlib import Path

import pytest

from plugins.checks.formats import FORMATS
from plugins.checks.pages import rule_page, rules_index
from plugins.checks.rules import all_rules
from plugins.manuscript.fields import ARTICLE_FIELDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tasks() -> list[str]:
    found = []
    for node in ast.parse(read("tasks.py")).body:
        if isinstance(node, ast.FunctionDef):
            decorators = [getattr(item, "func", item) for item in node.decorator_list]
            if any(getattr(item, "id", "") == "task" for item in decorators):
                found.append(node.name)
    return found


@pytest.mark.parametrize("found", all_rules(), ids=lambda found: found.code)
def test_a_rules_page_is_current(found: object) -> None:
    """Made by: python -m plugins.checks rules --pages docs/rules"""
    assert read(f"docs/rules/{found.code}.md") == rule_page(found)  # type: ignore[attr-defined, arg-type]


def test_the_list_of_rules_is_current() -> None:
    assert read("docs/rules/README.md") == rules_index()


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    pages = {page.stem for page in (DOCS / "rules").glob("*.md")} - {"README", "false-alarms"}
    assert pages == {found.code for found in all_rules()}


def test_the_figures_on_false_alarms_are_current() -> None:
    """Made by: python benchmarks/false_alarms.py > docs/rules/false-alarms.md"""
    written = read("docs/rules/false-alarms.md")
    day = re.search(r"as of (\d{4}-\d\d-\d\d)", written)
    assert day is not None
    page = runpy.run_path(str(ROOT / "benchmarks" / "false_alarms.py"))["page"]
    assert page(date.fromisoformat(day[1])) == written


def test_there_are_tasks() -> None:
    assert {"build", "serve", "new", "check", "publish", "gate", "test", "clean"} <= set(tasks())


@pytest.mark.parametrize("task", tasks())
def test_the_readme_names_the_task(task: str) -> None:
    assert f"| `{task}` |" in read("README.md")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_format_is_documented(name: str) -> None:
    assert name in read("docs/checking.md")


@pytest.mark.parametrize("name", sorted(tomllib.loads(ARTICLE_FIELDS.read_text("utf-8"))))
def test_the_header_field_is_documented(name: str) -> None:
    assert f"`{name.capitalize()}`" in read("docs/writing.md")


def test_our_own_settings_are_documented() -> None:
    own = {
        "OWNER",
        "INTEREST",
        "ABOUT",
        "CITATION_STYLE",
        "MENU",
        "SITE_ADDRESS",
        "SITE_PATH",
        "PREVIEW",
        "DISCLAIMERS",
        "REFERENCES",
        "EVIDENCE",
    }
    text = read("docs/architecture.md")
    for name in own:
        assert f"`{name}`" in text
        assert re.search(rf"^{name} =", read("pelicanconf.py") + read("publishconf.py"), re.MULTILINE), name


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_a_link_between_documents_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    # A rule's examples, four spaces in, are no links.
    text = re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_names_the_two_commands_first() -> None:
    first = read("README.md").split("```")[1]
    assert "python3 tasks.py serve" in first
    assert "python3 tasks.py test" in first
