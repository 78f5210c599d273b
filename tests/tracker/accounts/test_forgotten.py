"""A new password by mail."""

import re

import pytest
from kombu.exceptions import OperationalError

from tests.tracker.accounts.conftest import PASSWORD
from tracker.accounts.tasks import mail_reset_link

pytestmark = pytest.mark.django_db
NEW = "another horse entirely"


@pytest.fixture
def owner(person):
    return person(username="owner", email="Owner@example.org")


@pytest.fixture
def ask(client):
    def post(address, **headers):
        return client.post("/password/", {"address": address}, **headers)

    return post


def link(mailoutbox) -> str:
    return re.search(r"http\S+", mailoutbox[-1].body)[0]


def set_password(client, url):
    form = client.get(url.removeprefix("https://book.example"), follow=True)
    return client.post(
        form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}
    )


def test_the_link_goes_to_the_address_of_the_account(owner, ask, mailoutbox, settings):
    settings.SITE_URL = "https://book.example"
    ask("owner@EXAMPLE.org", headers={"host": "testserver"})

    (mail,) = mailoutbox
    assert mail.to == ["Owner@example.org"]
    assert link(mailoutbox).startswith("https://book.example/password/")
    assert "owner" in mail.body
    assert "24 hours" in mail.body


def test_the_link_sets_a_new_password_once(client, owner, ask, mailoutbox, settings):
    settings.SITE_URL = "https://book.example"
    ask(owner.email)
    url = link(mailoutbox)
    set_password(client, url)

    owner.refresh_from_db()
    assert owner.check_password(NEW)
    again = client.get(url.removeprefix("https://book.example"), follow=True)
    assert "This link was used" in again.content.decode()


def test_the_answer_is_the_same_whoever_has_the_address(owner, ask, mailoutbox):
    known, unknown = ask(owner.email), ask("stranger@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.content == unknown.content
    assert len(mailoutbox) == 1


def test_the_page_leaves_looking_the_address_up_to_the_worker(
    owner, ask, monkeypatch, django_assert_num_queries
):
    asked = []
    monkeypatch.setattr(
        mail_reset_link, "apply_async", lambda args, **_: asked.append(args)
    )
    with django_assert_num_queries(0):
        ask(owner.email)
        ask("stranger@example.org")

    assert asked == [(owner.email,), ("stranger@example.org",)]


def test_a_dead_broker_does_not_lose_the_mail(owner, ask, monkeypatch, mailoutbox):
    def fail(*_, **__):
        raise OperationalError

    monkeypatch.setattr(mail_reset_link, "apply_async", fail)
    ask(owner.email)

    assert len(mailoutbox) == 1


def test_a_closed_account_gets_no_link(person, ask, mailoutbox):
    ask(person(is_active=False).email)

    assert mailoutbox == []


@pytest.mark.parametrize("address", ["owner@example.org", "stranger@example.org"])
def test_the_fourth_link_in_an_hour_is_refused(owner, ask, address):
    first = [ask(address).status_code for _ in range(3)]
    fourth = ask(address.upper())

    assert first == [302] * 3
    assert "Too many links" in fourth.content.decode()


def test_one_place_cannot_have_mails_sent_to_everybody(ask):
    for n in range(10):
        assert ask(f"user{n}@example.org").status_code == 302

    assert ask("user11@example.org").status_code == 200
    assert ask("user11@example.org", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_new_password_ends_the_refusal_of_tries(
    client, owner, ask, sign_in, mailoutbox, settings
):
    settings.SITE_URL = "https://book.example"
    for _ in range(6):
        sign_in(owner.username, "a guess")
    assert sign_in(owner.username).status_code == 200

    ask(owner.email)
    set_password(client, link(mailoutbox))
    assert sign_in(owner.username, NEW).status_code == 302


def test_an_old_session_ends_with_the_old_password(
    client, owner, ask, mailoutbox, settings
):
    settings.SITE_URL = "https://book.example"
    client.force_login(owner)
    ask(owner.email)
    set_password(client, link(mailoutbox))

    assert client.get("/account/").status_code == 302


def test_who_is_signed_in_changes_the_password_and_stays(client, owner):
    client.force_login(owner)
    answer = client.post(
        "/account/password/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
        follow=True,
    )

    assert "Your password is changed." in answer.content.decode()
    owner.refresh_from_db()
    assert owner.check_password(NEW)


def test_the_old_password_is_asked_for(client, owner):
    client.force_login(owner)
    client.post(
        "/account/password/",
        {"old_password": "a guess", "new_password1": NEW, "new_password2": NEW},
    )

    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
