"""Readings of a clause whose scope holds no financing line yet, told at the preview."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from projects.codes import ClaimKind, ClauseKind
from projects.evaluating.ledger import ledger, line_in_scope
from projects.models import ClauseReading, FinancingLine, Update
from projects.rules.moment import LATEST

ON_LINES = (
    ClauseKind.PROFIT_SPLIT,
    ClauseKind.DEEMED_AMOUNT,
    ClauseKind.REVIEW,
    ClauseKind.PENALTY,
    ClauseKind.CAP,
)
"""The rules that read the cash of financing lines."""


def empty_scopes(update: Update) -> list[str]:
    """What the readings of an update are narrowed down to and the record lacks."""
    if not update.claims.filter(kind=ClaimKind.READING).exists():
        return []
    readings = ClauseReading.objects.filter(update=update, clause__kind__in=ON_LINES)
    whole = readings.select_related("clause").prefetch_related(
        "subjects__line__projects"
    )
    return [
        _(
            "%(reading)s: no line of the record is in this scope yet: the clause will "
            "answer “cannot tell”."
        )
        % {"reading": reading}
        for reading in whole.in_order()
        if _is_empty(reading)
    ]


def _is_empty(reading: ClauseReading) -> bool:
    """Is it narrowed down, to subjects or by its terms, to nothing that is there?"""
    scope, narrowed = _named(reading), reading.subjects.exists()
    if not (scope or narrowed):
        return False
    lines = [line for line in _lines(reading) if line_in_scope(reading, line)]
    names = {name for line in lines for name in (line.slug, line.kind)}
    return not (scope & names if scope else lines)


def _named(reading: ClauseReading) -> set[str]:
    """The lines and kinds of line that the terms of the rule name."""
    scope = reading.parameters.get("scope", ())
    return set(scope) if isinstance(scope, list) else set()


def _lines(reading: ClauseReading) -> Collection[FinancingLine]:
    """The lines of the pledges that the clause's instrument covers."""
    held = ledger([reading.clause], on=reading.valid_from, moment=LATEST)
    pledges = held.pledges_of(reading.clause)
    of_them = Q(pledge__in=pledges) | Q(projects__pledge__in=pledges)
    known = FinancingLine.objects.seen(LATEST).filter(of_them)
    return list(known.distinct().prefetch_related("projects"))
