"""Database triggers that keep the ledger append-only, for migrations to install.

Nothing written is changed or deleted, and nothing is added to what was published: the
claims of an update, and whatever makes up a claim, are written in one transaction.
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

CREATE FUNCTION pledgebook_mark_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.written_in := txid_current();
    RETURN NEW;
END $$;

-- What a row is part of: TG_ARGV has the table and, here, the column that names it.
CREATE FUNCTION pledgebook_refuse_addition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint := to_jsonb(NEW) ->> TG_ARGV[1];
    written_in bigint;
BEGIN
    EXECUTE format('SELECT written_in FROM %I WHERE id = $1', TG_ARGV[0])
        INTO written_in USING whole;
    -- One that names nothing, or nothing there is, is left to the other constraints.
    IF written_in <> txid_current() THEN
        RAISE EXCEPTION
            'nothing is added to a row of % once it is written; publish a correction',
            TG_ARGV[0] USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION pledgebook_refuse_addition();
DROP FUNCTION pledgebook_mark_transaction();
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


def mark(table: str) -> RunSQL:
    """Note with each row the transaction that wrote it, whatever the writer says.

    The column is the guards' own: no model has it, and nothing reads it but they.
    """
    return RunSQL(
        f"ALTER TABLE {table} ADD COLUMN written_in bigint "
        "NOT NULL DEFAULT txid_current(); "
        f"CREATE TRIGGER mark BEFORE INSERT ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION pledgebook_mark_transaction(); "
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER mark",
        f"DROP TRIGGER mark ON {table}; ALTER TABLE {table} DROP COLUMN written_in",
    )


def complete(table: str, whole: str, column: str) -> RunSQL:
    """Refuse new rows in parts of what another transaction wrote.

    `column` names, of the marked table `whole`, the row that it is a part of.
    """
    return RunSQL(
        f"CREATE TRIGGER complete_{column} BEFORE INSERT ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION pledgebook_refuse_addition('{whole}', '{column}'); "
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER complete_{column}",
        f"DROP TRIGGER complete_{column} ON {table}",
    )
