"""A report with everything a format must cope with; the golden files in tests/reports/ are made of it."""

from dataclasses import replace

from plugins.checks.finding import (
    Edit,
    Finding,
    Fix,
    Place,
    Report,
    ReportedClaim,
    RuleSummary,
    Severity,
    Snippet,
    Suppression,
)

SHORT = "The bell is louder than the door."
LONG = f"{'The front desk keeps pens. ' * 5}The bell is louder than the door. {'There is an apple. ' * 5}".strip()
WHY = "Whoever reads it will ask where it comes from, and a page that cannot say so loses the reader's trust."
HELP = "Put the source behind the sentence, such as [@sample2021], or take the comparison out."


def finding(path: str, line: str = "", words: str = "", **changes: object) -> Finding:
    """Return a finding at `words` in the third line of a file, or about the whole file."""
    start = line.index(words) if words else 0
    place = Place(3, start + 1, 3, start + 1 + len(words)) if words else None
    snippet = Snippet(line, start, start + len(words)) if words else None
    told: dict[str, object] = {
        "rule": "CLM103",
        "severity": Severity.ERROR,
        "confidence": 0.9,
        "message": "This comparison has no reference.",
        "why": WHY,
        "help": HELP,
        "path": path,
        "place": place,
        "excerpt": words,
        "fingerprint": "0123456789abcdef",
        "snippet": snippet,
        **changes,
    }
    return Finding(**told)  # type: ignore[arg-type]


REPORT = Report(
    (
        finding("", message="articles/lost.md is on no page of the built site.", rule="DSC401"),
        finding("content/articles/bell.md", SHORT, "louder"),
        finding("content/articles/bell.md", LONG, "louder"),
        finding("content/articles/bell.md", f"\t{SHORT}", "The bell is louder than the door."),
        finding("content/articles/bell.md", LONG, "There is an apple.", severity=Severity.WARNING),
        finding("content/articles/bell.md", LONG, LONG, severity=Severity.NOTE),
        finding(
            "content/articles/door.md", SHORT, "louder", suppressed=Suppression("counted by us", "J. Doe")
        ),
        finding(
            "content/articles/latin.md",
            message="The file is not saved as UTF-8.",
            rule="HDR450",
            place=Place(7, 1, 7, 1),
        ),
    ),
    ("content/articles/bell.md", "content/articles/door.md"),
    ("content/articles/latin.md",),
)

# Everything in a text that some format takes for its own: markup, commands, what XML forbids.
HOSTILE = "<b>&amp;</b> ]]> ::error:: 100% | a, b: `c` *d* @e \x0b {0} 🏥 é\r\n::stop-commands::x"
FULL = replace(
    REPORT,
    findings=(
        *REPORT.findings,
        finding("content/articles/odd, name: 100%.md", HOSTILE, "🏥 é", message=HOSTILE, help=HOSTILE),
        finding(
            "content/articles/odd, name: 100%.md",
            "The the bell.",
            "the ",
            severity=Severity.NOTE,
            rule="MRK505",
            fix=Fix(
                "Take out the doubled word",
                (Edit(40, 44, "", Place(3, 5, 3, 9)), Edit(52, 52, "\n", Place(3, 17, 3, 17))),
            ),
        ),
        finding(
            "content/articles/two-lines.md",
            SHORT,
            "door.",
            place=Place(3, 29, 4, 6),
            suppressed=Suppression(
                "known when the checker was taken up", "baseline known.json", in_source=False
            ),
        ),
    ),
    rules=(
        RuleSummary("CLM103", Severity.ERROR, "A comparison needs its source.", WHY, "A house rule."),
        RuleSummary(
            "DSC401", Severity.ERROR, "Every article is on a page of the site.", WHY, "A house rule."
        ),
        RuleSummary("HDR450", Severity.ERROR, "Every file can be read.", WHY, "A house rule."),
    ),
)

# The same with every claim of the files, as --explain asks for it.
EXPLAINED = replace(
    FULL,
    claims=(
        ReportedClaim(
            "content/articles/bell.md", Place(3, 13, 3, 19), "louder", "comparison", 0.9, "compares"
        ),
        ReportedClaim(
            "content/articles/door.md",
            Place(3, 13, 4, 3),
            "louder\nin",
            "comparison",
            0.9,
            "compares",
            "lead-in",
            Place(1, 20, 1, 26),
        ),
        ReportedClaim(
            "content/articles/odd, name: 100%.md",
            Place(3, 1, 3, 5),
            HOSTILE,
            "statistic",
            0.51,
            HOSTILE,
            "own mark",
            Place(3, 9, 3, 15),
        ),
    ),
)
