"""What is seen at a moment: known by a day, recorded by an instant."""

from datetime import UTC, date, datetime, timedelta

import pytest

from projects import actions
from projects.models import (
    Acceptance,
    Claim,
    Party,
    Project,
    QuantityClaim,
    Source,
    Update,
)
from projects.rules.moment import LATEST, Moment
from tests.factories import (
    AcceptanceFactory,
    DeadlineFactory,
    PartyFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 12)
BEFORE = Moment.at(DAY - timedelta(days=1))
THEN = Moment.at(DAY)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = Moment.today(NOW)


def known(day=DAY, **fields):
    return UpdateFactory(known_on=day, **fields)


def recorded(instant):
    return Moment.at(NOW.date(), recorded=instant)


@pytest.mark.parametrize("model", [Update, Claim, QuantityClaim, Source, Party])
def test_nothing_exists_before_the_day_it_became_known(model):
    QuantityClaimFactory(update=known())

    assert model.objects.seen(BEFORE).count() == 0
    assert model.objects.seen(THEN).count() == model.objects.count()


def test_a_subject_exists_from_the_update_that_brought_it_in():
    deadline = DeadlineFactory(brought_in_by=known())

    assert not type(deadline).objects.seen(BEFORE).exists()
    assert type(deadline).objects.seen(THEN).get() == deadline
    assert (deadline.is_seen(BEFORE), deadline.is_seen(THEN)) == (False, True)


def test_a_change_of_mind_counts_from_its_own_day():
    claim = QuantityClaimFactory(update=known(date(2026, 1, 1)), accepted=True)
    AcceptanceFactory(claim=claim, update=known(), operative=False, from_on=DAY)

    assert QuantityClaim.objects.operative(BEFORE).exists()
    assert not QuantityClaim.objects.operative(THEN).exists()


def test_an_acceptance_counts_from_its_day_although_made_later():
    claim = QuantityClaimFactory(update=known())
    actions.accept(claim, update=known(NOW.date()), reason="The decider's own word.")

    assert Acceptance.objects.seen(THEN).exists()
    assert QuantityClaim.objects.operative(THEN).get() == claim
    assert not QuantityClaim.objects.operative(BEFORE).exists()


def test_what_was_retracted_is_gone_from_every_day_and_seen_in_what_was_recorded():
    update = known(recorded_at=NOW - timedelta(days=2))
    QuantityClaimFactory(update=update)
    actions.retract(update, by=UserFactory(), now=NOW, why="Misread.")

    assert not QuantityClaim.objects.seen(THEN).exists()
    assert not QuantityClaim.objects.seen(recorded(NOW)).exists()
    assert QuantityClaim.objects.seen(recorded(NOW - timedelta(seconds=1))).exists()
    assert not QuantityClaim.objects.seen(recorded(NOW - timedelta(days=3))).exists()


def test_a_corrected_value_is_replaced_on_every_day():
    wrong = known(recorded_at=NOW - timedelta(days=2))
    QuantityClaimFactory(update=wrong, low=1, accepted=True)
    with actions.correct(
        wrong, by=UserFactory(), now=NOW, why="A digit.", headline="Right"
    ) as right:
        QuantityClaimFactory(update=right, low=2, accepted=True)

    def low(moment):
        return [int(c.low) for c in QuantityClaim.objects.operative(moment)]

    assert low(THEN) == low(TODAY) == low(recorded(NOW)) == [2]
    assert low(recorded(NOW - timedelta(seconds=1))) == [1]
    assert low(BEFORE) == []


def test_a_correction_does_not_take_a_project_from_what_was_recorded_before():
    first = known(recorded_at=NOW - timedelta(days=2))
    project = ProjectFactory(brought_in_by=first)
    with actions.correct(
        first, by=UserFactory(), now=NOW, why="A digit.", headline="Right"
    ) as right:
        StatementFactory(update=right)
    project.refresh_from_db()

    earlier = recorded(NOW - timedelta(seconds=1))
    assert Project.objects.seen(earlier).get() == project
    assert project.is_seen(earlier)
    assert project.brought_in_by.as_recorded(earlier) == first
    assert project.brought_in_by.as_recorded(TODAY) == right
    assert not Project.objects.seen(recorded(NOW - timedelta(days=3))).exists()


def test_a_project_stands_at_the_stage_it_had_reached_by_then():
    project = ProjectFactory()
    StageClaimFactory(
        update=known(date(2026, 1, 1)), of=[project], stage="candidate", accepted=True
    )
    StageClaimFactory(update=known(), of=[project], stage="selected", accepted=True)
    StageClaimFactory(update=known(), of=[project], stage="paid_out")

    def stage(moment):
        return Project.objects.at_stage(moment).get().stage_then

    assert (stage(BEFORE), stage(THEN)) == ("candidate", "selected")
    assert stage(Moment.at(date(2025, 12, 31))) == ""


@pytest.mark.parametrize("factory", [SourceFactory, PartyFactory])
def test_what_nothing_names_is_seen_today_only(factory):
    unnamed = factory()
    model = type(unnamed)

    assert model.objects.seen(TODAY).filter(pk=unnamed.pk).exists()
    assert not model.objects.seen(THEN).filter(pk=unnamed.pk).exists()


def test_a_party_that_only_retracted_updates_name_is_seen_on_no_day():
    party = PartyFactory()
    StatementFactory(update=known(retracted=True), by=[party])

    for moment in (THEN, TODAY):
        assert not Party.objects.seen(moment).filter(pk=party.pk).exists()


def test_a_party_exists_from_the_project_it_has_a_part_in():
    party = PartyFactory()
    project = ProjectFactory(brought_in_by=known())
    project.parties.create(party=party, role="operator", brought_in_by=known())

    assert Party.objects.seen(THEN).filter(pk=party.pk).exists()
    assert not Party.objects.seen(BEFORE).filter(pk=party.pk).exists()


def test_the_latest_moment_has_everything_that_stands():
    known(date(2026, 1, 1))
    known(retracted=True)

    assert Update.objects.seen(LATEST).count() == Update.objects.live().count() == 1
