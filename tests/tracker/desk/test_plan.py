"""What publishing an entry would do, does, and refuses to do."""

from datetime import UTC, date, datetime

import pytest

from deadlines.actions import refresh_periods
from deadlines.models import DateClaim, DeadlinePeriod, Delivery
from projects.models import Claim, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
    WatchFactory,
)
from tests.tracker.desk.entries import date_given, entry
from tracker.desk.plan import (
    Conflict,
    NotPublishable,
    publish,
    rehearse,
    standing,
    subjects_moved,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 12, 19, tzinfo=UTC)
FEBRUARY = date(2026, 2, 28)


@pytest.fixture
def deadline():
    PartyFactory(slug="speaker")
    SourceFactory(slug="wire")
    deadline = DeadlineFactory(slug="first-project", title="First project settled")
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 1, 20)),
        latest_on=date(2026, 1, 31),
        accepted=True,
    )
    refresh_periods([deadline])
    return deadline


def current() -> DeadlinePeriod:
    return DeadlinePeriod.objects.current().get()


def test_a_rehearsal_says_what_publishing_would_do_and_does_nothing(deadline):
    WatchFactory.create_batch(2)
    rows = [Update.objects.count(), Claim.objects.count()]

    plan = rehearse(
        entry(date_given("first-project", FEBRUARY)), by=UserFactory(), now=NOW
    )

    assert plan.effects[0] == (
        "First project settled: operative date moves from 31 Jan 2026 to 28 Feb 2026, "
        "later, slip 1, +28 days. 2 watchers will be told."
    )
    assert [Update.objects.count(), Claim.objects.count()] == rows
    assert (current().slips, Delivery.objects.count()) == (0, 0)


def test_publishing_does_what_the_rehearsal_said(deadline):
    WatchFactory.create_batch(2)
    publish(entry(date_given("first-project", FEBRUARY)), by=UserFactory(), now=NOW)

    assert (current().due_to, current().slips) == (FEBRUARY, 1)
    assert Delivery.objects.count() == 2


def test_the_strict_and_the_lenient_reading_are_kept(deadline):
    given = date_given("first-project", FEBRUARY, words="end of February 2026")
    publish(entry(given), by=UserFactory(), now=NOW)

    claim = DateClaim.objects.get(words="end of February 2026")
    assert claim.strict_latest_on == FEBRUARY
    assert claim.lenient_earliest_on < FEBRUARY


def test_all_problems_come_at_once_and_nothing_is_written(deadline):
    wrong = entry(
        date_given("frist-project", FEBRUARY),
        date_given("first-project", FEBRUARY, citations=[]),
        known_on=date(2026, 2, 13),
        key="2026-02-13-tomorrow",
    )

    with pytest.raises(NotPublishable) as refused:
        publish(wrong, by=UserFactory(), now=NOW)

    told = " ".join(problem.message for problem in refused.value.problems)
    assert "frist-project" in told
    assert "citations" in told
    assert "known_on" in told
    assert Update.objects.filter(headline="Read today").count() == 0


def test_the_second_of_two_moves_of_one_date_is_refused(deadline):
    both = [date_given("first-project", day) for day in (FEBRUARY, date(2026, 3, 31))]
    seen = standing(subjects_moved(entry(*both).rows))
    publish(entry(both[0], seen=seen), by=UserFactory(), now=NOW)

    with pytest.raises(Conflict, match="First project settled"):
        publish(
            entry(both[1], seen=seen, key="2026-02-12-second"),
            by=UserFactory(),
            now=NOW,
        )
    assert current().due_to == FEBRUARY


def test_statements_of_two_analysts_stand_side_by_side(deadline):
    said = {
        "kind": "statement",
        "of": ["pledge:" + deadline.pledge.slug],
        "bears_on": ["deadline:first-project"],
    }
    for key in ("2026-02-12-one", "2026-02-12-two"):
        publish(entry(said, key=key), by=UserFactory(), now=NOW)

    assert deadline.bearings.count() == 2
    assert current().due_to == date(2026, 1, 31)


def test_an_entry_keeps_its_author_and_its_publisher_apart(deadline):
    analyst, editor = UserFactory(), UserFactory()
    update = publish(
        entry(date_given("first-project", FEBRUARY)),
        by=editor,
        author=analyst,
        now=NOW,
    )

    assert (update.author, update.published_by) == (analyst, editor)
