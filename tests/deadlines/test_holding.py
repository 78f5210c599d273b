"""Missed mail waits while a draft that bears on its deadline waits for review."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission

from deadlines.actions import refresh_periods
from deadlines.actions.recall import recall
from deadlines.holding import HOLD, hold, holds
from deadlines.models import Alert, Delivery
from deadlines.outbox import deliver
from deadlines.sweep import sweep
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    DraftFactory,
    OutcomeClaimFactory,
    RecipientFactory,
    UpdateFactory,
    UserFactory,
    WatchFactory,
)
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
READER = "reader@example.org"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def deadline():
    """One whose date passed twelve hours ago, with a reader who watches it."""
    deadline = DeadlineFactory(title="Harbour loan signed")
    DateClaimFactory(deadline=deadline, latest_on=date(2026, 1, 31), accepted=True)
    refresh_periods([deadline])
    WatchFactory(recipient=RecipientFactory(address=READER))
    return deadline


@pytest.fixture
def editor():
    editor = UserFactory(email="editor@example.org")
    editor.user_permissions.add(Permission.objects.get(codename="publish_update"))
    return editor


def run(now=NOW):
    return deliver(clock=lambda: now, until=now + timedelta(minutes=1))


def now_is(draft, state):
    draft.state = state
    draft.save()


@pytest.mark.parametrize(
    ("later", "told"),
    [
        pytest.param(HOLD - SECOND, [], id="a second before 24 hours"),
        pytest.param(HOLD, [READER], id="24 hours"),
    ],
)
def test_missed_mail_is_held_for_24_hours_and_no_longer(deadline, server, later, told):
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    run()
    run(NOW + later)

    assert server.recipients == told
    assert Alert.objects.get(kind="missed").held_until == NOW + HOLD


@pytest.mark.parametrize("state", ["open", "discarded"])
def test_a_draft_that_does_not_wait_holds_nothing(deadline, server, state):
    DraftFactory(state=state, bears_on=[deadline])
    sweep(now=NOW)
    run()

    assert server.recipients == [READER]


def test_a_draft_about_another_deadline_holds_nothing(deadline, server):
    DraftFactory(bears_on=[DeadlineFactory()])
    sweep(now=NOW)
    run()

    assert server.recipients == [READER]


@pytest.mark.parametrize("state", ["open", "discarded"])
def test_mail_goes_out_at_once_when_the_draft_waits_no_more(deadline, server, state):
    draft = DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    now_is(draft, state)
    run(NOW + SECOND)

    assert server.recipients == [READER]
    assert Alert.objects.get().held_until is None


def test_mail_waits_for_the_last_of_two_drafts(deadline, server):
    first, second = (DraftFactory(bears_on=[deadline]) for _ in range(2))
    sweep(now=NOW)
    now_is(first, "discarded")
    run(NOW + SECOND)
    assert server.recipients == []

    now_is(second, "discarded")
    run(NOW + 2 * SECOND)
    assert server.recipients == [READER]


def test_what_is_no_longer_true_is_not_mailed_after_the_hold(deadline, server):
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    met = UpdateFactory(known_on=date(2026, 2, 1))
    OutcomeClaimFactory(deadline=deadline, update=met, accepted=True)
    refresh_periods([deadline])
    recall([deadline], now=NOW)
    run(NOW + HOLD)

    assert server.recipients == []


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        pytest.param(23, [], id="within 24 hours of the sweep"),
        pytest.param(24, [READER], id="24 hours after it"),
    ],
)
def test_a_draft_submitted_while_mail_is_owed_holds_what_is_left(
    deadline, server, hours, told
):
    sweep(now=NOW)
    DraftFactory(bears_on=[deadline])
    run(NOW + timedelta(hours=hours))

    assert server.recipients == told


def test_a_second_draft_does_not_begin_another_24_hours(deadline, server):
    draft = DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    now_is(draft, "discarded")
    hold(now=NOW + HOLD - SECOND)
    DraftFactory(bears_on=[deadline])
    hold(now=NOW + HOLD - SECOND)

    assert Alert.objects.get(kind="missed").held_until == NOW + HOLD


def test_moved_and_met_mail_is_not_held(deadline, server):
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    Alert.objects.update(kind="moved", held_until=None)
    Delivery.objects.update(next_attempt_at=NOW)
    hold(now=NOW)

    assert Delivery.objects.get().next_attempt_at == NOW


def test_the_editors_are_told_once_for_each_draft_and_deadline(
    deadline, editor, server
):
    DraftFactory(title="Loan delayed", bears_on=[deadline])
    sweep(now=NOW)
    assert [run(), run(), run(NOW + SECOND)] == [1, 0, 0]

    ((to, mail),) = server.mails
    text = mail.get_body(("plain",)).get_content()
    assert to == [editor.email]
    assert mail["Subject"] == "Mail held while a draft waits: Harbour loan signed"
    assert "Draft: Loan delayed" in text
    assert "Held until: 2 February 2026 12:00 UTC" in text
    assert "for 1 recipient" in text
    assert mail["List-Unsubscribe"] is None


def test_each_draft_is_told_of(deadline, editor, server):
    drafts = [DraftFactory(bears_on=[deadline]) for _ in range(2)]
    sweep(now=NOW)
    run()

    assert server.recipients == [editor.email] * 2
    told = Alert.objects.filter(kind="held").values_list("draft", flat=True)
    assert sorted(told) == sorted(draft.pk for draft in drafts)


def test_nobody_but_editors_is_told(deadline, editor, server):
    UserFactory()
    UserFactory(is_superuser=True, is_active=False)
    UserFactory(is_superuser=True, email="")
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    run()

    assert server.recipients == [editor.email]


def test_editors_hear_nothing_of_what_nobody_waits_for(editor, server):
    deadline = DeadlineFactory()
    DateClaimFactory(deadline=deadline, latest_on=date(2026, 1, 31), accepted=True)
    refresh_periods([deadline])
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)

    assert run() == 0


def test_an_editor_who_cannot_publish_any_more_is_not_told(deadline, editor, server):
    DraftFactory(bears_on=[deadline])
    sweep(now=NOW)
    hold(now=NOW)
    editor.user_permissions.clear()

    assert run() == 0
    assert Delivery.objects.get(alert__kind="held").state == "recalled"


def test_what_a_draft_holds_is_asked_for_all_drafts_at_once(
    deadline, django_assert_num_queries
):
    drafts = [DraftFactory(bears_on=[deadline]) for _ in range(3)]
    idle = DraftFactory(bears_on=[DeadlineFactory()])
    sweep(now=NOW)
    missed = Alert.objects.get(kind="missed")

    with django_assert_num_queries(2):
        found = holds([*drafts, idle], NOW)
    assert found == {draft.pk: [missed] for draft in drafts} | {idle.pk: []}
    assert holds(drafts[:1], NOW + HOLD) == {drafts[0].pk: []}


@pytest.mark.parametrize("many", [1, 5])
def test_holding_asks_as_often_for_many_as_for_one(
    editor, many, django_assert_num_queries
):
    for _ in range(many):
        deadline = DeadlineFactory()
        DateClaimFactory(deadline=deadline, latest_on=date(2026, 1, 31), accepted=True)
        refresh_periods([deadline])
        DraftFactory(bears_on=[deadline])
    WatchFactory()
    sweep(now=NOW)

    with django_assert_num_queries(7):
        hold(now=NOW)
    assert Alert.objects.filter(kind="held").count() == many
