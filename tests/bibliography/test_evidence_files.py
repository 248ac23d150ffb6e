"""Evidence files that have mistakes: all told at once, each in its place, and what is right is kept."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from plugins.bibliography.evidence import (
    BASES,
    DIRECTIONS,
    Evidence,
    EvidenceFile,
    Figure,
    WrongEvidence,
    parse_evidence,
    read_evidence,
)
from plugins.bibliography.evidence_reading import OF_FIGURE, OF_SOURCE
from plugins.bibliography.library import Library, load_library
from plugins.bibliography.listing import told as told_of
from plugins.editor.hover import figure_told
from plugins.manuscript.source import Source

WHOLE = """design = "case series"
plain = "40 people, 1 year"
participants = 40
comparison = "none"
funding = "Hill Fund"
limits = "small"
basis = "abstract"
checked = 2026-11-24
review = 2028-11-24

[figures.standing]
finding = "Standing time rose from 8 to 56 minutes"
values = ["8 minutes", "56 minutes"]
direction = "from-to"
population = "40 people"
timepoint = "1 year"
comparison = "usual care"
participants = 38
locator = "Table 2"
contrary = ["A later study saw no change. [@poe2021]", "It was small."]
checked = 2026-11-01
review = 2027-11-01

[figures.share]
finding = "Our own arithmetic: 95 % were still there"
values = ["38 people", "95 %"]
derived = "38 / 40"
"""


def read(text: str) -> EvidenceFile:
    return read_evidence("vale2020", Source("evidence/vale2020.toml", text))


def told(text: str) -> list[tuple[int, str, str]]:
    """Return line, marked words and message of every mistake."""
    file = read(text)
    return [
        (file.source.position(flaw.span.start).line, text[flaw.span.start : flaw.span.end], flaw.message)
        for flaw in file.flaws
    ]


def helps(text: str) -> list[str]:
    return [flaw.help for flaw in read(text).flaws]


def test_every_setting_is_read() -> None:
    file = read(WHOLE)
    assert file.flaws == ()
    assert file.evidence == Evidence(
        "vale2020",
        "case series",
        40,
        "Hill Fund",
        "small",
        (
            Figure(
                "standing",
                "Standing time rose from 8 to 56 minutes",
                ("8 minutes", "56 minutes"),
                "40 people",
                "1 year",
                "Table 2",
                "from-to",
                "usual care",
                38,
                "",
                ("A later study saw no change. [@poe2021]", "It was small."),
                date(2026, 11, 1),
                date(2027, 11, 1),
            ),
            Figure(
                "share", "Our own arithmetic: 95 % were still there", ("38 people", "95 %"), "", "", "",
                derived="38 / 40",
            ),
        ),
        "40 people, 1 year",
        "none",
        "abstract",
        date(2026, 11, 24),
        date(2028, 11, 24),
    )  # fmt: skip


def test_what_a_figure_sets_goes_before_what_the_file_sets() -> None:
    evidence = parse_evidence("vale2020", WHOLE)
    standing, share = evidence.figures
    assert (evidence.review_of(standing), evidence.review_of(share)) == (
        date(2027, 11, 1),
        date(2028, 11, 24),
    )
    assert (evidence.checked_of(standing), evidence.checked_of(None)) == (
        date(2026, 11, 1),
        date(2026, 11, 24),
    )
    assert (evidence.comparison_of(standing), evidence.comparison_of(share)) == ("usual care", "none")


def test_all_mistakes_are_told_at_once_each_in_its_place() -> None:
    text = """fundin = "Hill Fund"
participants = "40"
basis = "abstrat"
review = "soon"
[figures.standing]
values = ["8 minutes",
  56]
