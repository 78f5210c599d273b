"""The pages of sources."""

import pytest

from projects.models import CitationStep, SourceStatus
from tests.factories import (
    CitationFactory,
    PartyFactory,
    QuantityClaimFactory,
    SourceFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db


def page_of(client, source):
    return client.get(f"/sources/{source.slug}/")


def test_an_unknown_source_is_not_found(client):
    assert client.get("/sources/nowhere/").status_code == 404


def test_the_hash_of_a_text_is_public_and_the_text_is_not(client):
    source = SourceFactory(sha256="0f56" * 16, archived_text="The whole article.")

    page = page_of(client, source).content.decode()

    assert "0f56" * 16 in page
    assert "The whole article." not in page


def test_a_grade_is_given_with_its_meaning(client):
    page = page_of(client, SourceFactory(grade="C")).content.decode()

    assert "C: aggregator, repost, digest, forum" in page
    assert "not whether they are true" in page


def test_a_source_we_did_not_read_says_so(client):
    assert (
        "not read by us" in page_of(client, SourceFactory(held=False)).content.decode()
    )


@pytest.mark.parametrize("retracted", [False, True])
def test_what_became_of_it_is_said_while_its_update_stands(client, retracted):
    source = SourceFactory()
    SourceStatus.objects.create(
        source=source,
        status="corrected",
        from_on="2025-09-20",
        reason="The figure was wrong.",
        update=UpdateFactory(retracted=retracted),
    )

    page = page_of(client, source).content.decode()

    assert ("Corrected, from" in page) is not retracted
    assert ("The figure was wrong." in page) is not retracted


def test_a_claim_rests_on_carrier_step_and_origin_alike(client):
    carrier, step, origin = SourceFactory(), SourceFactory(), SourceFactory()
    claim = QuantityClaimFactory(source=carrier)
    citation = CitationFactory(claim=claim, source=carrier, origin=origin)
    CitationStep.objects.create(citation=citation, place=1, source=step)

    for source in (carrier, step, origin):
        (item,) = page_of(client, source).context["items"]
        assert item.row.claim.pk == claim.pk


def test_an_event_cited_to_it_is_listed(client):
    citation = CitationFactory(update=UpdateFactory(headline="The order is signed"))

    assert "The order is signed" in page_of(client, citation.source).content.decode()


def test_the_list_can_be_one_publisher_s(client):
    publisher = PartyFactory(slug="nhk")
    SourceFactory(title="Ours", publisher=publisher)
    SourceFactory(title="Theirs")

    page = client.get("/sources/", {"publisher": "nhk"}).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page


def test_three_times_the_sources_take_as_many_queries(client):
    SourceFactory.create_batch(3)
    few = queries(client, "/sources/")
    SourceFactory.create_batch(6)

    assert queries(client, "/sources/") == few
