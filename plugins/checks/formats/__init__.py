"""Reports, one file to a format. A format sees findings, never documents."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TextIO

from plugins.checks.finding import Report
from plugins.checks.formats import github, html, json, junit, lines, sarif, terminal

Writer = Callable[[Report, TextIO], None]
FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": terminal.write,
        "json": json.write,
        "sarif": sarif.write,
        "junit": junit.write,
        "github": github.write,
        "html": html.write,
        "lines": lines.write,
    }
)
