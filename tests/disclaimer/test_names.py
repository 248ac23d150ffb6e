"""Names as people type them, and what texts and headers say with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.disclaimer.demand import demands_of, unmet
from plugins.disclaimer.disclaimer import Disclaimer, parse_disclaimer
from plugins.disclaimer.doubt import Doubt, Slip, doubts_about
from plugins.disclaimer.names import find_name, kin, nearest_name, plain_name, same_name
from plugins.disclaimer.shelf import Shelf, choose
from plugins.manuscript.header import parse_header
from plugins.manuscript.source import Source


def disclaimer(name: str, scope: str, strictness: int, more: str = "") -> Disclaimer:
    text = (
        f"Id: {name}\nVersion: 1\nTitle: Disclaimer\nIn force from: 2026-01-01\n"
        f"Strictness: {strictness}\nApplies to: {scope}\n{more}\nNo advice.\n"
    )
    made, flaws = parse_disclaimer(Source(f"{name}.md", text))
    assert made is not None, flaws
    return made


GENERAL = disclaimer("general", "everything", 1)
PROCEDURE = disclaimer(
    "procedure", "category Treatments; product mild", 2, "Required when text names: tube kit\n"
)
PAD = disclaimer("pad", "product heat-pad", 1)
SHELF = Shelf({one.id: one for one in (GENERAL, PROCEDURE, PAD)})
SAME = ["mild", "mild®", "Mild ", "MILD™", "mild (R)", "mild\u00a0®", "mi\u00adld", "“mild”", "ｍｉｌｄ"]


@pytest.mark.parametrize("typed", SAME)
def test_a_name_is_the_same_however_it_is_typed(typed: str) -> None:
    assert same_name(typed, "mild")


@pytest.mark.parametrize("typed", SAME)
def test_a_product_chooses_its_disclaimer_however_it_is_typed(typed: str) -> None:
    assert chosen(f"Product: {typed}").id == "procedure"


@pytest.mark.parametrize("typed", ["heat‑pad", "Heat–Pad®", "heat-pad"])
def test_the_shape_of_a_hyphen_chooses_no_other_disclaimer(typed: str) -> None:
    assert chosen(f"Product: {typed}").id == "pad"


@pytest.mark.parametrize("typed", ["milder", "mil", "mild kit", ""])
def test_another_name_is_another_name(typed: str) -> None:
    assert not same_name(typed, "mild")


@given(st.text(max_size=12))
def test_making_a_name_plain_once_is_enough(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)


def test_the_nearest_name_is_told_as_it_is_written() -> None:
    assert nearest_name("treatements", ("Living", "Treatments")) == "Treatments"
    assert nearest_name("zebra", ("Living", "Treatments")) == ""


def test_words_that_differ_in_number_only_are_kin() -> None:
    assert kin("treatment", "Treatments")
    assert not kin("treat", "Treatments")
    assert not kin("", "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the mild® kit", (4, 9)),
        ("the MILD (R) kit", (4, 12)),
        ("the mi\u200bld\u00a0™ kit", (4, 11)),
        ("mild pain", None),
        ("nonmild®", None),
        ("", None),
    ],
)
def test_a_mark_is_found_in_a_text_with_any_sign(text: str, place: tuple[int, int] | None) -> None:
    assert find_name("mild®", text) == place


# What a text demands


@pytest.mark.parametrize(
    "text", ["The mild® kit.", "A tube  kit.", "One MILD(TM) procedure.", "A mild procedure."]
)
def test_a_text_that_names_what_a_disclaimer_is_for_demands_it(text: str) -> None:
    demands = demands_of(SHELF, ("mild procedure",))
    assert [one.disclaimer.id for one in unmet(demands, text, GENERAL)] == ["procedure"]
    assert list(unmet(demands, text, PROCEDURE)) == []


@pytest.mark.parametrize("text", ["Mild pain.", "A tube.", "", "Heat helps."])
def test_a_text_that_names_nothing_demands_nothing(text: str) -> None:
    assert list(unmet(demands_of(SHELF, ("mild procedure",)), text, GENERAL)) == []


def test_a_disclaimer_that_is_as_strict_meets_a_demand() -> None:
    assert list(unmet(demands_of(SHELF), "The heat-pad®.", GENERAL)) == []


def test_what_a_text_must_name_is_a_name() -> None:
    made, flaws = parse_disclaimer(
        Source(
            "a.md",
            "Id: a\nVersion: 1\nTitle: T\nIn force from: 2026-01-01\nStrictness: 1\nApplies to: everything\n"
            "Required when text names: mild®; ®\n\nText.\n",
        )
    )
    assert made is None
    assert [flaw.message for flaw in flaws] == ["“®” is no name that could be found in a text."]


# What speaks against a choice


def chosen(*lines: str) -> Disclaimer:
    return choose(parse_header(Source("a.md", "\n".join((*lines, "", "Text.")))), SHELF)


def doubts(*lines: str, text: str = "Text.") -> list[Doubt]:
    header = parse_header(Source("a.md", "\n".join((*lines, "", "Text."))))
    return list(doubts_about(header, SHELF, choose(header, SHELF), ("walker®",), text))


@pytest.mark.parametrize(
    ("lines", "slip", "told"),
    [
        (("Product: mildd",), Slip.PRODUCT, "Did you mean “mild”?"),
        (("Product: mild, zebra",), Slip.PRODUCT, "The products are: mild, heat-pad, walker."),
        (("Product: wolker",), Slip.PRODUCT, "Did you mean “walker®”?"),
        (("Category: Treatment",), Slip.CATEGORY, "Write “Category: Treatments”"),
        (("Category: Treatmants", "Disclaimer: general"), Slip.CATEGORY, "Write “Category: Treatments”"),
        (("Title: A treatment", "Category: Living"), Slip.TOPIC, "“Disclaimer: procedure”"),
        (("Tags: walking, treatments", "Category: Living"), Slip.TOPIC, "“Disclaimer: procedure”"),
        (("Category: Treatment stories",), Slip.TOPIC, "“Disclaimer: procedure”"),
        (("Product: mild, heat-pad",), Slip.SEVERAL, "“Disclaimer: procedure”"),
        (("Category: Treatments", "Product: heat-pad"), Slip.SEVERAL, "“Disclaimer: pad”"),
    ],
)
def test_a_slip_in_a_header_is_told_with_what_was_meant(
    lines: tuple[str, ...], slip: Slip, told: str
) -> None:
    [doubt] = [one for one in doubts(*lines) if one.slip is slip]
    assert told in doubt.help


@pytest.mark.parametrize(
    "lines",
    [
        ("Category: Living",),
        ("Category: treatments",),
        ("Category: Living", "Product: walker"),
        ("Product: Mild®",),
        ("Category: Treatment", "Disclaimer: procedure"),
        ("Title: A treatment", "Category: Living", "Disclaimer: general"),
        ("Product: mild, heat-pad", "Disclaimer: procedure"),
        ("Category: Treatments", "Product: mild"),
    ],
)
def test_a_header_that_says_what_it_means_raises_no_doubt(lines: tuple[str, ...]) -> None:
    assert doubts(*lines) == []


def test_a_text_on_treatment_without_a_category_raises_a_doubt() -> None:
    [doubt] = doubts(text="A treatment for sore feet.")
    assert "has no category" in doubt.message
    assert doubts(text="Sore feet.") == []
    assert doubts("Disclaimer: general", text="A treatment for sore feet.") == []


def test_a_page_needs_no_category() -> None:
    assert doubts(text="") == []
