"""Whom to ask about an identifier, and what the answer says about the work.

| identifier | asked | its answer |
|---|---|---|
| DOI | doi.org, which hands on to the registrar | CSL-JSON |
| PubMed and PMC number | NCBI's citation exporter | CSL-JSON |
| trial number | ClinicalTrials.gov, API version 2 | its own JSON |
| web address | the page itself | its meta elements |

Source: DOI content negotiation (citation.crosscite.org/docs.html); api.ncbi.nlm.nih.gov/lit/ctxp;
clinicaltrials.gov/data-api.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from plugins.bibliography.entries import Csl, tidy, usable
from plugins.bibliography.identifiers import Identifier, Kind
from plugins.bibliography.lookup import Answer, CouldNotAsk, NotThere, ask
from plugins.bibliography.reference import Json
from plugins.bibliography.web_page import page_entry
from plugins.bibliography.written_dates import date_parts, parts

CSL_JSON = "application/vnd.citationstyles.csl+json"
PAGE = "text/html,application/xhtml+xml"
REGISTER = "ClinicalTrials.gov"


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses that are asked; {} stands for the identifier."""

    doi: str = "https://doi.org/{}"
    pubmed: str = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id={}"
    pmc: str = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pmc/?format=csl&id={}"
    trials: str = "https://clinicaltrials.gov/api/v2/studies/{}"


def services_at(root: str) -> Services:
    """Return the services as one server has them in place of the real ones: for tests, and for a mirror."""
    root = root.rstrip("/")
    return Services(
        f"{root}/doi/{{}}",
        f"{root}/pubmed/?format=csl&id={{}}",
        f"{root}/pmc/?format=csl&id={{}}",
        f"{root}/trials/{{}}",
    )


def look_up(identifier: Identifier, services: Services, today: date, seconds: float) -> Csl:
    """Return the entry of a work, without a key; raise `NotThere` or `CouldNotAsk`.

    `today` is the day on which a page counts as read. Effect: uses the network.
    """
    value = quote(identifier.value, safe="/:;()")
    match identifier.kind:
        case Kind.DOI:
            answer = ask(services.doi.format(value), CSL_JSON, seconds)
            entry = _work(_json(answer), {"DOI": identifier.value})
        case Kind.PMID:
            answer = ask(services.pubmed.format(value), "application/json", seconds)
            entry = _work(_json(answer), {"PMID": identifier.value})
        case Kind.PMCID:
            answer = ask(services.pmc.format(value.removeprefix("PMC")), "application/json", seconds)
            entry = _work(_json(answer), {"PMCID": identifier.value})
        case Kind.TRIAL:
            entry = _trial(_json(ask(services.trials.format(value), "application/json", seconds)), today)
        case Kind.ADDRESS:
            entry = page_entry(ask(identifier.value, PAGE, seconds), identifier.value, today)
    if trouble := usable(entry):
        raise NotThere(f"The answer makes no reference. {trouble} Add it by “import”.")
    return entry


def _json(answer: Answer) -> Mapping[str, Json]:
    """Return the one record of an answer; raise where it is none."""
    try:
        data: Json = json.loads(answer.data)
    except (ValueError, RecursionError):
        raise CouldNotAsk(
            f"The answer of {answer.address.split('/')[2]} cannot be understood: it is not what this service "
            "sends. Try again later; where it lasts, add the reference by “import”."
        ) from None
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if data in ([], {}, None):
        raise NotThere(
            f"{answer.address.split('/')[2]} knows nothing by it. Compare it with the paper, sign by sign."
        )
    if not isinstance(data, dict):
        raise CouldNotAsk(
            f"The answer of {answer.address.split('/')[2]} holds no record. Try again later; where it lasts, "
            "add the reference by “import”."
        )
    return data


def _work(record: Mapping[str, Json], asked: Mapping[str, str]) -> Csl:
    """Return the entry of a record in CSL-JSON, with the identifier that it was asked for."""
    if "type" not in record and "title" not in record:
        raise CouldNotAsk(
            "The answer holds no reference, but something else. Try again later; where it lasts, add the "
            "reference by “import”."
        )
    served_by = record.get("institution")
    if record.get("type") in ("posted-content", "article") and isinstance(served_by, list) and served_by:
        # A preprint is printed with its server, whoever runs that (AMA 11th ed., 3.11.4.1).
        server = served_by[0].get("name") if isinstance(served_by[0], dict) else None
        record = {**record, "publisher": server or record.get("publisher")}
    entry = tidy({**record, **asked}, from_service=True)
    entry.pop("id", None)
    return entry


def _trial(record: Mapping[str, Json], today: date) -> Csl:
    """Return the entry of a trial record: title, register, number, last update, day of access."""
    protocol = _part(record, "protocolSection")
    named, status = _part(protocol, "identificationModule"), _part(protocol, "statusModule")
    number, title = named.get("nctId"), named.get("briefTitle") or named.get("officialTitle")
    if not isinstance(number, str) or not isinstance(title, str):
        raise CouldNotAsk(
            "The answer of the trial register holds no trial. Try again later; where it lasts, add the "
            "reference by hand: docs/library.md shows one."
        )
    updated = _part(status, "lastUpdatePostDateStruct").get("date")
    custom: Csl = {"updated": updated} if isinstance(updated, str) and date_parts(updated) else {}
    return tidy(
        {
            "type": "webpage",
            "title": title,
            "container-title": REGISTER,
            "number": number,
            "URL": f"https://clinicaltrials.gov/study/{number}",
            "accessed": parts(today.year, today.month, today.day),
            "custom": custom,
        },
        from_service=True,
    )


def _part(record: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    part = record.get(name)
    return part if isinstance(part, dict) else {}
