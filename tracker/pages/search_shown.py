"""What of the record the search may show: what is seen at the moment of the page.

Pieces of SQL for the fields of search_fields.py, which join `seen` and `bringing`.
"""

from typing import Any

from projects.models import Party, Source, Update
from projects.models.named import NamedQuerySet
from projects.rules.moment import Moment

Sql = tuple[str, list[Any]]


def moment_tables(moment: Moment) -> Sql:
    """The updates seen, and those whose subjects are, as tables of a WITH."""
    seen, given = _keys(Update.objects.seen(moment))
    bringing, given_too = _keys(Update.objects.bringing(moment))
    tables = f"""
        seen AS NOT MATERIALIZED ({seen}), bringing AS NOT MATERIALIZED ({bringing})
    """
    return tables, given + given_too


def shown(kind: str, key: str, moment: Moment) -> Sql:
    """No source and no party that nothing seen names."""
    source, given = _is_seen(Source.objects.seen(moment), key)
    party, given_too = _is_seen(Party.objects.seen(moment), key)
    case = f"""
        CASE {kind} WHEN 'source' THEN {source} WHEN 'party' THEN {party}
        ELSE true END
    """
    return case, given + given_too


def live(update: str) -> str:
    """Join the update that a row hangs on, if it is seen."""
    return f"JOIN seen u ON u.id = {update}"


def brought(update: str) -> str:
    """Join the update that brought a subject in, if the subject is seen."""
    return f"JOIN bringing u ON u.id = {update}"


def claim(key: str) -> str:
    return f"JOIN projects_claim c ON c.id = {key} {live('c.update_id')}"


def _is_seen(found: NamedQuerySet[Any], key: str) -> Sql:
    sql, given = _keys(found)
    return f"EXISTS (SELECT FROM ({sql}) n WHERE n.id = {key})", given


def _keys(found: Any) -> Sql:
    sql, given = found.order_by().values("id").query.sql_with_params()
    return sql, list(given)
