"""A stream under every reading: shares, differences, return and present value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from projects import finance
from projects.rules.profit_split import Compared, Split, side_by_side
from projects.rules.result import Result
from projects.rules.split_rows import Row
from projects.rules.split_terms import Period, Side
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


@dataclass(frozen=True, slots=True)
class SplitOutcome:
    """All readings; the first is the one that was typed."""

    periods: tuple[Period, ...]
    readings: tuple[ReadingResult, ...]
    investor: str
    host: str

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
    terms = split_readings.readings(said, record)
    compared = side_by_side(
        terms,
        on=on,
        periods=periods,
        contributions=split_stream.contributions(said),
    )
    first = next(iter(terms.values()))
    return SplitOutcome(
        periods,
        tuple(_reading(each, said, record.places) for each in compared),
        investor=first.investor,
        host=first.host,
    )


def _reading(each: Compared, said: Mapping[str, Any], places: Places) -> ReadingResult:
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
        each.reading, each.result, shown(each.result, places), investor, host
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
