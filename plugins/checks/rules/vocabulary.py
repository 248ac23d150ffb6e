"""PLN503 and PLN504: abbreviations and medical words, and whether they are explained in time."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plugins.checks.finding import Severity
from plugins.checks.prose import in_code
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.checks.terms import Term
from plugins.manuscript.document import Passage
from plugins.manuscript.passages import Form, Part

ABBREVIATION = re.compile(r"(?<![\w/.@-])[A-Z]{2,5}(?=s?(?![\w/@-]|\.\w))")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
# "Amara Fordyce, MD": what follows a name and a comma is a credential.
BEHIND_NAME = re.compile(r"[A-Z][\w'’.-]+,\s*(?:[A-Z]\w*,\s*)*\Z")
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:called|stands? for|short for|means?|known as|abbreviated|or simply|that is|abbreviation|named?)\b",
    re.IGNORECASE,
)
# What shows that a sentence explains a word: a verb, a bracket, a colon, "stenosis, a narrowing …".
EXPLAINS = re.compile(
    r"""
      \b(?:means?|meaning|called|calls?|known\ as|named?|refers?\ to|stands?\ for|explains?)\b
    | \b(?:that\ is|in\ other\ words)\b
    | \b(?:is|are|was|were)\ (?:an?|the|one|when|where|what)\b
    | [(:–—] | ,\ (?:or|an?|the|which)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# So short a word of an explanation occurs by chance.
TELLING_LETTERS = 5
FORMS_WITH_WORDS = {
    Form.PARAGRAPH,
    Form.LIST_ITEM,
    Form.DEFINITION,
    Form.TERM,
    Form.TABLE_CELL,
    Form.TABLE_HEADING,
}


@rule("PLN503", Severity.WARNING, Subject.ARTICLE, english_only=True)
def abbreviation_not_expanded(review: Review) -> Iterator[Hit]:
    """An abbreviation is expanded where it first stands, and only there.

    Why:
        Readers who do not know it stop at the first one; expanded again later it looks like something new.
        Those that everybody knows are listed in plugins/checks/wording/abbreviations.toml.
    Flagged:
        You lie in the ⟦CT⟧ tube. Computed tomography (CT) shows bone.
    ---
        Computed tomography (CT) shows bone. Ask for a copy. ⟦Computed tomography (CT)⟧ is quick.
    ---
        Ask whether ⟦ESI⟧ may help.
    Accepted:
        Computed tomography (CT) shows bone. Your CT is quick, and an MRI is loud.
    ---
        Ask your State Health Insurance Assistance Program, called SHIP. Amara Fordyce, MD, knows SHIP.
    Source:
        AMA Manual of Style, 11th ed., 13.0.
    """
    terms = review.standard.terms
    # A mark in capitals is the business of MRK551.
    known = terms.known_abbreviations | {mark.word.upper() for mark in terms.marks}
    told: set[str] = set()
    complained: set[str] = set()
    for passage, start, end in _abbreviations(review):
        name = passage.text[start:end]
        if name in known:
            continue
        expansion = _expansion(passage.text, start, end)
        if expansion is not None and name in told and passage.text[end : end + 1] == ")":
            yield Hit(
                f"“{name}” was expanded before.",
                f"Write “{name}” alone.",
                passage.span(expansion, end + 1),
            )
        elif expansion is not None or _is_told_here(passage, start, end):
            told.add(name)
        elif name not in told and name not in complained:
            complained.add(name)
            yield Hit(
                f"Nothing says what “{name}” stands for before it is used.",
                f"Write the full words and then ({name}) at the first use, or the full words only.",
                passage.span(start, end),
                confidence=0.8,
            )


@rule("PLN504", Severity.WARNING, Subject.ARTICLE, english_only=True)
def medical_word_not_explained(review: Review) -> Iterator[Hit]:
    """A medical word of the glossary is explained in the sentence of its first use or the next.

    Why:
        A reader who does not know the word cannot follow what comes after it. The words and their
        explanations are in content/glossary.toml; without that file this rule is silent.
    Flagged:
        Some people have a ⟦laminectomy⟧ later. Ask your doctor about the risks.
    ---
        Your doctor may tell you about ⟦laminectomies⟧. Wear loose clothes.
    Accepted:
        A **laminectomy** is an operation on the roof of the canal. Ask about the risks of laminectomy.
    ---
        Some people have a laminectomy. In it, the surgeon opens the roof of the canal.
    ---
        Laminectomy
        :   An operation on the back.
    Source:
        HONcode principle 6; AMA Manual of Style, 11th ed. (plain language).
    """
    passages = [
        passage
        for passage in review.document.passages
        if passage.part is Part.BODY and passage.form in FORMS_WITH_WORDS
    ]
    found: list[tuple[int, int, Hit]] = []
    for term in review.standard.terms.glossary:
        first = _first_use(passages, _spelt(term))
        if first is None:
            continue
        number, start, end = first
        passage = passages[number]
        if passage.form is Form.TERM or _is_explained(passages, number, start, end, term):
            continue
        word = passage.text[start:end]
        hit = Hit(
            f"Nothing here says what “{word}” means.",
            f"Explain it in this sentence or the next, for example: {term.explanation}.",
            passage.span(start, end),
            confidence=0.7,
        )
        found.append((number, start, hit))
    yield from (hit for _, _, hit in sorted(found, key=lambda item: item[:2]))


def _abbreviations(review: Review) -> Iterator[tuple[Passage, int, int]]:
    for passage in review.document.passages:
        if passage.part is not Part.BODY or passage.form not in FORMS_WITH_WORDS:
            continue
        # A line all in capitals is a label and holds no abbreviations.
        if passage.text.isupper():
            continue
        for match in ABBREVIATION.finditer(passage.text):
            is_credential = BEHIND_NAME.search(passage.text, max(0, match.start() - 60), match.start())
            if not is_credential and not in_code(passage, *match.span()):
                yield passage, match.start(), match.end()


def _expansion(text: str, start: int, end: int) -> int | None:
    """Return where the full words begin that stand in front of "(ABC)" and have its letters."""
    if not text[:start].endswith("(") or text[end : end + 1] not in (")", ",", ";", "s"):
        return None
    letters = text[start:end].lower()
    words = list(WORD.finditer(text, max(0, start - 150), start))
    # Small words between the full ones have no letter in it; a hyphenated word may have two.
    for count in range(1, min(len(words), 2 * len(letters) + 2) + 1):
        if words[-count].group()[0].lower() == letters[0] and _spells(words[-count:], letters):
            return words[-count].start()
    return None


def _spells(words: Sequence[re.Match[str]], letters: str) -> bool:
    """Return whether the words' first letters hold those of an abbreviation, in their order."""
    initials = iter(word.group()[0].lower() for word in words)
    return sum(letter in initials for letter in letters) >= max(1, len(letters) - 1)


def _is_told_here(passage: Passage, start: int, end: int) -> bool:
    """Return whether the sentence says what an abbreviation stands for, in any other way."""
    text = passage.text
    if text[end : end + 2] == " (" or passage.form is Form.TERM:
        return True
    sentence = next((item for item in passage.sentences if item.start <= start < item.end), None)
    return sentence is not None and SAYS_WHAT_IT_IS.search(sentence.text) is not None


@lru_cache(maxsize=512)
def _spelt(term: Term) -> re.Pattern[str]:
    words = sorted((term.word, *term.also), key=len, reverse=True)
    typed = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<![\w-])(?:{typed})(?![\w-])", re.IGNORECASE)


