"""A curve from thirty resolved deadlines up, counts below."""

from datetime import date

from deadlines.charts.share_met import chart
from deadlines.rules.survival import Case, Ending, survival

NEWEST = date(2026, 5, 1)
MET, OPEN = Ending.MET, Ending.OPEN


def of(*cases):
    return chart(survival(cases), of="official targets", newest=NEWEST)


def test_below_thirty_resolved_deadlines_there_are_counts():
    made = of(Case(0, MET), Case(48, MET), Case(10, OPEN))

    assert made.title == (
        "official targets: 3 deadlines whose first date has passed, 1 met by then; "
        "evidence to 1 May 2026"
    )
    assert [row.words for row in made.rows] == [
        ("met by its first date", "1"),
        ("met after it", "1"),
        ("cancelled", "0"),
        ("not met so far", "1"),
    ]
    assert made.note.endswith("resolved here: 2.")


def test_from_thirty_up_there_is_a_curve_that_names_its_band():
    made = of(*[Case(0, MET)] * 15, *[Case(30, MET)] * 15, *[Case(40, OPEN)] * 10)

    assert "Greenwood" in made.note
    assert made.rows[0].words[:4] == ("0", "40", "15", "37.5%")
    values = made.spec()["data"]["values"]
    assert [value["day"] for value in values] == [0, 0, 30]


def test_the_share_of_the_last_step_has_no_band_once_all_are_met():
    made = of(*[Case(0, MET)] * 30)

    assert made.rows[0].words == ("0", "30", "30", "100.0%", "")
