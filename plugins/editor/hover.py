"""What an editor shows under the pointer: a finding told in full, and a citation's source as printed."""

import re
from collections.abc import Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from plugins.bibliography.ama import as_text, format_reference
from plugins.bibliography.citation import Citation
from plugins.bibliography.in_text import citations_in
from plugins.bibliography.library import Library
from plugins.checks.engine import RULES
from plugins.checks.finding import Finding, RuleSummary
from plugins.checks.formats.terminal import CONSEQUENCE
from plugins.editor.look import Look

RULE = {rule.code: rule for rule in RULES}
BETWEEN = "\n\n---\n\n"
# What Markdown would make something else of. Brackets stay: a writer must be able to read [@key] in them.
MARKUP = re.compile(r"[\\`*<&]|(?<=\])\(|(?<=!)\[")


def hover_at(look: Look, position: Position, markdown: bool) -> Hover | None:
    """Return everything there is to say about a place: the findings at it, and the citation it is in."""
    here = tuple(look.at(Range(position, position)))
    told = [finding_told(found, RULE[found.rule]) for found, _ in here]
    area = here[0][1].range if here else None
    offset = look.sheet.offset(position)
    line = look.sheet.source.line(position.line + 1) if position.line < look.sheet.last_line else ""
    # Reading the text takes its time, so only where there may be a citation.
    document = look.read() if "[@" in line else None
    for citation, span in citations_in(document) if document else ():
        if span.start <= offset < span.end:
            told.append(citation_told(citation, look.library))
            area = look.sheet.between(span.start, span.end)
    if not told:
        return None
    words = BETWEEN.join(told)
    if markdown:
        return Hover(MarkupContent(MarkupKind.Markdown, words), area)
    return Hover(MarkupContent(MarkupKind.PlainText, unmarked(words)), area)


def finding_told(finding: Finding, rule: RuleSummary) -> str:
    """Return a finding as Markdown: what, why, what to do, where the demand comes from."""
    parts = [
        f"**{escaped(finding.message)}**",
        f"Why: {escaped(finding.why)}",
        f"What to do: {escaped(finding.help)}",
    ]
    consequence = CONSEQUENCE[finding.severity]
    if finding.suppressed:
        parts.append(f"Let through: {escaped(f'{finding.suppressed.reason} ({finding.suppressed.by})')}")
        consequence = "let through"
    parts.append(f"Source: {escaped(rule.source)}")
    return "\n\n".join((*parts, f"({finding.rule}, {consequence})"))


def citation_told(citation: Citation, library: Library) -> str:
    """Return a citation's source as Markdown: the reference as printed, and the figure it is bound to."""
    return "\n\n".join(_source(citation, library))


def _source(citation: Citation, library: Library) -> Iterator[str]:
    reference = library.references.get(citation.key)
    if reference is None:
        near = library.nearest(citation.key)
        yield f"There is no reference “{escaped(citation.key)}” in the library."
        if near:
            yield f"Did you mean “{escaped(near)}”?"
        return
    yield escaped(as_text(format_reference(reference)))
    if retraction := library.retractions.of(reference):
        yield f"**Retracted on {retraction.date}:** {escaped(retraction.reason)}"
    if citation.figure:
        yield from figure_told(citation.key, citation.figure, library)


def figure_told(key: str, name: str, library: Library) -> Iterator[str]:
    """Yield what one figure of a source says, about whom, and where in the source it stands."""
    evidence = library.evidence.get(key)
    figure = evidence.figure(name) if evidence else None
    if figure is None:
        yield f"No figure “{escaped(name)}” is recorded for this source."
        return
    yield f"**{escaped(figure.name)}:** {escaped(figure.finding)}"
    told = (
        ("People", figure.population),
        ("When", figure.timepoint),
        ("Where in the source", figure.locator),
        ("Worked out from it", figure.derived),
        *(("What limits it", sentence) for sentence in figure.contrary),
    )
    # Two spaces in front of a line end keep it one in Markdown.
    if lines := [f"{label}: {escaped(text)}" for label, text in told if text]:
        yield "  \n".join(lines)


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is: no markup, no picture, no link."""
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def unmarked(markdown: str) -> str:
    """Return such Markdown as plain text, for editors that show no Markdown."""
    return re.sub(r"\\(?=[\\`*<&(\[])", "", markdown.replace("**", "").replace("  \n", "\n"))
