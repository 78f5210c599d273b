"""Who says what about Japan's pledge, as the record has it."""

import pytest

from tests.seeded import seeded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def asked(client, question):
    (found,) = client.get("/claims/", {"question": question}).context["page"]
    return {
        answer.words: {h.row.evidence.speakers[0].slug for h in answer.holders}
        for answer in found.answers
    }


def test_the_45_days_are_a_floor_to_some_and_a_ceiling_to_others(client):
    found = asked(client, "45-days-floor-or-ceiling")

    assert len(found["the earliest: not before 45 business days"]) > 1
    assert "financial-times" in found["the latest: within 45 days"]


def test_90_per_cent_are_of_five_things(client):
    found = asked(client, "profit-split-90-of-what")

    assert {"white-house", "trump-donald"} <= found["all profits from the investment"]
    assert len(found) == 5


def test_akazawa_s_change_of_words_is_marked(client):
    page = client.get("/claims/?question=what-is-the-550&party=akazawa-ryosei")

    assert "said otherwise before" in page.content.decode()


def test_the_sums_of_the_list_conflict(client):
    question = "japan-550-list-2025-10.business_scale.usd"
    (found,) = client.get("/claims/", {"question": question}).context["page"]

    assert found.code == "conflict"
    assert {"about US$490bn", "US$467bn"} <= {a.words for a in found.answers}
