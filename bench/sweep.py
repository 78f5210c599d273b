"""How long the sweep takes, beside the same work in hand-written SQL.

    .venv/bin/python bench/sweep.py [--open 1000000] [--missed 10000] [--rounds 5]

Starts a PostgreSQL of its own, makes the real tables, fills them, and throws all of it
away. Exits 1 where a target is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.local.postgres import LocalPostgres

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BATCH = 1000
MOST_TIMES = 2.0
MOST_IDLE_MS = 10.0

# What one would write by hand for exactly these rows: it knows that every watch is on
# a deadline, and asks neither who is reachable nor how late a date was recorded.
BY_HAND = """
WITH due AS (
    SELECT id, deadline_id, date_claim_id, late_at FROM deadlines_deadlineperiod
    WHERE upper_inf(held) AND upper_inf(recorded) AND state = 'open' AND NOT flagged
        AND late_at IS NOT NULL AND late_at <= %(now)s
    ORDER BY late_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), flagged AS (
    UPDATE deadlines_deadlineperiod p SET flagged = true FROM due
    WHERE p.id = due.id RETURNING due.*
), alert AS (
    INSERT INTO deadlines_alert
        (kind, deadline_id, claim_id, happened_at, detected_at, found_late)
    SELECT 'missed', deadline_id, date_claim_id, late_at, %(now)s, false FROM flagged
    ON CONFLICT DO NOTHING RETURNING id, deadline_id
), delivery AS (
    INSERT INTO deadlines_delivery
        (alert_id, recipient_id, watches, state, attempts, next_attempt_at, error)
    SELECT a.id, w.recipient_id, array_agg(w.id), 'queued', 0, %(now)s, ''
    FROM alert a JOIN deadlines_watch w ON w.deadline_id = a.deadline_id
    WHERE w.ended_at IS NULL GROUP BY a.id, w.recipient_id
    ON CONFLICT DO NOTHING
)
SELECT count(*) FROM flagged
"""
WRITTEN = """
SELECT a.kind, a.deadline_id, a.claim_id, a.happened_at, a.found_late,
    d.recipient_id, d.watches, d.state
FROM deadlines_delivery d JOIN deadlines_alert a ON a.id = d.alert_id
"""
UNDO = """
TRUNCATE deadlines_delivery, deadlines_alert;
UPDATE deadlines_deadlineperiod SET flagged = false WHERE flagged;
VACUUM ANALYZE deadlines_deadlineperiod, deadlines_alert, deadlines_delivery;
CHECKPOINT
"""


def ours() -> int:
    from deadlines.sweep import sweep

    return sweep(now=NOW)


def by_hand() -> int:
    from django.db import connection

    flagged = taken = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(BY_HAND, {"now": NOW, "batch": BATCH})
            taken = int(cursor.fetchone()[0])
            flagged += taken
            if taken < BATCH:
                return flagged


def timed(work: Callable[[], int], *, finds: int) -> float:
    """Milliseconds of one call, which must find as many as there are."""
    began = time.perf_counter()
    found = work()
    took = (time.perf_counter() - began) * 1000
    assert found == finds, f"found {found}, there were {finds}"
    return took


def written() -> set[tuple[object, ...]]:
    """What a run leaves in the tables, without the keys it drew."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {(*row[:6], tuple(sorted(row[6])), row[7]) for row in cursor.fetchall()}


def undo() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in UNDO.split(";\n"):
            cursor.execute(statement)


def measure(missed: int, rounds: int) -> tuple[float, float, float]:
    """Medians in ms: our sweep, the work by hand, and a sweep that finds nothing.

    The two take turns at going first, so that a warm cache helps both alike.
    """
    times: dict[Callable[[], int], list[float]] = {ours: [], by_hand: []}
    left = []
    idle = []
    for number in range(rounds):
        for work in (ours, by_hand) if number % 2 else (by_hand, ours):
            undo()
            times[work].append(timed(work, finds=missed))
            idle += [timed(ours, finds=0) for _ in range(5)]
            left.append(written())
    assert all(rows == left[0] for rows in left), "the two wrote different rows"
    assert len(left[0]) == 3 * missed
    return median(times[ours]), median(times[by_hand]), median(idle)


def report(ours_ms: float, hand_ms: float, idle_ms: float) -> bool:
    """Print the table; say whether the targets were met."""
    times = ours_ms / hand_ms
    print(f"{'':28}{'ms':>9}{'times':>8}{'at most':>9}")
    print(f"{'by hand, in batches':28}{hand_ms:9.1f}{1:8.2f}")
    print(f"{'our sweep':28}{ours_ms:9.1f}{times:8.2f}{MOST_TIMES:9.2f}")
    print(f"{'our sweep, nothing to do':28}{idle_ms:9.2f}{'':8}{MOST_IDLE_MS:6.0f} ms")
    return times <= MOST_TIMES and idle_ms <= MOST_IDLE_MS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=1_000_000)
    parser.add_argument("--missed", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="pledgebook-bench-"))
    server = LocalPostgres(home / "postgres", throwaway=True).start()
    os.environ |= {"DATABASE_URL": server.url, "LOG_LEVEL": "WARNING", "DEBUG": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    try:
        return run(chosen.open, chosen.missed, chosen.rounds)
    finally:
        server.stop()
        home.rmdir() if not any(home.iterdir()) else None


def run(open_deadlines: int, missed: int, rounds: int) -> int:
    import django

    django.setup()
    # DEBUG would keep every statement in memory, and time that as well.
    django.conf.settings.DEBUG = False
    from django.core.management import call_command
    from django.db import connection

    from bench.filling import WATCHERS, fill

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill(open_deadlines=open_deadlines, missed=missed, now=NOW)
    print(
        f"{missed:,} newly missed of {open_deadlines:,} open deadlines, {WATCHERS} "
        f"watchers each; {os.cpu_count()} cores; tables filled in "
        f"{time.perf_counter() - began:.0f} s; medians of {rounds} rounds\n",
        flush=True,
    )
    met = report(*measure(missed, rounds))
    connection.close()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
