"""What an update is about: what was named so, and what its claims and news name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from deadlines.models import Deadline
from projects.models import Project, Tranche
from tracker.seeding.rows import Row
from tracker.seeding.tables import ABOUT

PARENTS = ("pledge", "tranche")


def about(
    named: Iterable[str], claims: Sequence[Mapping[str, Any]], brings: Iterable[Row]
) -> dict[str, list[str]]:
    """The fields of an update's row that say what it is about."""
    found: dict[str, dict[str, None]] = {name: {} for name in ABOUT}
    for reference in [*named, *_of_claims(claims)]:
        prefix, _colon, key = reference.partition(":")
        found.get(f"{prefix}s", {})[key] = None
    for row in brings:
        found.get(f"{row.table}s", {})[row.key] = None
        for parent in PARENTS:
            if row.values.get(parent):
                found[f"{parent}s"][row.values[parent]] = None
        for project in row.values.get("projects", ()):
            found["projects"][project] = None
    _add_parents(found)
    return {name: list(keys) for name, keys in found.items()}


def _of_claims(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    named: list[str] = []
    for claim in claims:
        if claim.get("deadline"):
            named.append(f"deadline:{claim['deadline']}")
        named += [*claim.get("of", ()), *claim.get("bears_on", ())]
    return named


def _add_parents(found: dict[str, dict[str, None]]) -> None:
    """The pledge, and the tranche, of each deadline, project and tranche of the record.

    Those that the entry itself brings in have named theirs already.
    """
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
