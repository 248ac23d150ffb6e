"""A dossier as a page of its own: no script, nothing from another host, to be opened, mailed and printed.

Every text is escaped, and what nobody can see (a mark that turns the line around, a space without width)
is shown as its number: [U+202E].
"""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plugins.bibliography.evidence import NO_GROUP, NO_PAYER, Evidence, Figure
from plugins.bibliography.evidence_rows import source_row
from plugins.bibliography.links import doi_address
from plugins.bibliography.runs import UNSEEN
from plugins.checks.finding import Finding, Severity
from plugins.checks.formats.terminal import CONSEQUENCE
from plugins.dossier.changes import side_by_side
from plugins.dossier.dossier import ClaimRow, Search, Status
from plugins.dossier.json_form import counts, pubmed_link
from plugins.dossier.site import Entry, SiteDossier
from plugins.dossier.standing import Standing
from plugins.manuscript.language import name_of

# What colours a status; the same is always said in words.
KINDS = {
    Status.SOURCED: "good",
    Status.CITED: "note",
    Status.WAIVED: "waived",
    Status.MISSING: "bad",
    Status.UNSOURCED: "bad",
    Standing.UNCHANGED: "good",
    Standing.CHANGED: "bad",
    Standing.UNREADABLE: "bad",
    Standing.NEVER: "open",
    Severity.ERROR: "bad",
    Severity.WARNING: "open",
    Severity.NOTE: "note",
}
UNRECORDED = "not recorded"


def article_page(entry: Entry) -> str:
    """Return an article's dossier as HTML."""
    page = _ENVIRONMENT.get_template("article.html")
    return page.render(entry=entry, dossier=entry.dossier, sign_off=entry.sign_off, counts=counts(entry))


def site_page(site: SiteDossier) -> str:
    """Return a blog's dossier as HTML."""
    return _ENVIRONMENT.get_template("site.html").render(site=site, count_rows=counts, total=_total(site))


def _total(site: SiteDossier) -> Mapping[str, int]:
    """Return what is counted of the articles, over all of them."""
    rows = [counts(entry) for entry in site.entries]
    return {name: sum(row[name] for row in rows) for name in (rows[0] if rows else {})}


def _visible(value: object) -> object:
    """Return a value with every sign that nobody can see as its number; markup stays markup."""
    if not isinstance(value, str):
        return value
    shown = UNSEEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", value)
    return Markup(shown) if isinstance(value, Markup) else shown


def _weighed(evidence: Evidence | None, figure: Figure | None = None) -> Mapping[str, str]:
    """Return what a source is weighed by, each in words, also where nothing is recorded."""
    row = source_row(evidence, figure)
    people, group, payer = row["participants"], str(row["comparison"]), str(row["funding"])
    return {
        "Design": str(row["design"]) or UNRECORDED,
        "Size": f"{people:,} people" if isinstance(people, int) else UNRECORDED,
        "Comparison group": "none" if group == NO_GROUP else group or UNRECORDED,
        "Funding": payer if payer and payer not in NO_PAYER[:2] else UNRECORDED,
        "What was read of it": str(row["basis"]) or UNRECORDED,
    }


def _consequence(found: Finding) -> str:
    return "let through" if found.suppressed else CONSEQUENCE[found.severity]


def _kind(value: object) -> str:
    """Return what colours a status, a standing or a finding."""
    if isinstance(value, Finding):
        return "waived" if value.suppressed else KINDS[value.severity]
    if isinstance(value, ClaimRow):
        # A source that is there is no comfort where it says something else.
        return "bad" if value.errors else KINDS[value.status]
    return KINDS[value] if isinstance(value, Status | Standing | Severity) else "note"


_ENVIRONMENT = Environment(
    autoescape=True,
    finalize=_visible,
    loader=PackageLoader("plugins.dossier"),
    lstrip_blocks=True,
    trim_blocks=True,
    undefined=StrictUndefined,
)
_ENVIRONMENT.globals.update(
    consequence=_consequence,
    doi_address=doi_address,
    kind=_kind,
    pubmed_link=pubmed_link,
    side_by_side=side_by_side,
    language_name=name_of,
    search=Search,
    status=Status,
    weighed=_weighed,
)
_ENVIRONMENT.filters["markup"] = Markup
