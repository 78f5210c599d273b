"""From what happened to who is told: alerts, and a delivery for each watcher.

Set-based: one statement a batch, however many watch. An alert exists once for what it
is about, so whatever runs twice, or beside itself, tells nobody twice.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from deadlines.codes import AlertKind
from deadlines.holding import HOLD, a_draft_waits
from projects.models import Acceptance

STALE = timedelta(days=14)
"""What happened longer than this before it was recorded is shown and mails nobody."""

# The ways a watch can cover a deadline, each an index look-up of its own: joined by OR
# they would compare every alert with every watch.
_WATCHED = """
    SELECT w.* FROM deadlines_watch w WHERE w.scope = 'all' AND w.ended_at IS NULL
    UNION ALL
    SELECT w.* FROM deadlines_watch w WHERE w.deadline_id = d.id
    UNION ALL
    SELECT w.* FROM deadlines_watch w WHERE w.project_id = d.project_id
    UNION ALL
    SELECT w.* FROM deadlines_watch w WHERE w.pledge_id = d.pledge_id
    UNION ALL
    SELECT w.* FROM deadlines_watch w
    WHERE w.party_id IN (d.obligor_id, d.decider_id)
"""


# Follows a CTE `happened (deadline_id, claim_id, update_id, happened_at, recorded_at,
# held_until)`.
def _tell(unless: str = "false") -> str:
    return f"""
, alert AS (
    INSERT INTO deadlines_alert
        (kind, deadline_id, claim_id, update_id, happened_at, detected_at, found_late,
        held_until)
    SELECT %(kind)s, deadline_id, claim_id, update_id, happened_at, %(now)s, late,
        CASE WHEN NOT late THEN held_until END
    FROM happened
    CROSS JOIN LATERAL (SELECT happened_at < recorded_at - %(stale)s) found (late)
    ON CONFLICT ON CONSTRAINT alert_once DO NOTHING
    RETURNING id, kind, deadline_id, claim_id, happened_at, found_late, held_until
), delivery AS (
    INSERT INTO deadlines_delivery
        (alert_id, recipient_id, watches, state, attempts, next_attempt_at, error)
    SELECT a.id, w.recipient_id, array_agg(DISTINCT w.id), 'queued', 0,
        coalesce(a.held_until, %(now)s), ''
    FROM alert a
    JOIN deadlines_deadline d ON d.id = a.deadline_id
    JOIN LATERAL ({_WATCHED}) w ON true
    JOIN deadlines_recipient r ON r.id = w.recipient_id
    WHERE NOT a.found_late AND NOT ({unless})
        AND w.ended_at IS NULL
        AND w.created_at <= a.happened_at
        AND a.kind = ANY(w.kinds)
        AND r.confirmed_at IS NOT NULL AND r.stopped_at IS NULL AND r.address <> ''
    GROUP BY a.id, a.held_until, w.recipient_id
    ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING
    RETURNING 1
)
SELECT (SELECT count(*) FROM happened), (SELECT count(*) FROM delivery)
"""


# Who is about to be told of that very date: its mail was recalled and holds again.
_TOLD_ALREADY = """
EXISTS (
    SELECT FROM deadlines_alert first
    JOIN deadlines_delivery t ON t.alert_id = first.id
    WHERE first.kind = a.kind AND first.deadline_id = a.deadline_id
        AND first.claim_id = a.claim_id AND first.id <> a.id
        AND t.recipient_id = w.recipient_id AND t.state = 'queued'
)
"""

# Who has just been told, for the same reason, that we erred: that mail says what holds.
_TOLD_OF_THE_ERROR = """
EXISTS (
    SELECT FROM deadlines_alert wrong
    JOIN deadlines_delivery t ON t.alert_id = wrong.id
    WHERE wrong.kind = 'corrected' AND wrong.deadline_id = a.deadline_id
        AND wrong.detected_at = %(now)s AND t.recipient_id = w.recipient_id
)
"""

_PASSED = """
    upper_inf(p.held) AND upper_inf(p.recorded) AND p.state = 'open' AND NOT p.flagged
        AND p.late_at IS NOT NULL AND p.late_at <= %(now)s
