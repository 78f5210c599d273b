"""A change of mind at the desk: the date reverts, and whoever watches is told."""

from datetime import date

import pytest
from django.utils import timezone

from deadlines.codes import AlertKind
from deadlines.models import DateClaim, DeadlinePeriod, Delivery
from tests.factories import WatchFactory

pytestmark = pytest.mark.django_db
URL = "https://nikkei.example/a"


@pytest.fixture
def moved(desk_of, person, first_project):
    """The date was moved to the end of February by an editor."""
    WatchFactory()
    desk = desk_of(person("editor"))
    desk.press("add", "date", p0_headline="It moves", p1_url=URL)
    given = {"deadline": "first-project", "by": "nikkei", "words": "28 February 2026"}
    given |= {"accept": "on", "accept_reason": "Its own word."}
    desk.press("publish", **{f"p2_{name}": text for name, text in given.items()})
    return DateClaim.objects.latest("pk")


def due():
    return DeadlinePeriod.objects.current().get().due_to


def withdraw(desk_of, user, claim):
    desk = desk_of(user, f"/desk/new/?decided_claim={claim.public_id}")
    said = {"p0_headline": "It was no word of his", "p1_url": URL}
    said["p0_known_on"] = f"{timezone.now():%Y-%m-%d}"  # older news mails nobody
    return desk.press("publish", **said, p2_reason="The outlet took it back.")


def test_the_date_reverts_and_the_watcher_is_told_that_it_moved(desk_of, person, moved):
    assert due() == date(2026, 2, 28)
    desk = withdraw(desk_of, person("editor"), moved)

    assert desk.response.status_code == 302
    assert due() == date(2026, 1, 31)
    told = Delivery.objects.filter(state="queued", alert__kind=AlertKind.MOVED)
    assert told.get().alert.claim.dateclaim.latest_on == date(2026, 1, 31)


def test_a_draft_of_a_change_of_mind_changes_nothing(desk_of, person, moved):
    analyst = person("analyst")
    desk = desk_of(analyst, f"/desk/new/?decided_claim={moved.public_id}")
    desk.press("submit", p0_headline="It was no word of his", p1_url=URL)

    assert due() == date(2026, 2, 28)
