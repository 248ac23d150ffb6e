"""What a house sets for its own blog: how sure a claim's finding must be, and how grave a rule is.

    min_confidence = 0.6

    [severity]
    CLM107 = "error"
    PLN505 = "note"

stands in content/checks.toml. What a file sets that is not known here is a mistake, never passed over;
while it has one, nothing of it counts and the check is one of "could not check". Rules that nobody can
waive cannot be weakened either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType

from plugins.checks.finding import Finding, RuleSummary, Severity
from plugins.checks.rules import all_rules
from plugins.checks.waiver import NEVER_WAIVED
from plugins.claims.wording import LexiconProblems, Reading, near_misses, read_tables

SETTINGS = ("min_confidence", "severity")
SEVERITIES = tuple(severity.value for severity in Severity)
# The rules on claims without a source, whose findings are more or less sure.
CLAIMS = tuple(f"CLM10{number}" for number in range(1, 10))


@dataclass(frozen=True, slots=True)
class House:
    """The settings of one house; without a file, everything is as the rules declare it."""

    min_confidence: float = 0.0
    """From 0 to 1; findings CLM101 to CLM109 that are less sure are left out."""
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    """By the codes of rules."""

    def weighed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings as the house has them: the less sure ones left out, severities its own."""
        for finding in findings:
            if finding.rule in CLAIMS and finding.confidence < self.min_confidence:
                continue
            severity = self.severities.get(finding.rule, finding.severity)
            yield finding if severity is finding.severity else replace(finding, severity=severity)

    def summaries(self, rules: Iterable[RuleSummary]) -> tuple[RuleSummary, ...]:
        """Return what a report says of the rules, with the severities of the house."""
        return tuple(replace(rule, severity=self.severities.get(rule.code, rule.severity)) for rule in rules)


def parse_house(path: str, text: str) -> House:
    """Read the settings; raise `LexiconProblems` with every mistake, its line and what is allowed."""
    reading, tables = read_tables(path, text)
    for name in tables:
        if name not in SETTINGS:
            reading.report((name,), f"“{name}” is not a setting.", near_misses(name, SETTINGS))
    house = House(
        _confidence(tables.get("min_confidence", 0.0), reading),
        MappingProxyType(dict(_severities(tables.get("severity", {}), reading))),
    )
    if reading.problems:
        raise LexiconProblems(tuple(reading.problems))
    return house


def is_confidence(value: object) -> bool:
    """Return whether a value is a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _confidence(value: object, reading: Reading) -> float:
    if isinstance(value, int | float) and is_confidence(value):
        return float(value)
    reading.report(
        ("min_confidence",), f"“min_confidence” cannot be {value!r}.", "Allowed: a number from 0 to 1."
    )
    return 0.0


def _severities(table: object, reading: Reading) -> Iterator[tuple[str, Severity]]:
    if not isinstance(table, dict):
        reading.report(
            ("severity",), "“severity” is not a table.", 'Write [severity], below it CLM107 = "warning".'
        )
        return
    declared = {rule.code: rule.severity for rule in all_rules()}
    for code, value in table.items():
        place = ("[severity]", code)
        if code not in declared:
            near = get_close_matches(str(code).upper(), declared, n=1)
            meant = f"Did you mean {near[0]}? " if near else ""
            if code in SETTINGS:
                meant = f"Put “{code}” above [severity]. "
            reading.report(
                place,
                f"There is no rule “{code}”.",
                f"{meant}Allowed: the codes that the command “rules” lists.",
            )
        elif value not in SEVERITIES:
            reading.report(place, f"{code} cannot be {value!r}.", f"Allowed: {', '.join(SEVERITIES)}.")
        elif code.startswith(NEVER_WAIVED) and _is_weaker(Severity(value), declared[code]):
            reading.report(
                place,
                f"{code} cannot be weakened: what it finds must not be published.",
                f"Allowed: {declared[code].value}. Take the line out.",
            )
        else:
            yield code, Severity(value)


def _is_weaker(one: Severity, other: Severity) -> bool:
    return SEVERITIES.index(one.value) > SEVERITIES.index(other.value)
