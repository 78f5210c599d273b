"""Signing in and out."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    user = UserFactory(username="reader")
    user.set_password("correct horse")
    user.save()
    return user


def sign_in(client, **fields):
    given = {"username": "reader", "password": "correct horse"}
    return client.post("/login/", given | fields)


def test_one_returns_to_the_page_one_came_from(client, reader):
    answer = sign_in(client, next="/projects/?stage=selected")

    assert answer.headers["Location"] == "/projects/?stage=selected"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_sent_to_another_site(client, reader, away):
    assert sign_in(client, next=away).headers["Location"] == "/"


def test_a_wrong_password_is_answered_in_words(client, reader):
    page = sign_in(client, password="wrong").content.decode()

    assert 'role="alert"' in page
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_click_and_not_a_link(client, reader):
    client.force_login(reader)
    assert client.get("/logout/").status_code == 405

    client.post("/logout/")
    assert "_auth_user_id" not in client.session
