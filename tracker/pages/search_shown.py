"""What of the record the search may show: nothing that only retracted updates say.

Pieces of SQL for the fields of search_fields.py.
"""

from collections.abc import Iterable

# Subjects of the record that hang on a party; each was brought in by a live update.
_STANDING = (
    ("projects_pledge", "promisor_id"),
    ("projects_pledge", "beneficiary_id"),
    ("projects_projectparty", "party_id"),
    ("projects_partyrole", "party_id"),
    ("projects_partyrole", "organisation_id"),
    ("projects_agreement_parties", "party_id"),
    ("projects_financingline", "provider_id"),
    ("deadlines_deadline", "obligor_id"),
    ("deadlines_deadline", "decider_id"),
    ("projects_party", "parent_id"),
)


def shown(kind: str, key: str) -> str:
    """No source and no party that only retracted updates name."""
    return f"""
        CASE {kind}
        WHEN 'source' THEN {_source(key)} WHEN 'party' THEN {_party(key)} ELSE true END
    """


def live(update: str) -> str:
    """Join the update that a row hangs on, if it stands."""
    return f"JOIN projects_update u ON u.id = {update} AND u.status = 'published'"


def claim(key: str) -> str:
    return f"JOIN projects_claim c ON c.id = {key} {live('c.update_id')}"


def _any(parts: Iterable[str]) -> str:
    return " OR ".join(f"EXISTS ({part})" for part in parts)


def _citing(source: str, status: str) -> list[str]:
    """Updates that cite a source, or something it comes from."""
    cited = f"""
        LEFT JOIN projects_claim m ON m.id = n.claim_id
        JOIN projects_update v
            ON v.id = coalesce(n.update_id, m.update_id) AND v.status = '{status}'
    """
    step = "JOIN projects_citation n ON n.id = z.citation_id"
    return [
        f"SELECT FROM projects_citation n {cited} WHERE n.source_id = {source}",
        f"SELECT FROM projects_citation n {cited} WHERE n.origin_id = {source}",
        f"SELECT FROM projects_citationstep z {step} {cited}"
        f" WHERE z.source_id = {source}",
    ]


def _source(source: str) -> str:
    standing, fallen = (
        _any(_citing(source, each)) for each in ("published", "retracted")
    )
    return f"({standing} OR NOT ({fallen}))"


def _naming(party: str, status: str) -> list[str]:
    """Updates in which a party speaks, is spoken of, or is the one that publishes."""
    claims = [
        f"""
        SELECT FROM {table} n JOIN projects_claim m ON m.id = n.claim_id
        JOIN projects_update v ON v.id = m.update_id
        WHERE n.party_id = {party} AND v.status = '{status}'
        """
        for table in ("projects_claimspeaker", "projects_claimsubject")
    ]
    published = f"""
        SELECT FROM projects_source p
        WHERE p.publisher_id = {party} AND ({_any(_citing("p.id", status))})
    """
    return [*claims, published]


def _party(party: str) -> str:
    subjects = [f"SELECT FROM {t} n WHERE n.{c} = {party}" for t, c in _STANDING]
    standing = _any([*_naming(party, "published"), *subjects])
    return f"({standing} OR NOT ({_any(_naming(party, 'retracted'))}))"
