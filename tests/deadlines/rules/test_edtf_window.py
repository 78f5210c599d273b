from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.edtf_window import NotEdtf, edtf_of, window_of
from deadlines.rules.windows import UNDATED, Window

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
windows = st.one_of(
    st.just(UNDATED),
    days.map(Window.on),
    days.map(Window.by),
    days.map(Window.not_before),
    st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair))),
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("2029", "2029-01-01", "2029-12-31", id="year"),
        pytest.param("2026-02", "2026-02-01", "2026-02-28", id="month"),
        pytest.param("2028-02", "2028-02-01", "2028-02-29", id="leap month"),
        pytest.param("2026-02-28", "2026-02-28", "2026-02-28", id="day"),
        pytest.param("2026-21", "2026-03-01", "2026-05-31", id="spring"),
        pytest.param("2026-24", "2026-12-01", "2027-02-28", id="winter"),
        pytest.param("2027-24", "2027-12-01", "2028-02-29", id="leap winter"),
        pytest.param("2026-33", "2026-01-01", "2026-03-31", id="first quarter"),
        pytest.param("2026-36", "2026-10-01", "2026-12-31", id="last quarter"),
        pytest.param("2026-40", "2026-01-01", "2026-06-30", id="first half"),
        pytest.param("202X", "2020-01-01", "2029-12-31", id="decade"),
        pytest.param("2026-02-XX", "2026-02-01", "2026-02-28", id="some day of it"),
    ],
)
def test_text_stands_for_its_first_and_last_day(text, earliest, latest):
    expected = Window(date.fromisoformat(earliest), date.fromisoformat(latest))

    assert window_of(text) == expected


@pytest.mark.parametrize(
    ("text", "window"),
    [
        pytest.param(
            "2026-01/2026-03-19",
            Window(date(2026, 1, 1), date(2026, 3, 19)),
            id="mixed ends",
        ),
        pytest.param(
            "2026-22/2026-24",
            Window(date(2026, 6, 1), date(2027, 2, 28)),
            id="seasons",
        ),
        pytest.param("../2026-02", Window.by(date(2026, 2, 28)), id="open below"),
        pytest.param("2026-02/..", Window.not_before(date(2026, 2, 1)), id="above"),
        pytest.param("../..", UNDATED, id="open at both ends"),
    ],
)
def test_interval_takes_the_outer_days_of_its_ends(text, window):
    assert window_of(text) == window


@pytest.mark.parametrize(
    "text", ["2026-02-28", "2026-02", "2026-34", "2026-24", "2026"]
)
@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_doubt_moves_no_bound(text, mark):
    assert window_of(text + mark) == window_of(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2026-Q3", "Write 2026-35 instead"),
        ("Q3 2026", "Write 2026-35 instead"),
        ("2026H1", "Write 2026-40 instead"),
        ("spring 2026", "Write 2026-21 instead"),
        ("FY2026", "Write 2026-04/2027-03 for Japan, 2026 for Korea instead"),
        ("20260228", "Write 2026-02-28 instead"),
        ("2026/03/19", "Write 2026-03-19 instead"),
        ("2026-2", "Write 2026-02 instead"),
        ("/2026-02", "Write ../2026-02 instead"),
        ("2026-02/", "Write 2026-02/.. instead"),
        ("[2026-02,2026-03]", "Write 2026-02/2026-03 instead"),
        ("2026-03/2026-01", "Write 2026-01/2026-03 instead"),
    ],
)
def test_refusal_says_what_to_write(text, advice):
    with pytest.raises(NotEdtf) as refusal:
        window_of(text)

    assert advice in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-00",
        "2026-13",
        "2026-02-29",
        "2026-20",
        "2026-25",
        "2026-42",
        "9999-24",
        "0000",
        "-0100",
        "Y-17000",
        "２０２６",
        "2026-X1",
        "2026S2",
        "a/b/c",
        "2026-02-28T10:00:00",
        "2026~~",
    ],
)
def test_what_is_no_date_gets_the_list_of_forms(text):
    with pytest.raises(NotEdtf, match=r"Write a year \(2029\)"):
        window_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "2026-02",
        "2026-02-28",
        "2026-24",
        "2026-35",
        "2026-41",
        "2026-01/2026-02",
    ],
)
def test_window_is_written_in_its_shortest_form(text):
    assert edtf_of(window_of(text)) == text


@given(windows)
def test_every_window_survives_being_written_as_edtf(window):
    assert window_of(edtf_of(window)) == window


@given(st.text(alphabet="0123456789-/.XQ~?[], ", max_size=12))
def test_any_text_is_a_window_or_a_refusal(text):
    with suppress(NotEdtf):
        window = window_of(text)
        assert window_of(edtf_of(window)) == window
