"""Whether a sentence says plainly of a share of people that something happened to them, or that it did not.

Only the plainest sentences count: “90 % had open surgery”, “81 of the 90 people did not need it”. In any
other it is left to a person what a share is told of.
"""

import re

from plugins.evidence.clauses import clause_span, stem
from plugins.evidence.direction import DENIAL
from plugins.evidence.topics import Topic
from plugins.quantities.quantity import Quantity

WHO = r"""\s* (?: (?:of|in|among) \s (?:the\s|these\s|those\s|all\s)? (?:\d+\s)?
      (?:them|these|those|people|patients|persons|adults|men|women|participants) \s )?
    (?: (?:people|patients|persons|adults|men|women|participants) \s )?
    (?: (?:later|also|still|then|even|in\sall|at\slast|eventually) \s )?"""
HAD = r"""(?: went | came | were | was | had | have | has | needed | need | got | get | underwent | required
    | received | reported | developed | suffered | experienced | went\son\sto\s(?:have|need)
    | ended\sup\s(?:having|needing) )"""
AFFIRMS = re.compile(rf"{WHO} {HAD} \s (?P<what>[^.;:]{{0,80}})", re.VERBOSE | re.IGNORECASE)
# “46 of the 58 people limped”: the verb itself is what happened.
BARELY = re.compile(rf"{WHO} (?P<verb>[^\W\d_]+)", re.VERBOSE | re.IGNORECASE)
DENIES = re.compile(
    rf"""{WHO} (?: {HAD} \s (?:no|none|not) \b | (?:did|do|does|have|has|had|were|was) \s? (?:not|n['’]t) \b
      | (?:didn|don|haven|hadn|weren|wasn)['’]t \b | never \b | avoided \b | escaped \b
      | (?:were|was|are|stayed|remained) \s (?:spared|free\sof) \b ) (?P<what>[^.;:]{{0,80}})""",
    re.VERBOSE | re.IGNORECASE,
)


def tells_event(sentence: str, share: Quantity, topic: Topic) -> bool:
    """Return whether a sentence says of a share that it had what a topic names."""
    return _tells(AFFIRMS, sentence, share, topic, denied=False)


def tells_rest(sentence: str, share: Quantity, topic: Topic) -> bool:
    """Return whether a sentence says of a share that it had not what a topic names."""
    return _tells(DENIES, sentence, share, topic, denied=True)


def _tells(pattern: re.Pattern[str], sentence: str, share: Quantity, topic: Topic, *, denied: bool) -> bool:
    first, last = clause_span(sentence, share.start)
    told = pattern.match(sentence, share.end, last)
    verb = None if denied else BARELY.match(sentence, share.end, last)
    names = told is not None and topic.is_named_in(told["what"])
    if not names and not (verb and stem(verb["verb"].lower()) in topic.words):
        return False
    clause = sentence[first : share.start] + " " + sentence[share.end : last]
    return (DENIAL.search(clause) is not None) is denied
