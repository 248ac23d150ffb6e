"""Dates and names as other programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.reference import Json
from plugins.bibliography.written_dates import date_parts, month_number
from plugins.bibliography.written_names import family_first, given_first, person


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2009", [2009]),
        ("2009/", [2009]),
        ("2009///Summer", [2009]),
        ("2009 Summer", [2009]),
        ("2009-07", [2009, 7]),
        ("2009-07-15", [2009, 7, 15]),
        ("2009-07-15T08:00:00Z", [2009, 7, 15]),
        ("2009-07-15 08:00", [2009, 7, 15]),
        ("2009/7/5/", [2009, 7, 5]),
        ("20090715", [2009, 7, 15]),
        ("2009 Jul", [2009, 7]),
        ("2009 Jul 15", [2009, 7, 15]),
        ("2009 Jul-Aug", [2009, 7]),
        ("2009 Jul 15-22", [2009, 7, 15]),
        ("2009 Dec-2010 Jan", None),
        ("July 15, 2009", [2009, 7, 15]),
        ("15 July 2009", [2009, 7, 15]),
        ("Jul. 2009", [2009, 7]),
        ("c. 2009?", [2009]),
        ("2009-13-40", [2009]),
        ("2009-02-40", [2009, 2]),
        ("soon", None),
        ("", None),
        ("0000", None),
    ],
)
def test_a_date_is_taken_as_far_as_it_is_sure(written: str, parts: list[int] | None) -> None:
    assert date_parts(written) == ({"date-parts": [parts]} if parts else None)


@pytest.mark.parametrize(
    ("written", "month"), [("March", 3), ("mar", 3), ("03", 3), ("x", 0), ("", 0), ("²", 0)]
)
def test_a_month_is_read(written: str, month: int) -> None:
    assert month_number(written) == month


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Vale, Anna", {"family": "Vale", "given": "Anna"}),
        ("Vale, Anna B., Jr.", {"family": "Vale", "given": "Anna B.", "suffix": "Jr."}),
        ("Vale, Jr, Anna", {"family": "Vale", "given": "Anna", "suffix": "Jr"}),
        ("Vale, Anna 3rd", {"family": "Vale", "given": "Anna", "suffix": "3rd"}),
        ("van der Berg, Jan", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        ("Van Buren, Martin", {"family": "Van Buren", "given": "Martin"}),
        ("d'Aubigné, Zoë", {"family": "d'Aubigné", "given": "Zoë"}),
        ("bell hooks", {"literal": "bell hooks"}),
        ("Plato", {"literal": "Plato"}),
        ("Hill Study Group", {"literal": "Hill Study Group"}),
        ("Hill Study,", {"literal": "Hill Study"}),
        ("Department of Hills, Benches, and Trees", {"literal": "Department of Hills, Benches, and Trees"}),
        ("Łukasz,Ewa", {"family": "Łukasz", "given": "Ewa"}),
    ],
)
def test_a_name_with_the_family_first_is_parted(written: str, name: dict[str, Json]) -> None:
    assert family_first(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna B. Vale", {"family": "Vale", "given": "Anna B."}),
        ("Jan van der Berg", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        ("Paul Poe Jr", {"family": "Poe", "given": "Paul", "suffix": "Jr"}),
        ("Vale, Anna", {"family": "Vale", "given": "Anna"}),
        ("Sample Agency for Devices", {"literal": "Sample Agency for Devices"}),
        ("Plato", {"literal": "Plato"}),
    ],
)
def test_a_name_with_the_family_last_is_parted(written: str, name: dict[str, Json]) -> None:
    assert given_first(written) == name


def test_a_particle_that_is_given_is_kept() -> None:
    assert person("Berg", "Jan", particle="van") == {
        "family": "Berg", "given": "Jan", "non-dropping-particle": "van"
    }  # fmt: skip


@given(st.text(max_size=60))
def test_reading_never_fails(text: str) -> None:
    for read in (date_parts, month_number, family_first, given_first):
        read(text)  # type: ignore[operator]
