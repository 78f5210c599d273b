"""Extensions, and the guards of the ledger. Written by hand, kept when 0001 is made anew."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

from projects.guards import functions, guard

WRITTEN_ONCE = [
    "projects_claim",
    "projects_claimspeaker",
    "projects_claimsubject",
    "projects_quantityclaim",
    "projects_stageclaim",
    "projects_factclaim",
    "projects_statement",
    "projects_statement_bears_on_agreements",
    "projects_clausereading",
    "projects_clausereading_holders",
    "projects_finding",
    "projects_legalbasis",
    "projects_tariffcomponent",
    "projects_citation",
    "projects_citationstep",
    "projects_acceptance",
    "projects_sourcestatus",
    "projects_cashflow",
]


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        functions(),
        *[guard(table) for table in WRITTEN_ONCE],
        guard("projects_update", "pledgebook_retract_only"),
    ]
