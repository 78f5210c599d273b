"""The cached periods of deadlines: what their accepted claims add up to.

What replaces a period ends it: how a deadline stood by what was recorded then stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import F, Model, QuerySet
from django.db.models.functions import Greatest

from deadlines.codes import AlertKind, Bindingness
from deadlines.models import (
    Alert,
    DateClaim,
    Deadline,
    DeadlinePeriod,
    OutcomeClaim,
)
from deadlines.rules.periods import (
    AcceptedDate,
    AcceptedOutcome,
    Period,
    periods,
)
from projects.models import Acceptance, Claim, Update

PERIOD_FIELDS = (
    "held",
    "date_claim_id",
    "outcome_claim_id",
    "due_from",
    "due_to",
    "original_from",
    "original_to",
    "revisions",
    "slips",
    "slip_days",
    "state",
    "met_on",
    "late_at",
    "flagged",
)


@transaction.atomic
def refresh_periods(deadlines: Collection[Deadline]) -> None:
    """Recompute the periods of each deadline. One whose periods hold is not written.

    The deadlines are locked first, so that two publications about one of them follow
    each other and the second sees what the first wrote.
    """
    keys = sorted({deadline.pk for deadline in deadlines})
    rows = Deadline.objects.select_for_update(no_key=True).filter(pk__in=keys)
    locked = list(rows.order_by("pk"))
    expected = expected_periods(locked)
    stored = stored_periods(locked)
    stale = [key for key in keys if _rows(expected[key]) != _rows(stored[key])]
    written_at = _written_at(stale)
    for key in stale:
        _keep_what_holds(stored[key], expected[key])
        for row in expected[key]:
            row.recorded = DateTimeTZRange(written_at[key], None)
    _end([row for key in stale for row in stored[key]], written_at)
    DeadlinePeriod.objects.bulk_create(row for key in stale for row in expected[key])


def _keep_what_holds(
    stored: list[DeadlinePeriod], expected: list[DeadlinePeriod]
) -> None:
    """Take out of both what is the same, so that the rest is to be ended or written.

    The mark of the sweep is set in place: it says nothing about the deadline.
    """
    for row in list(stored):
        for same in [each for each in expected if _fields(each) == _fields(row)]:
            stored.remove(row)
            expected.remove(same)
            if row.flagged != same.flagged:
                DeadlinePeriod.objects.filter(pk=row.pk).update(flagged=same.flagged)


def _end(rows: Iterable[DeadlinePeriod], written_at: dict[int, datetime]) -> None:
    """End what holds no longer. What began at that instant was never to be seen."""
    ended: list[DeadlinePeriod] = []
    gone: list[int] = []
    for row in rows:
        at = written_at[row.deadline_id]
        if row.recorded.lower >= at:
            gone.append(row.pk)
        else:
            row.recorded = DateTimeTZRange(row.recorded.lower, at)
            ended.append(row)
    DeadlinePeriod.objects.filter(pk__in=gone).delete()
    DeadlinePeriod.objects.bulk_update(ended, ["recorded"], batch_size=500)


def _written_at(deadlines: Collection[int]) -> dict[int, datetime]:
    """For each deadline the last instant at which we wrote what its periods rest on."""
    written: list[QuerySet[Any]] = [_instants(Deadline, "pk", "brought_in_by")]
    for kind in (DateClaim, OutcomeClaim):
        written.append(_instants(kind, "deadline_id", "update"))
        written.append(_instants(kind, "deadline_id", "acceptances__update"))
    rows = [each.filter(of__in=deadlines) for each in written]
    latest: dict[int, datetime] = {}
    for deadline, at in rows[0].union(*rows[1:]):
        latest[deadline] = max(latest.get(deadline, at), at)
    return latest


def _instants(model: type[Model], deadline: str, update: str) -> QuerySet[Any]:
    """Deadlines with the instants at which updates were recorded or retracted.

    GREATEST leaves out what is empty, here the instant of no retraction.
    """
    at = Greatest(f"{update}__recorded_at", f"{update}__retracted_at")
    found = model._default_manager.annotate(of=F(deadline)).filter(
        **{f"{update}__isnull": False}
    )
    return found.order_by().values_list("of", at)


def expected_periods(
    deadlines: Collection[Deadline],
) -> dict[int, list[DeadlinePeriod]]:
    """The periods each deadline should have, unsaved, by the deadline's key."""
    dates = _accepted_dates(deadlines)
    outcomes = _accepted_outcomes(deadlines)
    began = dict(
        Update.objects.filter(
            pk__in={deadline.brought_in_by_id for deadline in deadlines}
        ).values_list("pk", "known_on")
    )
    told = set(
        Alert.objects.filter(kind=AlertKind.MISSED, deadline__in=deadlines).values_list(
            "deadline_id", "claim__dateclaim__latest_on"
        )
    )
    return {
        deadline.pk: [
            _row(deadline, period, told)
            for period in periods(
                dates[deadline.pk],
                outcomes[deadline.pk],
                began_on=began[deadline.brought_in_by_id],
                zone=deadline.zone,
                bound=deadline.bound,
                calculated=deadline.bindingness == Bindingness.CALCULATION,
            )
        ]
        for deadline in deadlines
    }


