"""The list of references at the end of a page, with links back to each place of use."""

from html import escape

from plugins.bibliography.ama import as_html, format_reference
from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited

# The second character asks for text style; without it phones show an emoji.
ARROW = "&#8617;&#xFE0E;"


def reference_list(cited: tuple[Cited, ...], library: Library) -> str:
    """Return the HTML of the reference list; nothing where nothing is cited."""
    if not cited:
        return ""
    items = "\n".join(_item(entry, library) for entry in cited)
    return f'<h2 id="references">References</h2>\n<ol class="references">\n{items}\n</ol>'


def _item(entry: Cited, library: Library) -> str:
    printed = as_html(format_reference(library.references[entry.key]))
    back = " ".join(_back_link(entry, marker, at) for at, marker in enumerate(entry.markers, 1))
    return f'<li id="r{entry.number}" data-reference="{escape(entry.key)}">{printed} {back}</li>'


def _back_link(entry: Cited, marker: str, at: int) -> str:
    which = f", place {at} of {len(entry.markers)}" if len(entry.markers) > 1 else ""
    label = f"Back to where reference {entry.number} is used{which}"
    return f'<a class="backlink" href="#{marker}" aria-label="{label}">{ARROW}</a>'
