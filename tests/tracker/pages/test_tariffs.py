"""The tariffs that are tied to a pledge, on its page."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    LegalBasisFactory,
    PledgeFactory,
    SourceFactory,
    TariffComponentFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge():
    return PledgeFactory(slug="promise")


@pytest.fixture
def tariff(pledge):
    """One that rests on Section 122 from 24 February."""
    known = {"update": UpdateFactory(known_on=date(2026, 2, 20))}
    LegalBasisFactory(**known)
    source = SourceFactory(title="Proclamation")
    return TariffComponentFactory(of=[pledge], source=source, accepted=True, **known)


def tariffs_on(client, day):
    page = client.get(f"/pledges/promise/?on={day}").text
    return page.split('<h2 id="tariffs">')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("day", "rate", "words"),
    [
        ("2026-02-23", "General</h3>", "cannot tell: legal basis of general"),
        ("2026-02-24", "General: 10%</h3>", "rests on Section 122"),
    ],
)
def test_a_component_rests_on_its_basis_from_its_first_day(
    client, tariff, day, rate, words
):
    page = tariffs_on(client, day)

    assert rate in page
    assert words in page


def test_a_component_leads_to_what_its_basis_is_read_from(client, tariff):
    page = tariffs_on(client, "2026-03-01")
    address = f"/updates/{tariff.update.public_id}/"

    assert f'href="{address}#citation-' in page
    assert "Proclamation" in page


def test_another_rate_of_another_source_stands_beside_it(client, tariff, pledge):
    TariffComponentFactory(of=[pledge], update=tariff.update, rate=Decimal("0.15"))

    assert "15% according to another source" in tariffs_on(client, "2026-03-01")


def test_a_basis_without_a_first_day_is_told_by_what_directed_it(client, pledge):
    LegalBasisFactory(code="s-301", name="Section 301", valid_from=date(2026, 1, 1))
    directed = {"valid_from": None, "directed_on": date(2026, 2, 1)}
    TariffComponentFactory(of=[pledge], basis="s-301", **directed)

    page = tariffs_on(client, "2026-03-01")

    assert "cannot tell: effective date of Section 301" in page
    assert "first day not known" in page


def test_two_bases_at_once_are_refused_and_the_page_stands(client, tariff, pledge):
    LegalBasisFactory(code="other", name="Other")
    TariffComponentFactory(of=[pledge], basis="other")

    page = tariffs_on(client, "2026-03-01")

    assert "Cannot be computed: general would rest on" in page


def test_a_part_shows_the_tariffs_of_its_whole_and_others_none(client, tariff, pledge):
    part = PledgeFactory(parent=pledge, additive=True)
    pages = [client.get(f"/pledges/{p.slug}/").text for p in (part, PledgeFactory())]

    assert ['<h2 id="tariffs">' in page for page in pages] == [True, False]


def test_more_tariffs_take_as_many_queries(client, tariff, pledge):
    few = queries(client, "/pledges/promise/")
    for component in ("autos", "pharma"):
        TariffComponentFactory(of=[pledge], component=component)

    assert queries(client, "/pledges/promise/") == few
