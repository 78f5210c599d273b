"""By which rule each reading of a form is computed: that of the clause it reads."""

from collections.abc import Mapping, Sequence

from projects.models import Clause
from tracker.desk.figures import Unreadable
from tracker.desk.naming import Names
from tracker.desk.typed import Part


def rules_of(parts: Sequence[Part], names: Names) -> Mapping[int, str]:
    """The rule of each reading, by its number; "" where the clause is not known yet."""
    readings = [part for part in parts if part.kind == "reading"]
    slugs = {part.number: _clause(part, names) for part in readings}
    clauses = Clause.objects.filter(slug__in=set(slugs.values()) - {""})
    rules = dict(clauses.values_list("slug", "kind")) if any(slugs.values()) else {}
    own = {part.get("title"): part.get("kind") for part in parts if _is_new(part)}
    own |= {part.get("key"): part.get("kind") for part in parts if _is_new(part)}
    return {
        part.number: rules.get(slugs[part.number]) or own.get(part.get("clause"), "")
        for part in readings
    }


def _is_new(part: Part) -> bool:
    return part.kind == "clause" and not part.is_empty


def _clause(part: Part, names: Names) -> str:
    """The slug of the clause; what is wrong with its name is told where it is read."""
    try:
        return (
            names.one(part.get("clause"), ("clause",)).key if part.get("clause") else ""
        )
    except Unreadable:
        return ""
