"""What somebody with the owner's rights removed is named, where the rest proves it."""

import pytest
from django.db import connection, transaction

from projects.actions.verification import differences
from tests.factories import (
    DateClaimFactory,
    FactClaimFactory,
    PartyFactory,
    StageClaimFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


def remove(table, where):
    """As only the owner of the tables can: with the guard taken down."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER guard")
        cursor.execute(f"DELETE FROM {table} WHERE {where}")
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def claim():
    update = UpdateFactory()
    claim = DateClaimFactory(update=update, by=PartyFactory.create_batch(2))
    FactClaimFactory(update=update)
    return claim


def test_a_ledger_that_lacks_nothing_is_said_to(claim):
    StageClaimFactory()

    assert list(differences()) == []


@pytest.mark.parametrize(
    ("table", "where", "said"),
    [
        ("projects_claimspeaker", "place = 1", "1 of its claim speakers vanished"),
        ("projects_citation", "true", "its citations vanished"),
        ("deadlines_dateclaim", "true", "its dateclaim vanished"),
        ("projects_factclaim", "true", "its factclaim vanished"),
    ],
)
def test_what_vanished_is_named(claim, table, where, said):
    remove(table, where)

    assert said in "; ".join(differences())


def test_what_stood_last_leaves_no_trace(claim):
    remove("projects_claimspeaker", f"claim_id = {claim.pk} AND place = 2")

    assert list(differences()) == []
