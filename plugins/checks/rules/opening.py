"""HDR452, HDR454 and HDR455: who stands for an article, and what its readers see of it first."""

import re
from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.claims.claim import ClaimKind, Setting
from plugins.claims.headline import SURE_ENOUGH
from plugins.claims.languages import detect_in_language
from plugins.manuscript.fields import CREDENTIAL, SUFFIX
from plugins.manuscript.language import SPANISH
from plugins.manuscript.sentences import split_sentences

# Letters behind a comma, as in "Amara Fordyce, MD" or "Kim Example, DPT, PhD"; "Jr." is no credential.
CREDENTIALS = re.compile(rf",\s*(?!{SUFFIX}(?:\W|$)){CREDENTIAL}(?=\s*(?:,|$|\())")
KEY_POINTS = range(3, 6)
# Search engines and lists cut a title off behind about so many characters.
LONGEST_TITLE = 65
BENEFITS = {
    ClaimKind.EFFICACY,
    ClaimKind.DURABILITY,
    ClaimKind.SAFETY,
    ClaimKind.COMPARISON,
    ClaimKind.POPULARITY,
}
# Words that tell the reader of a summary that there is another side.
LIMITS = re.compile(
    r"\b(?:risks?|limits?|harms?|side effects?|complications?|warnings?|fall short|not|no|unknown|cannot"
    r"|may|might|what studies|evidence|ask|whether|some)\b",
    re.IGNORECASE,
)
LIMITS_IN_SPANISH = re.compile(
    r"\b(?:riesgos?|límites?|daños?|complicaciones|efectos (?:secundarios|adversos)|no|ni|nunca|puede[n]?"
    r"|podrían?|qué dicen|qué se sabe|evidencia|pregunte|pregunta|consulte|consulta|si|algun[oa]s)\b",
    re.IGNORECASE,
)


@rule("HDR452", Severity.ERROR, Subject.ARTICLE)
def nobody_stands_for_it(review: Review) -> Iterator[Hit]:
    """An article names its author and a reviewer with credentials; a draft needs no reviewer yet.

    Why:
        Readers must be able to judge who wrote this and who with medical training has looked at it.
    Flagged:
        Title: A narrow canal
        Author: Sample Writer
        Reviewer: ⟦Kim Example⟧

        The canal holds nerves.
    ---
        Title: A narrow canal
        ⟦Author⟧:
        Reviewer: Kim Example, MD

        The canal holds nerves.
    ---
        ⟦Title: A narrow canal⟧
        Author: Sample Writer

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Author: Sample Writer
        Reviewer: Kim Example, DPT, PhD

        The canal holds nerves.
    ---
        Title: A narrow canal
        Author: Sample Writer
        Status: draft

        The canal holds nerves.
    Source:
        URAC health web site standard 15; HONcode principle 1.
    """
    header = review.document.header
    if review.is_page:
        return
    author, reviewer = header.get("author"), header.get("reviewer")
    if author is None or not author.text:
        yield Hit(
            "This article has no author.",
            "Add a line such as: Author: Jane Doe",
            author.span if author else review.first_line,
        )
    if header.is_draft:
        return
    if reviewer is None or not reviewer.text:
        yield Hit(
            "This article has no reviewer.",
            "Add a line with name and credentials, such as: Reviewer: Jane Doe, MD",
            reviewer.span if reviewer else review.first_line,
        )
    elif not CREDENTIALS.search(reviewer.text):
        yield Hit(
            f"The reviewer “{reviewer.text}” stands here without credentials.",
            "Write them behind the name and a comma, such as: Reviewer: Jane Doe, MD",
            reviewer.span,
        )


@rule("HDR454", Severity.WARNING, Subject.ARTICLE)
def key_points_missing(review: Review) -> Iterator[Hit]:
    """An article begins with 3 to 5 key points.

    Why:
        Many readers take in only what stands first; fewer than three say too little, more than five are a
        text of their own.
    Flagged:
        ⟦Title: A narrow canal⟧
        Date: 2026-02-03

        The canal holds nerves.
    ---
        Title: A narrow canal
        Key points:
        - ⟦The canal holds nerves.
        - Ask your doctor.⟧

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Key points:
        - The canal holds nerves.
        - They need room.
        - Ask your doctor.

        The canal holds nerves.
    ---
        Title: A narrow canal
        Status: draft

        A draft may still be without them.
    Source:
        CDC Clear Communication Index (main message first).
    """
    header = review.document.header
    if review.is_page or header.is_draft:
        return
    points = header.get("key points")
    if points is None:
        yield Hit(
            "This article has no key points.",
            "Add a line “Key points:” and under it three to five lines that begin with “- ”.",
            review.first_line,
        )
    elif points.entries and len(points.entries) not in KEY_POINTS:
        yield Hit(
            f"This article has {len(points.entries)} key point{'s' * (len(points.entries) > 1)}.",
            "Write three to five.",
            points.span,
        )


@rule("HDR455", Severity.WARNING, Subject.ARTICLE)
def title_or_summary_misleads(review: Review) -> Iterator[Hit]:
    """A title has at most 65 characters, and a summary is there and promises nothing by itself.

    Why:
        Lists and search results show only these two. A title that is cut off, or a benefit without its
        limits, is all that many people will ever read.
    Flagged:
        Title: ⟦Everything that you and your family may want to know about a narrow canal⟧
        Summary: What a narrow canal is.

        The canal holds nerves.
    ---
        Title: A narrow canal
        Summary: ⟦This procedure relieves leg pain.⟧

        The canal holds nerves.
    ---
        ⟦Title⟧: A narrow canal

        The canal holds nerves.
    Accepted:
        Title: A narrow canal
        Summary: What a narrow canal is, and what can be done.

        The canal holds nerves.
    ---
        Title: A narrow canal
        Summary: How the procedure relieves pain for some people, and which risks it has.

        The canal holds nerves.
    Source:
        NHS service manual (titles and summaries); FTC Health Products Compliance Guidance, 2022.
    """
    header = review.document.header
    title, summary = header.get("title"), header.get("summary")
    if title is not None and len(title.text) > LONGEST_TITLE:
        yield Hit(
            f"This title has {len(title.text)} characters; lists cut it off behind {LONGEST_TITLE}.",
            "Say it shorter, with the most telling words first.",
            title.span,
        )
    if summary is None or not summary.text:
        if title is not None and not review.is_page:
            yield Hit(
                "There is no summary.",
                "Add a line such as: Summary: What the condition is, and what can be done.",
                summary.span if summary else title.label.span,
            )
        return
    lexicon = review.lexicon
    if lexicon is None:
        return
    limits = LIMITS_IN_SPANISH if lexicon.language == SPANISH else LIMITS
    told = [sentence.text for sentence in split_sentences(summary.text)]
    setting = Setting("paragraph", "", "", "", "")
    claims = [detect_in_language(sentence, setting, lexicon) for sentence in told]
    if any(
        claim and claim.kind in BENEFITS and claim.confidence >= SURE_ENOUGH for claim in claims
    ) and not limits.search(summary.text):
        yield Hit(
            "This summary tells of a benefit and of nothing else.",
            "Say what the article is about, or name the limits and risks with the benefit.",
            summary.span,
        )
