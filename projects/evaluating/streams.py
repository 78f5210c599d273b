"""Cash of the record as the periods that a split reads: one a calendar year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.codes import CashFlowKind, Instrument
from projects.evaluating.ledger import Ledger
from projects.models import CashFlow, ClauseReading
from projects.rules.deemed import Deemed, DeemedTerms, Span, deemed_amounts
from projects.rules.profit_split import Split
from projects.rules.recovery import RULE, VERSION, ReviewTerms, recovery
from projects.rules.result import Answer, BadInput, Given, Line, Result
from projects.rules.split_terms import Cash, Contributions, Period, Side, SplitTerms

_OWNERS = {Instrument.SPONSOR_EQUITY: Side.OTHERS, Instrument.GRANT: Side.HOST}


@dataclass(frozen=True)
class Stream:
    """The first payment, the deemed amount of each year since, and the cash shared."""

    ledger: Ledger
    starts_on: Given[date] | None
    deemed: tuple[Deemed, ...]
    flows: tuple[CashFlow, ...]
    paid: tuple[CashFlow, ...] = ()

    def periods(self, scope: frozenset[str]) -> list[Period]:
        """A year each, with its cash by line; none while no cash is known.

        A line counts by its key where the scope names that, else by its kind.
        """
        if not self.flows:
            return []
        return [Period(each, self._cash(each, scope)) for each in self.deemed]

    def put_in(self, scope: frozenset[str]) -> Contributions:
        """The investor's money paid out on lines in scope; the host's is not told."""
        own = [
            flow
            for flow in self.paid
            if _OWNERS.get(Instrument(flow.line.kind), Side.INVESTOR) is Side.INVESTOR
            if not scope or scope & {flow.line.slug, flow.line.kind}
        ]
        return Contributions(_funded(self.ledger, own), None)

    def _cash(self, deemed: Deemed, scope: frozenset[str]) -> tuple[Cash, ...]:
        return tuple(
            Cash(
                flow.line.slug if flow.line.slug in scope else flow.line.kind,
                flow.amount,
                _OWNERS.get(Instrument(flow.line.kind), Side.INVESTOR),
                self.ledger.cited.of_flow(flow),
            )
            for flow in self.flows
            if str(flow.on.year) == deemed.label
        )

    def reviewed(
        self, terms: ReviewTerms, on: date, own: SplitTerms, split: Result[Split]
    ) -> Result[Decimal]:
        """Whether the deemed amount comes too late under a split."""
        if self.starts_on is None:
            missing = tuple(dict.fromkeys(("payment date", *split.missing)))
            text = f"The test runs for {terms.years} years from the first payment."
            line = Line(text, terms.clause.ref, terms.clause.citation)
            told = Answer.CANNOT_TELL
            return Result(RULE, VERSION, on, told, None, missing, (line,))
        return recovery(
            terms,
            on=on,
            starts_on=self.starts_on,
            life_ends_on=self.deemed[-1].ends_on,
            periods=self.periods(own.scope),
            result=split,
        )


def stream(ledger: Ledger, reading: ClauseReading, terms: DeemedTerms) -> Stream:
    """The years from the first payment to the day asked; the year asked if none.

    No source gives the index rate of a year, so that each waits for it. Raises BadInput
    for money in several currencies: nothing is converted.
    """
    paid = ledger.flows_of(reading, CashFlowKind.PAID_OUT)
    shared = ledger.flows_of(reading, CashFlowKind.DISTRIBUTED)
    if len(currencies := {flow.currency for flow in (*paid, *shared)}) > 1:
        raise BadInput(
            f"The cash is in {' and '.join(sorted(currencies))}: nothing is converted."
        )
    first = paid[0] if paid else None
    year = first.on.year if first else ledger.on.year
    spans = [_year(each) for each in range(year, ledger.on.year + 1)]
    return Stream(
        ledger=ledger,
        starts_on=Given(first.on, ledger.cited.of_flow(first)) if first else None,
        deemed=deemed_amounts(terms, funded=_funded(ledger, paid), spans=spans),
        flows=tuple(shared),
        paid=tuple(paid),
    )


def _year(year: int) -> Span:
    return Span(str(year), date(year, 1, 1), date(year + 1, 1, 1))


def _funded(ledger: Ledger, paid: list[CashFlow]) -> Given[Decimal] | None:
    if not paid:
        return None
    total = sum((flow.amount for flow in paid), Decimal(0))
    return Given(total, ledger.cited.of_flow(paid[-1]))
