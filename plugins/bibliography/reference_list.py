"""The list of references at the end of a page: what each source is, where to find it, who paid, and the
links back to each place of use.

An entry is what a marker opens in place, too (theme/components/citation/script.js), so what a reader
without training can weigh stands first.
"""

from collections.abc import Iterator
from html import escape

from plugins.bibliography.ama import Printer, as_html, format_reference, is_unpublished
from plugins.bibliography.evidence import NO_PAYER, Evidence
from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited
from plugins.bibliography.plain_evidence import plain_words, what_was_read
from plugins.bibliography.reference import Reference

# The second character asks for text style; without it phones show an emoji.
ARROW = "&#8617;&#xFE0E;"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{0}/"
UNPUBLISHED = "Unpublished: it is not open to readers."


def reference_list(cited: tuple[Cited, ...], library: Library, printer: Printer = format_reference) -> str:
    """Return the HTML of the reference list, each reference as `printer` prints it; nothing where nothing
    is cited."""
    if not cited:
        return ""
    items = "\n".join(_item(entry, library, printer) for entry in cited)
    return f'<h2 id="references">References</h2>\n<ol class="references" data-close="Close">\n{items}\n</ol>'


def _item(entry: Cited, library: Library, printer: Printer) -> str:
    reference, evidence = library.references[entry.key], library.evidence.get(entry.key)
    parts = (*_parts(reference, evidence, printer), _uses(entry))
    return f'<li id="r{entry.number}" data-reference="{escape(entry.key)}">{" ".join(parts)}</li>'


def _parts(reference: Reference, evidence: Evidence | None, printer: Printer) -> Iterator[str]:
    words = plain_words(evidence) if evidence else ""
    if words:
        yield f'<span class="found">{escape(words.rstrip("."))}.</span>'
    yield as_html(printer(reference))
    if is_unpublished(reference):
        yield f'<span class="unpublished">{UNPUBLISHED}</span>'
    # Without a DOI the printed reference leads to PubMed itself.
    if reference.pmid.isdigit() and reference.doi:
        yield f'<a href="{PUBMED.format(reference.pmid)}">PubMed</a>'
    if evidence and (read := what_was_read(evidence)):
        yield f'<span class="read">What we read: {escape(read)}.</span>'
    if evidence and evidence.funding not in NO_PAYER:
        yield f'<span class="funding">Who paid: {escape(evidence.funding.rstrip("."))}.</span>'


def _uses(entry: Cited) -> str:
    count = len(entry.markers)
    told = "Used once:" if count == 1 else f"Used {count} times:"
    back = " ".join(_back_link(entry, marker, at) for at, marker in enumerate(entry.markers, 1))
    return f'<span class="uses">{told} {back}</span>'


def _back_link(entry: Cited, marker: str, at: int) -> str:
    which = f", place {at} of {len(entry.markers)}" if len(entry.markers) > 1 else ""
    label = f"Back to where reference {entry.number} is used{which}"
    return f'<a class="backlink" href="#{marker}" aria-label="{label}">{ARROW}</a>'
