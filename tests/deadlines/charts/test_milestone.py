"""The milestone trend chart says in words and shapes what the rows say."""

from dataclasses import replace
from datetime import date

import pytest

from deadlines.charts import plot
from deadlines.charts.milestone import chart, spec, title
from deadlines.charts.naming import Label, touches
from deadlines.charts.plot import Milestone
from deadlines.charts.points import Point
from deadlines.charts.speakers import by_speaker, key_lines
from deadlines.rules.slips import history
from deadlines.rules.status import verdict
from deadlines.rules.windows import UNDATED, Window
from projects.charts.style import DARK, LIGHT, NARROW, WIDE
from projects.drawing import svg

FIRST, SECOND, THIRD = (
    Window.on(date(2025, 12, 31)),
    Window.on(date(2026, 1, 31)),
    Window.on(date(2026, 2, 28)),
)
MET = Point(date(2026, 2, 17), date(2026, 2, 17), "", hindsight=False, known="exact")


def point(known, given, *, hindsight=False):
    return Point(known, given, "Nikkei", hindsight, known="exact")


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


def other(who, known, given):
    return replace(point(known, given), said_by=who)


def test_a_speaker_who_gave_two_days_has_a_grey_line_and_others_have_none():
    once = other("Reuters", date(2026, 1, 10), date(2026, 3, 31))
    twice = [
        point(date(2025, 12, 1), date(2026, 1, 31)),
        point(date(2026, 2, 1), date(2026, 2, 28)),
    ]
    shown = [twice[0], once, twice[1]]

    (grey,) = (
        layer["data"]["values"]
        for layer in drawn([], shown)
        if layer.get("mark", {}).get("strokeWidth") == 1
    )

    assert by_speaker(shown) == [twice, [once]]
    assert [value["by"] for value in grey] == ["Nikkei", "Nikkei"]


FEW = [
    other("People familiar with the matter", date(2025, 12, 17), date(2026, 3, 31)),
    other("Akazawa Ryosei", date(2026, 2, 13), date(2026, 3, 18)),
    other("Yomiuri Shimbun", date(2026, 2, 20), date(2026, 1, 31)),
]
STEPS = [
    point(date(2025, 10, 27), date(2025, 12, 31)),
    point(date(2026, 2, 12), date(2026, 2, 28)),
]


def many(count):
    """Speakers who all gave the same day, on three days in a row."""
    days = [date(2025, 9, 24 + n % 3) for n in range(count)]
    return [other(f"Paper {n}", day, FIRST.latest) for n, day in enumerate(days, 1)]


def words(made):
    """What the last layer writes beside the points."""
    texts = made["layer"][-1]["layer"]
    return [each["data"]["values"][0]["by"] for each in texts]


def key(made):
    title = made["encoding"]["x"]["axis"]["title"]
    return [] if isinstance(title, str) else title[1:]


def test_a_few_speakers_are_named_beside_their_points():
    made = spec(Milestone(tuple(STEPS), tuple(FEW), MET, MET.known_on), LIGHT)

    assert words(made) == [each.said_by for each in FEW]
    assert key(made) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_where_names_have_no_room_numbers_lead_to_a_key_of_all(narrow):
    shown = many(9)
    found = Milestone(tuple(STEPS), tuple(shown), None, date(2026, 3, 1))

    made = spec(found, LIGHT, narrow=narrow)

    assert words(made) == [str(n) for n in range(1, 10)]
    told = " · ".join(key(made)).split(" · ")
    assert told == [f"{n} Paper {n}" for n in range(1, 10)]


def test_the_last_point_of_a_line_has_the_name():
    line = [
        other("Reuters", date(2025, 12, 1), date(2026, 1, 31)),
        other("Reuters", date(2026, 1, 5), date(2026, 3, 31)),
    ]

    made = spec(Milestone(tuple(STEPS), tuple(line), MET, MET.known_on), LIGHT)

    ((datum,),) = (each["data"]["values"] for each in made["layer"][-1]["layer"])
    assert (datum["by"], datum["known"]) == ("Reuters", "2026-01-05")


