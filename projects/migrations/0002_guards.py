"""Extensions, and the guards of the ledger. Written by hand, kept when 0001 is made anew."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

from projects.guards import complete, functions, guard, mark

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
WHOLES = ["projects_update", "projects_claim", "projects_citation"]
PARTS = [
    ("projects_claim", "projects_update", "update_id"),
    ("projects_citation", "projects_update", "update_id"),
    ("projects_acceptance", "projects_update", "update_id"),
    ("projects_sourcestatus", "projects_update", "update_id"),
    ("projects_cashflow", "projects_update", "update_id"),
    ("projects_quantityclaim", "projects_claim", "claim_ptr_id"),
    ("projects_stageclaim", "projects_claim", "claim_ptr_id"),
    ("projects_factclaim", "projects_claim", "claim_ptr_id"),
    ("projects_statement", "projects_claim", "claim_ptr_id"),
    ("projects_clausereading", "projects_claim", "claim_ptr_id"),
    ("projects_finding", "projects_claim", "claim_ptr_id"),
    ("projects_legalbasis", "projects_claim", "claim_ptr_id"),
    ("projects_tariffcomponent", "projects_claim", "claim_ptr_id"),
    ("projects_claimspeaker", "projects_claim", "claim_id"),
    ("projects_claimsubject", "projects_claim", "claim_id"),
    ("projects_citation", "projects_claim", "claim_id"),
    ("projects_statement_bears_on_agreements", "projects_claim", "statement_id"),
    ("projects_clausereading_holders", "projects_claim", "clausereading_id"),
    ("projects_citationstep", "projects_citation", "citation_id"),
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
        *[mark(table) for table in WHOLES],
        *[complete(*part) for part in PARTS],
    ]
