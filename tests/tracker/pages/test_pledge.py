"""The pages of pledges."""

from datetime import date

import pytest

from projects.models import AgreementLink
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    StatementFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db


def page_of(client, pledge):
    return client.get(f"/pledges/{pledge.slug}/").content.decode()


def test_anyone_may_read_all_pledges(client):
    QuantityClaimFactory(of=[PledgeFactory(name="Japan")], accepted=True)

    page = client.get("/pledges/").content.decode()

    assert "Japan" in page
    assert "US$550bn" in page


def test_a_part_is_not_listed_beside_its_whole(client):
    PledgeFactory(name="Part", parent=PledgeFactory(name="Whole"), additive=True)

    page = client.get("/pledges/").content.decode()

    assert "Whole" in page
    assert "Part" not in page


def test_an_unknown_pledge_is_not_found(client):
    assert client.get("/pledges/nobody-promised/").status_code == 404


def test_a_pledge_shows_its_verb_as_written_and_its_window(client):
    page = page_of(
        client, PledgeFactory(verb="is expected", closes_on=date(2029, 1, 19))
    )

    assert "<q>is expected</q>" in page
    assert 'datetime="2029-01-19"' in page


@pytest.mark.parametrize(
    ("additive", "words"),
    [(True, "yes: a part of the sum"), (False, "no: stands beside it")],
)
def test_a_part_says_whether_it_adds_up(client, additive, words):
    whole = PledgeFactory()
    PledgeFactory(parent=whole, additive=additive)

    assert words in page_of(client, whole)


def test_a_conversion_is_the_source_s_own(client):
    pledge = PledgeFactory()
    QuantityClaimFactory(of=[pledge], quoted_printed="about JPY 80tn")

    assert "about JPY 80tn, as the source converts it" in page_of(client, pledge)


def test_no_amount_is_no_evidence_and_not_zero(client):
    page = page_of(client, PledgeFactory())

    assert "No evidence found." in page
    assert "US$0" not in page


def test_a_tranche_shows_its_total_and_its_projects(client):
    tranche = TrancheFactory(name="First tranche")
    ProjectFactory(pledge=tranche.pledge, tranche=tranche, name="Gas power")
    QuantityClaimFactory(of=[tranche], low=36_000_000_000, accepted=True)

    page = page_of(client, tranche.pledge)

    assert "US$36bn" in page
    assert "Gas power" in page


def test_an_agreement_shows_its_force_and_what_it_implements(client):
    order, memorandum = AgreementFactory(kind="order"), AgreementFactory()
    order.pledges.add(pledge := PledgeFactory())
    AgreementLink.objects.create(
        from_agreement=order,
        to_agreement=memorandum,
        kind="implements",
        brought_in_by=UpdateFactory(),
    )

    page = page_of(client, pledge)

    assert "<b>political</b>" in page
    assert "Implements: " in page


def test_each_party_s_answer_stands_under_its_question(client):
    pledge, question = PledgeFactory(), QuestionFactory(text="What is it?")
    for words in ("a ceiling", "a sum to invest"):
        StatementFactory(question=question, of=[pledge], words=words)

    page = page_of(client, pledge)

    assert "2 different answers" in page
    assert page.index("What is it?") < page.index("a ceiling")


def test_an_update_about_the_pledge_is_in_its_timeline(client):
    pledge = PledgeFactory()
    UpdateFactory(headline="Signed").pledges.add(pledge)
    UpdateFactory(headline="Elsewhere")

    page = page_of(client, pledge)

    assert "Signed" in page
    assert "Elsewhere" not in page


def fill(pledge, times):
    for _ in range(times):
        tranche = TrancheFactory(pledge=pledge)
        ProjectFactory(pledge=pledge, tranche=tranche)
        QuantityClaimFactory(of=[pledge], accepted=True)
        QuantityClaimFactory(of=[tranche], accepted=True)
        part = PledgeFactory(parent=pledge, additive=True)
        QuantityClaimFactory(of=[part], accepted=True)
        StatementFactory(of=[pledge], question=QuestionFactory())
        agreement = AgreementFactory()
        agreement.pledges.add(pledge)
        agreement.parties.add(pledge.promisor)
        ClauseReadingFactory(clause__agreement=agreement).holders.add(pledge.promisor)
        given(date(2026, 3, 31), pledge=pledge)


def test_three_times_the_rows_take_as_many_queries(client):
    pledge = PledgeFactory()
    fill(pledge, 2)
    few = queries(client, f"/pledges/{pledge.slug}/")
    fill(pledge, 4)

    assert queries(client, f"/pledges/{pledge.slug}/") == few


def test_amounts_on_other_bases_than_a_promise_s_are_folded(client):
    pledge = PledgeFactory()
    for basis in ("business_scale", "headline"):
        QuantityClaimFactory(of=[pledge], basis=basis)

    answer = client.get(f"/pledges/{pledge.slug}/")

    assert [group.code for group in answer.context["groups"]] == ["headline"]
    assert "Amounts on other bases: business scale, sales included<" in " ".join(
        answer.text.split()
    ).replace("</summary>", "<")


@pytest.mark.parametrize(("accepted", "head"), [(True, "second"), (False, "first")])
def test_what_was_accepted_stands_for_the_rest_else_the_oldest(client, accepted, head):
    pledge = PledgeFactory()
    QuantityClaimFactory(of=[pledge], words="first")
    QuantityClaimFactory(of=[pledge], words="second", accepted=accepted)

    answer = client.get(f"/pledges/{pledge.slug}/")
    (comparison,) = answer.context["groups"][0].comparisons

    assert [item.row.claim.words for item in comparison.head] == [head]
    assert {"first", "second"} - {head} == {i.row.claim.words for i in comparison.rest}
    assert "1 more statement of it" in answer.text
    assert all(words in answer.text for words in ("first", "second"))


def test_the_other_readings_of_a_clause_are_folded_behind_the_accepted_one(client):
    pledge = PledgeFactory()
    agreement = AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, kind="funding_clock")
    ClauseReadingFactory(clause=clause, label="at least 45 days")
    ClauseReadingFactory(clause=clause, label="within 45 days", accepted=True)

    page = page_of(client, pledge).split('id="clauses"')[1]
    shown, _summary, folded = page.partition("1 other reading")

    assert "Within 45 days" in shown
    assert "At least 45 days" in folded
    assert "At least 45 days" not in shown


@pytest.mark.parametrize(("shown", "more"), [(2, False), (1, True)])
def test_of_many_deadlines_the_open_ones_come_first(client, monkeypatch, shown, more):
    monkeypatch.setattr("tracker.pages.pledge.SHOWN", shown)
    pledge = PledgeFactory(slug="big")
    given(date(2025, 1, 1), met=date(2025, 1, 1), title="Settled", pledge=pledge)
    given(date(2025, 6, 1), title="Still open", pledge=pledge)

    answer = client.get("/pledges/big/")
    titles = [row.deadline.title for row in answer.context["deadlines"]]

    assert titles == ["Still open", "Settled"][:shown]
    assert ("/deadlines/?pledge=big" in answer.text) is more
