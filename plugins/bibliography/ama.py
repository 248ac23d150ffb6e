"""References printed as the AMA Manual of Style (11th ed., chapter 3) has them.

A printed reference is a tuple of runs. Here is decided which form a source gets; the forms themselves
stand in periodicals.py, books.py and documents.py.

| kind | CSL type | form |
|---|---|---|
| journal article, review | article-journal, review | `periodicals.article` |
| magazine, newspaper, blog | article-magazine, article-newspaper, post-weblog | `periodicals.news` |
| preprint | article | `periodicals.preprint` |
| book, chapter, thesis, report | book, chapter, thesis, report, standard | `books` |
| web page, trial record | webpage, post | `documents.web_page`, `documents.trial_record` |
| package insert, news release, data on file | document, any by its `genre` or title | `documents` |
| talk, poster | speech, paper-conference | `meetings.presentation`, `books.chapter` |
| patent, law | patent, bill, legislation, regulation | `legal` |
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from plugins.bibliography import books, documents, legal, meetings, periodicals
from plugins.bibliography.dates import spelled
from plugins.bibliography.names import Name
from plugins.bibliography.pages import full_pages
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, Run, as_html, as_text, plain, readable, spaced

__all__ = [
    "Part",
    "Printer",
    "Run",
    "as_html",
    "as_text",
    "format_reference",
    "full_pages",
    "plain",
    "spelled",
]

Form = Callable[[Reference], Iterator[Part]]
Printer = Callable[[Reference], Part]
"""What prints a reference: `format_reference`, or a house's own style (csl_style.py)."""
FORMS: dict[str, Form] = {
    "article": periodicals.preprint,
    "article-journal": periodicals.article,
    "article-magazine": periodicals.news,
    "article-newspaper": periodicals.news,
    "bill": legal.law,
    "book": books.book,
    "chapter": books.chapter,
    "dataset": documents.product,
    "document": documents.document,
    "entry-encyclopedia": books.chapter,
    "interview": documents.document,
    "legislation": legal.law,
    "manuscript": documents.manuscript,
    "paper-conference": meetings.paper,
    "patent": legal.patent,
    "periodical": books.book,
    "personal_communication": documents.personal,
    "post": documents.web_page,
    "post-weblog": periodicals.news,
    "regulation": legal.law,
    "report": books.report,
    "review": periodicals.article,
    "software": documents.product,
    "speech": meetings.presentation,
    "standard": books.report,
    "thesis": books.thesis,
    "webpage": documents.web_page,
}


def format_reference(reference: Reference) -> Part:
    """Return a reference as AMA prints it. One of which nothing is known says so."""
    reference = readable_reference(reference)
    printed = tuple(spaced(_form(reference)(reference)))
    if printed:
        return printed
    name = f"“{reference.key}”" if reference.key else "an entry without a key"
    return (Run(f"[No title, author or year is recorded for {name}.]"),)


def is_unpublished(reference: Reference) -> bool:
    """Return whether a reader cannot look the source up anywhere, and its printed line does not say so
    (AMA 11th ed., 3.13.9). Where the line stands, a word must be added."""
    if not (
        documents.is_data_on_file(reference) or reference.type in ("personal_communication", "manuscript")
    ):
        return False
    return not re.search(r"(?i)\b(?:unpublished|not published)\b", as_text(format_reference(reference)))


def _form(reference: Reference) -> Form:
    """Return the form a source gets: by what it says it is, then by its CSL type."""
    if documents.is_data_on_file(reference):
        return documents.data_on_file
    if documents.NEWS_RELEASE.fullmatch(reference.genre):
        return documents.news_release
    if documents.is_trial_record(reference):
        return documents.trial_record
    if reference.type not in ("speech", "article-journal") and documents.is_labeling(reference):
        return documents.document
    return FORMS.get(reference.type, books.report)


def readable_reference(reference: Reference) -> Reference:
    """Return the reference without characters that no page can hold or no reader sees."""
    cleaned: dict[str, str | tuple[Name, ...]] = {}
    for field in fields(reference):
        value = getattr(reference, field.name)
        if isinstance(value, str):
            cleaned[field.name] = readable(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Name):
            cleaned[field.name] = tuple(_readable_name(name) for name in value)
    return replace(reference, **cleaned)  # type: ignore[arg-type]  # each field keeps its own type


def _readable_name(name: Name) -> Name:
    return Name(*(readable(getattr(name, field.name)) for field in fields(name)))
