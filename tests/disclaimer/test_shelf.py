"""Which disclaimer an article must carry, and what a shelf of files has wrong with it."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.disclaimer.disclaimer import Disclaimer, parse_disclaimer
from plugins.disclaimer.shelf import Shelf, WrongChoice, choose, load_shelf
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.source import Source, Unreadable

PROJECT = Path(__file__).parents[2]


def text_of(name: str, scope: str, strictness: int = 1) -> str:
    return (
        f"Id: {name}\nVersion: 1\nTitle: Disclaimer\nIn force from: 2026-01-01\n"
        f"Strictness: {strictness}\nApplies to: {scope}\n\nThis page is no advice.\n"
    )


def disclaimer(name: str, scope: str, strictness: int = 1) -> Disclaimer:
    made, flaws = parse_disclaimer(Source(f"disclaimers/{name}.md", text_of(name, scope, strictness)))
    assert made is not None, flaws
    return made


def shelf(*disclaimers: Disclaimer) -> Shelf:
    return Shelf({one.id: one for one in disclaimers})


def header(*lines: str) -> Header:
    return parse_header(Source("a.md", "\n".join(("Title: A", *lines, "", "Text."))))


GENERAL = disclaimer("general", "everything", 1)
TREATMENT = disclaimer("treatment", "category Treatments", 2)
DEVICE = disclaimer("device", "product mild", 3)
MILDER = disclaimer("milder", "product pad", 0)
ALL = shelf(GENERAL, TREATMENT, DEVICE, MILDER)


def refusal(*lines: str, on: Shelf = ALL) -> WrongChoice:
    with pytest.raises(WrongChoice) as caught:
        choose(header(*lines), on)
    return caught.value


# Precedence


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        ((), "general"),
        (("Category: Basics",), "general"),
        (("Category: Treatments",), "treatment"),
        (("Category: treatments",), "treatment"),
        (("Product: mild",), "device"),
        (("Category: Treatments", "Product: other, MILD"), "device"),
        (("Product: other",), "general"),
        (("Disclaimer: device",), "device"),
        (("Disclaimer: Device",), "device"),
        (("Category: Treatments", "Disclaimer: device"), "device"),
        (("Disclaimer: general",), "general"),
        (("Disclaimer:",), "general"),
    ],
)
def test_the_header_goes_before_the_product_the_product_before_the_category(
    lines: tuple[str, ...], chosen: str
) -> None:
    assert choose(header(*lines), ALL).id == chosen


def test_the_closer_disclaimer_is_chosen_even_where_it_is_less_strict() -> None:
    assert choose(header("Product: pad"), ALL).id == "milder"


def test_of_two_that_fit_equally_closely_the_stricter_is_chosen() -> None:
    both = shelf(disclaimer("one", "everything", 1), disclaimer("two", "everything", 2))
    assert choose(header(), both).id == "two"


def test_an_article_may_name_a_disclaimer_that_is_as_strict() -> None:
    both = shelf(GENERAL, disclaimer("same", "category Other", 1))
    assert choose(header("Disclaimer: same"), both).id == "same"


def test_an_article_may_not_name_a_less_strict_one() -> None:
    error = refusal("Category: Treatments", "Disclaimer: general")
    assert (str(error), error.named) == (
        "The disclaimer “general” is less strict than “treatment”, which this article must carry.",
        True,
    )


def test_who_named_a_less_strict_one_is_told_which_to_name() -> None:
    assert "“Disclaimer: treatment”" in refusal("Category: Treatments", "Disclaimer: general").help


def test_an_unknown_disclaimer_is_answered_with_the_nearest() -> None:
    error = refusal("Disclaimer: tretment")
    assert error.help.startswith("Did you mean “treatment”?")


def test_an_unknown_disclaimer_is_answered_with_all_there_are() -> None:
    error = refusal("Disclaimer: zzz")
    assert (error.help, error.named) == ("The disclaimers are: general, treatment, device, milder.", True)


def test_where_none_applies_none_is_made_up() -> None:
    error = refusal(on=shelf(TREATMENT))
    assert (str(error), error.named) == ("No disclaimer applies to this article.", False)


def test_where_none_applies_naming_one_does_not_help() -> None:
    assert "No disclaimer applies" in str(refusal("Disclaimer: treatment", on=shelf(TREATMENT)))


def test_two_that_fit_equally_are_not_drawn_by_lot() -> None:
    both = shelf(disclaimer("one", "product mild", 2), disclaimer("two", "product pad", 2))
    error = refusal("Product: mild, pad", on=both)
    assert "“one” and “two”" in str(error)


SOME = st.lists(
    st.tuples(st.sampled_from(["everything", "category Treatments", "product mild"]), st.integers(0, 2)),
    max_size=4,
)
LINES = st.lists(
    st.sampled_from(["Category: Treatments", "Product: mild", "Disclaimer: d0", "Disclaimer: d1"]),
    max_size=3,
    unique_by=lambda line: line.partition(":")[0],
)


@settings(max_examples=150, deadline=None)
@given(SOME, LINES)
def test_the_choice_does_not_depend_on_the_order_of_the_files(
    rows: list[tuple[str, int]], lines: list[str]
) -> None:
    made = [disclaimer(f"d{number}", scope, strictness) for number, (scope, strictness) in enumerate(rows)]
    results = set()
    for order in permutations(made):
        try:
            results.add(choose(header(*lines), shelf(*order)).id)
        except WrongChoice:
            results.add("none")
    assert len(results) == 1


@settings(max_examples=150, deadline=None)
@given(SOME, LINES)
def test_naming_a_disclaimer_never_makes_an_article_less_strict(
    rows: list[tuple[str, int]], lines: list[str]
) -> None:
    made = [disclaimer(f"d{number}", scope, strictness) for number, (scope, strictness) in enumerate(rows)]
    unnamed = [line for line in lines if not line.startswith("Disclaimer")]
    try:
        chosen = choose(header(*lines), shelf(*made))
    except WrongChoice:
        return
    assert chosen.strictness >= choose(header(*unnamed), shelf(*made)).strictness


# The files


def load(folder: Path, **files: str) -> Shelf:
    place = folder / "disclaimers"
    place.mkdir()
    for name, text in files.items():
        (place / f"{name}.md").write_text(text, "utf-8")
    return load_shelf(place, folder)


def test_our_own_disclaimers_have_no_flaw() -> None:
    assert load_shelf(PROJECT / "content" / "disclaimers", PROJECT).flaws == ()


def test_every_file_of_the_folder_is_read(tmp_path: Path) -> None:
    made = load(tmp_path, a=text_of("general", "everything"), b=text_of("device", "product mild"))
    assert set(made.disclaimers) == {"general", "device"}


def test_a_folder_that_is_not_there_is_an_empty_shelf(tmp_path: Path) -> None:
    assert dict(load_shelf(tmp_path / "disclaimers", tmp_path).disclaimers) == {}


def test_a_flawed_file_is_left_out_and_told(tmp_path: Path) -> None:
    made = load(tmp_path, a=text_of("general", "everything"), b=text_of("device", "products"))
    assert (set(made.disclaimers), [flaw.source.path for flaw in made.flaws]) == (
        {"general"},
        ["disclaimers/b.md"],
    )


def test_an_id_that_two_files_have_is_told_with_both(tmp_path: Path) -> None:
    made = load(tmp_path, a=text_of("general", "everything"), b=text_of("general", "product mild"))
    (flaw,) = made.flaws
    assert (flaw.source.path, "disclaimers/a.md" in flaw.message) == ("disclaimers/b.md", True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("everything", "everything"),
        ("category Treatments", "product mild; category Treatments"),
        ("product mild", "product MILD"),
    ],
)
def test_two_between_which_nothing_decides_are_told_before_an_article_needs_them(
    tmp_path: Path, first: str, second: str
) -> None:
    (flaw,) = load(tmp_path, a=text_of("one", first), b=text_of("two", second)).flaws
    assert "“one” and “two” apply to the same articles" in flaw.message


@pytest.mark.parametrize(
    ("first", "second", "strictness"),
    [
        ("everything", "everything", 2),
        ("everything", "product mild", 1),
        ("product mild", "category mild", 1),
    ],
)
def test_two_between_which_something_decides_are_no_flaw(
    tmp_path: Path, first: str, second: str, strictness: int
) -> None:
    assert load(tmp_path, a=text_of("one", first), b=text_of("two", second, strictness)).flaws == ()


def test_a_file_that_is_no_text_is_unreadable_and_not_skipped(tmp_path: Path) -> None:
    (tmp_path / "disclaimers").mkdir()
    (tmp_path / "disclaimers" / "general.md").write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match=r"disclaimers/general\.md"):
        load_shelf(tmp_path / "disclaimers", tmp_path)
