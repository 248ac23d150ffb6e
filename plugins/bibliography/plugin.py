"""Pelican numbers citations and prints the list of references behind the disclaimer.

| signal | what it does |
|---|---|
| initialized | reads the library (settings REFERENCES, EVIDENCE) and, where CITATION_STYLE names one, |
| | the style references are printed in; adds the citation extension |
| article_generator_finalized | append the reference list; the disclaimer, appended when each |
| page_generator_finalized | content was made, stands in front of it |
| feed_generated | an entry begins with the key points, which may be what a reference is cited in; a link to |
| | a place on the page leads to the page's address |
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from feedgenerator import SyndicationFeed
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.bibliography.ama import Printer, format_reference
from plugins.bibliography.csl_style import WrongStyle, read_style
from plugins.bibliography.library import load_library
from plugins.bibliography.markers import CitationExtension
from plugins.bibliography.reference_list import reference_list
from plugins.manuscript.content_lists import ARTICLE_LISTS, PAGE_LISTS
from plugins.manuscript.source import Unreadable

MEND_STYLE = "Name a CSL style file in CITATION_STYLE, or set it to “” for AMA style."
OWN_PLACE = re.compile(r'(?<=href=")#')


def read_library(pelican: Pelican) -> None:
    """Read the library once. Effect: adds the settings BIBLIOGRAPHY and REFERENCE_PRINTER and a Markdown
    extension."""
    references, evidence = Path(pelican.settings["REFERENCES"]), Path(pelican.settings["EVIDENCE"])
    library = load_library(references, evidence, references.parent)
    pelican.settings["BIBLIOGRAPHY"] = library
    pelican.settings["REFERENCE_PRINTER"] = _printer(pelican.settings.get("CITATION_STYLE", ""))
    pelican.settings.setdefault("MANUSCRIPT_EXTENSIONS", []).append(CitationExtension(library))


def _printer(file: object) -> Printer:
    """Return what prints references; raise `Unreadable` where the named style cannot be used, so that no
    page goes out in another look than the house chose."""
    if not file:
        return format_reference
    if not isinstance(file, str | Path):
        raise Unreadable("pelicanconf.py", "CITATION_STYLE is not the name of a file.", MEND_STYLE)
    try:
        return read_style(Path(file).read_bytes())
    except OSError as error:
        told = f"The citation style cannot be opened: {error.strerror}."
        raise Unreadable(str(file), told, MEND_STYLE) from None
    except WrongStyle as error:
        raise Unreadable(str(file), f"The citation style cannot be used. {error}", MEND_STYLE) from None


def print_references(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Append the reference list to every article or page. Effect: changes their content."""
    library, printer = generator.settings["BIBLIOGRAPHY"], generator.settings["REFERENCE_PRINTER"]
    for content in _contents(generator):
        if cited := getattr(content, "citations", ()):
            content._content += f"\n{reference_list(cited, library, printer)}"


def complete_entries(context: Mapping[str, object], feed: SyndicationFeed) -> None:
    """Put the key points in front of each entry's text, and make links to places on the page whole
    addresses. Effect: changes the feed's entries."""
    articles = cast("list[Content]", context.get("articles", []))
    by_link = {f"{context.get('SITEURL', '')}/{article.url}": article for article in articles}
    for item in feed.items:
        if item["content"]:
            text = f"{_key_points(by_link.get(item['link']))}{item['content']}"
            item["content"] = OWN_PLACE.sub(f"{item['link']}#", text)


def _key_points(article: Content | None) -> str:
    points = "".join(f"<li>{point}</li>\n" for point in getattr(article, "key_points", ()))
    return f"<h2>Key points</h2>\n<ul>\n{points}</ul>\n" if points else ""


def _contents(generator: ArticlesGenerator | PagesGenerator) -> Iterator[Content]:
    for name in ARTICLE_LISTS if isinstance(generator, ArticlesGenerator) else PAGE_LISTS:
        yield from getattr(generator, name)


def register() -> None:
    """Connect the handlers of the table above."""
    signals.initialized.connect(read_library)
    signals.article_generator_finalized.connect(print_references)
    signals.page_generator_finalized.connect(print_references)
    signals.feed_generated.connect(complete_entries)
