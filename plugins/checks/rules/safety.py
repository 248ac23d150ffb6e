"""SEC601: nothing in an article runs, loads or hides. What is allowed is the business of safety.py of the
manuscript; this finds the words that are to blame."""

import re
from collections.abc import Iterator

from plugins.bibliography.markers import CitationExtension
from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.converter import convert
from plugins.manuscript.draft import FOOTNOTES_PLACE, SEPARATOR, Draft
from plugins.manuscript.passages import Form
from plugins.manuscript.safety import ENDS_BY_ITSELF, VOID, is_allowed, is_safe
from plugins.manuscript.source import Span

# Possessive throughout: what is no tag is seen to be none in one go.
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?:[^<>"']++|"[^"]{0,1000}+"|'[^']{0,1000}+'){0,60}+>"""
)
CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^\n]{1,500}?(?<!`)\1(?!`)")
# Addresses as Markdown has them: behind a link's text, in a definition, between < and >.
ADDRESS = re.compile(
    r"""
      (?<=\]\()[ \t]*<?(?P<link>[^()\s<>]{1,2000}
                             (?:\([^()\s<>]{0,2000}\)[^()\s<>]{0,2000})?)
    | ^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*<?(?P<definition>[^\s<>]{1,2000})
    | <(?P<bare>[A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]{1,2000})>
    """,
    re.VERBOSE | re.MULTILINE,
)
HELP = (
    "Take it out. An article may hold Markdown and plain HTML such as <sub> or <table>: no script, style, "
    "form or frame, and links to http, https, mailto and tel only."
)


@rule("SEC601", Severity.ERROR, Subject.ARTICLE)
def unsafe_markup(review: Review) -> Iterator[Hit]:
    """An article holds no script, event handler, frame, form or style, and closes what it opens.

    Why:
        Such markup can run in a patient's browser, or hide the disclaimer and the text behind it. The page
        is not built while it is there; it is never taken out in silence, because text would go with it.
    Flagged:
        The canal holds nerves. ⟦<script>⟧alert("x")</script>
    ---
        See ⟦<img src="x.png" alt="A canal" onerror="alert(1)">⟧ and [this](⟦javascript:alert(1)⟧).
    ---
        ⟦<details>⟧<summary>More</summary>

        It is never closed.
    ---
        Keep the value at ⟦<target>⟧ or below.
    ---
        The canal holds nerves.⟦</article>⟧
    Accepted:
        Write H<sub>2</sub>O, or `<script>` in code.
    ---
        <details><summary>More</summary>

        The canal holds nerves.

        </details>
    ---
        Read [the page](https://clinic.example/), <https://clinic.example/> or write to <desk@clinic.example>.
    Source:
        House rule, after the validator of GOV.UK's Markdown: HTML that sanitising would change is refused.
    """
    document = review.document
    if is_safe(document.conversion.whole):
        return
    hits = sorted(_to_blame(review), key=lambda hit: hit.span.start if hit.span else 0)
    yield from hits or (_somewhere(review),)


def _to_blame(review: Review) -> Iterator[Hit]:
    """Yield the tags and addresses that are not allowed, and the tags without a partner."""
    source = review.document.source
    # What the converter left as it was typed is obeyed by a browser; what it escaped is only shown.
    obeyed = {match.group() for match in TAG.finditer(review.document.conversion.whole)}
    code = _code(review)
    opened: list[tuple[str, Span]] = []
    wrong: set[str] = set()
    for match in TAG.finditer(source.text):
        span, name = Span(*match.span()), match["name"].lower()
        if _within(span, code) or match.group() not in obeyed:
            continue
        if match["end"]:
            partner = next((at for at in reversed(range(len(opened))) if opened[at][0] == name), None)
            if partner is not None:
                del opened[partner]
            elif name not in wrong and name not in ENDS_BY_ITSELF:
                yield Hit(f"“{match.group()}” closes nothing that this article opened.", HELP, span)
            continue
        if not is_allowed(match.group() if name in VOID else f"{match.group()}</{name}>"):
            wrong.add(name)
            yield Hit(f"“{_short(match.group())}” may not stand in an article.", HELP, span)
        elif name not in VOID | ENDS_BY_ITSELF:
            opened.append((name, span))
    for name, span in opened:
        yield Hit(f"“<{name}>” is never closed.", f"Write </{name}> where it ends, or take it out.", span)
    for match in ADDRESS.finditer(source.text):
        kind = match.lastgroup or "link"
        span = Span(*match.span(kind))
        quoted = match[kind].replace('"', "%22")
        if not _within(span, code) and not is_allowed(f'<a href="{quoted}">x</a>'):
            yield Hit(f"The address “{_short(match[kind])}” may not be linked to.", HELP, span)


def _code(review: Review) -> tuple[Span, ...]:
    """Return where code stands in the source; what is typed there is shown, not obeyed."""
    spans = [
        passage.span(part.start, part.end)
        for passage in review.document.passages
        for part in ((Span(0, len(passage.text)),) if passage.form is Form.CODE else passage.code)
        if part.end > part.start
    ]
    # Code without a word, such as `<b>`, has no sure place among the passages.
    typed = (Span(*match.span()) for match in CODE_SPAN.finditer(review.document.source.text))
    return (*spans, *typed)


def _within(span: Span, spans: tuple[Span, ...]) -> bool:
    # A code's first and last sign may be no letter, whose place is only known between its neighbours.
    return any(other.start - 1 <= span.start and span.end <= other.end + 1 for other in spans)


def _somewhere(review: Review) -> Hit:
    """Return a hit at the line with which the text begins to be unsafe, where no word could be named."""
    source, draft = review.document.source, review.document.draft
    extensions = (CitationExtension(review.standard.library),)
    # The text is cut off behind one of its lines; what comes behind the text stays as it is.
    body = draft.text.index(SEPARATOR) + 1
    tail = draft.text.index(FOOTNOTES_PLACE) - 2
    ends = [*(match.start() for match in re.finditer("\n", draft.text[body:tail])), tail - body]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        text = draft.text[: body + ends[middle]] + draft.text[tail:]
        if is_safe(convert(Draft(text, ()), extensions).whole):
            low = middle + 1
        else:
            high = middle
    line = source.position(max(0, draft.source_offset(body + ends[low]) - 1)).line
    return Hit("Something on this line may not stand in an article.", HELP, source.line_span(line))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
