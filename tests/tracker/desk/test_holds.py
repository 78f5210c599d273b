"""A submitted draft holds the missed mail of what it is about, and the pages say so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deadlines.actions import refresh_periods
from deadlines.holding import HOLD, hold
from deadlines.models import Alert, Delivery, DraftBearing
from deadlines.sweep import sweep
from projects.models import Draft
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    DraftFactory,
    RecipientFactory,
    UpdateFactory,
    UserFactory,
    WatchFactory,
)
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db
NOTE = "Held while this waits: the mail that the date of"


@pytest.fixture
def passed(first_project):
    """A date that passed two days ago, and somebody who watches it."""
    day = timezone.now().date() - timedelta(days=2)
    update = UpdateFactory(known_on=day)
    DateClaimFactory(
        deadline=first_project, update=update, latest_on=day, accepted=True
    )
    refresh_periods([first_project])
    WatchFactory(recipient=RecipientFactory(user=UserFactory(username="reader")))
    return first_project


@pytest.fixture
def desk(desk_of, person, passed):
    """The saved draft of an analyst that would move the date."""
    desk = desk_of(person("analyst", username="ann"))
    desk.press("add", "date", p0_headline="End of February", p1_url=URL)
    return desk.press("save", **MOVE)


def swept():
    """What is owed, and when."""
    sweep(now=timezone.now())
    hold(now=timezone.now())
    return Delivery.objects.get(alert__kind="missed")


def is_held(delivery):
    return delivery.next_attempt_at == delivery.alert.detected_at + HOLD


def test_a_saved_draft_holds_nothing_until_it_is_submitted(desk):
    assert not is_held(swept())

    desk.press("submit")
    assert is_held(swept())


def test_a_draft_holds_what_its_claims_are_about_when_it_was_saved_last(desk):
    desk.press("add", "statement", p3_words="A gap.", p3_bears_on="first-project")
    assert DraftBearing.objects.get().deadline.slug == "first-project"

    for number in ("3", "2"):
        desk.press("remove", number)
    assert not DraftBearing.objects.exists()


def test_what_is_only_mentioned_is_not_borne_on(desk_of, person, passed):
    desk = desk_of(person("analyst"))
    desk.press("save", p0_headline="Talks", p0_about="first project settled")

    assert Draft.objects.exists()
    assert not DraftBearing.objects.exists()


@pytest.mark.parametrize(
    ("role", "button"), [("analyst", "discard"), ("editor", "hand_back")]
)
def test_it_goes_out_when_the_draft_waits_no_more(desk, desk_of, person, role, button):
    desk.press("submit")
    assert is_held(swept())
    draft = Draft.objects.get()
    user = draft.author if role == "analyst" else person("editor")
    desk_of(user, f"/desk/drafts/{draft.pk}/").press(button)

    assert swept().next_attempt_at <= timezone.now()


def test_publishing_the_move_recalls_what_was_held(desk, desk_of, person):
    desk.press("submit")
    swept()
    path = f"/desk/drafts/{Draft.objects.get().pk}/"
    desk, today = desk_of(person("editor"), path), timezone.now().date()
    desk.press("publish", p0_known_on=f"{today}", p2_words="31 December 2099")

    assert desk.response.status_code == 302
    assert Delivery.objects.get(alert__kind="missed").state == "recalled"


def test_the_draft_and_the_queue_say_what_is_held(desk, client, person):
    desk.press("submit")
    page = desk.read(client.get(desk.path)).html
    assert NOTE not in page

    until = swept().alert.held_until
    said = f"{NOTE} “First project settled” has passed, until {until:%-d %b %Y %H:%M}"
    assert said in client.get(desk.path).content.decode()
    assert said in client.get(reverse("queue")).content.decode()


def test_the_queue_asks_as_often_for_many_drafts(
    client, person, passed, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(person("editor"))
    DraftFactory(bears_on=[passed])
    swept()
    client.get(reverse("queue"))
    with django_assert_max_num_queries(60) as asked:
        client.get(reverse("queue"))
    for _ in range(5):
        DraftFactory(bears_on=[passed, DeadlineFactory()])
    with django_assert_num_queries(len(asked)):
        client.get(reverse("queue"))


def test_who_watches_reads_why_nothing_came(client, passed):
    DraftFactory(bears_on=[passed])
    until = swept().alert.held_until
    client.force_login(Alert.objects.get(kind="missed").deliveries.get().recipient.user)
    page = " ".join(client.get("/watches/").content.decode().split())

    assert "held, because a draft about it waits for review, until" in page
    assert f">{until:%-d %b %Y %H:%M} UTC</time> at the latest" in page
