"""The guards of the ledger's deadline claims. Written by hand."""

from django.db import migrations

from projects.guards import complete, guard

WRITTEN_ONCE = [
    "deadlines_dateclaim",
    "deadlines_outcomeclaim",
    "deadlines_statementbearing",
]
PARTS = [
    ("deadlines_dateclaim", "projects_claim", "claim_ptr_id"),
    ("deadlines_outcomeclaim", "projects_claim", "claim_ptr_id"),
    ("deadlines_statementbearing", "projects_claim", "statement_id"),
]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("projects", "0002_guards")]

    operations = [
        *[guard(table) for table in WRITTEN_ONCE],
        *[complete(*part) for part in PARTS],
    ]
