"""What a text itself demands: a page that names a product carries the disclaimer for that product.

Goes by the words of a text and by the disclaimers alone, never by an article's header. So it can bear
witness against the choice made from a header: a typo there changes the choice, but not the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.disclaimer.disclaimer import Disclaimer, Level
from plugins.disclaimer.names import find_name, plain_name
from plugins.disclaimer.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Demand:
    """A text with that name in it must carry this disclaimer, or one as strict."""

    name: str
    disclaimer: Disclaimer

    def is_met_by(self, carried: Disclaimer) -> bool:
        """Return whether a text that makes this demand may carry that disclaimer."""
        return carried.id == self.disclaimer.id or carried.strictness >= self.disclaimer.strictness


def demands_of(shelf: Shelf, names: Iterable[str] = ()) -> tuple[Demand, ...]:
    """Return what the disclaimers demand of texts: for the words of their line “Required when text names”,
    and for each product they apply to with its sign ("mild®"; the bare word may be a common one).

    `names` are further names of products: "mild® procedure" or "mild procedure" belongs to whichever
    disclaimer applies to the product “mild”.
    """
    more = tuple(names)
    return tuple(
        dict.fromkeys(
            Demand(name, disclaimer)
            for disclaimer in shelf.disclaimers.values()
            for name in _names_of(disclaimer, more)
        )
    )


def unmet(demands: Iterable[Demand], text: str, carried: Disclaimer) -> Iterator[Demand]:
    """Yield the demands of a text that the disclaimer it carries does not meet; one for a disclaimer."""
    told: set[str] = set()
    for demand in demands:
        if demand.is_met_by(carried) or demand.disclaimer.id in told or not find_name(demand.name, text):
            continue
        told.add(demand.disclaimer.id)
        yield demand


def _names_of(disclaimer: Disclaimer, more: tuple[str, ...]) -> Iterator[str]:
    yield from disclaimer.required_words
    for scope in disclaimer.scopes:
        if scope.level is not Level.PRODUCT:
            continue
        product = plain_name(scope.name)
        yield f"{product}®"
        yield from (name for name in more if plain_name(name).startswith(f"{product} "))