def stored_periods(
    deadlines: Collection[Deadline],
) -> dict[int, list[DeadlinePeriod]]:
    """The periods each deadline has now, oldest first, by the deadline's key."""
    found: dict[int, list[DeadlinePeriod]] = defaultdict(list)
    rows = DeadlinePeriod.objects.standing().filter(deadline__in=deadlines)
    for period in rows.order_by("deadline_id", "held"):
        found[period.deadline_id].append(period)
    return found


def _fields(row: DeadlinePeriod) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in PERIOD_FIELDS if name != "flagged")


def _rows(rows: Iterable[DeadlinePeriod]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, name) for name in PERIOD_FIELDS) for row in rows]


def _row(
    deadline: Deadline, period: Period, told: set[tuple[int, date | None]]
) -> DeadlinePeriod:
    return DeadlinePeriod(
        deadline=deadline,
        held=DateRange(period.start, period.end),
        date_claim_id=period.date_claim,
        outcome_claim_id=period.outcome_claim,
        due_from=period.due.earliest,
        due_to=period.due.latest,
        original_from=period.original.earliest,
        original_to=period.original.latest,
        revisions=period.revisions,
        slips=period.slips,
        slip_days=period.slip_days,
        state=period.state,
        met_on=period.met_on,
        late_at=period.late_at,
        flagged=(
            period.end is None
            and period.due.latest is not None
            and (deadline.pk, period.due.latest) in told
        ),
    )


def _accepted_dates(
    deadlines: Collection[Deadline],
) -> dict[int, list[AcceptedDate]]:
    found: dict[int, list[AcceptedDate]] = defaultdict(list)
    for claim, common in _ever_accepted(DateClaim, deadlines):
        found[claim.deadline_id].append(
            AcceptedDate(**common, window=claim.window, fix=claim.is_fix)
        )
    return found


def _accepted_outcomes(
    deadlines: Collection[Deadline],
) -> dict[int, list[AcceptedOutcome]]:
    found: dict[int, list[AcceptedOutcome]] = defaultdict(list)
    for claim, common in _ever_accepted(OutcomeClaim, deadlines):
        found[claim.deadline_id].append(
            AcceptedOutcome(**common, outcome=claim.outcome, on=claim.on)
        )
    return found


def _ever_accepted(
    kind: type[DateClaim | OutcomeClaim], deadlines: Collection[Deadline]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Live claims of a kind that were ever accepted, with what a rule asks of each."""
    claims = (
        kind.objects.live()
        .filter(deadline__in=deadlines, acceptances__isnull=False)
        .distinct()
        .select_related("update")
    )
    switches = _switches(claims)
    for claim in claims:
        known_on = claim.update.known_on
        order = (known_on, claim.said_on or known_on, claim.update_id, claim.place)
        yield (
            claim,
            {
                "claim": claim.pk,
                "order": order,
                "switches": tuple(switches[claim.pk]),
            },
        )


def _switches(claims: Iterable[Claim]) -> dict[int, list[tuple[Any, bool]]]:
    """The live acceptances of each claim, in the order in which they count."""
    found: dict[int, list[tuple[Any, bool]]] = defaultdict(list)
    rows = Acceptance.objects.live().filter(claim__in=[c.pk for c in claims])
    for row in rows.order_by("from_on", "pk"):
        found[row.claim_id].append((row.from_on, row.operative))
    return found
