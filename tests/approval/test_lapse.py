"""An approval that notices: what lapses it, what is said then, and what brings it back."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from plugins.approval.__main__ import main
from plugins.checks.cache import open_cache
from plugins.checks.engine import check_articles
from plugins.checks.finding import Exit, Report
from plugins.manuscript.layout import is_shared, lay_out

AS_OF = date(2026, 11, 24)
REFERENCES = [
    {
        "id": "vale2020", "type": "article-journal", "title": "Walking uphill", "PMID": "1234567",
        "author": [{"family": "Vale", "given": "Anna"}], "container-title-short": "J Hills",
        "issued": {"date-parts": [[2020]]}, "volume": "3", "page": "545-50", "DOI": "10.1000/hills",
    },
]  # fmt: skip
EVIDENCE = (
    'design = "case series"\nparticipants = 40\nplain = "40 people"\nfunding = "not recorded here"\n\n'
    '[figures.hall]\nfinding = "Average hall time fell from 90 to 40 seconds"\n'
    'values = ["90 seconds", "40 seconds"]\npopulation = "40 people"\ntimepoint = ""\nlocator = "Table 2"\n'
)
CLAIMS = (
    '# Ours\n[[claims]]\nid = "hall-time"\n'
    'wording = "Average hall time with the ramp fell from 90 to 40 seconds."\nfigure = "vale2020#hall"\n'
)
ARTICLE = (
    "Title: Ramps\nDate: 2026-03-05\nCategory: Home\nAuthor: Robin Sample\nReviewer: Kim Example, RN\n"
    "Reviewed: 2026-04-02\nReview due: 2027-12-31\nSummary: What a ramp does.\nKey points:\n- Ring.\n- Wait.\n- Go in.\n\n"
    "Average hall time with the ramp fell from 90 to 40 seconds.[@vale2020#hall]\n"
)
BY = ("--by", "Sample Reviewer, MD (fictional)", "--role", "medical reviewer", "--as-of", "2026-11-24")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A blog with one approved claim and an article that uses it."""
    folder = tmp_path / "content"
    (folder / "evidence").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "disclaimers").mkdir()
    (folder / "references.json").write_text(json.dumps(REFERENCES, indent=1), "utf-8")
    (folder / "evidence" / "vale2020.toml").write_text(EVIDENCE, "utf-8")
    (folder / "claims.toml").write_text(CLAIMS, "utf-8")
    (folder / "articles" / "ramps.md").write_text(ARTICLE, "utf-8")
    approve(folder)
    return folder


def approve(content: Path, *more: str) -> None:
    assert main(["approve", "hall-time", *BY, *more, "--content", str(content)]) == 0


def checked(content: Path, as_of: date = AS_OF) -> Report:
    layout = lay_out(content, content.parent)
    return check_articles(layout, layout.articles, as_of)


def told(content: Path, as_of: date = AS_OF) -> dict[str, str]:
    """The findings on approved claims: code and message."""
    found = checked(content, as_of).findings
    return {one.rule: one.message for one in found if one.rule.startswith("CLM12")}


def swap(file: Path, old: str, new: str) -> Callable[[], None]:
    """Put new words in; returns what puts the old ones back."""
    before = file.read_bytes()
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")

    def restore() -> None:
        file.write_bytes(before)

    return restore


