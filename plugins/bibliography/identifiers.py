"""The identifiers a work is known by, in every form they are pasted in: DOI, PubMed number, PMC number,
trial number, web address.

Two forms of one identifier compare equal only once both went through here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from plugins.bibliography.reference import bare_doi

# Signs that a copy from a web page or a PDF brings along and no device shows.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# DOI handbook, 2.2: a prefix that starts with "10." and a registrant's number, a slash, any sign.
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
IN_FRONT_OF_DOI = re.compile(
    r"(?:https?://)?(?:www\.|dx\.)?doi\.org/|(?:info:|urn:)?doi[:\s]\s*", re.IGNORECASE
)
PMID = re.compile(r"(?:pmid:?\s*)?0{0,7}(?P<number>[1-9][0-9]{0,7})", re.IGNORECASE)
PMCID = re.compile(r"(?:pmcid:?\s*)?pmc\s?0{0,7}(?P<number>[1-9][0-9]{0,9})(?:\.[0-9]{1,3})?", re.IGNORECASE)
TRIAL = re.compile(r"nct[0-9]{8}", re.IGNORECASE)
# No identifier is longer; what is, was pasted by mistake.
LONGEST = 2000
PUBMED_HOSTS = ("pubmed.ncbi.nlm.nih.gov",)
NCBI_HOSTS = ("www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov")
TRIAL_HOSTS = ("clinicaltrials.gov", "www.clinicaltrials.gov")
BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


class Kind(StrEnum):
    """What an identifier is one of."""

    DOI = "DOI"
    PMID = "PubMed number"
    PMCID = "PMC number"
    TRIAL = "trial number"
    ADDRESS = "web address"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in the one form that is compared and asked for."""

    kind: Kind
    value: str
    """10.1000/abc as typed; 19398386; PMC3775665; NCT00956631; https://…"""


class NoIdentifier(ValueError):
    """A text that is none; the message says which forms there are."""


def read_identifier(text: str) -> Identifier:
    """Return the identifier that was pasted, in whatever form; raise `NoIdentifier`."""
    pasted = UNSEEN.sub("", text).strip().strip("<>\"'“”").strip()
    if doi := doi_in(pasted):
        return Identifier(Kind.DOI, doi)
    for kind, value in ((Kind.PMCID, pmcid_in(pasted)), (Kind.PMID, pmid_in(pasted))):
        if value:
            return Identifier(kind, value)
    if TRIAL.fullmatch(pasted):
        return Identifier(Kind.TRIAL, pasted.upper())
    if re.match(r"https?://", pasted, re.IGNORECASE):
        return _read_address(pasted)
    raise NoIdentifier(
        f"“{text.strip()}” is no identifier that can be looked up. Give a DOI (10.1000/abc), a PubMed number "
        "(19398386), a PMC number (PMC3775665), a trial number (NCT00956631) or a web address (https://…)."
    )


def doi_in(text: str) -> str:
    """Return the DOI that a text consists of, without any prefix; "" where it is none."""
    text = UNSEEN.sub("", text).strip()
    if len(text) > LONGEST:
        return ""
    if prefix := IN_FRONT_OF_DOI.match(text):
        text = text[prefix.end() :].strip()
        if "%" in text and "/" in prefix.group():
            text = unquote(text)
    text = _without_end_signs(text)
    return text if DOI.fullmatch(text) else ""


def same_doi(text: str) -> str:
    """Return a DOI in the form to compare: bare and in small letters, as DOIs know no case."""
    return (doi_in(text) or bare_doi(UNSEEN.sub("", text))).lower()


def pmid_in(text: str) -> str:
    """Return the PubMed number that a text consists of; "" where it is none."""
    match = PMID.fullmatch(text.strip().rstrip(".,;"))
    return match["number"] if match else ""


def pmcid_in(text: str) -> str:
    """Return the PMC number that a text consists of, with its PMC; "" where it is none."""
    match = PMCID.fullmatch(text.strip().rstrip(".,;"))
    return f"PMC{match['number']}" if match else ""


def same_address(text: str) -> str:
    """Return a web address in the form to compare: without scheme, www, fragment and last slash."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return text.strip()
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _read_address(address: str) -> Identifier:
    """Return what an address leads to: a record of PubMed, PMC or the trial register, or a page."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        parts.port  # noqa: B018  (raises where it is no number)
    except ValueError:
        host = ""
    if not host or re.search(r"\s", address):
        raise NoIdentifier(f"“{address}” is no whole web address. Copy it again from the browser.")
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    if host in PUBMED_HOSTS and len(steps) == 1 and pmid_in(last):
        return Identifier(Kind.PMID, pmid_in(last))
    if host in NCBI_HOSTS:
        if steps[:1] == ["pubmed"] and len(steps) == 2 and pmid_in(last):
            return Identifier(Kind.PMID, pmid_in(last))
        number = next((pmcid_in(step) for step in steps if pmcid_in(step)), "")
        if number:
            return Identifier(Kind.PMCID, number)
    if host in TRIAL_HOSTS and TRIAL.fullmatch(last):
        return Identifier(Kind.TRIAL, last.upper())
    return Identifier(Kind.ADDRESS, address)


def _without_end_signs(text: str) -> str:
    """Leave off what ends the sentence a DOI was copied from: a full stop, a bracket nobody opened."""
    while text:
        last = text[-1]
        opening = BRACKETS.get(last)
        if last in ".,;" or (opening and text.count(last) > text.count(opening)):
            text = text[:-1]
        else:
            break
    return text