directon = "from-to"
[figures.walking]
finding = "Walking distance rose"
checked = 2026-11-24
review = 2026-11-24
"""
    assert told(text) == [
        (1, "fundin", "“fundin” is nothing that is known here."),
        (2, '"40"', "“participants” must be a whole number above 0."),
        (3, '"abstrat"', "“basis” cannot be “abstrat”."),
        (4, '"soon"', "“review” must be a day."),
        (5, "standing", "The figure “standing” has no “finding”."),
        (7, "56", "The figure “standing”: “values” holds something that is no text."),
        (8, "directon", "The figure “standing”: “directon” is nothing that is known here."),
        (
            12,
            "2026-11-24",
            "The figure “walking”: “review” (2026-11-24) is not after “checked” (2026-11-24).",
        ),
    ]
    assert helps(text)[0] == "Did you mean “funding”?"
    assert helps(text)[2].startswith("Did you mean “abstract”? Allowed are: full text, abstract, ")


def test_parsing_refuses_a_file_with_every_mistake_in_the_message() -> None:
    with pytest.raises(WrongEvidence) as caught:
        parse_evidence("vale2020", 'fundin = "x"\nparticipants = 0\n')
    assert len(str(caught.value).splitlines()) == 2


def test_what_is_right_is_kept_beside_what_is_wrong() -> None:
    file = read(
        'participants = 40\nbasis = "x"\n[figures.a]\nvalues = ["1 day"]\n[figures.b]\nfinding = "f"\nreview = 3\n'
    )
    assert [figure.name for figure in file.evidence.figures] == ["b"]
    assert (file.evidence.participants, file.unusable, file.is_whole) == (40, {"a"}, True)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ('finding = "x"', "Put it below the line [figures.…] of the figure it is about."),
        ('[figures.a]\nfinding = "x"\nfunding = "y"', "It is about the whole source: put it above the first [figures.…]."),
        ("zzzzzz = 1", "Known are: design, plain, participants,"),
        ('Design = "x"', "Did you mean “design”?"),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_known_is_told_with_what_was_meant(text: str, help: str) -> None:
    (found,) = helps(text)
    assert found.startswith(help)


def test_the_same_mistake_is_found_however_the_table_is_typed() -> None:
    """In a header, with dotted keys, and in one line."""
    forms = (
        '[figures.a]\nfinding = "f"\ndirection = "upward"\n',
        'figures.a.finding = "f"\nfigures.a.direction = "upward"\n',
        'figures.a = {finding = "f", direction = "upward"}\n',
        'figures = {a = {finding = "f", direction = "upward"}}\n',
        '[figures]\na = {finding = "f", direction = "upward"}\n',
    )
    lines = [3, 2, 1, 1, 2]
    for text, line in zip(forms, lines, strict=True):
        assert told(text) == [(line, '"upward"', "The figure “a”: “direction” cannot be “upward”.")]


@pytest.mark.parametrize("value", DIRECTIONS)
def test_each_direction_is_known(value: str) -> None:
    assert told(f'[figures.a]\nfinding = "f"\nvalues = ["1 day", "2 days"]\ndirection = "{value}"\n') == []


@pytest.mark.parametrize("value", BASES)
def test_each_basis_is_known(value: str) -> None:
    assert told(f'basis = "{value}"\n') == []


@pytest.mark.parametrize("direction", ["from-to", "range"])
def test_what_goes_from_one_value_to_another_needs_both(direction: str) -> None:
    (mistake,) = told(f'[figures.a]\nfinding = "f"\nvalues = ["1 day"]\ndirection = "{direction}"\n')
    assert "needs two values or more" in mistake[2]


@pytest.mark.parametrize("typed", ["2026-11-24T07:00:00", "07:00:00", '"2026-11-24"', "20261124"])
def test_a_day_is_a_day_and_nothing_else(typed: str) -> None:
    assert told(f"checked = {typed}\n") == [(1, typed, "“checked” must be a day.")]


# Sums


def derived(typed: str, last: str, count: str = "9 people") -> list[str]:
    text = f"""[figures.surgery]
