"""What is wrong with a file that articles rest on: a reference library, a disclaimer, evidence."""

from dataclasses import dataclass

from plugins.manuscript.source import Source, Span


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that makes a file, or an entry of it, unusable, and where."""

    source: Source
    span: Span
    message: str
    help: str
