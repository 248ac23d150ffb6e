"""Publishing for real: one digit, or one word of an approved claim, and nothing is published; both sides are
told. Put back, and it is published again."""

import shutil
from pathlib import Path

import pytest

from tests.blog import PROJECT, Blog, settle

EXPLAINER = "content/articles/mild-procedure-explained.md"
STUDY = "content/articles/how-to-read-a-back-study.md"
EVIDENCE = "content/evidence/mekhail2012.toml"
CLAIMS = "content/claims.toml"
STANDING = 'wording = "Their average standing time rose from 8 to 56 minutes over 1 year."'

# File, words, other words; what is told of both sides.
CHANGES = {
    "a digit of the evidence": (EVIDENCE, '"56 minutes"', '"57 minutes"', ("“56 minutes”", "“57 minutes”")),
    "a digit of the study": (EVIDENCE, "participants = 40", "participants = 41", ("CLM124", "what is recorded of the study")),
    "a digit in the explainer": (EXPLAINER, "rose from 8 to 56 minutes", "rose from 8 to 57 minutes", ("“57” instead of “56”", "the source says “56 minutes”")),
    "a digit in another article": (STUDY, "rose from 8 to 56 minutes", "rose from 8 to 66 minutes", ("“66” instead of “56”",)),
    "a digit of the register": (CLAIMS, STANDING, STANDING.replace("56", "57"), ("rose from 8 to 56 minutes over 1 year", "rose from 8 to 57 minutes over 1 year", "CLM129")),
    "a word of an approved claim": (CLAIMS, STANDING, STANDING.replace("rose", "went"), ("“went” instead of “rose”", "CLM129")),
    "a verb turned round in the register": (CLAIMS, STANDING, STANDING.replace("rose", "fell"), ("“fell” instead of “rose”", "CLM129")),
    "a verb turned round in an article": (STUDY, "standing time rose from", "standing time fell from", ("“fell” instead of “rose”", "CLM128")),
    "a denial in an article": (STUDY, "standing time rose from", "standing time did not rise from", ("“not rise” instead of “rose”", "CLM128")),
    "a digit of a variant": (CLAIMS, "standing time rose from 8 to 56 minutes\"]", "standing time rose from 9 to 56 minutes\"]", ("CLM129", "“9” instead of “8”")),
    "a year more for an approval": (CLAIMS, "until = 2027-11-24", "until = 2028-11-24", ("the lines of the approval itself", "CLM124", "CLM129")),
    "another name below an approval": (CLAIMS, 'approved_by = "Sample', 'approved_by = "Simple', ("the lines of the approval itself", "CLM129")),
}  # fmt: skip


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """Our own articles, published once."""
    blog = settle(tmp_path_factory.mktemp("ours") / "blog")
    shutil.rmtree(blog.path("content"))
    shutil.copytree(PROJECT / "content", blog.path("content"))
    run = blog.task("publish")
    assert run.code == 0, run.words
    return blog


def state(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_turns_publishing_red_and_names_both_sides(ours: Blog, change: str) -> None:
    name, old, new, told = CHANGES[change]
    file = ours.path(name)
    before = file.read_bytes()
    assert old.encode() in before
    site = state(ours.path("public"))
    try:
        file.write_bytes(before.replace(old.encode(), new.encode(), 1))
        run = ours.task("publish")
        assert run.code == 1, run.words
        assert "Not published." in run.words
        for words in told:
            assert words in run.words, run.words
        assert state(ours.path("public")) == site
    finally:
        file.write_bytes(before)


def test_what_was_put_back_is_published_again(ours: Blog) -> None:
    file = ours.path(CLAIMS)
    before = file.read_bytes()
    file.write_bytes(before.replace(STANDING.encode(), STANDING.replace("56", "57").encode(), 1))
    assert ours.task("publish").code == 1
    file.write_bytes(before)
    run = ours.task("publish")
    assert run.code == 0, run.words
