"""The milestone trend chart says in words and shapes what the rows say."""

from dataclasses import replace
from datetime import date

import pytest

from deadlines.charts.milestone import Milestone, by_speaker, chart, spec, title
from deadlines.charts.points import Point
from deadlines.rules.slips import history
from deadlines.rules.status import verdict
from deadlines.rules.windows import UNDATED, Window
from projects.charts.style import DARK, LIGHT

FIRST, SECOND, THIRD = (
    Window.on(date(2025, 12, 31)),
    Window.on(date(2026, 1, 31)),
    Window.on(date(2026, 2, 28)),
)
MET = Point(date(2026, 2, 17), date(2026, 2, 17), "", hindsight=False)


def point(known, given, *, hindsight=False):
    return Point(known, given, "Nikkei", hindsight)


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ([FIRST], "Never moved"),
        ([FIRST, SECOND], "Moved once"),
        ([FIRST, SECOND, THIRD], "Moved twice"),
        ([SECOND, FIRST], "Moved earlier once"),
        ([FIRST, THIRD, SECOND], "Moved twice (1 later, 1 earlier)"),
        ([FIRST, UNDATED], "Date withdrawn"),
        ([UNDATED, FIRST], "Revised, never moved"),
    ],
)
def test_the_title_counts_the_moves(windows, words):
    assert title(history(windows), None) == words


def test_the_title_says_how_far_from_the_first_date_it_was_met():
    found = verdict(FIRST, THIRD, date(2026, 2, 17))

    words = title(history([FIRST, SECOND, THIRD]), found)

    assert words == "Moved twice, met 48 days after the first date"


def drawn(operative, others=(), *, met=None, theme=LIGHT):
    found = Milestone(tuple(operative), tuple(others), met, until=date(2026, 11, 22))
    return spec(found, theme)["layer"]


def test_the_operative_line_ends_where_it_was_met():
    first = point(date(2025, 10, 27), date(2025, 12, 31))

    (line,) = (
        layer
        for layer in drawn([first], met=MET)
        if layer.get("mark", {}).get("interpolate") == "step-after"
    )

    days = [step["known"] for step in line["data"]["values"]]
    assert days == ["2025-10-27", "2026-02-17"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_was_reported_in_hindsight_is_hollow(theme):
    points = [
        point(date(2026, 2, 12), date(2026, 1, 31), hindsight=True),
        point(date(2026, 2, 12), date(2026, 2, 28)),
    ]

    (circles,) = (
        layer
        for layer in drawn([], points, theme=theme)
        if layer.get("mark", {}).get("shape") == "circle"
    )

    fills = [value["fill"] for value in circles["data"]["values"]]
    assert fills == [theme.paper, theme.other]


def test_a_deadline_never_met_has_no_meeting_point():
    points = [point(date(2026, 2, 12), date(2026, 2, 28))]

    assert len(drawn(points, met=MET)) == len(drawn(points)) + 1


def test_a_speaker_who_gave_two_days_has_a_grey_line_and_others_have_none():
    once = replace(point(date(2026, 1, 10), date(2026, 3, 31)), said_by="Reuters")
    twice = [
        point(date(2025, 12, 1), date(2026, 1, 31)),
        point(date(2026, 2, 1), date(2026, 2, 28)),
    ]

    assert by_speaker([twice[0], once, twice[1]]) == [twice]


def test_the_chart_counts_its_dates_and_names_the_day_of_its_evidence():
    first = point(date(2025, 10, 27), date(2025, 12, 31))
    other = point(date(2026, 2, 12), date(2026, 2, 28), hindsight=True)
    found = Milestone((first,), (other,), MET, until=date(2026, 11, 22))

    made = chart(found, history([FIRST]), None)

    assert made.title == "Never moved: 2 dates given, evidence to 12 Feb 2026"
    assert [row.words for row in made.rows] == [
        ("27 Oct 2025", "31 Dec 2025", "Nikkei", "operative"),
        (
            "12 Feb 2026",
            "28 Feb 2026",
            "Nikkei (hindsight)",
            "other speaker or reading",
        ),
        ("17 Feb 2026", "17 Feb 2026", "", "met"),
    ]