@pytest.mark.parametrize("width", [WIDE, 560, NARROW])
@pytest.mark.parametrize("others", [FEW, many(3), many(6), many(7), many(20)])
def test_no_name_touches_another_a_mark_or_the_operative_line(width, others):
    found = Milestone(tuple(STEPS), tuple(others), MET, MET.known_on)
    narrow = width == NARROW
    frame = plot.frame(found, width, narrow=narrow)

    made = spec(found, LIGHT, narrow=narrow, wide=width)

    boxes = [_box(each, frame) for each in made["layer"][-1]["layer"]]
    boxes += plot.taken(found, frame)
    names = boxes[: len(others)]
    assert all(frame.holds(box) for box in names)
    for place, name in enumerate(names):
        assert not any(touches(name, box) for box in boxes[place + 1 :])


def test_a_name_crosses_no_dashed_line_where_it_has_another_place():
    left_of_it = other("Akazawa Ryosei", date(2026, 1, 10), date(2026, 1, 20))
    found = Milestone(tuple(STEPS), (left_of_it,), MET, MET.known_on)
    frame = plot.frame(found, WIDE, narrow=False)

    (label,) = spec(found, LIGHT)["layer"][-1]["layer"]

    crossed = plot.drawn(found, [], frame).crossed
    assert len(crossed) > 10
    assert not any(touches(_box(label, frame), box) for box in crossed)


def _box(layer, frame):
    (value,) = layer["data"]["values"]
    days = (date.fromisoformat(value[name]) for name in ("known", "given"))
    mark = layer["mark"]
    return Label(value["by"], *days, mark["dx"], mark["dy"], mark["align"]).box(frame)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("others", [[], FEW, many(12)])
def test_it_is_drawn_in_exactly_the_size_that_it_says(narrow, others):
    found = Milestone(tuple(STEPS), tuple(others), MET, MET.known_on)

    made = spec(found, LIGHT, narrow=narrow)

    assert made["width"] == (NARROW if narrow else WIDE)
    assert f'width="{made["width"]}" height="{made["height"]}"' in svg(made)


@pytest.mark.parametrize(
    ("letters", "lines"),
    [
        (31, ["1 Lee & Ko · 2 Hudson Institute", "3 Reuters"]),
        (30, ["1 Lee & Ko", "2 Hudson Institute · 3 Reuters"]),
        (12, ["1 Lee & Ko", "2 Hudson In…", "3 Reuters"]),
    ],
)
def test_an_entry_of_the_key_stands_on_one_line(letters, lines):
    assert key_lines(["Lee & Ko", "Hudson Institute", "Reuters"], letters) == lines


def test_a_title_takes_no_room_from_the_plot():
    found = Milestone(tuple(STEPS), tuple(FEW), MET, MET.known_on)
    made = chart(found, history([FIRST, THIRD]), None)

    titled = made.titled(length=30)

    lines = len(titled["title"]["text"])
    assert lines > 1
    assert titled["height"] == made.spec()["height"] + 16 * lines + 24


def test_the_chart_counts_its_dates_and_names_the_day_of_its_evidence():
    first = point(date(2025, 10, 27), date(2025, 12, 31))
    other = point(date(2026, 2, 12), date(2026, 2, 28), hindsight=True)
    other = replace(other, known="at latest")
    found = Milestone((first,), (other,), MET, until=date(2026, 11, 22))

    made = chart(found, history([FIRST]), None)

    assert made.title == "Never moved: 2 dates given, evidence to 17 Feb 2026"
    assert [row.words for row in made.rows] == [
        ("27 Oct 2025", "exact", "31 Dec 2025", "Nikkei", "operative"),
        (
            "12 Feb 2026",
            "at latest",
            "28 Feb 2026",
            "Nikkei",
            "other speaker or reading",
        ),
        ("17 Feb 2026", "exact", "17 Feb 2026", "", "met"),
    ]
