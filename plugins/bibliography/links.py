"""DOI and PubMed numbers of a reference: bare, from whatever form they are stored in, and as links."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from plugins.bibliography.runs import Part, Run

DOI_PREFIX = re.compile(r"https?://|(?:www\.|dx\.)*doi\.org/|doi(?:\s*:\s*|\s+)", re.IGNORECASE)
DOI_ADDRESS = re.compile(r"(?:doi:\s*)?(?:https?://)?(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
# DOI handbook, 2.2: a prefix that starts with "10." and a registrant's number, a slash, any sign.
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
PMID = re.compile(r"[1-9][0-9]{0,7}")
PMCID = re.compile(r"PMC[0-9]{1,9}")
LABEL = re.compile(r"\A(?:PMCID|PMID)\s*:?\s*", re.IGNORECASE)


def bare_doi(text: str) -> str:
    """Return a DOI without the prefixes it is copied with: https://doi.org/, doi:, DOI."""
    text = text.strip()
    if DOI_ADDRESS.match(text):
        text = unquote(text)
    while match := DOI_PREFIX.match(text):
        text = text[match.end() :].lstrip()
    return text.rstrip(".,")


def doi_in_address(address: str) -> str:
    """Return the DOI of an address at doi.org, "" for any other address."""
    doi = bare_doi(address) if DOI_ADDRESS.match(address) else ""
    return doi if DOI.fullmatch(doi) else ""


def bare_number(text: str) -> str:
    """Return a PubMed or PubMed Central number without its label."""
    return LABEL.sub("", text)


def doi_part(doi: str) -> Part:
    """Return doi:… as a link to the paper (AMA 11th ed., 3.15: no space in it, no stop behind)."""
    return (Run(f"doi:{doi}", address=doi_address(doi)),)


def doi_address(doi: str) -> str:
    """Return where a DOI leads, "" where it is none."""
    # Old DOIs hold < and >, which no address may: 10.1002/(SICI)1097<1::AID>3.0.CO;2-X.
    return f"https://doi.org/{quote(doi, safe='/:;()')}" if DOI.fullmatch(doi) else ""


def web_address(url: str) -> str:
    """Return an address as a link may hold it; whether it is one of the web is asked by `as_html`."""
    return url.replace("'", "%27")


def numbered(pmid: str, pmcid: str) -> Iterator[Part]:
    """Yield the PubMed number, or the one of PubMed Central, as a link."""
    if pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if PMID.fullmatch(pmid) else ""
        yield (Run(f"PMID: {pmid}", address=address),)
    elif pmcid:
        # Some programs leave out its PMC.
        pmcid = f"PMC{pmcid}" if pmcid.isdecimal() else pmcid
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/" if PMCID.fullmatch(pmcid) else ""
        yield (Run(f"PMCID: {pmcid}", address=address),)
