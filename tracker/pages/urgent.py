"""What presses: what is late, which target dates passed, what is due next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse

from deadlines.codes import BINDING, Bindingness, PeriodState
from deadlines.models import DeadlinePeriod
from deadlines.models.deadline import IS_LIMIT, DeadlinePeriodQuerySet
from projects.models import Pledge, Update
from projects.rules.moment import Moment
from tracker.pages.dated import Dated, dated
from tracker.pages.deadline_list import Search
from tracker.pages.standing import listed, of_pledge

SHOWN = 5
"""So many deadlines of each kind are shown; the others are one link away."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest day from which we know anything, and how long ago it was."""

    known_on: date
    age: int


@dataclass(frozen=True, slots=True)
class LateClass:
    """What is late by one kind of binding; empty is "none of this class".

    `more` are late that are not in `rows`; the list at `address` has them all.
    """

    name: str
    rows: list[Dated]
    more: int
    address: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What is late, which targets passed, what is due next.

    `moved_past` are not late and open past their first date, since it was moved; the
    list at `moved_address` has them all.
    """

    late: list[LateClass]
    passed: list[Dated]
    due: list[Dated]
    moved_past: int
    moved_address: str

    @property
    def late_count(self) -> int:
        return sum(len(group.rows) + group.more for group in self.late)

    @property
    def first_late(self) -> Dated | None:
        """Of what is late by the strongest binding, the longest so."""
        return next((row for group in self.late for row in group.rows), None)


def freshness(newest: Update | None, moment: Moment) -> Freshness | None:
    """How old the newest update is, of those that are evidence."""
    if newest is None:
        return None
    return Freshness(newest.known_on, age=(moment.as_of - newest.known_on).days)


def dates(moment: Moment, pledge: Pledge | None = None) -> Dates:
    """All lists of deadlines, or those of a pledge, with their evidence."""
    seen = _seen(moment, pledge)
    late = _late(seen, moment)
    passed = list(_passed_targets(seen, moment)[:SHOWN])
    due = _due_next(seen, moment)
    found = dated([*late, *passed, *due], moment)
    rest = found[len(late) :]
    slug = pledge.slug if pledge else ""
    return Dates(
        late=_by_class(found[: len(late)], _counts(seen, moment), slug),
        passed=rest[: len(passed)],
        due=rest[len(passed) :],
        moved_past=_moved_past(seen, moment),
        moved_address=reverse("deadlines")
        + Search(pledge=slug, sort="slips").address(),
    )


def _seen(moment: Moment, pledge: Pledge | None) -> DeadlinePeriodQuerySet:
    seen: DeadlinePeriodQuerySet = DeadlinePeriod.objects.seen(moment)
    return seen.filter(of_pledge(pledge.slug)) if pledge else seen


def _moved_past(seen: DeadlinePeriodQuerySet, moment: Moment) -> int:
    """How many have an operative date ahead, and a first one that passed unmet."""
    ahead = seen.exclude(IS_LIMIT).ahead(moment.now)
    return ahead.filter(slips__gt=0, original_to__lt=moment.as_of).count()


def _counts(seen: DeadlinePeriodQuerySet, moment: Moment) -> dict[str, int]:
    """How many are late, by what binds them."""
    code = F("deadline__bindingness")
    past = seen.past(moment.now).binding()
    return dict(past.values_list(code).annotate(Count("pk")).order_by())


def _by_class(
    late: Sequence[Dated], counts: dict[str, int], pledge: str
) -> list[LateClass]:
    """Past its date where something binds, the strongest binding first."""
    return [
        _late_class(
            Bindingness(code),
            [each for each in late if each.row.deadline.bindingness == code],
            counts.get(code, 0),
            pledge,
        )
        for code in BINDING
    ]


def _late_class(
    code: Bindingness, rows: list[Dated], count: int, pledge: str
) -> LateClass:
    search = Search(show="late", binding=code, pledge=pledge)
    return LateClass(
        name=str(code.label),
        rows=rows,
        more=count - len(rows),
        address=reverse("deadlines") + search.address(),
    )


def _late(seen: DeadlinePeriodQuerySet, moment: Moment) -> list[DeadlinePeriod]:
    """Of each kind of binding those that have been late for longest."""
    order = ("late_at", "pk")
    code = F("deadline__bindingness")
    nth = Window(RowNumber(), partition_by=[code], order_by=order)
    late = listed(seen.past(moment.now).binding()).annotate(nth=nth)
    return list(late.filter(nth__lte=SHOWN).order_by(*order))


def _passed_targets(
    seen: DeadlinePeriodQuerySet, moment: Moment
) -> DeadlinePeriodQuerySet:
    passed = listed(seen.past(moment.now).not_binding())
    return passed.order_by("-late_at", "pk")


def _due_next(seen: DeadlinePeriodQuerySet, moment: Moment) -> list[DeadlinePeriod]:
    """What falls due, expires or may begin next, the soonest first."""
    current = listed(seen)
    due = current.ahead(moment.now).order_by("late_at", "pk")[:SHOWN]
    limits = (
        current.filter(IS_LIMIT, state=PeriodState.OPEN)
        .annotate(day=Coalesce("due_to", "due_from"))
        .filter(day__gte=moment.as_of)
        .order_by("day", "pk")[:SHOWN]
    )
    return sorted([*due, *limits], key=_day)[:SHOWN]


def _day(period: DeadlinePeriod) -> tuple[date, int]:
    return period.due_to or period.due_from or date.max, period.pk
