"""How often each rule says something about our own articles, which people have read and hold to be right.

    .venv/bin/python benchmarks/false_alarms.py [--as-of DATE] > docs/rules/false-alarms.md

Whatever a rule finds there is a false alarm, or the article is to be mended first.
"""

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from plugins.checks.engine import check_articles, read_manuscript  # noqa: E402
from plugins.checks.rules import ARTICLE_RULES  # noqa: E402
from plugins.manuscript.document import read_document  # noqa: E402
from plugins.manuscript.layout import lay_out  # noqa: E402

HEAD = """# False alarms

Made by `benchmarks/false_alarms.py`: what each rule says about the {files} articles and pages of
`content/`, {words:,} words of running text, as of {day}. People have read these articles and hold them
to be right, so each finding here counts as a false alarm. The limit is no error, and at most one warning
per 500 words ({limit} here).

In all: {errors} errors, {warnings} warnings.

| rule | severity | findings | what is checked |
|---|---|---|---|
"""
TAIL = """
This says how little the rules disturb texts that were written with them at hand; it does not say how
they do on texts that nobody has tuned them on. Known ways to be wrong:

- PLN503 takes any two to five capitals for an abbreviation: names of states and companies in capitals
  are told until they are listed in `plugins/checks/wording/abbreviations.toml`. Names of trials with six
  letters and more are never told.
- PLN504 takes “is a”, “means”, a colon or a bracket in the same or the next sentence for an explanation,
  so it misses many.
- PLN505 sees one paragraph at a time: an absolute number in the next one does not count.
- PLN507 takes “Visit end.Next” for a slip; a product named so would be told.
- CLM110 takes a word that is itself the subject (“Breakthrough. Ask what it was compared with.”) for
  praise.
- CLM101 to CLM109 go by wording lists: see the scores in docs/checking.md.
"""


def page(as_of: date) -> str:
    """Return the page in Markdown; the same content on the same day gives the same page."""
    layout = lay_out(ROOT / "content", ROOT)
    files = (*layout.articles, *layout.pages)
    words = sum(
        len(passage.text.split())
        for file in files
        for passage in read_document(read_manuscript(layout, file)).passages
    )
    report = check_articles(layout, files, as_of)
    counted = Counter(finding.rule for finding in report.findings if finding.suppressed is None)
    severities = Counter(finding.severity.value for finding in report.findings if finding.suppressed is None)
    rows = "".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.severity.value} | {counted[rule.code]} | {rule.title} |\n"
        for rule in ARTICLE_RULES
    )
    head = HEAD.format(
        files=len(files),
        words=words,
        day=as_of,
        limit=words // 500,
        errors=severities["error"],
        warnings=severities["warning"],
    )
    return head + rows + TAIL


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today())
    sys.stdout.write(page(parser.parse_args().as_of))
