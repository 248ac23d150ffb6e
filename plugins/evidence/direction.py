"""Which way a sentence says that something went, and whether it denies what it tells."""

import re

from plugins.evidence.clauses import clause_at

UP = re.compile(
    r"\b(?:r[oi]se[sn]?|rising|increas\w*|gr[eo]w[ns]?|climb\w*|gain\w*|jump\w*|higher|longer|farther|lengthen\w*)\b",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|drop\w*|declin\w*|decreas\w*|reduc\w*|shr[aiu]nk\w*|lower\w*|shorter|lessen\w*)\b",
    re.IGNORECASE,
)
BETTER = re.compile(r"\b(?:improv\w*|better|eased)\b", re.IGNORECASE)
WORSE = re.compile(r"\b(?:worse\w*|deteriorat\w*|poorer)\b", re.IGNORECASE)
DENIAL = re.compile(
    r"""
    (?: \b(?: not | never | cannot | neither | nor | without | none ) \b (?! \s+ (?:only|all)\b )
      | \b(?: avoid\w* | free\s of | spared | escaped | fail(?:ed|s)? \s to | lack\w* )\b
      | n['’]t \b
      | \b no \b (?! \s+ (?: comparison | control | more | less | fewer | longer | second | other ) \b )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def denies(text: str, offset: int, own: str = "") -> bool:
    """Return whether the part of a sentence around an offset denies something; `own`, the number itself, is
    left out of it (“no adverse events”)."""
    clause = clause_at(text, offset)
    return DENIAL.search(clause.replace(own, " ") if own else clause) is not None


def verb_before(text: str, offset: int) -> int:
    """Return 1 where the nearest word of change before an offset says up, -1 for down, 0 for neither."""
    ups, downs = list(UP.finditer(text, 0, offset)), list(DOWN.finditer(text, 0, offset))
    up, down = (ups[-1].start() if ups else -1), (downs[-1].start() if downs else -1)
    return 0 if up == down else 1 if up > down else -1


def worse_only_here(said: str, stated: str) -> bool:
    """Return whether one text calls worse what the other, without a word of praise or blame, says went up or
    down: whether that is bad only the source can tell."""
    return bool(WORSE.search(said)) and not WORSE.search(stated)


def opposed(said: str, stated: str) -> bool:
    """Return whether one text says better (or up) and the other worse (or down)."""
    for one, other in ((BETTER, WORSE), (UP, DOWN)):
        for first, second in ((one, other), (other, one)):
            if (
                first.search(said)
                and not second.search(said)
                and second.search(stated)
                and not first.search(stated)
            ):
                return True
    return False
