"""Web pages, and documents that are neither article nor book: labeling, news releases, data on file."""

import re
from collections.abc import Iterator

from plugins.bibliography.names import name_list
from plugins.bibliography.parts import (
    address,
    authors,
    dated,
    day_or_year,
    kind_and_number,
    publication,
    title,
    whereabouts,
    year,
)
from plugins.bibliography.reference import Reference
from plugins.bibliography.runs import Part, plain, rich, sentence, title_sentence

NEWS_RELEASE = re.compile(r"(?:news|press|media) (?:release|announcement)", re.IGNORECASE)
LABELING = re.compile(
    r"package insert|(?:instructions|directions) for use|prescribing information"
    r"|(?:product |package )?label(?:l?ing)?",
    re.IGNORECASE,
)
# Trial registers with numbers of their own; the first letters tell which it is.
TRIAL_NUMBER = re.compile(r"(?:NCT|ISRCTN|EUCTR|ACTRN|ChiCTR|DRKS|jRCT|UMIN|NTR|NL|CTRI/)[0-9][\w/.-]*")
DATA_ON_FILE = re.compile(r"data on file\.?", re.IGNORECASE)


def is_data_on_file(reference: Reference) -> bool:
    """Return whether the source is a company's own data, which no reader can look up."""
    return bool(DATA_ON_FILE.fullmatch(plain(reference.title)) or DATA_ON_FILE.fullmatch(reference.genre))


def is_labeling(reference: Reference) -> bool:
    """Return whether the source is what comes with a product: insert, instructions for use, label."""
    return bool(LABELING.fullmatch(reference.genre))


def is_trial_record(reference: Reference) -> bool:
    """Return whether the source is a study's entry in a register of trials."""
    return reference.type in ("webpage", "post", "dataset", "document") and bool(
        TRIAL_NUMBER.match(reference.number)
    )


def web_page(reference: Reference) -> Iterator[Part]:
    """Yield: Author. Title. Site. Date. Updated …. Accessed …. URL (AMA 11th ed., 3.15.3).

    The day of publication stands bare, without “Published”; a site of the page's own name is not
    printed twice. Coverage decisions print like this.
    """
    yield authors(reference)
    yield title(reference)
    site = reference.journal or reference.publisher
    yield title_sentence(site) if site != reference.title else ()
    # A kind alone is what Zotero calls the type of the site; with a number it is what can be asked for.
    yield kind_and_number(reference) if reference.number else ()
    yield sentence(day_or_year(reference.issued))
    yield dated("Updated", reference.updated)
    yield from address(reference)


def trial_record(reference: Reference) -> Iterator[Part]:
    """Yield: Title. ClinicalTrials.gov identifier: NCT…. Updated …. Accessed …. URL (AMA 11th ed.,
    3.15). The day it was posted stands where no later one is known."""
    yield authors(reference)
    yield title(reference)
    register = reference.journal or reference.publisher
    if not register and reference.number.startswith("NCT"):
        register = "ClinicalTrials.gov"
    yield sentence(rich(register), " identifier: " if register else "Identifier: ", reference.number)
    yield dated("Updated", reference.updated) or dated("Posted", reference.issued)
    yield from address(reference)


def document(reference: Reference) -> Iterator[Part]:
    """Yield: Name. Package insert. Maker; Year. (AMA 11th ed., 3.13). The maker stands once, also where
    the library has it as the author too."""
    maker = reference.publisher or reference.archive or reference.authority
    if not maker and is_labeling(reference):
        maker = name_list(reference.authors)
    yield authors(reference, besides=maker)
    yield title(reference)
    yield title_sentence(reference.journal) if reference.journal != maker else ()
    yield kind_and_number(reference)
    yield sentence(f"Version {reference.version}" if reference.version else "")
    yield publication(maker, year(reference))
    yield dated("Updated", reference.updated)
    yield from whereabouts(reference)


def data_on_file(reference: Reference) -> Iterator[Part]:
    """Yield: Data on file. Company; Year. (AMA 11th ed., 3.13.9). That no one outside can read it is for
    the page to say: see `ama.is_unpublished`."""
    company = reference.publisher or name_list(reference.authors)
    yield authors(reference, besides=company)
    yield title(reference) or sentence("Data on file")
    yield (
        kind_and_number(reference)
        if not DATA_ON_FILE.fullmatch(reference.genre)
        else sentence(
            "" if DATA_ON_FILE.fullmatch(plain(reference.title)) else reference.genre, reference.number
        )
    )
    yield publication(company, year(reference))
    yield from whereabouts(reference)


def news_release(reference: Reference) -> Iterator[Part]:
    """Yield: Title. News release. Company; Month day, year. Accessed …. URL (AMA 11th ed., 3.15)."""
    company = reference.publisher or reference.journal
    yield authors(reference, besides=company)
    yield title(reference)
    yield sentence("News release")
    yield publication(company, day_or_year(reference.issued))
    yield dated("Updated", reference.updated)
    yield from address(reference)


def product(reference: Reference) -> Iterator[Part]:
    """Yield a data set or a program: Author. Title. Version 2. Maker; Year. Accessed …. URL (AMA 11th ed.,
    3.15)."""
    maker = reference.publisher or reference.journal or reference.archive
    yield authors(reference, besides=maker)
    yield title(reference)
    version = reference.version
    yield sentence(f"Version {version}" if version[:1].isdigit() else version)
    if reference.type == "dataset" and not reference.genre:
        yield sentence("Data set", f" {reference.number}" if reference.number else "")
    else:
        yield kind_and_number(reference)
    yield publication(maker, year(reference))
    yield dated("Updated", reference.updated)
    yield from whereabouts(reference)


def manuscript(reference: Reference) -> Iterator[Part]:
    """Yield: Author. Title. Unpublished manuscript. Archive; Year. (AMA 11th ed., 3.13.9)."""
    yield authors(reference)
    yield title(reference)
    yield sentence(rich(reference.genre or "Unpublished manuscript"))
    yield publication(reference.publisher or reference.archive, year(reference))
    yield from whereabouts(reference)


def personal(reference: Reference) -> Iterator[Part]:
    """Yield: Author. Title. Personal communication. Month day, year. (AMA 11th ed., 3.13.9)."""
    yield authors(reference)
    yield title(reference)
    yield sentence(rich(reference.genre or "Personal communication"))
    yield publication(reference.publisher, day_or_year(reference.issued))
    yield from whereabouts(reference)
