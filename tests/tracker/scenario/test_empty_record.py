"""Calculations on a record that knows no clause of their kind."""

import pytest

from tests.factories import ClauseFactory

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
