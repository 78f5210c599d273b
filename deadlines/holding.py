"""Holding the mail that a date has passed, while a draft that bears on it waits.

A draft waits once its author has submitted it: then it is whole, and an editor can end
the waiting by publishing it, handing it back or putting it away. One that is still
being written holds nothing, else a form left open would silence a deadline.

The rows say what is held, so this may run late, twice or beside itself: an alert that
another run looks at is left to it. Nothing is held for longer than 24 hours, counted
from the moment its mail would have gone out.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from deadlines.models import Alert, DraftBearing, Recipient
from projects.codes import DraftState
from projects.models import Draft, User

HOLD = timedelta(hours=24)

PUBLISHES = "projects.publish_update"


def a_draft_waits(deadline: str) -> str:
    """SQL: does a draft that waits for review bear on this deadline?"""
    return f"""
    EXISTS (
        SELECT FROM deadlines_draftbearing b JOIN projects_draft w ON w.id = b.draft_id
        WHERE b.deadline_id = {deadline} AND w.state = 'waiting'
    )
    """


# What is held for a draft that waits no more goes out now.
_LET_GO = f"""
WITH held AS (
    SELECT a.id, a.held_until FROM deadlines_alert a
    WHERE a.held_until > %(now)s AND NOT {a_draft_waits("a.deadline_id")}
    ORDER BY a.id
    FOR UPDATE SKIP LOCKED
), freed AS (
    UPDATE deadlines_alert a SET held_until = NULL FROM held WHERE a.id = held.id
)
UPDATE deadlines_delivery t SET next_attempt_at = %(now)s
FROM held
WHERE t.alert_id = held.id AND t.state = 'queued'
    AND t.next_attempt_at = held.held_until
"""
# What was queued before the draft was submitted, or is queued again.
_HOLD = """
WITH borne_on AS (
    SELECT DISTINCT b.deadline_id
    FROM projects_draft w JOIN deadlines_draftbearing b ON b.draft_id = w.id
    WHERE w.state = 'waiting'
), held AS (
    SELECT a.id, a.detected_at + %(hold)s AS until
    FROM borne_on JOIN deadlines_alert a USING (deadline_id)
    WHERE a.kind = 'missed' AND a.detected_at + %(hold)s > %(now)s
        AND EXISTS (
            SELECT FROM deadlines_delivery t
            WHERE t.alert_id = a.id AND t.state = 'queued'
                AND t.next_attempt_at < a.detected_at + %(hold)s
        )
    ORDER BY a.id
    FOR UPDATE OF a SKIP LOCKED
), marked AS (
    UPDATE deadlines_alert a SET held_until = held.until
    FROM held WHERE a.id = held.id
)
UPDATE deadlines_delivery t SET next_attempt_at = held.until
FROM held
WHERE t.alert_id = held.id AND t.state = 'queued' AND t.next_attempt_at < held.until
"""
# Once for each draft and deadline, whatever else passes while that draft waits.
_TELL_EDITORS = """
WITH held AS (
    SELECT DISTINCT ON (b.draft_id, a.deadline_id)
        a.deadline_id, a.claim_id, b.draft_id, a.happened_at
    FROM deadlines_alert a
    JOIN deadlines_draftbearing b USING (deadline_id)
    JOIN projects_draft w ON w.id = b.draft_id AND w.state = 'waiting'
    WHERE a.held_until > %(now)s AND EXISTS (
            SELECT FROM deadlines_delivery t
            WHERE t.alert_id = a.id AND t.state = 'queued'
        ) AND NOT EXISTS (
            SELECT FROM deadlines_alert told
            WHERE told.draft_id = b.draft_id AND told.deadline_id = a.deadline_id
        )
    ORDER BY b.draft_id, a.deadline_id, a.id
), alert AS (
    INSERT INTO deadlines_alert
        (kind, deadline_id, claim_id, draft_id, happened_at, detected_at, found_late)
    SELECT 'held', deadline_id, claim_id, draft_id, happened_at, %(now)s, false
    FROM held
    ON CONFLICT DO NOTHING
    RETURNING id
)
INSERT INTO deadlines_delivery
    (alert_id, recipient_id, watches, state, attempts, next_attempt_at, error)
SELECT alert.id, r.id, '{}', 'queued', 0, %(now)s, ''
FROM alert CROSS JOIN deadlines_recipient r
WHERE r.user_id = ANY(%(editors)s)
    AND r.confirmed_at IS NOT NULL AND r.stopped_at IS NULL AND r.address <> ''
"""


def hold(*, now: datetime) -> None:
    """Hold what a waiting draft bears on, let go what none does, tell the editors."""
    clock: dict[str, Any] = {"now": now, "hold": HOLD}
    with connection.cursor() as cursor:
        cursor.execute(_LET_GO, clock)
        cursor.execute(_HOLD, clock)
    if Alert.objects.held(now).exists():
        _tell_editors(now)


def holds(drafts: Iterable[Draft], now: datetime) -> dict[int, list[Alert]]:
    """The alerts whose mail each of these drafts holds, by the draft's key."""
    waiting = [draft.pk for draft in drafts if draft.state == DraftState.WAITING]
    found: dict[int, list[Alert]] = {key: [] for key in waiting}
    if not waiting:
        return found
    bearings = DraftBearing.objects.filter(draft__in=waiting)
    held = Alert.objects.held(now).filter(deadline__in=bearings.values("deadline"))
    alerts = defaultdict(list)
    for alert in held.select_related("deadline").order_by("held_until", "pk"):
        alerts[alert.deadline_id].append(alert)
    for draft, deadline in bearings.values_list("draft_id", "deadline_id"):
        found[draft] += alerts[deadline]
    return found


def is_held_still(alert: Alert, now: datetime) -> bool:
    """Is what an alert tells the editors still so?"""
    assert alert.draft is not None
    return any(
        held.deadline_id == alert.deadline_id
        for held in holds([alert.draft], now)[alert.draft.pk]
    )


def _tell_editors(now: datetime) -> None:
    """One mail to all who may publish. Who never watched anything gets a recipient."""
    editors = User.objects.with_perm(PUBLISHES).exclude(email="")
    Recipient.objects.bulk_create(
        [
            Recipient(user=editor, address=editor.email, confirmed_at=now)
            for editor in editors.filter(recipient=None)
        ],
        ignore_conflicts=True,
    )
    keys = list(editors.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_TELL_EDITORS, {"now": now, "editors": keys})
