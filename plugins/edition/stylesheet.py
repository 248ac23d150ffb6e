"""The one style sheet of the site, put together from the theme's styles and its components'."""

from pathlib import Path

FIRST = ("tokens.css", "base.css")
LAST = ("print.css",)


def assemble(theme: Path) -> str:
    """Return all styles in the order of their layers: tokens, base, components by name, print."""
    files = [
        *(theme / "styles" / name for name in FIRST),
        *sorted((theme / "components").glob("*/style.css")),
        *(theme / "styles" / name for name in LAST),
    ]
    return "".join(file.read_text("utf-8").rstrip() + "\n" for file in files)