def commit(content: Path) -> None:
    who = ["-c", "user.name=Sample", "-c", "user.email=sample@example.com"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Approved"]):
        subprocess.run(["git", *words], cwd=content.parent, check=True, capture_output=True)


LAPSES = [
    ("claims.toml", "hall time with", "hall times with", "its wording", "“times” instead of “time”"),
    ("evidence/vale2020.toml", '"40 seconds"', '"41 seconds"', "the figure that it rests on", "“40 seconds” is now “90 seconds”, “41 seconds”"),
    ("evidence/vale2020.toml", "from 90 to 40", "from 90 to 46", "the figure that it rests on", "46"),
    ("evidence/vale2020.toml", "participants = 40", "participants = 400", "what is recorded of the study", "“40” is now “400”"),
    ("references.json", "10.1000/hills", "10.1000/dales", "the reference", "10.1000/dales"),
    ("references.json", "Walking uphill", "Walking downhill", "the reference", "Walking downhill"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "part", "words"), LAPSES)
def test_a_change_lapses_the_approval_and_says_what_changed_from_git(
    content: Path, name: str, old: str, new: str, part: str, words: str
) -> None:
    commit(content)
    assert told(content) == {}
    restore = swap(content / name, old, new)
    message = told(content)["CLM124"]
    assert (
        "“hall-time” by Sample Reviewer, MD (fictional) (medical reviewer), 2026-11-24, has lapsed" in message
    )
    assert part in message
    assert words in message, message
    assert checked(content).exit_code() is Exit.FINDINGS
    restore()
    assert told(content) == {}


@pytest.mark.parametrize(("name", "old", "new", "part", "_"), LAPSES)
def test_without_git_the_parts_of_the_fingerprint_say_what_changed(
    content: Path, name: str, old: str, new: str, part: str, _: str
) -> None:
    restore = swap(content / name, old, new)
    message = told(content)["CLM124"]
    # The words that were approved are kept with the approval, whether there is git or not.
    before = f"({_}" if part == "its wording" else "(what it was cannot be found any more; now: "
    assert f"Changed since: {part} {before}".replace("(“times”", "(wording: “times”") in message
    others = {"its wording", "the figure that it rests on", "what is recorded of the study"} - {part}
    assert not any(other in message for other in others)
    restore()
    assert told(content) == {}


def test_what_was_approved_is_found_behind_later_commits(content: Path) -> None:
    commit(content)
    for seconds in (41, 42, 43):
        swap(content / "evidence" / "vale2020.toml", f'"{seconds - 1} seconds"', f'"{seconds} seconds"')
        commit(content)
    assert "“90 seconds”, “40 seconds” is now “90 seconds”, “43 seconds”" in told(content)["CLM124"]


def test_one_digit_of_the_wording_lapses_it_and_makes_the_article_another_claim(content: Path) -> None:
    restore = swap(content / "claims.toml", "from 90 to 40", "from 90 to 46")
    found = told(content)
    assert "“40” instead of “46”" in found["CLM122"]
    assert "its wording" in found["CLM124"]
    restore()
    assert told(content) == {}


def test_one_digit_in_the_article_is_told_with_both_sides(content: Path) -> None:
    restore = swap(content / "articles" / "ramps.md", "to 40 seconds", "to 14 seconds")
    found = told(content)
    assert list(found) == ["CLM122"]
    assert "“14” instead of “40”" in found["CLM122"]
    assert "Average hall time with the ramp fell from 90 to 40 seconds." in found["CLM122"]
    restore()
    assert told(content) == {}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims.toml", "# Ours", "# Ours, and a remark"),
        ("claims.toml", "fell from 90", "fell  from 90"),
        ("claims.toml", 'figure = "vale2020#hall"', 'figure = "vale2020#hall"\nnote = "Ask first."'),
        ("evidence/vale2020.toml", "participants = 40\n", "\n# forty\nparticipants = 40\n"),
        ("evidence/vale2020.toml", "[figures.hall]", '[figures.door]\nfinding = "Door time fell"\n\n[figures.hall]'),
        ("references.json", '"volume": "3"', '"volume":    "3"'),
        ("references.json", '"id": "vale2020"', '"accessed": {"date-parts": [[2026, 1, 2]]}, "id": "vale2020"'),
    ],
)  # fmt: skip
def test_what_says_nothing_else_lapses_nothing(content: Path, name: str, old: str, new: str) -> None:
    swap(content / name, old, new)
    assert told(content) == {}


# Each way in which the register's words may leave what was approved; articles still have what was approved.
REWORDED = [
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"Average hall time with the ramp fell from 90 to 46 seconds."'),
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"Average hall time with the ramp fell from 900 to 40 seconds."'),
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"Average hall time with the ramp rose from 90 to 40 seconds."'),
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"Average hall time with the long ramp fell from 90 to 40 seconds."'),
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"It is all quite another sentence now."'),
    ('"Average hall time with the ramp fell from 90 to 40 seconds."', '"Average hall time with the ramp did not fall from 90 to 40 seconds."'),
]  # fmt: skip


@pytest.mark.parametrize("git", [True, False])
@pytest.mark.parametrize(("old", "new"), REWORDED)
def test_changed_words_are_told_in_the_article_and_in_the_register_with_both_sides(
    content: Path, old: str, new: str, git: bool
) -> None:
    if git:
        commit(content)
    restore = swap(content / "claims.toml", old, new)
    report = checked(content)
    (there,) = (one for one in report.findings if one.rule == "CLM124")
    assert there.path == "content/articles/ramps.md"
    assert (
        f"has the words that were approved, “{old[1:-1]}”, and content/claims.toml has now “{new[1:-1]}”"
        in there.message
    )
    (own,) = (one for one in report.findings if one.rule == "CLM129")
    assert (own.path, own.place and own.place.line) == ("content/claims.toml", 4)
    assert report.exit_code() is Exit.FINDINGS
    assert not any(one.fix for one in report.findings if one.rule.startswith("CLM12"))
    restore()
    assert told(content) == {}


