"""How old the evidence on a deadline is, and when somebody last looked for any."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
from projects.models.update import is_evidence, seen_by
from projects.rules.moment import LATEST, Moment


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest day with evidence, and the last on which anybody looked.

    A check that found nothing new is a look and no evidence.
    """

    known_on: date | None = None
    looked_on: date | None = None

    def age(self, on: date) -> int | None:
        return (on - self.known_on).days if self.known_on else None

    def is_stale(self, on: date, *, check_every: int) -> bool:
        """Was it last looked into longer ago than it is to be checked?"""
        return self.looked_on is None or (on - self.looked_on).days > check_every


NOTHING = Heard()


def heard(deadlines: Collection[int], moment: Moment = LATEST) -> dict[int, Heard]:
    """What was last heard of each deadline, by its key. One query."""
    return _newest("deadline", Q(deadline__in=deadlines), moment)


def last_evidence(
    deadlines: Collection[int], moment: Moment = LATEST
) -> dict[int, date]:
    """The newest day with evidence on each deadline, by its key. One query."""
    return _evidence(heard(deadlines, moment))


def newest_evidence(
    periods: QuerySet[DeadlinePeriod], moment: Moment
) -> dict[str, date]:
    """The newest that bears on any of these deadlines, by what binds. One query."""
    of_them = Q(deadline__in=periods.order_by().values("deadline"))
    return _evidence(_newest("deadline__bindingness", of_them, moment))


def _evidence(found: Mapping[Any, Heard]) -> dict[Any, date]:
    return {key: each.known_on for key, each in found.items() if each.known_on}


def _newest(by: str, of_them: Q, moment: Moment) -> dict[Any, Heard]:
    bearing = (
        (DateClaim.objects, "update"),
        (OutcomeClaim.objects, "update"),
        (DeadlineMention.objects, "update"),
        (StatementBearing.objects, "statement__update"),
    )
    first, *rest = (
        rows.filter(of_them, seen_by(moment, via))
        .order_by()
        .values_list(by)
        .annotate(
            known=Max(f"{via}__known_on", filter=is_evidence(via)),
            looked=Max(f"{via}__known_on"),
        )
        for rows, via in bearing
    )
    newest: dict[Any, Heard] = {}
    for key, known_on, looked_on in first.union(*rest):
        before = newest.get(key, NOTHING)
        newest[key] = Heard(
            _later(before.known_on, known_on), _later(before.looked_on, looked_on)
        )
    return newest


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)
