"""The one script of the site, put together from its components'; every page works without it."""

import re
from pathlib import Path

# Comments are for whoever edits the theme. Only whole lines: what looks like one in a text is none.
COMMENT = re.compile(r"^[ \t]*//.*\n|^[ \t]+|^\n", re.MULTILINE)


def assemble_script(theme: Path) -> str:
    """Return the scripts of all components, by name; each keeps its names to itself."""
    files = sorted((theme / "components").glob("*/script.js"))
    return '"use strict";\n' + "".join(
        COMMENT.sub("", file.read_text("utf-8")).strip() + "\n" for file in files
    )
