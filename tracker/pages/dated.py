"""Deadlines in a short list: each row with the evidence of the date that stands."""

from collections.abc import Collection
from dataclasses import dataclass

from deadlines.models import DateClaim, DeadlinePeriod
from projects.rules.moment import Moment
from tracker.pages.evidence import Evidence, evidence_of, with_evidence
from tracker.pages.standing import DeadlineRow, rows


@dataclass(frozen=True, slots=True)
class Dated:
    """One deadline, who gave its operative date, and in how many days it is due.

    Without a date ahead `days_ahead` is 0; without any date there is no evidence of it.
    """

    row: DeadlineRow
    evidence: Evidence | None
    days_ahead: int


def dated(periods: Collection[DeadlinePeriod], moment: Moment) -> list[Dated]:
    """The periods in the same order, in a fixed number of queries."""
    keys = [period.date_claim_id for period in periods if period.date_claim_id]
    claims = with_evidence(DateClaim.objects.filter(pk__in=keys), moment)
    evidence = {claim.pk: evidence_of(claim) for claim in claims}
    return [
        Dated(row, evidence.get(row.period.date_claim_id or 0), _ahead(row, moment))
        for row in rows(periods, moment)
    ]


def _ahead(row: DeadlineRow, moment: Moment) -> int:
    """To the last possible day, or the first where there is no last."""
    day = row.period.due_to or row.period.due_from
    return max((day - moment.as_of).days, 0) if day else 0
