"""All deadlines of a pledge in one chart, each line by its number."""

from dataclasses import replace
from datetime import date

from deadlines.charts.milestones import Line, chart, is_far, spec
from deadlines.charts.points import Point
from projects.charts.style import LIGHT

TODAY = date(2026, 11, 22)
KNOWN = date(2025, 10, 27)
MET = Point(date(2026, 2, 17), date(2026, 2, 17), "", hindsight=False)


def point(given, known=KNOWN):
    return Point(known, given, "Nikkei", hindsight=False, url="/updates/1/")


FIRST = Line(1, "First project", (point(date(2025, 12, 31)),), MET, 2, 59)
SECOND = Line(2, "Second tranche", (point(date(2026, 3, 31)),), None, 0, 0)
FULL = Line(3, "Full amount", (point(date(2029, 1, 19)),), None, 0, 0)


def texts(*lines):
    layers = spec(lines, TODAY, LIGHT)["layer"]
    return [
        value.get("numbers") or value["words"]
        for layer in layers
        if layer["mark"]["type"] == "text"
        for value in layer["data"]["values"]
    ]


def test_the_title_counts_deadlines_slips_and_days():
    made = chart([FIRST, SECOND], undated=1, until=TODAY)

    assert made.title == (
        "2 deadlines, 1 slipped, 59 days in all; evidence to 17 Feb 2026"
    )
    assert made.note.endswith("1 deadline without any day is not drawn.")
    assert [row.words[:2] for row in made.rows] == [
        ("1", "First project"),
        ("1", "First project"),
        ("2", "Second tranche"),
    ]


def test_the_title_reaches_to_the_newest_date_even_if_met_before():
    later = point(date(2026, 2, 17), known=date(2026, 3, 1))
    line = replace(FIRST, points=(*FIRST.points, later))

    made = chart([line], undated=0, until=TODAY)

    assert made.title.endswith("evidence to 1 Mar 2026")


def test_lines_that_end_at_one_place_have_their_numbers_together():
    also = replace(SECOND, number=4)

    assert texts(FIRST, SECOND, also) == ["1", "2, 4"]


def test_a_date_more_than_a_year_ahead_is_named_and_not_drawn():
    edge = replace(FULL, points=(point(date(2027, 11, 22)),))

    assert (is_far(FULL, TODAY), is_far(edge, TODAY)) == (True, False)
    assert texts(FIRST, FULL) == ["1", ["3: 19 Jan 2029 ↑"]]


def test_only_slipped_lines_are_thick():
    lines = spec([FIRST, SECOND], TODAY, LIGHT)["layer"][1:3]

    assert [line["mark"]["color"] for line in lines] == [LIGHT.blue, LIGHT.other]
    assert lines[0]["mark"]["strokeWidth"] > lines[1]["mark"]["strokeWidth"]
