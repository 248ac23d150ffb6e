"""Pelican tells machines what its pages show.

| signal | what it does |
|---|---|
| article_generator_finalized | gives every article its JSON-LD, which the template prints |

Settings: SITE_ADDRESS (none in a preview), OWNER, ABOUT (the condition that the site is about).
"""

from datetime import date

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from plugins.bibliography.library import Library
from plugins.discovery.structured_data import Described, structured_data
from plugins.manuscript.content_lists import ARTICLE_LISTS


def describe(generator: ArticlesGenerator) -> None:
    """Give every article its JSON-LD. Effect: sets `structured_data` on each."""
    for name in ARTICLE_LISTS:
        for article in getattr(generator, name):
            article.structured_data = structured_data(_described(article))


def _described(article: Article) -> Described:
    settings = article.settings
    library: Library = settings["BIBLIOGRAPHY"]
    site = settings.get("SITE_ADDRESS", "")
    return Described(
        title=article.title,
        summary=article.metadata.get("summary", ""),
        language=article.lang,
        address=f"{site}/{article.url}" if site else "",
        published=_day(article.date),
        modified=_day(getattr(article, "modified", None)),
        reviewed=getattr(article, "reviewed", None),
        reviewer=getattr(article, "reviewer", ""),
        authors=tuple(author.name for author in getattr(article, "authors", ())),
        references=tuple(library.references[one.key] for one in getattr(article, "citations", ())),
        about=settings.get("ABOUT", ""),
        site=settings["SITENAME"],
        owner=settings.get("OWNER", ""),
    )


def _day(moment: object) -> date | None:
    """Return the day of what Pelican keeps as a moment."""
    return date(moment.year, moment.month, moment.day) if isinstance(moment, date) else None


def register() -> None:
    """Connect the handlers of the table above."""
    signals.article_generator_finalized.connect(describe)