def test_a_variant_that_is_changed_or_taken_out_is_still_found_where_it_was_used(content: Path) -> None:
    other = "With the ramp, hall time was 40 seconds on average."
    swap(content / "claims.toml", "figure =", f'variants = ["{other}"]\nfigure =')
    approve(content)
    swap(
        content / "articles" / "ramps.md",
        "Average hall time with the ramp fell from 90 to 40 seconds.",
        other,
    )
    assert told(content) == {}
    for new in (f'variants = ["{other.replace("40", "41")}"]', "variants = []"):
        restore = swap(content / "claims.toml", f'variants = ["{other}"]', new)
        found = told(content)
        assert other in found["CLM124"]
        assert "CLM129" in found
        restore()
    assert told(content) == {}


def test_another_claim_like_it_does_not_hide_that_the_words_of_this_one_have_changed(content: Path) -> None:
    text = (content / "claims.toml").read_text("utf-8")
    more = '\n[[claims]]\nid = "hall-and-door"\nwording = "Average hall time with the ramp fell from 90 to 40 seconds, and door time from 9 to 4 seconds."\n'
    (content / "claims.toml").write_text(text + more, "utf-8")
    assert main(["approve", "hall-and-door", *BY, "--content", str(content)]) == 0
    assert told(content) == {}
    swap(content / "claims.toml", "from 90 to 40 seconds.", "from 90 to 41 seconds.")
    assert "“hall-time”" in told(content)["CLM124"]


def test_a_lapsed_approval_is_told_in_the_register_even_where_nobody_uses_the_claim(content: Path) -> None:
    (content / "articles" / "ramps.md").write_text(
        ARTICLE.replace("Average hall time with the ramp fell from 90 to 40 seconds.", "A ramp is short."),
        "utf-8",
    )
    for name, old, new, _, _ in LAPSES:
        restore = swap(content / name, old, new)
        assert list(told(content)) == ["CLM129"], name
        restore()
    assert told(content) == {}


BY_HAND = [
    ("until = 2027-11-24", "until = 2029-11-24"),
    ("until = 2027-11-24", "until = 2027-11-25"),
    ("until = 2027-11-24\n", ""),
    ("approved_on = 2026-11-24", "approved_on = 2026-11-23"),
    ("Sample Reviewer, MD", "Another Reviewer, MD"),
    ('role = "medical reviewer"', 'role = "chief reviewer"'),
    ("approved_text = { wording = \"Average", "approved_text = { wording = \"Mean"),
    ('approval = "sha256:', 'approval = "sha256:0'),
    ('fingerprint = { wording = "sha256:', 'fingerprint = { wording = "sha256:0'),
    ('study = "sha256:', 'study = "sha256:0'),
]  # fmt: skip


@pytest.mark.parametrize("git", [True, False])
@pytest.mark.parametrize(("old", "new"), BY_HAND)
def test_an_approval_that_is_changed_by_hand_has_lapsed(content: Path, old: str, new: str, git: bool) -> None:
    approve(content, "--until", "2027-11-24")
    if git:
        commit(content)
    restore = swap(content / "claims.toml", old, new)
    found = told(content)
    assert {"CLM124", "CLM129"} <= found.keys()
    if "study" not in old:
        assert "the lines of the approval itself" in found["CLM129"]
        if git and "sha256" not in old:
            assert ("is now" in found["CLM129"]) or ("instead of" in found["CLM129"]), found["CLM129"]
    restore()
    assert told(content) == {}


def test_words_from_git_that_have_changed_meanwhile_are_not_told_from_what_is_kept(
    content: Path, tmp_path: Path
) -> None:
    def kept(once: bool = True) -> str:
        layout = lay_out(content, content.parent)
        cache = open_cache(tmp_path / "cache", layout, str(AS_OF))
        report = check_articles(layout, layout.articles, AS_OF, cache=cache)
        return next(one.message for one in report.findings if one.rule == "CLM124")

    swap(content / "evidence" / "vale2020.toml", '"40 seconds"', '"41 seconds"')
    assert "cannot be found any more" in kept()
    # Nothing but the history changes.
    changed = (content / "evidence" / "vale2020.toml").read_text("utf-8")
    (content / "evidence" / "vale2020.toml").write_text(EVIDENCE, "utf-8")
    commit(content)
    (content / "evidence" / "vale2020.toml").write_text(changed, "utf-8")
    assert "“40 seconds” is now “90 seconds”, “41 seconds”" in kept()
    shutil.rmtree(content.parent / ".git")
    assert "cannot be found any more" in kept()


