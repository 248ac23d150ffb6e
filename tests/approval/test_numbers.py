"""The numbers of approved wordings are read as those of the evidence are."""

import pytest

from plugins.approval.likeness import Likeness, closest, statement
from plugins.approval.register import parse_register
from plugins.approval.words import words_in
from plugins.manuscript.source import Source, Unreadable
from plugins.quantities.reading import quantities_in

WORDING = "Their average standing time rose from 8 to 56 minutes over 1 year."


def told(sentence: str, wording: str = WORDING) -> Likeness | None:
    found = closest([statement(wording)], statement(sentence))
    return found[0].likeness if found else None


@pytest.mark.parametrize(
    "numbers",
    [
        "8 to .56", "8 to -56", "8 to −56", "8 to –56", "8 to minus 56", "-8 to 56", "<8 to >56", "8 to > 56",
        "8 to ≥56", "8 to 56½", "8 to 5.6", "8 to 56,000", "8 to 56 million", "8 to 56 hundred", "8 to fifty-five",
        "8 to half of 56", "half to 56", "8 to 5 6", "8 to 65", "8 to 56 1/2", "8 to 1 in 56", "8 to a dozen",
    ],
)  # fmt: skip
def test_another_number_in_a_wording_is_a_changed_number(numbers: str) -> None:
    assert told(WORDING.replace("8 to 56", numbers)) is Likeness.CHANGED


@pytest.mark.parametrize(
    "numbers", ["8 to 56?", "8 to 56+", "8 to ~56", "8 to ±56", "8 to =56", "8 to about 56", "8 to up to 56"]
)
def test_what_is_added_to_a_number_is_never_the_approved_wording(numbers: str) -> None:
    assert told(WORDING.replace("8 to 56", numbers)) in (Likeness.NEAR, Likeness.CHANGED)


def test_a_question_is_not_the_approved_statement() -> None:
    assert told(WORDING.replace(".", "?")) is Likeness.NEAR
    assert told(WORDING.replace(".", "…")) is Likeness.SAME


@pytest.mark.parametrize(
    "numbers",
    [
        "eight to 56",
        "8–56",
        "8 – 56",
        "8 to fifty-six",
        "8.0 to 56.00",
        "08 to 56",
        "8 to\u200b 5\u200b6",
        "８ to ５６",
    ],
)
def test_the_same_number_typed_otherwise_is_the_approved_wording(numbers: str) -> None:
    assert told(WORDING.replace("8 to 56", numbers)) is Likeness.SAME


@pytest.mark.parametrize(
    "text",
    ["It was .56 points.", "a score of -56", "2½ hours", "1.5 million people", "3,956 feet", "twenty-five people",
     "one hundred and five", "a dozen people", "6⅛ points"],
)  # fmt: skip
def test_a_number_is_worth_here_what_it_is_beside_the_evidence(text: str) -> None:
    (here,) = [word.text for word in words_in(text) if word.number]
    (there,) = quantities_in(text)
    assert here == str(there.low)


@pytest.mark.parametrize("number", ["9" * 6000, "1," * 3000 + "111", "K" + "9" * 6000, "1" * 40 + ".5"])
def test_a_number_without_end_breaks_nothing_off(number: str) -> None:
    assert told(WORDING.replace("56", number)) in (Likeness.NEAR, Likeness.CHANGED)
    assert told(WORDING.replace("56", number), WORDING.replace("56", number)) is Likeness.SAME


@pytest.mark.parametrize("key", ["wording", "variants", "companions"])
def test_a_number_without_end_in_a_claim_is_told_with_its_line(key: str) -> None:
    values = {"wording": '"It rose."', "variants": '["It grew."]', "companions": '["40 people"]'}
    values[key] = values[key].replace("It", f"It of {'9' * 6000}").replace("40", "4" * 6000)
    rows = "\n".join(f"{name} = {value}" for name, value in values.items())
    found = parse_register(Source("claims.toml", f'[[claims]]\nid = "a"\n{rows}\nfigure = "a#b"\n'))
    (flaw,) = [flaw for flaw in found.flaws if "digits" in flaw.message]
    assert "6,000 digits" in flaw.message
    assert found.source is not None
    assert found.source.position(flaw.span.start).line == 3 + list(values).index(key)


def test_a_bare_number_without_end_is_told_with_its_line_and_in_words() -> None:
    text = f'[[claims]]\nid = "a"\nwording = "It rose."\nnote = {"9" * 6000}\n'
    with pytest.raises(Unreadable) as told:
        parse_register(Source("claims.toml", text))
    assert told.value.line == 4
    assert "too long" in str(told.value)
    assert "set_int_max_str_digits" not in str(told.value)
