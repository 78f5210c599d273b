"""A value that the record has already is offered as a confirmation, in one click."""

from datetime import date

import pytest

from deadlines.actions import refresh_periods
from deadlines.models import DateClaim, DeadlinePeriod
from projects.models import Claim
from tests.factories import (
    AcceptanceFactory,
    DateClaimFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.desk.test_episodes import published
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db
SAME = {"p2_deadline": "first-project", "p2_by": "nikkei", "p2_accept": "on"}
OFFER = "The record has this value as the operative one, known"


@pytest.fixture
def desk(desk_of, person, first_project):
    desk = desk_of(person("editor"))
    return desk.press("add", "date", p1_url=URL, p0_headline="End of January, again")


@pytest.mark.parametrize(
    ("words", "offered"), [("31 January 2026", True), ("1 February 2026", False)]
)
def test_the_operative_date_from_another_source_is_offered(desk, words, offered):
    desk.press("save", **SAME, p2_words=words)

    assert (OFFER in desk.html) == offered
    assert (f"{OFFER} 20 Jan 2026" in desk.html) == offered


def test_going_back_to_an_earlier_date_is_a_move_and_no_confirmation(
    desk, first_project
):
    later = UpdateFactory(known_on=date(2026, 2, 1))
    day = {"earliest_on": date(2026, 3, 1), "latest_on": date(2026, 3, 1)}
    DateClaimFactory(deadline=first_project, update=later, accepted=True, **day)
    refresh_periods([first_project])
    desk.press("save", **SAME, p2_words="31 January 2026")
    assert OFFER not in desk.html

    desk.press("save", p2_words="1 March 2026")
    assert OFFER in desk.html


@pytest.mark.parametrize("htmx", [True, False])
def test_one_click_makes_a_claim_a_confirmation(desk, htmx):
    operative = DateClaim.objects.get()
    desk.headers = {"HX-Request": "true"} if htmx else {}
    desk.press("save", **SAME, p2_words="31 January 2026")
    desk.press("confirm", "2")
    assert OFFER not in desk.html
    assert desk.fields["2-words"] == ["31 January 2026"]
    assert "2-accept" not in desk.fields

    desk.headers = {}
    claim = published(desk).claims.get()
    assert (claim.stance, claim.responds_to.pk) == ("confirms", operative.pk)
    assert DeadlinePeriod.objects.current().get().date_claim_id == operative.pk


def test_a_claim_that_is_not_operative_is_not_offered(desk):
    claim = DateClaim.objects.get()
    AcceptanceFactory(claim=claim, operative=False, from_on=date(2026, 1, 21))
    refresh_periods([claim.deadline])
    desk.press("save", **SAME, p2_words="31 January 2026")

    assert OFFER not in desk.html


def test_what_became_known_only_later_is_not_offered(desk):
    desk.press("save", **SAME, p2_words="31 January 2026", p0_known_on="2026-01-19")

    assert OFFER not in desk.html


@pytest.mark.parametrize(
    ("printed", "offered"), [("US$33bn", True), ("US$34bn", False)]
)
def test_an_operative_amount_is_offered(desk, printed, offered):
    pledge = PledgeFactory(slug="japan")
    amount = {"basis": "headline", "unit": "USD", "low": 33 * 10**9, "high": 33 * 10**9}
    QuantityClaimFactory(of=[pledge], accepted=True, **amount)
    said = {"p3_of": "pledge:japan", "p3_basis": "headline", "p3_printed": printed}
    desk.press("add", "quantity").press("save", **said)

    assert (OFFER in desk.html) == offered


def test_an_operative_stage_is_offered(desk):
    StageClaimFactory(of=[ProjectFactory(slug="port")], stage="idea", accepted=True)
    desk.press("add", "stage").press("save", p3_of="project:port", p3_stage="idea")

    assert OFFER in desk.html


@pytest.mark.parametrize("argument", ["", "9", "0", "x", "²"])
def test_a_strange_click_loses_nothing(desk, argument):
    desk.press("save", **SAME, p2_words="31 January 2026")
    desk.press("confirm", argument)

    assert desk.fields["2-words"] == ["31 January 2026"]
    assert not Claim.objects.filter(stance="confirms").exists()
