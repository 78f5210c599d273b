"""Slips by deadline and quarter."""

from datetime import date

import pytest

from deadlines.charts.heat import SlipCell, Slipped, chart, quarters_of, shade, spec
from projects.charts.style import LIGHT, NARROW

FEBRUARY, MARCH, MAY = date(2026, 2, 12), date(2026, 3, 31), date(2026, 5, 1)
FIRST = Slipped("first", "First project", "Japan")
ACT = Slipped("act", "Special act", "Korea")
SLIPS = [
    SlipCell(FIRST, FEBRUARY, 31),
    SlipCell(FIRST, MARCH, 28),
    SlipCell(ACT, MAY, 400),
]


def test_moves_of_one_quarter_are_added_up():
    cells = spec(SLIPS, MAY, LIGHT)["data"]["values"]

    assert [(c["deadline"], c["quarter"], c["days"]) for c in cells] == [
        ("First project", "2026 Q1", 59),
        ("Special act", "2026 Q2", 400),
    ]


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (ACT, ["First project", "Special act"]),
        (
            Slipped("again", "First project", "Korea"),
            ["First project (Japan)", "First project (Korea)"],
        ),
        (
            Slipped("again", "First  project", "Japan"),
            ["First project (first)", "First project (again)"],
        ),
    ],
)
def test_deadlines_of_one_title_have_a_row_each(other, names):
    slips = [SlipCell(FIRST, FEBRUARY, 31), SlipCell(other, FEBRUARY, 2)]

    made = chart(slips, deadlines=2, newest=MAY, until=MAY)
    drawn = made.spec(LIGHT)

    assert [row.words[0] for row in made.rows] == names
    assert drawn["encoding"]["y"]["scale"]["domain"] == names
    assert [(c["label"], c["days"]) for c in drawn["data"]["values"]] == [
        (names[0], 31),
        (names[1], 2),
    ]
    assert made.title.startswith("2 of 2 deadlines slipped")


def test_the_quarters_run_on_to_the_day_asked_without_a_gap():
    found = quarters_of([date(2025, 12, 31), date(2026, 7, 1)])

    assert found == [(2025, 4), (2026, 1), (2026, 2), (2026, 3)]


@pytest.mark.parametrize(
    ("days", "place"), [(1, 0), (31, 0), (32, 1), (92, 1), (93, 2), (366, 2), (367, 3)]
)
def test_the_shade_has_four_steps(days, place):
    assert shade(days) == place


def test_the_title_names_those_that_never_slipped_too():
    made = chart(SLIPS, deadlines=6, newest=MAY, until=MAY)

    assert (
        made.title
        == "2 of 6 deadlines slipped, 459 days in all; evidence to 1 May 2026"
    )
    assert len(made.rows) == 3


def test_a_phone_shows_the_whole_name_of_a_deadline():
    name = "Notice of the second tranche of projects, by whoever signs"
    slips = [SlipCell(Slipped("notice", name, "Japan"), FEBRUARY, 1), *SLIPS]

    drawn = spec(slips, MAY, LIGHT, narrow=True)

    lines = drawn["data"]["values"][0]["label"].split("\n")
    assert " ".join(lines) == name
    assert max(map(len, lines)) <= 20
    assert drawn["height"] >= 90 + len(lines) * 15 * 3
    assert drawn["width"] == NARROW
