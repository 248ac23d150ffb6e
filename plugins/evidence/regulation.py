"""What a text says that a regulator has done with a product: cleared it, approved it, or neither.

The words are no shades of one thing. A device is cleared where the FDA finds it much like one that is sold
already, approved where it has looked at proof that it is safe and works, granted De Novo where there is none
like it; one may be exempt from all that, and a maker's registration says nothing of the product. Only what is
told as done counts: not what is denied, asked, or said of the words themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from plugins.bibliography.evidence import Evidence, Figure


class Status(StrEnum):
    """What was done with a product."""

    CLEARED = "cleared"
    APPROVED = "approved"
    DE_NOVO = "granted De Novo"
    HUMANITARIAN = "under a humanitarian device exemption"
    EXEMPT = "exempt from clearance"
    REGISTERED = "registered"
    BREAKTHROUGH = "designated a breakthrough device"


@dataclass(frozen=True, slots=True)
class Told:
    """A status that a text gives something, and where it says so. Offsets in code points, half-open."""

    status: Status
    start: int
    end: int
    words: str


FDA = r"(?:(?:the[ ])?(?:(?:US|U\.S\.)[ ])?(?:Food[ ]and[ ]Drug[ ]Administration(?:[ ]\(FDA\))?|FDA))"
FDA_NAMED = re.compile(r"\bFDA\b|\bFood and Drug Administration\b")
DONE = r"(?:(?:has|have|had|then|also|first|formally|fully|now|already|since|recently|officially)[ ]){0,3}"
IS = r"(?:is|was|are|were|be|been|being|got|gets|get|now)[ ](?:(?:now|also|first|already|\w+ly)[ ]){0,2}"
THING = r"(?:device|kit|procedure|product|system|implant|tool|treatment|technology|instrument|therapy|method)"


def _of(participle: str, noun: str) -> str:
    """Return what tells that something has been approved, or cleared, as done."""
    return rf"""
        \b{FDA}[- ]{DONE}{participle}\b                               # FDA-approved; the FDA has approved
      | \b{participle}[ ](?:\w+[ ]){{0,2}}by[ ]{FDA}\b                      # approved for sale by the FDA
      | \b{IS}{participle}\b(?![ ](?:up|away|out)\b)                        # is approved
      | \b{participle}[ ](?:in|on|since|under|for|as)\b                     # a kit approved in 2024
      | \b{participle}[ ](?:[a-z®]+[ ])?{THING}\b                           # an approved device
      | \b{FDA}(?:['’]s)?[ ](?:\w+[ ])?{noun}\b                             # FDA approval
      | \b{noun}[ ](?:from|by|of)[ ]{FDA}\b                                 # approval by the FDA
      | \b(?:received|receives|got|gained|won|granted|earned|obtained|has|had|holds|with|under)[ ]
        (?:full[ ]|its[ ]|a[ ]|an[ ]|premarket[ ]|marketing[ ]|510\(k\)[ ]){{0,2}}{noun}\b
    """


STATUSES = {
    status: re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for status, pattern in {
        Status.HUMANITARIAN: r"\bhumanitarian[ ](?:device|use)\b | \bHDE\b",
        Status.DE_NOVO: r"\bde[ ]novo\b",
        Status.BREAKTHROUGH: r"\bbreakthrough[ ](?:device\b|designat\w*)",
        Status.EXEMPT: r"""
            \b510\(k\)[- ]exempt\b
          | \bexempt(?:ed)?[ ]from[ ](?:FDA[ ])?(?:premarket|510\(k\)|clearance|approval|review)
        """,
        Status.REGISTERED: rf"""
            \b{FDA}[- ](?:registered|listed|registration)\b
          | \b(?:registered|listed)[ ](?:with|by|at)[ ]{FDA}\b
        """,
        Status.APPROVED: rf"{_of('approv(?:ed|es)', 'approval')} | \bpremarket[ ]approv\w+ | \bPMA\b",
        Status.CLEARED: rf"{_of('clear(?:ed|s)', 'clearance')} | \b510\(k\)[ ](?:clear\w+|number|summary)",
    }.items()
}
# Who else approves: a study, a plan, a board. Nothing is said of a product there.
OTHERS = re.compile(
    r"""
    \b(?:approv\w+|clear\w+)[ ](?:[a-z]+[ ]){0,2}
    (?:stud(?:y|ies)|trials?|plans?|clinics?|cent(?:er|re)s?|sites?)\b
  | \b(?:Medicare|Medicaid|plans?|insurers?|insurance|boards?|committees?|doctors?|hospital)\b
    [^.;]{0,40}\b(?:approv|clear)
  | \b(?:approv\w+|clear\w+)[ ]by[ ](?:your|their|an?|the)[ ](?!US\b|U\.S\.|FDA|Food)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What makes a status one that is not given: in the same part of the sentence, in front of it.
NOT_GIVEN = re.compile(
    r"\b(?:not(?![ ](?:only|just)\b)|n[o']t|never|no|nor|neither|without|than|cannot|if|whether|until|unless|"
    r"before|instead of|awaits?|awaiting|pending|seeks?|sought|applied|asks?|means?|words?)\b|n['’]t\b",
    re.IGNORECASE,
)
PART = re.compile(r"[,;:—–()]|\b(?:and|but|while)\b")


def told_in(text: str) -> Iterator[Told]:
    """Yield every status that a sentence gives a product, in its order."""
    if text.rstrip().endswith("?"):
        return
    others = [match.span() for match in OTHERS.finditer(text)]
    found: list[Told] = []
    for status, pattern in STATUSES.items():
        for match in pattern.finditer(text):
            start, end = match.span()
            is_other = any(start < last and first < end for first, last in others)
            quoted = text[:start].rstrip()[-1:] in ("“", '"', "‘")
            if not is_other and not quoted and not _is_denied(text, start):
                found.append(Told(status, start, end, match.group().strip()))
    yield from sorted(found, key=lambda one: (one.start, one.end))


def _is_denied(text: str, start: int) -> bool:
    """Return whether the part of the sentence in front of a place says that it is not so, or not yet."""
    parts = [match.end() for match in PART.finditer(text, 0, start)]
    return bool(NOT_GIVEN.search(text, parts[-1] if parts else 0, start))


def statuses_of(evidence: Evidence, figure: Figure | None = None) -> frozenset[Status]:
    """Return what is recorded that was done with a product: by a figure, or else by its source."""
    if figure is not None and (own := _statuses((figure.finding, *figure.values))):
        return own
    findings = () if figure else tuple(one.finding for one in evidence.figures)
    return _statuses((evidence.design, *findings))


def _statuses(texts: Iterable[str]) -> frozenset[Status]:
    found: set[Status] = set()
    for text in texts:
        found |= {one.status for one in told_in(text)}
    return frozenset(found)


def fits(told: Status, statuses: frozenset[Status], sentence: str) -> bool:
    """Return whether a status is one of those recorded. What has a humanitarian exemption may be called
    approved where the sentence says under which."""
    if told is Status.APPROVED and Status.HUMANITARIAN in statuses:
        return bool(STATUSES[Status.HUMANITARIAN].search(sentence))
    return told in statuses
