"""EVD213: evidence files that do not agree with themselves."""

from collections.abc import Iterator

from plugins.bibliography.evidence import FIGURES
from plugins.checks.finding import Severity
from plugins.checks.review import Standard
from plugins.checks.rule import Hit, Subject, rule
from plugins.evidence.consistency import disagreements


@rule("EVD213", Severity.ERROR, Subject.EVIDENCE)
def evidence_against_itself(standard: Standard) -> Iterator[Hit]:
    """The parts of an evidence file agree: each finding with its values, and how many people there were.

    Why:
        Articles are held against the values, and people read the finding. A slip in one of them would make a
        wrong article right. Both places are told; which of them is wrong only the source can say.
    Flagged:
        [figures.standing]
        finding = ⟦"Standing time rose from 8 to 57 minutes"⟧
        values = ⟦["8 minutes", "56 minutes"]⟧
    ---
        participants = 40

        [figures.standing]
        finding = "Standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        population = ⟦"41 consecutive patients"⟧
    Accepted:
        participants = 40

        [figures.standing]
        finding = "Standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        population = "40 consecutive patients"
        timepoint = "1 year"
    ---
        participants = 131

        [figures.treated]
        finding = "64 people were treated"
        values = ["64 people"]
        population = "64 of the 131 people"
        participants = 64
    Source:
        House rule.
    """
    for key, file in standard.library.evidence_files.items():
        for one in disagreements(file.evidence):
            path = (FIGURES, one.figure, one.setting) if one.figure else (one.setting,)
            what = f"In the figure “{one.figure}” of “{key}”" if one.figure else f"In the evidence of “{key}”"
            yield Hit(
                f"{what} {one.message}.",
                "Read the source, and put right what differs from it.",
                file.span(*path),
                file.source,
            )
