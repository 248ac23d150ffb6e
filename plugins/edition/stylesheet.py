"""The one style sheet of the site, put together from the theme's styles and its components'."""

import re
from pathlib import Path

FIRST = ("tokens.css", "base.css")
LAST = ("print.css",)
# Comments are for whoever edits the theme; readers on a phone need not load them.
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)


def assemble(theme: Path) -> str:
    """Return all styles in the order of their layers: tokens, base, components by name, print."""
    files = [
        *(theme / "styles" / name for name in FIRST),
        *sorted((theme / "components").glob("*/style.css")),
        *(theme / "styles" / name for name in LAST),
    ]
    return "".join(COMMENT.sub("", file.read_text("utf-8")).strip() + "\n" for file in files)
