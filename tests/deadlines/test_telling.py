"""Telling of what an update moved or ended, and taking back what no longer holds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from deadlines import actions
from deadlines.actions.ledger import MovesWhatIsMet
from deadlines.emails import message, news
from deadlines.models import Alert, DateClaim, Delivery, OutcomeClaim
from deadlines.sweep import sweep
from projects import actions as ledger
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
    WatchFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 12, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def deadline():
    return DeadlineFactory()


def publish(deadline, kind=DateClaim, *, known_on=TODAY, now=NOW, **fields):
    with actions.publish(
        by=UserFactory(), now=now, headline="Read today", known_on=known_on
    ) as update:
        claim = ledger.state(
            kind,
            update=update,
            place=1,
            by=[ledger.Said(PartyFactory())],
            citations=[ledger.Cited(SourceFactory())],
            deadline=deadline,
            **fields,
        )
        ledger.accept(claim, update=update, reason="The decider's own word.")
    return update


def kinds() -> list[str]:
    return sorted(Alert.objects.values_list("kind", flat=True))


def test_the_first_date_of_a_deadline_moves_nothing(deadline):
    publish(deadline, latest_on=date(2026, 2, 28))

    assert kinds() == []


def test_a_moved_date_is_told_to_its_watchers(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28))
    publish(deadline, latest_on=date(2026, 3, 31))

    assert kinds() == ["moved"]
    assert Delivery.objects.count() == 1


def test_a_date_that_is_only_repeated_is_not_told(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28), known_on=TODAY - timedelta(days=3))
    publish(deadline, latest_on=date(2026, 3, 31), known_on=TODAY - timedelta(days=2))
    publish(deadline, latest_on=date(2026, 3, 31))

    assert kinds() == ["moved"]


def test_a_date_accepted_later_is_told_when_it_is_accepted(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28), known_on=date(2026, 1, 1))
    later = date(2026, 3, 31)
    claim = DateClaimFactory(
        deadline=deadline, latest_on=later, update__known_on=date(2026, 1, 10)
    )
    with actions.publish(
        by=UserFactory(), now=NOW, headline="Confirmed", known_on=TODAY
    ) as update:
        ledger.accept(claim, update=update, reason="The decider confirmed it.")

    assert Delivery.objects.get().alert.claim_id == claim.pk


def test_a_met_deadline_is_told_and_its_missed_mail_recalled(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 10))
    sweep(now=NOW)
    publish(deadline, OutcomeClaim, outcome="met", on=date(2026, 2, 9))

    states = Delivery.objects.values_list("alert__kind", "state")
    assert set(states) == {("missed", "recalled"), ("met", "queued")}


def test_a_partly_met_deadline_is_neither_missed_nor_told_as_met(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 10))
    publish(deadline, OutcomeClaim, outcome="partly_met", on=date(2026, 2, 9))

    assert sweep(now=NOW) == 0
    assert kinds() == []


def test_a_retracted_move_is_not_mailed(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28))
    move = publish(deadline, latest_on=date(2026, 3, 31))
    actions.retract(move, by=UserFactory(), now=NOW, why="Misread.")

    assert Delivery.objects.get().state == "recalled"


@pytest.mark.parametrize(
    ("days_ago", "mails"),
    [pytest.param(14, 1, id="two weeks"), pytest.param(16, 0, id="longer")],
)
def test_what_became_known_long_ago_mails_nobody(deadline, days_ago, mails):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28), known_on=date(2026, 1, 1))
    publish(
        deadline,
        latest_on=date(2026, 3, 31),
        known_on=TODAY - timedelta(days=days_ago),
    )

    assert Delivery.objects.count() == mails
    assert Alert.objects.get().found_late is (mails == 0)


def test_ending_a_watch_recalls_what_only_it_asked_for(deadline):
    watch = WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28))
    publish(deadline, latest_on=date(2026, 3, 31))
    end = {"recipient": watch.recipient_id, "watches": [watch.pk], "now": NOW}

    assert actions.end_watches(**end) == 1
    assert actions.end_watches(**end) == 0
    assert Delivery.objects.get().state == "recalled"


@pytest.mark.parametrize(
    ("known_on", "moves"),
    [
        pytest.param(date(2026, 2, 9), True, id="known with the outcome"),
        pytest.param(date(2026, 2, 10), False, id="known the day after"),
    ],
)
def test_a_met_deadline_is_moved_only_by_what_was_known_before(
    deadline, known_on, moves
):
    publish(deadline, latest_on=date(2026, 2, 10), known_on=date(2026, 1, 5))
    met = {"outcome": "met", "on": date(2026, 2, 9), "known_on": date(2026, 2, 9)}
    publish(deadline, OutcomeClaim, **met)
    try:
        publish(deadline, latest_on=date(2026, 3, 31), known_on=known_on)
    except MovesWhatIsMet:
        assert not moves
    assert (deadline.periods.current().get().slips == 1) is moves


def test_those_who_were_told_hear_once_that_it_was_corrected(deadline):
    told, never_sent = WatchFactory().recipient, WatchFactory().recipient
    publish(deadline, latest_on=date(2026, 2, 28))
    move = publish(deadline, latest_on=date(2026, 3, 31))
    Delivery.objects.filter(recipient=told).update(state="sent")
    actions.retract(move, by=UserFactory(), now=NOW, why="Misread.")

    corrections = Delivery.objects.filter(alert__kind="corrected")
    assert [d.recipient for d in corrections] == [told]
    assert Delivery.objects.get(recipient=never_sent).state == "recalled"


def test_a_correction_mail_says_what_was_taken_back_and_why(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 28))
    move = publish(deadline, latest_on=date(2026, 3, 31))
    Delivery.objects.update(state="sent")
    actions.retract(move, by=UserFactory(), now=NOW, why="Misread.")

    told = Delivery.objects.get(alert__kind="corrected")
    mail = message(told, news(told.alert, now=NOW))
    assert mail.subject == f"Correction: {deadline.title}"
    assert "That was retracted because: Misread." in mail.body
    assert "28 February 2026" in mail.body


def test_a_missed_mail_that_holds_again_is_queued_again(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 10))
    sweep(now=NOW)
    wrong = publish(deadline, OutcomeClaim, outcome="met", on=date(2026, 2, 9))
    actions.retract(wrong, by=UserFactory(), now=NOW, why="Another deadline.")

    missed = Delivery.objects.get(alert__kind="missed")
    assert missed.state == "queued"


def test_a_passed_date_that_is_repeated_is_told_once(deadline):
    WatchFactory()
    publish(deadline, latest_on=date(2026, 2, 10))
    assert sweep(now=NOW) == 1
    publish(deadline, latest_on=date(2026, 2, 10))

    assert sweep(now=NOW) == 0
    assert Delivery.objects.get(alert__kind="missed").state == "queued"


def test_our_own_calculation_is_never_missed():
    ours = DeadlineFactory(bindingness="calculation")
    publish(ours, latest_on=date(2026, 2, 10))

    assert sweep(now=NOW) == 0


def test_a_date_accepted_long_after_it_passed_mails_nobody(deadline):
    WatchFactory()
    claim = DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2025, 10, 1)),
        latest_on=date(2026, 1, 10),
    )
    with actions.publish(
        by=UserFactory(), now=NOW, headline="Accepted late", known_on=TODAY
    ) as update:
        ledger.accept(claim, update=update, reason="Now confirmed.")

    assert sweep(now=NOW) == 1
    assert Alert.objects.get(kind="missed").found_late


def withdraw(claim, *, now=NOW, known_on=TODAY):
    with actions.publish(
        by=UserFactory(), now=now, headline="Taken back", known_on=known_on
    ) as update:
        why = "The ministry had only quoted a rumour."
        ledger.accept(claim, update=update, operative=False, reason=why)
    return update


@pytest.fixture
def moved_to_march(deadline):
    """First 28 February, then 31 March; a watcher was told of the move."""
    WatchFactory()
    first = publish(deadline, latest_on=date(2026, 2, 28), known_on=date(2026, 1, 1))
    move = publish(
        deadline, latest_on=date(2026, 3, 31), known_on=TODAY - timedelta(days=2)
    )
    Delivery.objects.update(state="sent")
    return first.claims.get(), move.claims.get()


def test_a_date_that_comes_back_is_told_as_any_move(moved_to_march):
    february, march = moved_to_march
    withdraw(march)

    told = Delivery.objects.get(state="queued")
    assert (told.alert.kind, told.alert.claim_id) == ("moved", february.pk)
    text = message(told, news(told.alert, now=NOW)).body
    assert "Date: by 28 February 2026" in text
    assert "This move: 31 days earlier; before: by 31 March 2026" in text
    assert "The ministry had only quoted a rumour." in text


def test_a_date_that_comes_back_a_second_time_is_told_again(moved_to_march):
    _february, march = moved_to_march
    for _ in range(2):
        withdraw(march)
        with actions.publish(
            by=UserFactory(), now=NOW, headline="After all", known_on=TODAY
        ) as update:
            ledger.accept(march, update=update, reason="It was no rumour.")
    Delivery.objects.update(state="sent")

    assert kinds() == ["moved"] * 5


def test_withdrawing_what_did_not_count_is_not_told(deadline, moved_to_march):
    _february, march = moved_to_march
    publish(deadline, latest_on=date(2026, 4, 30), known_on=TODAY - timedelta(days=1))
    before = kinds()
    withdraw(march)

    assert kinds() == before


def test_withdrawing_one_of_two_claims_of_the_same_day_is_not_told(
    deadline, moved_to_march
):
    publish(deadline, latest_on=date(2026, 3, 31), known_on=TODAY - timedelta(days=1))
    before = kinds()
    withdraw(DateClaim.objects.latest("pk"))

    assert kinds() == before


def test_a_move_never_mailed_and_withdrawn_leaves_one_mail(deadline, moved_to_march):
    february, march = moved_to_march
    Delivery.objects.all().update(state="queued")
    withdraw(march)

    states = Delivery.objects.order_by("pk").values_list("alert__claim", "state")
    assert list(states) == [(march.pk, "recalled"), (february.pk, "queued")]


def test_who_was_told_that_a_date_came_back_hears_that_it_did_not(moved_to_march):
    _february, march = moved_to_march
    wrong = withdraw(march)
    Delivery.objects.update(state="sent")
    actions.retract(wrong, by=UserFactory(), now=NOW, why="It was no rumour.")

    told = Delivery.objects.get(state="queued")
    text = message(told, news(told.alert, now=NOW)).body
    assert told.alert.kind == "corrected"
    assert "That was retracted because: It was no rumour." in text
    assert "Date: by 31 March 2026" in text


def test_a_date_that_came_back_long_ago_mails_nobody(moved_to_march):
    _february, march = moved_to_march
    withdraw(march, now=NOW + timedelta(days=20), known_on=TODAY)

    assert not Delivery.objects.filter(state="queued").exists()
    assert Alert.objects.latest("pk").found_late


def test_only_what_came_back_is_told_and_not_what_stood_before_it(
    deadline, moved_to_march
):
    february, march = moved_to_march
    withdraw(march)
    publish(deadline, latest_on=date(2026, 4, 30))
    Delivery.objects.update(state="sent")
    withdraw(DateClaim.objects.latest("pk"))

    told = Delivery.objects.get(state="queued")
    assert told.alert.claim_id == february.pk
