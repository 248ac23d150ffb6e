"""What a reference found, figure by figure: content/evidence/<key>.toml, read."""

import tomllib
from dataclasses import dataclass
from datetime import date

NO_GROUP = "none"
DIRECTIONS = ("from-to", "difference", "share", "count", "range", "level")
"""8 to 56 minutes; 22.6 points better; 88 %; 5 of 42; 50 to 85 %; 149 people."""
BASES = ("full text", "abstract", "preprint", "data on file", "register", "public record")


@dataclass(frozen=True, slots=True)
class Figure:
    """One finding of a source, with everything a sentence about it has to agree with."""

    name: str
    finding: str
    values: tuple[str, ...]
    """Each with its unit: "8 minutes"."""
    population: str
    timepoint: str
    locator: str
    """Where in the source it stands: "Abstract, Results"."""
    direction: str = ""
    """What the values are to each other, one of `DIRECTIONS`, or "" where that is not recorded."""
    comparison: str = ""
    """The group it was compared with, in words; `NO_GROUP`, or "" where that is not recorded."""
    participants: int | None = None
    """How many people the figure rests on, where that differs from the whole study."""
    derived: str = ""
    """The sum that gives the last of `values` from numbers of the source: "(75 - 9) / 75"."""
    contrary: tuple[str, ...] = ()
    """What limits or contradicts it, a sentence each."""
    checked: date | None = None
    """When somebody last held it against the source."""
    review: date | None = None
    """From when on that must be done again."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is recorded about one source."""

    key: str
    design: str
    participants: int | None
    funding: str
    limits: str
    figures: tuple[Figure, ...]
    plain: str = ""
    """What the source is, in words for patients: "40 people, no comparison group, 1 year"."""
    comparison: str = ""
    """The group that those treated were compared with; `NO_GROUP`, or "" where that is not recorded."""
    basis: str = ""
    """What of the source was read, one of `BASES`, or "" where that is not recorded."""
    checked: date | None = None
    review: date | None = None

    def figure(self, name: str) -> Figure | None:
        """Return the figure of that name."""
        return next((figure for figure in self.figures if figure.name == name), None)


# How an evidence file says that nobody has looked up who paid, or that there was nobody to pay.
NO_PAYER = ("", "not recorded here", "public agency")


class WrongEvidence(ValueError):
    """An evidence file that cannot be used; the message is a sentence for whoever keeps it."""


def parse_evidence(key: str, text: str) -> Evidence:
    """Return the evidence in a TOML text; raise `WrongEvidence`."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongEvidence(f"The file is not valid TOML: {error}.") from None
    rows = table.get("figures", {})
    if not isinstance(rows, dict):
        raise WrongEvidence("“figures” must be tables: [figures.name].")
    figures = []
    for name, row in rows.items():
        if not isinstance(row, dict) or not str(row.get("finding", "")).strip():
            raise WrongEvidence(f"The figure “{name}” has no “finding”.")
        values = row.get("values", [])
        if not isinstance(values, list):
            raise WrongEvidence(f"The figure “{name}”: “values” must be a list of texts.")
        figures.append(
            Figure(
                name,
                str(row["finding"]),
                tuple(str(value) for value in values),
                str(row.get("population", "")),
                str(row.get("timepoint", "")),
                str(row.get("locator", "")),
            )
        )
    participants = table.get("participants")
    return Evidence(
        key,
        str(table.get("design", "")),
        participants if isinstance(participants, int) and not isinstance(participants, bool) else None,
        str(table.get("funding", "")),
        str(table.get("limits", "")),
        tuple(figures),
        str(table.get("plain", "")),
    )
