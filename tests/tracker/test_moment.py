"""Which moment an address asks for, and what is refused."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import RequestContext

from projects.rules.moment import Moment
from tests.factories import UpdateFactory
from tests.tracker.pages.rows import NOW, given
from tracker.moment import carry
from tracker.templatetags.moments import at

pytestmark = pytest.mark.django_db
FIRST = date(2025, 7, 22)
RECORDED = datetime(2025, 7, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def record():
    with time_machine.travel(NOW, tick=False):
        UpdateFactory(known_on=FIRST, recorded_at=RECORDED)
        given(date(2025, 12, 31), title="First project", slug="first")
        yield


@pytest.mark.parametrize(
    ("asked", "why", "instead"),
    [
        ("as_of=yesterday", "is no date", "?as_of=2026-03-01"),
        ("as_of=2026-02-31", "is no date", "?as_of=2026-02-28"),
        ("as_of=2025-07-21", "begins later", "?as_of=2025-07-22"),
        ("as_of=2026-03-02", "lies ahead", "?as_of=2026-03-01"),
        ("recorded=then", "is no instant", 'href="/"'),
        ("recorded=2026-03-02", "lies ahead", 'href="/"'),
        ("recorded=2025-07-21", "written down", "?recorded=2025-07-22T00:00:00Z"),
        ("as_of=1999&recorded=2026-02-01", "is no date", "?as_of=2026-03-01"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_nearest_that_can(
    client, asked, why, instead
):
    answer = client.get(f"/?{asked}")

    assert answer.status_code == 400
    assert why in answer.text
    assert instead in answer.text.replace("%3A", ":")


@pytest.mark.parametrize("asked", ["as_of=", "as_of=&recorded=", "recorded="])
def test_an_empty_field_is_as_if_it_was_not_given(client, asked):
    answer = client.get(f"/?{asked}")

    assert answer.status_code == 200
    assert answer.wsgi_request.moment.past is False
    assert client.get(f"/login/?{asked}").status_code == 200


@pytest.mark.parametrize("day", ["2025-07-22", "2026-02-28", "2026-03-01"])
def test_the_first_day_and_today_can_be_asked_for(client, day):
    assert client.get(f"/?as_of={day}").status_code == 200


@pytest.mark.parametrize("address", ["/desk/", "/watches/", "/account/", "/login/"])
def test_pages_of_today_refuse_another_day(admin_client, address):
    answer = admin_client.get(f"{address}?as_of=2026-02-01")

    assert answer.status_code == 400
    assert "no other day than today" in answer.text


def test_a_past_day_is_said_above_the_page_and_today_is_not(client):
    past = client.get("/?as_of=2026-01-31&x=y").text

    assert "As known on 31 Jan 2026." in past
    assert 'href="/?x=y">Back to today' in past
    assert "Later evidence is hidden" not in client.get("/").text
    assert "Later evidence is hidden" not in client.get("/?as_of=2026-03-01").text


def test_what_had_been_recorded_is_said_too(client):
    page = client.get("/?as_of=2026-01-31&recorded=2026-02-01T10:00Z").text

    assert "As we had written it down by 1 Feb 2026, 10:00 UTC." in page


@pytest.mark.parametrize(
    ("recorded", "kind"),
    [("", "date"), ("2026-02-01", "date"), ("2026-02-01T10:00:00Z", "text")],
)
def test_the_control_asks_for_both_days_and_keeps_them(client, recorded, kind):
    page = client.get(f"/?as_of=2026-01-31&recorded={recorded}").text

    assert f'<input type="{kind}" name="recorded" value="{recorded}"' in page
    assert ("As we had written it down" in page) is bool(recorded)


def test_an_instant_alone_means_its_own_day(client):
    page = client.get("/?recorded=2026-02-01T23:30-05:00").text

    assert "As known on 2 Feb 2026." in page


def test_links_lead_to_the_same_moment(client):
    page = client.get("/?as_of=2026-01-31").text

    assert 'href="/deadlines/first/?as_of=2026-01-31"' in page
    assert 'href="/watches/"' in page
    assert 'name="as_of" value="2026-01-31"' in page
    assert 'href="/deadlines/first/"' in client.get("/").text


def test_a_past_day_is_cited_by_its_own_address_and_not_indexed(client):
    past = client.get("/?recorded=2026-02-01&as_of=2026-01-31&q=a").text
    today = client.get("/").text

    address = "http://testserver/?q=a&amp;as_of=2026-01-31&amp;recorded=2026-02-01"
    assert f'<link rel="canonical" href="{address}">' in past
    assert 'content="noindex"' in past
    assert '<link rel="canonical" href="http://testserver/">' in today
    assert "noindex" not in today


def test_what_was_not_known_by_then_is_not_found_and_leads_to_today(client):
    answer = client.get("/deadlines/first/?as_of=2025-07-21")
    assert answer.status_code == 400

    UpdateFactory(known_on=date(2025, 7, 1))
    answer = client.get("/deadlines/first/?as_of=2025-07-21")
    assert answer.status_code == 404
    assert 'href="/deadlines/first/">See it as known today' in answer.text


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/x/", "/x/?as_of=2026-01-31"),
        ("/x/#part", "/x/?as_of=2026-01-31#part"),
        ("?q=a", "?q=a&as_of=2026-01-31"),
        ("/x/?as_of=2025-01-01", "/x/?as_of=2026-01-31"),
    ],
)
def test_an_address_takes_the_moment_with_it(address, carried):
    assert carry(address, Moment.at(date(2026, 1, 31))) == carried
    assert carry(address, Moment.today(NOW)) == address


def test_a_page_of_today_is_led_to_as_it_is(client):
    context = RequestContext(client.get("/?as_of=2026-01-31").wsgi_request)

    assert at(context, "/deadlines/first/") == "/deadlines/first/?as_of=2026-01-31"
    assert at(context, "?q=a") == "?q=a&as_of=2026-01-31"
    assert at(context, "/watches/") == "/watches/"


def test_the_slider_is_told_the_days_that_brought_something(client):
    UpdateFactory(known_on=date(2026, 2, 1), retracted=True)

    days = client.get("/days.json").json()["days"]

    assert days == ["2025-07-22", "2025-10-01"]
