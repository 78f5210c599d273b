from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.slips import Move, MoveKind, history, move
from deadlines.rules.windows import UNDATED, Window

END_2025 = Window.on(date(2025, 12, 31))
END_JANUARY = Window.on(date(2026, 1, 31))
END_FEBRUARY = Window.on(date(2026, 2, 28))
FEBRUARY = Window(date(2026, 2, 1), date(2026, 2, 28))
MARCH = Window(date(2026, 3, 1), date(2026, 3, 31))
FIRST_QUARTER = Window(date(2026, 1, 1), date(2026, 3, 31))
BY_END_JANUARY = Window.by(date(2026, 1, 31))
BY_END_FEBRUARY = Window.by(date(2026, 2, 28))
FROM_FEBRUARY = Window.not_before(date(2026, 2, 1))
FROM_MARCH = Window.not_before(date(2026, 3, 1))

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
windows = st.one_of(
    st.just(UNDATED),
    days.map(Window.on),
    days.map(Window.by),
    days.map(Window.not_before),
    st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair))),
)
histories = st.lists(windows, max_size=8)


@pytest.mark.parametrize(
    ("old", "new", "kind", "moved"),
    [
        pytest.param(END_2025, END_2025, "same", 0, id="repeated"),
        pytest.param(UNDATED, UNDATED, "same", 0, id="still undated"),
        pytest.param(END_2025, UNDATED, "undated", 0, id="as soon as possible"),
        pytest.param(UNDATED, END_2025, "narrowed", 0, id="dated at last"),
        pytest.param(END_2025, END_JANUARY, "later", 31, id="a month later"),
        pytest.param(END_JANUARY, END_2025, "earlier", -31, id="a month earlier"),
        pytest.param(FEBRUARY, MARCH, "later", 31, id="next month"),
        pytest.param(FIRST_QUARTER, FEBRUARY, "narrowed", -31, id="month of quarter"),
        pytest.param(FIRST_QUARTER, MARCH, "narrowed", 0, id="last month of quarter"),
        pytest.param(FEBRUARY, FIRST_QUARTER, "widened", 31, id="month to quarter"),
    ],
)
def test_move_between_closed_windows(old, new, kind, moved):
    assert move(old, new) == Move(MoveKind(kind), moved)


@pytest.mark.parametrize(
    ("old", "new", "kind", "moved"),
    [
        pytest.param(BY_END_JANUARY, BY_END_FEBRUARY, "later", 28, id="by to by"),
        pytest.param(BY_END_JANUARY, FEBRUARY, "later", 28, id="by to a month"),
        pytest.param(BY_END_FEBRUARY, END_JANUARY, "earlier", -28, id="by to a day"),
        pytest.param(BY_END_FEBRUARY, FEBRUARY, "narrowed", 0, id="same last day"),
        pytest.param(FEBRUARY, BY_END_FEBRUARY, "widened", 0, id="first day given up"),
    ],
)
def test_where_a_window_is_open_below_the_last_day_decides(old, new, kind, moved):
    assert move(old, new) == Move(MoveKind(kind), moved)


@pytest.mark.parametrize(
    ("old", "new", "kind", "moved"),
    [
        pytest.param(FROM_FEBRUARY, FROM_MARCH, "later", 28, id="both open"),
        pytest.param(FROM_MARCH, FROM_FEBRUARY, "earlier", -28, id="both, sooner"),
        pytest.param(FROM_FEBRUARY, FEBRUARY, "narrowed", 0, id="end becomes known"),
        pytest.param(FEBRUARY, FROM_FEBRUARY, "widened", 0, id="end given up"),
        pytest.param(FEBRUARY, FROM_MARCH, "later", 1, id="certainly after"),
        pytest.param(FROM_MARCH, FEBRUARY, "earlier", -1, id="certainly before"),
    ],
)
def test_where_a_window_is_open_above_only_certain_moves_count(old, new, kind, moved):
    assert move(old, new) == Move(MoveKind(kind), moved)


def test_first_project_slipped_twice_by_59_days():
    told = history([END_2025, END_JANUARY, END_FEBRUARY])

    assert (told.slips, told.slip_days, told.revisions) == (2, 59, 2)
    assert (told.original, told.operative) == (END_2025, END_FEBRUARY)


def test_earlier_date_is_a_revision_and_no_slip():
    told = history([END_FEBRUARY, END_JANUARY])

    assert (told.revisions, told.slips, told.slip_days) == (1, 0, 0)


def test_repeated_date_is_no_revision():
    told = history([END_2025, END_2025])

    assert (told.revisions, told.moves) == (0, (Move(MoveKind.SAME),))


def test_date_after_an_undated_spell_is_compared_with_the_last_date():
    told = history([END_2025, UNDATED, UNDATED, END_JANUARY])

    kinds = [each.kind for each in told.moves]
    assert kinds == ["undated", "same", "later"]
    assert (told.revisions, told.slips, told.slip_days) == (2, 1, 31)


def test_original_is_the_first_date_and_operative_the_last_word():
    told = history([UNDATED, END_2025, UNDATED])

    assert (told.original, told.operative) == (END_2025, UNDATED)


def test_empty_history_has_no_dates():
    told = history([])

    assert (told.original, told.operative, told.moves) == (None, None, ())


def test_a_data_fix_is_no_revision_and_puts_the_original_date_right():
    told = history([END_2025, END_JANUARY, END_FEBRUARY], fixes={1})

    assert (told.original, told.operative) == (END_JANUARY, END_FEBRUARY)
    assert (told.revisions, told.slips, told.slip_days) == (1, 1, 28)
    kinds = [step.kind for step in told.moves]
    assert kinds == [MoveKind.CORRECTED, MoveKind.LATER]


def test_a_data_fix_after_a_move_leaves_the_original_date():
    told = history([END_2025, END_JANUARY, END_FEBRUARY], fixes={2})

    assert (told.original, told.operative) == (END_2025, END_FEBRUARY)
    assert (told.revisions, told.slips, told.slip_days) == (1, 1, 31)


@given(histories)
def test_slip_days_are_never_negative_and_slips_never_outnumber_revisions(told):
    result = history(told)

    assert result.slip_days >= result.slips >= 0
    assert result.slips <= result.revisions <= max(len(told) - 1, 0)


@given(windows, windows)
def test_a_move_back_has_the_mirrored_kind(old, new):
    mirrored = {
        "same": {"same"},
        "later": {"earlier"},
        "earlier": {"later"},
        "narrowed": {"widened", "undated"},
        "widened": {"narrowed"},
        "undated": {"narrowed"},
    }

    there, back = move(old, new), move(new, old)

    assert back.kind in mirrored[there.kind]
    assert back.days == -there.days
