"""What an editor offers behind `[@`: the sources of the library; behind `#`: the figures of one of them."""

import re
from dataclasses import dataclass

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemTag,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    TextEdit,
)

from plugins.bibliography.ama import as_text, format_reference, plain
from plugins.bibliography.citation import KEY
from plugins.bibliography.library import Library
from plugins.bibliography.reference import Reference
from plugins.editor.hover import escaped, figure_told
from plugins.editor.positions import Sheet

TRIGGERS = ("@", "#")
CITED = re.compile(rf"@(?P<key>{KEY})")


@dataclass(frozen=True, slots=True)
class Begun:
    """A citation being typed: its key so far, and the figure behind `#` (None: there is no `#` yet)."""

    key: str
    figure: str | None
    start: int
    """Offset in the source where the part being typed starts: the key, or the figure."""


def begun_at(text: str, offset: int) -> Begun | None:
    """Return the citation that is being typed at an offset of a text, if one is."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    opened = line.rfind("[")
    inside = line[opened + 1 :]
    if opened < 0 or not inside.startswith("@") or "]" in inside:
        return None
    part = inside.rsplit(";", 1)[-1].lstrip()
    # Behind a comma stands the place in the source, which nobody can guess.
    if not part.startswith("@") or "," in part:
        return None
    key, hash_sign, figure = part[1:].partition("#")
    if hash_sign:
        return Begun(key, figure, offset - len(figure))
    return Begun(key, None, offset - len(key))


def offers(sheet: Sheet, position: Position, library: Library) -> tuple[CompletionItem, ...]:
    """Return what may stand at a position: nothing outside a citation."""
    text, offset = sheet.text[sheet.lead :], sheet.offset(position)
    begun = begun_at(text, offset)
    if begun is None:
        return ()
    place = sheet.between(begun.start, offset)
    if begun.figure is not None:
        return _figures(begun.key, library, place)
    # Who cites a source once often cites it again, so those of the article come first.
    cited = {match["key"] for match in CITED.finditer(text) if match.start("key") != begun.start}
    return tuple(
        _source(reference, library, place, key in cited)
        for key, reference in sorted(library.references.items())
    )


def _source(reference: Reference, library: Library, place: Range, cited: bool) -> CompletionItem:
    who = f"{authors(reference)} {reference.issued.year if reference.issued else ''}".strip()
    title = plain(reference.title)
    retraction = library.retractions.of(reference)
    order = "2" if retraction else "0" if cited else "1"
    printed = as_text(format_reference(reference))
    return CompletionItem(
        reference.key,
        kind=CompletionItemKind.Reference,
        detail=". ".join(filter(None, (f"Retracted on {retraction.date}" if retraction else "", who, title))),
        documentation=MarkupContent(MarkupKind.Markdown, escaped(printed)),
        tags=[CompletionItemTag.Deprecated] if retraction else None,
        sort_text=f"{order}{reference.key}",
        # A writer remembers a word of the title sooner than a key.
        filter_text=f"{reference.key} {who} {title}",
        text_edit=TextEdit(place, reference.key),
    )


def _figures(key: str, library: Library, place: Range) -> tuple[CompletionItem, ...]:
    evidence = library.evidence.get(key)
    # In the order of the file: whoever keeps it puts what matters first.
    return tuple(
        CompletionItem(
            figure.name,
            kind=CompletionItemKind.Value,
            detail=figure.finding,
            documentation=MarkupContent(
                MarkupKind.Markdown, "\n\n".join(figure_told(key, figure.name, library))
            ),
            sort_text=f"{number:03}",
            filter_text=f"{figure.name} {figure.finding}",
            text_edit=TextEdit(place, figure.name),
        )
        for number, figure in enumerate(evidence.figures if evidence else ())
    )


def authors(reference: Reference) -> str:
    """Return who wrote a source, short: "Kalichman et al", "Levy and Deer", "Medicare"."""
    names = [plain(name.family or name.literal or name.given) for name in reference.authors]
    if len(names) > 2:
        return f"{names[0]} et al"
    return " and ".join(names)
