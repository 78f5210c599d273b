"""The codes that deadlines and outcomes are stored with."""

from enum import StrEnum


class Bound(StrEnum):
    """What the date limits. Only a "by" date can be missed.

    "reading" is that of a clock, whose readings each give a first or a last day.
    """

    BY = "by"
    NOT_BEFORE = "not_before"
    EXPIRES = "expires"
    READING = "reading"


class Bindingness(StrEnum):
    """What holds someone to the date."""

    LAW = "law"
    AGREEMENT = "agreement"
    OFFICIAL_COMMITMENT = "official_commitment"
    OFFICIAL_TARGET = "official_target"
    REPORTED_EXPECTATION = "reported_expectation"
    CALCULATION = "calculation"

    @property
    def binds(self) -> bool:
        """Whether a date that passed is shown as "late"."""
        return self in _BINDING


_BINDING = {
    Bindingness.LAW,
    Bindingness.AGREEMENT,
    Bindingness.OFFICIAL_COMMITMENT,
}


class Outcome(StrEnum):
    """What became of it, as somebody says and an editor accepted."""

    MET = "met"
    PARTLY_MET = "partly_met"
    MET_ACCORDING_TO = "met_according_to"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    REOPENED = "reopened"


class State(StrEnum):
    """Where a deadline stands at one instant."""

    OPEN = "open"
    MISSED = "missed"
    MET = "met"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    NOT_BEFORE = "not_before"


class Timing(StrEnum):
    """When a date was moved, seen from the date it replaced."""

    BEFORE_LAST_30_DAYS = "before_last_30_days"
    WITHIN_30_DAYS = "within_30_days"
    AFTER_DATE = "after_date"

    @property
    def words(self) -> str:
        """The neutral phrase for it."""
        return _TIMING_WORDS[self]


_TIMING_WORDS = {
    Timing.BEFORE_LAST_30_DAYS: "moved before the last 30 days",
    Timing.WITHIN_30_DAYS: "moved within 30 days of the date",
    Timing.AFTER_DATE: "moved after the date",
}


class Side(StrEnum):
    """On which side of a date it was met."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"
