"""CLM114, PLN509 and HDR462: what could not be checked because of the language, said once for a file."""

from collections.abc import Iterator

from plugins.checks.finding import Severity
from plugins.checks.prose import prose_of
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Subject, rule
from plugins.manuscript.document import Passage
from plugins.manuscript.language import ENGLISH, likeliest, looks_unlike, name_of
from plugins.manuscript.source import Span

# What is looked for in English texts only; test_languages.py holds it against the rules.
ENGLISH_ONLY = (
    "the reading grade (PLN501, PLN508), abbreviations and medical words (PLN503, PLN504), how risks and "
    "averages are told (PLN505, PLN506), words that promise too much (CLM110, CLM111, CLM112), and numbers "
    "that differ from their evidence (EVD201, EVD202, EVD203, EVD204, EVD205, EVD206, EVD208, EVD212, EVD214)"
)
READ_BY = "Let somebody who reads {language} look for it, and note that below the header, such as: "


@rule("CLM114", Severity.ERROR, Subject.ARTICLE)
def claims_not_looked_for(review: Review) -> Iterator[Hit]:
    """Claims are found in English, and less surely in Spanish; in other languages a person has to look.

    Why:
        No finding would look like a clean article, though nobody has looked for a claim in it.
    Flagged:
        Title: Le canal étroit
        Lang: ⟦fr⟧

        Cette intervention soulage la douleur.
    ---
        Title: Der enge Kanal
        Lang: ⟦de-AT⟧

        Der Kanal enthält Nerven.
    Accepted:
        Title: El canal estrecho
        Lang: es-MX

        El canal contiene nervios.
    ---
        Title: A narrow canal

        The canal holds nerves.
    Source:
        House rule: what could not be checked is never told as clean.
    """
    if review.lexicon is not None:
        return
    language = name_of(review.language)
    yield Hit(
        f"This {_what(review)} is in {language}, in which no claims can be found here: none was looked for. "
        f"Nor were {ENGLISH_ONLY}.",
        READ_BY.format(language=language)
        + "<!-- waive CLM114: claims read and sourced by hand | name of who did -->",
        _language_line(review),
    )


@rule("PLN509", Severity.WARNING, Subject.ARTICLE)
def language_half_checked(review: Review) -> Iterator[Hit]:
    """Of a Spanish article only a part is checked; the rest is for a person who reads Spanish.

    Why:
        Claims are looked for with wording lists alone, which is experimental, and the rules about plain
        words know English only.
    Flagged:
        Title: El canal estrecho
        Lang: ⟦es⟧

        El canal contiene nervios.
    ---
        Title: El canal estrecho
        Lang: ⟦es-MX⟧

        El canal contiene nervios.
    Accepted:
        Title: A narrow canal

        The canal holds nerves.
    ---
        Title: Le canal étroit
        Lang: fr

        CLM114 tells of languages that are not read at all.
    Source:
        House rule: what could not be checked is never told as clean.
    """
    if review.lexicon is None or review.language == ENGLISH:
        return
    language = name_of(review.language)
    yield Hit(
        f"This {_what(review)} is in {language}. Claims were looked for with wording lists alone, which is "
        f"experimental. Not looked for were {ENGLISH_ONLY}.",
        READ_BY.format(language=language) + "<!-- waive PLN509: read for these rules | name of who did -->",
        _language_line(review),
    )


@rule("HDR462", Severity.ERROR, Subject.ARTICLE)
def text_in_another_language(review: Review) -> Iterator[Hit]:
    """A text is in the language that its header names: English, where there is no “Lang:” line.

    Why:
        Claims and words are looked for in that language only, and a screen reader reads it aloud so. Looked
        at are the commonest words of texts and paragraphs of 40 words and more, of English and Spanish only.
    Flagged:
        ⟦Title⟧: El canal estrecho

        Los nervios de la espalda pasan por un canal de hueso. Con los años el canal se vuelve más estrecho y
        los nervios tienen menos sitio. Entonces las piernas pesan al andar, y la persona se sienta o se
        inclina sobre un carro para que el dolor pase.
    ---
        Title: A narrow canal
        Lang: ⟦es⟧

        The nerves of the back run through a canal of bone. Over the years the canal can become narrow, and
        the nerves have less room. The legs then feel heavy when you walk, and you sit down or lean on a cart
        so that the pain goes away.
    ---
        Title: A narrow canal

        The nerves of the back run through a canal of bone. Over the years the canal can become narrow, and
        the nerves have less room. The legs then feel heavy when you walk, and you sit down or lean on a cart
        so that the pain goes away.

        ⟦Los nervios de la espalda pasan por un canal de hueso. Con los años el canal se vuelve más estrecho y
        los nervios tienen menos sitio. Entonces las piernas pesan al andar, y la persona se sienta o se
        inclina sobre un carro para que el dolor pase.⟧
    Accepted:
        Title: El canal estrecho
        Lang: es

        Los nervios de la espalda pasan por un canal de hueso. Con los años el canal se vuelve más estrecho y
        los nervios tienen menos sitio. Entonces las piernas pesan al andar, y la persona se sienta o se
        inclina sobre un carro para que el dolor pase.
    ---
        Title: A narrow canal

        As we say: “¡Buena suerte!”
    Source:
        WCAG 2.2, 3.1.1 (language of page) and 3.1.2 (language of parts).
    """
    passages = list(prose_of(review.document))
    named = review.language
    if looks_unlike(named, (passage.text for passage in passages)):
        other = likeliest(passage.text for passage in passages)
        seems = f"it looks like {name_of(other)}" if other else "it looks like another language"
        said = review.document.header.text("lang")
        read_as = (
            f"By its header this {_what(review)} is" if said else "Without a “Lang:” line this is read as"
        )
        yield Hit(
            f"{read_as} {name_of(named)}, but {seems}.",
            f"Write the language into the header, such as: Lang: {other or 'fr'}",
            _language_line(review),
        )
        return
    for passage in passages:
        if looks_unlike(named, (passage.text,)) and (other := _other(passage, named)):
            yield Hit(
                f"This paragraph looks like {name_of(other)}; it was read as {name_of(named)}, so that its "
                "claims could not be found.",
                f"Put it into an article of its own with a line “Lang: {other}” in its header.",
                passage.span(0, len(passage.text)),
                confidence=0.8,
            )


def _other(passage: Passage, named: str) -> str:
    other = likeliest((passage.text,))
    return other if other != named else ""


def _what(review: Review) -> str:
    return "page" if review.is_page else "article"


def _language_line(review: Review) -> Span:
    """Return where the header names the language, or would."""
    header = review.document.header
    language, title = header.get("lang"), header.get("title")
    if language is not None and language.text:
        return language.span
    return title.label.span if title else review.first_line
