"""Sending what is owed: once, to a real server, whatever that server answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPDataError

import pytest
from django.db import connection

from deadlines import outbox
from deadlines.actions import end_watches, refresh_periods
from deadlines.models import Delivery, Watch
from deadlines.outbox import BACKOFF, deliver, release, take
from deadlines.sweep import sweep
from tests.factories import (
    DateClaimFactory,
    OutcomeClaimFactory,
    UpdateFactory,
    WatchFactory,
)
from tests.mail_server import mail_server
from tracker.local.redis import free_port

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as server:
        use(server.port, settings)
        yield server


def use(port, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@pytest.fixture
def owe():
    """Queue one mail to each of so many watchers, about one date that passed."""

    def owe(count=1):
        claim = DateClaimFactory(latest_on=date(2026, 1, 31), accepted=True)
        refresh_periods([claim.deadline])
        watches = [WatchFactory() for _ in range(count)]
        sweep(now=NOW)
        return [watch.recipient.address for watch in watches]

    return owe


def run(now=NOW):
    return deliver(clock=lambda: now, until=now + MINUTE)


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_what_is_owed_is_sent_once_and_marked(owe, server):
    owed = owe(3)

    assert [run(), run()] == [3, 0]
    assert sorted(server.recipients) == sorted(owed)
    assert states() == ["sent"] * 3
    assert set(Delivery.objects.values_list("sent_at", "attempts")) == {(NOW, 1)}


def test_one_connection_carries_the_whole_run(owe, server):
    owe(5)
    run()

    assert (len(server.mails), server.connections) == (5, 1)


def test_nothing_owed_calls_no_server(settings):
    use(free_port(), settings)

    assert run() == 0


def test_a_refusal_for_now_waits_longer_each_time(owe, server):
    (address,) = owe()
    server.answers[address] = "451 Try again later"
    now = NOW
    for wait in BACKOFF:
        assert (run(now - timedelta(seconds=1)), run(now)) == (0, 0)
        now += wait
        assert Delivery.objects.get().next_attempt_at == now
        assert states() == ["queued"]


def test_the_last_refusal_for_now_is_the_end(owe, server):
    (address,) = owe()
    server.answers[address] = "451 Try again later"
    Delivery.objects.update(attempts=len(BACKOFF))
    run()

    assert states() == ["failed"]


def test_a_refused_recipient_fails_for_good_and_holds_up_nobody(owe, server):
    first, second = owe(2)
    server.answers[first] = "550 No such mailbox"

    assert run() == 1
    assert server.recipients == [second]
    failed = Delivery.objects.get(state="failed")
    assert "No such mailbox" in failed.error


@pytest.mark.parametrize(
    ("answer", "state"),
    [("554 Not wanted", "failed"), ("452 Disk full", "queued")],
)
def test_a_refused_mail_ends_as_its_answer_says(owe, server, answer, state):
    owe()
    server.on_data = answer
    run()

    assert states() == [state]


def test_a_server_out_of_reach_costs_no_attempt_and_loses_nothing(owe, settings):
    owe(2)
    use(free_port(), settings)

    assert [run(NOW + day * timedelta(days=1)) for day in range(20)] == [0] * 20
    assert states() == ["queued"] * 2
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}
    with mail_server() as server:
        use(server.port, settings)
        assert run(NOW + timedelta(days=20)) == 2


def test_a_server_that_ends_connections_is_called_again(owe, settings):
    owe(5)
    with mail_server(most=2) as server:
        use(server.port, settings)
        sent = run() + run(NOW + MINUTE)

    assert (sent, len(set(server.message_ids))) == (5, 5)


def test_a_sign_in_that_is_refused_fails_no_mail(owe, server, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "me", "wrong"
    owe()

    assert run() == 0
    assert states() == ["queued"]


def test_a_mail_that_cannot_be_made_holds_up_nobody(owe, server):
    owe(2)
    broken = Delivery.objects.earliest("pk")
    broken.recipient.address = "two@signs@example.org"
    broken.recipient.save()

    assert run() == 1
    broken.refresh_from_db()
    assert (broken.state, broken.attempts) == ("queued", 1)


@pytest.mark.parametrize(
    ("seconds", "sent"),
    [pytest.param(59, 0, id="within its lease"), pytest.param(60, 1, id="over")],
)
def test_what_a_dead_worker_left_is_sent_when_its_lease_is_over(
    owe, server, settings, seconds, sent
):
    settings.OUTBOX_LEASE = 60
    owe()
    take(now=NOW)

    assert run(NOW + timedelta(seconds=seconds)) == sent


def test_a_mail_sent_again_bears_the_same_message_id(owe, server):
    owe()
    run()
    # Sent, but its worker died before it could say so.
    Delivery.objects.update(state="sending", taken_at=NOW - timedelta(days=1))
    run()

    first, second = server.message_ids
    assert first == second
    assert states() == ["sent"]


def test_a_mail_that_kills_its_worker_is_given_up(owe, settings):
    settings.OUTBOX_LEASE = 1
    owe()
    now = NOW
    for _ in range(len(BACKOFF) + 1):
        assert take(now=now)
        now += timedelta(days=3)
        release(now=now)

    assert states() == ["failed"]


def test_a_worker_that_lost_its_lease_does_not_put_the_mail_back(
    owe, server, monkeypatch
):
    def slow(delivery, news, picture):
        later = NOW + timedelta(days=1)
        assert release(now=later) == 1
        assert take(now=later)
        raise SMTPDataError(451, b"Try again later")

    owe()
    monkeypatch.setattr(outbox, "message", slow)
    run()

    assert states() == ["sending"]


def test_what_nobody_asks_for_any_more_is_not_sent(owe, server):
    owe(3)
    first, second, _ = Delivery.objects.order_by("pk")
    take(now=NOW)
    Watch.objects.filter(recipient=second.recipient).update(ended_at=NOW)
    first.recipient.address = ""
    first.recipient.save()
    Delivery.objects.filter(pk=first.pk).update(state="queued")

    assert run() == 1
    assert states() == ["recalled", "recalled", "sent"]


def test_a_watch_ended_while_its_mail_is_tried_is_not_told_later(owe, server):
    (address,) = owe()
    server.answers[address] = "451 Try again later"
    taken = take(now=NOW)
    end_watches(recipient=taken.recipient_id, watches=taken.watches, now=NOW)
    run(NOW + timedelta(days=1))

    assert states() == ["recalled"]


def test_what_ceased_to_hold_while_in_doubt_is_not_sent(owe, server):
    owe()
    deadline = take(now=NOW).alert.deadline
    update = UpdateFactory(known_on=date(2026, 2, 1))
    OutcomeClaimFactory(deadline=deadline, update=update, accepted=True)
    refresh_periods([deadline])

    assert run(NOW + timedelta(days=1)) == 0
    assert states() == ["recalled"]


@pytest.mark.django_db(transaction=True)
def test_two_outboxes_at_once_send_nothing_twice(owe, server):
    owe(40)

    def one_of_two():
        try:
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        shares = [pool.submit(one_of_two) for _ in range(2)]
    assert sum(share.result() for share in shares) == 40
    assert len(set(server.message_ids)) == len(server.mails) == 40


@pytest.fixture
def owe_a_moved_date():
    """As `owe`, of a date that had moved once before it passed."""
    first = DateClaimFactory(latest_on=date(2025, 12, 31), accepted=True)
    DateClaimFactory(
        deadline=first.deadline,
        latest_on=date(2026, 1, 31),
        update=UpdateFactory(known_on=date(2026, 1, 20)),
        accepted=True,
    )
    refresh_periods([first.deadline])
    watches = [WatchFactory(), WatchFactory()]
    sweep(now=NOW)
    return [watch.recipient.address for watch in watches]


def kinds(mail):
    return [part.get_content_type() for part in mail.walk()][1:]


def test_a_mail_carries_how_its_date_moved(owe_a_moved_date, server):
    assert run() == 2

    for _to, mail in server.mails:
        assert kinds(mail) == [
            "multipart/alternative",
            "text/plain",
            "text/html",
            "image/png",
        ]


def test_a_mail_that_was_refused_goes_out_without_its_chart(owe_a_moved_date, server):
    refused, taken = owe_a_moved_date
    server.answers[refused] = "451 Not now"
    run()
    server.answers.clear()

    assert run(NOW + 2 * MINUTE) == 1
    by_address = {to[0]: kinds(mail) for to, mail in server.mails}
    assert "image/png" in by_address[taken]
    assert by_address[refused] == ["text/plain", "text/html"]


def test_a_fault_while_drawing_costs_the_mail_its_chart_and_nothing_else(
    owe_a_moved_date, server, monkeypatch
):
    def broken(deadline, *, now):
        raise RuntimeError("out of memory")

    monkeypatch.setattr("deadlines.pictures.picture", broken)

    assert [run(), run(NOW + 2 * MINUTE)] == [0, 2]
    assert states() == ["sent"] * 2