finding = "9 of 75 people had surgery"
values = ["{count}", "75 people"]
[figures.without]
finding = "Our own arithmetic"
values = ["75 people", "{last}"]
derived = "{typed}"
"""
    return [message for _, _, message in told(text)]


def test_a_sum_that_comes_out_is_left_alone() -> None:
    assert derived("(75 - 9) / 75", "88 %") == []
    assert derived("100 * (75 - 9) / 75", "88") == []


def test_a_sum_that_does_not_come_out_is_told_with_both_numbers() -> None:
    assert derived("(75 - 9) / 75", "87 %") == [
        "The figure “without”: (75 - 9) / 75 gives 88 %, but “values” say 87 %."
    ]


def test_a_sum_of_numbers_that_the_file_does_not_state_is_told() -> None:
    assert derived("(75 - 9) / 75", "88 %", "8 people") == [
        "The figure “without”: the sum takes 9, which no figure of this file states."
    ]


def test_a_sum_cannot_rest_on_its_own_result() -> None:
    assert derived("88 / 100", "88 %") == [
        "The figure “without”: the sum takes 88, which no figure of this file states."
    ]


def test_a_sum_that_cannot_be_worked_out_is_told_at_its_place() -> None:
    for typed in ("75 ** 9", "75 / 0", "open('x')"):
        (message,) = derived(typed, "88 %")
        assert message.startswith("The figure “without”: ")


def test_a_sum_without_a_value_is_told() -> None:
    (mistake,) = told('participants = 40\n[figures.a]\nfinding = "f"\nderived = "40 / 40"\n')
    assert mistake[:2] == (4, '"40 / 40"')


# Files that are no TOML


def test_a_slip_in_one_part_does_not_hide_the_others() -> None:
    text = """design = "case series"
[figures.a]
finding = "f
values = ["1 day"]
[figures.b]
finding = "good"
values = ["2 days"]
[figures.c]
finding = 3
[figures.b]
finding = "again"
"""
    assert [(line, message) for line, _, message in told(text)] == [
        (3, "The file is not valid TOML: line 3, a text lacks its second quotation mark."),
        (9, "The figure “c”: “finding” must be a text."),
        (10, "The file is not valid TOML: line 10, a line in square brackets stands there twice."),
    ]
    file = read(text)
    assert ([figure.name for figure in file.evidence.figures], file.is_whole) == (["b"], False)
    assert file.evidence.design == "case series"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("design = case series\n", 1, "behind = stands neither"),
        ('a = 1\ndesign = "x"\ndesign = "y"\n', 3, "a name stands there twice"),
        ('design "x"\n', 1, "a name has no ="),
        ('limits = ["x"\n', 1, "a list lacks its closing square bracket"),
        ("[figures\n", 1, "a [ has no ]"),
        ('design = "x" "y"\n', 1, "something more on the same line"),
        ('limits = """x\n', 1, "lacks"),
        ("checked = 2026-13-45\n", 1, "a day is a real one"),
        ("checked = 11/24/2026 # today\n", 1, "a day is a real one"),
        (f"a = {'[' * 3000}\n", 1, "nested too deeply"),
        (f"a = {'1' * 5000}\n", 1, "a number that is too long"),
    ],
)
def test_a_slip_is_told_with_its_line_in_words(text: str, line: int, words: str) -> None:
    first = next(item for item in told(text) if "not valid TOML" in item[2])
    assert first[0] == line
    assert words in first[2]
    assert "(at " not in first[2]


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read_like_any_other(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, {"vale2020": WHOLE.replace("\n", "\r\n").replace("poe2021", "vale2020")}, "\ufeff"
    )
    assert library.evidence_flaws == ()
    assert library.evidence["vale2020"].participants == 40


# The paper about them


PAPER = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")


def test_the_examples_in_the_paper_have_no_mistake() -> None:
    examples = re.findall(r"```toml\n(.*?)```", PAPER, re.DOTALL)
    assert len(examples) == 2
    assert [told(example) for example in examples] == [[], []]


@pytest.mark.parametrize("name", sorted({*OF_SOURCE, *OF_FIGURE, *DIRECTIONS, *BASES} - {"figures"}))
def test_the_paper_tells_of_every_setting_and_value(name: str) -> None:
    assert f"`{name}`" in PAPER


# Beside the references


def library_of(folder: Path, evidence: dict[str, str], front: str = "") -> Library:
    (folder / "evidence").mkdir(exist_ok=True)
    reference = {
        "id": "vale2020", "type": "report", "title": "T", "author": [{"family": "V"}], "issued": {"date-parts": [[2020]]},
    }  # fmt: skip
    (folder / "references.json").write_text(json.dumps([reference]), "utf-8")
    for key, text in evidence.items():
        (folder / "evidence" / f"{key}.toml").write_text(front + text, "utf-8", newline="")
    return load_library(folder / "references.json", folder / "evidence", folder)


