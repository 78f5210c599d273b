"""What readers say is wrong, and what becomes of it.

A report that was dismissed or made into a draft is never changed again: each write is
a conditional update, and its row count says whether the report was still open.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from projects.actions import drafts
from projects.actions.refusals import Refusal
from projects.codes import ReportState
from projects.models import Draft, ErrorReport, User


class ReportClosed(Refusal):
    """A report that somebody else dismissed or made into a draft meanwhile."""


def report(*, about: str, text: str, source_url: str, now: datetime) -> ErrorReport:
    """Put what a reader says into the work queue. Nothing public changes."""
    return ErrorReport.objects.create(
        about=about, text=text, source_url=source_url, reported_at=now
    )


def dismiss(report: ErrorReport, *, by: User, why: str, now: datetime) -> None:
    """Put it away with a reason. Raises ReportClosed."""
    _handle(report, by, now, state=ReportState.DISMISSED, dismissed_why=why, draft=None)


@transaction.atomic
def begin_draft(
    report: ErrorReport, *, by: User, payload: dict[str, Any], now: datetime
) -> Draft:
    """Begin a draft from it, as the caller has filled it in. Raises ReportClosed."""
    draft = drafts.log(author=by, title="", payload=payload, now=now)
    _handle(report, by, now, state=ReportState.DRAFTED, dismissed_why="", draft=draft)
    drafts.comment(draft, by=by, text=report.text, now=now)
    return draft


def _handle(report: ErrorReport, by: User, now: datetime, **fields: Any) -> None:
    fields |= {"handled_by": by, "handled_at": now}
    open_still = ErrorReport.objects.filter(pk=report.pk, state=ReportState.OPEN)
    if not open_still.update(**fields):
        raise ReportClosed("Somebody else dealt with this report meanwhile.")
    for name, value in fields.items():
        setattr(report, name, value)
