"""The guards of the ledger's deadline claims. Written by hand."""

from django.db import migrations

from projects.guards import guard

WRITTEN_ONCE = [
    "deadlines_dateclaim",
    "deadlines_outcomeclaim",
    "deadlines_statementbearing",
]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("projects", "0002_guards")]

    operations = [guard(table) for table in WRITTEN_ONCE]
