"""Two who write about the same things at once: one waits for the other, both end.

Each thread dawdles after every lock it takes, so that two that lock in different orders
do meet; PostgreSQL ends such a meeting with an error.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier
from time import sleep

import pytest
from django.db import connection

from deadlines.actions import refresh_periods, verification
from projects.actions.refusals import NotRetractable
from projects.models import Claim, ImportBatch, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
    UserFactory,
)
from tests.tracker.desk.entries import date_given, entry
from tracker.desk.batches import retract_batch
from tracker.desk.plan import publish

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 2, 12, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def deadlines():
    """Two of them, each with a date, and who says more about them."""
    PartyFactory(slug="speaker")
    SourceFactory(slug="wire")
    made = [DeadlineFactory(slug=slug) for slug in ("first", "second")]
    for deadline in made:
        DateClaimFactory(deadline=deadline, accepted=True)
    refresh_periods(made)
    return made


def dawdle(execute, sql, params, many, context):
    done = execute(sql, params, many, context)
    if "FOR NO KEY UPDATE" in sql or "FOR UPDATE" in sql:
        sleep(0.15)
    return done


def at_once(*acts):
    """Do each in a thread of its own. What one of them raises is raised."""
    together = Barrier(len(acts))

    def one(act):
        together.wait(60)
        try:
            with connection.execute_wrapper(dawdle):
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts, timeout=240))


def publishing(key, *claims, **more):
    written = replace(entry(*claims, key=f"2026-02-12-{key}"), **more)
    return lambda: publish(written, by=UserFactory(), now=NOW)


def moves(*slugs, day):
    return [date_given(slug, date(2026, 3, day)) for slug in slugs]


def answers(*claims):
    said = {"kind": "statement", "of": ["deadline:first"], "stance": "denies"}
    return [said | {"responds_to": str(claim.public_id)} for claim in claims]


def retracting(batch):
    why = {"now": NOW, "why": "The wrong table."}
    return lambda: retract_batch(batch, by=UserFactory(), **why)


def test_two_who_answer_the_same_claims_in_opposite_order_both_publish():
    one, other = (StatementFactory() for _ in range(2))
    at_once(
        publishing("there", *answers(one, other)),
        publishing("and-back", *answers(other, one)),
    )

    assert Claim.objects.filter(responds_to__in=[one, other]).count() == 4


def test_a_correction_waits_for_one_who_moves_what_only_the_old_entry_moved():
    old = publishing("wrong", *moves("first", day=1))()
    says = {"corrects": old, "why": "Another deadline was meant."}
    at_once(
        publishing("right", *moves("second", day=2), **says),
        publishing("both", *moves("first", "second", day=3)),
    )

    old.refresh_from_db()
    assert old.status == "retracted"
    assert list(verification.differences()) == []


def batch_of(name, *updates):
    batch = ImportBatch.objects.create(
        file_name=name, uploaded_by=UserFactory(), uploaded_at=NOW, state="published"
    )
    batch.updates.set(updates)
    return batch


def test_two_tables_that_crossed_are_both_retracted():
    days = iter(range(1, 5))
    there, back = (
        batch_of(
            name,
            *(publishing(f"{name}-{s}", *moves(s, day=next(days)))() for s in slugs),
        )
        for name, slugs in (("a", ("first", "second")), ("b", ("second", "first")))
    )

    assert at_once(retracting(there), retracting(back)) == [2, 2]
    assert Update.objects.filter(status="retracted").count() == 4
    assert list(verification.differences()) == []


def test_of_two_who_retract_a_table_the_second_is_told_so():
    batch = batch_of("a.csv", publishing("a", *moves("first", day=1))())

    with pytest.raises(NotRetractable, match="This table was retracted before"):
        at_once(retracting(batch), retracting(batch))
    assert list(verification.differences()) == []
