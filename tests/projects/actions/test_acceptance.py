"""Which claims can be taken as operative, and from when."""

from datetime import date

import pytest

from projects import actions
from projects.actions.refusals import NotAcceptable
from projects.models import Citation, StageClaim
from projects.rules.moment import Moment
from tests.factories import (
    CitationFactory,
    ProjectFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


def test_an_acceptance_counts_from_the_day_the_claim_was_known():
    claim = StageClaimFactory(update=UpdateFactory(known_on=date(2026, 2, 17)))
    later = UpdateFactory(known_on=date(2026, 3, 1))

    accepted = actions.accept(claim, update=later, reason="Confirmed since.")

    assert accepted.from_on == date(2026, 2, 17)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_acceptance_needs_a_reason(reason):
    claim = StageClaimFactory()

    with pytest.raises(NotAcceptable, match="Say why"):
        actions.accept(claim, update=claim.update, reason=reason)


def test_a_repost_without_an_origin_is_not_accepted():
    claim = StageClaimFactory(source=SourceFactory(repost=True))

    with pytest.raises(NotAcceptable, match="names an A or B origin"):
        actions.accept(claim, update=claim.update, reason="Widely reported.")


def test_a_repost_that_names_its_origin_is_accepted_as_secondary():
    claim = StageClaimFactory(source=SourceFactory(repost=True))
    CitationFactory(
        claim=claim,
        place=2,
        source=SourceFactory(repost=True),
        origin=SourceFactory(grade="B"),
    )

    accepted = actions.accept(claim, update=claim.update, reason="The wire's words.")

    assert accepted.secondary


def test_a_claim_cannot_count_before_it_was_known():
    claim = StageClaimFactory(update=UpdateFactory(known_on=date(2026, 2, 17)))

    with pytest.raises(NotAcceptable, match="cannot count from 2026-02-16"):
        actions.accept(
            claim, update=claim.update, reason="x", from_on=date(2026, 2, 16)
        )


def test_a_later_acceptance_can_set_a_claim_aside():
    project = ProjectFactory()
    claim = StageClaimFactory(of=[project], accepted=True)
    actions.accept(
        claim,
        update=UpdateFactory(known_on=date(2026, 3, 1)),
        operative=False,
        reason="Withdrawn by the decider.",
    )

    operative = StageClaim.objects.operative
    assert operative(Moment.at(date(2026, 2, 28))).get() == claim
    assert operative(Moment.at(date(2026, 3, 1))).count() == 0
    assert Citation.objects.filter(claim=claim).exists()


def test_nothing_counts_from_a_day_to_come():
    claim = StageClaimFactory()
    today = UpdateFactory(known_on=date(2026, 3, 1))

    with pytest.raises(NotAcceptable, match="a day to come"):
        actions.accept(claim, update=today, reason="x", from_on=date(2026, 3, 2))
    actions.accept(claim, update=today, reason="x", from_on=date(2026, 3, 1))


def test_an_acceptance_that_changes_nothing_is_refused():
    claim = StageClaimFactory(accepted=True)

    with pytest.raises(NotAcceptable, match="is operative already"):
        actions.accept(claim, update=UpdateFactory(), reason="Again.")


def test_the_claim_of_a_retracted_update_is_not_accepted():
    claim = StageClaimFactory()
    now = claim.update.recorded_at
    actions.retract(claim.update, by=claim.update.author, now=now, why="Misread.")

    with pytest.raises(NotAcceptable, match="was retracted"):
        actions.accept(claim, update=UpdateFactory(), reason="Still true.")
