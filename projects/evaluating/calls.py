"""Calls for money under a reading, and what was paid on them."""

from dataclasses import dataclass
from decimal import Decimal

from projects.codes import CashFlowKind
from projects.evaluating.ledger import Ledger
from projects.models import CashFlow, ClauseReading


@dataclass(frozen=True)
class Calls:
    """What was called and what was paid out by the day asked."""

    called: list[CashFlow]
    paid: list[CashFlow]

    @property
    def known(self) -> bool:
        """Does the record have calls, in the currency of what was paid?"""
        flows = (*self.called, *self.paid)
        return bool(self.called) and len({flow.currency for flow in flows}) == 1

    @property
    def unpaid(self) -> Decimal:
        called, paid = (
            sum((flow.amount for flow in flows), Decimal(0))
            for flows in (self.called, self.paid)
        )
        return called - paid


def calls_of(ledger: Ledger, reading: ClauseReading) -> Calls:
    """The calls and payments in the scope of a reading."""
    return Calls(
        ledger.flows_of(reading, CashFlowKind.CALLED),
        ledger.flows_of(reading, CashFlowKind.PAID_OUT),
    )
