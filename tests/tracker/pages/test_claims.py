"""Who says what: the same question, each party's latest answer."""

from datetime import date

import pytest
import time_machine

from projects.models import ClaimSpeaker
from tests.factories import (
    PartyFactory,
    PledgeFactory,
    QuantityClaimFactory,
    QuestionFactory,
    SourceFactory,
    StatementFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def question():
    found = QuestionFactory(slug="floor", text="Floor or ceiling?")
    for code in ("floor", "ceiling"):
        found.codes.create(code=code, text=f"a {code}")
    return found


def answer(question, code, *by, on=date(2026, 1, 10), **fields):
    return StatementFactory(
        question=question,
        code=question.codes.get(code=code),
        by=list(by),
        update=UpdateFactory(known_on=on),
        **fields,
    )


def asked(client, **query):
    return list(client.get("/claims/", query).context["page"].object_list)


def held(question):
    return {
        answer.words: [h.row.evidence.speakers[0].name for h in answer.holders]
        for answer in question.answers
    }


def test_each_party_stands_with_its_latest_answer(client, question):
    tokyo, seoul = PartyFactory(name="Tokyo"), PartyFactory(name="Seoul")
    answer(question, "floor", seoul)
    answer(question, "floor", tokyo, on=date(2026, 1, 1))
    answer(question, "ceiling", tokyo, on=date(2026, 2, 1))
    (found,) = asked(client)

    assert held(found) == {"a floor": ["Seoul"], "a ceiling": ["Tokyo"]}
    assert (found.code, found.verdict) == ("conflict", "2 different answers")


def test_what_a_party_said_before_stands_under_it(client, question):
    tokyo = PartyFactory()
    answer(question, "floor", tokyo, on=date(2026, 1, 1))
    answer(question, "ceiling", tokyo, on=date(2026, 2, 1))
    (found,) = asked(client)
    (holder,) = found.answers[0].holders

    assert [row.value for row in holder.earlier] == ["a floor"]
    assert holder.changed


def test_an_answer_repeated_is_no_change(client, question):
    tokyo = PartyFactory()
    for day in (1, 2):
        answer(question, "floor", tokyo, on=date(2026, 1, day))
    (holder,) = asked(client)[0].answers[0].holders

    assert (len(holder.earlier), holder.changed) == (1, False)
    assert "said otherwise before" not in client.get("/claims/").content.decode()


def test_a_denial_is_not_listed_with_those_it_denies(client, question):
    answer(question, "floor", PartyFactory(name="Tokyo"))
    answer(question, "floor", PartyFactory(name="Seoul"), stance="denies")

    assert held(asked(client)[0]) == {
        "a floor": ["Tokyo"],
        "denied: a floor": ["Seoul"],
    }


def test_the_role_is_the_one_held_then(client, question):
    statement = answer(question, "floor", PartyFactory())
    ClaimSpeaker.objects.create(
        claim=statement, party=PartyFactory(), place=2, role="negotiator"
    )

    assert "negotiator" in client.get("/claims/").content.decode()


def test_origins_are_counted_once_and_carriers_apart(client, question):
    agency = PartyFactory(kind="outlet")
    for kind in ("origin", "carrier"):
        source = SourceFactory(publisher=agency, kind=kind)
        answer(question, "floor", PartyFactory(), source=source)
    (found,) = asked(client)[0].answers

    assert (found.origins, found.carriers) == (1, 1)


@pytest.mark.parametrize(
    ("second", "code"), [(490, "conflict"), (400, "agree")], ids=["other", "same"]
)
def test_amounts_of_a_tranche_are_put_side_by_side(client, second, code):
    tranche = TrancheFactory(name="List")
    for bn in (400, second):
        QuantityClaimFactory(of=[tranche], basis="business_scale", low=bn * 10**9)
    (found,) = asked(client)

    assert found.text == "How much: List, business scale, sales included?"
    assert (found.code, found.holders) == (code, 2)


def test_a_retracted_answer_is_no_answer(client, question):
    StatementFactory(question=question, update=UpdateFactory(retracted=True))

    assert asked(client) == []


def test_each_filter_keeps_what_fits(client, question):
    japan, tokyo = PledgeFactory(slug="japan"), PartyFactory(slug="tokyo")
    answer(question, "floor", tokyo, of=[japan])
    answer(question, "ceiling", PartyFactory())
    StatementFactory(question=QuestionFactory())

    assert len(asked(client)) == 2
    assert [q.slug for q in asked(client, question="floor")] == ["floor"]
    assert list(held(asked(client, pledge="japan")[0])) == ["a floor"]
    assert list(held(asked(client, party="tokyo")[0])) == ["a floor"]
    assert asked(client, party="nobody") == asked(client, question="nothing") == []


def test_the_party_s_own_answer_keeps_the_mark_of_the_conflict(client, question):
    answer(question, "floor", PartyFactory(slug="tokyo"))
    answer(question, "ceiling", PartyFactory())
    (found,) = asked(client, party="tokyo")

    assert (len(found.answers), found.verdict) == (1, "2 different answers")


@time_machine.travel("2026-03-01T12:00Z", tick=False)
def test_a_swap_brings_what_a_fresh_load_brings(client, question):
    answer(question, "floor", PartyFactory())
    part = client.get("/claims/?question=floor", headers=HTMX).content.decode()
    page = client.get("/claims/?question=floor").content.decode()

    assert part.strip().startswith('<div id="claims"')
    assert part.strip() in page


def test_no_answer_says_what_to_do(client):
    assert "Take a filter away" in client.get("/claims/?q=").content.decode()


def test_more_answers_take_no_more_queries(client, question):
    def more():
        pledge, party = PledgeFactory(), PartyFactory()
        answer(question, "floor", party, of=[pledge])
        answer(question, "ceiling", party, of=[pledge])
        QuantityClaimFactory(of=[pledge])

    more()
    before = queries(client, "/claims/")
    more()
    assert queries(client, "/claims/") == before


def test_as_of_a_day_the_answer_is_the_one_known_then(client, question):
    tokyo = PartyFactory()
    answer(question, "floor", tokyo, on=date(2026, 1, 1))
    answer(question, "ceiling", tokyo, on=date(2026, 2, 1))
    (found,) = asked(client, as_of="2026-01-31")

    assert list(held(found)) == ["a floor"]
    assert not found.answers[0].holders[0].earlier
