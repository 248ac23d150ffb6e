"""What speaks against the choice of a disclaimer: a slip in the header that made a weaker one apply.

`choose` goes by the header as it stands. Here the header is held against everything that is known
beside it: the products and categories there are, the title and tags, the other disclaimers that apply.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from plugins.disclaimer.disclaimer import Disclaimer, Level
from plugins.disclaimer.names import kin, nearest_name, plain_name, same_name
from plugins.disclaimer.shelf import Shelf, fitting_disclaimers, products_of
from plugins.manuscript.header import Header
from plugins.manuscript.source import Span

WORD = re.compile(r"[^\W\d_]+")


class Slip(StrEnum):
    """What kind of slip a doubt is about."""

    PRODUCT = "a product nobody knows"
    CATEGORY = "a category that is missing or nearly one of those that count"
    TOPIC = "a topic that has a stricter disclaimer"
    SEVERAL = "several disclaimers that apply"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to doubt that the header says what its writer meant."""

    slip: Slip
    message: str
    help: str
    span: Span | None
    """Where in the source; None: the file as a whole."""


def doubts_about(
    header: Header, shelf: Shelf, carried: Disclaimer, products: Iterable[str] = (), text: str = ""
) -> Iterator[Doubt]:
    """Yield every doubt about the disclaimer that was chosen for a header.

    `products` are names of products beside those that disclaimers apply to. `text` is the article's, ""
    for a page (about, contact …), which needs no category.
    """
    yield from _unknown_products(header, shelf, tuple(products))
    yield from _category(header, shelf, carried, text)
    if not header.text("disclaimer"):
        yield from _topic(header, shelf, carried)
        yield from _several(header, shelf, carried)


def _unknown_products(header: Header, shelf: Shelf, more: tuple[str, ...]) -> Iterator[Doubt]:
    known = (*shelf.names(Level.PRODUCT), *more)
    field = header.get("product")
    for product in products_of(header):
        if field is None or any(same_name(product, name) for name in known):
            continue
        near = nearest_name(product, known, 0.5)
        names = ", ".join(dict.fromkeys(plain_name(name) for name in known)) or "none so far"
        guess = f"Did you mean “{near}”? " if near else ""
        yield Doubt(
            Slip.PRODUCT,
            f"No disclaimer and no list of marks knows the product “{product}”.",
            f"{guess}The products are: {names}. A new one goes into “Applies to” of its disclaimer.",
            field.span,
        )


def _category(header: Header, shelf: Shelf, carried: Disclaimer, text: str) -> Iterator[Doubt]:
    category, field = header.text("category"), header.get("category")
    counting = _stricter(shelf, carried)
    if not plain_name(category):
        if not header.text("disclaimer"):
            yield from _no_category(counting, carried, text)
        return
    near = nearest_name(category, (name for name, _ in counting))
    known = any(same_name(category, name) for name in shelf.names(Level.CATEGORY))
    if near and field is not None and not known:
        stricter = next(one for name, one in counting if name == near)
        yield Doubt(
            Slip.CATEGORY,
            f"“{category}” is nearly the category “{near}”, whose articles must carry the disclaimer "
            f"“{stricter.id}”; this one carries “{carried.id}”.",
            f"Write “Category: {near}”, or choose a category that cannot be taken for it.",
            field.span,
        )


def _no_category(
    counting: tuple[tuple[str, Disclaimer], ...], carried: Disclaimer, text: str
) -> Iterator[Doubt]:
    words = set(WORD.findall(text))
    for name, stricter in counting:
        if any(kin(word, name) for word in words):
            yield Doubt(
                Slip.CATEGORY,
                f"This article has no category and speaks of “{name.casefold()}”. It carries the disclaimer "
                f"“{carried.id}”; in the category “{name}” it would carry “{stricter.id}”.",
                "Write “Category: …” into the header, or name the disclaimer: “Disclaimer: …”.",
                None,
            )
            return


def _topic(header: Header, shelf: Shelf, carried: Disclaimer) -> Iterator[Doubt]:
    """Yield a doubt where title, tags or category name what a stricter disclaimer is for."""
    for field in filter(None, map(header.get, ("title", "tags", "category"))):
        words = WORD.findall(field.text)
        for name, stricter in _stricter(shelf, carried):
            word = next((word for word in words if kin(word, name)), "")
            is_near = field.name == "category" and nearest_name(field.text, (name,))
            if word and not is_near:
                yield Doubt(
                    Slip.TOPIC,
                    f"“{field.label.text}” speaks of “{word}”, but this article carries the disclaimer "
                    f"“{carried.id}”; articles on “{name}” must carry “{stricter.id}”.",
                    f"Write “Category: {name}” or “Disclaimer: {stricter.id}”. If “{carried.id}” is right "
                    f"all the same, say so: “Disclaimer: {carried.id}”.",
                    field.span,
                )
                return


def _several(header: Header, shelf: Shelf, carried: Disclaimer) -> Iterator[Doubt]:
    """Yield a doubt where another disclaimer has as good a claim: as close a fit, or a stricter text."""
    fitting = fitting_disclaimers(header, shelf)
    own = max((level for level, one in fitting if one.id == carried.id), default=Level.EVERYTHING)
    others = [
        one
        for level, one in fitting
        if one.id != carried.id
        and ((level is own and level is not Level.EVERYTHING) or one.strictness > carried.strictness)
    ]
    if others:
        names = ", ".join(f"“{one.id}”" for one in others)
        field = header.get("product") or header.get("category")
        yield Doubt(
            Slip.SEVERAL,
            f"More than one disclaimer applies to this article: “{carried.id}” is chosen, {names} "
            f"{'is' if len(others) == 1 else 'are'} not.",
            f"Say which is meant: “Disclaimer: {carried.id}” or one that is stricter.",
            field.span if field else None,
        )


def _stricter(shelf: Shelf, carried: Disclaimer) -> tuple[tuple[str, Disclaimer], ...]:
    """Return the categories whose articles must carry a stricter disclaimer than the one carried."""
    return tuple(
        (scope.name, disclaimer)
        for disclaimer in shelf.disclaimers.values()
        if disclaimer.strictness > carried.strictness
        for scope in disclaimer.scopes
        if scope.level is Level.CATEGORY
    )
