"""Which deadlines of the record are cases, and of what."""

from datetime import UTC, date, datetime

import pytest

from deadlines.actions import refresh_periods
from deadlines.rules import forecast, survival
from deadlines.rules.forecast import ReferenceClass
from deadlines.rules.survival import Ending
from deadlines.track_record import forecast_cases, survival_cases
from projects.rules.moment import Moment
from tests.factories import OutcomeClaimFactory, UpdateFactory
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2025, 12, 31), date(2026, 2, 28)
KNOWN = date(2025, 10, 1)
NOW = Moment.today(datetime(2026, 3, 31, tzinfo=UTC))
TARGET = "official_target"


def ended(outcome, on, **deadline):
    made = given(FIRST, **deadline)
    update = UpdateFactory(known_on=on)
    OutcomeClaimFactory(
        deadline=made, outcome=outcome, on=on, update=update, accepted=True
    )
    refresh_periods([made])
    return made


def of_survival():
    """The cases by bindingness, without the names of their deadlines."""
    found = survival_cases(NOW)
    return {binding: [each.case for each in rows] for binding, rows in found.items()}


@pytest.mark.parametrize(
    ("outcome", "case"),
    [
        ("met", survival.Case(48, Ending.MET)),
        ("met_according_to", survival.Case(48, Ending.MET)),
        ("partly_met", survival.Case(48, Ending.OPEN)),
        ("superseded", survival.Case(48, Ending.OPEN)),
        ("cancelled", survival.Case(90, Ending.NEVER)),
    ],
)
def test_how_a_deadline_ended_decides_its_case(outcome, case):
    ended(outcome, date(2026, 2, 17))

    assert of_survival() == {TARGET: [case]}


def test_an_open_deadline_is_watched_to_the_day_asked():
    given(FIRST)
    given(date(2026, 3, 31))

    assert of_survival() == {TARGET: [survival.Case(90, Ending.OPEN)]}


@pytest.mark.parametrize("kind", [{"bound": "expires"}, {"bindingness": "calculation"}])
def test_what_nobody_must_meet_by_a_day_is_no_case(kind):
    given(FIRST, SECOND, **kind)

    assert survival_cases(NOW) == {}
    assert forecast_cases(NOW) == []


def test_a_deadline_that_slipped_is_a_case_of_both_classes():
    given(FIRST, SECOND, met=date(2026, 2, 17), known_on=KNOWN)

    assert forecast_cases(NOW) == [
        forecast.Case(ReferenceClass(TARGET, moved=False), KNOWN, FIRST, met=False),
        forecast.Case(
            ReferenceClass(TARGET, moved=True), date(2025, 10, 2), SECOND, met=True
        ),
    ]


def test_it_is_settled_when_its_being_met_became_known():
    made = given(FIRST, known_on=KNOWN)
    later = UpdateFactory(known_on=date(2026, 1, 20))
    OutcomeClaimFactory(
        deadline=made, outcome="met", on=FIRST, update=later, accepted=True
    )
    refresh_periods([made])

    (case,) = forecast_cases(NOW)

    assert (case.met, case.settled_on) == (True, date(2026, 1, 20))


def test_a_superseded_deadline_is_no_case_of_a_forecast():
    ended("superseded", date(2026, 2, 17))

    assert forecast_cases(NOW) == []


def test_a_date_moved_before_it_passed_counts_once_it_has_passed():
    given(FIRST, SECOND, known_on=KNOWN)

    on_day = Moment.at(FIRST)
    day_after = Moment.at(date(2026, 1, 1))

    assert forecast_cases(on_day) == []
    assert [case.met for case in forecast_cases(day_after)] == [False]
