"""The page of one update: the place every value links to."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from projects.actions import accept, retract
from projects.codes import UpdateKind
from projects.models import Citation, CitationStep
from tests.factories import (
    CitationFactory,
    PartyFactory,
    PledgeFactory,
    QuantityClaimFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def claim():
    return QuantityClaimFactory(of=[PledgeFactory(name="Japan")])


def page_of(client, update):
    page = client.get(f"/updates/{update.public_id}/")
    assert page.status_code == 200
    return page.content.decode()


def cite(claim, **fields):
    return CitationFactory(claim=claim, **fields)


def test_an_unknown_update_is_not_found(client):
    assert client.get(f"/updates/{uuid4()}/").status_code == 404
    assert client.get("/updates/12/").status_code == 404


def test_every_citation_has_its_anchor(client, claim):
    cite(claim)
    page = page_of(client, claim.update)

    for citation in Citation.objects.filter(claim=claim):
        assert page.count(f'id="{citation.anchor}"') == 1


def test_an_excerpt_keeps_its_language_and_names_its_translator(client, claim):
    cite(
        claim,
        excerpt="規模大約6万億円",
        language="ja",
        translation="about JPY 6tn",
        translated_by="ours",
    )
    page = page_of(client, claim.update)

    assert '<blockquote lang="ja">規模大約6万億円</blockquote>' in page
    assert "about JPY 6tn" in page
    assert "translation: ours" in " ".join(page.split()).replace(":</span>", ":")


def test_the_chain_leads_from_the_carrier_to_the_origin(client, claim):
    origin = SourceFactory(publisher=PartyFactory(name="Nikkei"), held=False)
    citation = cite(claim, origin=origin)
    CitationStep.objects.create(citation=citation, place=1, source=origin)

    page = page_of(client, claim.update)

    assert "Nikkei" in page
    assert "named only, not read by us" in page


def test_an_acceptance_gives_its_reason(client, claim):
    accept(claim, update=claim.update, reason="The decider's own word.")

    assert "The decider&#x27;s own word." in page_of(client, claim.update)


def test_what_rests_on_a_repost_is_marked_secondary(client):
    origin = SourceFactory(grade="A")
    claim = QuantityClaimFactory(source=SourceFactory(repost=True))
    cite(claim, source=SourceFactory(repost=True), origin=origin)
    accept(claim, update=claim.update, reason="The carrier names the order.")

    assert "(secondary)" in page_of(client, claim.update)


def test_a_claim_nobody_accepted_says_so(client, claim):
    assert "no; it stands as it was said" in page_of(client, claim.update)


def test_a_retracted_update_stays_and_says_when_and_why(client, claim):
    retract(
        claim.update, by=UserFactory(username="editor"), now=NOW, why="A wrong day."
    )
    page = page_of(client, claim.update)

    assert "This update was retracted and counts no more." in page
    assert 'datetime="2026-03-01T12:00:00+00:00"' in page
    assert "A wrong day." in page
    assert "editor" in page
    assert "US$550bn" in page


def test_a_correction_and_what_it_corrects_link_to_each_other(client):
    wrong = UpdateFactory(headline="Wrong")
    right = UpdateFactory(
        headline="Right", kind=UpdateKind.OUR_CORRECTION, corrects=wrong
    )

    assert f"/updates/{right.public_id}/" in page_of(client, wrong)
    assert f"/updates/{wrong.public_id}/" in page_of(client, right)


def test_an_event_without_claims_shows_its_own_citation(client):
    citation = CitationFactory(update=UpdateFactory())

    page = page_of(client, citation.update)

    assert f'id="{citation.anchor}"' in page
    assert citation.source.title in page


def test_an_answer_links_to_the_claim_it_denies(client, claim):
    denial = QuantityClaimFactory(responds_to=claim, stance="denies", words="Never.")

    assert f"#claim-{claim.public_id}" in page_of(client, denial.update)
    assert f"#claim-{denial.public_id}" in page_of(client, claim.update)


def test_what_is_logged_as_text_is_shown_as_text(client):
    update = UpdateFactory(headline="<script>alert(1)</script>")

    page = page_of(client, update)

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
