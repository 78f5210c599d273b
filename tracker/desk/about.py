"""What an update is about: what was named so, and what its claims and news name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from deadlines.models import Deadline
from projects.models import Clause, FinancingLine, Project, Tranche
from tracker.desk.decided import about_decided
from tracker.seeding.references import references_of
from tracker.seeding.rows import Row
from tracker.seeding.tables import ABOUT

# What is no subject of an update itself, and leads to some.
LEADING = ("lines", "clauses")


def about(
    named: Iterable[str], claims: Sequence[Mapping[str, Any]], brings: Iterable[Row]
) -> dict[str, list[str]]:
    """The fields of an update's row that say what it is about."""
    found: dict[str, dict[str, None]] = {
        name: {} for name in (*ABOUT, "lines", "clauses")
    }
    news = [name for row in brings for name in _of_row(row)]
    for reference in [*named, *_of_claims(claims), *news]:
        prefix, _colon, key = reference.partition(":")
        found.get(f"{prefix}s", {})[key] = None
    _add_parents(found)
    return {name: list(found[name]) for name in ABOUT}


def _of_row(row: Row) -> list[str]:
    """What the entry brings in, and everything that it hangs on."""
    named = [f"{row.table}:{row.key}"]
    for reference in references_of(row):
        table = "line" if reference.table == "financing_line" else reference.table
        named.append(f"{table}:{reference.key}")
    return [*named, *about_decided(row)]


def _of_claims(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    named: list[str] = []
    for claim in claims:
        if claim.get("deadline"):
            named.append(f"deadline:{claim['deadline']}")
        if claim.get("clause"):
            named.append(f"clause:{claim['clause']}")
        for name in ("instrument", "ended_by"):
            named += [f"agreement:{claim[name]}"] if claim.get(name) else []
        named += [*claim.get("of", ()), *claim.get("bears_on", ())]
    return named


def _add_parents(found: dict[str, dict[str, None]]) -> None:
    """The pledge, and the tranche, of each deadline, project and tranche of the record.

    Those that the entry itself brings in have named theirs already.
    """
    clauses = Clause.objects.filter(slug__in=list(found["clauses"]))
    for agreement in clauses.values_list("agreement__slug", flat=True):
        found["agreements"][agreement] = None
    lines = FinancingLine.objects.filter(slug__in=list(found["lines"]))
    for pledge, project in lines.values_list("pledge__slug", "projects__slug"):
        found["pledges"] |= {pledge: None} if pledge else {}
        found["projects"] |= {project: None} if project else {}
    pairs: list[tuple[str, str | None]] = [
        *Deadline.objects.filter(slug__in=list(found["deadlines"])).values_list(
            "pledge__slug", "tranche__slug"
        ),
        *Project.objects.filter(slug__in=list(found["projects"])).values_list(
            "pledge__slug", "tranche__slug"
        ),
    ]
    tranches = Tranche.objects.filter(slug__in=list(found["tranches"]))
    pairs += [(slug, None) for slug in tranches.values_list("pledge__slug", flat=True)]
    for pledge, tranche in pairs:
        found["pledges"][pledge] = None
        if tranche:
            found["tranches"][tranche] = None
