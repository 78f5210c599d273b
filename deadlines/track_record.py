"""How the deadlines of the record turned out: the cases that rates are taken from.

Only deadlines due *by* a day that somebody gave: a day that we calculated binds nobody,
and one that is "not before" or "expires" cannot be met.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Lower

from deadlines.codes import Bindingness, PeriodState
from deadlines.models import DeadlinePeriod
from deadlines.models.deadline import IS_LIMIT, DeadlinePeriodQuerySet
from deadlines.rules import forecast, survival
from deadlines.rules.forecast import ReferenceClass
from projects.rules.moment import Moment


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a deadline stands: `known_on` is when its outcome became known."""

    state: str
    met_on: date | None
    known_on: date | None


def due_by(periods: DeadlinePeriodQuerySet) -> DeadlinePeriodQuerySet:
    given = periods.exclude(deadline__bindingness=Bindingness.CALCULATION)
    return given.exclude(IS_LIMIT)


@dataclass(frozen=True, slots=True)
class NamedCase:
    """One deadline as a case, and by which name and address it is found."""

    deadline: int
    title: str
    slug: str
    case: survival.Case


def survival_cases(
    moment: Moment, among: Q | None = None
) -> dict[str, list[NamedCase]]:
    """The deadlines whose original date has passed, by bindingness. One query.

    One that was superseded or partly met was watched until then; a cancelled one will
    never be met.
    """
    rows = (
        due_by(DeadlinePeriod.objects.seen(moment))
        .filter(among or Q(), original_to__lt=moment.as_of)
        .order_by("pk")
        .values_list(
            "deadline__bindingness",
            "deadline_id",
            "deadline__title",
            "deadline__slug",
            "original_to",
            "state",
            "met_on",
            F("outcome_claim__on"),
            F("outcome_claim__update__known_on"),
        )
    )
    found: dict[str, list[NamedCase]] = defaultdict(list)
    for row in rows:
        binding, key, title, slug, original, state, met_on, ended_on, known_on = row
        watched = moment.as_of
        if state in (PeriodState.SUPERSEDED, PeriodState.PARTLY_MET):
            watched = ended_on or known_on
        never = state == PeriodState.CANCELLED
        case = survival.case_of(original, on=watched, met_on=met_on, never=never)
        if case:
            found[binding].append(NamedCase(key, title, slug, case))
    return found


def forecast_cases(moment: Moment, among: Q | None = None) -> list[forecast.Case]:
    """The first date of each deadline, and the first it was moved to. Three queries.

    Only dates that have passed, and none of a superseded deadline: nobody tried to
    meet those any more.
    """
    known = due_by(DeadlinePeriod.objects.known_by(moment)).filter(
        among or Q(), due_to__lt=moment.as_of
    )
    endings = _endings(moment)
    return [
        _case(ReferenceClass(binding, moved=moved), given_on, due_to, ending)
        for moved, periods in (
            (False, known.filter(slips=0)),
            (True, known.filter(slips__gt=0)),
        )
        for deadline, binding, given_on, due_to in _first_of_each(periods)
        if (ending := endings[deadline]).state != PeriodState.SUPERSEDED
    ]


def _first_of_each(
    periods: DeadlinePeriodQuerySet,
) -> list[tuple[int, str, date, date]]:
    first = periods.order_by("deadline_id", "held").distinct("deadline_id")
    return list(
        first.values_list(
            "deadline_id", "deadline__bindingness", Lower("held"), "due_to"
        )
    )


def _endings(moment: Moment) -> dict[int, _Ending]:
    rows = DeadlinePeriod.objects.seen(moment).values_list(
        "deadline_id", "state", "met_on", "outcome_claim__update__known_on"
    )
    return {key: _Ending(state, met_on, known) for key, state, met_on, known in rows}


def _case(
    of: ReferenceClass, given_on: date, due_to: date, ending: _Ending
) -> forecast.Case:
    """Settled once the date has passed, and what was met by then is known."""
    met = ending.met_on is not None and ending.met_on <= due_to
    known = [ending.known_on] if met and ending.known_on else []
    return forecast.Case(of, given_on, settled_on=max([due_to, *known]), met=met)
