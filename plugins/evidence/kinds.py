"""Which number of a source a number of a sentence can be held against at all."""

from plugins.evidence.facts import Fact, Role
from plugins.quantities.quantity import BARE, Form, Quantity

# What a number without a unit may be; never a time, a length or a share.
MAY_BE_BARE = frozenset({"count", "score", "ratio", ""})
# What a source's number without a unit may be in a sentence.
MAY_BE_GIVEN = frozenset({"ratio", "score", "frequency", ""})
DATED = (Form.DATE, Form.YEAR)


def comparable(quantity: Quantity, fact: Fact) -> bool:
    """Return whether the two are of one kind: an age and an age, people and people, points and points."""
    stated = fact.quantity
    if Form.NAME in (quantity.form, stated.form):
        return quantity.form is stated.form and quantity.unit.name.lower() == stated.unit.name.lower()
    if quantity.form is Form.ALL_OR_NONE:
        return stated.percent is not None and fact.role is Role.VALUE
    if Form.SCALE in (quantity.form, stated.form):
        return quantity.form is stated.form
    if quantity.form is Form.AGE or stated.form is Form.AGE:
        if quantity.form is stated.form:
            return True
        return quantity.unit.name == stated.unit.name == "year" and quantity.base == stated.base
    if quantity.form in DATED or stated.form in DATED:
        return quantity.form in DATED and stated.form is Form.DATE
    if Form.P_VALUE in (quantity.form, stated.form):
        return quantity.form is stated.form
    if Form.INTERVAL in (quantity.form, stated.form):
        return quantity.unit == stated.unit == BARE and quantity.is_range and stated.is_range
    if quantity.whole or stated.whole:
        return quantity.percent is not None and stated.percent is not None
    if quantity.unit == BARE:
        return stated.unit.dimension in MAY_BE_BARE and fact.role is not Role.TIME
    if stated.unit == BARE:
        return quantity.unit.dimension in MAY_BE_GIVEN
    return quantity.unit.converts(stated.unit)
