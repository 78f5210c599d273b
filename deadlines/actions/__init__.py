"""Every write about deadlines that means something.

`publish`, `correct` and `retract` are those of the ledger, and leave the deadlines they
touch with fresh periods and without deliveries that no longer hold.
"""

from deadlines.actions.addresses import change_address
from deadlines.actions.clocks import recompute_clocks
from deadlines.actions.drafts import bear_on
from deadlines.actions.ledger import correct, mention, publish, retract, settle
from deadlines.actions.locking import hold
from deadlines.actions.periods import expected_periods, refresh_periods
from deadlines.actions.watching import AddressTaken, NoAddress, end_watches, watch

__all__ = [
    "AddressTaken",
    "NoAddress",
    "bear_on",
    "change_address",
    "correct",
    "end_watches",
    "expected_periods",
    "hold",
    "mention",
    "publish",
    "recompute_clocks",
    "refresh_periods",
    "retract",
    "settle",
    "watch",
]
