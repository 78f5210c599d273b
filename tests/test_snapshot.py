"""A copied record is the loaded one, and as well guarded."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from deadlines.actions import verification as deadline_caches
from projects.actions import verification as project_caches
from projects.models import Update
from tests import snapshot

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 1)


def filled():
    """What stands in the tables after filling them; they are empty again."""
    with transaction.atomic():
        snapshot.fill(until=DAY)
        found = snapshot._read(sorted(snapshot._kept[DAY, None].rows))
        transaction.set_rollback(True)
    return {table: sorted(rows.splitlines()) for table, rows in found.rows.items()}


def test_the_second_record_is_the_first_row_by_row():
    loaded, copied = filled(), filled()

    assert sum(map(len, loaded.values())) > 100
    assert copied == loaded


def test_a_copied_record_has_its_guards_and_its_numbers():
    filled()
    snapshot.fill(until=DAY)
    update = Update.objects.first()

    assert [*project_caches.differences(), *deadline_caches.differences()] == []
    assert newest_id() >= Update.objects.order_by("id").last().id
    with pytest.raises(DatabaseError), transaction.atomic():
        Update.objects.filter(id=update.id).update(headline="Another")


def newest_id():
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM projects_update_id_seq")
        return cursor.fetchone()[0]
