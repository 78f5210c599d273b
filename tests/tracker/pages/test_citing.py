"""Cite this: what a citation of a value says, and that every value has one."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from projects.rules.moment import Moment
from tests.factories import (
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import given
from tracker.pages.citing import Cite, cited
from tracker.pages.formulas import BY_SLUG

PAST = date(2026, 1, 31)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "permalink"),
    [
        (Moment.today(NOW), "/a/?as_of=2026-03-01&recorded=2026-03-01T12:00:00Z#x"),
        (Moment.at(PAST), "/a/?as_of=2026-01-31&recorded=2026-03-01T12:00:00Z#x"),
        (
            Moment.at(PAST, recorded=datetime(2026, 2, 2, 9, 30, tzinfo=UTC)),
            "/a/?as_of=2026-01-31&recorded=2026-02-02T09:30:00Z#x",
        ),
    ],
    ids=["today", "a past day", "as written down then"],
)
def test_a_permalink_names_both_axes(settings, moment, permalink):
    settings.SITE_URL = "https://site.example"
    found = cited(Cite("id", "/a/#x", "36"), moment, now=NOW)

    assert found.permalink == f"https://site.example{permalink}"
    assert found.text.endswith(found.permalink)


def test_an_address_keeps_what_it_asked_for():
    found = cited(Cite("id", "/a?b=1", "36"), Moment.today(NOW), now=NOW)

    assert found.permalink.endswith(
        "/a?b=1&as_of=2026-03-01&recorded=2026-03-01T12:00:00Z"
    )


def test_what_we_computed_says_how():
    cite = Cite("id", "/a/", "Total: “36”", formula=BY_SLUG["adjusted"])
    text = cited(cite, Moment.today(NOW), now=NOW).text

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
    """Below the answer at the top of a page, which repeats what stands there."""
    page = client.get(path).text.split("</main>")[0].split('class="contents"')[-1]
    return page.count('class="evidence"'), page.count('<details class="cite">')


@time_machine.travel(NOW, tick=False)
def test_a_claim_is_cited_by_its_id_its_speaker_and_its_origin(client, pledge):
    page = client.get("/pledges/promise/amounts/").content.decode()
    text = re.findall(r'<p class="cite-text">(.*?)</p>', page)[0]

    assert "Tokyo: headline pledge: “US$550bn”" in text
    assert "“US$550bn”. Read in: Kyodo, “A pledge”, 9 Jan 2026, https://" in text
    assert "which names" not in text
    assert "as known on 1 Mar 2026" in text
    assert "?as_of=2026-03-01&amp;recorded=2026-03-01T12:00:00Z#claim-" in text
    assert "11 Jan 2026 08:00 UTC" in page


@pytest.mark.parametrize(
    "path", ["/pledges/promise/", "/pledges/promise/amounts/", "/claims/"]
)
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
    link, *_rest = re.findall(r"<dd><a href=\"([^\"]+)#(claim-[^\"]+)\"", page)
    path = link[0].replace("&amp;", "&").split("//", 1)[1].partition("/")[2]

    assert f'id="{link[1]}"' in client.get(f"/{path}").content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_page_can_be_cited_with_what_it_was_asked(client, pledge):
    page = client.get("/projects/?as_of=2026-02-01&stage=selected&q=").text
    (link,) = re.findall(r"<dd><a href=\"http://[^/]+([^\"]+)\"", page)

    assert "<dd>/projects/?stage=selected&amp;q=</dd>" in page
    assert "The page “Projects”. Pledgebook, as known on 1 Feb 2026. http" in page
    assert "this page, as it stands now" in page
    assert link.endswith("&amp;as_of=2026-02-01&amp;recorded=2026-03-01T12:00:00Z")
    assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_page_is_cited_by_its_title_as_it_is_written(client, pledge):
    PledgeFactory(slug="other", name="Korea's & Japan's")
    page = client.get("/pledges/other/").text

    assert "The page “Korea&#x27;s &amp; Japan&#x27;s”." in page


def test_what_knows_only_today_is_no_page_to_cite(client, pledge):
    assert "Cite this page" in client.get("/methodology/").text
    assert "Cite this page" not in client.get("/login/").text


@pytest.mark.parametrize(
    ("path", "key", "formula"),
    [
        ("/slips/", "slips/all", "slip-figures"),
        ("/slips/?pledge=promise", "slips/promise/rest", "slip-figures"),
        ("/slips/?pledge=promise", "slips/promise/movers", "movers"),
        ("/slips/", "next/forecast", "forecast"),
        ("/slips/", "/slips/quarters", "slip-figures"),
        ("/deadlines/moved/", "moved/verdict", "verdict"),
        ("/deadlines/next/", "next/slips", "slip"),
    ],
)
def test_each_figure_of_ours_can_be_cited_with_its_formula(
    client, pledge, path, key, formula
):
    first, then = date(2025, 12, 31), date(2026, 1, 31)
    given(first, then, met=then, slug="moved", pledge=pledge)
    given(date(2099, 1, 1), slug="next", pledge=pledge)

    cite = client.get(path).text.partition(f"<dd>{key}</dd>")[2].split("</dl>")[0]
    assert f"/methodology/#formula-{formula}" in cite
