import pytest
from django.core.management import call_command
from django.db import connection

from tracker import tables
from tracker.local import CannotStart

pytestmark = pytest.mark.django_db


def stamped(text):
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE django_migrations IS {text}")


def test_tables_that_were_migrated_just_now_are_used_as_they_are():
    assert tables.made_by() == tables.digest()
    tables.refuse_tables_of_others()


@pytest.mark.parametrize("stamp", ["'0123456789abcdef'", "NULL"])
def test_tables_of_other_migrations_are_refused_with_what_to_do(stamp):
    stamped(stamp)

    with pytest.raises(CannotStart, match=r"Move \.local/postgres/ away"):
        tables.refuse_tables_of_others()


def test_migrating_old_tables_once_more_does_not_make_them_new():
    stamped("'0123456789abcdef'")

    call_command("migrate", verbosity=0)

    assert tables.made_by() == "0123456789abcdef"


def test_an_empty_database_has_tables_of_nobody():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")

    assert tables.made_by() is None
    tables.refuse_tables_of_others()


def test_a_changed_migration_changes_the_digest(monkeypatch, tmp_path):
    folder = tmp_path / "app" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("before")
    monkeypatch.setattr(tables, "ROOT", tmp_path)
    before = tables.digest()

    (folder / "0001_initial.py").write_text("after")

    assert tables.digest() != before
