"""Which rules of a style sheet may keep a disclaimer from being seen or read, on a screen or on paper.

Every rule for a disclaimer, for what is in it or for what it stands in counts that sets more than is
allowed (allowance.py). Conditions (`@media`, `:hover`), precedence and what a later rule takes back make
no difference: better a rule too many than one too few.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from plugins.checks.allowance import Values, custom_values, is_allowed, is_allowed_on_paper
from plugins.checks.selectors import meant, perhaps_meant, pseudo_element, with_any_state
from plugins.checks.styles import PAGE, Declaration, StyleRule, split_outside

# The class of the line above the article that leads to the disclaimer is another.
NAMES_IT = re.compile(r"disclaimer(?!-line)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A selector under which something may be hidden, and the rule in words."""

    selector: str
    told: str


def suspects(rules: Iterable[StyleRule]) -> tuple[Suspect, ...]:
    """Return every selector with a declaration that a disclaimer may not have, ready to be looked for."""
    rules = tuple(rules)
    values = custom_values(rules)
    found = []
    for rule in rules:
        for one in (one for selector in rule.selectors for one in split_outside(selector, ",")):
            unfit = next((each for each in rule.declarations if not _is_fit(one, each, values)), None)
            if unfit is not None:
                told = f"“{one} {{ {unfit.name}: {unfit.value} }}” in {rule.sheet}"
                found.append(Suspect(one if one.startswith(PAGE) else with_any_state(one), told))
    return tuple(found)


def _is_fit(selector: str, declaration: Declaration, values: Values) -> bool:
    if selector.startswith(PAGE):
        return is_allowed_on_paper(declaration, values, box=selector != PAGE)
    return is_allowed(declaration, values, pseudo_element(selector))


def concealing(notice: etree._Element, found: Iterable[Suspect]) -> Iterator[str]:
    """Yield, in words, the rules that may hide an element, something in it, or something around it."""
    family = frozenset((*notice.iter(), *notice.iterancestors()))
    root = notice.getroottree().getroot()
    for suspect in found:
        if suspect.selector.startswith(PAGE) or NAMES_IT.search(suspect.selector):
            # One that names the disclaimer may match later: a script can set the class it waits for.
            yield suspect.told
            continue
        certain = meant(suspect.selector, family, root)
        if certain:
            yield suspect.told
        elif certain is None and perhaps_meant(suspect.selector, family, root):
            yield f"{suspect.told}, whose selector the gate cannot judge"
