"""What the record says of a pledge's split on a day, on the two lines of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from projects.codes import ClauseKind, Instrument
from projects.evaluating.ledger import Ledger, ledger
from projects.evaluating.readable import Unreadable, readable
from projects.evaluating.rules import beside, written
from projects.models import Clause, ClauseReading, Pledge
from projects.rules.deemed import DeemedTerms
from projects.rules.moment import Moment
from projects.rules.recovery import ReviewTerms
from projects.rules.result import Clause as Written
from projects.rules.split_terms import SplitTerms
from tracker.pages.evaluated import Looked, clause_places
from tracker.pages.results import Places
from tracker.scenario.split_stream import EQUITY, LOANS

UNKNOWN = Written("", "")
NO_PLACES = Places()


@dataclass(frozen=True, slots=True)
class RecordedReading:
    """One reading in force: its words, how well we hold it, and its terms."""

    name: str
    terms: SplitTerms


@dataclass(frozen=True, slots=True)
class SplitRecord:
    """The readings of a split in force, and the clauses beside it.

    Those are on the deemed amount, on a review of the shares, and on interest that is
    diverted while a call is not met. Readings with first shares come first; all of it
    is empty without a clause. What of these cannot be read is among ``problems``.
    """

    readings: tuple[RecordedReading, ...] = ()
    amount: Written = UNKNOWN
    deemed: DeemedTerms | None = None
    review: ReviewTerms | None = None
    diversion: Written | None = None
    places: Places = NO_PLACES
    problems: tuple[Unreadable, ...] = ()

    @property
    def main(self) -> SplitTerms | None:
        """The reading that the form begins with."""
        return self.readings[0].terms if self.readings else None


def split_pledges(moment: Moment) -> list[Pledge]:
    """The pledges with a clause on a split, the first known first."""
    clauses = Clause.objects.seen(moment).filter(kind=ClauseKind.PROFIT_SPLIT)
    found = Pledge.objects.seen(moment).filter(
        agreements__in=clauses.values("agreement")
    )
    return list(found.distinct().order_by("brought_in_by__known_on", "pk"))


def recorded(pledge: Pledge, *, on: date, moment: Moment) -> SplitRecord:
    """The readings that hold on a day, by what was known by the moment."""
    clauses = Clause.objects.seen(moment).filter(
        kind=ClauseKind.PROFIT_SPLIT, agreement__pledges=pledge
    )
    found = list(clauses.select_related("agreement"))
    held = ledger(found, on=on, moment=moment)
    own = {clause.pk for clause in found}
    rows = [row for row in held.readings if row.clause_id in own]
    if not rows:
        return SplitRecord()
    problems: list[Unreadable] = []
    readings = [_reading(*each) for each in readable(held, rows, problems)]
    deemed = _first(held, rows[0], ClauseKind.DEEMED_AMOUNT, problems)
    return SplitRecord(
        readings=tuple(sorted(readings, key=lambda each: each.terms.early is None)),
        amount=deemed.clause if deemed else written(held, rows[0]),
        deemed=deemed,
        review=_first(held, rows[0], ClauseKind.REVIEW, problems),
        diversion=_diversion(held, rows[0], problems),
        places=_places(held, found),
        problems=tuple(problems),
    )


def _reading(row: ClauseReading, found: SplitTerms) -> RecordedReading:
    return RecordedReading(row.label, replace(found, scope=_lines(found.scope)))


def _lines(scope: Iterable[str]) -> frozenset[str]:
    """Kinds of financing as the lines of the page: equity, and all that is lent."""
    return frozenset(EQUITY if kind == Instrument.EQUITY else LOANS for kind in scope)


def _first(
    held: Ledger, row: ClauseReading, kind: ClauseKind, problems: list[Unreadable]
) -> Any:
    """The terms of the first reading beside it that can be read, None without one."""
    others = readable(held, beside(held, row, kind), problems)
    return next((own for _row, own in others), None)


def _diversion(
    held: Ledger, row: ClauseReading, problems: list[Unreadable]
) -> Written | None:
    """The rule's own, but that a penalty which cannot be read is told."""
    others = readable(held, beside(held, row, ClauseKind.PENALTY), problems)
    return next((own.clause for _row, own in others if own.diverts), None)


def _places(held: Ledger, clauses: list[Clause]) -> Places:
    others = {row.clause for row in held.readings}
    return Places(clause_places(clauses[0], others), Looked(held.cited))
