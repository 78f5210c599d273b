"""When silence is long enough to be called a standstill, as an inference of ours."""

from datetime import date

VERSION = "2"
STALLED_AFTER = 180
"""Days without any evidence. Nobody said that it stalled: pages mark it as inferred."""


def inferred_stalled(
    last_evidence: date | None, *, on: date, from_an_event: bool = False
) -> bool:
    """Is the last evidence older than that? What was never heard of is not stalled.

    Nor is what counts from an event of which no day is on record: its day may come by
    the calendar, as that of a law that was passed, and nobody has to report it.
    """
    if from_an_event:
        return False
    return last_evidence is not None and (on - last_evidence).days > STALLED_AFTER
