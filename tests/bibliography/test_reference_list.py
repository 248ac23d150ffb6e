"""The list of references on a page, and the way back from each."""

import re

from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited
from plugins.bibliography.reference import Reference
from plugins.bibliography.reference_list import reference_list

LIBRARY = Library({key: Reference(key, "report", f"About {key}") for key in ("vale", "poe", 'a"b<c')})


def test_a_page_that_cites_nothing_has_no_list() -> None:
    assert reference_list((), LIBRARY) == ""


def test_references_stand_in_the_order_of_their_numbers() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1",)), Cited("vale", 2, ("c2-1",))), LIBRARY)
    assert re.findall(r'<li id="(r\d)" data-reference="(\w+)"', html) == [("r1", "poe"), ("r2", "vale")]


def test_each_place_of_use_has_a_link_back() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1", "c1-2")),), LIBRARY)
    assert re.findall(r'href="(#c[^"]*)"', html) == ["#c1-1", "#c1-2"]


def test_several_links_back_say_which_place_they_lead_to() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1", "c1-2")),), LIBRARY)
    assert 'aria-label="Back to where reference 1 is used, place 2 of 2"' in html


def test_a_single_link_back_counts_no_places() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1",)),), LIBRARY)
    assert 'aria-label="Back to where reference 1 is used"' in html


def test_a_key_cannot_break_out_of_its_attribute() -> None:
    html = reference_list((Cited('a"b<c', 1, ("c1-1",)),), LIBRARY)
    assert 'data-reference="a&quot;b&lt;c"' in html
