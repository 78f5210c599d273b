"""What publishing takes, and what it refuses."""

from datetime import UTC, date, datetime

import pytest

from projects import actions
from projects.actions.refusals import KnownInTheFuture, NotEvidenced
from projects.models import Claim, QuantityClaim, StageClaim, Update
from tests.factories import (
    PartyFactory,
    ProjectFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 18, 12, tzinfo=UTC)


def publish(known_on=date(2026, 2, 17), **fields):
    return actions.publish(
        by=UserFactory(), now=NOW, headline="Selected", known_on=known_on, **fields
    )


def selected(update, project, **fields):
    return actions.state(
        StageClaim,
        update=update,
        place=1,
        by=[actions.Said(PartyFactory(), "Commerce Secretary")],
        citations=[actions.Cited(SourceFactory())],
        about=[project],
        stage="selected",
        **fields,
    )


def test_an_accepted_stage_is_the_project_s_stage():
    project = ProjectFactory()
    with publish() as update:
        claim = selected(update, project)
        actions.accept(claim, update=update, reason="The decider's own word.")

    project.refresh_from_db()
    assert (project.stage, project.stage_claim) == ("selected", claim)


def test_a_stage_nobody_accepted_moves_nothing():
    project = ProjectFactory()
    with publish() as update:
        selected(update, project)

    project.refresh_from_db()
    assert project.stage == ""


def test_an_update_without_evidence_leaves_no_row():
    with pytest.raises(NotEvidenced, match="add one of the two"), publish():
        pass

    assert Update.objects.filter(headline="Selected").count() == 0


def test_an_event_carries_its_own_citation():
    with publish() as update:
        actions.cite_event(update, citations=[actions.Cited(SourceFactory())])

    assert update.citations.get().origin == update.citations.get().source


def test_a_claim_needs_a_speaker_and_a_citation():
    cited = [actions.Cited(SourceFactory())]
    said = [actions.Said(PartyFactory())]

    for by, citations in (([], cited), (said, [])):
        with pytest.raises(NotEvidenced), publish() as update:
            actions.state(
                StageClaim, update=update, place=1, by=by, citations=citations
            )
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("known_on", "refused"),
    [
        pytest.param(date(2026, 2, 18), False, id="today"),
        pytest.param(date(2026, 2, 19), True, id="tomorrow"),
    ],
)
def test_nothing_is_known_in_the_future(known_on, refused):
    try:
        with publish(known_on=known_on) as update:
            selected(update, ProjectFactory())
    except KnownInTheFuture:
        assert refused
    else:
        assert not refused


def test_one_quantity_can_be_about_several_projects_together():
    three = ProjectFactory.create_batch(3)
    with publish() as update:
        claim = actions.state(
            QuantityClaim,
            update=update,
            place=1,
            by=[actions.Said(PartyFactory())],
            citations=[actions.Cited(SourceFactory())],
            about=three,
            basis="signed",
            unit="JPY",
            low=340_000_000_000,
            qualifier="over",
            printed="over JPY 340bn",
        )

    assert {subject.project for subject in claim.subjects.all()} == set(three)
