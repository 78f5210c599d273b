"""Each move has one class, decided by days and by what was recorded."""

from datetime import date

import pytest

from deadlines.rules.moves import MoveClass, move_class, on_time_only_because_moved
from deadlines.rules.slips import MoveKind
from deadlines.rules.status import verdict
from deadlines.rules.windows import UNDATED, Window

END_2025 = Window.on(date(2025, 12, 31))
END_FEBRUARY = Window.on(date(2026, 2, 28))


@pytest.mark.parametrize(
    ("moved_on", "expected"),
    [
        (date(2025, 11, 30), MoveClass.BEFORE_LAST_30_DAYS),
        (date(2025, 12, 1), MoveClass.WITHIN_30_DAYS),
        (date(2025, 12, 31), MoveClass.WITHIN_30_DAYS),
        (date(2026, 1, 1), MoveClass.AFTER_DATE),
        (None, MoveClass.DAY_UNKNOWN),
    ],
)
@pytest.mark.parametrize("kind", [MoveKind.LATER, MoveKind.EARLIER])
def test_a_move_is_classed_by_its_day(kind, moved_on, expected):
    assert move_class(kind, END_2025, moved_on=moved_on) is expected


@pytest.mark.parametrize("kind", [MoveKind.SAME, MoveKind.NARROWED, MoveKind.WIDENED])
def test_a_revision_that_moves_nothing_has_no_class(kind):
    found = move_class(kind, END_2025, moved_on=date(2026, 1, 1), paused=True)

    assert found is None


@pytest.mark.parametrize(
    ("paused", "expected"),
    [(False, MoveClass.NO_LONGER_MENTIONED), (True, MoveClass.PAUSED)],
)
def test_a_date_that_is_gone_was_paused_or_is_no_longer_mentioned(paused, expected):
    moved_on = date(2026, 1, 1)

    found = move_class(MoveKind.UNDATED, END_2025, moved_on=moved_on, paused=paused)

    assert found is expected


def test_putting_a_date_right_is_a_data_fix_whenever_it_is_done():
    found = move_class(MoveKind.CORRECTED, END_2025, moved_on=date(2026, 1, 1))

    assert found is MoveClass.DATA_FIX


def test_a_move_of_a_date_without_a_last_day_cannot_be_timed():
    old = Window.not_before(date(2026, 1, 1))

    found = move_class(MoveKind.LATER, old, moved_on=date(2025, 12, 1))

    assert found is MoveClass.DAY_UNKNOWN


@pytest.mark.parametrize("each", list(MoveClass))
def test_each_class_has_words(each):
    assert each.words


@pytest.mark.parametrize(
    ("met_on", "only_because_moved"),
    [
        pytest.param(date(2025, 12, 31), False, id="by the first date"),
        pytest.param(date(2026, 1, 1), True, id="a day after the first"),
        pytest.param(date(2026, 2, 28), True, id="by the last date"),
        pytest.param(date(2026, 3, 1), False, id="a day after both"),
    ],
)
def test_on_time_only_because_moved(met_on, only_because_moved):
    found = verdict(END_2025, END_FEBRUARY, met_on)

    assert on_time_only_because_moved(found) is only_because_moved


@pytest.mark.parametrize(
    "dates", [(UNDATED, END_FEBRUARY), (END_2025, UNDATED), (None, None)]
)
def test_without_both_dates_nothing_is_said_of_moving(dates):
    assert not on_time_only_because_moved(verdict(*dates, date(2026, 2, 1)))
