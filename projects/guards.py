"""Database triggers that keep the ledger append-only, for migrations to install.

They stand under every road into the database: the ORM, psql, a careless script.
TRUNCATE fires no row trigger; it stays a privilege of the owner, for tests.
"""

from django.db.migrations import RunSQL

FUNCTIONS = """
CREATE FUNCTION pledgebook_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted; publish a correction',
        TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION pledgebook_retract_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY[
        'status', 'retracted_at', 'retracted_by_id', 'retracted_why'];
BEGIN
    IF TG_OP = 'DELETE'
        OR OLD.status <> 'published'
        OR NEW.status <> 'retracted'
        OR to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change
    THEN
        RAISE EXCEPTION 'a published update can only be retracted, and only once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION pledgebook_refuse_change();
DROP FUNCTION pledgebook_retract_only();
"""


def functions() -> RunSQL:
    """The trigger functions. Install once, before any guard."""
    return RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def guard(table: str, function: str = "pledgebook_refuse_change") -> RunSQL:
    """Refuse UPDATE and DELETE of a table's rows, as the function says."""
    return RunSQL(
        f"CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}(); "
        # Also for a session that plays the replica, where plain triggers do not fire.
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER guard",
        f"DROP TRIGGER guard ON {table}",
    )
