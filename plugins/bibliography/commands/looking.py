"""The commands that only look: format, list, show, unused."""

import sys
from collections.abc import Iterator

from plugins.bibliography.commands.common import COULD_NOT, DONE, given_file, library_of
from plugins.bibliography.in_text import citations_in
from plugins.bibliography.library import Library, entries_in
from plugins.bibliography.listing import Use, overview, printed, told
from plugins.bibliography.markers import CitationExtension
from plugins.bibliography.reference import reference_from_csl
from plugins.manuscript.calls import BadCall
from plugins.manuscript.document import read_document
from plugins.manuscript.layout import Layout
from plugins.manuscript.source import Unreadable, read_source


def format_file(name: str, form: str) -> int:
    """Print the references of a CSL-JSON file, one to a line, in its order, as `text` or `html`."""
    source = given_file(name, "Export it again as CSL-JSON.")
    for item, _ in tuple(entries_in(source)):
        print(printed(reference_from_csl(item if isinstance(item, dict) else {}), form))
    return DONE


def list_library(layout: Layout) -> int:
    """Print the library, a line for each reference."""
    library = library_of(layout)
    for entry in library.entries:
        print(overview(entry.reference))
    many = len(library.entries)
    print(f"{many} {'reference' if many == 1 else 'references'} in {layout.name(layout.references)}.")
    return DONE


def show(layout: Layout, key: str) -> int:
    """Print everything about a reference."""
    library = library_of(layout)
    key = key.strip().strip("[]").removeprefix("@")
    reference = library.references.get(key)
    if reference is None:
        near = library.nearest(key)
        guess = f" Did you mean “{near}”?" if near else " The command “list” shows all keys."
        raise BadCall(f"There is no reference “{key}” in {layout.name(layout.references)}.{guess}")
    unreadable: list[Unreadable] = []
    uses = [use for found, use in _uses(layout, library, unreadable) if found == key]
    for line in told(reference, library, uses):
        print(line)
    return _told_unreadable(unreadable)


def list_unused(layout: Layout) -> int:
    """Print the references that are cited nowhere."""
    library = library_of(layout)
    unreadable: list[Unreadable] = []
    cited = {key for key, _ in _uses(layout, library, unreadable)}
    unused = [reference for key, reference in library.references.items() if key not in cited]
    for reference in unused:
        print(overview(reference))
    looked = len(layout.articles) + len(layout.pages) - len(unreadable)
    many = len(library.references)
    if not unused:
        print(f"Each of the {many} references is cited somewhere in the {looked} articles and pages.")
    else:
        print(f"{len(unused)} of {many} references are cited in none of the {looked} articles and pages.")
    return _told_unreadable(unreadable)


def _uses(layout: Layout, library: Library, unreadable: list[Unreadable]) -> Iterator[tuple[str, Use]]:
    """Yield the key and place of every citation in articles and pages, drafts too, as the page has it.

    What cannot be read is added to `unreadable`.
    """
    for file in (*layout.articles, *layout.pages):
        try:
            source = read_source(file, layout.name(file))
        except Unreadable as error:
            unreadable.append(error)
            continue
        document = read_document(source, (CitationExtension(library),))
        for citation, span in citations_in(document):
            yield citation.key, Use(source.path, source.position(span.start).line, citation.typed)


def _told_unreadable(unreadable: list[Unreadable]) -> int:
    """Say what could not be looked through: in it, a source may be cited."""
    for error in unreadable:
        print(f"{error.path} could not be looked through: {error.reason} {error.mend}", file=sys.stderr)
    return COULD_NOT if unreadable else DONE
