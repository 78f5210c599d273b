"""The whole lists behind the page of a pledge."""

from datetime import date

import pytest

from projects.models import AgreementLink
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PledgeFactory,
    QuantityClaimFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.test_pledge import fill

pytestmark = pytest.mark.django_db


def page_of(client, pledge, part):
    return client.get(f"/pledges/{pledge.slug}/{part}/").text


@pytest.mark.parametrize("part", ["amounts", "clauses", "updates"])
def test_there_is_no_list_of_an_unknown_pledge(client, part):
    assert client.get(f"/pledges/nobody-promised/{part}/").status_code == 404


@pytest.mark.parametrize("part", ["amounts", "clauses", "updates"])
def test_three_times_the_rows_take_as_many_queries(client, part):
    pledge = PledgeFactory()
    fill(pledge, 2)
    few = queries(client, f"/pledges/{pledge.slug}/{part}/")
    fill(pledge, 4)

    assert queries(client, f"/pledges/{pledge.slug}/{part}/") == few


def test_a_conversion_is_the_source_s_own(client):
    pledge = PledgeFactory()
    QuantityClaimFactory(of=[pledge], quoted_printed="about JPY 80tn")

    page = page_of(client, pledge, "amounts")

    assert "about JPY 80tn, as the source converts it" in page


def test_amounts_stand_by_basis_each_to_be_linked_to(client):
    pledge = PledgeFactory()
    for basis in ("business_scale", "headline"):
        QuantityClaimFactory(of=[pledge], basis=basis)

    page = page_of(client, pledge, "amounts")

    assert page.index('id="basis-headline"') < page.index('id="basis-business_scale"')


@pytest.mark.parametrize(("accepted", "head"), [(True, "second"), (False, "first")])
def test_what_was_accepted_stands_for_the_rest_else_the_oldest(client, accepted, head):
    pledge = PledgeFactory()
    QuantityClaimFactory(of=[pledge], words="first")
    QuantityClaimFactory(of=[pledge], words="second", accepted=accepted)

    answer = client.get(f"/pledges/{pledge.slug}/amounts/")
    (comparison,) = answer.context["groups"][0].comparisons

    assert [item.row.claim.words for item in comparison.head] == [head]
    assert {"first", "second"} - {head} == {i.row.claim.words for i in comparison.rest}
    assert "1 more statement of it" in answer.text
    assert all(words in answer.text for words in ("first", "second"))


def test_what_was_said_of_a_tranche_stands_under_its_name(client):
    tranche = TrancheFactory(slug="first", name="First tranche")
    QuantityClaimFactory(of=[tranche], low=36_000_000_000, accepted=True)
    TrancheFactory(pledge=tranche.pledge, slug="second")

    page = page_of(client, tranche.pledge, "amounts")

    assert "US$36bn" in page.split('<h2 id="first">')[1]
    assert 'id="second"' not in page


def test_an_instrument_shows_its_force_and_what_it_implements(client):
    order, memorandum = AgreementFactory(kind="order"), AgreementFactory()
    order.pledges.add(pledge := PledgeFactory())
    AgreementLink.objects.create(
        from_agreement=order,
        to_agreement=memorandum,
        kind="implements",
        brought_in_by=UpdateFactory(),
    )

    page = page_of(client, pledge, "clauses")

    assert "<b>political</b>" in page
    assert "Implements: " in page


def test_the_other_readings_of_a_clause_are_folded_behind_the_accepted_one(client):
    pledge, agreement = PledgeFactory(), AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, kind="funding_clock")
    ClauseReadingFactory(clause=clause, label="at least 45 days")
    ClauseReadingFactory(clause=clause, label="within 45 days", accepted=True)

    page = page_of(client, pledge, "clauses").split('id="clauses"')[1]
    shown, _summary, folded = page.partition("1 other reading")

    assert "Within 45 days" in shown
    assert "At least 45 days" in folded
    assert "At least 45 days" not in shown


def test_all_that_became_known_stands_on_pages(client, monkeypatch):
    monkeypatch.setattr("tracker.pages.pledge_lists.PER_PAGE", 1)
    pledge = PledgeFactory()
    for day, headline in ((1, "Older"), (2, "Newer")):
        update = UpdateFactory(headline=headline, known_on=date(2026, 2, day))
        update.pledges.add(pledge)

    first = page_of(client, pledge, "updates")
    second = client.get(f"/pledges/{pledge.slug}/updates/?page=2").text

    assert "2 updates" in first
    assert ("Newer" in first, "Older</a>" in second) == (True, True)
