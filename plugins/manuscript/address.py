"""The address of an article or page: made from its slug, or else from its title; and what is wrong with it.

A file is written under that address, so it must be one that every file system takes, and none that the
site itself needs for a list.
"""

import re
import unicodedata
from collections.abc import Iterator

from markupsafe import Markup
from unidecode import unidecode

from plugins.manuscript.fields import Field, Mistake
from plugins.manuscript.header import Header

# In bytes. File names may have 255 on all common systems; the rest is for “.html”, a language, a page number.
LONGEST = 200
DEFAULT_LANGUAGE = "en"
# Files of the site's own, beside the articles. The start page goes on as index2, index3 …
OWN_PAGES = {
    "index": "the start page",
    "archives": "the list of all articles",
    "categories": "the list of topics",
    "tags": "the list of tags",
    "authors": "the list of authors",
    "404": "the page that says that an address is not there",
}
OWN_FOLDERS = frozenset(("author", "category", "drafts", "feeds", "images", "pages", "tag", "theme"))
# Names that Windows keeps for devices, with any ending.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
PART = re.compile(r"[\w~-]+(?:\.[\w~-]+)*")
LETTER = re.compile(r"[^\W_]")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
SLUG_HELP = "Add a line of small letters, digits and hyphens, such as: Slug: walking-again"


def slug_of(text: str) -> str:
    """Return the part of an address that is made of a title or a name, "" if it holds no letter or digit.

    The steps are those of Pelican, which makes the address of an article without a slug.
    """
    plain = unidecode(unicodedata.normalize("NFKC", Markup(text).striptags()))
    slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip())
    return slug.lower().strip()


def address_of(header: Header, is_page: bool) -> str:
    """Return the address of a manuscript once it is published, such as “pages/about.html”."""
    slug = header.text("slug") or slug_of(header.text("title"))
    language = header.text("lang").lower()
    ending = f"-{language}" if language and language != DEFAULT_LANGUAGE else ""
    return f"{'pages/' if is_page else ''}{slug}{ending}.html"


def address_mistakes(header: Header, is_page: bool) -> tuple[Mistake, ...]:
    """Return what makes an address, or that of a list the manuscript stands in, one that cannot be used."""
    return tuple(sorted(_mistakes(header, is_page), key=lambda mistake: mistake.span.start))


def _mistakes(header: Header, is_page: bool) -> Iterator[Mistake]:
    slug, title, language = header.get("slug"), header.get("title"), header.get("lang")
    if slug is not None and slug.text:
        if wrong := slug_trouble(slug.text, is_page):
            yield Mistake(slug.span, *wrong)
    elif title is not None and title.text:
        made = slug_of(title.text)
        if not LETTER.search(made):
            told = f"No address can be made of “{_short(title.text)}”: it holds no letter and no digit."
            yield Mistake(title.span, told, SLUG_HELP)
        elif wrong := slug_trouble(made, is_page):
            yield Mistake(title.span, wrong[0], SLUG_HELP)
    if language is not None and language.text and not LANGUAGE.fullmatch(language.text):
        told = f"“{language.text}” is no language, and the address would hold it."
        yield Mistake(language.span, told, "Write a short form such as: en, es or pt-br.")
    for field, what in (("category", "topic"), ("tags", "tag"), ("author", "author")):
        yield from _list_mistakes(header.get(field), what)


def slug_trouble(slug: str, is_page: bool) -> tuple[str, str] | None:
    """Return what is wrong with a slug and what to do, or nothing."""
    parts = slug.split("/")
    if not all(PART.fullmatch(part) and LETTER.search(part) for part in parts):
        mend = "Use small letters, digits and hyphens, such as: walking-again"
        signs = sorted(set(re.sub(r"[\w.~-]", "", slug)) - {"/"})
        if signs:
            told = " ".join("a space" if sign.isspace() else f"“{sign}”" for sign in signs)
            return f"The slug “{_short(slug)}” holds what an address cannot have: {told}.", mend
        return f"The slug “{_short(slug)}” makes no address: a part of it is empty or only signs.", mend
    if (length := len(slug.encode())) > LONGEST:
        return (
            f"The address “{_short(slug)}” is too long: {length} bytes, where {LONGEST} are the most.",
            "Write a shorter one.",
        )
    if any(DEVICES.fullmatch(part.casefold()) for part in parts):
        return f"“{slug}” is a name that Windows keeps for itself.", "Write another slug."
    first = parts[0].casefold()
    if is_page:
        return None
    own = OWN_PAGES.get(first) or (OWN_PAGES["index"] if re.fullmatch(r"index\d+", first) else "")
    if own and len(parts) == 1:
        return f"“{first}” is the address of {own}.", "Write another slug."
    if first in OWN_FOLDERS and len(parts) > 1:
        return f"“{first}/” is a folder of the site's own pages and files.", "Write another slug."
    return None


def _list_mistakes(field: Field | None, what: str) -> Iterator[Mistake]:
    for entry in field.entries if field else ():
        slug = slug_of(entry.text)
        if not LETTER.search(slug):
            told = f"The {what} “{entry.text}” gives its list no address: it holds no letter and no digit."
            yield Mistake(entry.span, told, "Write it with letters.")
        elif len(slug.encode()) > LONGEST or DEVICES.fullmatch(slug):
            told = f"The {what} “{_short(entry.text)}” makes no address that every computer takes."
            yield Mistake(entry.span, told, "Write another, shorter name.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
