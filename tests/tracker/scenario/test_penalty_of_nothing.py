"""The penalty page of a record that knows no penalty clause."""

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
