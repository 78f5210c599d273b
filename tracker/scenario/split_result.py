"""A stream under every reading: shares, differences, return and present value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from projects import finance
from projects.rules.profit_split import Compared, Split, side_by_side
from projects.rules.recovery import ReviewTerms, recovery
from projects.rules.result import Given, Result
from projects.rules.split_rows import Row
from projects.rules.split_terms import Period, Side, SplitTerms, Until
from tracker.pages.results import Places, Shown, shown
from tracker.scenario import split_readings, split_stream
from tracker.scenario.split_record import SplitRecord


@dataclass(frozen=True, slots=True)
class SideFigures:
    """What one side has in all, what it is worth, and how much more than at first."""

    total: Decimal
    more: Decimal | None
    irr: Decimal | None
    npv: Decimal

    @property
    def irr_words(self) -> str:
        return finance.printed(self.irr)

    @property
    def npv_words(self) -> str:
        return finance.printed(self.npv)


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """One reading: its answer and working, and the figures of both sides, if any."""

    name: str
    result: Result[Split]
    shown: Shown
    investor: SideFigures | None
    host: SideFigures | None
    review: Result[Decimal] | None
    reviewed: Shown | None

    @property
    def results(self) -> tuple[Result[Any], ...]:
        """The split, and the test of its review where one was asked for."""
        return (self.result, self.review) if self.review else (self.result,)


@dataclass(frozen=True, slots=True)
class SplitOutcome:
    """All readings; the first is the one that was typed.

    ``supposed``: interest is diverted here, and the record has no clause that does so.
    """

    periods: tuple[Period, ...]
    readings: tuple[ReadingResult, ...]
    investor: str
    host: str
    supposed: bool

    @property
    def reviews(self) -> list[ReadingResult]:
        """The readings that were tested for a review of the shares."""
        return [each for each in self.readings if each.review]

    @property
    def first(self) -> ReadingResult:
        return self.readings[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The periods under the first reading, none if it cannot be told."""
        return self.first.result.value.rows if self.first.result.value else ()


def outcome(said: Mapping[str, Any], record: SplitRecord, on: date) -> SplitOutcome:
    """Share the stream under every reading. Raises BadInput and BadTerms."""
    periods = split_stream.periods(said, record.amount)
    found = split_readings.readings(said, record)
    terms, catch_ups = split_readings.diverted(found, said, record)
    compared = side_by_side(
        terms,
        on=on,
        periods=periods,
        contributions=split_stream.contributions(said),
        catch_ups=catch_ups,
    )
    first = next(iter(terms.values()))
    reviews = {
        each.reading: _review(each, terms[each.reading], periods, said, record)
        for each in compared
    }
    return SplitOutcome(
        periods,
        tuple(
            _reading(each, reviews[each.reading], said, record.places)
            for each in compared
        ),
        investor=first.investor,
        host=first.host,
        supposed=bool(catch_ups) and record.diversion is None,
    )


def _review(
    each: Compared,
    own: SplitTerms,
    periods: Sequence[Period],
    said: Mapping[str, Any],
    record: SplitRecord,
) -> Result[Decimal] | None:
    """Does the deemed amount come too late? Only where first shares wait for one."""
    waits = own.early is not None and own.until is not Until.OUTLAY
    if not said["years"] or not waits:
        return None
    clause = record.review.clause if record.review else split_readings.ANY
    return recovery(
        ReviewTerms(clause, said["years"]),
        on=each.result.on,
        starts_on=Given(said["start"], split_stream.TYPED),
        life_ends_on=split_stream.life_ends_on(said),
        periods=periods,
        result=each.result,
    )


def _reading(
    each: Compared,
    review: Result[Decimal] | None,
    said: Mapping[str, Any],
    places: Places,
) -> ReadingResult:
    split = each.result.value
    investor = host = None
    if split:
        put_in = said["principal"], said["host_money"]
        totals = (split.investor, each.investor_more), (split.host, each.host_more)
        flows = _flows(split.rows, Side.INVESTOR), _flows(split.rows, Side.HOST)
        investor, host = (
            _side(*total, flow, money, said)
            for total, flow, money in zip(totals, flows, put_in, strict=True)
        )
    return ReadingResult(
        each.reading,
        each.result,
        shown(each.result, places),
        investor,
        host,
        review,
        shown(review, places) if review else None,
    )


def _flows(rows: Sequence[Row], side: Side) -> list[finance.Flow]:
    """What comes in to a side at the end of each period."""
    return [
        (row.ends_on, (row.investor if side is Side.INVESTOR else row.host))
        for row in rows
    ] + [(row.ends_on, row.outside[side]) for row in rows if row.outside[side]]


def _side(
    total: Decimal,
    more: Decimal | None,
    flows: list[finance.Flow],
    put_in: Decimal | None,
    said: Mapping[str, Any],
) -> SideFigures:
    """One side's figures; the money it put in goes out on the first day."""
    dated = [(said["start"], -(put_in or Decimal(0))), *flows]
    found = finance.returns(said["discount"], dated)
    return SideFigures(total, more, found.irr, found.npv)
