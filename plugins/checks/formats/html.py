"""One page that whoever decides can open, mail and print: no script, and nothing from another host."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from jinja2 import Environment, StrictUndefined

from plugins.checks.finding import Finding, Report, Severity
from plugins.checks.formats.terminal import CONSEQUENCE, approved_as, covered_by, summary

SITE = "The built site"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the page shows it: its kind names a colour, its label says the same in words."""

    finding: Finding
    kind: str
    label: str

    @property
    def quoted(self) -> tuple[str, str, str] | None:
        """The line before the words, the words, and the line behind them."""
        snippet = self.finding.snippet
        if snippet is None:
            return None
        start, end = snippet.start, snippet.end
        return snippet.text[:start], snippet.text[start:end], snippet.text[end:]


@dataclass(frozen=True, slots=True)
class File:
    """A file and what was found in it."""

    path: str
    unread: bool
    told: tuple[Told, ...]


def write(report: Report, to: TextIO) -> None:
    """Write a report. Effect: writes to `to`."""
    found = {finding.rule for finding in report.findings}
    files = tuple(_files(report))
    with_findings = {file.path for file in files}
    page = PAGE.render(
        summary=summary(report),
        counts=_counts(report),
        files=files,
        clean=[path for path in report.checked if path not in with_findings],
        rules=[rule for rule in report.rules if rule.code in found],
        whole=SITE,
        claims=[(path, list(here)) for path, here in groupby(report.claims or (), lambda claim: claim.path)],
        covered_by=covered_by,
        approved_as=approved_as,
    )
    to.write(page + "\n")


def _counts(report: Report) -> list[tuple[str, int, str]]:
    """Return what is counted, how often, and the kind that names the colour (only where there is any)."""
    waived = sum(finding.suppressed is not None for finding in report.findings)
    rows = (
        ("files could not be checked", len(report.unreadable), "error"),
        ("stop publishing", report.count(Severity.ERROR), "error"),
        ("suggestions", report.count(Severity.WARNING), "warning"),
        ("notes", report.count(Severity.NOTE), "note"),
        ("let through", waived, "waived"),
        ("files checked", len(report.checked), "plain"),
    )
    return [(label, number, kind if number else "plain") for label, number, kind in rows]


def _files(report: Report) -> Iterator[File]:
    paths = dict.fromkeys((*(finding.path for finding in report.findings), *report.unreadable))
    for path in paths:
        here = tuple(_told(finding) for finding in report.findings if finding.path == path)
        yield File(path, path in report.unreadable, here)


def _told(finding: Finding) -> Told:
    if finding.suppressed:
        return Told(finding, "waived", "let through")
    return Told(finding, finding.severity.value, CONSEQUENCE[finding.severity])


# Text colours hold at least 7:1 on white, so that they also print well in grey.
STYLE = """\
:root { color-scheme: light; --error: #8f1414; --warning: #6b4300; --note: #14466b; --waived: #454545 }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 54rem; padding: 1.5rem; background: #fff; color: #1b1b1b;
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid #1b1b1b }
h3 { font-size: 1.0625rem; margin: 0 }
p { margin: .5rem 0 0 }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; padding: 0; list-style: none }
.counts li { flex: 1 1 7rem; padding: .5rem .75rem; border: 1px solid #767676; border-radius: .25rem }
.counts b { display: block; font-size: 1.5rem; line-height: 1.2 }
.finding { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid #767676; border-left-width: .375rem;
  border-radius: .25rem; break-inside: avoid }
.error { border-left-color: var(--error) } .error h3, .counts .error b { color: var(--error) }
.warning { border-left-color: var(--warning) } .warning h3, .counts .warning b { color: var(--warning) }
.note { border-left-color: var(--note) } .note h3, .counts .note b { color: var(--note) }
.waived { border-left-color: var(--waived); border-left-style: dashed } .waived h3 { color: var(--waived) }
.line { padding: .375rem .5rem; background: #f3f3f3; font: .9375rem/1.5 ui-monospace, monospace;
  white-space: pre-wrap }
mark { background: #ffe28a; color: inherit; text-decoration: underline; text-underline-offset: .2em }
.place { color: #454545; font-size: .9375rem }
details { margin: .5rem 0 } summary { cursor: pointer; font-weight: bold }
dt { font-weight: bold; margin-top: .75rem } dd { margin: 0 }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt } h2, h3 { break-after: avoid }
  .line { background: none; border: 1px solid #767676 } mark { background: none; font-weight: bold } }
"""
TEMPLATE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence Blog checks</title>
<style>
{{ style }}</style>
</head>
<body>
<main>
<h1>Evidence Blog checks</h1>
<p>{{ summary }}</p>
<ul class="counts">
{% for label, number, kind in counts %}
<li class="{{ kind }}"><b>{{ number }}</b> {{ label }}</li>
{% endfor %}
</ul>
{% for file in files %}
<section>
<h2>{{ file.path or whole }}</h2>
{% if file.unread %}
<p><strong>This file could not be checked.</strong></p>
{% endif %}
{% for told in file.told %}
{% set finding = told.finding %}
<article class="finding {{ told.kind }}">
<h3>{{ finding.message }}</h3>
{% if finding.place %}
<p class="place">Line {{ finding.place.line }}</p>
{% endif %}
{% if told.quoted %}
<p class="line">{{ told.quoted[0] }}<mark>{{ told.quoted[1] }}</mark>{{ told.quoted[2] }}</p>
{% endif %}
<p><strong>Why:</strong> {{ finding.why }}</p>
<p><strong>What to do:</strong> {{ finding.help }}</p>
{% if finding.suppressed %}
<p><strong>Let through:</strong> {{ finding.suppressed.reason }} ({{ finding.suppressed.by }})</p>
{% endif %}
<p class="place">{{ finding.rule }}, {{ told.label }}</p>
</article>
{% endfor %}
</section>
{% endfor %}
{% if clean %}
<section>
<h2>Nothing was found in</h2>
<ul>
{% for path in clean %}
<li>{{ path }}</li>
{% endfor %}
</ul>
</section>
{% endif %}
{% if claims %}
<section>
<h2>Every claim, and what covers it</h2>
{% for path, here in claims %}
<details>
<summary>{{ path }}: {{ here|length }}, not covered {{ here|rejectattr("covered_by")|list|length }}</summary>
<ul>
{% for claim in here %}
<li>Line {{ claim.place.line }}: <q>{{ claim.excerpt }}</q>, {{ claim.kind }}, {{ claim.confidence }},
{% if claim.covered_by %}
{{ covered_by(claim) }}{{ approved_as(claim) }}</li>
{% else %}
<strong>{{ covered_by(claim) }}</strong>{{ approved_as(claim) }}</li>
{% endif %}
{% endfor %}
</ul>
</details>
{% endfor %}
</section>
{% endif %}
{% if rules %}
<section>
<h2>The rules named above</h2>
<dl>
{% for rule in rules %}
<dt>{{ rule.code }}: {{ rule.title }}</dt>
<dd>Source: {{ rule.source }}</dd>
{% endfor %}
</dl>
</section>
{% endif %}
</main>
</body>
</html>"""
_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
_ENVIRONMENT.globals["style"] = STYLE
PAGE = _ENVIRONMENT.from_string(TEMPLATE)
