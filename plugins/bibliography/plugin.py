"""Pelican numbers citations and prints the list of references behind the disclaimer.

| signal | what it does |
|---|---|
| initialized | reads the library (settings REFERENCES, EVIDENCE), adds the citation extension |
| article_generator_finalized | append the reference list; the disclaimer, appended when each |
| page_generator_finalized | content was made, stands in front of it |
| feed_generated | in a feed, a link to a place on the page leads to the page's address |
"""

import re
from collections.abc import Iterator
from pathlib import Path

from feedgenerator import SyndicationFeed
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.bibliography.library import load_library
from plugins.bibliography.markers import CitationExtension
from plugins.bibliography.reference_list import reference_list

OWN_PLACE = re.compile(r'(?<=href=")#')


def read_library(pelican: Pelican) -> None:
    """Read the library once. Effect: adds the setting BIBLIOGRAPHY and a Markdown extension."""
    references, evidence = Path(pelican.settings["REFERENCES"]), Path(pelican.settings["EVIDENCE"])
    library = load_library(references, evidence, references.parent)
    pelican.settings["BIBLIOGRAPHY"] = library
    pelican.settings.setdefault("MANUSCRIPT_EXTENSIONS", []).append(CitationExtension(library))


def print_references(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Append the reference list to every article or page. Effect: changes their content."""
    library = generator.settings["BIBLIOGRAPHY"]
    for content in _contents(generator):
        if cited := getattr(content, "citations", ()):
            content._content += f"\n{reference_list(cited, library)}"


def lead_to_page(context: object, feed: SyndicationFeed) -> None:
    """Make links to places on the page whole addresses. Effect: changes the feed's entries."""
    for item in feed.items:
        if item["content"]:
            item["content"] = OWN_PLACE.sub(f"{item['link']}#", item["content"])


def _contents(generator: ArticlesGenerator | PagesGenerator) -> Iterator[Content]:
    names = (
        (
            "articles",
            "translations",
            "hidden_articles",
            "hidden_translations",
            "drafts",
            "drafts_translations",
        )
        if isinstance(generator, ArticlesGenerator)
        else (
            "pages",
            "translations",
            "hidden_pages",
            "hidden_translations",
            "draft_pages",
            "draft_translations",
        )
    )
    for name in names:
        yield from getattr(generator, name)


def register() -> None:
    """Connect the handlers of the table above."""
    signals.initialized.connect(read_library)
    signals.article_generator_finalized.connect(print_references)
    signals.page_generator_finalized.connect(print_references)
    signals.feed_generated.connect(lead_to_page)
