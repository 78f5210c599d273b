"""The code book of deadlines: every coded value with the words shown for it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeadlineKind(TextChoices):
    SELECTION = "selection", _("selection")
    FUNDING = "funding", _("funding")
    FULL_AMOUNT = "full_amount", _("full amount")
    LAW = "law", _("law")
    POLICY = "policy", _("policy")
    DELIVERY = "delivery", _("delivery")
    REPORT = "report", _("report")
    SUNSET = "sunset", _("expiry")
    VISIT = "visit", _("visit")
    OTHER = "other", _("other")


class Bindingness(TextChoices):
    """Whose word makes the date count, the strongest first."""

    LAW = "law", _("law")
    AGREEMENT = "agreement", _("agreement")
    OFFICIAL_COMMITMENT = "official_commitment", _("official commitment")
    OFFICIAL_TARGET = "official_target", _("official target")
    REPORTED_EXPECTATION = "reported_expectation", _("reported expectation")
    CALCULATION = "calculation", _("our calculation")


BINDING = (
    Bindingness.LAW,
    Bindingness.AGREEMENT,
    Bindingness.OFFICIAL_COMMITMENT,
)


class Bound(TextChoices):
    BY = "by", _("by")
    NOT_BEFORE = "not_before", _("not before")
    EXPIRES = "expires", _("expires")
    READING = "reading", _("as each reading says")


class DateType(TextChoices):
    WINDOW = "window", _("a day or a window")
    UNDATED = "undated", _("no date")
    EVENT_BOUND = "event_bound", _("bound to an event")
    OFFSET = "offset", _("counted from an event")


class ReasonCode(TextChoices):
    DECISION_PENDING = "decision_pending", _("decision pending")
    NEGOTIATION = "negotiation", _("negotiation")
    LEGAL = "legal", _("legal")
    LEGISLATIVE = "legislative", _("legislative")
    TECHNICAL = "technical", _("technical")
    FINANCING = "financing", _("financing")
    EXTERNAL = "external", _("outside event")
    PAUSED = "paused", _("paused")
    UNKNOWN = "unknown", _("no reason given")


class Outcome(TextChoices):
    MET = "met", _("met")
    PARTLY_MET = "partly_met", _("partly met")
    MET_ACCORDING_TO = "met_according_to", _("met according to its speaker")
    CANCELLED = "cancelled", _("cancelled")
    SUPERSEDED = "superseded", _("superseded")
    REOPENED = "reopened", _("reopened")


class PeriodState(TextChoices):
    """Never "missed": whether a date has passed depends on the clock."""

    OPEN = "open", _("open")
    MET = "met", _("met")
    PARTLY_MET = "partly_met", _("partly met")
    CANCELLED = "cancelled", _("cancelled")
    SUPERSEDED = "superseded", _("superseded")


class WatchScope(TextChoices):
    ALL = "all", _("everything")
    PLEDGE = "pledge", _("a pledge")
    PROJECT = "project", _("a project")
    DEADLINE = "deadline", _("a deadline")
    PARTY = "party", _("a party")


class AlertKind(TextChoices):
    MISSED = "missed", _("date passed")
    MOVED = "moved", _("date moved")
    MET = "met", _("met")
    CORRECTED = "corrected", _("what we told was corrected")
    HELD = "held", _("mail held while a draft waits")


WATCHED_KINDS = (AlertKind.MISSED, AlertKind.MOVED, AlertKind.MET)
"""What a watch asks for. A correction goes to whoever was told, asked for or not; that
mail is held goes to the editors."""


class DeliveryState(TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    RECALLED = "recalled", _("recalled")
