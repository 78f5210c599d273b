"""A deadline's bound and the date given for it, in words that follow what was said."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from deadlines.codes import Bound
from deadlines.models import DeadlinePeriod
from deadlines.rules.status import can_be_missed
from deadlines.rules.windows import Window
from tracker.pages.standing import due_words


def due_line(period: DeadlinePeriod) -> str:
    """The operative date as a sentence, without its stop.

    A first day without a last one says "not before" by itself, whatever the deadline
    asks for; and what is "not before" is never called due.
    """
    window, due = period.due_window, due_words(period)
    if _readings_differ(period):
        return _("The readings differ, and none gives the operative date")
    if period.deadline.bound == Bound.EXPIRES:
        return _("Expires: %(due)s") % {"due": due}
    if window.earliest and window.latest is None:
        return capfirst(due)
    if period.deadline.bound == Bound.NOT_BEFORE:
        return _("Date given: %(due)s") % {"due": due}
    return _("Due: %(due)s") % {"due": due}


def limits(period: DeadlinePeriod) -> str:
    """What the deadline's date limits, and what follows from the one that stands."""
    window = period.due_window
    if _readings_differ(period):
        return _("what each reading says, below; none is the operative one so far")
    if period.deadline.bound == Bound.READING:
        return given_by_reading(window)
    if period.deadline.bound == Bound.EXPIRES:
        return _("expires on the date; cannot be missed")
    if period.deadline.bound == Bound.NOT_BEFORE:
        if window.latest:
            return _("not before a date; no last day given for it can be missed")
        return _("not before the date; cannot be missed")
    if window.earliest and window.latest is None:
        return _("due by a date; the one given is a first day, and cannot be missed")
    return _("due by the date; can be missed")


def given_by_reading(window: Window) -> str:
    """What the day of one reading of a clock limits."""
    if can_be_missed(Bound.READING, window):
        return _("a last day: due by it; can be missed")
    return _("a first day: not before it; cannot be missed")


def _readings_differ(period: DeadlinePeriod) -> bool:
    return period.deadline.bound == Bound.READING and period.due_window.is_undated
