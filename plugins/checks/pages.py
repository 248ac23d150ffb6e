"""A rule's page: its docstring as Markdown for docs/rules/, and as text for the terminal."""

import textwrap
from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.rules import AnyRule, all_rules

EFFECTS = {
    Severity.ERROR: "stops publishing",
    Severity.WARNING: "is shown; stops publishing only with `--strict`",
    Severity.NOTE: "is shown",
}
NO_ADVICE = "The source says where the demand comes from; it is no legal advice."


def rule_page(rule: AnyRule) -> str:
    """Return a rule's page in Markdown."""
    return "\n".join(_page(rule)) + "\n"


def rules_index() -> str:
    """Return the page that lists all rules, in Markdown."""
    rows = "\n".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.severity.value} | {rule.subject.value} | {rule.title} |"
        for rule in all_rules()
    )
    return (
        "# Rules\n\nMade from the rules' own docstrings by\n"
        "`python -m plugins.checks rules --pages docs/rules`.\n"
        f"\n| code | severity | looks at | what is checked |\n|---|---|---|---|\n{rows}\n"
    )


def _page(rule: AnyRule) -> Iterator[str]:
    yield f"# {rule.code}: {rule.title}"
    yield ""
    yield f"Severity: {rule.severity.value} ({EFFECTS[rule.severity]}). Looks at: {rule.subject.value}."
    if rule.english_only:
        yield from (
            "",
            "It knows English words only: articles in another language are not looked at (PLN509, CLM114).",
        )
    yield from ("", "## Why", "", textwrap.fill(rule.why, 100))
    for title, examples in (("Flagged", rule.flagged), ("Accepted", rule.accepted)):
        yield from ("", f"## {title}")
        for example in examples:
            yield from ("", textwrap.indent(example, "    "))
    if any("⟦" in example for example in rule.flagged):
        yield from ("", "The brackets ⟦ ⟧ show the words that are pointed at; they are no part of the text.")
    yield from ("", "## Source", "", textwrap.fill(rule.source, 100), "", NO_ADVICE)
