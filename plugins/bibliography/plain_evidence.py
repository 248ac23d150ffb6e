"""What a source is, in words for patients: how many people, what kind of study, compared with whom, how long.

An evidence file may say it itself (`plain`). Where it does not, the words are made of its settings, and of
nothing else: what it does not record is not said.
"""

import re

from plugins.bibliography.evidence import NO_GROUP, Evidence

# What the words of a study's design mean; a design may hold several. One that holds none stays as typed.
DESIGNS = {
    re.compile(pattern, re.IGNORECASE): words
    for pattern, words in (
        (r"\bsystematic review|\bmeta-?analys", "a review of earlier studies"),
        (r"(?<!non)(?<!non-)\brandomi[sz]ed", "chance decided who got which treatment"),
        (r"\bcase series", "a report on people who had the treatment"),
        (r"\bcase reports?\b", "a report on single patients"),
        (r"\bretrospective", "records read afterward"),
        (r"\bcross-sectional", "people looked at once"),
        (r"\bcohort", "a group of people followed over time"),
        (r"\bimaging study", "a study with scans"),
        (r"\bsurvey", "people asked in a survey"),
        (r"\bpublic record", "a public record, not a study"),
        (r"\bopen[ -]label", "everyone knew which treatment they had"),
        (r"\binterim\b", "not the final results"),
    )
}
LENGTH = re.compile(r"\d+ (?:day|week|month|year)s?")
READ = {
    "full text": "the full paper",
    "abstract": "its abstract, a short summary",
    "preprint": "a preprint, which no journal has reviewed",
    "data on file": "data that the company keeps on file; they are not published",
    "register": "its entry in a public register",
    "public record": "the public record itself",
}


def plain_words(evidence: Evidence) -> str:
    """Return what a source is in plain words, "" where its file does not tell: “40 people; a report on people
    who had the treatment; no comparison group; 1 year”."""
    if evidence.plain:
        return evidence.plain
    people = f"{evidence.participants:,} people" if evidence.participants else ""
    told = "; ".join(filter(None, (people, _design(evidence), _comparison(evidence), _length(evidence))))
    return f"{told[:1].upper()}{told[1:]}"


def what_was_read(evidence: Evidence) -> str:
    """Return what of a source was read here, in plain words; "" where nobody has recorded it."""
    return READ.get(evidence.basis, "")


def _design(evidence: Evidence) -> str:
    found = [words for pattern, words in DESIGNS.items() if pattern.search(evidence.design)]
    return "; ".join(found) or evidence.design.strip().rstrip(".")


def _comparison(evidence: Evidence) -> str:
    if evidence.comparison == NO_GROUP:
        # A design that is printed as it is typed may have said so.
        return "" if "comparison group" in _design(evidence) else "no comparison group"
    return f"compared with {evidence.comparison}" if evidence.comparison else ""


def _length(evidence: Evidence) -> str:
    """Return how long the study went on: the time that all its figures that name one are of."""
    times = {
        figure.timepoint.strip() for figure in evidence.figures if LENGTH.fullmatch(figure.timepoint.strip())
    }
    return times.pop() if len(times) == 1 else ""
