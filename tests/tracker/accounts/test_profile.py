"""One's own zone, language and mail address."""

import pytest

from tests.factories import RecipientFactory
from tests.tracker.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client, person):
    user = person("viewer", email="me@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def save(client, me):
    def post(**changes):
        form = {"zone": "UTC", "language": "en-gb", "address": me.email, **changes}
        answer = client.post("/account/", form, follow=True)
        me.refresh_from_db()
        return answer.content.decode()

    return post


@pytest.mark.parametrize("path", ["/account/", "/account/password/", "/watches/"])
def test_a_page_of_ones_own_needs_signing_in(client, path):
    assert client.get(path).url == f"/login/?next={path}"


@pytest.mark.parametrize("role", ["viewer", "analyst", "editor", "admin"])
@pytest.mark.parametrize("path", ["/account/", "/account/password/", "/watches/"])
def test_every_role_has_a_page_of_its_own(client, person, role, path):
    client.force_login(person(role))

    assert client.get(path).status_code == 200


def test_the_profile_names_the_role_and_offers_every_zone(client, me):
    page = client.get("/account/").content.decode()

    assert "viewer" in page
    assert '<option value="Asia/Tokyo">' in page
    assert 'list="zones"' in page


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("america/new york", "America/New_York"),
        (" seoul ", "Asia/Seoul"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_however_it_is_typed(me, save, typed, zone):
    save(zone=typed)

    assert me.zone == zone


@pytest.mark.parametrize(
    "typed",
    [
        "Atlantis",
        pytest.param("louisville", id="a city of two zones"),
        "../../etc/passwd",
    ],
)
def test_what_is_no_zone_is_refused_at_the_field(me, save, typed):
    page = save(zone=typed)

    assert "There is no zone" in page
    assert me.zone == "UTC"


def test_a_language_that_the_pages_do_not_have_is_refused(me, save):
    save(language="tlh")

    assert me.language == "en"


def test_a_new_address_takes_the_password_and_the_alerts_along(me, save):
    RecipientFactory(user=me, address=me.email)
    save(address="new@example.org", password=PASSWORD)

    assert me.email == "new@example.org"
    assert me.recipient.address == "new@example.org"


@pytest.mark.parametrize("password", ["", "a guess"])
def test_without_the_password_the_address_stays(me, save, password):
    page = save(address="thief@example.org", password=password)

    assert "Give your password" in page
    assert me.email == "me@example.org"


def test_the_password_cannot_be_guessed_through_the_profile(me, save):
    for _ in range(5):
        save(address="thief@example.org", password="a guess")
    page = save(address="thief@example.org", password=PASSWORD)

    assert "Too many wrong passwords" in page
    assert me.email == "me@example.org"


def test_a_refused_address_changes_nothing_else(me, save):
    RecipientFactory(address="taken@example.org")
    page = save(address="taken@example.org", password=PASSWORD, zone="Asia/Tokyo")

    assert "Somebody else already gets alerts" in page
    assert (me.email, me.zone) == ("me@example.org", "UTC")
