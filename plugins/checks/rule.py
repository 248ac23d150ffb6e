"""How a rule is declared: one decorated generator function, whose docstring is its page and its tests.

    @rule("CLM101", Severity.ERROR, Subject.ARTICLE)
    def statistic_without_source(review: Review) -> Iterator[Hit]:
        \"\"\"A number about disease, patients or treatment needs its source.

        Why:
            A patient or a regulator will ask where it comes from.
        Flagged:
            About ⟦one in nine⟧ adults over 50 has it.
        Accepted:
            About one in nine adults over 50 has it.[@known2020]
        Source:
            FTC Health Products Compliance Guidance, 2022.
        \"\"\"

Examples of a section are separated by a line `---`; `⟦…⟧` marks the exact span to be reported.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from plugins.checks.finding import Fix, RuleSummary, Severity
from plugins.manuscript.source import Source, Span

S = TypeVar("S")
SECTION = re.compile(r"^(Why|Flagged|Accepted|Source):[ \t]*$", re.MULTILINE)


class Subject(StrEnum):
    """What a rule looks at."""

    FILE = "file"
    ARTICLE = "article"
    WAIVERS = "waivers of an article"
    LIBRARY = "reference library"
    EVIDENCE = "evidence files"
    DISCLAIMERS = "disclaimers"
    APPROVALS = "approved claims"
    COLLECTION = "all articles and pages together"
    SITE = "built site"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw: a span of a source (None: the file as a whole) and the words for it."""

    message: str
    help: str
    span: Span | None = None
    source: Source | None = None
    """The file, where it is not the article under review."""
    path: str = ""
    """The file, where there is no source: a built page, or what could not be read."""
    line: int | None = None
    """The line in such a file, if it is known."""
    confidence: float = 1.0
    fix: Fix | None = None
    """A mend, for rules that have one."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """A rule: its code, how grave it is, its page, and the function that looks."""

    code: str
    severity: Severity
    subject: Subject
    title: str
    why: str
    flagged: tuple[str, ...]
    accepted: tuple[str, ...]
    source: str
    look: Callable[[S], Iterator[Hit]]
    english_only: bool = False
    """Whether it knows English words only, and so says nothing about articles in other languages."""

    @property
    def summary(self) -> RuleSummary:
        """What a report says of the rule."""
        return RuleSummary(self.code, self.severity, self.title, self.why, self.source)


class BadRule(TypeError):
    """A rule whose declaration lacks a part."""


def rule(
    code: str, severity: Severity, subject: Subject, *, english_only: bool = False
) -> Callable[[Callable[[S], Iterator[Hit]]], Rule[S]]:
    """Declare the decorated generator function to be a rule."""

    def declare(look: Callable[[S], Iterator[Hit]]) -> Rule[S]:
        page = inspect.cleandoc(look.__doc__ or "")
        title, *rest = SECTION.split(page)
        sections = dict(zip(rest[::2], rest[1::2], strict=True))
        missing = {"Why", "Flagged", "Accepted", "Source"} - sections.keys()
        if missing or not title.strip():
            raise BadRule(f"{code}: the docstring lacks {', '.join(sorted(missing)) or 'a title'}.")
        return Rule(
            code,
            severity,
            subject,
            " ".join(title.split()),
            " ".join(sections["Why"].split()),
            _examples(sections["Flagged"]),
            _examples(sections["Accepted"]),
            " ".join(sections["Source"].split()),
            look,
            english_only,
        )

    return declare


def _examples(section: str) -> tuple[str, ...]:
    return tuple(inspect.cleandoc(part) for part in re.split(r"^---$", section, flags=re.MULTILINE))
