"""Every example in a rule's docstring, one case each: flagged at exactly its span, or accepted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import get_type_hints

import pytest

from plugins.approval.approvals import Approvals, hold
from plugins.approval.register import parse_register
from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library, load_library
from plugins.bibliography.reference import Name, PartialDate, Reference
from plugins.checks.claims_record import ClaimsRecord
from plugins.checks.collection import Collection, Manuscript
from plugins.checks.engine import gather
from plugins.checks.examination import Examination, examine
from plugins.checks.finding import Severity
from plugins.checks.publication import (
    BuiltPage,
    Expected,
    Feed,
    OtherFile,
    Publication,
    read_page,
    read_publication,
)
from plugins.checks.review import Review, Standard, review
from plugins.checks.rule import BadRule, Hit, Rule, Subject, rule
from plugins.checks.rules import ARTICLE_RULES, AnyRule, all_rules
from plugins.checks.terms import Term, load_terms
from plugins.claims.lexicon import load_lexicon
from plugins.disclaimer.demand import demands_of
from plugins.disclaimer.disclaimer import Disclaimer, parse_disclaimer
from plugins.disclaimer.markup import disclaimer_html
from plugins.disclaimer.shelf import Shelf, load_shelf
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import Source, Span, Unreadable, decode
from tests.approval.sample_register import sample_approvals

AS_OF = date(2026, 11, 24)
LEXICON = load_lexicon()
SUBJECT_VALUES = {
    Subject.FILE: Unreadable, Subject.WAIVERS: Examination, Subject.ARTICLE: Review, Subject.LIBRARY: Library, Subject.DISCLAIMERS: Standard, Subject.SITE: Publication, Subject.EVIDENCE: Standard, Subject.COLLECTION: Collection, Subject.APPROVALS: Approvals,
}  # fmt: skip


def disclaimer(name: str, strictness: int, applies_to: str, more: str = "") -> Disclaimer:
    text = (
        f"Id: {name}\nVersion: 1\nTitle: Medical disclaimer\nIn force from: 2026-01-01\n"
        f"Strictness: {strictness}\nApplies to: {applies_to}\n\n"
        "This page gives general information about sample health and is not medical advice at all.\n"
        f"{more}"
    )
    made, flaws = parse_disclaimer(Source(f"content/disclaimers/{name}.md", text))
    assert made is not None
    assert not flaws
    return made


GENERAL = disclaimer("general", 1, "everything")
PROCEDURE = disclaimer("procedure", 2, "category Treatments; product mild", "\nAsk about risks.\n")
WALKER = disclaimer("walker", 1, "product walker")
KNOWN = Reference(
    "known2020", "article-journal", "Walking", (Name("Known", "Ann"),), "Journal of Walking", "J Walk",
    PartialDate(2020),
)  # fmt: skip
STANDING = Figure("standing", "Standing time rose", ("8 minutes",), "40 people", "1 year", "Abstract")
WHOLE = Evidence(
    "whole2018", "randomized trial", 90, "", "",
    (
        Figure("standing", "Standing time rose", ("20 minutes",), "90 people", "1 year", "Table 2",
               contrary=("The study measured younger volunteers.",)),
        Figure("harm", "0 harms", ("0 harms",), "90 people", "1 year", "Table 3",
               contrary=("A later report counted harm. [@abstract2019]",)),
    ),
    basis="full text",
)  # fmt: skip
SERIES = Reference(
    "series2021",
    "article-journal",
    "Loads",
    (Name("Series", "Ada"),),
    "Journal of Loads",
    "J Loads",
    PartialDate(2021),
)
RECORDED = Evidence(
    "series2021", "case series, no comparison group", 24, "", "",
    (
        Figure("share", "The ligament accounted for 55 % to 80 % of the narrowing", ("55 %", "80 %"), "24 people", "", "Abstract"),
        Figure("falls", "30 % of those aged 60 to 69 fell", ("30 %",), "24 people aged 60 to 69", "", "Abstract"),
    ),
)  # fmt: skip
CLEARED = Evidence(
    "record2024", "public record: 510(k) clearance", None, "", "",
    (Figure("cleared", "The kit was cleared in 2024", ("2024",), "", "", "Record"),),
    basis="register",
)  # fmt: skip
RETRACTIONS = (
    "DOI,PMID,date,reason\n10.1000/withdrawn,,2026-03-01,Data could not be found\n"
    ",1234567,2026-03-02,Error in the count\n"
)
GLOSSARY = (
    Term(
        "laminectomy", ("laminectomies",), "an operation in which the surgeon takes out the roof of the canal"
    ),
)
STANDARD = Standard(
    Library(
        MappingProxyType(
            {
                "known2020": KNOWN,
                "series2021": SERIES,
                "whole2018": replace(KNOWN, key="whole2018"),
                "abstract2019": replace(KNOWN, key="abstract2019"),
                "preprint2021": replace(KNOWN, key="preprint2021", type="article"),
                "file2020": replace(KNOWN, key="file2020", type="report", title="Data on file"),
                "record2024": replace(KNOWN, key="record2024", type="report", title="Public record"),
            }
        ),
        MappingProxyType(
            {
                "known2020": Evidence("known2020", "", 40, "", "", (STANDING,)),
                "series2021": RECORDED,
                "whole2018": WHOLE,
                "record2024": CLEARED,
                "abstract2019": Evidence("abstract2019", "", 90, "", "", (), basis="abstract"),
            }
        ),
    ),
    Shelf(MappingProxyType({"general": GENERAL, "procedure": PROCEDURE, "walker": WALKER})),
    LEXICON,
    AS_OF,
    terms=replace(load_terms(), glossary=GLOSSARY),
)
STANDARD = replace(STANDARD, approvals=sample_approvals(STANDARD.library, AS_OF))


def unmarked(example: str) -> tuple[str, tuple[Span, ...]]:
    """Return an example without its brackets, and the spans that stood between them."""
    spans, text, opened = [], "", 0
    for part in re.split("([⟦⟧])", example):
        if part == "⟦":
            opened = len(text)
        elif part == "⟧":
            spans.append(Span(opened, len(text)))
        else:
            text += part
    return text, tuple(spans)


def hits(found: AnyRule, example: str, tmp_path: Path) -> list[Hit]:
    if found.subject is Subject.ARTICLE:
        return list(found.look(review(Source("sample.md", example), STANDARD)))
    if found.subject is Subject.APPROVALS:
        register = parse_register(Source("content/claims.toml", example))
        return list(found.look(hold(register, STANDARD.library, AS_OF)))
    if found.subject is Subject.COLLECTION:
        return list(_hits_of_collection(found, example, tmp_path))
    if found.subject is Subject.WAIVERS:
        return list(found.look(examine(review(Source("sample.md", example), STANDARD), ARTICLE_RULES)))
    if found.subject is Subject.FILE:
        try:
            decode("sample.md", example.encode().decode("unicode_escape").encode("latin-1"))
        except Unreadable as error:
            return list(found.look(error))
        return []
    if found.subject is Subject.LIBRARY:
        (tmp_path / "references.json").write_text(example, "utf-8")
        (tmp_path / "retractions.csv").write_text(RETRACTIONS, "utf-8")
        return list(found.look(load_library(tmp_path / "references.json", tmp_path / "evidence", tmp_path)))
    if found.subject is Subject.EVIDENCE:
        (tmp_path / "evidence").mkdir()
        (tmp_path / "references.json").write_text('[{"id": "known2020"}]', "utf-8")
        (tmp_path / "evidence" / "known2020.toml").write_text(example, "utf-8")
        library = load_library(tmp_path / "references.json", tmp_path / "evidence", tmp_path)
        return list(found.look(Standard(library, Shelf(), LEXICON, AS_OF)))
    if found.subject is Subject.DISCLAIMERS:
        (tmp_path / "sample.md").write_text(example, "utf-8")
        shelf = load_shelf(tmp_path, tmp_path)
        return list(found.look(Standard(Library(), shelf, LEXICON, AS_OF)))
    shelf = (GENERAL, PROCEDURE)
    expected = Expected({"articles/sample.md": GENERAL}, {}, demands_of(STANDARD.shelf), shelf)
    if not example.startswith("<"):
        return list(found.look(published(tmp_path, example.split())))
    html = (
        example.replace("{disclaimer}", disclaimer_html(GENERAL))
        .replace("{procedure}", disclaimer_html(PROCEDURE))
        .replace("{fingerprint}", GENERAL.fingerprint)
    )
    return list(found.look(Publication((read_page("sample.html", html),), (), expected)))


def published(folder: Path, names: list[str]) -> Publication:
    """Return an output folder with files of these names, each as plain as its kind may be."""
    plain = {
        ".html": '<link rel="stylesheet" href="/theme/site.css"><body data-kind="{kind}">',
        ".xml": '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        ".svg": "<svg></svg>",
    }
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = file.parent.name if file.parent != folder else file.stem
        file.write_text(plain.get(file.suffix, "").replace("{kind}", kind), "utf-8")
    items = list(read_publication(folder))
    return Publication(
        tuple(item for item in items if isinstance(item, BuiltPage)),
        (),
        Expected({}, {}),
        tuple(item for item in items if isinstance(item, Feed)),
        tuple(item for item in items if isinstance(item, OtherFile)),
        record=next((item for item in items if isinstance(item, ClaimsRecord)), None),
    )


def _hits_of_collection(found: AnyRule, example: str, tmp_path: Path) -> Iterator[Hit]:
    """Write an example's files, each behind a line `==> name <==`, and yield what is seen in them, with
    spans in the example as a whole."""
    starts = {}
    for match in re.finditer(
        r"^==> (?P<name>\S+) <==(?:\n|\Z)(?P<text>(?:(?!==> ).*\n?)*)", example, re.MULTILINE
    ):
        file = tmp_path / "content" / match["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(match["text"], "utf-8")
        starts[f"content/{match['name']}"] = match.start("text")
    layout = lay_out(tmp_path / "content", tmp_path)
    collection = gather(layout, (*layout.articles, *layout.pages), library=STANDARD.library)
    assert all(isinstance(manuscript, Manuscript) for manuscript in collection.manuscripts)
    for hit in found.look(collection):
        at = starts[hit.source.path if hit.source else hit.path]
        yield replace(hit, span=Span(hit.span.start + at, hit.span.end + at)) if hit.span else hit


def examples(kind: str) -> Iterator[object]:
    for found in all_rules():
        for number, example in enumerate(getattr(found, kind), 1):
            yield pytest.param(found, example, id=f"{found.code}-{number}")


@pytest.mark.parametrize(("found", "example"), list(examples("flagged")))
def test_a_flagged_example_is_reported_at_exactly_its_span(
    found: AnyRule, example: str, tmp_path: Path
) -> None:
    text, spans = unmarked(example)
    reported = hits(found, text, tmp_path)
    if found.subject in (Subject.SITE, Subject.FILE) or found.code == "HDR460":
        assert reported
        return
    assert spans, "a flagged example marks its span with ⟦ and ⟧"
    assert [hit.span for hit in reported] == list(spans)


@pytest.mark.parametrize(("found", "example"), list(examples("accepted")))
def test_an_accepted_example_is_left_alone(found: AnyRule, example: str, tmp_path: Path) -> None:
    assert "⟦" not in example
    assert hits(found, example, tmp_path) == []


@pytest.mark.parametrize("found", all_rules(), ids=lambda found: found.code)
def test_a_rule_has_two_examples_of_each_kind(found: AnyRule) -> None:
    assert len(found.flagged) >= 2
    assert len(found.accepted) >= 2


@pytest.mark.parametrize("found", all_rules(), ids=lambda found: found.code)
def test_a_rule_takes_what_its_subject_promises(found: AnyRule) -> None:
    hints = get_type_hints(found.look)
    hints.pop("return")
    assert list(hints.values()) == [SUBJECT_VALUES[found.subject]]


def test_no_two_rules_share_a_code() -> None:
    codes = [found.code for found in all_rules()]
    assert len(set(codes)) == len(codes)


def test_a_rule_without_a_part_of_its_page_cannot_be_declared() -> None:
    def look(review: Review) -> Iterator[Hit]:
        """A rule with nothing but a title."""
        yield from ()

    with pytest.raises(BadRule, match="Accepted, Flagged, Source, Why"):
        rule("XXX999", Severity.ERROR, Subject.ARTICLE)(look)


def test_the_rules_are_values() -> None:
    assert all(isinstance(found, Rule) for found in all_rules())
