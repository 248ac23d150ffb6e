"""Waivers: a writer's own "let this stand", with a reason and a name, written at the sentence.

    It has helped 40 people. <!-- waive CLM101: our own count, on file | J. Doe | until 2027-01-31 -->

A waiver reaches the sentence it stands behind (or in). One that stands before all text reaches the
header and what is said of the file as a whole. A finding it reaches stays in every report.
"""

import re
from dataclasses import dataclass
from datetime import date

from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.document import Document
from plugins.manuscript.source import Span

COMMENT = re.compile(
    r"""
    <!-- \s{0,20}
    (?P<word> waive\b | waiv\w{1,10}(?= \s{1,20}[A-Za-z]{3}\d{3} ) )   # "waiver CLM101" is a slip for it
    (?P<inside> (?: (?!-->). ){0,2000} )
    -->
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CODE = re.compile(r"\s*(?P<code>[A-Za-z]{3}\d{3})\s*(?::(?P<rest>.*))?", re.DOTALL)
UNTIL = re.compile(r"until\s+(?P<day>\S+)", re.IGNORECASE)
# What nobody can let stand: whether the disclaimer is there, what a page may run, a source that is not there
# or is retracted, a number that contradicts its source or an approved claim, a comparison that nobody made,
# evidence and approvals that do not hold, and an article that cannot become a page. What is only missing
# (EVD204, EVD205), or rounded in two ways (EVD208; of a wrong number EVD201 tells), contradicts nothing.
NEVER_WAIVED = (
    "CLM128", "CLM129",
    "DSC", "SEC", "WVR", "CIT301", "CIT302", "CIT306", "EVD201", "EVD203",
    "EVD206", "EVD211", "EVD213", "EVD214", "CLM122", "CLM124", "CLM127", "REF351", "REF355", "HDR450",
    "HDR451", "HDR457", "HDR458", "HDR459",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver as it was read; `mistake` tells why it cannot count, "" if it can."""

    span: Span
    """The whole comment."""
    code: str
    reason: str
    by: str
    until: date | None
    reach: Span
    """The stretch of the source whose findings it covers."""
    whole_file: bool
    mistake: str

    def covers(self, code: str, span: Span | None) -> bool:
        """Return whether a finding of that code at that place is meant."""
        if self.mistake or code != self.code:
            return False
        if span is None:
            return self.whole_file
        return self.reach.start <= span.start < self.reach.end

    def expired(self, as_of: date) -> bool:
        """Return whether its last day is over."""
        return self.until is not None and self.until < as_of


def waivers_in(document: Document) -> tuple[Waiver, ...]:
    """Return the waivers of a document, in the order of the source."""
    text = document.source.text
    matches = list(COMMENT.finditer(text))
    if not matches:
        return ()
    sentences = sorted(
        (passage.span(sentence.start, sentence.end) for passage, sentence in document.sentences()),
        key=lambda span: span.start,
    )
    return tuple(_waiver(match, text, sentences, document.header.body_start) for match in matches)


def _waiver(match: re.Match[str], text: str, sentences: list[Span], body_start: int) -> Waiver:
    span = Span(*match.span())
    before = [sentence for sentence in sentences if sentence.start < span.start]
    nearest = before[-1] if before else None
    # Behind an empty line there is no sentence to stand behind.
    if nearest and re.search(r"\n[ \t\r]*\n", text[min(nearest.end, span.start) : span.start]):
        nearest = None
    first = all(sentence.start < body_start for sentence in before) and span.start >= body_start
    whole_file = nearest is None and first
    reach = Span(nearest.start if nearest else 0, span.end)
    code, reason, by, until, mistake = _parts(match["inside"])
    if match["word"].lower() != "waive":
        mistake = f"It begins with “{match['word']}” instead of “waive”."
    if not mistake and nearest is None and not whole_file:
        mistake = "It stands behind no sentence, so it covers nothing."
    return Waiver(span, code, reason, by, until, reach, whole_file, mistake)


def _parts(inside: str) -> tuple[str, str, str, date | None, str]:
    """Return code, reason, name, last day, and what is wrong with them."""
    match = CODE.fullmatch(inside)
    if match is None:
        return "", "", "", None, "It names no rule."
    code = match["code"].upper()
    reason, by, last, *more = [*(part.strip() for part in (match["rest"] or "").split("|")), "", "", ""]
    if code.startswith(NEVER_WAIVED):
        return code, reason, by, None, f"The rule {code} cannot be waived."
    if not reason:
        return code, reason, by, None, "It gives no reason."
    if not by:
        return code, reason, by, None, "It gives no name of who answers for it."
    if not last and not any(more):
        return code, reason, by, None, ""
    until = UNTIL.fullmatch(last)
    try:
        return code, reason, by, read_date(until["day"] if until else last), ""
    except WrongDate as error:
        return code, reason, by, None, f"Its last day cannot be read. {error}"
