"""What machines are told of an article: one JSON-LD object in the terms of schema.org.

It says nothing that the page does not show: the dates are those of the page, the references those of
its list (rule WEB652 holds one against the other).

Source: schema.org types MedicalWebPage, BlogPosting, ScholarlyArticle.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plugins.bibliography.dates import PartialDate
from plugins.bibliography.links import doi_address
from plugins.bibliography.names import OTHERS, Name
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import plain

TYPES = {
    "article-journal": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
# "Amara Fordyce, MD": the name, and what stands behind it.
CREDENTIALED = re.compile(r"(?P<name>[^,]+),\s*(?P<letters>.+)")
# In a script element these would end it or begin another; JSON may write them by number.
MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Described:
    """An article as far as it is told to machines; what is not known is "" or None."""

    title: str
    summary: str
    language: str
    address: str
    """Whole address of the page, "" where the site has none yet (a preview)."""
    published: date | None
    modified: date | None
    reviewed: date | None
    reviewer: str
    """With credentials: "Amara Fordyce, MD"."""
    authors: tuple[str, ...]
    references: tuple[Reference, ...]
    """In the order of the page's list."""
    about: str
    """The condition that the site is about."""
    site: str
    owner: str
    """Who publishes the site and pays for it."""


def structured_data(article: Described) -> str:
    """Return the JSON-LD of an article, fit to stand in a script element of type application/ld+json."""
    return json.dumps(_page(article), ensure_ascii=False).translate(MARKUP)


def _page(article: Described) -> Mapping[str, object]:
    organisation = {"@type": "Organization", "name": article.owner} if article.owner else None
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ["MedicalWebPage", "BlogPosting"],
        "headline": article.title,
        "description": article.summary,
        "url": article.address,
        "inLanguage": article.language,
        "datePublished": _iso(article.published),
        "dateModified": _iso(article.modified or article.published),
        "lastReviewed": _iso(article.reviewed),
        "reviewedBy": _person(article.reviewer) if article.reviewer else None,
        "author": [_person(author) for author in article.authors],
        "publisher": organisation,
        "funder": organisation,
        "isPartOf": {"@type": "Blog", "name": article.site} if article.site else None,
        "about": {"@type": "MedicalCondition", "name": article.about} if article.about else None,
        "citation": [_citation(reference) for reference in article.references],
    }
    return {name: value for name, value in told.items() if value}


def _iso(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _person(name: str) -> Mapping[str, str]:
    match = CREDENTIALED.fullmatch(name)
    if match is None:
        return {"@type": "Person", "name": name}
    return {"@type": "Person", "name": match["name"], "honorificSuffix": match["letters"]}


def _citation(reference: Reference) -> Mapping[str, object]:
    told: dict[str, object] = {
        "@type": TYPES.get(reference.type, "CreativeWork"),
        "name": plain(reference.title),
        "author": [*_authors(reference.authors)],
        "datePublished": _day(reference.issued),
        "isPartOf": {"@type": "Periodical", "name": plain(reference.journal)}
        if reference.type == "article-journal" and reference.journal
        else None,
        "identifier": f"doi:{reference.doi}" if reference.doi else "",
        "sameAs": _address(reference),
    }
    return {name: value for name, value in told.items() if value}


def _authors(names: tuple[Name, ...]) -> Iterator[Mapping[str, str]]:
    for name in names:
        # “others”, where a list of authors is known not to be whole.
        if OTHERS.fullmatch(name.literal or name.family):
            continue
        if name.literal:
            yield {"@type": "Organization", "name": name.literal}
        else:
            parts = (name.given, name.particle, name.family, name.suffix)
            yield {"@type": "Person", "name": " ".join(part for part in parts if part)}


def _day(day: PartialDate | None) -> str:
    if day is None:
        return ""
    return "-".join(f"{part:0{width}}" for part, width in zip(_known(day), (4, 2, 2), strict=False))


def _known(day: PartialDate) -> tuple[int, ...]:
    if day.month is None:
        return (day.year,)
    return (day.year, day.month) if day.day is None else (day.year, day.month, day.day)


def _address(reference: Reference) -> str:
    if address := doi_address(reference.doi):
        return address
    return reference.url if reference.url.startswith(("http://", "https://")) else ""
