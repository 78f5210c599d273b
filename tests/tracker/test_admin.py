"""The admin: reference data may be written there, and evidence may not."""

import pytest
from django.contrib.auth.models import Group

from projects.models import Party, Source
from tests.factories import (
    AcceptanceFactory,
    AlertFactory,
    DeliveryFactory,
    PartyFactory,
    QuantityClaimFactory,
    SourceFactory,
    UserFactory,
)
from tests.tracker.pages.rows import NOW
from tracker import roles

pytestmark = pytest.mark.django_db
NAMES = {
    "names-TOTAL_FORMS": 0,
    "names-INITIAL_FORMS": 0,
}


@pytest.fixture(params=["the role admin", "a superuser"])
def admin(request, client):
    roles.sync()
    user = UserFactory(is_staff=True, is_superuser=request.param == "a superuser")
    user.groups.add(Group.objects.get(name="admin"))
    client.force_login(user)
    return client


@pytest.fixture
def of_role(client):
    roles.sync()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="admin"))
    client.force_login(user)
    return client


def a_claim():
    return QuantityClaimFactory()


def an_update():
    return a_claim().update


def a_citation():
    return a_claim().citations.get()


def an_acceptance():
    return AcceptanceFactory(claim=a_claim())


def a_delivery():
    return DeliveryFactory(next_attempt_at=NOW)


@pytest.mark.parametrize(
    ("model", "make"),
    [
        ("projects/claim", a_claim),
        ("projects/update", an_update),
        ("projects/citation", a_citation),
        ("projects/acceptance", an_acceptance),
        ("deadlines/alert", AlertFactory),
        ("deadlines/delivery", a_delivery),
    ],
)
def test_evidence_can_be_seen_and_not_added_changed_or_deleted(admin, model, make):
    row = make()
    address = f"/admin/{model}/{row.pk}"

    assert admin.get(f"/admin/{model}/").status_code == 200
    assert admin.get(f"{address}/change/").status_code == 200
    assert admin.get(f"/admin/{model}/add/").status_code == 403
    assert admin.post(f"{address}/change/", {"words": "other"}).status_code == 403
    assert admin.post(f"{address}/delete/", {"post": "yes"}).status_code == 403


def test_a_claim_keeps_its_words(admin):
    claim = QuantityClaimFactory(words="US$550bn")

    admin.post(f"/admin/projects/claim/{claim.pk}/change/", {"words": "US$55bn"})

    claim.refresh_from_db()
    assert claim.words == "US$550bn"


def test_an_admin_renames_a_party_and_its_address_stays(of_role):
    party = PartyFactory(slug="meti", name="MITI", kind="agency")

    of_role.post(
        f"/admin/projects/party/{party.pk}/change/",
        {"name": "METI", "kind": "agency", "slug": "other", **NAMES},
    )

    assert Party.objects.get(pk=party.pk).name == "METI"
    assert Party.objects.get(pk=party.pk).slug == "meti"


def test_an_archived_text_is_not_edited_under_its_hash(of_role):
    source = SourceFactory(archived_text="As it was.", sha256="ab" * 32)

    of_role.post(
        f"/admin/projects/source/{source.pk}/change/",
        {
            "title": "New title",
            "publisher": source.publisher_id,
            "url": source.url,
            "language": "en",
            "kind": "origin",
            "grade": "B",
            "archived_text": "As it never was.",
        },
    )

    kept = Source.objects.get(pk=source.pk)
    assert (kept.title, kept.archived_text) == ("New title", "As it was.")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("javascript:alert(1)", "Enter a valid URL."),
        ("ftp://a.example/b", "An address begins with http:// or https://."),
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused_there(of_role, url, said):
    source = SourceFactory(url="https://a.example/b")
    address = f"/admin/projects/source/{source.pk}/change/"
    given = {"title": "T", "publisher": source.publisher_id, "language": "en"}
    page = of_role.post(address, {**given, "kind": "origin", "grade": "B", "url": url})

    assert said in page.content.decode()
    assert Source.objects.get(pk=source.pk).url == "https://a.example/b"


def test_no_one_deletes_a_party_there(admin):
    address = f"/admin/projects/party/{PartyFactory().pk}/delete/"

    assert admin.post(address, {"post": "yes"}).status_code == 403


def test_an_admin_makes_nobody_a_superuser(of_role):
    user = UserFactory()

    of_role.post(
        f"/admin/projects/user/{user.pk}/change/",
        {"username": user.username, "is_active": "on", "is_superuser": "on"},
    )

    user.refresh_from_db()
    assert not user.is_superuser


def test_an_admin_does_not_touch_a_superuser(of_role):
    root = UserFactory(is_superuser=True)

    assert of_role.post(f"/admin/projects/user/{root.pk}/change/").status_code == 403
    assert of_role.get(f"/admin/projects/user/{root.pk}/password/").status_code == 403


def test_who_is_no_staff_sees_nothing_there(client):
    client.force_login(UserFactory())

    assert client.get("/admin/projects/claim/").status_code == 302
