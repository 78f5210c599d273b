"""What the charts of a pledge count, and how sure the days in their tables are."""

from datetime import date

import pytest

from deadlines.actions import refresh_periods
from tests.factories import (
    DateClaimFactory,
    PledgeFactory,
    QuantityClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan():
    """A pledge of 550bn."""
    pledge = PledgeFactory(slug="japan")
    QuantityClaimFactory(of=[pledge], basis="headline", accepted=True)
    return pledge


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("claim", "remark", "amounts"),
    [
        ({"known_error": "55 for 550."}, "known error: 55 for 550.", 1),
        ({"stance": "denies"}, "denial", 1),
        ({"basis": "estimate", "words": "a net loss"}, "“a net loss”", 2),
        ({"words": "a net loss"}, "", 2),
    ],
)
def test_an_error_is_marked_and_counted_nowhere(client, japan, claim, remark, amounts):
    QuantityClaimFactory(of=[japan], **{"basis": "headline", **claim})

    row = read(client, "/pledges/japan/charts/amounts.csv").splitlines()[-1]
    drawn = client.get("/pledges/japan/charts/amounts.json").json()

    assert f",no,{remark}," in row
    assert f". {amounts} amount" in drawn["description"]
    assert len(drawn["data"]["values"]) == amounts
    assert client.get("/pledges/japan/").context["amounts"].count == amounts


def test_a_superseded_amount_says_so_in_its_label(client, japan):
    old = QuantityClaimFactory(of=[japan], basis="headline")
    QuantityClaimFactory(of=[japan], basis="headline", supersedes=old)

    drawn = client.get("/pledges/japan/charts/amounts.json").json()

    labels = [bar["lines"][0] for bar in drawn["data"]["values"]]
    marked = ["(superseded by a later claim)" in label for label in labels]
    assert marked == [False, True, False]


@pytest.mark.parametrize("kind", ["rungs", "amounts", "milestones", "slips"])
def test_a_day_that_is_not_exact_says_so_in_the_table(client, kind):
    pledge = PledgeFactory(slug="bare")
    day = UpdateFactory(known_on=date(2025, 12, 31), known_precision="at_latest")
    QuantityClaimFactory(of=[pledge], basis="headline", update=day, accepted=True)
    moved = given(date(2026, 1, 31), pledge=pledge, known_on=date(2025, 10, 1))
    DateClaimFactory(
        deadline=moved, update=day, latest_on=date(2026, 2, 28), accepted=True
    )
    refresh_periods([moved])

    rows = read(client, f"/pledges/bare/charts/{kind}.csv").splitlines()

    assert "2025-12-31,at latest," in rows[-1]
