"""An official names a date, it passes, and its watcher reads so in the mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from deadlines import actions
from deadlines.codes import AlertKind
from deadlines.models import DateClaim, Delivery
from projects import actions as ledger
from projects.actions import drafts
from tests.factories import (
    DeadlineFactory,
    DraftFactory,
    PartyFactory,
    SourceFactory,
    UserFactory,
)

NOW = timezone.now()
YESTERDAY = NOW.date() - timedelta(days=1)


@pytest.fixture
def watcher(transactional_db):
    """Somebody who has watched everything for a month."""
    watcher = UserFactory(email="watcher@example.org")
    since = NOW - timedelta(days=30)
    actions.watch(user=watcher, now=since, kinds=AlertKind.values)
    return watcher


def name_a_date(deadline, day):
    """Log and accept, through the actions, what an official said yesterday."""
    with actions.publish(
        by=UserFactory(), now=NOW, headline="A date is named", known_on=YESTERDAY
    ) as update:
        claim = ledger.state(
            DateClaim,
            update=update,
            place=1,
            by=[ledger.Said(PartyFactory(name="Ryosei Akazawa"), "METI minister")],
            citations=[ledger.Cited(SourceFactory(title="Press conference"))],
            deadline=deadline,
            words="by yesterday",
            earliest_on=day,
            latest_on=day,
        )
        ledger.accept(claim, update=update, reason="The minister in charge.")


def test_a_date_that_passed_arrives_by_mail_with_its_facts(
    machine, post, watcher, until
):
    deadline = DeadlineFactory(title="Harbour loan signed", bindingness="agreement")
    name_a_date(deadline, YESTERDAY)
    machine.start("redis", "worker")
    until(lambda: post.mails)

    ((to, mail),) = post.mails
    text = mail.get_body(("plain",)).get_content()
    assert to == ["watcher@example.org"]
    assert mail["Subject"] == "Late: Harbour loan signed"
    assert f"Date: {YESTERDAY:%-d %B %Y}" in text
    assert "Ryosei Akazawa, METI minister" in text
    assert "How binding: agreement" in text
    assert "passed 1 day ago" in text
    assert "Press conference" in text
    until(lambda: Delivery.objects.get().state == "sent")


def test_a_date_named_while_all_runs_is_found_by_the_clock(
    machine, post, watcher, until
):
    name_a_date(DeadlineFactory(title="First"), YESTERDAY)
    machine.start("redis", "worker", "clock")
    until(lambda: post.mails)
    name_a_date(DeadlineFactory(title="Second"), YESTERDAY)
    until(lambda: len(post.mails) == 2)

    subjects = [mail["Subject"] for _to, mail in post.mails]
    assert subjects == ["Target date passed: First", "Target date passed: Second"]


def test_a_date_that_passes_while_a_draft_waits_is_told_when_it_waits_no_more(
    machine, post, watcher, until
):
    editor = UserFactory(email="editor@example.org", is_superuser=True)
    deadline = DeadlineFactory(title="Harbour loan signed")
    draft = DraftFactory(bears_on=[deadline], changed_at=NOW)
    name_a_date(deadline, YESTERDAY)
    machine.start("redis", "worker", "clock")
    until(lambda: post.mails)
    assert post.recipients == [editor.email]
    assert Delivery.objects.get(alert__kind="missed").state == "queued"

    drafts.discard(draft, now=NOW)
    until(lambda: len(post.mails) == 2)
    assert post.recipients == [editor.email, watcher.email]
