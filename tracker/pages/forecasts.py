"""Base rates for the open deadlines: each with its reference class and its cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.codes import Bindingness
from deadlines.models import Deadline, DeadlinePeriod
from deadlines.rules.forecast import (
    ENOUGH,
    Backtest,
    Case,
    Forecast,
    ReferenceClass,
    backtest,
    forecast,
)
from deadlines.track_record import due_by, forecast_cases
from projects.rules.moment import Moment
from tracker.pages.citing import Cite
from tracker.pages.formulas import BY_SLUG
from tracker.pages.standing import due_words, listed

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One open deadline and how often others like it were met by their date."""

    deadline: Deadline
    due: str
    of: str
    found: Forecast

    @property
    def cite(self) -> Cite:
        of = {"of": self.of, "met": self.found.met, "n": self.found.cases}
        share = _("%(met)d of %(n)d met (%(of)s)") % of
        return Cite(
            key=f"{self.deadline.slug}/forecast",
            address=f"{reverse('slips')}#chances",
            words=f"{self.deadline.title}, {self.due}: {self.chance}; {share}",
            formula=BY_SLUG["forecast"],
        )

    @property
    def chance(self) -> str:
        """With its band, where there are enough cases."""
        found = self.found
        if found.chance is None or found.low is None or found.high is None:
            return _("too few cases")
        band = {"chance": f"{found.chance:.0%}", "low": f"{found.low:.0%}"}
        return _("%(chance)s (%(low)s to %(high)s)") % {
            **band,
            "high": f"{found.high:.0%}",
        }


@dataclass(frozen=True, slots=True)
class Tested:
    """How forecasts of one class would have come out."""

    of: str
    found: Backtest

    @property
    def words(self) -> str:
        return _(
            "%(n)d forecasts, each from what was settled before it; mean chance "
            "%(chance)s, met %(met)s; Brier score %(brier)s (0 is perfect, 0.25 is "
            "always saying one half)."
        ) % {
            "n": self.found.forecasts,
            "chance": f"{self.found.mean_chance:.0%}",
            "met": f"{self.found.share_met:.0%}",
            "brier": f"{self.found.brier:.3f}",
        }


@dataclass(frozen=True, slots=True)
class Forecasts:
    rows: tuple[Row, ...]
    tests: tuple[Tested, ...]
    enough: int = ENOUGH


def forecasts(moment: Moment, among: Q) -> Forecasts:
    """For the deadlines that come next; the cases are those of the whole record."""
    cases = forecast_cases(moment)
    periods = due_by(listed(DeadlinePeriod.objects.seen(moment))).filter(among)
    ahead = periods.ahead(moment.now).order_by("late_at", "pk")[:SHOWN]
    rows = tuple(_row(period, cases) for period in ahead)
    classes = dict.fromkeys(row.found.of for row in rows)
    tested = [(of, backtest(of, cases)) for of in classes]
    return Forecasts(
        rows, tuple(Tested(class_words(of), found) for of, found in tested if found)
    )


def _row(period: DeadlinePeriod, cases: Sequence[Case]) -> Row:
    of = ReferenceClass(period.deadline.bindingness, moved=period.slips > 0)
    return Row(period.deadline, due_words(period), class_words(of), forecast(of, cases))


def class_words(of: ReferenceClass) -> str:
    """The reference class as a reader would put it."""
    binding = Bindingness(of.bindingness).label
    if of.moved:
        words = _("bound by %(binding)s, slipped before: the first date moved to")
    else:
        words = _("bound by %(binding)s, never slipped: its first date")
    return words % {"binding": binding}