def test_who_looks_a_source_up_is_told_what_limits_a_figure_and_how_it_was_worked_out(tmp_path: Path) -> None:
    library = library_of(tmp_path, {"vale2020": WHOLE})
    lines = [*told_of(library.references["vale2020"], library, ())]
    assert "    What limits it: It was small." in lines
    assert "    Worked out: 38 / 40" in lines
    assert "What limits it: It was small." in "\n".join(figure_told("vale2020", "standing", library))
    assert "Worked out from it: 38 / 40" in "\n".join(figure_told("vale2020", "share", library))


def test_evidence_for_a_key_that_the_library_lacks_is_told_with_the_nearest(tmp_path: Path) -> None:
    (flaw,) = library_of(tmp_path, {"valee2020": 'design = "x"\n'}).evidence_flaws
    assert flaw.source.path == "evidence/valee2020.toml"
    assert "There is no reference “valee2020”" in flaw.message
    assert "vale2020.toml" in flaw.help


def test_the_projects_evidence_beside_a_blogs_own_references_is_not_told(tmp_path: Path) -> None:
    library_of(tmp_path, {"other2020": 'design = "x"\n'})
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "references.json").write_text("[]", "utf-8")
    library = load_library(tmp_path / "blog" / "references.json", tmp_path / "evidence", tmp_path)
    assert (library.evidence_flaws, [*library.evidence]) == ((), ["other2020"])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It fell. [@valle2020]", "there is no reference “valle2020”."),
        ("It fell. [@vale2020#harm]", "the evidence of “vale2020” has no figure “harm”."),
        ("It fell. [@vale2020", "“[@vale2020” in “contrary” cannot be read as a citation."),
        ("It fell. [@vale 2020]", "“[@vale 2020]” in “contrary” cannot be read as a citation."),
    ],
)
def test_a_source_that_contrary_evidence_names_must_be_there(
    tmp_path: Path, sentence: str, told: str
) -> None:
    text = f'[figures.a]\nfinding = "f"\ncontrary = ["It is small.", "{sentence}"]\n'
    (flaw,) = library_of(tmp_path, {"vale2020": text}).evidence_flaws
    assert flaw.message.endswith(told)
    assert text[flaw.span.start : flaw.span.end] == f'"{sentence}"'


def test_a_figure_that_could_not_be_read_is_not_told_as_missing(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, {"vale2020": '[figures.a]\nvalues = ["1 day"]\n[figures.b]\nfinding = "f"\n'}
    )
    assert library.may_have_figure("vale2020", "a")
    assert not library.may_have_figure("vale2020", "c")
    broken = library_of(tmp_path, {"vale2020": '[figures.a]\nfinding = "f\n'})
    assert broken.may_have_figure("vale2020", "c")


def test_our_own_evidence_has_no_mistake_and_says_when_it_is_due() -> None:
    content = Path(__file__).parents[2] / "content"
    library = load_library(content / "references.json", content / "evidence", content)
    assert library.evidence_flaws == ()
    for evidence in library.evidence.values():
        assert evidence.checked
        assert evidence.review
        assert evidence.basis


@pytest.mark.parametrize(
    ("name", "right", "wrong", "told"),
    [
        ("mekhail2021", '"9 people"', '"8 people"', "takes 9"),
        ("mekhail2021", '"88 %"', '"87 %"', "gives 88 %, but “values” say 87 %"),
        ("levy2012", '"1 in 124"', '"1 in 125"', "gives 1 in 124, but “values” say 1 in 125"),
        ("levy2012", '"3 / 373"', '"3 / 737"', "takes 737"),
    ],
)
def test_a_changed_digit_in_our_own_sums_is_told(name: str, right: str, wrong: str, told: str) -> None:
    text = (Path(__file__).parents[2] / "content" / "evidence" / f"{name}.toml").read_text("utf-8")
    assert read(text).flaws == ()
    assert any(told in flaw.message for flaw in read(text.replace(right, wrong)).flaws)
