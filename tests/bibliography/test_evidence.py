"""Evidence files: what a source found, figure by figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.evidence import Figure, WrongEvidence, parse_evidence, read_evidence
from plugins.manuscript.source import Source

TEXT = """
design = "case series"
participants = 40
funding = "Hill Fund"
limits = "small"

[figures.standing]
finding = "Standing time rose from 8 to 56 minutes"
values = ["8 minutes", "56 minutes"]
population = "40 people"
timepoint = "1 year"
locator = "Abstract"

[figures.n]
finding = "40 people took part"
"""


def refusal(text: str) -> str:
    with pytest.raises(WrongEvidence) as caught:
        parse_evidence("vale2020", text)
    return str(caught.value)


def test_what_is_known_about_a_source_is_read() -> None:
    evidence = parse_evidence("vale2020", TEXT)
    assert (evidence.key, evidence.design, evidence.participants, evidence.funding, evidence.limits) == (
        "vale2020",
        "case series",
        40,
        "Hill Fund",
        "small",
    )


def test_a_figure_is_found_by_its_name() -> None:
    assert parse_evidence("vale2020", TEXT).figure("standing") == Figure(
        "standing",
        "Standing time rose from 8 to 56 minutes",
        ("8 minutes", "56 minutes"),
        "40 people",
        "1 year",
        "Abstract",
    )


def test_a_figure_that_is_not_there_is_none() -> None:
    assert parse_evidence("vale2020", TEXT).figure("walking") is None


def test_what_a_figure_does_not_say_is_empty() -> None:
    assert parse_evidence("vale2020", TEXT).figures[1] == Figure("n", "40 people took part", (), "", "", "")


def test_a_file_may_hold_no_figure_yet() -> None:
    assert parse_evidence("vale2020", 'design = "case series"').figures == ()


@pytest.mark.parametrize("typed", ['"40"', "true", "40.5", "0", "-3"])
def test_a_number_of_people_that_is_no_whole_number_is_not_taken_and_told(typed: str) -> None:
    read = read_evidence("vale2020", Source("e.toml", f"participants = {typed}"))
    assert read.evidence.participants is None
    assert [flaw.message for flaw in read.flaws] == ["“participants” must be a whole number above 0."]


def test_a_file_that_is_no_toml_is_refused_with_the_line() -> None:
    assert "line 2" in refusal('design = "a"\nlimits = b')


@pytest.mark.parametrize("finding", ["", 'finding = ""', 'finding = "  "'])
def test_a_figure_without_a_finding_is_refused_by_name(finding: str) -> None:
    assert refusal(f"[figures.walk]\n{finding}") == "The figure “walk” has no “finding”."


def test_figures_that_are_no_tables_are_refused() -> None:
    assert "must be tables" in refusal('figures = ["8 minutes"]')


def test_a_figure_that_is_no_table_is_refused_by_name() -> None:
    assert "“walk”" in refusal('[figures]\nwalk = "8 minutes"')


def test_values_that_are_no_list_are_refused_by_name() -> None:
    assert refusal('[figures.walk]\nfinding = "f"\nvalues = "8 minutes"').startswith("The figure “walk”")


@given(st.text(alphabet='[]figures.="\n# 1,{}', max_size=60))
def test_a_file_is_read_or_refused_and_nothing_else(text: str) -> None:
    told = "Read."
    try:
        parse_evidence("k", text)
    except WrongEvidence as error:
        told = str(error)
    assert told.endswith(".")


LONG = "9" * 6000


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        (f'finding = "Standing time rose to {LONG} minutes"', "finding"),
        (f'finding = "It rose"\nvalues = ["8 minutes", "{LONG} minutes"]', "values"),
        (f'finding = "It rose"\nvalues = ["{",".join(["999"] * 2000)} minutes"]', "values"),
        (f'finding = "It rose"\nvalues = ["0.{LONG} minutes"]', "values"),
        (f'finding = "It rose"\npopulation = "{LONG} people"', "population"),
        (f'finding = "It rose"\ntimepoint = "{LONG} years"', "timepoint"),
        (f'finding = "It rose"\nvalues = ["8 %"]\nderived = "{LONG} / 75"', "derived"),
        (f'finding = "It rose"\ncontrary = ["In {LONG} people it fell."]', "contrary"),
    ],
)
def test_a_number_that_is_too_long_is_one_mistake_with_its_line_and_is_shown_in_short(
    line: str, setting: str
) -> None:
    text = f"[figures.standing]\n{line}\n"
    read = read_evidence("vale2020", Source("e.toml", text))
    told = next(flaw for flaw in read.flaws if "digits" in flaw.message)
    assert f"“{setting}” holds a number of" in told.message
    assert read.source.position(told.span.start).line == text[: text.index(f"{setting} =")].count("\n") + 1
    assert all(len(flaw.message) < 200 and flaw.span.end - flaw.span.start < 80 for flaw in read.flaws)
    assert "9" * 31 not in str(read.evidence)
    assert [flaw.message for flaw in read.flaws if "has no “finding”" in flaw.message] == []


@pytest.mark.parametrize("setting", ["design", "plain", "funding", "limits", "comparison"])
def test_a_number_that_is_too_long_is_told_above_the_figures_too(setting: str) -> None:
    read = read_evidence("vale2020", Source("e.toml", f'{setting} = "{LONG} people"'))
    assert [flaw.message for flaw in read.flaws] == [
        f"“{setting}” holds a number of 6,000 digits, “999999999999…”."
    ]


def test_a_number_of_people_that_is_too_long_is_told_with_its_line() -> None:
    read = read_evidence("vale2020", Source("e.toml", f'design = "a"\nparticipants = {LONG}\nlimits = "b"'))
    (flaw,) = read.flaws
    assert "line 2" in flaw.message
    assert "a number that is too long" in flaw.message


@pytest.mark.parametrize(
    "number", ["143,849", "0.0000000001", "1,000,000,000,000", "10.1016/j.spinee.2009.03.005"]
)
def test_long_numbers_that_there_are_are_taken(number: str) -> None:
    assert read_evidence("vale2020", Source("e.toml", f'limits = "{number} people"')).flaws == ()
