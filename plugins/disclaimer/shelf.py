"""All disclaimers of a blog, and the choice of the one that an article must carry.

The only module of this package that opens files.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from plugins.disclaimer.disclaimer import Disclaimer, Level, parse_disclaimer
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.header import Header
from plugins.manuscript.source import Span, read_source


class WrongChoice(ValueError):
    """No disclaimer can be chosen for an article: none applies, two do, or a wrong one is named.

    `help` says what to do; `named` tells whether the article's own header line is at fault.
    """

    def __init__(self, message: str, help: str, named: bool = False) -> None:
        super().__init__(message)
        self.help = help
        self.named = named


@dataclass(frozen=True, slots=True)
class Shelf:
    """The disclaimers by id, and what is wrong with their files."""

    disclaimers: Mapping[str, Disclaimer] = field(default_factory=lambda: MappingProxyType({}))
    flaws: tuple[Flaw, ...] = ()
    folder: str = "content/disclaimers"
    """For messages."""

    def names(self, level: Level) -> tuple[str, ...]:
        """Return the categories or products that some disclaimer applies to, each once."""
        scopes = (scope for disclaimer in self.disclaimers.values() for scope in disclaimer.scopes)
        return tuple(dict.fromkeys(scope.name for scope in scopes if scope.level is level))


def load_shelf(folder: Path, root: Path) -> Shelf:
    """Read every disclaimer file of a folder; raise `Unreadable` where one of them is no text.

    A flawed file is left out, so that nothing is ever published under half a disclaimer.
    """
    name = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
    found: dict[str, Disclaimer] = {}
    flaws: list[Flaw] = []
    for file in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        source = read_source(file, f"{name}/{file.name}")
        disclaimer, wrong = parse_disclaimer(source)
        flaws += wrong
        if disclaimer is None:
            continue
        if disclaimer.id in found:
            flaws.append(
                Flaw(
                    source,
                    Span(0, 0),
                    f"Two files have the disclaimer id “{disclaimer.id}”: this one and "
                    f"{found[disclaimer.id].source.path}.",
                    "Give one of them another id, or take it out.",
                )
            )
            continue
        flaws += _rivals(disclaimer, found)
        found[disclaimer.id] = disclaimer
    return Shelf(MappingProxyType(found), tuple(flaws), name)


def _rivals(disclaimer: Disclaimer, before: Mapping[str, Disclaimer]) -> Iterator[Flaw]:
    """Yield the disclaimers between which nothing would decide."""
    for other in before.values():
        if other.strictness != disclaimer.strictness:
            continue
        for scope in disclaimer.scopes:
            if any(scope.same_as(theirs) for theirs in other.scopes):
                yield Flaw(
                    disclaimer.source,
                    Span(0, 0),
                    f"The disclaimers “{other.id}” and “{disclaimer.id}” apply to the same articles "
                    "and are equally strict.",
                    "Give one of them a higher “Strictness”.",
                )


def choose(header: Header, shelf: Shelf) -> Disclaimer:
    """Return the disclaimer of an article; raise `WrongChoice` where there is no single one.

    Precedence: the one named in the header, if it is at least as strict as the one that applies;
    else by product, by category, for everything. Of two that fit equally closely the stricter one.
    Never depends on the day: whether it is in force is rule DSC406's question. Nor does it doubt the
    header: a product that no disclaimer knows has no effect here, and `doubts_about` speaks of it.
    """
    applying = _applying(header, shelf)
    named = header.text("disclaimer")
    if not named:
        return applying
    chosen = shelf.disclaimers.get(named.lower())
    if chosen is None:
        near = get_close_matches(named.lower(), shelf.disclaimers, n=1, cutoff=0.5)
        guess = f"Did you mean “{near[0]}”? " if near else ""
        known = ", ".join(shelf.disclaimers)
        raise WrongChoice(
            f"There is no disclaimer “{named}”.", f"{guess}The disclaimers are: {known}.", named=True
        )
    if chosen.strictness < applying.strictness:
        raise WrongChoice(
            f"The disclaimer “{chosen.id}” is less strict than “{applying.id}”, "
            "which this article must carry.",
            f"Write “Disclaimer: {applying.id}”, or take the line out.",
            named=True,
        )
    return chosen


def products_of(header: Header) -> tuple[str, ...]:
    """Return the products in a header, as they are typed."""
    return tuple(name.strip() for name in re.split("[,;]", header.text("product")) if name.strip())


def fitting_disclaimers(header: Header, shelf: Shelf) -> tuple[tuple[Level, Disclaimer], ...]:
    """Return every disclaimer that applies to an article, each with how closely it fits."""
    category, products = header.text("category"), products_of(header)
    return tuple(
        (level, disclaimer)
        for disclaimer in shelf.disclaimers.values()
        if (level := disclaimer.level_for(category, products)) is not None
    )


def _applying(header: Header, shelf: Shelf) -> Disclaimer:
    fitting = [(level, one.strictness, one) for level, one in fitting_disclaimers(header, shelf)]
    if not fitting:
        raise WrongChoice(
            "No disclaimer applies to this article.",
            f"Add one to {shelf.folder} with the line “Applies to: everything”.",
        )
    closest = max((level, strictness) for level, strictness, _ in fitting)
    best = [found for level, strictness, found in fitting if (level, strictness) == closest]
    if len(best) > 1:
        ids = " and ".join(f"“{disclaimer.id}”" for disclaimer in best)
        raise WrongChoice(
            f"The disclaimers {ids} apply to this article equally.",
            "Give one of them a higher “Strictness”, or name one in the article's header.",
        )
    return best[0]
