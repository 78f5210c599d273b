"""What is asked for a clock: from which day, how many days, on whose calendar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.holiday_tables import calendars
from projects.rules.calendar import NoHolidayData
from projects.rules.funding_clock import (
    Bound,
    ClockTerms,
    ClockValue,
    Trigger,
    Unit,
    funding_clock,
    last_notice,
)
from projects.rules.result import Clause, Given, Result
from tracker.forms import DayField

MOST_DAYS = 1000
TYPED = "typed here"
SUPPOSED = "the notice is dated so"
CLAUSE = Clause(TYPED, TYPED)
CALENDARS = (
    ("US", _("the United States")),
    ("JP", _("Japan")),
    ("US,JP", _("the United States and Japan")),
    ("KR", _("South Korea")),
    ("US,KR", _("the United States and South Korea")),
)
UNITS = (
    (Unit.WORKING_DAY.value, _("working days")),
    (Unit.CALENDAR_DAY.value, _("calendar days")),
)


class ClockForm(forms.Form):
    """A notice that is assumed, and the count that begins with it."""

    notice = DayField(
        label=_("If the notice is dated"),
        error_messages={"required": _("Give the day from which is counted.")},
    )
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST_DAYS)
    unit = forms.ChoiceField(label=_("Counted as"), choices=UNITS)
    calendars = forms.ChoiceField(
        label=_("Days off in"),
        choices=CALENDARS,
        help_text=_("Calendar days have none."),
    )
    window = DayField(
        label=_("Last day for money"),
        required=False,
        help_text=_("The end of the pledge's window, if it has one."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a count that leaves the years for which holidays are known."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            terms = terms_of(said)
            try:
                counted(terms, said["notice"])
            except NoHolidayData as error:
                self.add_error("notice", str(error))
            try:
                last_notice(terms, calendars=calendars())
            except NoHolidayData as error:
                self.add_error("window", str(error))
        return said


def terms_of(said: dict[str, Any]) -> ClockTerms:
    """The count that was typed."""
    every_day = said["unit"] == Unit.CALENDAR_DAY
    return on_calendars(said, "" if every_day else said["calendars"])


def on_calendars(said: dict[str, Any], codes: str) -> ClockTerms:
    """As many days on these calendars, calendar days on none."""
    return ClockTerms(
        CLAUSE,
        Bound.NOT_BEFORE,
        said["days"],
        Unit.WORKING_DAY if codes else Unit.CALENDAR_DAY,
        tuple(filter(None, codes.split(","))),
        said["window"],
    )


def counted(
    terms: ClockTerms, notice: date, trigger: Trigger | None = None
) -> Result[ClockValue]:
    """The clock as a calculation: the notice is assumed. Raises NoHolidayData."""
    begun = trigger or Trigger(Given(notice, TYPED), SUPPOSED)
    return funding_clock(terms, on=notice, calendars=calendars(), trigger=begun)
