"""Which citation binds which sentence."""

from types import MappingProxyType

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.claims.article import claims_in
from plugins.claims.lexicon import load_lexicon
from plugins.evidence.binding import BoundSentence, bound_sentences
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source

STANDING = Figure(
    "standing",
    "Standing time rose from 8 to 56 minutes",
    ("8 minutes", "56 minutes"),
    "40 people",
    "1 year",
    "Abstract",
)
WALKING = Figure(
    "walking",
    "Walking distance rose from 246 to 3,956 feet",
    ("246 feet", "3,956 feet"),
    "40 people",
    "1 year",
    "Abstract",
)
SAMPLE = Evidence("sample2020", "case series", 40, "", "", (STANDING, WALKING))
LIBRARY = Library(evidence=MappingProxyType({"sample2020": SAMPLE}))
LEXICON = load_lexicon()


def bound(text: str) -> tuple[BoundSentence, ...]:
    document = read_document(Source("sample.md", f"Title: Sample\n\n{text}\n"), (CitationExtension(LIBRARY),))
    return bound_sentences(document, claims_in(document, LEXICON), LIBRARY)


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            one.sentence.text,
            [figure.name for figure, _ in one.figures],
            [verdict.outcome.value for verdict in one.verdicts],
        )
        for one in bound(text)
    ]


def test_a_mark_behind_the_stop_binds_the_sentence_before_it() -> None:
    assert told("People stood for 8 minutes.[@sample2020#standing] Then 9 came.") == [
        ("People stood for 8 minutes.", ["standing"], ["undecided"])
    ]


def test_two_figures_in_one_pair_of_brackets_bind_together() -> None:
    (one,) = told(
        "Standing rose from 8 to 56 minutes and walking from 246 to 3,956 feet.[@sample2020#standing; @sample2020#walking]"
    )
    assert one[1:] == (["standing", "walking"], ["agrees"] * 4)


def test_two_marks_at_one_sentence_bind_it_both() -> None:
    (one,) = told(
        "Standing rose from 8 to 56 minutes[@sample2020#standing] and walking from 246 to 3,956 feet.[@sample2020#walking]"
    )
    assert one[1:] == (["standing", "walking"], ["agrees"] * 4)


def test_a_figure_in_a_footnote_binds_the_sentence_of_the_note() -> None:
    rows = told(
        "Standing time rose from 8 to 57 minutes.[^note]\n\n[^note]: See the report.[@sample2020#standing]"
    )
    assert rows[0] == ("Standing time rose from 8 to 57 minutes.", ["standing"], ["agrees", "differs"])


def test_the_lead_in_of_a_list_binds_its_items() -> None:
    text = (
        "In a study of 40 people, these things changed over 1 year:[@sample2020#standing; @sample2020#walking]\n\n"
        "- standing time rose from 8 to 57 minutes\n- walking distance rose from 246 to 3,956 feet\n"
    )
    items = {one.sentence.text: one for one in bound(text) if not one.own}
    standing = items["standing time rose from 8 to 57 minutes"]
    assert [verdict.outcome.value for verdict in standing.verdicts] == ["agrees", "differs"]


def test_the_line_above_a_table_binds_its_cells() -> None:
    text = (
        "Table: 40 people after 1 year.[@sample2020#standing; @sample2020#walking]\n\n"
        "| what | before | after |\n|---|---|---|\n| standing | 8 minutes | 57 minutes |\n"
    )
    judged = [verdict.outcome.value for one in bound(text) if not one.own for verdict in one.verdicts]
    assert judged == ["agrees", "differs"]


def test_a_source_cited_as_a_whole_judges_nothing() -> None:
    (one,) = bound("People stood for 9 minutes.[@sample2020]")
    assert one.verdicts == ()
    assert one.whole == (SAMPLE,)


def test_sources_without_evidence_are_remembered() -> None:
    (one,) = bound("People stood for 8 minutes.[@other2020#x]")
    assert (one.figures, one.blank) == ((), ("other2020",))


def test_a_sentence_without_any_mark_is_not_bound() -> None:
    assert bound("People stood for 9 minutes.") == ()
