"""Keys that are proposed, and keys that are chosen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.citation import KEY
from plugins.bibliography.keys import key_trouble, proposed_key
from plugins.bibliography.reference import Json, reference_from_csl

YEAR: Json = {"date-parts": [[2012, 7]]}


def key_of(entry: dict[str, Json], *taken: str) -> str:
    return proposed_key(reference_from_csl(entry), taken)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"author": [{"family": "Mekhail"}, {"family": "Vale"}], "issued": YEAR}, "mekhail2012"),
        ({"author": [{"family": "Müller-Østby"}], "issued": YEAR}, "mullerostby2012"),
        ({"author": [{"family": "O’Hara"}], "issued": YEAR}, "ohara2012"),
        (
            {"author": [{"family": "Berg", "non-dropping-particle": "van der"}], "issued": YEAR},
            "vanderberg2012",
        ),
        ({"author": [{"family": "van der Berg"}], "issued": YEAR}, "vanderberg2012"),
        ({"author": [{"family": "Straße"}], "issued": YEAR}, "strasse2012"),
        ({"author": [{"family": "王"}], "issued": YEAR}, "wang2012"),
        ({"author": [{"literal": "The Hill Walkers Study Group"}], "issued": YEAR}, "hill2012"),
        ({"author": [{"given": "Plato"}], "issued": YEAR}, "plato2012"),
        ({"title": "The <i>walking</i> of hills", "issued": YEAR}, "walking2012"),
        ({"title": "“Walking”"}, "walking"),
        ({"title": "On", "issued": YEAR}, "on2012"),
        ({"title": "Pages", "accessed": YEAR}, "pages2012"),
        ({"title": "A study", "number": "NCT00956631"}, "nct00956631"),
        ({}, "reference"),
        ({"title": "…"}, "reference"),
    ],
)
def test_the_key_is_the_first_authors_name_and_the_year(entry: dict[str, Json], key: str) -> None:
    assert key_of(entry) == key


def test_a_key_that_is_taken_gets_a_letter_whatever_its_case() -> None:
    entry: dict[str, Json] = {"author": [{"family": "Vale"}], "issued": YEAR}
    assert key_of(entry, "Vale2012") == "vale2012b"
    assert key_of(entry, "vale2012", "vale2012B") == "vale2012c"
    letters = [f"vale2012{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    assert key_of(entry, "vale2012", *letters) == "vale2012-2"


@pytest.mark.parametrize("key", ["", "a b", "_a", "a,b", "é", "a" * 90, "[@a]"])
def test_a_key_that_nobody_could_cite_is_refused(key: str) -> None:
    assert "cannot be a key" in key_trouble(key, ())


def test_a_good_key_is_taken() -> None:
    assert key_trouble("cms150-13", ("mekhail2012",)) == ""


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_proposed_key_can_be_cited(family: str, title: str) -> None:
    assert re.fullmatch(KEY, key_of({"author": [{"family": family}], "title": title, "issued": YEAR}))
