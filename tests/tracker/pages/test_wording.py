"""Dates and moves in words: short, and without losing a day."""

from datetime import date

import pytest

from deadlines.rules.slips import Move, MoveKind
from deadlines.rules.windows import UNDATED, Window
from tracker.pages.wording import move_words, window_words


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (UNDATED, "no date"),
        (Window.on(date(2025, 12, 31)), "31 Dec 2025"),
        (Window.by(date(2029, 1, 19)), "by 19 Jan 2029"),
        (Window.not_before(date(2026, 7, 1)), "not before 1 Jul 2026"),
        (Window(date(2026, 2, 1), date(2026, 2, 28)), "February 2026"),
        (Window(date(2026, 1, 1), date(2026, 12, 31)), "2026"),
        (Window(date(2026, 2, 1), date(2026, 2, 27)), "1 to 27 Feb 2026"),
        (Window(date(2026, 3, 1), date(2026, 5, 31)), "1 Mar to 31 May 2026"),
        (Window(date(2025, 12, 1), date(2026, 1, 31)), "1 Dec 2025 to 31 Jan 2026"),
    ],
)
def test_a_window_is_said_without_losing_a_day(window, words):
    assert window_words(window) == words


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (Move(MoveKind.LATER, 1), "1 day later"),
        (Move(MoveKind.LATER, 31), "31 days later"),
        (Move(MoveKind.EARLIER, -731), "731 days earlier"),
        (Move(MoveKind.NARROWED), "narrowed"),
        (Move(MoveKind.UNDATED), "date withdrawn, none given instead"),
    ],
)
def test_a_move_says_which_way_and_how_far(move, words):
    assert move_words(move) == words
