"""Clauses, what they are read to say, and the tariffs under them, typed at the desk."""

from decimal import Decimal

import pytest

from projects.models import Clause, ClauseReading, Finding, LegalBasis, TariffComponent
from tests.factories import AgreementFactory, PartyFactory, PledgeFactory
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db
CLOCK = 'bound = "not_before"\ndays = 45\nunit = "working_day"\ncalendars = ["US"]'


@pytest.fixture
def desk(desk_of, person, first_project):
    PartyFactory(slug="japan", name="Japan")
    PledgeFactory(slug="japan-550")
    AgreementFactory(slug="mou", title="The memorandum")
    return desk_of(person("editor"))


@pytest.fixture
def clause(desk):
    """A clause and one reading of it, in one entry."""
    desk.press("add", "clause", p1_url=URL, p0_headline="When Japan pays")
    new = {"agreement": "mou", "number": "R12", "title": "When Japan pays"}
    new |= {"kind": "funding_clock", "key": "clock"}
    desk.press("add", "reading", **{f"p2_{name}": text for name, text in new.items()})
    said = {"clause": "when japan pays", "label": "not before", "reading": "not-before"}
    said |= {"by": "japan", "words": "45 working days", "parameters": CLOCK}
    said |= {"status": "reported", "valid_from": "2025-09-04", "holders": "Japan"}
    return {f"p3_{name}": text for name, text in said.items()}


def test_a_clause_and_what_it_is_read_to_say(desk, clause):
    desk.press("publish", **clause, p3_accept="on")

    reading = ClauseReading.objects.get()
    assert reading.clause == Clause.objects.get(number="R12")
    assert reading.parameters["days"] == 45
    assert [party.slug for party in reading.holders.all()] == ["japan"]
    assert reading.update.agreements.get().slug == "mou"


@pytest.mark.parametrize(
    ("parameters", "told"),
    [("days: 45", "Write one parameter a line"), ("days = 45", "bound")],
)
def test_parameters_that_do_not_fit_are_refused_at_their_field(
    desk, clause, parameters, told
):
    desk.press("publish", **clause | {"p3_parameters": parameters})

    assert told in desk.said("3-parameters")
    assert desk.fields["3-parameters"] == [parameters]
    assert not ClauseReading.objects.exists()


def test_a_finding_on_a_clause_says_whether_it_holds(desk, clause):
    desk.press("add", "finding", **clause)
    desk.press("publish", p4_what="triggered", p4_holds="no", p4_words="Not so.")

    assert (Finding.objects.get().clause.slug, Finding.objects.get().holds) == (
        "clock",
        False,
    )


@pytest.mark.parametrize(("typed", "rate"), [("12.5%", "0.125"), ("0.1", "0.1")])
def test_a_tariff_on_its_basis(desk, typed, rate):
    desk.press("add", "legal_basis", p1_url=URL, p0_headline="Ten per cent")
    basis = {"p2_name": "Section 122", "p2_statute": "Trade Act", "p2_by": "japan"}
    days = {"p2_code": "section-122", "p2_valid_from": "2026-02-24"}
    desk.press("add", "tariff", **basis, **days)
    tariff = {"p3_of": "japan-550", "p3_component": "general", "p3_rate": typed}
    desk.press("publish", **tariff, p3_basis="section-122", p3_valid_from="2026-02-24")

    assert LegalBasis.objects.get().code == "section-122"
    assert TariffComponent.objects.get().rate == Decimal(rate)
