"""How a deadline stands, in the few words of a preview."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deadlines.models import DeadlinePeriod
from deadlines.rules.windows import Window


def window_of(period: DeadlinePeriod) -> Window:
    return Window(period.due_from, period.due_to)


def words(window: Window) -> str:
    """A window as a reader says it: a day, a stretch of days, or no date."""
    if window.is_undated:
        return _("no date")
    if window.latest is None:
        return _("not before %(day)s") % {"day": date_format(window.first, "j M Y")}
    last = date_format(window.last, "j M Y")
    if window.earliest in (None, window.latest):
        return last
    return f"{date_format(window.first, 'j M Y')} – {last}"


def day_of(period: DeadlinePeriod) -> str:
    return date_format(period.met_on, "j M Y") if period.met_on else ""
