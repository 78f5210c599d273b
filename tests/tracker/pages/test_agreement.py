"""The list of agreements, and the page of one."""

from datetime import date

import pytest

from projects.models import AgreementLink
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PartyFactory,
    PledgeFactory,
    QuestionFactory,
    StatementFactory,
    TariffComponentFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db


def page_of(client, agreement):
    return client.get(f"/agreements/{agreement.slug}/").content.decode()


def test_the_list_has_each_agreement_with_its_day_and_force(client):
    agreement = AgreementFactory(title="Memorandum", legal_force="political")
    agreement.parties.add(PartyFactory(name="Japan"))
    ClauseFactory(agreement=agreement)

    page = client.get("/agreements/").content.decode()

    assert all(words in page for words in ("Memorandum", "4 Sep 2025", "political"))
    assert ">Japan</a>" in page


def test_an_empty_record_says_so(client):
    assert "No agreement is recorded." in client.get("/agreements/").content.decode()


def test_links_to_other_instruments_lead_there_and_back(client):
    order, ruling = AgreementFactory(title="Order"), AgreementFactory(title="Ruling")
    AgreementLink.objects.create(
        from_agreement=ruling,
        to_agreement=order,
        kind="voids",
        brought_in_by=UpdateFactory(),
    )

    assert f'<a href="/agreements/{order.slug}/">Order</a>' in page_of(client, ruling)
    assert f'<a href="/agreements/{ruling.slug}/">Ruling</a>' in page_of(client, order)


def test_what_was_said_about_it_stands_there(client):
    agreement, question = AgreementFactory(), QuestionFactory(text="Does it bind?")
    said = StatementFactory(of=[agreement], question=question, words="It does not.")

    page = page_of(client, agreement)

    assert page.index("Does it bind?") < page.index("It does not.")
    assert said.update.headline in page


def test_a_tariff_that_it_set_or_ended_stands_there(client):
    order, ruling, other = (AgreementFactory() for _ in range(3))
    TariffComponentFactory(instrument=order, ended_by=ruling)

    assert "10%, section-122, from 24 Feb 2026" in page_of(client, order)
    assert "10%, section-122" in page_of(client, ruling)
    assert "10%, section-122" not in page_of(client, other)


def test_an_update_with_a_reading_of_its_clause_is_about_it(client):
    clause = ClauseFactory()
    reading = ClauseReadingFactory(clause=clause)

    assert reading.update.headline in page_of(client, clause.agreement)


def test_no_such_agreement_is_not_found(client):
    assert client.get("/agreements/none/").status_code == 404


def fill(agreement, times):
    for _ in range(times):
        clause = ClauseFactory(agreement=agreement)
        ClauseReadingFactory(clause=clause).holders.add(PartyFactory())
        agreement.parties.add(PartyFactory())
        agreement.pledges.add(PledgeFactory())
        StatementFactory(of=[agreement], question=QuestionFactory())
        TariffComponentFactory(instrument=agreement, valid_from=date(2026, 2, 24))
        other = AgreementFactory()
        AgreementLink.objects.create(
            from_agreement=agreement,
            to_agreement=other,
            kind="implements",
            brought_in_by=UpdateFactory(),
        )


@pytest.mark.parametrize("path", ["/agreements/", "/agreements/memorandum/"])
def test_three_times_the_rows_take_as_many_queries(client, path):
    agreement = AgreementFactory(slug="memorandum")
    fill(agreement, 2)
    few = queries(client, path)
    fill(agreement, 4)

    assert queries(client, path) == few
