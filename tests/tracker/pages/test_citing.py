"""Cite this: what a citation of a value says, and that every value has one."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import (
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tracker.pages.citing import Cite, cited
from tracker.pages.formulas import BY_SLUG

DAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "permalink"),
    [
        ("/a/#x", "https://site.example/a/?as_of=2026-03-01&recorded=2026-03-02#x"),
        ("/a/", "https://site.example/a/?as_of=2026-03-01&recorded=2026-03-02"),
        ("/a?b=1", "https://site.example/a?b=1&as_of=2026-03-01&recorded=2026-03-02"),
    ],
)
def test_a_permalink_names_both_days(settings, address, permalink):
    settings.SITE_URL = "https://site.example"
    found = cited(Cite("id", address, "36"), as_of=DAY, recorded_by=date(2026, 3, 2))

    assert found.permalink == permalink
    assert found.text.endswith(f"as known on 1 Mar 2026. {permalink}")


def test_what_we_computed_says_how():
    cite = Cite("id", "/a/", "Total: “36”", formula=BY_SLUG["adjusted"])
    text = cited(cite, as_of=DAY, recorded_by=DAY).text

    assert text.startswith("Total: “36”. Computed by Pledgebook: The amounts added up")


@pytest.fixture
def pledge(db):
    pledge = PledgeFactory(slug="promise", name="Promise")
    outlet = PartyFactory(name="Kyodo")
    source = SourceFactory(
        publisher=outlet, title="A pledge", published_on=date(2026, 1, 9)
    )
    update = UpdateFactory(recorded_at=datetime(2026, 1, 11, 8, tzinfo=UTC))
    QuantityClaimFactory(
        of=[pledge], by=[PartyFactory(name="Tokyo")], source=source, update=update
    )
    project = ProjectFactory(pledge=pledge)
    StageClaimFactory(of=[project], stage="selected", accepted=True)
    QuantityClaimFactory(of=[project], basis="project_cost", accepted=True)
    return pledge


def disclosures(client, path):
    page = client.get(path).content.decode()
    return page.count('class="evidence"'), page.count('<details class="cite">')


@time_machine.travel(NOW, tick=False)
def test_a_claim_is_cited_by_its_id_its_speaker_and_its_origin(client, pledge):
    page = client.get("/pledges/promise/").content.decode()
    (text,) = re.findall(r'<p class="cite-text">(.*?)</p>', page)

    assert "Tokyo: headline pledge: “US$550bn”" in text
    assert "Origin: Kyodo, “A pledge”, 9 Jan 2026" in text
    assert "as known on 1 Mar 2026" in text
    assert "?as_of=2026-03-01&amp;recorded=2026-03-01#claim-" in text
    assert "11 Jan 2026 08:00 UTC" in page


@pytest.mark.parametrize("path", ["/pledges/promise/", "/claims/"])
def test_every_value_with_evidence_can_be_cited(client, pledge, path):
    values, cites = disclosures(client, path)

    assert values == cites > 0


def test_each_total_of_ours_can_be_cited_with_its_formula(client, pledge):
    page = client.get("/pledges/promise/totals/").content.decode()

    for formula in ("adjusted", "confirmed"):
        assert f"<dd>promise/totals/selected/{formula}</dd>" in page
        assert f"/methodology/#formula-{formula}" in page
    assert "promise/totals/paid-out/adjusted" not in page


def test_a_citation_leads_to_the_claim_it_cites(client, pledge):
    page = client.get("/pledges/promise/").content.decode()
    (link,) = re.findall(r"<dd><a href=\"([^\"]+)#(claim-[^\"]+)\"", page)
    path = link[0].replace("&amp;", "&").split("//", 1)[1].partition("/")[2]

    assert f'id="{link[1]}"' in client.get(f"/{path}").content.decode()