def _first_use(passages: Sequence[Passage], spelt: re.Pattern[str]) -> tuple[int, int, int] | None:
    for number, passage in enumerate(passages):
        for match in spelt.finditer(passage.text):
            if not in_code(passage, *match.span()):
                return number, match.start(), match.end()
    return None


def _is_explained(passages: Sequence[Passage], number: int, start: int, end: int, term: Term) -> bool:
    passage = passages[number]
    index = next((i for i, item in enumerate(passage.sentences) if item.start <= start < item.end), 0)
    near = [item.text for item in passage.sentences[max(0, index - 1) : index + 2]]
    if index + 1 >= len(passage.sentences) and number + 1 < len(passages):
        near += [item.text for item in passages[number + 1].sentences[:1]]
    own = passage.sentences[index].text if passage.sentences else passage.text
    following = near[near.index(own) + 1 :][:1]
    if EXPLAINS.search(own) or any(EXPLAINS.search(text) for text in following):
        return True
    # Its own words do not explain it.
    telling = _stems(term.explanation) - _stems(" ".join((term.word, *term.also)))
    return bool(telling & _stems(" ".join(near)))


def _stems(text: str) -> set[str]:
    return {word.lower()[:TELLING_LETTERS] for word in WORD.findall(text) if len(word) >= TELLING_LETTERS}
