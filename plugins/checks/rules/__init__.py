"""All rules, one module to a family. A rule is found by standing in one of these modules."""

from typing import cast

from plugins.approval.approvals import Approvals
from plugins.bibliography.library import Library
from plugins.checks.collection import Collection
from plugins.checks.examination import Examination
from plugins.checks.publication import Publication
from plugins.checks.review import Review, Standard
from plugins.checks.rule import Rule, Subject
from plugins.checks.rules import (
    addresses,
    approval,
    backing,
    choice,
    citations,
    claims,
    consistency,
    crossings,
    disclaimers,
    evidence,
    evidence_files,
    figures,
    files,
    header,
    headlines,
    languages,
    links,
    marks,
    opening,
    output,
    placement,
    reading,
    record,
    references,
    regulation,
    results,
    safety,
    site,
    slips,
    stray,
    topic,
    vocabulary,
    waivers,
    wording,
)
from plugins.manuscript.source import Unreadable

MODULES = (
    claims,
    headlines,
    approval,
    wording,
    citations,
    placement,
    stray,
    references,
    evidence,
    results,
    regulation,
    backing,
    evidence_files,
    consistency,
    disclaimers,
    choice,
    files,
    header,
    addresses,
    links,
    topic,
    languages,
    opening,
    reading,
    vocabulary,
    figures,
    slips,
    marks,
    safety,
    site,
    output,
    record,
    crossings,
    waivers,
)
AnyRule = (
    Rule[Unreadable]
    | Rule[Review]
    | Rule[Examination]
    | Rule[Library]
    | Rule[Standard]
    | Rule[Approvals]
    | Rule[Publication]
    | Rule[Collection]
)


def all_rules() -> tuple[AnyRule, ...]:
    """Return every rule, ordered by code."""
    found = [item for module in MODULES for item in vars(module).values() if isinstance(item, Rule)]
    return tuple(sorted(found, key=lambda item: item.code))


def _about(subject: Subject) -> tuple[AnyRule, ...]:
    return tuple(item for item in all_rules() if item.subject is subject)


# What a rule's subject promises about the value its function takes, test_rules.py holds it to.
FILE_RULES = cast("tuple[Rule[Unreadable], ...]", _about(Subject.FILE))
ARTICLE_RULES = cast("tuple[Rule[Review], ...]", _about(Subject.ARTICLE))
WAIVER_RULES = cast("tuple[Rule[Examination], ...]", _about(Subject.WAIVERS))
LIBRARY_RULES = cast("tuple[Rule[Library], ...]", _about(Subject.LIBRARY))
EVIDENCE_RULES = cast("tuple[Rule[Standard], ...]", _about(Subject.EVIDENCE))
DISCLAIMER_RULES = cast("tuple[Rule[Standard], ...]", _about(Subject.DISCLAIMERS))
APPROVAL_RULES = cast("tuple[Rule[Approvals], ...]", _about(Subject.APPROVALS))
COLLECTION_RULES = cast("tuple[Rule[Collection], ...]", _about(Subject.COLLECTION))
SITE_RULES = cast("tuple[Rule[Publication], ...]", _about(Subject.SITE))
