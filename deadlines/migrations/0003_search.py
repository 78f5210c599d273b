"""Indexes of the texts of deadlines that are searched. Written by hand."""

from django.db import migrations

# The fields of tracker/pages/search_fields.py.
SEARCHED = {
    "search_deadline_title": ("deadlines_deadline", "title"),
    "search_deadline_met_when": ("deadlines_deadline", "met_when"),
    "search_date_reasons": (
        "deadlines_dateclaim",
        "event || ' ' || justification || ' ' || window_reason",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_guards"), ("projects", "0003_search")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {name} ON {table} USING gin (pledgebook_tokens({text}))",
            f"DROP INDEX {name}",
        )
        for name, (table, text) in SEARCHED.items()
    ]
