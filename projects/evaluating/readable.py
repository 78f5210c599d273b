"""Readings whose terms can be read, and a word for each whose terms cannot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog

from projects.evaluating.ledger import Ledger
from projects.evaluating.rules import terms
from projects.models import ClauseReading
from projects.rules.calendar import NoHolidayData, UnknownCalendar
from projects.rules.profit_split import ScopeMatchesNothing
from projects.rules.result import BadInput, BadTerms

log = structlog.get_logger(__name__)

REFUSED = (BadInput, BadTerms, NoHolidayData, UnknownCalendar, ScopeMatchesNothing)
"""What a rule raises that cannot be computed on what the record holds."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A reading that cannot be computed, and why."""

    reading: ClauseReading
    reason: str


def readable(
    held: Ledger, rows: Iterable[ClauseReading], problems: list[Unreadable]
) -> Iterator[tuple[ClauseReading, Any]]:
    """Each reading with its terms; those that cannot be read go to ``problems``."""
    for row in rows:
        try:
            found = terms(held, row)
        except REFUSED as refusal:
            problems.append(refused(row, refusal))
            continue
        yield row, found


def refused(row: ClauseReading, refusal: Exception) -> Unreadable:
    """Log that a reading cannot be computed; pages say so in its place."""
    told = {"clause": row.clause.slug, "reading": row.reading, "reason": str(refusal)}
    log.warning("clause cannot be computed", **told)
    return Unreadable(row, str(refusal))
