"""Moving a user's mail address."""

import pytest

from deadlines.actions import AddressTaken, change_address
from tests.factories import RecipientFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_alerts_follow_a_user_to_a_new_address():
    reader = RecipientFactory(user=UserFactory())
    change_address(user=reader.user, address="new@example.org")

    reader.refresh_from_db()
    assert (reader.address, reader.user.email) == ("new@example.org",) * 2


def test_a_user_who_gets_no_alerts_gets_no_recipient():
    user = UserFactory()
    change_address(user=user, address="new@example.org")

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert not hasattr(user, "recipient")


def test_an_address_that_somebody_else_is_told_at_is_refused():
    RecipientFactory(address="Taken@example.org")
    user = UserFactory(email="old@example.org")

    with pytest.raises(AddressTaken, match="taken@example"):
        change_address(user=user, address="taken@example.org")
    user.refresh_from_db()
    assert user.email == "old@example.org"


def test_two_users_may_both_have_no_address():
    for reader in (RecipientFactory(user=UserFactory()) for _ in range(2)):
        change_address(user=reader.user, address="")
        reader.refresh_from_db()
        assert reader.address == ""
