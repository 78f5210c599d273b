"""The milestone trend chart says in words and shapes what the rows say."""

from datetime import date

import pytest

from deadlines.charts import DARK, LIGHT, Point, spec, title
from deadlines.rules.slips import history
from deadlines.rules.status import verdict
from deadlines.rules.windows import UNDATED, Window

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


def test_the_operative_line_ends_where_it_was_met():
    drawn = spec(
        [point(date(2025, 10, 27), date(2025, 12, 31))],
        [],
        met=MET,
        until=date(2026, 11, 22),
    )

    steps = drawn["layer"][1]["data"]["values"]
    assert [step["known"] for step in steps] == ["2025-10-27", "2026-02-17"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_was_reported_in_hindsight_is_hollow(theme):
    points = [
        point(date(2026, 2, 12), date(2026, 1, 31), hindsight=True),
        point(date(2026, 2, 12), date(2026, 2, 28)),
    ]

    drawn = spec([], points, met=None, until=date(2026, 3, 1), theme=theme)

    fills = [value["fill"] for value in drawn["layer"][2]["data"]["values"]]
    assert fills == [theme.paper, theme.other]


def test_a_deadline_never_met_has_no_meeting_point():
    points = [point(date(2026, 2, 12), date(2026, 2, 28))]

    open_, met = (spec(points, [], met=m, until=date(2026, 3, 1)) for m in (None, MET))

    assert len(met["layer"]) == len(open_["layer"]) + 1
