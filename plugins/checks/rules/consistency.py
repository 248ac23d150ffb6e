"""EVD213: evidence files that do not agree with themselves."""

from collections.abc import Iterator

from plugins.bibliography.evidence import FIGURES
from plugins.checks.finding import Severity
from plugins.checks.review import Standard
from plugins.checks.rule import Hit, Subject, rule
from plugins.evidence.consistency import disagreements


@rule("EVD213", Severity.ERROR, Subject.EVIDENCE)
def evidence_against_itself(standard: Standard) -> Iterator[Hit]:
    """The parts of an evidence file agree: findings with values, how many people there were, and when; and
    what speaks against a figure with the figure that says so.

    Why:
        Articles are held against the values, and people read the finding. A slip in one of them would make a
        wrong article right. Both places are told; which of them is wrong only the source can say. A time
        that only one figure has and nothing else in the file names may be such a slip.
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
    ---
        plain = "40 people, 1 year"

        [figures.surgery]
        finding = ⟦"9 of 40 people had surgery over 5 years"⟧
        values = ["9 people", "40 people"]
        timepoint = ⟦"6 years"⟧

        [figures.standing]
        finding = "Standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        timepoint = "1 year"
    ---
        [figures.standing]
        finding = "Standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        contrary = [⟦"In a later report it rose to 30 minutes. [@known2020#standing]"⟧]
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
    ---
        [figures.standing]
        finding = "Standing time rose from 8 to 56 minutes"
        values = ["8 minutes", "56 minutes"]
        timepoint = "12 months"
        contrary = ["In a later report people stood for 8 minutes after 1 year. [@known2020#standing]"]
    Source:
        House rule.
    """
    for key, file in standard.library.evidence_files.items():
        for one in disagreements(file.evidence, standard.library.evidence):
            path: tuple[str | int, ...] = (FIGURES, one.figure, one.setting) if one.figure else (one.setting,)
            path = path if one.at is None else (*path, one.at)
            what = f"In the figure “{one.figure}” of “{key}”" if one.figure else f"In the evidence of “{key}”"
            yield Hit(
                f"{what} {one.message}.",
                "Read the source, and put right what differs from it.",
                file.span(*path),
                file.source,
            )
