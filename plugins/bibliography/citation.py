"""Citations as a writer types them: Pandoc's syntax, plus `#figure` to name one figure of the evidence.

[@mekhail2012]   [@mekhail2012, p. 3]   [@staats2018; @levy2012]   [@mekhail2012#standing]
"""

import re
from dataclasses import dataclass

KEY = r"[A-Za-z0-9](?:[\w.:/+-]{0,78}[\w])?"
ONE = re.compile(rf"@(?P<key>{KEY})(?:\#(?P<figure>[A-Za-z0-9][\w.-]{{0,60}}))?(?:,\s*(?P<locator>[^;]+))?")
# What stands between the brackets: everything that starts with @, so that a slip in it can be told. A link
# target or label behind them makes it a link; a second citation does not.
BRACKETS = r"\[(?P<inside>@[^\[\]\n]{1,400})\](?!\(|\[(?!@))"


@dataclass(frozen=True, slots=True)
class Citation:
    """One source named in the text: its key, the figure it is bound to, and the place in it."""

    key: str
    figure: str
    """Name of a figure in the source's evidence, or "" for the source as a whole."""
    locator: str
    """"p. 3" as typed, or ""."""

    @property
    def typed(self) -> str:
        """The citation without its locator, as a writer would type it."""
        return f"@{self.key}#{self.figure}" if self.figure else f"@{self.key}"


def parse_citations(inside: str) -> tuple[Citation, ...]:
    """Return the citations between two brackets; none at all if any of them cannot be read."""
    citations = []
    for part in inside.split(";"):
        match = ONE.fullmatch(part.strip())
        if match is None:
            return ()
        locator = (match["locator"] or "").strip()
        citations.append(Citation(match["key"], match["figure"] or "", locator))
    return tuple(citations)
