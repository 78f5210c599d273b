"""Taking an update back, and correcting one."""

from datetime import UTC, date, datetime

import pytest

from projects import actions
from projects.actions.refusals import NotRetractable
from projects.models import StageClaim, Update
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def retract(update, why="A different project was meant."):
    actions.retract(update, by=UserFactory(), now=NOW, why=why)


def test_a_retracted_update_is_read_no_more_and_still_there():
    project = ProjectFactory()
    claim = StageClaimFactory(of=[project], accepted=True)
    actions.refresh_stages([project])

    retract(claim.update)

    project.refresh_from_db()
    assert project.stage == ""
    assert StageClaim.objects.live().count() == 0
    assert StageClaim.objects.count() == 1


def test_a_retraction_needs_a_reason():
    with pytest.raises(NotRetractable, match="Say why"):
        retract(UpdateFactory(), why=" ")


def test_nothing_is_retracted_twice():
    update = UpdateFactory()
    retract(update)

    with pytest.raises(NotRetractable, match="retracted before"):
        retract(update)


def test_what_later_rows_rest_on_is_not_retracted_before_them():
    claim = StageClaimFactory()
    denial = StageClaimFactory(stance="denies", responds_to=claim)

    with pytest.raises(NotRetractable, match=denial.update.headline):
        retract(claim.update)

    retract(denial.update)
    retract(claim.update)
    assert Update.objects.filter(status="retracted").count() == 2


def test_an_update_that_brought_in_a_pledge_is_corrected_not_retracted():
    pledge = PledgeFactory()
    old = pledge.brought_in_by

    with pytest.raises(NotRetractable, match=pledge.name):
        retract(old)
    with actions.correct(
        old, by=UserFactory(), now=NOW, why="Wrong day.", headline="Pledged"
    ) as correction:
        actions.cite_event(correction, citations=[actions.Cited(SourceFactory())])

    pledge.refresh_from_db()
    assert pledge.brought_in_by == correction


def test_a_correction_takes_the_known_day_of_what_it_corrects():
    old = UpdateFactory(known_on=date(2026, 1, 5))
    with actions.correct(
        old, by=UserFactory(), now=NOW, why="Misread.", headline="As it should be"
    ) as correction:
        actions.cite_event(correction, citations=[actions.Cited(SourceFactory())])

    assert correction.known_on == date(2026, 1, 5)
    assert correction.corrects == old
    assert set(Update.objects.live().filter(known_on=date(2026, 1, 5))) == {correction}


def test_retracting_an_acceptance_takes_its_stage_back():
    project = ProjectFactory()
    claim = StageClaimFactory(of=[project])
    accepting = UpdateFactory()
    actions.accept(claim, update=accepting, reason="Confirmed since.")
    actions.refresh_stages([project])

    retract(accepting)

    project.refresh_from_db()
    assert project.stage == ""
