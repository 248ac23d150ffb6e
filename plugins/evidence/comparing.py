"""Whether a sentence compares a treatment with another, or with another group."""

import re

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
# Told of a study, not by it: “compared the procedure with steroid shots”; or denied.
DENIED = re.compile(r"\b(?:no|not|cannot|without|never)\b|n['’]t\b|\?\s*$", re.IGNORECASE)


def compared(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence says that one treatment or group did better or worse than another."""
    found = COMPARES.search(sentence)
    if found is None or DENIED.search(sentence):
        return None
    return found.start(), len(sentence[: found.end()].rstrip())
