"""A quantity said in short, for messages and tests."""

from fractions import Fraction

from plugins.quantities.quantity import Bound, Form, Quantity

SIGNS = {
    Bound.EXACT: "", Bound.ABOUT: "~", Bound.LESS: "<", Bound.AT_MOST: "<=", Bound.MORE: ">",
    Bound.AT_LEAST: ">=", Bound.JUST_UNDER: "~<", Bound.JUST_OVER: "~>",
}  # fmt: skip
PLAINLY_SHOWN = (Form.PLAIN, Form.RANGE, Form.SHARE, Form.FRACTION)


def in_short(quantity: Quantity) -> str:
    """Return a quantity as tests write it: “~20 %”, “5/42 people”, “8 minute [from]”."""
    if quantity.form is Form.DATE:
        day = str(int(quantity.low))
        return f"{day[:4]}-{day[4:6]}-{day[6:]} [date]"
    said = number(quantity.low)
    if quantity.is_range:
        said += f"..{number(quantity.high)}"
    if quantity.whole:
        said += f"/{quantity.whole}"
    if quantity.form is not Form.YEAR and quantity.unit.name:
        said += f" {quantity.unit.name}"
    shown = "" if quantity.form in PLAINLY_SHOWN else f" [{quantity.form}]"
    return f"{SIGNS[quantity.bound]}{said}{shown}"


def number(value: Fraction) -> str:
    """Return a number as people write it, or as a fraction where its places do not end."""
    if value.denominator == 1:
        return str(value.numerator)
    places = f"{float(value):.6g}"
    return places if Fraction(places) == value else str(value)
