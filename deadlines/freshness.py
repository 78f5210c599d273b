"""How old the evidence on a deadline is: its last cited claim or logged check."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from deadlines.models import (
    DateClaim,
    DeadlineMention,
    OutcomeClaim,
    StatementBearing,
)
from projects.models.update import seen_by
from projects.rules.moment import LATEST, Moment


def last_evidence(
    deadlines: Collection[int], moment: Moment = LATEST
) -> dict[int, date]:
    """The newest known_on that bears on each deadline, by its key. One query."""
    of_them, seen = Q(deadline__in=deadlines), seen_by(moment, "update")
    known_on = ("deadline", F("update__known_on"))
    dates = DateClaim.objects.filter(of_them, seen).values_list(*known_on)
    outcomes = OutcomeClaim.objects.filter(of_them, seen).values_list(*known_on)
    mentions = DeadlineMention.objects.filter(of_them, seen).values_list(*known_on)
    bearings = StatementBearing.objects.filter(
        of_them, seen_by(moment, "statement__update")
    ).values_list("deadline", F("statement__update__known_on"))
    newest: dict[int, date] = {}
    rows = dates.union(outcomes, mentions, bearings)
    for deadline, known_on in rows:
        newest[deadline] = max(newest.get(deadline, known_on), known_on)
    return newest
