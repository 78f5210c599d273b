"""PUBLIC_READ=0: nothing is read without signing in."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from deadlines.stopping import stop_token
from tests.factories import DeadlineFactory, WatchFactory
from tests.local.processes import manage
from tests.tracker.accounts.walking import places

pytestmark = pytest.mark.django_db

OPEN = {
    "login",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "admin_login",
    "stop_watch",
    "healthz",
}


@pytest.fixture
def closed(settings):
    settings.PUBLIC_READ = False


def is_sign_in(answer) -> bool:
    target = urlsplit(answer.headers.get("Location", ""))
    return answer.status_code == 302 and target.path == "/login/"


def test_the_walk_comes_to_the_view_of_every_address():
    for place in places():
        if not place.name.startswith("admin:"):
            assert resolve(place.path).func == place.pattern.callback, place


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
def test_a_closed_site_leads_to_the_sign_in_from_everywhere(closed, client, method):
    found = {
        place.name
        for place in places()
        if not is_sign_in(getattr(client, method)(place.path))
    }

    assert found <= OPEN


def test_what_must_stay_open_does(closed, client):
    watch = WatchFactory()
    token = stop_token(watch.recipient_id, [watch.pk])
    pages = ["/login/", "/password/", "/password/sent/", "/password/x/y/", "/healthz"]

    for path in [*pages, f"/watches/stop/{token}/"]:
        assert client.get(path).status_code == 200, path
    assert client.post(f"/watches/stop/{token}/").status_code == 200


def test_the_sign_in_leads_back_to_what_was_asked_for(closed, client):
    answer = client.get("/deadlines/?status=late")

    assert answer.url == "/login/?next=/deadlines/%3Fstatus%3Dlate"


def test_an_open_site_is_read_by_anybody(client):
    deadline = DeadlineFactory()

    for path in ["/", "/deadlines/", f"/pledges/{deadline.pledge.slug}/"]:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("role", ["viewer", "analyst", "editor", "admin"])
def test_a_closed_site_is_read_by_every_role(closed, client, person, role):
    client.force_login(person(role))

    for path in ["/", "/deadlines/", "/projects/", "/account/"]:
        assert client.get(path).status_code == 200, path


def test_what_a_closed_site_shows_stays_out_of_shared_caches(closed, client, person):
    client.force_login(person("viewer"))
    answer = client.get("/")

    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


def test_htmx_is_told_to_leave_the_page_for_the_sign_in(closed, client):
    answer = client.get("/deadlines/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/login/?next=/deadlines/"
    assert answer.content == b""


@pytest.mark.parametrize(
    ("path", "next_page"),
    [
        ("/admin/login/?next=/admin/projects/", "/admin/projects/"),
        ("/admin/login/", "/admin/"),
    ],
)
def test_the_admin_has_no_door_of_its_own(client, path, next_page):
    assert client.get(path).url == f"/login/?next={next_page}"


def test_a_wrong_value_is_refused_with_the_way_out():
    done = manage("check", PUBLIC_READ="never")

    assert done.returncode == 1
    assert "Write PUBLIC_READ=1 or 0" in done.stderr
