"""Every write to the record that means something.

Each is keyword-only, runs in one transaction, and refuses with a `Refusal` whose text
says what to do. Nothing else writes evidence or the caches summed from it.
"""

from projects.actions.acceptance import accept
from projects.actions.claims import Cited, Said, cite_event, state
from projects.actions.drafts import DraftClosed, log
from projects.actions.refusals import Refusal
from projects.actions.retraction import correct, retract
from projects.actions.stages import expected_stages, refresh_stages
from projects.actions.updates import publish, record, settle

__all__ = [
    "Cited",
    "DraftClosed",
    "Refusal",
    "Said",
    "accept",
    "cite_event",
    "correct",
    "expected_stages",
    "log",
    "publish",
    "record",
    "refresh_stages",
    "retract",
    "settle",
    "state",
]
