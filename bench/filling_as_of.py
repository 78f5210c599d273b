"""Fills the real tables, by SQL, with deadlines that were moved five times.

Deadline n was first known of on day n % 500; each of its dates was replaced 40 days
later, and four in five are met in the end. One update a day brings all of that day.
"""

from datetime import date, timedelta

from django.db import connection, transaction

BEGIN_OVER = 500
REVISIONS = 5
EVERY = 40
DAYS = 700

# `%(first)s` is day 0. Claim 10n+k+1 is the date k of deadline n, 10n+7 its outcome.
_ROWS = """
INSERT INTO projects_user (id, password, is_superuser, username, first_name, last_name,
    email, is_staff, is_active, date_joined, zone, language)
VALUES (1, '', false, 'bench', '', '', '', false, true, '2026-01-01', 'UTC', 'en');

INSERT INTO projects_party (id, slug, name, kind, note)
VALUES (1, 'japan', 'Japan', 'government', ''), (2, 'us', 'US', 'government', ''),
    (3, 'paper', 'Paper', 'outlet', '');

INSERT INTO projects_source (id, slug, title, publisher_id, author, url, language, kind,
    grade, held, archived_text, sha256, note)
SELECT n, 'source-' || n, 'Source ' || n, 3, '', 'https://news.example/' || n, 'en',
    'origin', 'B', true, '', '', ''
FROM generate_series(1, 100) n;

INSERT INTO projects_update (id, public_id, headline, note, language, known_on,
    known_precision, zone, recorded_at, kind, status, retracted_why, author_id,
    published_by_id)
SELECT d + 1, gen_random_uuid(), 'Day ' || d, '', 'en', %(first)s::date + d, 'exact',
    'UTC', %(first)s::date + d, 'news', 'published', '', 1, 1
FROM generate_series(0, %(days)s) d;

INSERT INTO projects_pledge (id, slug, name, verb, obligor_kind, direction, zone,
    summary, promisor_id, beneficiary_id, brought_in_by_id)
VALUES (1, 'pledge', 'Pledge', 'will', 'state', 'outward', 'UTC', '', 1, 2, 1);

INSERT INTO deadlines_deadline (id, slug, title, kind, bindingness, met_when, zone,
    bound, "case", check_every_days, brought_in_by_id, pledge_id, obligor_id,
    decider_id)
SELECT n, 'deadline-' || n, 'Deadline ' || n, 'selection',
    CASE WHEN n %% 100 < 1 THEN 'law' WHEN n %% 100 < 3 THEN 'agreement'
        WHEN n %% 100 < 5 THEN 'official_commitment' WHEN n %% 100 < 65
        THEN 'official_target' ELSE 'reported_expectation' END,
    'Both governments say so.', 'UTC', 'by', '', 45, n %% {begin_over} + 1, 1, 1, 2
FROM generate_series(1, %(deadlines)s) n;

INSERT INTO projects_claim (id, public_id, place, kind, stance, words, language,
    known_error, update_id)
SELECT 10 * n + k + 1, gen_random_uuid(), n / {begin_over} * 10 + k + 1,
    CASE WHEN k <= {revisions} THEN 'date' ELSE 'outcome' END, 'asserts', 'by then',
    'en', '', day + 1
FROM {each};

INSERT INTO deadlines_dateclaim (claim_ptr_id, date_type, edtf, latest_on,
    lexicon_version, window_reason, event, reason_code, justification, deadline_id)
SELECT 10 * n + k + 1, 'window', '', due, '', '', '', '', '', n
FROM {each} WHERE k <= {revisions};

INSERT INTO deadlines_outcomeclaim (claim_ptr_id, outcome, "on", deadline_id)
SELECT 10 * n + k + 1, 'met', %(first)s::date + day, n
FROM {each} WHERE k > {revisions};

INSERT INTO projects_claimspeaker (claim_id, party_id, place, role)
SELECT 10 * n + k + 1, 1, 1, '' FROM {each};

INSERT INTO projects_citation (claim_id, place, source_id, origin_id, locator, excerpt,
    language, translation, translated_by)
SELECT 10 * n + k + 1, 1, n %% 100 + 1, n %% 100 + 1, '', '', '', '', '' FROM {each};

INSERT INTO projects_acceptance (claim_id, operative, from_on, reason, secondary,
    update_id)
SELECT 10 * n + k + 1, true, %(first)s::date + day, 'Said so.', false, day + 1
FROM {each};

INSERT INTO deadlines_deadlineperiod (held, recorded, date_claim_id, outcome_claim_id,
    due_to, original_to, revisions, slips, slip_days, state, met_on, late_at, flagged,
    deadline_id)
SELECT daterange(%(first)s::date + day, %(first)s::date + ends),
    tstzrange(%(first)s::date + day, NULL), 10 * n + least(k, {revisions}) + 1,
    CASE WHEN k > {revisions} THEN 10 * n + k + 1 END, due, original,
    least(k, {revisions}), least(k, {revisions}), {every} * least(k, {revisions}),
    CASE WHEN k > {revisions} THEN 'met' ELSE 'open' END,
    CASE WHEN k > {revisions} THEN %(first)s::date + day END,
    CASE WHEN k <= {revisions} THEN due + interval '1 day' END, false, n
FROM {each};
"""
# Each date and outcome with its day, the day the next one takes its place, and its due
# date: one in ten passes before it is moved.
_EACH = """
(
    SELECT n, k, day, due, original, lead(day) OVER (PARTITION BY n ORDER BY k) AS ends
    FROM (
        SELECT n, k,
            n %% {begin_over} + {every} * k AS day,
            %(first)s::date + n %% {begin_over} + {every} * least(k, {revisions})
                + given AS due,
            %(first)s::date + n %% {begin_over} + given AS original
        FROM generate_series(1, %(deadlines)s) n
        CROSS JOIN generate_series(0, {revisions} + 1) k
        CROSS JOIN LATERAL (SELECT CASE WHEN n %% 10 = 0 THEN 30 ELSE 50 END) g (given)
        WHERE k <= {revisions} OR n %% 5 > 0
    ) e WHERE day <= %(days)s
) e
"""


def fill(*, deadlines: int, today: date) -> None:
    """Write that many deadlines; the last of them are still to come today."""
    names = {"begin_over": BEGIN_OVER, "every": EVERY, "revisions": REVISIONS}
    rows = _ROWS.replace("{each}", _EACH).format(**names)
    sizes = {
        "first": today - timedelta(days=DAYS),
        "days": DAYS,
        "deadlines": deadlines,
    }
    with connection.cursor() as cursor:
        # No page measured here searches, and these indexes take longest to fill.
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% USING gin %'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET session_replication_role = replica")
        with transaction.atomic():  # an update is written whole, or not at all
            for statement in filter(str.strip, rows.split(";\n")):
                cursor.execute(statement, sizes)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
