"""The stretches a printed reference is made of, and how a field of the library becomes some.

Only `as_html` makes markup, and it escapes every run, so that no field can bring any in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

# The rich text CSL allows in a field (CSL 1.0.2, appendix VI). Anything else in < and > is text.
CSL_TAG = re.compile(
    r"""
    <(?:
        (?P<opens>i|b|sup|sub|sc)                                 # <i>, <sub> …
      | (?P<span>span)\s+(?:class|style)=\"[\w\s:;-]{1,80}\"      # <span class="nocase">
      | /(?P<closes>i|b|sup|sub|sc|span)                          # </i>
    )>
    """,
    re.VERBOSE,
)
# Control characters, and marks no one sees that could turn the text around them or hide words in it.
# The joiners U+200C and U+200D stay: Persian and Indic names are spelt with them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Half characters and private ones: no file can hold the first, and only we know what the others mean.
NO_CHARACTER = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")
ENDS_A_SENTENCE = re.compile(r"[.?!…。？！][\"'”’»)\]]*\Z")
SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
LEVELS = ("sup", "sub")
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a printed reference."""

    text: str
    italic: bool = False
    address: str = ""
    level: str = ""
    """`sup` or `sub` where it stands above or below the line."""


Part = tuple[Run, ...]
"""What stands between two spaces of a reference: a sentence, a journal with its stop, an identifier."""


def as_text(runs: Part) -> str:
    """Return a printed reference as plain text; raised figures stay raised, so that 10³ is not 103."""
    return "".join(run.text.translate(RAISED) if run.level == "sup" else run.text for run in runs)


def as_html(runs: Part) -> str:
    """Return a printed reference as inline HTML; every field is escaped."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    html = escape(run.text)
    if run.level in LEVELS:
        html = f"<{run.level}>{html}</{run.level}>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.address and SAFE_ADDRESS.fullmatch(run.address):
        html = f'<a href="{escape(run.address)}">{html}</a>'
    return html


def readable(text: str) -> str:
    """Return a text without what cannot be seen, its white space run together."""
    return " ".join(UNSEEN.sub("", NO_CHARACTER.sub("\ufffd", text)).split())


def plain(text: str) -> str:
    """Return a field without CSL's rich-text tags; anything else in it stays text."""
    return as_text(rich(text))


def rich(text: str, italic: bool = False) -> Part:
    """Return a field with its CSL tags carried out: italics, raised and lowered text.

    Inside italics they turn to upright, as a species does in the title of a book. Bold, small capitals
    and “no case” are the style's business and fall away. A tag without its partner is shown as text.
    """
    if "<" not in text:
        return (Run(text, italic),) if text else ()
    paired = _pairs(text)
    runs: list[Run] = []
    open_tags: list[str] = []
    levels: list[str] = []
    start = 0
    for match in CSL_TAG.finditer(text):
        if match.start() not in paired:
            continue
        _add(runs, Run(text[start : match.start()], italic, level=levels[-1] if levels else ""))
        if match["closes"]:
            tag = open_tags.pop()
            if tag in LEVELS:
                levels.pop()
        else:
            tag = match["opens"] or match["span"]
            open_tags.append(tag)
            if tag in LEVELS:
                levels.append(tag)
        italic ^= tag == "i"
        start = match.end()
    _add(runs, Run(text[start:], italic))
    return tuple(run for run in runs if run.text)


def _add(runs: list[Run], run: Run) -> None:
    """Append a run, or make the last one longer where it looks the same."""
    if runs and replace(run, text=runs[-1].text) == runs[-1]:
        runs[-1] = replace(run, text=runs[-1].text + run.text)
    else:
        runs.append(run)


def _pairs(text: str) -> frozenset[int]:
    """Return where the tags start that have a partner and cross no other."""
    paired: set[int] = set()
    waiting: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    for match in CSL_TAG.finditer(text):
        if not match["closes"]:
            tag = match["opens"] or match["span"]
            waiting.append((tag, match.start()))
            counts[tag] += 1
        elif counts[match["closes"]]:
            # What was opened in between is never closed in time, so it is text.
            tag = ""
            while tag != match["closes"]:
                tag, start = waiting.pop()
                counts[tag] -= 1
            paired |= {start, match.start()}
    return frozenset(paired)


def sentence(*pieces: Part | str) -> Part:
    """Return the pieces as one part that ends in a stop, unless it ends in one, in ? or in !.

    The stop is upright, also behind italics (AMA 11th ed., 3.9).
    """
    runs = joined(*pieces)
    text = as_text(runs)
    if not text.strip(" .,;:"):
        return ()
    return runs if ENDS_A_SENTENCE.search(text) else (*runs, Run("."))


def title_sentence(title: str, italic: bool = False) -> Part:
    """Return a title as a sentence; its own full stop does not become italic."""
    runs = rich(title, italic)
    text = as_text(runs)
    if italic and text.endswith(".") and not text.endswith(".."):
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.removesuffix(".")))
        return (*runs, Run("."))
    return sentence(runs)


def joined(*pieces: Part | str) -> Part:
    """Return the pieces in a row, without a separator; a text is an upright run."""
    runs: list[Run] = []
    for piece in pieces:
        runs += [Run(piece)] if isinstance(piece, str) else piece
    return tuple(run for run in runs if run.text)


def spaced(parts: Iterator[Part]) -> Iterator[Run]:
    """Put one space between the parts that hold anything."""
    first = True
    for part in parts:
        runs = [run for run in part if run.text]
        if not "".join(run.text for run in runs).strip(" ."):
            continue
        if not first:
            yield Run(" ")
        yield from runs
        first = False