def test_the_approval_ends_on_its_last_day(content: Path) -> None:
    approve(content, "--until", "2026-12-31")
    assert told(content, date(2026, 12, 31)) == {}
    assert "ended on 2026-12-31" in told(content, date(2027, 1, 1))["CLM123"]
    assert "begins on 2026-11-24" in told(content, date(2026, 11, 23))["CLM123"]


def test_an_approval_without_a_fingerprint_holds_nothing(content: Path) -> None:
    text = (content / "claims.toml").read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("fingerprint")]
    (content / "claims.toml").write_text("\n".join(kept) + "\n", "utf-8")
    assert "has no fingerprint" in told(content)["CLM124"]


def test_a_source_that_is_retracted_lapses_what_rests_on_it(content: Path) -> None:
    (content / "retractions.csv").write_text(
        "DOI,PMID,date,reason\n10.1000/hills,,2026-03-01,Data could not be found\n", "utf-8"
    )
    assert "the reference" in told(content)["CLM124"]


def test_a_library_that_cannot_be_read_lapses_nothing_and_is_never_clean(content: Path) -> None:
    (content / "references.json").write_text("{", "utf-8")
    assert told(content) == {}
    assert checked(content).exit_code() is Exit.NOT_CHECKED


def test_a_register_that_cannot_be_read_is_never_clean(content: Path) -> None:
    (content / "claims.toml").write_text("[[claims]\n", "utf-8")
    report = checked(content)
    assert report.exit_code() is Exit.NOT_CHECKED
    (found,) = (one for one in report.findings if one.path.endswith("claims.toml"))
    assert "no claim could be held against it" in found.message


def test_a_mistake_in_a_claim_is_an_error_with_its_place_and_the_others_stay(content: Path) -> None:
    swap(
        content / "claims.toml",
        "# Ours\n",
        '# Ours\n[[claims]]\nid = "door"\nwordnig = "The door is 9 feet wide."\n\n',
    )
    report = checked(content)
    found = [one for one in report.findings if one.rule == "CLM127"]
    assert [(one.path, one.place.line if one.place else 0) for one in found] == [
        ("content/claims.toml", 2), ("content/claims.toml", 4),
    ]  # fmt: skip
    assert report.exit_code() is Exit.FINDINGS
    swap(content / "articles" / "ramps.md", "to 40 seconds", "to 14 seconds")
    assert "CLM122" in told(content)


def test_a_wording_that_two_claims_have_is_told(content: Path) -> None:
    text = (content / "claims.toml").read_text("utf-8")
    more = '\n[[claims]]\nid = "again"\nwording = "AVERAGE hall time with the ramp® fell from ninety to 40 seconds"\n'
    (content / "claims.toml").write_text(text + more, "utf-8")
    (found,) = (one for one in checked(content).findings if one.rule == "CLM127")
    assert "is a wording of the claim “hall-time” already" in found.message
    assert found.place is not None
    assert found.excerpt == "[[claims]]"
    assert found.place.line > 5


def test_the_companions_are_part_of_what_is_approved(content: Path) -> None:
    swap(content / "claims.toml", "figure =", 'companions = ["40 people"]\nfigure =')
    found = told(content)
    assert "“40 people”" in found["CLM125"]
    assert "its wording" in found["CLM124"]


def test_the_register_is_a_shared_file_and_part_of_what_is_kept(content: Path, tmp_path: Path) -> None:
    assert is_shared(content / "claims.toml")
    layout = lay_out(content, content.parent)
    before = open_cache(tmp_path / "cache", layout, "2026-11-24").state
    swap(content / "claims.toml", "from 90", "from 91")
    assert open_cache(tmp_path / "cache", layout, "2026-11-24").state != before


def test_claims_that_are_kept_are_told_as_those_that_are_found(content: Path, tmp_path: Path) -> None:
    swap(content / "articles" / "ramps.md", "fell from", "went down from")
    layout = lay_out(content, content.parent)
    cache = open_cache(tmp_path / "cache", layout, str(AS_OF))
    first, second = (check_articles(layout, layout.articles, AS_OF, cache=cache) for _ in range(2))
    assert first == second
    (near,) = (one for one in second.findings if one.rule == "CLM121")
    assert near.fix is not None
    assert not near.fix.safe


def test_another_blog_has_none_of_our_claims(content: Path) -> None:
    shutil.copytree(content, content.parent / "other" / "content")
    other = content.parent / "other" / "content"
    (other / "claims.toml").unlink()
    layout = lay_out(other, content.parent)
    assert not any(
        one.rule.startswith("CLM12") for one in check_articles(layout, layout.articles, AS_OF).findings
    )
