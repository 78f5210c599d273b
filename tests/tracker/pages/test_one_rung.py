"""The ladder, the totals and the chart put each amount on the same rung."""

import pytest

from projects.actions import refresh_stages
from projects.rules.moment import LATEST
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    TrancheFactory,
)
from tests.tracker.pages.placed import agree, in_totals, on_ladder
from tracker.pages import rungs

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge():
    return PledgeFactory(slug="promise")


def project(pledge, stage, **fields):
    made = ProjectFactory(pledge=pledge, **fields)
    if stage:
        StageClaimFactory(of=[made], stage=stage, accepted=True)
    refresh_stages([made])
    return made


def amount(billions, *subjects, **fields):
    """An accepted cost that is told from others by its sum."""
    QuantityClaimFactory(
        of=list(subjects),
        **{
            "basis": "project_cost",
            "low": billions * 10**9,
            "accepted": True,
            **fields,
        },
    )


def test_the_ladder_the_totals_and_the_chart_agree(pledge, monkeypatch):
    stages = ("", "candidate", "short_listed", "recommended", "announced", "selected")
    none, candidate, listed, advised, announced, selected = (
        project(pledge, stage) for stage in stages
    )
    tranche = TrancheFactory(pledge=pledge)
    project(pledge, "operating", tranche=tranche)
    dropped = project(pledge, "withdrawn")
    for place, alone in enumerate((none, candidate, listed, advised, dropped), start=1):
        amount(place, alone)
    amount(11, announced)
    amount(12, selected)
    amount(13, tranche)
    amount(14, selected, announced)
    amount(15, selected, candidate)
    amount(16, selected, dropped)
    amount(17, pledge)
    amount(18, selected, per="year")
    amount(19, selected, known_error="Not dollars.")
    amount(20, selected, stance="denies")
    amount(21, selected, accepted=False)

    assert agree(pledge, monkeypatch) == {
        "announced": ["US$11bn", "US$14bn"],
        "selected": ["US$12bn", "US$13bn"],
    }


def test_an_amount_that_another_took_the_place_of_is_on_no_rung(pledge, monkeypatch):
    selected = project(pledge, "selected")
    amount(33, selected)
    old = selected.claim_subjects.order_by("pk").last().claim
    amount(34, selected, supersedes=old)

    assert on_ladder(pledge, monkeypatch) == in_totals(pledge)
    assert on_ladder(pledge, monkeypatch)["selected"] == ["US$34bn"]


def test_only_announced_projects_are_counted_on_the_announced_rung(pledge):
    for stage in ("short_listed", "recommended", "announced", "announced"):
        project(pledge, stage)

    (ladder,) = rungs.ladders([pledge], LATEST)

    assert ladder.rungs[1].counted == "2 announced or welcomed"
