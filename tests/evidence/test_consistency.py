"""Evidence files that say one thing in two ways: in one file, and in two that name each other."""

import re
from datetime import date
from pathlib import Path

import pytest

from plugins.bibliography.evidence import Evidence, WrongEvidence, parse_evidence
from plugins.checks.engine import set_up
from plugins.evidence.consistency import disagreements
from plugins.manuscript.layout import lay_out

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
LIBRARY = set_up(LAYOUT, date(2026, 11, 24)).standard.library.evidence

FILE = """
design = "case series"
plain = "40 people, no comparison group, 1 year"
participants = 40
comparison = "none"

[figures.standing]
finding = "Average standing time rose from 8 to 56 minutes"
values = ["8 minutes", "56 minutes"]
population = "40 consecutive patients"
timepoint = "1 year"

[figures.surgery]
finding = "9 of 40 people had surgery over 5 years"
values = ["9 people", "40 people"]
population = "40 consecutive patients, aged 65 or older"
timepoint = "5 years"
locator = "Version 2"
contrary = ["It was 40 people."]

[figures.others]
finding = "Version 2 took effect on May 6, 2024"
values = ["May 6, 2024"]
population = "people aged 65 or older"
timepoint = "May 6, 2024"
locator = "Version 2, page 9"
contrary = ["In a later study 12 % of 90 people had surgery within 2 years. [@later2025#surgery]"]
"""
LATER = parse_evidence(
    "later2025",
    """
participants = 90
[figures.surgery]
finding = "12 % of people had surgery within 2 years"
values = ["12 %"]
population = "90 people"
timepoint = "2 years"
[figures.pain]
finding = "Pain fell by 3 points"
values = ["3 points"]
""",
)
OTHERS = {"later2025": LATER}


def told(text: str, others: dict[str, Evidence] = OTHERS) -> list[tuple[str, str, str]]:
    return [
        (one.figure, one.setting, one.message)
        for one in disagreements(parse_evidence("vale2020", text), others)
    ]


def test_a_file_that_agrees_with_itself_and_with_those_it_names_is_left_alone() -> None:
    assert told(FILE) == []


