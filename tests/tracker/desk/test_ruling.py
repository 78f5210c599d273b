"""The ruling of 20 February 2026: one update about several pledges, typed as read."""

from datetime import date

import pytest

from deadlines.models import DeadlinePeriod
from projects.models import Agreement, LegalBasis, Statement, Update
from tests.factories import (
    AgreementFactory,
    LegalBasisFactory,
    PartyFactory,
    PledgeFactory,
)

pytestmark = pytest.mark.django_db
RULED_ON = date(2026, 2, 20)
READ = {
    "p0_headline": "The emergency powers act gives no power to impose tariffs",
    "p0_known": "inferred",
    "p0_known_on": "2026-02-20",
    "p0_zone": "America/New_York",
    "p1_url": "https://firm.example/ruling",
    "p1_title": "The court's ruling",
    "p1_publisher": "Nikkei",
}
WORDS = "the act does not authorise the President to impose tariffs"


@pytest.fixture
def basis(db):
    """The emergency powers act, as it carried the order's tariffs until then."""
    return LegalBasisFactory(
        code="ieepa", name="IEEPA", valid_from=date(2025, 4, 5), accepted=True
    )


@pytest.fixture
def update(desk_of, person, first_project, basis):
    for slug in ("japan-550", "korea-350", "eu-600"):
        PledgeFactory(slug=slug)
    PartyFactory(slug="court", name="US Supreme Court", kind="court")
    AgreementFactory(slug="order", title="Executive Order 14345")
    desk = desk_of(person("editor"))
    desk.press("save", **READ)
    bring_in_the_ruling(desk)
    desk.add(
        "statement",
        of="Learning Resources v. Trump",
        bears_on="Executive Order 14345",
        by="US Supreme Court",
        words=WORDS,
        said_on="2026-02-20",
    )
    end_the_basis(desk, basis)
    desk.publish()
    return Update.objects.latest("pk")


def bring_in_the_ruling(desk):
    desk.add(
        "agreement",
        title="Learning Resources v. Trump",
        kind="ruling",
        dated_on="2026-02-20",
        zone="America/New_York",
        legal_force="ruling",
        parties="US Supreme Court",
        pledges="japan-550; korea-350; eu-600",
    )
    link = {"from": "Learning Resources v. Trump", "kind": "voids"}
    desk.add("agreement_link", **link, to="Executive Order 14345")


def end_the_basis(desk, basis):
    desk.add(
        "legal_basis",
        code="ieepa",
        name="IEEPA",
        statute="International Emergency Economic Powers Act",
        valid_from="2025-04-05",
        valid_to="2026-02-20",
        ended_by="Learning Resources v. Trump",
        supersedes=str(basis.public_id),
        accept="on",
    )


def test_one_update_is_about_every_pledge_that_rests_on_the_order(update):
    assert {pledge.slug for pledge in update.pledges.all()} == {
        "japan-550",
        "korea-350",
        "eu-600",
    }
    assert {agreement.title for agreement in update.agreements.all()} == {
        "Learning Resources v. Trump",
        "Executive Order 14345",
    }
    assert (update.known_on, update.known_precision) == (RULED_ON, "inferred")


def test_the_ruling_voids_the_order_and_moves_no_date(update):
    ruling = Agreement.objects.get(kind="ruling")

    assert str(ruling.links_out.get()).endswith("voids Executive Order 14345")
    assert Statement.objects.get().bears_on_agreements.get().slug == "order"
    assert DeadlinePeriod.objects.current().get().state == "open"
    assert not update.claims.filter(kind__in=["date", "outcome"]).exists()


def test_the_basis_ends_by_the_ruling_and_what_it_was_before_stays(update, basis):
    ended = LegalBasis.objects.get(update=update)

    assert (ended.valid_to, ended.ended_by.kind) == (RULED_ON, "ruling")
    assert ended.supersedes == basis.claim_ptr
    assert LegalBasis.objects.get(pk=basis.pk).valid_to is None
