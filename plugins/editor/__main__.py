"""The language server: python -m plugins.editor. An editor starts it and talks LSP with it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.editor.server import make_server


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the editor ends it. Effect: reads standard input, writes standard output."""
    parser = argparse.ArgumentParser(prog="python -m plugins.editor", description=__doc__)
    parser.add_argument(
        "--content", metavar="DIR", help="the blog's content folder (default: found from the open folder)"
    )
    options = parser.parse_args(arguments)
    content = Path(options.content).resolve() if options.content else None
    if content is not None and not content.is_dir():
        print(f"There is no content folder {options.content}.", file=sys.stderr)
        return 2
    # The protocol keeps the true standard output to itself: whatever a library prints would end the talk
    # with the editor, so from here on it goes where errors go.
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    make_server(content).start_io(sys.stdin.buffer, protocol)
    return 0


if __name__ == "__main__":
    sys.exit(main())
