"""How old the evidence on a deadline is: its last cited claim or logged check."""

from collections.abc import Collection
from datetime import date

from django.db.models import F

from deadlines.models import (
    DateClaim,
    DeadlineMention,
    OutcomeClaim,
    StatementBearing,
)
from projects.codes import UpdateStatus


def last_evidence(deadlines: Collection[int]) -> dict[int, date]:
    """The newest known_on that bears on each deadline, by its key. One query."""
    dates = DateClaim.objects.filter(
        update__status=UpdateStatus.PUBLISHED, deadline__in=deadlines
    ).values_list("deadline", F("update__known_on"))
    outcomes = OutcomeClaim.objects.filter(
        update__status=UpdateStatus.PUBLISHED, deadline__in=deadlines
    ).values_list("deadline", F("update__known_on"))
    mentions = DeadlineMention.objects.filter(
        update__status=UpdateStatus.PUBLISHED, deadline__in=deadlines
    ).values_list("deadline", F("update__known_on"))
    bearings = StatementBearing.objects.filter(
        statement__update__status=UpdateStatus.PUBLISHED, deadline__in=deadlines
    ).values_list("deadline", F("statement__update__known_on"))
    newest: dict[int, date] = {}
    rows = dates.union(outcomes, mentions, bearings)
    for deadline, known_on in rows:
        newest[deadline] = max(newest.get(deadline, known_on), known_on)
    return newest
