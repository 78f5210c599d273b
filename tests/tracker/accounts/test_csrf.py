"""No form can be posted from another site."""

import pytest
from django.test import Client

from tests.tracker.accounts.walking import places

pytestmark = pytest.mark.django_db


def refuses(client, path) -> bool:
    answer = client.post(path)
    return answer.status_code == 405 or b"CSRF" in answer.content


def test_only_the_stop_link_of_a_mail_takes_a_post_from_elsewhere(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("admin", is_staff=True, is_superuser=True))
    taken = {place.name for place in places() if not refuses(client, place.path)}

    assert taken == {"stop_watch"}


def test_the_same_holds_for_who_is_not_signed_in():
    client = Client(enforce_csrf_checks=True)
    taken = {place.name for place in places() if not refuses(client, place.path)}

    assert taken == {"stop_watch"}
