"""Where a deadline stands at an instant, as pages show it: a code and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deadlines.codes import BINDING, PeriodState
from deadlines.freshness import NOTHING, Heard, heard
from deadlines.models import Deadline, DeadlinePeriod
from deadlines.models.deadline import IS_LIMIT, DeadlinePeriodQuerySet
from deadlines.rules.codes import State
from deadlines.rules.dormancy import inferred_stalled
from deadlines.rules.slips import MoveKind, move
from deadlines.rules.status import Verdict, can_be_missed, status
from projects.rules.moment import Moment
from tracker.pages.wording import window_words

SOON = timedelta(days=60)
"""How far ahead a date counts as due soon."""

LONG = timedelta(days=90)
"""How far back a date counts as long past, the second stage after late or passed."""

PAST = ("late", "passed")
MET = (PeriodState.MET, PeriodState.PARTLY_MET)
CODES = (
    ("late", gettext_lazy("late")),
    ("passed", gettext_lazy("target date passed")),
    ("soon", gettext_lazy("due within 60 days")),
    ("open", gettext_lazy("due later")),
    ("undated", gettext_lazy("no date")),
    ("limit", gettext_lazy("expiries and not-before dates")),
    ("met", gettext_lazy("met")),
    ("closed", gettext_lazy("cancelled or superseded")),
)
"""The groups of the list of deadlines, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`code` is the class that gives the words their sign and colour."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline in a list.

    `moved_earlier`: never later, and its date lies before the first one.
    `long_past`: its date passed over 90 days ago and nothing ended it. `stalled` is
    inferred by us: open, without a date ahead, and nothing heard of it. A check that
    found nothing is no evidence; it counts for `looked_on` and so for `stale`.
    """

    deadline: Deadline
    period: DeadlinePeriod
    standing: Standing
    due: str
    original: str
    moved_earlier: bool
    days_past: int
    long_past: bool
    verdict: Verdict | None
    last_evidence: date | None
    evidence_age: int | None
    looked_on: date | None
    stale: bool
    stalled: bool


def grouped(periods: DeadlinePeriodQuerySet, now: datetime) -> DeadlinePeriodQuerySet:
    """Annotate each period with the code of its group, as `group`."""
    is_open = Q(state=PeriodState.OPEN)
    binds = Q(deadline__bindingness__in=BINDING)
    return periods.annotate(
        group=Case(
            When(state__in=MET, then=Value("met")),
            When(~is_open, then=Value("closed")),
            When(IS_LIMIT, then=Value("limit")),
            When(late_at__isnull=True, then=Value("undated")),
            When(Q(late_at__lte=now) & binds, then=Value("late")),
            When(late_at__lte=now, then=Value("passed")),
            When(late_at__lte=now + SOON, then=Value("soon")),
            default=Value("open"),
            output_field=CharField(),
        )
    )


def listed(periods: DeadlinePeriodQuerySet) -> DeadlinePeriodQuerySet:
    """Fetch with the periods what a row about each shows."""
    return periods.select_related(
        "deadline__pledge",
        "deadline__project",
        "deadline__tranche",
        "date_claim",
        "outcome_claim__update",
    )


def of_pledge(slug: str) -> Q:
    """That the deadline of a period is one of a pledge or of an additive part of it."""
    of_part = Q(deadline__pledge__parent__slug=slug, deadline__pledge__additive=True)
    return Q(deadline__pledge__slug=slug) | of_part


def rows(periods: Iterable[DeadlinePeriod], moment: Moment) -> list[DeadlineRow]:
    """The periods as rows, with the age of their evidence, in two queries."""
    found = list(periods)
    last = heard([period.deadline_id for period in found], moment)
    return [
        row(period, last.get(period.deadline_id, NOTHING), moment) for period in found
    ]


def row(period: DeadlinePeriod, last: Heard, moment: Moment) -> DeadlineRow:
    deadline = period.deadline
    is_open = period.state == PeriodState.OPEN
    standing_then = standing(period, moment.now)
    return DeadlineRow(
        deadline=deadline,
        period=period,
        standing=standing_then,
        due=due_words(period),
        original=window_words(period.original_window) if period.revisions else "",
        moved_earlier=moved_earlier(period),
        days_past=days_past(period, moment),
        long_past=standing_then.code in PAST and is_long_past(period, moment),
        verdict=period.verdict,
        last_evidence=last.known_on,
        evidence_age=last.age(moment.as_of),
        looked_on=last.looked_on,
        stale=is_open
        and last.is_stale(moment.as_of, check_every=deadline.check_every_days),
        stalled=_has_nothing_ahead(period, moment.now)
        and inferred_stalled(
            last.known_on, on=moment.as_of, from_an_event=_counts_from_event(period)
        ),
    )


def _counts_from_event(period: DeadlinePeriod) -> bool:
    """Does an event stand in for the date, of which no day is on record?"""
    claim = period.date_claim
    return bool(claim and claim.event and period.due_window.is_undated)


def _has_nothing_ahead(period: DeadlinePeriod, now: datetime) -> bool:
    """Open and due, and its date has passed or it has none."""
    due = can_be_missed(period.deadline.bound, period.due_window)
    if period.state != PeriodState.OPEN or not due:
        return False
    return period.late_at is None or period.late_at <= now


def long_past(moment: Moment) -> Q:
    """Which of the `grouped` periods are late, or passed, for over 90 days.

    Counted in days, as `days_past` is: the 91st is the first.
    """
    return Q(group__in=PAST, due_to__lt=moment.as_of - LONG)


def is_long_past(period: DeadlinePeriod, moment: Moment) -> bool:
    return days_past(period, moment) > LONG.days


def moved_earlier(period: DeadlinePeriod) -> bool:
    """Without a slip, from the first date to one before it."""
    if period.slips or not period.revisions:
        return False
    return move(period.original_window, period.due_window).kind is MoveKind.EARLIER


def days_past(period: DeadlinePeriod, moment: Moment) -> int:
    """How many days ago the last possible day was, where that counts; else 0."""
    counts = period.late_at is not None and period.late_at <= moment.now
    if not counts or period.due_to is None:
        return 0
    return max((moment.as_of - period.due_to).days, 0)


def due_words(period: DeadlinePeriod) -> str:
    """The operative date; an event stands in for a date that it binds."""
    claim = period.date_claim
    if claim and period.due_window.is_undated and claim.event:
        return claim.event
    return window_words(period.due_window)


def standing(period: DeadlinePeriod, now: datetime) -> Standing:
    """The status of the rules, told apart where a page shows it apart."""
    deadline = period.deadline
    found = status(
        period.due_window,
        now=now,
        zone=deadline.zone,
        bound=deadline.bound,
        bindingness=deadline.bindingness,
        outcome=period.outcome_claim.outcome if period.outcome_claim else None,
    )
    if found.state is State.MISSED:
        return Standing("late" if deadline.binds else "passed", _(found.words))
    if found.state is State.EXPIRED:
        words = _("expired by the calendar, as far as we know")
        return Standing(found.state.value, words)
    if found.state is not State.OPEN:
        return Standing(found.state.value, _(found.words))
    if period.due_window.is_undated:
        words = _("open, readings differ") if deadline.clause_id else _("open, no date")
        return Standing("undated", words)
    if period.late_at and period.late_at <= now + SOON:
        return Standing("soon", _("due soon"))
    return Standing("open", _("open"))
