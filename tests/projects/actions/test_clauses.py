"""Stating what a clause says: what is refused, and which reading holds on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from projects import actions
from projects.actions.clauses import NotAClause
from projects.models import ClauseReading, LegalBasis, TariffComponent
from projects.rules.moment import LATEST, Moment
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    LegalBasisFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CLOCK = {"bound": "not_before", "days": 45, "unit": "working_day", "calendars": ["US"]}
SIGNED = date(2025, 9, 4)


def state(clause, *, about=(), holders=(), known_on=date(2026, 1, 10), **fields):
    given = {
        "update": fields.pop("update", None) or UpdateFactory(known_on=known_on),
        "reading": "as-reported",
        "label": "as reported",
        "status": "reported",
        "words": "The parties agree.",
        "valid_from": SIGNED,
        **fields,
    }
    return actions.state(
        ClauseReading,
        place=1,
        by=[actions.Said(PartyFactory())],
        citations=[actions.Cited(SourceFactory(), locator="para 13")],
        about=about,
        holders=holders,
        clause=clause,
        **given,
    )


def in_force(on, as_of=None):
    moment = Moment.at(as_of) if as_of else LATEST
    readings = ClauseReading.objects.in_force(on, moment=moment)
    return [reading.words for reading in readings]


def test_a_reading_has_its_own_citation_holders_and_parameters():
    japan = PartyFactory()

    reading = state(
        ClauseFactory(kind="funding_clock"), parameters=CLOCK, holders=[japan]
    )

    kept = ClauseReading.objects.get(pk=reading.pk)
    assert [citation.locator for citation in kept.citations.all()] == ["para 13"]
    assert list(kept.holders.all()) == [japan]
    assert kept.parameters == CLOCK


@pytest.mark.parametrize(
    ("kind", "parameters", "message"),
    [
        ("funding_clock", {**CLOCK, "days": "45"}, "days: write a whole number"),
        ("funding_clock", {**CLOCK, "unit": "weeks"}, "unit: 'weeks' is none of"),
        ("funding_clock", {**CLOCK, "calendars": ["FR"]}, "no calendar 'FR'"),
        (
            "funding_clock",
            {**CLOCK, "window_ends_on": "2040-01-01"},
            "no holidays for 2040",
        ),
        (
            "profit_split",
            {"late": {"investor": "0.1", "host": "0.8"}},
            "do not add up to 1",
        ),
        (
            "profit_split",
            {"late": {"investor": "0.1", "host": "0.9"}, "scope": ["lones"]},
            "'lones' matches nothing",
        ),
        ("cap", {"amount": 20.5, "currency": "USD"}, "write the number in quotes"),
        ("text", {"days": 45}, "takes no parameters"),
        ("term", {"ends_on": "2025-09-03"}, "ends on 2025-09-03, before it is valid"),
        (
            "profit_split",
            {"late": {"investor": "0.1", "host": "0.9"}, "places": -2},
            "Money with -2 decimals",
        ),
    ],
)
def test_parameters_that_cannot_be_meant_are_refused(kind, parameters, message):
    with pytest.raises(NotAClause, match=message):
        state(ClauseFactory(kind=kind), parameters=parameters)


def test_a_term_may_end_on_the_day_on_which_it_begins():
    reading = state(ClauseFactory(kind="term"), parameters={"ends_on": str(SIGNED)})

    assert reading.parameters == {"ends_on": "2025-09-04"}


def test_a_scope_under_another_pledge_matches_nothing():
    pledge, other = PledgeFactory(), PledgeFactory()
    agreement = AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement)

    state(clause, about=[ProjectFactory(pledge=pledge)])
    with pytest.raises(NotAClause, match="matches nothing"):
        state(clause, reading="other", about=[ProjectFactory(pledge=other)])


def test_one_reading_never_says_two_things_on_one_day():
    clause = ClauseFactory()
    state(clause, valid_to=date(2026, 2, 20))

    state(clause, valid_from=date(2026, 2, 20))
    state(clause, reading="another")
    with pytest.raises(NotAClause, match="overlaps the one valid from 2025-09-04"):
        state(clause, valid_from=date(2026, 2, 19), valid_to=date(2026, 2, 20))


def test_a_reading_ends_where_its_successor_begins():
    first = state(ClauseFactory(), words="old")
    amended = date(2026, 3, 1)

    state(first.clause, words="new", valid_from=amended, supersedes=first.claim_ptr)

    assert in_force(date(2026, 2, 28)) == ["old"]
    assert in_force(amended) == ["new"]
    assert in_force(amended, as_of=date(2026, 1, 9)) == []


def test_a_successor_is_in_force_only_once_it_is_known():
    first = state(ClauseFactory(), words="reported")
    state(
        first.clause,
        words="verified",
        status="verified",
        supersedes=first.claim_ptr,
        known_on=date(2026, 4, 1),
    )

    assert in_force(SIGNED) == ["verified"]
    assert in_force(SIGNED, as_of=date(2026, 3, 31)) == ["reported"]


def test_a_successor_that_begins_before_the_stated_end_is_refused():
    first = state(ClauseFactory(), valid_to=date(2026, 3, 2))

    with pytest.raises(NotAClause, match="overlaps its successor"):
        state(first.clause, valid_from=date(2026, 3, 1), supersedes=first.claim_ptr)


def test_a_reading_takes_the_place_of_its_own_kind_only():
    other = state(ClauseFactory())

    with pytest.raises(NotAClause, match="supersedes"):
        state(ClauseFactory(), supersedes=other.claim_ptr)


def test_a_retracted_reading_is_in_force_no_more_and_its_place_is_free():
    reading = state(ClauseFactory(), words="wrong")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    actions.retract(reading.update, by=UserFactory(), now=now, why="Misread.")

    assert in_force(SIGNED) == []
    assert state(reading.clause, words="right").words == "right"


def correct(update):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return actions.correct(
        update, by=UserFactory(), now=now, why="Misread.", headline="Right"
    )


def test_a_correction_states_a_reading_anew_from_the_same_day():
    reading = state(ClauseFactory(), words="wrong")

    with correct(reading.update) as correction:
        state(reading.clause, words="right", update=correction)

    assert in_force(SIGNED, as_of=date(2026, 1, 10)) == ["right"]


def test_a_correction_keeps_the_clauses_that_the_old_update_brought_in():
    clause = state(ClauseFactory(), words="stands").clause

    with correct(clause.brought_in_by) as correction:
        state(clause, reading="another", words="beside", update=correction)

    clause.refresh_from_db()
    assert clause.brought_in_by == correction
    assert sorted(in_force(SIGNED)) == ["beside", "stands"]


def tariff(**fields):
    return actions.state(
        TariffComponent,
        update=UpdateFactory(),
        place=1,
        by=[actions.Said(PartyFactory())],
        citations=[actions.Cited(SourceFactory())],
        words="10% on imports",
        component="general",
        basis="section-122",
        rate=Decimal("0.10"),
        valid_from=date(2026, 2, 24),
        **fields,
    )


def test_a_tariff_needs_a_basis_of_the_record_and_a_pledge():
    with pytest.raises(NotAClause, match="no legal basis 'section-122'"):
        tariff(about=[PledgeFactory()])

    LegalBasisFactory()
    with pytest.raises(NotAClause, match="name the pledge"):
        tariff()
    assert tariff(about=[PledgeFactory()]).rate == Decimal("0.10")
    assert LegalBasis.objects.live().count() == 1