@pytest.mark.parametrize(
    ("before", "after", "where", "words"),
    [
        ('timepoint = "1 year"', 'timepoint = "2 years"', ("standing", "timepoint"), "says “2 years”, which its finding"),
        ('timepoint = "1 year"', 'timepoint = "3 months"', ("standing", "timepoint"), "says “3 months”"),
        ('timepoint = "5 years"', 'timepoint = "6 years"', ("surgery", "timepoint"), "its finding “5 years”"),
        ('timepoint = "5 years"', 'timepoint = "1 year"', ("surgery", "timepoint"), "its finding “5 years”"),
        ('timepoint = "May 6, 2024"', 'timepoint = "May 7, 2024"', ("others", "timepoint"), "its finding"),
        ('timepoint = "May 6, 2024"', 'timepoint = "2024-06-06"', ("others", "timepoint"), "its finding"),
        ('timepoint = "May 6, 2024"', 'timepoint = "May 6, 3024"', ("others", "timepoint"), "its finding"),
        ("In a later study 12 %", "In a later study 13 %", ("others", "contrary"), "“13 %”, and later2025#surgery"),
        ("of 90 people", "of 91 people", ("others", "contrary"), "“91 people”"),
        ("within 2 years. [", "within 3 years. [", ("others", "contrary"), "3 years”"),
        ("#surgery]", "#pain]", ("others", "contrary"), "“12 %”, and later2025#pain does not"),
        ("[@later2025#surgery]", "[@later2025]", None, ""),
        ("12 % of 90 people had surgery within 2 years. [@later2025#surgery]", "14 % of 90 people had it. [@later2025]",
         ("others", "contrary"), "“14 %”"),
        ("It was 40 people.", "It was 41 people.", ("surgery", "contrary"), "no figure of this file does"),
        ("It was 40 people.", "A reading of 77 scans found none.", ("surgery", "contrary"), "no figure of this file"),
        ('1 year"\nparticipants', '2 years"\nparticipants', ("", "plain"), "the time of no figure"),
        ('"case series"', '"case series over 3 years"', ("", "design"), "the time of no figure"),
        ("participants = 40", "participants = 41", ("standing", "population"), "says “40 consecutive patients”, and 41"),
        ('"40 consecutive patients, aged 65', '"40 consecutive patients, aged 66', ("surgery", "population"), "66"),
        ('"Version 2, page 9"', '"Version 3, page 9"', ("others", "locator"), "its locator says “Version 3”"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_with_both_sides(
    before: str, after: str, where: tuple[str, str] | None, words: str
) -> None:
    assert FILE.count(before) == 1, before
    found = told(FILE.replace(before, after))
    if where is None:
        assert found == []
        return
    assert where in [(figure, setting) for figure, setting, _ in found]
    assert any(words in message for _, _, message in found)


@pytest.mark.parametrize(
    "change",
    [
        # Twelve months are a year, and so are 52 weeks.
        ('timepoint = "1 year"', 'timepoint = "12 months"'),
        ('timepoint = "1 year"', 'timepoint = "52 weeks"'),
        ('1 year"\nparticipants = 40', '"\nparticipants = 40'),
        # How long something took is a result, and not when it was measured.
        ("[figures.others]", '[figures.stay]\nfinding = "They stayed 3 days"\nvalues = ["3 days"]\n'
         'timepoint = "1 year"\n[figures.others]'),
        # Its own finding says so, whatever the others are of.
        ("[figures.others]", '[figures.early]\nfinding = "At 6 weeks 3 of 40 people had pain"\n'
         'values = ["3 people", "40 people"]\ntimepoint = "6 weeks"\n[figures.others]'),
        # Nothing is recorded of it, so nothing can be said.
        ("[@later2025#surgery]", "[@nobody2020]"),
        ("[@later2025#surgery]", "[@later2025#unknown]"),
        ("It was 40 people.", "It was a small study, and nobody was told by chance."),
    ],
)  # fmt: skip
def test_what_may_differ_is_left_alone(change: tuple[str, str]) -> None:
    before, after = change
    assert FILE.count(before) == 1
    assert told(FILE.replace(before, after)) == []


def test_every_other_digit_in_an_evidence_file_of_ours_that_says_a_time_or_what_speaks_against_it_is_told() -> (
    None
):
    unseen, tried = [], 0
    for key in LIBRARY:
        text = (LAYOUT.evidence / f"{key}.toml").read_text("utf-8")
        names = [match.span() for match in re.finditer(r"\[@[^\]]*\]|510\(k\)", text)]
        for match in re.finditer(r"[0-9]", text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.start())]
            setting = line.partition(" ")[0]
            if setting not in ("timepoint", "contrary", "design", "plain", "participants"):
                continue
            if any(start <= match.start() < end for start, end in names):
                continue
            tried += 1
            digit = str((int(match.group()) + 1) % 10)
            try:
                changed = parse_evidence(key, text[: match.start()] + digit + text[match.end() :])
            except WrongEvidence:
                continue
            if not list(disagreements(changed, {**LIBRARY, key: changed})):
                unseen.append((key, line, digit))
    assert tried > 100
    assert unseen == []


@pytest.mark.parametrize("timepoint", ["", "after the procedure", "before and after"])
def test_a_time_that_is_no_number_is_left_alone(timepoint: str) -> None:
    assert (
        told(FILE.replace(", 1 year", "").replace('timepoint = "1 year"', f'timepoint = "{timepoint}"')) == []
    )


def test_where_no_time_is_told_elsewhere_the_one_that_is_told_is_left_alone() -> None:
    one = FILE.replace(", 1 year", "").partition("[figures.surgery]")[0]
    assert told(one.replace('"1 year"', '"7 weeks"')) == []
