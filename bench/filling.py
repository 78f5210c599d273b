"""Fills a database with deadlines and watchers, by SQL, in the real tables."""

from datetime import datetime

from django.db import connection, transaction

CLAIMS_PER_UPDATE = 1000
RECIPIENTS = 30_000
WATCHERS = 3

# In this order: each names rows of the one before. `%(now)s` is the instant swept at;
# the first `missed` deadlines passed within the hour before it, the others lie ahead.
_ROWS = """
INSERT INTO projects_user (id, password, is_superuser, username, first_name, last_name,
    email, is_staff, is_active, date_joined, zone, language)
VALUES (1, '', false, 'bench', '', '', '', false, true, %(now)s, 'UTC', 'en');

INSERT INTO projects_update (id, public_id, headline, note, language, known_on,
    known_precision, zone, recorded_at, kind, status, retracted_why, author_id,
    published_by_id)
SELECT n, gen_random_uuid(), 'Update ' || n, '', 'en', '2026-01-10', 'exact', 'UTC',
    '2026-01-10T00:00Z', 'news', 'published', '', 1, 1
FROM generate_series(1, %(open)s / %(per_update)s + 1) n;

INSERT INTO projects_party (id, slug, name, kind, note)
VALUES (1, 'japan', 'Japan', 'government', ''), (2, 'us', 'US', 'government', '');

INSERT INTO projects_pledge (id, slug, name, verb, obligor_kind, direction, zone,
    summary, promisor_id, beneficiary_id, brought_in_by_id)
VALUES (1, 'pledge', 'Pledge', 'will', 'state', 'outward', 'UTC', '', 1, 2, 1);

INSERT INTO deadlines_deadline (id, slug, title, kind, bindingness, met_when, zone,
    bound, check_every_days, brought_in_by_id, pledge_id, obligor_id, decider_id)
SELECT n, 'deadline-' || n, 'Deadline ' || n, 'selection', 'official_target',
    'Both governments say so.', 'UTC', 'by', 45, 1, 1, 1, 2
FROM generate_series(1, %(open)s) n;

INSERT INTO projects_claim (id, public_id, place, kind, stance, words, language,
    known_error, update_id)
SELECT n, gen_random_uuid(), n %% %(per_update)s + 1, 'date', 'asserts', 'by then',
    'en', '', n / %(per_update)s + 1
FROM generate_series(1, %(open)s) n;

INSERT INTO deadlines_dateclaim (claim_ptr_id, date_type, edtf, latest_on,
    lexicon_version, window_reason, event, reason_code, justification, deadline_id)
SELECT n, 'window', '', (%(now)s + ahead)::date, '', '', '', '', '', n
FROM generate_series(1, %(open)s) n, LATERAL (SELECT {ahead}) a (ahead);

INSERT INTO deadlines_deadlineperiod (id, held, recorded, date_claim_id, due_to,
    original_to, revisions, slips, slip_days, state, late_at, flagged, deadline_id)
SELECT n, daterange('2026-01-10', NULL), tstzrange('2026-01-10', NULL), n,
    (%(now)s + ahead)::date, (%(now)s + ahead)::date, 0, 0, 0, 'open',
    %(now)s + ahead, false, n
FROM generate_series(1, %(open)s) n, LATERAL (SELECT {ahead}) a (ahead);

INSERT INTO deadlines_recipient (id, address, confirmed_at)
SELECT n, 'reader' || n || '@example.org', '2026-01-01T00:00Z'
FROM generate_series(1, %(recipients)s) n;

INSERT INTO deadlines_watch (id, recipient_id, scope, deadline_id, kinds, created_at)
SELECT %(watchers)s * (n - 1) + k, (%(watchers)s * n + k) %% %(recipients)s + 1,
    'deadline', n, '{{missed,moved,met}}', '2026-01-01T00:00Z'
FROM generate_series(1, %(open)s) n, generate_series(1, %(watchers)s) k;
"""
# Spread over the table, as dates are: the missed ones do not lie on the same pages.
_AHEAD = """
CASE WHEN n %% (%(open)s / %(missed)s) = 0
    THEN -(n %% 3600) * interval '1 second'
    ELSE (n %% 2000 + 1) * interval '1 day' END
"""


def fill(*, open_deadlines: int, missed: int, now: datetime) -> None:
    """Write that many open deadlines, of which `missed` have passed at `now`."""
    sizes: dict[str, datetime | int] = {
        "now": now,
        "open": open_deadlines,
        "missed": missed,
        "per_update": CLAIMS_PER_UPDATE,
        "recipients": RECIPIENTS,
        "watchers": WATCHERS,
    }
    with connection.cursor() as cursor:
        # The indexes of the search page lie on texts, which the sweep neither reads
        # nor writes, and take several times as long to fill as all the rest.
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% USING gin %'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')
        # No foreign key is asked for each of seven million rows: they fit by design.
        cursor.execute("SET session_replication_role = replica")
        with transaction.atomic():  # an update is written whole, or not at all
            for statement in _ROWS.format(ahead=_AHEAD).split(";\n"):
                cursor.execute(statement, sizes)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
