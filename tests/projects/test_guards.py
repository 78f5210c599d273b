"""The database itself refuses to change evidence, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from projects.models import Acceptance, Citation, Claim, Update
from tests.factories import DateClaimFactory, UpdateFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(sql: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE projects_claim SET words = 'other'",
        "DELETE FROM projects_claim",
        "UPDATE deadlines_dateclaim SET latest_on = '2027-01-01'",
        "DELETE FROM deadlines_dateclaim",
        "UPDATE projects_citation SET locator = 'other'",
        "DELETE FROM projects_citation",
        "UPDATE projects_acceptance SET operative = false",
        "DELETE FROM projects_acceptance",
        "DELETE FROM projects_claimspeaker",
        "DELETE FROM projects_update",
    ],
)
def test_evidence_is_never_changed_or_deleted(sql):
    DateClaimFactory(accepted=True)

    with pytest.raises(IntegrityError, match=r"never changed|only be retracted"):
        run(sql)


def test_new_evidence_can_always_be_added():
    DateClaimFactory(accepted=True)

    assert (Claim.objects.count(), Citation.objects.count()) == (1, 1)
    assert Acceptance.objects.count() == 1


def test_a_published_headline_is_never_edited():
    UpdateFactory(headline="as read")

    with pytest.raises(IntegrityError, match="can only be retracted"):
        Update.objects.update(headline="as wished")


def test_an_update_is_retracted_once():
    update, editor = UpdateFactory(), UserFactory()
    retraction = {
        "status": "retracted",
        "retracted_at": update.recorded_at,
        "retracted_by": editor,
        "retracted_why": "A different project was meant.",
    }
    Update.objects.filter(pk=update.pk).update(**retraction)

    with pytest.raises(IntegrityError, match="only once"), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(retracted_why="Another reason.")
    assert Update.objects.live().count() == 0


def test_a_session_that_plays_the_replica_is_refused_too():
    DateClaimFactory()

    run("SET LOCAL session_replication_role = replica")

    with pytest.raises(IntegrityError, match="never changed"):
        run("UPDATE projects_claim SET words = 'other'")
