"""docs/library.md tells every command and option of the library's command line."""

import argparse
from pathlib import Path

import pytest

from plugins.bibliography.__main__ import _parser, main

PAGE = (Path(__file__).parents[2] / "docs" / "library.md").read_text("utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    (named,) = (action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(named.choices)


@pytest.mark.parametrize("name", commands())
def test_the_command_is_documented(name: str) -> None:
    assert f"tasks.py cite {name}" in PAGE


@pytest.mark.parametrize(
    "option", sorted({word for parser in commands().values() for word in parser._option_string_actions})
)
def test_the_option_is_documented(option: str) -> None:
    assert option in ("-h", "--help") or f"`{option}" in PAGE


def test_the_example_of_a_page_is_printed_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = PAGE.split("```json\n")[1].split("```")[0]
    (tmp_path / "a.json").write_text(f"[{example}]", "utf-8")
    assert main(["format", str(tmp_path / "a.json")]) == 0
    assert capsys.readouterr().out == (
        "Cover for walking aids. Sample Agency. Updated February 3, 2026. Accessed November 10, 2026. "
        "https://agency.example/cover\n"
    )
