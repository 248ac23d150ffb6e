"""What is said of an article in another language than English: read less well, or not at all."""

import re
from datetime import date

import pytest

from plugins.bibliography.library import Library
from plugins.checks.examination import examine
from plugins.checks.review import Standard, review
from plugins.checks.rule import Hit
from plugins.checks.rules import ARTICLE_RULES, all_rules
from plugins.checks.rules.languages import ENGLISH_ONLY
from plugins.claims.lexicon import load_lexicon
from plugins.claims.spanish import EXPERIMENTAL
from plugins.disclaimer.shelf import Shelf
from plugins.manuscript.header import parse_header
from plugins.manuscript.language import language_of, likeliest, looks_unlike
from plugins.manuscript.source import Source

STANDARD = Standard(Library(), Shelf(), load_lexicon(), date(2026, 11, 24))
SPANISH = (
    "Los nervios de la espalda pasan por un canal de hueso. Con los años el canal se vuelve más estrecho y los "
    "nervios tienen menos sitio. Entonces las piernas pesan al andar, y la persona se sienta o se inclina sobre "
    "un carro para que el dolor pase. "
)
LANGUAGE_RULES = ("CLM114", "PLN509", "HDR462")


def hits(text: str) -> list[tuple[str, Hit]]:
    """Return what the rules say of an article, those about its header left out."""
    seen = examine(review(Source("muestra.md", text), STANDARD), ARTICLE_RULES).seen
    return [
        (one.rule.code, one.hit)
        for one in seen
        if one.waiver is None
        and (one.rule.code.startswith(("CLM", "PLN", "MRK", "CIT")) or one.rule.code in LANGUAGE_RULES)
    ]


def codes(text: str) -> list[str]:
    return [code for code, _ in hits(text)]


def test_the_rules_told_as_english_only_are_those_that_are() -> None:
    told = set(re.findall(r"[A-Z]{3}\d{3}", ENGLISH_ONLY))
    assert told == {rule.code for rule in all_rules() if rule.english_only}


@pytest.mark.parametrize("language", ["fr", "pt-BR", "zh-Hans", "xx"])
def test_an_article_in_a_language_nobody_reads_gets_one_finding_and_is_never_clean(language: str) -> None:
    text = f"Title: Titre\nLang: {language}\n\nCette intervention soulage la douleur de 90 % des patients.\n"
    assert codes(text) == ["CLM114"]


def test_a_person_who_has_read_it_can_let_it_stand() -> None:
    text = (
        "Title: Titre\nLang: fr\n\n<!-- waive CLM114: claims read and sourced by hand | J. Doe -->\n\n"
        "Cette intervention soulage la douleur.\n"
    )
    assert codes(text) == []


def test_a_spanish_article_is_told_what_was_not_looked_for_and_gets_no_english_grade() -> None:
    text = f"Title: El canal\nLang: es\n\n{SPANISH * 3}\n\nFDA y EMA: véase la RM.\n"
    assert codes(text) == ["PLN509"]


def test_a_claim_in_spanish_is_told_as_experimental() -> None:
    found = hits("Title: El canal\nLang: es-MX\n\nLa faja alivia el dolor de espalda.\n")
    assert [code for code, _ in found] == ["CLM105", "PLN509"]
    hit = found[0][1]
    assert EXPERIMENTAL in hit.message
    assert "alivia el dolor" in hit.message
    assert "está diseñado para" in hit.help


def test_a_headline_in_spanish_needs_its_claim_in_the_text() -> None:
    text = "Title: El 93 % de los pacientes camina mejor\nLang: es\n\nEl canal contiene nervios.\n"
    assert "CLM113" in codes(text)
    assert "CLM113" not in codes(f"{text}\nEl 93 por ciento de los pacientes camina mejor.[@known2020]\n")


def test_a_spanish_text_without_its_language_is_not_read_as_clean_english() -> None:
    assert codes(f"Title: El canal\n\n{SPANISH}\n") == ["HDR462"]
    assert "HDR462" in codes(f"Title: The canal\nLang: es\n\n{'The nerves of the back need room. ' * 8}\n")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("Lang: es-MX\n", "es"),
        ("Lang: ES\n", "es"),
        ("Lang: spa\n", "es"),
        ("Lang: pt_br\n", "pt"),
    ],
)
def test_the_language_is_read_from_the_header(header: str, language: str) -> None:
    assert language_of(parse_header(Source("a.md", f"Title: A\n{header}\nText.\n"))) == language


def test_a_short_text_is_of_any_language() -> None:
    assert not looks_unlike("en", ("¡Buena suerte!",))
    assert looks_unlike("en", (SPANISH,))
    assert likeliest((SPANISH,)) == "es"
    assert not looks_unlike("fr", (SPANISH,))
