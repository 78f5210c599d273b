"""Which states a place names."""

import pytest

from projects.rules.states import NAMES, PLACES, states_in


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("near Portsmouth, Ohio", ("OH",)),
        ("Tennessee and Alabama", ("TN", "AL")),
        ("Charleston, West Virginia", ("WV",)),
        ("Richmond, Virginia, and West Virginia", ("VA", "WV")),
        ("Little Rock, Arkansas", ("AR",)),
        ("Arkansas City, Kansas", ("AR", "KS")),
        ("Washington, D.C.", ("DC",)),
        ("Washington DC", ("DC",)),
        ("Tacoma, Washington", ("WA",)),
        ("Ohio, on the Ohio river", ("OH",)),
    ],
)
def test_a_place_names_its_states_by_their_full_names(place, codes):
    assert states_in(place) == codes


@pytest.mark.parametrize(
    "place", ["", "western United States", "Portsmouth, OH", "in or near ME", "Texan"]
)
def test_a_place_without_a_full_name_names_none(place):
    assert states_in(place) == ()


def test_each_state_has_a_field_of_its_own_in_the_grid():
    assert set(PLACES) == set(NAMES)
    assert len(set(PLACES.values())) == 51
