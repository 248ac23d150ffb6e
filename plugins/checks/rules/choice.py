"""DSC407 to DSC410: whether the header made the disclaimer apply that its writer meant."""

from collections.abc import Callable, Iterator
from functools import partial

from plugins.checks.finding import Severity
from plugins.checks.review import Review, Standard
from plugins.checks.rule import Hit, Subject, rule
from plugins.disclaimer.demand import Demand, demands_of, unmet
from plugins.disclaimer.disclaimer import Disclaimer
from plugins.disclaimer.doubt import Slip, doubts_about
from plugins.disclaimer.names import find_name
from plugins.disclaimer.shelf import WrongChoice, choose
from plugins.manuscript.document import Document
from plugins.manuscript.source import Span


@rule("DSC407", Severity.ERROR, Subject.ARTICLE)
def unknown_product(review: Review) -> Iterator[Hit]:
    """The products in a header are products that this site knows.

    Why:
        A disclaimer is chosen by the product. A name that nobody knows chooses none, and the article would
        carry the general text. Known are the products in “Applies to” of the disclaimers and the marks in
        plugins/checks/wording/marks.toml; signs, capitals and spaces do not count.
    Flagged:
        Product: ⟦mildd⟧

        The canal holds nerves.
    ---
        Product: ⟦mild, back brace⟧

        The canal holds nerves.
    Accepted:
        Product: mild®

        The canal holds nerves.
    ---
        Product: Mild

        The canal holds nerves.
    Source:
        House rule: the choice of a disclaimer never rests on a slip of the hand.
    """
    yield from doubts(review.document, review.standard, review.is_page, (Slip.PRODUCT,))


@rule("DSC408", Severity.ERROR, Subject.ARTICLE)
def category_in_doubt(review: Review) -> Iterator[Hit]:
    """A category is no slip for one with a stricter disclaimer, and an article that speaks of such has one.

    Why:
        “Treatment” is not “Treatments”: the article would carry the general text, and stand in a list of
        its own. So would one on treatments that has no category at all.
    Flagged:
        Category: ⟦Treatment⟧

        The canal holds nerves.
    ---
        Category: ⟦Treatements⟧
        Disclaimer: general

        The canal holds nerves.
    Accepted:
        Category: treatments

        The canal holds nerves.
    ---
        Category: Living with stenosis

        Some people ask about treatment.
    ---
        Disclaimer: general

        An article on treatment that has no category says which disclaimer it carries.
    Source:
        House rule: the choice of a disclaimer never rests on a slip of the hand.
    """
    yield from doubts(review.document, review.standard, review.is_page, (Slip.CATEGORY,))


@rule("DSC409", Severity.ERROR, Subject.ARTICLE)
def disclaimer_too_weak(review: Review) -> Iterator[Hit]:
    """An article whose text names a product, or whose title or tags name a treatment, carries its disclaimer.

    Why:
        What the text speaks of decides what its readers must be told, whatever the header says. The words
        are those in “Required when text names” of a disclaimer and its products with their sign. They
        count everywhere, also where “Disclaimer: general” stands; a title or tag may be overruled so.
    Flagged:
        Category: Living with stenosis

        Some people ask about the ⟦mild®⟧ procedure.
    ---
        Category: Living with stenosis
        Disclaimer: general

        Some people ask about the ⟦MILD (R)⟧ kit. It is small, and mild® is a mark.
    ---
        Title: ⟦A treatment for sore feet⟧
        Category: Living with stenosis

        The canal holds nerves.
    Accepted:
        Category: Living with stenosis
        Product: mild

        Some people ask about the mild® procedure.
    ---
        Category: Living with stenosis
        Disclaimer: procedure

        Some people ask about the mild® procedure.
    ---
        Title: A treatment for sore feet
        Category: Living with stenosis
        Disclaimer: general

        Mild pain is common.
    Source:
        FTC Health Products Compliance Guidance, 2022; 21 CFR 801.109(c); house rule.
    """
    yield from named_without_its_disclaimer(review.document, review.standard)
    yield from doubts(review.document, review.standard, review.is_page, (Slip.TOPIC,))


@rule("DSC410", Severity.WARNING, Subject.ARTICLE)
def choice_not_unique(review: Review) -> Iterator[Hit]:
    """Where more than one disclaimer could be meant, the header says which.

    Why:
        Of two that fit equally closely the stricter one is taken, and a closer one goes before a stricter
        one. A person should decide that and not an order of precedence.
    Flagged:
        Product: ⟦mild, walker⟧

        The canal holds nerves.
    ---
        Category: Treatments
        Product: ⟦walker⟧

        The canal holds nerves.
    Accepted:
        Product: mild, walker
        Disclaimer: procedure

        The canal holds nerves.
    ---
        Category: Treatments
        Product: mild

        The canal holds nerves.
    Source:
        House rule on precedence: header, product, category, everything.
    """
    yield from doubts(review.document, review.standard, review.is_page, (Slip.SEVERAL,))


def doubts(document: Document, standard: Standard, is_page: bool, slips: tuple[Slip, ...]) -> Iterator[Hit]:
    """Yield the doubts of some kinds about the disclaimer of an article; where none can be chosen there
    are none, and DSC406 tells why."""
    carried = _carried(document, standard)
    if carried is None:
        return
    marks = tuple(mark.form for mark in standard.terms.marks)
    text = "" if is_page else " ".join(text for text, _ in _texts(document))
    for doubt in doubts_about(document.header, standard.shelf, carried, marks, text):
        if doubt.slip in slips:
            yield Hit(doubt.message, doubt.help, doubt.span)


def named_without_its_disclaimer(document: Document, standard: Standard) -> Iterator[Hit]:
    """Yield a hit at the first place where an article names something its disclaimer is too weak for."""
    carried = _carried(document, standard)
    if carried is None:
        return
    demands = site_demands(standard)
    told: set[str] = set()
    for text, span_of in _texts(document):
        for demand in unmet(demands, text, carried):
            place = find_name(demand.name, text)
            if place is None or demand.disclaimer.id in told:
                continue
            told.add(demand.disclaimer.id)
            yield Hit(
                f"This article names “{demand.name}” but carries the disclaimer “{carried.id}”; "
                f"due is “{demand.disclaimer.id}” or one as strict.",
                f"Write “Disclaimer: {demand.disclaimer.id}” into the header, or the “Product” it is about.",
                span_of(*place),
            )


def site_demands(standard: Standard) -> tuple[Demand, ...]:
    """Return what the disclaimers of a site demand of every text, its marks with their nouns included."""
    names = (f"{mark.word} {noun}" for mark in standard.terms.marks for noun in mark.nouns)
    return demands_of(standard.shelf, names)


def _carried(document: Document, standard: Standard) -> Disclaimer | None:
    try:
        return choose(document.header, standard.shelf)
    except WrongChoice:
        return None


def _texts(document: Document) -> Iterator[tuple[str, Callable[[int, int], Span]]]:
    """Yield every text of an article that readers meet, each with the way back to the source."""
    for name in ("title", "summary"):
        field = document.header.get(name)
        if field is not None and field.entries:
            start = field.span.start
            text = document.source.text[start : field.span.end]
            yield text, partial(_moved, start)
    for passage in document.passages:
        yield passage.text, passage.span


def _moved(by: int, start: int, end: int) -> Span:
    return Span(by + start, by + end)