"""
# Most sweeps find nothing: asking that alone costs a tenth of planning the whole.
_ANY_PASSED = f"""
SELECT EXISTS (SELECT FROM deadlines_deadlineperiod p WHERE {_PASSED})
"""
# It is recorded that a date has passed once the date is recorded, accepted, and open.
# A deadline that is being published is left to the next sweep: its periods are about
# to be rewritten, and each would wait for what the other holds.
_MISSED = f"""
WITH due AS (
    SELECT p.id, p.deadline_id, p.date_claim_id AS claim_id,
        p.late_at AS happened_at, greatest(u.recorded_at, (
            SELECT min(au.recorded_at) FROM projects_acceptance a
            JOIN projects_update au ON au.id = a.update_id
            WHERE a.claim_id = c.id AND a.operative AND au.status = 'published'
        ), (
            SELECT max(coalesce(ou.retracted_at, ou.recorded_at))
            FROM deadlines_outcomeclaim o
            JOIN projects_claim oc ON oc.id = o.claim_ptr_id
            JOIN projects_update ou ON ou.id = oc.update_id
            WHERE o.deadline_id = d.id
                AND (o.outcome = 'reopened' OR ou.status = 'retracted')
        )) AS recorded_at
    FROM deadlines_deadlineperiod p
    JOIN deadlines_deadline d ON d.id = p.deadline_id
    JOIN projects_claim c ON c.id = p.date_claim_id
    JOIN projects_update u ON u.id = c.update_id
    WHERE {_PASSED}
    ORDER BY p.late_at
    LIMIT %(batch)s
    FOR UPDATE OF p SKIP LOCKED
    FOR SHARE OF d SKIP LOCKED
), happened AS (
    UPDATE deadlines_deadlineperiod p SET flagged = true
    FROM due WHERE p.id = due.id
    RETURNING due.deadline_id, due.claim_id, NULL::bigint AS update_id,
        due.happened_at, due.recorded_at,
        CASE WHEN {a_draft_waits("due.deadline_id")} THEN %(now)s + %(hold)s
        END AS held_until
)
{_tell()}
"""

# What an update moved or ended happened, for the watcher, at the end of the day on
# which the update became known, or now if that day is not over. The update is the one
# that made the claim, or the one that accepted it later.
_PUBLISHED = f"""
WITH happened AS (
    SELECT p.deadline_id, c.id AS claim_id, u.id AS update_id, u.recorded_at,
        least(%(now)s, (u.known_on + 1)::timestamp AT TIME ZONE 'UTC') AS happened_at,
        NULL::timestamptz AS held_until
    FROM deadlines_deadlineperiod p
    JOIN deadlines_deadline d ON d.id = p.deadline_id
    JOIN projects_claim c ON c.id = p.{{claim}}
    JOIN LATERAL (
        SELECT u.id, u.known_on, u.recorded_at, u.corrects_id FROM projects_update u
        WHERE u.id = ANY(%(updates)s) AND (u.id = c.update_id OR u.id IN (
            SELECT a.update_id FROM projects_acceptance a
            WHERE a.claim_id = c.id AND a.operative
        ))
        ORDER BY u.known_on DESC, u.id DESC LIMIT 1
    ) u ON true
    WHERE upper_inf(p.held) AND upper_inf(p.recorded)
        AND p.deadline_id = ANY(%(deadlines)s) AND {{only}}
        AND d.bindingness <> 'calculation'
        -- A correction that says the same again is told as a correction only.
        AND NOT EXISTS (
            SELECT FROM deadlines_alert a JOIN projects_claim ac ON ac.id = a.claim_id
            WHERE a.kind = %(kind)s AND a.deadline_id = p.deadline_id
                AND ac.update_id = u.corrects_id AND {{same}}
        )
)
{_tell(_TOLD_OF_THE_ERROR)}
"""
# Moved: the days are others than under the claim before. A date that is only repeated,
# and the first one, have not moved.
_REVISED = """
coalesce((
    SELECT (q.due_from, q.due_to) IS DISTINCT FROM (p.due_from, p.due_to)
    FROM deadlines_deadlineperiod q
    WHERE q.deadline_id = p.deadline_id AND upper_inf(q.recorded)
        AND q.held << p.held
        AND q.date_claim_id <> p.date_claim_id
    ORDER BY q.held DESC LIMIT 1
), p.revisions > 0)
"""
_SAME_DAY = """
EXISTS (
    SELECT FROM deadlines_dateclaim s
    WHERE s.claim_ptr_id = ac.id AND s.latest_on IS NOT DISTINCT FROM p.due_to
)
"""
_MOVED = _PUBLISHED.format(claim="date_claim_id", only=_REVISED, same=_SAME_DAY)
# An update that withdraws the date which was operative until now, so that another one
# counts again. `before` are the date claims that were operative.
_REVERTED = f"""
WITH happened AS (
    SELECT p.deadline_id, c.id AS claim_id, u.id AS update_id, u.recorded_at,
        least(%(now)s, (u.known_on + 1)::timestamp AT TIME ZONE 'UTC') AS happened_at,
        NULL::timestamptz AS held_until
    FROM projects_acceptance a
    JOIN projects_update u ON u.id = a.update_id AND u.status = 'published'
    JOIN deadlines_dateclaim w ON w.claim_ptr_id = a.claim_id
    JOIN deadlines_deadlineperiod p
        ON p.deadline_id = w.deadline_id
        AND upper_inf(p.held) AND upper_inf(p.recorded)
    JOIN deadlines_deadline d ON d.id = p.deadline_id
    JOIN projects_claim c ON c.id = p.date_claim_id
    WHERE u.id = ANY(%(updates)s) AND NOT a.operative
        AND w.claim_ptr_id = ANY(%(before)s)
        AND c.update_id <> u.id
        AND (w.earliest_on, w.latest_on) IS DISTINCT FROM (p.due_from, p.due_to)
        AND d.bindingness <> 'calculation'
        -- A correction that withdraws the same again is told as a correction only.
        AND NOT EXISTS (
            SELECT FROM deadlines_alert told
            WHERE told.kind = %(kind)s AND told.deadline_id = p.deadline_id
                AND told.claim_id = c.id AND told.update_id = u.corrects_id
        )
)
{_tell(_TOLD_ALREADY)}
"""
_IS_MET = "p.state = 'met'"
_SAME_END = """
EXISTS (
    SELECT FROM deadlines_outcomeclaim s
    WHERE s.claim_ptr_id = ac.id AND s."on" IS NOT DISTINCT FROM p.met_on
)
"""
_MET = _PUBLISHED.format(claim="outcome_claim_id", only=_IS_MET, same=_SAME_END)


# Whoever was told of something that rests on these updates, or is being told, once for
# each deadline. A mail that was still waiting has been recalled, and needs no word.
_CORRECTED = """
WITH told AS (
    SELECT a.deadline_id, a.claim_id, t.recipient_id, t.watches
    FROM deadlines_delivery t
    JOIN deadlines_alert a ON a.id = t.alert_id
    JOIN projects_claim c ON c.id = a.claim_id
    JOIN deadlines_recipient r ON r.id = t.recipient_id
    WHERE (c.update_id = ANY(%(updates)s) OR (a.update_id = ANY(%(updates)s) OR EXISTS (
            SELECT FROM projects_acceptance ca
            WHERE ca.claim_id = c.id AND ca.update_id = ANY(%(updates)s)
        )) AND NOT EXISTS (
            SELECT FROM deadlines_deadlineperiod p
            WHERE p.deadline_id = a.deadline_id AND upper_inf(p.held)
                AND upper_inf(p.recorded)
                AND c.id IN (p.date_claim_id, p.outcome_claim_id)
        )) AND t.state IN ('sent', 'sending')
        AND a.kind NOT IN ('corrected', 'held')
        AND r.confirmed_at IS NOT NULL AND r.stopped_at IS NULL AND r.address <> ''
), alert AS (
    INSERT INTO deadlines_alert
        (kind, deadline_id, claim_id, happened_at, detected_at, found_late)
    SELECT %(kind)s, deadline_id, min(claim_id), %(now)s, %(now)s, false
    FROM told GROUP BY deadline_id
    ON CONFLICT ON CONSTRAINT alert_once DO NOTHING
    RETURNING id, deadline_id
), delivery AS (
    INSERT INTO deadlines_delivery
        (alert_id, recipient_id, watches, state, attempts, next_attempt_at, error)
    SELECT DISTINCT ON (alert.id, told.recipient_id)
        alert.id, told.recipient_id, told.watches, 'queued', 0, %(now)s::timestamptz, ''
    FROM alert JOIN told USING (deadline_id)
    RETURNING 1
)
SELECT (SELECT count(*) FROM alert), (SELECT count(*) FROM delivery)
"""


def tell_missed(*, now: datetime, batch: int) -> tuple[int, int]:
    """Take up to `batch` dates that have passed: how many, and deliveries queued."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY_PASSED, {"now": now})
        if not cursor.fetchone()[0]:
            return 0, 0
    return _run(_MISSED, kind=AlertKind.MISSED, now=now, batch=batch)


def tell_published(
    *,
    deadlines: Collection[int],
    updates: Collection[int],
    before: Collection[int],
    now: datetime,
) -> None:
    """Tell of the dates that these updates moved, and of the deadlines now met.

    `before` are the date claims that were operative until then.
    """
    keys = {"deadlines": list(deadlines), "updates": list(updates)}
    _run(_MOVED, kind=AlertKind.MOVED, now=now, **keys)
    # Hardly ever is anything withdrawn: asking that alone costs a tenth of the whole.
    withdrawn = Acceptance.objects.filter(
        operative=False, update__in=updates, claim__in=before
    )
    if withdrawn.exists():
        _run(_REVERTED, kind=AlertKind.MOVED, now=now, before=list(before), **keys)
    _run(_MET, kind=AlertKind.MET, now=now, **keys)


def tell_corrected(*, updates: Collection[int], now: datetime) -> None:
    """Tell those who were told of what rests on these updates, now taken back."""
    _run(_CORRECTED, kind=AlertKind.CORRECTED, now=now, updates=list(updates))


def _run(sql: str, **parameters: Any) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters | {"stale": STALE, "hold": HOLD})
        happened, queued = cursor.fetchone()
    return happened, queued
