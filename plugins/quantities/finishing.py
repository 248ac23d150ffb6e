"""What a number is in its sentence: bounded or not, an age, a year, a share, the end of a change."""

from collections.abc import Sequence
from dataclasses import replace

from plugins.quantities.amounts import Amount, is_year, whole_behind
from plugins.quantities.context import PEOPLE, bound_before, bound_behind, counted_behind
from plugins.quantities.quantity import BARE, Bound, Form, Quantity, Unit
from plugins.quantities.tokens import Token
from plugins.quantities.units import unit_named

CHANGES = frozenset(
    """rise rises rose risen rising fall falls fell fallen falling go goes went gone grow grows grew grown
    increase increases increased improve improves improved drop drops dropped decline declines declined
    decrease decreases decreased change changes changed climb climbs climbed shrink shrank lengthen lengthened
    move moved come came jump jumped reduce reduces reduced
    worse worsen worsens worsened worsening better ease eases eased deteriorate deteriorates
    deteriorated""".split()
)
# How many tokens before a change's first number its verb may stand.
VERB_REACH = 12
YEAR_BEFORE = frozenset(
    "in since until till from by of during year to between and late early mid ( through".split()
)
STARTS = {("up", "from"), ("down", "from"), ("instead", "of"), ("rather", "than")}
AGED = frozenset({"aged", "age", "ages"})
Found = tuple[tuple[Quantity, ...], int]


def finish(text: str, tokens: Sequence[Token], first: Amount, second: Amount | None) -> Found:
    """Return the quantities that a number, or a number and its other end, make; with the index behind."""
    if second is not None and first.unit and second.unit and first.unit.dimension != second.unit.dimension:
        second = None
    bound, opens = bound_before(tokens, first.first)
    last = second or first
    unit = last.unit or first.unit
    behind, whole, counted = last.behind, None, ""
    if unit is None or unit.dimension == "count":
        if unit is not None:
            counted = tokens[behind - 1].text
        if (told := whole_behind(tokens, behind)) is not None and (
            second or first.value <= told[0] or _low(tokens, behind) == "of"
        ):
            whole, behind = told
        if unit is None:
            unit, behind, counted = counted_behind(tokens, behind)
    after, behind_bound, of_age = bound_behind(tokens, behind)
    if after is not Bound.EXACT and bound is Bound.EXACT:
        bound, behind = after, behind_bound
    form = first.form if whole is None else Form.SHARE
    form, unit, behind = _special(tokens, first, second, opens, form, unit, behind, bound, of_age)
    # “over 5 years”: how long it took, and no more than that.
    if tokens[opens].low == "over" and unit.dimension == "time" and form is not Form.AGE:
        bound, opens = Bound.EXACT, first.first
    if form is Form.P_VALUE or tokens[opens].text in "<>≤≥=":
        opens = max(opens - 1, 0)
    start, end = tokens[opens].start, tokens[behind - 1].end
    made = Quantity(
        start, end, text[start:end], first.value, first.value, unit, bound, form, whole, first.step, counted,
        first.sign,
    )  # fmt: skip
    if second is None:
        if form is Form.AGE and (tokens[behind - 1].low == "s" or first.form is Form.AGE):
            # “in their 60s”
            made = replace(made, high=first.value + 9)
        if form is Form.PLAIN:
            made = replace(made, form=_side(tokens, opens))
        return (made,), behind
    first_value = first.value
    if first.unit and second.unit and first.unit != second.unit:
        first_value = first.value * first.unit.scale / second.unit.scale
    if form is Form.PLAIN and _is_change(tokens, opens):
        begin = replace(made, end=tokens[first.behind - 1].end, form=Form.START)
        begin = replace(begin, text=text[begin.start : begin.end], low=first_value, high=first_value)
        finish_start = tokens[second.first].start
        ending = replace(
            made, start=finish_start, text=text[finish_start:end], low=second.value, high=second.value,
            step=second.step, form=Form.END, bound=after, sign=second.sign,
        )  # fmt: skip
        return (begin, ending), behind
    low, high = sorted((first_value, second.value))
    if form is Form.SCALE:
        low = high
    form = Form.RANGE if form is Form.PLAIN else form
    return (replace(made, low=low, high=high, form=form, step=max(first.step, second.step)),), behind


