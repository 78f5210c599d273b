"""Calculations on a record that knows no clause of their kind."""

import pytest

from tests.factories import ClauseFactory, ClauseReadingFactory, PledgeFactory

pytestmark = pytest.mark.django_db
PAGE = "/scenario/penalty/"


def test_a_record_without_a_penalty_clause_says_so(client):
    ClauseFactory(kind="text")

    assert "No penalty clause is recorded." in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}working.csv").status_code == 404
    assert client.get(f"{PAGE}chart.svg").status_code == 404
    assert client.post(PAGE).status_code == 405


def test_a_split_is_calculated_on_what_is_typed_alone(client):
    found = client.get("/scenario/split/", {"cash": "3", "deemed": "1"}).context[
        "found"
    ]

    assert [each.name for each in found.readings] == ["as typed"]
    assert (found.investor, found.host) == ("investor", "host")
    assert str(found.rows[0].investor) == "1.10"


EFFECT = {"kind": "tariff", "words": "a raise", "component": "general"}


def penalty(label, *effects, **fields):
    clause = ClauseFactory(kind="penalty", **fields)
    terms = {"trigger": "t", "judge": "j", "effects": list(effects)}
    return ClauseReadingFactory(clause=clause, label=label, parameters=terms)


def test_a_penalty_that_cannot_be_computed_is_told(client):
    penalty("so read", EFFECT | {"to_rate": "25"}, number="R14")

    page = client.get(PAGE)

    told = "R14, so read cannot be computed: The tariff is 25. Write 4.5% as 0.045."
    assert told in page.content.decode()
    assert page.context["found"].readings == ()


def test_a_penalty_with_a_tariff_is_opened_first(client):
    reclaim = {"kind": "reclaim", "words": "revenues are reclaimed"}
    many = penalty("one", reclaim).clause
    ClauseReadingFactory(
        clause=many,
        reading="two",
        parameters={"trigger": "t", "judge": "j", "effects": [reclaim]},
    )
    tariff = penalty("so read", EFFECT).clause

    assert client.get(PAGE).context["form"]["clause"].value() == tariff.slug
    typed = client.get(PAGE, {"clause": many.slug})
    assert typed.context["form"]["clause"].value() == many.slug


def test_a_clock_beside_a_term_that_cannot_be_read_is_left_out(client):
    clock = ClauseFactory(kind="funding_clock")
    clock.agreement.pledges.add(PledgeFactory())
    days = {"bound": "not_after", "days": 3, "unit": "calendar_day"}
    ClauseReadingFactory(clause=clock, parameters=days)
    assert len(client.get("/scenario/clock/").context["starts"]) == 1

    term = ClauseFactory(kind="term", agreement=clock.agreement)
    ClauseReadingFactory(clause=term, parameters={"ends_on": "0001-01-01"})

    assert client.get("/scenario/clock/").context["starts"] == []
