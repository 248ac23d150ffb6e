"""Where the sentences of an article use approved claims, in the approved wording or near it, and how each use
stands: approved, near, a changed number, an approval that is over, a text missing that belongs to it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from plugins.approval.approvals import Approvals, Standing
from plugins.approval.claim import ApprovedClaim
from plugins.approval.companions import stands
from plugins.approval.counts import Numbers
from plugins.approval.difference import Difference, differences
from plugins.approval.likeness import Likeness, Statement
from plugins.approval.turning import turned
from plugins.approval.wordings import Match
from plugins.bibliography.citation import Citation
from plugins.bibliography.in_text import markers_in
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.sentences import Sentence, split_sentences
from plugins.manuscript.source import Span


class Status(StrEnum):
    """How a use stands; where several are true, the first of these."""

    CHANGED_NUMBER = "changed number"
    TURNED = "turned round"
    NOT_APPROVED = "not approved"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    COMPANION_MISSING = "companion missing"
    NEAR = "near"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence, or several in a row, that says what an approved claim says."""

    claim: ApprovedClaim
    sentence: str
    span: Span
    """Where it stands in the source."""
    likeness: Likeness
    wording: Statement
    """The approved wording that it is, or is most like."""
    difference: tuple[Difference, ...]
    standing: Standing
    missing: tuple[tuple[str, ...], ...]
    """The texts that should stand within reach of it and do not; of each row any one would do."""
    span_of: Callable[[int, int], Span]
    """The way from a place in the sentence to the source."""
    numbers: Numbers
    turned: tuple[str, ...] = ()
    """What makes it say the opposite of the wording, in words."""
    within: str = ""
    """Where what belongs to it must stand: "in the summary", "under the heading “Does it work?”"."""
    former: str = ""
    """The wording that was approved and that it still has, where the register now has another one."""

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    @property
    def status(self) -> Status:
        """How the use stands."""
        if self.former:
            return Status.LAPSED
        if self.likeness is Likeness.CHANGED:
            return Status.CHANGED_NUMBER
        if self.turned:
            return Status.TURNED
        if not self.standing.approved:
            return Status.NOT_APPROVED
        if self.standing.lapsed:
            return Status.LAPSED
        if not self.standing.in_force:
            return Status.EXPIRED
        if self.missing:
            return Status.COMPANION_MISSING
        return Status.NEAR if self.likeness is Likeness.NEAR else Status.APPROVED


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of prose that is looked through: a passage, or a line of the header."""

    sentences: tuple[Sentence, ...]
    text: str
    span_of: Callable[[int, int], Span]
    cited: Mapping[Sentence, tuple[Citation, ...]]
    reach: int
    """The same number for all texts that a reader meets together."""
    within: str
    """What these are, in words."""


def uses_in(document: Document, approvals: Approvals) -> tuple[Use, ...]:
    """Return the uses of approved claims in a document, in the order of the page, the header first."""
    if not approvals.register.claims:
        return ()
    texts = [*_header(document), *_passages(document)]
    found = [(text, use) for text in texts for use in _uses(text, approvals)]
    return tuple(_with_companions(texts, found))


def _uses(text: _Text, approvals: Approvals) -> Iterator[Use]:
    sentences, taken = text.sentences, -1
    for at in range(len(sentences)):
        for length in reversed(approvals.wordings.lengths):
            if at + length > len(sentences) or at <= taken:
                continue
            some = sentences[at : at + length]
            use = _use(text, some, approvals)
            if use is not None:
                taken = at + length - 1
                yield use
                break


def _use(text: _Text, some: Sequence[Sentence], approvals: Approvals) -> Use | None:
    """Return the use that some sentences in a row make, if they make one."""
    start, end = some[0].start, some[-1].end
    told = text.text[start:end]
    cited = [citation for sentence in some for citation in text.cited.get(sentence, ())]
    for match in approvals.wordings.matches(told):
        if len(split_sentences(match.wording.text)) < len(some):
            continue
        if not match.comparison.alike and cited and not _rests_on(match, cited):
            # Other words and another source: another statement, such as of a second outcome of a study.
            continue
        return Use(
            match.claim,
            told,
            text.span_of(start, end),
            match.comparison.likeness,
            match.wording,
            () if match.comparison.likeness is Likeness.SAME else differences(match.wording, match.told),
            approvals.standings[match.claim.id],
            (),
            partial(_shifted, text.span_of, start),
            match.comparison.numbers,
            turned(match.wording, match.told) if not match.former else (),
            former=match.former,
        )
    return None


def _rests_on(match: Match, cited: Sequence[Citation]) -> bool:
    """Return whether a sentence cites what a claim rests on, or its source without saying which figure."""
    if not match.claim.figures:
        return True
    keys = {figure.partition("#")[0] for figure in match.claim.figures}
    bare = {figure for figure in match.claim.figures if "#" not in figure}
    return any(
        citation.typed[1:] in match.claim.figures
        or citation.key in bare
        or (citation.key in keys and not citation.figure)
        for citation in cited
    )


def _shifted(span_of: Callable[[int, int], Span], by: int, start: int, end: int) -> Span:
    return span_of(by + start, by + end)


def _with_companions(texts: Sequence[_Text], found: Sequence[tuple[_Text, Use]]) -> Iterator[Use]:
    """Yield the uses with what is missing around each."""
    around: dict[int, list[str]] = defaultdict(list)
    wanted = {text.reach for text, use in found if use.claim.companions}
    for text in texts:
        if text.reach in wanted:
            around[text.reach].append(text.text)
    for text, use in found:
        rows = zip(use.claim.companions, use.claim.companion_texts, strict=True)
        missing = tuple(typed for typed, row in rows if not stands(row, around[text.reach]))
        yield replace(use, missing=missing, within=text.within)


def _header(document: Document) -> Iterator[_Text]:
    """Yield the title and the summary, which stand alone wherever they are shown."""
    for number, name in enumerate(("title", "summary"), 1):
        field = document.header.get(name)
        for entry in field.entries if field else ():
            yield _Text(
                split_sentences(entry.text),
                entry.text,
                partial(_in_header, document, entry.span),
                {},
                -number,
                f"in the {name} itself",
            )


def _in_header(document: Document, entry: Span, start: int, end: int) -> Span:
    # An entry of several lines is joined for reading; then the whole of it is pointed at.
    if "\n" in document.source.text[entry.start : entry.end]:
        return entry
    return Span(entry.start + start, entry.start + end)


def _passages(document: Document) -> Iterator[_Text]:
    """Yield the passages; those under one heading are met together, as are the key points."""
    cited = _citations(document)
    reach = 0
    for passage in document.passages:
        if passage.form is Form.HEADING:
            reach += 1
        if passage.form is not Form.CODE:
            is_body = passage.part is Part.BODY
            together = reach if is_body else -10 - list(Part).index(passage.part)
            heading = (
                f"under the heading “{passage.heading}”" if passage.heading else "above the first heading"
            )
            within = heading if is_body else f"in the {passage.part.value}"
            cites = cited.get(id(passage), {})
            yield _Text(passage.sentences, passage.text, passage.span, cites, together, within)


def _citations(document: Document) -> dict[int, dict[Sentence, tuple[Citation, ...]]]:
    """Return by passage which sentences carry which citations: in them, or right behind their stop."""
    found: dict[int, dict[Sentence, tuple[Citation, ...]]] = defaultdict(dict)
    for marker in markers_in(document):
        before = [one for one in marker.passage.sentences if one.start < max(marker.inset.offset, 1)]
        if before:
            known = found[id(marker.passage)]
            known[before[-1]] = (*known.get(before[-1], ()), *marker.citations)
    return found


__all__ = ["Passage", "Status", "Use", "uses_in"]
