"""Changing one digit of an article or of an evidence file is noticed, and putting it back is too."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.bibliography.evidence import parse_evidence
from plugins.bibliography.library import Library
from plugins.checks.engine import read_manuscript, set_up
from plugins.checks.finding import Severity
from plugins.checks.review import Review, Standard, review
from plugins.checks.rules import ARTICLE_RULES
from plugins.evidence.binding import bound_sentences
from plugins.evidence.consistency import disagreements
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source

ROOT = Path(__file__).parents[2]
LAYOUT = lay_out(ROOT / "content", ROOT)
STANDARD = set_up(LAYOUT, date(2026, 11, 24)).standard
RULES = [rule for rule in ARTICLE_RULES if rule.code.startswith("EVD2") and rule.severity is Severity.ERROR]
EXPLAINER = LAYOUT.content / "articles" / "mild-procedure-explained.md"
EVIDENCE = LAYOUT.evidence / "mekhail2012.toml"


def errors(reviewed: Review) -> set[str]:
    return {f"{rule.code} {hit.message}" for rule in RULES for hit in rule.look(reviewed)}


def with_another_digit(text: str, at: int) -> str:
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def bound_digits(reviewed: Review) -> Iterator[int]:
    """Yield the places of all digits in sentences that name a figure."""
    for bound in reviewed.bound:
        if bound.figures:
            span = bound.span(0, len(bound.sentence.text))
            text = reviewed.document.source.text
            yield from (
                span.start + match.start() for match in re.finditer(r"\d", text[span.start : span.end])
            )


def test_our_articles_say_what_their_evidence_says() -> None:
    for file in (*LAYOUT.articles, *LAYOUT.pages):
        assert errors(review(read_manuscript(LAYOUT, file), STANDARD)) == set()


def test_another_digit_anywhere_in_a_cited_sentence_of_the_explainer_is_an_error() -> None:
    source = read_manuscript(LAYOUT, EXPLAINER)
    reviewed = review(source, STANDARD)
    places = list(bound_digits(reviewed))
    assert len(places) > 50
    unseen = []
    for at in places:
        changed = Source(source.path, with_another_digit(source.text, at))
        if not errors(review(changed, STANDARD)):
            unseen.append(changed.text[at - 20 : at + 20])
    # 1 in 125 is 0.8 %, which the figure states too.
    assert [text for text in unseen if "1 in 125" not in text] == []


def test_another_digit_in_the_evidence_is_noticed() -> None:
    """By an article that says otherwise, or because the file no longer agrees with itself."""
    reviews = [review(read_manuscript(LAYOUT, file), STANDARD) for file in LAYOUT.articles]
    reviews = [one for one in reviews if any("mekhail2012" in bound.keys for bound in one.bound)]
    text = EVIDENCE.read_text("utf-8")
    unseen = []
    for match in re.finditer(r"\d", text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.start())]
        setting = line.partition(" ")[0]
        if setting not in (
            "participants",
            "plain",
            "finding",
            "values",
            "population",
            "timepoint",
            "contrary",
        ):
            continue
        if "[@" in text[text.rfind(" ", 0, match.start()) : match.start()]:
            # A key, which is no number.
            continue
        evidence = parse_evidence("mekhail2012", with_another_digit(text, match.start()))
        if list(disagreements(evidence, STANDARD.library.evidence)):
            continue
        library = replace(
            STANDARD.library,
            evidence=MappingProxyType({**STANDARD.library.evidence, "mekhail2012": evidence}),
        )
        if not any(errors(bound_anew(one, library)) for one in reviews):
            unseen.append(line)
    assert unseen == []


def bound_anew(reviewed: Review, library: Library) -> Review:
    standard: Standard = replace(reviewed.standard, library=library)
    bound = bound_sentences(reviewed.document, reviewed.claims, library)
    return replace(reviewed, standard=standard, bound=bound)


def check(content: Path) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "plugins.checks", "articles", "--content", str(content), "--as-of", "2026-11-24", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.returncode, " ".join(ran.stdout.split())


@pytest.mark.parametrize(
    ("name", "before", "after", "says", "states"),
    [
        ("evidence/mekhail2012.toml", '"56 minutes"', '"57 minutes"', "56 minutes", "57 minutes"),
        (
            "articles/mild-procedure-explained.md",
            "to 3,956 feet",
            "to 3,966 feet",
            "3,966 feet",
            "3,956 feet",
        ),
    ],
    ids=["the evidence", "the explainer"],
)
def test_one_digit_turns_the_check_red_and_putting_it_back_turns_it_green(
    name: str, before: str, after: str, says: str, states: str, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(LAYOUT.content, content)
    assert check(content)[0] == 0
    file = content / name
    kept = file.read_bytes()
    text = kept.decode()
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")
    code, told = check(content)
    assert code == 1
    assert f"The sentence says “{says}”, the source says" in told
    assert f"“{states}”" in told
    assert "mekhail2012.toml" in told
    file.write_bytes(kept)
    assert check(content)[0] == 0


def test_a_finding_that_differs_from_its_values_turns_the_check_red(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(LAYOUT.content, content)
    file = content / "evidence" / "mekhail2012.toml"
    text = file.read_text("utf-8")
    assert text.count("rose from 8 to 56 minutes") == 1
    file.write_text(text.replace("rose from 8 to 56 minutes", "rose from 8 to 57 minutes"), "utf-8")
    code, told = check(content)
    assert code == 1
    assert "its finding says “57 minutes”, its values “8 minutes”, “56 minutes” do not" in told
    assert "EVD213" in told


def test_a_difference_with_its_sign_and_one_with_its_verb_are_one_number_on_the_site(tmp_path: Path) -> None:
    shutil.copytree(LAYOUT.content, tmp_path / "content")
    evidence = tmp_path / "content" / "evidence" / "mekhail2012.toml"
    evidence.write_text(
        evidence.read_text("utf-8")
        + '\n[figures.change]\nfinding = "Average pain changed by −3.5 points"\nvalues = ["−3.5 points"]\n'
        'direction = "difference"\npopulation = "40 consecutive patients"\ntimepoint = "1 year"\n',
        "utf-8",
    )
    for name, words in (
        ("paying-for-care", "fell by 3.5 points"),
        ("treatment-options", "changed by −3.5 points"),
    ):
        article = tmp_path / "content" / "articles" / f"{name}.md"
        told = (
            f"In 40 people without a comparison group, average pain {words} over 1 year.[@mekhail2012#change]"
        )
        article.write_text(f"{article.read_text('utf-8').rstrip()}\n\n{told}\n", "utf-8")
    code, output = check(tmp_path / "content")
    assert (code, "EVD208" in output, "EVD201" in output) == (0, False, False), output
    article.write_text(article.read_text("utf-8").replace("changed by −3.5", "changed by +3.5"), "utf-8")
    code, output = check(tmp_path / "content")
    assert code == 1
    assert "EVD201" in output
