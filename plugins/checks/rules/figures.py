"""PLN505 and PLN506: how numbers and results of groups are told."""

import re
from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.prose import prose_of, sentences_of
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule

AMOUNT = r"(?:\d[\d.,]*\s?(?:%|percent)|half|a\s(?:third|quarter))"
RELATIVE = re.compile(
    rf"""
      \b(?:cuts?|reduc(?:es?|ed|ing)|lower(?:s|ed|ing)?|rais(?:es?|ed|ing)|increas(?:es?|ed|ing))\s
        (?:\w+\s){{0,4}}(?:risk|chance|odds|rate)s?\s(?:\w+\s){{0,4}}by\s(?:about\s|nearly\s|up\sto\s)?{AMOUNT}
    | {AMOUNT}\s(?:lower|higher|smaller|greater)\s(?:\w+\s)?(?:risk|chance|odds|rate)s?\b
    | \b(?:risk|chance|odds|rate)s?\s(?:\w+\s){{0,4}}(?:is|was|are|were)\s(?:about\s|nearly\s|up\sto\s)?
        {AMOUNT}\s(?:lower|higher|smaller|greater)\b
    | \bcut(?:s|ting)?\s(?:\w+\s){{0,3}}(?:risk|chance|odds|rate)s?\s(?:\w+\s){{0,4}}in\shalf\b
    | {AMOUNT}\s(?:less|more)\slikely\b
    | \b(?:twice|(?:two|three|four|five|ten|\d+)\stimes)\s(?:as|more|less)\slikely\b
    | \b(?:twice|(?:two|three|four|five|ten|\d+)\stimes)\s(?:the|as\shigh\sa|higher)\s
        (?:risk|chance|odds|rate)s?\b
    | \b(?:doubl|tripl|halv)(?:es?|ed|ing)\s(?:\w+\s){{0,2}}(?:risk|chance|odds)s?\b
    | \b(?:relative\srisk|risk\sratio|hazard\sratio|odds\sratio)\s(?:of|was|is)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "3 of 100", "3 out of the 100", "1 in 33"; "of 2016" is a year.
COUNTED = re.compile(
    r"\b\d[\d,]*\s(?:of|in|out\sof)\s(?:the\s|these\s|every\s)?\d[\d,]*\b(?!\s?%)", re.IGNORECASE
)
OF_COUNT = re.compile(r"\b\d[\d,]*\s(?:of|out\sof)\s(?:the\s|these\s)?\d[\d,]*\b(?!\s?%)", re.IGNORECASE)
PERCENTAGE = re.compile(r"\b\d[\d.,]*\s?(?:%|percent\b)", re.IGNORECASE)
# "5 of 42 (12%)", "12%, or 5 of 42": one and the same share, told twice.
SAME = re.compile(r"\s?[(,;:–—]\s?(?:or\s|about\s|that\sis\s|which\sis\s)*")
TINY = re.compile(r"(?<![\d.,])(?:less\sthan\s|under\s|below\s)?(?:0?\.\d+\s?(?:%|percent\b))", re.IGNORECASE)
LESS_THAN_ONE = re.compile(r"\b(?:less\sthan|under|below|fewer\sthan)\s1\s?(?:%|percent\b)", re.IGNORECASE)
ABOUT_RISK = re.compile(
    r"\b(?:risks?|chances?|rates?|complications?|harms?|adverse|infections?|deaths?|died|injur(?:y|ies)|bleed\w*)\b",
    re.IGNORECASE,
)


@rule("PLN505", Severity.WARNING, Subject.ARTICLE, english_only=True)
def numbers_hard_to_weigh(review: Review) -> Iterator[Hit]:
    """Risks are told in counts that a reader can picture, in one form, and never as a ratio alone.

    Why:
        “Twice the risk” may be 2 or 60 in 100 people. Percentages beside “9 of 75” cannot be compared in
        the head, and few people can picture 0.1 %. Looked for are: a relative risk in a paragraph without
        absolute numbers, a percentage beside a count of other people, and a risk under 1 % without “1 in …”.
    Flagged:
        Walking ⟦lowers the risk of a fall by 30%⟧.[@known2020]
    ---
        In one group, 9 of 75 people fell. In the other, ⟦12%⟧ fell.[@known2020]
    ---
        The risk of an infection is ⟦0.1%⟧.[@known2020]
    Accepted:
        Walking lowers the risk of a fall by 30%: from 10 in 100 people to 7 in 100.[@known2020]
    ---
        In this group, 9 of 75 people (12%) fell.[@known2020]
    ---
        The risk of an infection is 0.1%, or 1 in 1,000.[@known2020]
    Source:
        FDA guidance on quantitative efficacy and risk information, 2023 (written for drugs, best practice
        here); CDC Clear Communication Index.
    """
    for passage in prose_of(review.document):
        text = passage.text
        counts = list(COUNTED.finditer(text))
        shares = list(PERCENTAGE.finditer(text))
        relative = list(RELATIVE.finditer(text))
        inside = [share for share in shares if any(_holds(match, share) for match in relative)]
        if relative and not counts and len(shares) - len(inside) < 2:
            for match in relative:
                yield Hit(
                    "This tells how two risks compare and not how large they are.",
                    "Add both in counts of the same number: “10 in 100 people instead of 14 in 100”.",
                    passage.span(*match.span()),
                    confidence=0.8,
                )
        alone = [share for share in shares if share not in inside and not _repeats(text, share, counts)]
        tiny = [match for match in _tiny(text) if not counts]
        if OF_COUNT.search(text) and alone and not tiny:
            yield Hit(
                "This paragraph tells one share as a percentage and another as a count.",
                "Give all of them in the same form, best as counts: “9 of 75”.",
                passage.span(*alone[0].span()),
                confidence=0.6,
            )
        for match in tiny:
            yield Hit(
                "Few readers can picture so small a share.",
                "Add it as a count, such as “1 in 1,000”.",
                passage.span(*match.span()),
                confidence=0.8,
            )


@rule("PLN506", Severity.WARNING, Subject.ARTICLE, english_only=True)
def average_told_as_everybody(review: Review) -> Iterator[Hit]:
    """What a group did on average is not told as what patients did.

    Why:
        In “patients were able to stand longer” every reader is one of the patients, though the study may
        have had many who were not.
    Flagged:
        After a year, ⟦patients were able to walk⟧ farther.[@known2020]
    ---
        ⟦Patients had significant improvement⟧ in their pain.[@known2020]
    Accepted:
        After a year, 27 of 40 patients were able to walk farther.[@known2020]
    ---
        On average, patients were able to walk farther.[@known2020]
    ---
        If you read that patients were able to walk farther, ask how many.
    Source:
        FTC Health Products Compliance Guidance, 2022 (testimonials and typical results).
    """
    for passage in prose_of(review.document):
        for sentence in sentences_of(passage):
            if sentence.text.rstrip("”\"')").endswith("?"):
                continue
            hits = [
                Hit(
                    f"“{sentence.text[span.start : span.end]}”: this sentence {wording.says}.",
                    wording.instead,
                    passage.span(sentence.start + span.start, sentence.start + span.end),
                    confidence=0.8,
                )
                for wording, span in review.standard.words.averages.find(sentence.text)
            ]
            yield from hits


def _tiny(text: str) -> Iterator[re.Match[str]]:
    """Yield shares under 1 % that stand in a text about risk."""
    if ABOUT_RISK.search(text):
        yield from TINY.finditer(text)
        yield from LESS_THAN_ONE.finditer(text)


def _repeats(text: str, share: re.Match[str], counts: list[re.Match[str]]) -> bool:
    """Return whether a count right beside a percentage tells the same share."""
    return any(
        SAME.fullmatch(text[count.end() : share.start()] or " ")
        or SAME.fullmatch(text[share.end() : count.start()] or " ")
        or _between(text, count, share)
        for count in counts
    )


def _between(text: str, count: re.Match[str], share: re.Match[str]) -> bool:
    # "9 of 75 people (12%)": up to two words stand between them.
    words = text[count.end() : share.start()]
    return (
        share.start() > count.end() and re.fullmatch(r"(?:\s\w+){1,2}\s?[(,]\s?(?:or\s)?", words) is not None
    )


def _holds(outer: re.Match[str], inner: re.Match[str]) -> bool:
    return outer.start() <= inner.start() and inner.end() <= outer.end()
