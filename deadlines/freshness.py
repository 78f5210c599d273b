"""How old the evidence on a deadline is: its last cited claim or logged check."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from deadlines.models import (
    DateClaim,
    DeadlineMention,
    DeadlinePeriod,
    OutcomeClaim,
    StatementBearing,
)
from projects.models.update import seen_by
from projects.rules.moment import LATEST, Moment


def last_evidence(
    deadlines: Collection[int], moment: Moment = LATEST
) -> dict[int, date]:
    """The newest known_on that bears on each deadline, by its key. One query."""
    return _newest("deadline", Q(deadline__in=deadlines), moment)


def newest_evidence(
    periods: QuerySet[DeadlinePeriod], moment: Moment
) -> dict[str, date]:
    """The newest that bears on any of these deadlines, by what binds. One query."""
    of_them = Q(deadline__in=periods.order_by().values("deadline"))
    return _newest("deadline__bindingness", of_them, moment)


def _newest(by: str, of_them: Q, moment: Moment) -> dict[Any, date]:
    bearing = (
        (DateClaim.objects, "update"),
        (OutcomeClaim.objects, "update"),
        (DeadlineMention.objects, "update"),
        (StatementBearing.objects, "statement__update"),
    )
    first, *rest = (
        rows.filter(of_them, seen_by(moment, via))
        .order_by()
        .values_list(by, Max(f"{via}__known_on"))
        for rows, via in bearing
    )
    newest: dict[Any, date] = {}
    for key, known_on in first.union(*rest):
        newest[key] = max(newest.get(key, known_on), known_on)
    return newest
