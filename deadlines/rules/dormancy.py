"""When silence is long enough to be called a standstill, as an inference of ours."""

from datetime import date

VERSION = "1"
STALLED_AFTER = 180
"""Days without any evidence. Nobody said that it stalled: pages mark it as inferred."""


def inferred_stalled(last_evidence: date | None, *, on: date) -> bool:
    """Is the last evidence older than that? What was never heard of is not stalled."""
    return last_evidence is not None and (on - last_evidence).days > STALLED_AFTER