def _special(
    tokens: Sequence[Token],
    first: Amount,
    second: Amount | None,
    opens: int,
    form: Form,
    unit: Unit,
    behind: int,
    bound: Bound,
    of_age: bool,
) -> tuple[Form, Unit, int]:
    """Return form, unit and index behind where the words around make the number an age, a year or a ratio."""
    before, before_that = _low(tokens, opens - 1), _low(tokens, opens - 2)
    ahead = [_low(tokens, index) for index in range(behind, behind + 3)]
    years = unit.name == "year"
    if (before == "p" and (tokens[opens].text in "<>≤≥=" or bound is not Bound.EXACT)) or (
        before == "=" and before_that == "p"
    ):
        return Form.P_VALUE, BARE, behind
    if unit is BARE or years:
        if years and (ahead[:2] == ["-", "old"] or ahead[0] in ("old", "olds")):
            return Form.AGE, unit, behind + (2 if ahead[0] == "-" else 1)
        if years and ahead[:2] == ["of", "age"]:
            return Form.AGE, unit, behind + 2
        if ahead[0] == "s" and tokens[behind].start == tokens[behind - 1].end and first.value % 10 == 0:
            return Form.AGE, unit_named("year"), behind + 1
        bounded = bound.is_limit and tokens[opens].low in (
            "over",
            "under",
            "above",
            "below",
            "older",
            "younger",
        )
        if (
            before in AGED
            or (before == "of" and before_that in AGED)
            or (before in ("from", "between") and before_that in AGED)
            or of_age
            or (bounded and unit is BARE and before in PEOPLE and first.value <= 120)
            or (tokens[opens].low in ("older", "younger"))
        ):
            return Form.AGE, unit_named("year"), behind
    if unit is not BARE and not (form is Form.PLAIN and unit.dimension == "count"):
        return form, unit, behind
    token = tokens[first.first]
    if (
        is_year(token)
        and first.step == 1
        and (before in YEAR_BEFORE or (token.text[:2] == "20" and unit is BARE))
    ):
        return (Form.YEAR, Unit("calendar year", "calendar year"), first.behind if not second else behind)
    if unit is not BARE:
        return form, unit, behind
    nearby = [_low(tokens, index) for index in range(opens - 4, opens)]
    if nearby[-1:] == ["interval"] or nearby[-1:] == ["ci"] or nearby[-2:] in (["ci", ":"], ["ci", ","]):
        return Form.INTERVAL, unit, behind
    if nearby[-2:] in (["scale", "of"], ["scale", "from"]):
        return Form.SCALE, unit_named("point"), behind
    if "ratio" in nearby and second is None:
        return form, Unit("ratio", "ratio"), behind
    score = "score" in nearby[-2:] or "scores" in nearby[-2:]
    if score or (ahead[0] == "on" and ahead[1] in ("a", "an", "the") and _low(tokens, behind + 4) == "point"):
        return form, unit_named("point"), behind
    return form, unit, behind


def _side(tokens: Sequence[Token], opens: int) -> Form:
    """Return which end of a change a lone number is: “rose to 56 minutes”."""
    before = _low(tokens, opens - 1)
    if (_low(tokens, opens - 2), before) in STARTS:
        return Form.START
    if before in ("from", "to") and any(
        token.low in CHANGES for token in tokens[max(0, opens - VERB_REACH) : opens - 1]
    ):
        return Form.START if before == "from" else Form.END
    return Form.PLAIN


def _is_change(tokens: Sequence[Token], opens: int) -> bool:
    """Return whether “8 to 56 minutes” tells a change, and not a range."""
    words = [token.low for token in tokens[max(0, opens - VERB_REACH) : opens]]
    if "between" in words[-2:] or any(word.startswith("rang") for word in words[-3:]):
        return False
    if words[-2:] in (["up", "from"], ["down", "from"]):
        return True
    near = words if words[-1:] == ["from"] else words[-3:]
    return any(word in CHANGES for word in near)


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
