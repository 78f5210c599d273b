"""How long the dashboard of a past day takes, beside that of today.

    .venv/bin/python bench/as_of.py [--deadlines 100000] [--rounds 9]

Starts a PostgreSQL of its own, makes the real tables, fills them, and throws all of it
away. Exits 1 where the target is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.local.postgres import LocalPostgres

MOST_TIMES = 2.0
BACK = timedelta(days=360)


def timed(client: Any, address: str) -> tuple[float, int]:
    """Milliseconds of one answer, and the queries it took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        answer = client.get(address)
        took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, answer.status_code
    return took, len(captured)


def measure(addresses: dict[str, str], rounds: int) -> dict[str, tuple[float, int]]:
    """Medians in ms; the addresses take turns at going first."""
    from django.test import Client

    client = Client()
    times: dict[str, list[float]] = {name: [] for name in addresses}
    queries: dict[str, set[int]] = {name: set() for name in addresses}
    order = list(addresses)
    for _ in range(rounds + 1):
        for name in order:
            took, asked = timed(client, addresses[name])
            times[name].append(took)
            queries[name].add(asked)
        order.reverse()
    assert all(len(counts) == 1 for counts in queries.values()), queries
    # The first round finds cold caches, and templates that were never compiled.
    return {name: (median(times[name][1:]), *queries[name]) for name in addresses}


def report(found: dict[str, tuple[float, int]]) -> bool:
    """Print the table; say whether the target was met."""
    (today_ms, today_queries), (past_ms, past_queries) = found.values()
    times = past_ms / today_ms
    print(f"{'dashboard':14}{'ms':>9}{'queries':>9}{'times':>8}{'at most':>9}")
    print(f"{'today':14}{today_ms:9.1f}{today_queries:9}{1:8.2f}")
    print(f"{'a past day':14}{past_ms:9.1f}{past_queries:9}{times:8.2f}{MOST_TIMES:9}")
    return times <= MOST_TIMES and today_queries == past_queries


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deadlines", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="pledgebook-bench-"))
    server = LocalPostgres(home / "postgres", throwaway=True).start()
    os.environ |= {"DATABASE_URL": server.url, "LOG_LEVEL": "ERROR", "DEBUG": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    try:
        return run(chosen.deadlines, chosen.rounds)
    finally:
        server.stop()
        home.rmdir() if not any(home.iterdir()) else None


def run(deadlines: int, rounds: int) -> int:
    import django

    django.setup()
    django.conf.settings.DEBUG = False
    django.conf.settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from bench.filling_as_of import REVISIONS, fill

    call_command("migrate", verbosity=0)
    today = timezone.now().date()
    began = time.perf_counter()
    fill(deadlines=deadlines, today=today)
    print(
        f"{deadlines:,} deadlines, each moved {REVISIONS} times; {os.cpu_count()} "
        f"cores; tables filled in {time.perf_counter() - began:.0f} s; medians of "
        f"{rounds} rounds\n",
        flush=True,
    )
    found = measure({"today": "/", "past": f"/?as_of={today - BACK}"}, rounds)
    met = report(found)
    connection.close()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
