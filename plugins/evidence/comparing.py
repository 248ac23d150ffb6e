"""Whether a sentence compares a treatment with another, or with another group."""

import re

from plugins.evidence.reach import SAYS_NO_GROUP

COMPARES = re.compile(
    r"""
      \b(?: better | safer | faster | quicker | longer | farther | shorter | higher | lower | fewer | less
        | more | sooner | cheaper | stronger | easier | larger | smaller | greater | superior | inferior )
      (?: \s [\w-]+ ){0,4}? \s (?: than | to ) \s
      (?! \d | half\b | before\b | at \s (?:first|the\sstart|baseline)
        | (?:a|one|two|three) \b (?! \s control)
        | they\s did\s before | that\b (?!\s of) | usual\b (?! \s care) | you\b | ever\b | expected\b | some\b
        | mild\b (?! ®) | the\s start\b )
    | \b(?: compared \s (?:with|to) | versus | vs\.? | in \s comparison \s (?:with|to) | relative \s to )
      \s (?! before\b | the\s start\b | baseline\b )
    | \b as \s (?: well | good | effective | safe ) \s as \b (?! \s (?: possible | ever | before ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Told of a study, not by it: “compared the procedure with steroid shots”; or denied. What denies it stands
# before it in its part of the sentence, or says right behind it that it is not known.
DENIED = re.compile(
    r"""
      \b (?: not | cannot | never | nor | neither | hardly ) \b | n['’]t \b
    | \b without \b
        (?! \s (?:a\s|any\s)? (?:[\w-]+\s){0,1}
            (?: surgery | anesthesia | stitches | implants | drugs | pain ) )
    | \b no \b
        (?! \s (?: other \s | single \s )?
            (?: treatment | procedure | option | method | surgery | drug | therapy | device ) )
    | \b (?: whether | if | unclear | unknown | unproven ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
DENIED_BEHIND = re.compile(
    r"\b(?:is|was|are|were|has|have|had)\s(?:\w+\s)?(?:not|never|unknown|unclear|unproven)\b"
    r"|\b(?:isn|wasn|hasn|haven)['’]t\b|\bnobody\sknows\b|\?\s*$",
    re.IGNORECASE,
)
ANEW = re.compile(r"\b(?:but|yet|however|though|although|still)\b|[;:—]", re.IGNORECASE)


def compared(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence says that one treatment or group did better or worse than another.

    That there was no comparison group denies nothing: “without a comparison group, it worked better”.
    """
    text = SAYS_NO_GROUP.sub(lambda match: " " * len(match.group()), sentence)
    for found in COMPARES.finditer(text):
        before = [match.end() for match in ANEW.finditer(text, 0, found.start())]
        begin = before[-1] if before else 0
        if not DENIED.search(text, begin, found.end()) and not DENIED_BEHIND.search(text, found.end()):
            return found.start(), len(sentence[: found.end()].rstrip())
    return None
