"""Deadlines that a clause and a cited notice make, counted anew when either changes.

One deadline for each clause and case, with a date for each reading. An assumed notice
makes none: what it gives is a calculation. Whatever changes is logged by "system".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from deadlines.actions.clock_log import log_cancelled, log_clock
from deadlines.actions.clock_reading import Counted, Verdict, counted, verdict
from deadlines.actions.locking import hold
from deadlines.codes import Outcome
from deadlines.models import DateClaim, Deadline, OutcomeClaim
from projects.codes import ClauseKind
from projects.evaluating import Evaluation, evaluate
from projects.models import Clause
from projects.rules.moment import Moment

Key = tuple[int, str]
"""A clause and the key of a case under it."""


@dataclass(frozen=True)
class Stored:
    """What we logged of a clock: its latest date by reading, its latest outcome."""

    deadline: Deadline
    dates: Mapping[str, DateClaim]
    outcome: OutcomeClaim | None


@transaction.atomic
def recompute_clocks(*, now: datetime) -> list[str]:
    """Log each clock that is new or no longer what we logged; say which.

    Idempotent: a second call finds nothing. What is there is locked first, so that of
    two at once the later sees what the first wrote.
    """
    clocks = Deadline.objects.filter(clause__isnull=False)
    hold(deadlines=list(clocks.values_list("slug", flat=True)))
    rows = Clause.objects.filter(kind=ClauseKind.FUNDING_CLOCK).order_by("pk")
    locked = rows.select_for_update(of=("self",), no_key=True)
    clauses = list(locked.select_related("agreement"))
    today = now.astimezone(UTC).date()
    found = evaluate(clauses, on=today, moment=Moment.today(now))
    wanted = _by_case(found)
    stored = _stored()
    told = [
        headline
        for key, readings in wanted.items()
        if (headline := _kept(stored.get(key), readings, now=now))
    ]
    refused = {each.clause.pk for each in found if each.problem}
    gone = [
        stored[key]
        for key in stored
        if key not in wanted and key[0] not in refused  # These stay as logged.
    ]
    return told + [line for each in gone if (line := _cancelled(each, now=now))]


def _by_case(found: Sequence[Evaluation]) -> dict[Key, list[Evaluation]]:
    """The evaluations that rest on a cited notice, those of a case together."""
    cases: dict[Key, list[Evaluation]] = {}
    for each in found:
        if each.case and each.case.notice and each.result:
            cases.setdefault((each.clause.pk, each.case.key), []).append(each)
    return cases


def _stored() -> dict[Key, Stored]:
    deadlines = Deadline.objects.filter(clause__isnull=False).order_by("pk")
    dates = DateClaim.objects.live().filter(
        deadline__in=deadlines, reading__isnull=False
    )
    latest: dict[int, dict[str, DateClaim]] = {}
    for claim in dates.select_related("reading").order_by("pk"):
        if claim.reading:
            latest.setdefault(claim.deadline_id, {})[claim.reading.reading] = claim
    outcomes = OutcomeClaim.objects.live().filter(deadline__in=deadlines)
    last = {claim.deadline_id: claim for claim in outcomes.order_by("pk")}
    return {
        (deadline.clause_id or 0, deadline.case): Stored(
            deadline, latest.get(deadline.pk, {}), last.get(deadline.pk)
        )
        for deadline in deadlines
    }


def _kept(
    stored: Stored | None, readings: Sequence[Evaluation], *, now: datetime
) -> str:
    """Log what of a clock is not as we have it; empty where all of it is."""
    windows = [counted(each) for each in readings]
    known = stored.dates if stored else {}
    moved = [each for each in windows if _differs(known.get(each.code), each)]
    ended = verdict(readings)
    outcome = _outcome(stored.outcome if stored else None, ended)
    if not moved and not outcome:
        return ""
    return log_clock(
        stored.deadline if stored else None,
        readings,
        moved=moved,
        before=known,
        outcome=outcome,
        settled=bool(ended),
        now=now,
    )


def _differs(claim: DateClaim | None, window: Counted) -> bool:
    if claim is None:
        return True
    before = claim.earliest_on, claim.latest_on, claim.window_reason
    return before != (window.earliest_on, window.latest_on, window.reason)


def _outcome(before: OutcomeClaim | None, now: Verdict | None) -> Verdict | None:
    """The outcome to log: none where the one we logged says the same."""
    open_before = before is None or before.outcome == Outcome.REOPENED
    if now is None:
        reopened = Verdict(Outcome.REOPENED, None, "the payment is no longer cited")
        if before and before.outcome == Outcome.CANCELLED:
            return Verdict(Outcome.REOPENED, None, "a notice is cited again")
        return None if open_before else reopened
    same = before and (before.outcome, before.on) == (now.outcome, now.on)
    return None if same else now


def _cancelled(stored: Stored, *, now: datetime) -> str:
    """Log that the notice of a clock is no longer cited, once."""
    if stored.outcome and stored.outcome.outcome == Outcome.CANCELLED:
        return ""
    return log_cancelled(stored.deadline, now=now)
