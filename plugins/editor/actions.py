"""What an editor can do about findings: safe fixes, all of them at once, and a waiver as the last resort."""

import re
from collections.abc import Iterable, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit

from plugins.checks.finding import Edit, Finding
from plugins.checks.mending import Mended
from plugins.checks.waiver import NEVER_WAIVED
from plugins.editor.look import Look
from plugins.editor.positions import Sheet
from plugins.manuscript.document import Document
from plugins.manuscript.passages import Form

FIX_ALL = "source.fixAll.evidence-blog"
# Behind a sentence: its citations, and what closes a link or an emphasis that it ends in.
CLOSING = re.compile(r"(?:\[[^\]\n]{0,400}\]|\([^)\n]{0,400}\)|\S)*")


def actions_at(look: Look, area: Range, only: Sequence[CodeActionKind | str] | None) -> list[CodeAction]:
    """Return what can be done about the findings that a range touches; `only` are the kinds asked for."""
    pairs = list(look.at(area)) if _asked(CodeActionKind.QuickFix.value, only) else []
    made = [fix_of(found, shown, look.sheet, look.address) for found, shown in pairs]
    if _asked(FIX_ALL, only) and (mended := look.mended()):
        made.append(fix_all(mended, look.sheet, look.address))
    # An editor asks at every move of the cursor, and reading the text takes its time.
    waivable = [(found, shown) for found, shown in pairs if may_be_waived(found)]
    if waivable and (document := look.read()):
        made += [waiver_for(found, shown, document, look.sheet, look.address) for found, shown in waivable]
    return [action for action in made if action is not None]


def _asked(kind: str, only: Sequence[CodeActionKind | str] | None) -> bool:
    """Return whether a kind of action, or one above it, is among those an editor asks for."""
    asked = [one.value if isinstance(one, CodeActionKind) else one for one in only or ()]
    return not asked or any(kind == one or kind.startswith(f"{one}.") for one in asked)


def may_be_waived(finding: Finding) -> bool:
    """Return whether somebody may let a finding stand, and nobody has."""
    return finding.suppressed is None and not finding.rule.startswith(NEVER_WAIVED)


def fix_of(finding: Finding, shown: Diagnostic, sheet: Sheet, uri: str) -> CodeAction | None:
    """Return the quick fix of one finding; None where it has none, or was let through."""
    if finding.fix is None or finding.suppressed:
        return None
    return CodeAction(
        finding.fix.description,
        CodeActionKind.QuickFix,
        [shown],
        is_preferred=finding.fix.safe,
        edit=_edit(uri, finding.fix.edits, sheet),
    )


def fix_all(mended: Mended, sheet: Sheet, uri: str) -> CodeAction | None:
    """Return the action that applies every safe fix, as `--fix` does; None where there is none."""
    before, after = mended.before.text, mended.after.text
    if before == after:
        return None
    # Only what differs is replaced, so that the rest keeps the editor's marks and the cursor its place.
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    edit = Edit(start, len(before) - end, after[start : len(after) - end])
    many = len(mended.done)
    return CodeAction(
        f"Apply {many} safe fix{'' if many == 1 else 'es'} in this file",
        FIX_ALL,
        edit=_edit(uri, (edit,), sheet),
    )


def waiver_for(
    finding: Finding, shown: Diagnostic, document: Document, sheet: Sheet, uri: str
) -> CodeAction | None:
    """Return the action that writes a waiver to be filled in; None where no waiver can stand.

    Reason and name are left empty: until somebody writes them, the waiver is a finding itself (WVR901).
    """
    source = document.source
    start = None
    if finding.place is not None:
        start = source.line_span(finding.place.line).start + finding.place.column - 1
    edit = waiver_edit(document, finding.rule, start)
    if edit is None:
        return None
    return CodeAction(
        f"Last resort: let this stand, with a reason and a name ({finding.rule})",
        CodeActionKind.QuickFix,
        [shown],
        is_preferred=False,
        edit=_edit(uri, (edit,), sheet),
    )


def waiver_edit(document: Document, code: str, start: int | None) -> Edit | None:
    """Return where a waiver for a finding that starts there is to be written, and its empty form.

    Behind the finding's sentence; in front of all text for the header and the file as a whole. None where
    no waiver can stand: in a table a waiver's own strokes would part the cells.
    """
    form = f"<!-- waive {code}: | -->"
    text, body = document.source.text, document.header.body_start
    if start is None or start < body:
        end = "\r\n" if "\r\n" in text[:body] else "\n"
        # An empty line in front parts it from the header, one behind it from the text.
        before = "" if text[:body].endswith(f"{end}{end}") else end if text[:body].endswith(end) else end * 2
        return Edit(body, body, f"{before}{form}{end}{end}")
    found = None
    for passage, sentence in document.sentences():
        span = passage.span(sentence.start, sentence.end)
        if span.start <= start and (found is None or span.start >= found[1].start):
            found = passage, span
    if found is None or found[0].form in (Form.TABLE_CELL, Form.TABLE_HEADING, Form.CODE):
        return None
    # A finding may begin inside the citations behind its sentence; a waiver in between would break them.
    match = CLOSING.match(text, found[1].end)
    if match is None or match.end() < start:
        match = CLOSING.match(text, max(found[1].end, start))
    at = match.end() if match else found[1].end
    return Edit(at, at, f" {form}")


def _edit(uri: str, edits: Iterable[Edit], sheet: Sheet) -> WorkspaceEdit:
    changes = [TextEdit(sheet.between(edit.start, edit.end), edit.text) for edit in edits]
    return WorkspaceEdit({uri: changes})


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
