"""Deadlines, the claims about them, and who is told."""

from deadlines.models.alert import Alert, Delivery
from deadlines.models.claim import DateClaim, OutcomeClaim, StatementBearing
from deadlines.models.deadline import Deadline, DeadlineMention, DeadlinePeriod
from deadlines.models.draft import DraftBearing
from deadlines.models.watch import Recipient, Watch

__all__ = [
    "Alert",
    "DateClaim",
    "Deadline",
    "DeadlineMention",
    "DeadlinePeriod",
    "Delivery",
    "DraftBearing",
    "OutcomeClaim",
    "Recipient",
    "StatementBearing",
    "Watch",
]
