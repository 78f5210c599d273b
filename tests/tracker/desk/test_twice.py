"""Publish pressed twice: one update, and both presses lead to it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from projects.models import Draft, Update
from tests.tracker.desk.test_form import MOVE, URL

HEADLINE = "First project by end of February"


@pytest.fixture
def desk(desk_of, person, first_project):
    """An editor's form, ready to be published."""
    desk = desk_of(person("editor"))
    desk.press("add", "date", p0_headline=HEADLINE, p1_url=URL)
    return desk.press("save", **MOVE)


def published():
    """The address of what was published, which is one update."""
    return f"/updates/{Update.objects.get(headline=HEADLINE).public_id}/"


def led_to(response):
    return response.headers.get("HX-Redirect") or response.url


def told_at(client, address):
    return [str(message) for message in client.get(address).context["messages"]]


@pytest.mark.django_db
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no script"])
def test_the_second_press_leads_to_what_the_first_published(desk, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    posted = {**desk.fields, "publish": "1"}
    twice = [desk.client.post(desk.path, posted, headers=headers) for _ in "12"]

    assert [led_to(each) for each in twice] == [published()] * 2
    assert told_at(desk.client, published()) == [f"Published: {HEADLINE}."]


@pytest.mark.django_db
def test_an_empty_form_sent_twice_to_be_published_is_published_once(
    desk_of, person, first_project
):
    desk = desk_of(person("editor"))
    desk.fields |= {"0-headline": [HEADLINE], "1-url": [URL]}
    posted = {**desk.fields, "publish": "1"}
    twice = [desk.client.post("/desk/new/", posted) for _ in "12"]

    assert [led_to(each) for each in twice] == [published()] * 2
    assert told_at(desk.client, published()) == [f"Published: {HEADLINE}."]


@pytest.mark.django_db
def test_what_another_editor_published_meanwhile_is_said_to_be_theirs(
    desk, desk_of, person
):
    posted = {**desk.fields, "publish": "1"}
    author = Draft.objects.get().author
    desk_of(person("editor", username="ed"), desk.path).press("publish")
    desk.client.force_login(author)
    response = desk.client.post(desk.path, posted)

    assert led_to(response) == published()
    told = f"Published meanwhile by ed: {HEADLINE}."
    assert told in told_at(desk.client, published())


@pytest.mark.django_db
def test_what_was_typed_after_it_was_published_is_not_taken_as_published(desk):
    client, path, posted = desk.client, desk.path, {**desk.fields, "publish": "1"}
    client.post(path, posted)
    more = {**posted, "0-note": "And a word more."}
    response = client.post(path, more)

    assert led_to(response) == path
    assert "This draft was published or discarded meanwhile." in told_at(client, path)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_time_publish_once(desk):
    together, posted = Barrier(2), {**desk.fields, "publish": "1"}
    session = desk.client.cookies["sessionid"].value

    def press(_which):
        client = Client()
        client.cookies["sessionid"] = session
        together.wait(60)
        try:
            return led_to(client.post(desk.path, posted))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, "12", timeout=240)) == [published()] * 2
    assert Draft.objects.get().update.claims.count() == 1
