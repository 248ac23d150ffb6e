"""What was seen in one text of an article: its findings, and where an editor shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol.types import Diagnostic, Position, Range
from pygls.workspace import PositionCodec

from plugins.bibliography.library import Library
from plugins.checks.engine import check_manuscript, is_page, read_manuscript
from plugins.checks.finding import Finding
from plugins.checks.findings_of import in_order
from plugins.checks.mending import Mended, mend
from plugins.checks.review import review
from plugins.checks.rules import ARTICLE_RULES
from plugins.editor.blog import Blog
from plugins.editor.diagnostics import diagnostic, missing_part, not_checked
from plugins.editor.positions import Sheet
from plugins.manuscript.document import Document
from plugins.manuscript.source import Unreadable


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the text an editor holds: everything that the checker says about it."""

    blog: Blog
    file: Path
    address: str
    sheet: Sheet
    findings: tuple[Finding, ...]
    shown: tuple[Diagnostic, ...]
    """What the editor shows of each finding, in the same order."""

    @property
    def library(self) -> Library:
        """The sources that the article may cite."""
        return self.blog.desk.standard.library

    @property
    def lacking(self) -> list[Diagnostic]:
        """What the article is told of shared files that cannot be read or are not there."""
        desk = self.blog.desk
        return [
            not_checked(missing_part(found), self.sheet)
            if found.path in desk.unreadable
            else diagnostic(found, self.sheet)
            for found in desk.findings
            if found.path in desk.unreadable or self.blog.file_of(found.path) is None
        ]

    def at(self, area: Range) -> Iterator[tuple[Finding, Diagnostic]]:
        """Yield the findings that a range touches."""
        for finding, shown in zip(self.findings, self.shown, strict=True):
            if _before_or_at(shown.range.start, area.end) and _before_or_at(area.start, shown.range.end):
                yield finding, shown

    def read(self) -> Document | None:
        """Return the text as the checker reads it; None where it is no readable text."""
        layout = self.blog.layout
        try:
            source = read_manuscript(layout, self.file, self.sheet.text)
        except Unreadable:
            return None
        return review(source, self.blog.desk.standard, is_page(layout, self.file)).document

    def mended(self) -> Mended | None:
        """Return the text with every safe fix, as --fix writes it; None where there is nothing to fix."""
        if not any(
            finding.fix and finding.fix.safe and finding.suppressed is None for finding in self.findings
        ):
            return None
        layout = self.blog.layout
        source = read_manuscript(layout, self.file, self.sheet.text)
        return mend(source, self.blog.desk.standard, ARTICLE_RULES, is_page(layout, self.file))


def look_at(blog: Blog, file: Path, address: str, text: str, codec: PositionCodec) -> Look:
    """Check the text that an editor holds of an article, saved or not."""
    sheet = Sheet(text, codec)
    checked = check_manuscript(blog.layout, file, blog.desk.standard, unsaved=text)
    findings = in_order(blog.desk.house.weighed(checked.findings))
    return Look(blog, file, address, sheet, findings, tuple(diagnostic(found, sheet) for found in findings))


def _before_or_at(one: Position, other: Position) -> bool:
    return (one.line, one.character) <= (other.line, other.character)
