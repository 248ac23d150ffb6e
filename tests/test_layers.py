"""Who may import whom; the walls of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[1] / "plugins"
LAYERS = (
    "manuscript", "quantities", "bibliography", "disclaimer", "discovery", "claims", "evidence", "approval",
    "checks", "dossier", "edition", "preview", "editor",
)  # fmt: skip
MODULES = sorted(PLUGINS.rglob("*.py"))
# What reads or writes; everything else works on values only.
HANDS = {
    "manuscript/source.py", "manuscript/layout.py", "manuscript/fields.py", "manuscript/stops.py",
    "bibliography/library.py", "bibliography/library_file.py", "bibliography/lookup.py",
    "bibliography/commands/retracting.py", "quantities/units.py",
    "approval/history.py", "approval/opposites.py", "approval/register_file.py", "approval/commands/spreadsheets.py",
    "disclaimer/shelf.py", "claims/labelled.py", "claims/lexicon.py", "claims/weights.py", "claims/fingerprint.py", "checks/engine.py", "checks/cache.py", "checks/publication.py", "checks/wordlists.py",
    "checks/terms.py",
    "dossier/archive.py", "dossier/engine.py", "dossier/inputs.py",
    "edition/press.py", "edition/script.py", "edition/stylesheet.py", "edition/turn.py", "preview/server.py", "preview/preview.py", "editor/blog.py",
}  # fmt: skip


def name(module: Path) -> str:
    return module.relative_to(PLUGINS).as_posix()


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_package_has_a_layer() -> None:
    packages = {path.name for path in PLUGINS.iterdir() if (path / "__init__.py").is_file()}
    assert packages == set(LAYERS)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_imports_point_to_the_left_only(module: Path) -> None:
    if module.parent == PLUGINS:
        return
    layer = LAYERS.index(module.relative_to(PLUGINS).parts[0])
    for imported in imports(module):
        parts = imported.split(".")
        if parts[0] == "plugins" and len(parts) > 1:
            assert LAYERS.index(parts[1]) <= layer, f"{name(module)} imports {imported}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_plugin_files_know_pelican(module: Path) -> None:
    knows = any(imported.split(".")[0] in ("pelican", "feedgenerator") for imported in imports(module))
    assert not knows or module.name == "plugin.py"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_imports_a_plugin_file(module: Path) -> None:
    assert not any(imported.endswith(".plugin") for imported in imports(module))


@pytest.mark.parametrize("module", sorted((PLUGINS / "checks" / "formats").glob("*.py")), ids=name)
def test_formats_see_findings_and_never_documents(module: Path) -> None:
    for imported in imports(module):
        if imported.startswith("plugins."):
            assert imported.startswith(("plugins.checks.finding", "plugins.checks.formats")), imported


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_files_are_opened_at_the_edges_only(module: Path) -> None:
    if module.name in ("plugin.py", "__main__.py") or name(module) in HANDS:
        return
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"open", "read_text", "read_bytes", "write_text", "write_bytes", "rglob", "glob"}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_the_main_programs_catch_everything(module: Path) -> None:
    if module.name == "__main__.py" or name(module) in ("edition/plugin.py", "editor/session.py"):
        return
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert getattr(node.type, "id", "") not in ("Exception", "BaseException")
