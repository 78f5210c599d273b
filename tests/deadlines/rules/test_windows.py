from datetime import date, timedelta

import pytest

from deadlines.rules.windows import UNDATED, BackwardWindow, Window

MAY_1, MAY_2, MAY_3 = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)


def test_window_of_one_day_has_both_ends_on_it():
    assert Window(MAY_2, MAY_2) == Window.on(MAY_2)


def test_window_cannot_end_before_it_begins():
    with pytest.raises(BackwardWindow, match="2026-05-01, lies before the first"):
        Window(MAY_2, MAY_1)


@pytest.mark.parametrize(
    ("window", "undated"),
    [
        pytest.param(UNDATED, True, id="neither end"),
        pytest.param(Window.by(MAY_2), False, id="by"),
        pytest.param(Window.not_before(MAY_2), False, id="not before"),
        pytest.param(Window.on(MAY_2), False, id="one day"),
    ],
)
def test_only_a_window_without_any_end_is_undated(window, undated):
    assert window.is_undated is undated


@pytest.mark.parametrize(
    ("window", "days"),
    [
        pytest.param(Window.by(MAY_2), [True, True, False], id="by"),
        pytest.param(Window.not_before(MAY_2), [False, True, True], id="not before"),
        pytest.param(Window.on(MAY_2), [False, True, False], id="one day"),
        pytest.param(UNDATED, [True, True, True], id="undated"),
    ],
)
def test_both_ends_belong_to_the_window(window, days):
    assert [window.has_day(day) for day in (MAY_1, MAY_2, MAY_3)] == days


def test_window_contains_itself_but_no_longer_one():
    longer = Window(MAY_1, MAY_3 + timedelta(days=1))

    assert longer.contains(Window(MAY_1, MAY_3))
    assert longer.contains(longer)
    assert not Window(MAY_1, MAY_3).contains(longer)
    assert not longer.contains(Window.by(MAY_3))
