"""The pairs of sentences and figures (pairs.toml, pairs-held-out.toml), read."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.agreement import BoundFigure, verdicts_of
from plugins.evidence.comparing import compared
from plugins.evidence.reach import has_no_group

# The gravest first: what is to be said of a sentence with several numbers.
GRAVITY = ("differs", "cut range", "not stated", "no group", "undecided", "rounded", "agrees")
PASSES = {"agrees", "rounded"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the figures it cites, and what may be said of it."""

    kind: str
    figures: tuple[BoundFigure, ...]
    expected: frozenset[str]
    sentence: str

    @property
    def told(self) -> str:
        """What is said of it."""
        return judged(self.sentence, self.figures)

    @property
    def is_contradiction(self) -> bool:
        """Whether it must not pass."""
        return not self.expected & PASSES


def third_look() -> tuple[tuple[bool, tuple[BoundFigure, ...], str], ...]:
    """Return the sentences of third-look.txt: whether each may pass, its figure, and its words."""
    figures = {
        f"{one.key}.{figure.name}": (figure, one)
        for name in ("pairs.toml", "pairs-held-out.toml")
        for pair in pairs(name)
        for figure, one in pair.figures
    }
    lines = Path(__file__).with_name("third-look.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    return tuple((says == "passes", (figures[cited],), sentence) for says, cited, sentence in rows)


def judged(sentence: str, figures: tuple[BoundFigure, ...]) -> str:
    """Return the gravest of what is to be said of a sentence; what stands before "//" is read before it."""
    beside, _, sentence = sentence.rpartition(" // ")
    told = {verdict.outcome.value for verdict in verdicts_of(sentence, figures, beside=beside)}
    if compared(sentence) and all(has_no_group(figure, evidence) for figure, evidence in figures):
        told.add("no group")
    return min(told or {"agrees"}, key=GRAVITY.index)


def pairs(name: str) -> tuple[Pair, ...]:
    """Return the pairs of a file."""
    tables = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    rows = tables.pop("corpus")["pairs"]
    evidence = {key: _evidence(key, table) for key, table in tables.items()}
    return tuple(
        Pair(
            kind,
            tuple(_figure(evidence, cited) for cited in figures.split("; ")),
            frozenset(expected.split("|")),
            sentence,
        )
        for kind, figures, expected, sentence in rows
    )


def _figure(evidence: dict[str, Evidence], cited: str) -> BoundFigure:
    key, name = cited.split(".")
    figure = evidence[key].figure(name)
    assert figure is not None, cited
    return figure, evidence[key]


def _evidence(key: str, table: dict) -> Evidence:  # type: ignore[type-arg]  # rows of TOML
    figures = tuple(
        Figure(
            name, row["finding"], tuple(row["values"]), row["population"], row["timepoint"], "",
            direction=row.get("direction", ""), derived=row.get("derived", ""),
            participants=row.get("participants"), words=tuple(row.get("words", ())),
        )
        for name, row in table["figures"].items()
    )  # fmt: skip
    return Evidence(
        key,
        table["design"],
        table.get("participants"),
        "",
        "",
        figures,
        comparison=table.get("comparison", ""),
    )
