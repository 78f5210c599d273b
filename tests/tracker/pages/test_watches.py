"""Beginning and ending a watch, and stopping from a mail without signing in."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from deadlines.models import Recipient, Watch
from deadlines.stopping import stop_token
from tests.factories import (
    AlertFactory,
    DateClaimFactory,
    DeadlineFactory,
    DeliveryFactory,
    PledgeFactory,
    RecipientFactory,
    UserFactory,
    WatchFactory,
)

pytestmark = pytest.mark.django_db
URL = "/watches/"


@pytest.fixture
def member():
    return UserFactory(username="member")


@pytest.fixture
def recipient(member):
    return RecipientFactory(user=member, address=member.email)


@pytest.fixture
def member_client(client, member):
    client.force_login(member)
    return client


def stop_url(*watches):
    keys = [watch.pk for watch in watches]
    return reverse("stop_watch", args=[stop_token(watches[0].recipient_id, keys)])


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", "1/end/")])
def test_watches_need_a_sign_in(client, method, path):
    answer = getattr(client, method)(URL + path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=")


def test_a_member_begins_to_watch_a_deadline(member_client, member):
    deadline = DeadlineFactory(slug="first-project")
    data = {"thing": "deadline:first-project", "kinds": ["missed", "met"]}
    answer = member_client.post(URL, data, follow=True)

    assert answer.redirect_chain == [(URL, 302)]
    watch = Watch.objects.active().get(recipient__user=member)
    assert (watch.deadline, watch.kinds) == (deadline, ["met", "missed"])
    assert watch.recipient.address == member.email
    assert "met, date passed" in answer.content.decode()


def test_watching_the_same_again_changes_the_kinds(member_client):
    for kinds in (["missed"], ["moved"]):
        member_client.post(URL, {"thing": "all", "kinds": kinds})

    assert Watch.objects.get().kinds == ["moved"]


def test_a_link_from_elsewhere_chooses_the_thing(member_client):
    DeadlineFactory(slug="first-project", title="First project")
    answer = member_client.get(
        URL, {"thing": "deadline:first-project"}
    ).content.decode()

    assert '<option value="deadline:first-project" selected>' in answer


@pytest.mark.parametrize(
    ("data", "kept", "complaint"),
    [
        pytest.param(
            {"thing": "pledge:japan-550"},
            '<option value="pledge:japan-550" selected>',
            "Choose at least one thing to be told of.",
            id="no kinds",
        ),
        pytest.param(
            {"thing": "pledge:nowhere", "kinds": ["met"]},
            'value="met" id="id_kinds_2" checked',
            "Choose one of the list.",
            id="unknown thing",
        ),
    ],
)
def test_a_rejected_form_keeps_what_was_typed(member_client, data, kept, complaint):
    PledgeFactory(slug="japan-550", name="Japan")
    text = member_client.post(URL, data).content.decode()

    assert complaint in text
    assert kept in " ".join(text.split())
    assert not Watch.objects.exists()


def test_an_account_without_an_address_is_told_what_to_do(member_client, member):
    member.email = ""
    member.save()
    answer = member_client.post(URL, {"thing": "all", "kinds": ["met"]})

    assert "no mail address: ask an admin" in answer.content.decode()


def test_an_address_of_somebody_else_is_refused_in_words(member_client, member):
    RecipientFactory(address=member.email.upper())
    answer = member_client.post(URL, {"thing": "all", "kinds": ["met"]})

    assert "Somebody else already gets alerts at" in answer.content.decode()


def test_a_member_ends_a_watch(member_client, recipient):
    watch = WatchFactory(recipient=recipient)
    answer = member_client.post(f"{URL}{watch.pk}/end/", follow=True).content.decode()

    assert "Not watching everything any more." in answer
    assert not Watch.objects.active().exists()


def test_a_stranger_cannot_end_mine(client, recipient):
    watch = WatchFactory(recipient=recipient)
    client.force_login(UserFactory(username="stranger"))
    client.post(f"{URL}{watch.pk}/end/")

    assert Watch.objects.active().get() == watch


def test_a_watch_is_not_ended_by_following_a_link(member_client, recipient):
    watch = WatchFactory(recipient=recipient)

    assert member_client.get(f"{URL}{watch.pk}/end/").status_code == 405
    assert Watch.objects.active().exists()


def test_what_was_sent_to_me_is_listed_and_nothing_of_others(member_client, recipient):
    sent_at = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
    for title, to in [("Mine", recipient), ("Theirs", RecipientFactory())]:
        claim = DateClaimFactory(deadline=DeadlineFactory(title=title))
        alert = AlertFactory(claim=claim)
        DeliveryFactory(alert=alert, recipient=to, state="sent", sent_at=sent_at)
    text = member_client.get(URL).content.decode()
    listed = text[text.index('id="sent"') :]

    assert "Target date passed" in listed
    assert "1 Feb 2026 09:30" in listed
    assert "Mine" in listed
    assert "Theirs" not in listed


def test_the_page_asks_as_often_for_many_as_for_one(
    member_client, recipient, django_assert_num_queries, django_assert_max_num_queries
):
    def one_more():
        claim = DateClaimFactory()
        deadline = claim.deadline
        WatchFactory(recipient=recipient, scope="deadline", deadline=deadline)
        DeliveryFactory(alert=AlertFactory(claim=claim), recipient=recipient)

    one_more()
    with django_assert_max_num_queries(12) as asked:
        member_client.get(URL)
    for _ in range(5):
        one_more()
    with django_assert_num_queries(len(asked)):
        member_client.get(URL)


def test_opening_the_stop_link_stops_nothing(client):
    watch = WatchFactory(scope="deadline", deadline=DeadlineFactory(title="Harbour"))
    answer = client.get(stop_url(watch))

    assert "Harbour" in answer.content.decode()
    assert 'method="post"' in answer.content.decode()
    assert Watch.objects.active().exists()


@pytest.mark.parametrize("data", [{}, {"List-Unsubscribe": "One-Click"}])
def test_the_stop_link_stops_when_posted_without_a_csrf_token(data):
    watch = WatchFactory()
    answer = Client(enforce_csrf_checks=True).post(stop_url(watch), data)

    assert "Stopped: 1 watch." in answer.content.decode()
    assert not Watch.objects.active().exists()


def test_stopping_again_says_that_it_had_ended(client):
    watch = WatchFactory()
    client.post(stop_url(watch))

    assert "it had ended before" in client.post(stop_url(watch)).content.decode()


def test_a_stop_link_ends_only_the_watches_it_names(client):
    recipient = RecipientFactory()
    named = WatchFactory(recipient=recipient)
    other = WatchFactory(
        recipient=recipient, scope="deadline", deadline=DeadlineFactory()
    )
    client.post(stop_url(named))

    assert Watch.objects.active().get() == other


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stop_link_that_was_cut_short_is_explained(client, method):
    WatchFactory()
    watch = Watch.objects.get()
    answer = getattr(client, method)(stop_url(watch)[:-3] + "/")

    assert answer.status_code == 404
    assert "This link is incomplete. Copy it whole" in answer.content.decode()
    assert Watch.objects.active().exists()


def test_a_blanked_recipient_gets_nothing_when_it_watches_no_more(client):
    watch = WatchFactory()
    Recipient.objects.update(address="")

    assert client.post(stop_url(watch)).status_code == 200
