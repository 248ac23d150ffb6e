"""What is recorded of a source and of a figure as JSON tells it: the dossier and claims.json, in one form."""

from plugins.bibliography.evidence_model import Evidence, Figure

Row = dict[str, object]


def source_row(evidence: Evidence | None, figure: Figure | None) -> Row:
    """Return what a source is weighed by; a figure's own group and size go before those of the source. What
    is not recorded is empty."""
    people = (figure.participants if figure else None) or (evidence.participants if evidence else None)
    return {
        "design": evidence.design if evidence else "",
        "participants": people,
        "comparison": evidence.comparison_of(figure) if evidence else "",
        "funding": evidence.funding if evidence else "",
        "limits": evidence.limits if evidence else "",
        "basis": evidence.basis if evidence else "",
    }


def figure_row(figure: Figure, evidence: Evidence) -> Row:
    """Return a figure with all that is recorded of it; the days are those that hold for it, its own or else
    the source's."""
    checked, review = evidence.checked_of(figure), evidence.review_of(figure)
    return {
        "name": figure.name,
        "finding": figure.finding,
        "values": list(figure.values),
        "direction": figure.direction,
        "population": figure.population,
        "timepoint": figure.timepoint,
        "comparison": figure.comparison,
        "participants": figure.participants,
        "locator": figure.locator,
        "derived": figure.derived,
        "contrary": list(figure.contrary),
        "checked": checked.isoformat() if checked else None,
        "review": review.isoformat() if review else None,
    }
