"""The selection of 17 February 2026, typed into the form as an analyst would."""

import re
from datetime import date

import pytest

from deadlines.models import DeadlinePeriod, OutcomeClaim
from projects.models import FactClaim, Project, QuantityClaim, Tranche, Update
from projects.rules.quantity import conflicts
from tests.factories import PartyFactory
from tracker.pages.disputes import open_disputes

pytestmark = pytest.mark.django_db
SELECTED_ON = date(2026, 2, 17)
THREE = "Portsmouth gas power; Texas GulfLink; Georgia diamond grit"
READ = {
    "p0_headline": "The first three projects are chosen",
    "p0_zone": "America/New_York",
    "p1_url": "https://wire.example/selected",
    "p1_title": "Trump names three projects",
    "p1_publisher": "Nikkei",
    "p1_published_on": "2026-02-17",
}
PEOPLE = {
    "trump": "Donald Trump",
    "lutnick": "Howard Lutnick",
    "takaichi": "Takaichi Sanae",
    "us-commerce": "US Commerce",
    "meti": "METI",
}


@pytest.fixture
def update(desk_of, person, first_project):
    """The whole day in one entry, published."""
    for slug, name in PEOPLE.items():
        PartyFactory(slug=slug, name=name)
    pledge = first_project.pledge.slug
    desk = desk_of(person("editor"))
    desk.press("save", **READ)
    desk.add("tranche", name="First tranche", pledge=pledge, number="1")
    sectors = ("energy", "shipping", "materials")
    for name, sector in zip(THREE.split("; "), sectors, strict=True):
        known = {"pledge": pledge, "tranche": "First tranche"}
        desk.add("project", name=name, sector=sector, **known)
    say_the_outcome(desk)
    say_the_cost(desk)
    say_what_texas_exports(desk)
    desk.publish()
    return Update.objects.latest("pk")


def say_the_outcome(desk):
    desk.add(
        "outcome",
        deadline="First project settled",
        outcome="met",
        on="2026-02-17",
        by="Donald Trump; Howard Lutnick; Takaichi Sanae",
        words="three projects are the first",
        said_on="2026-02-17",
        accept="on",
        accept_reason="Both sides say so.",
    )
    desk.add("stage", of=THREE, stage="selected", on="2026-02-17", accept="on")


def say_the_cost(desk):
    gas = {"of": "Portsmouth gas power", "basis": "project_cost"}
    desk.add("quantity", **gas, printed="US$33bn", by="US Commerce", accept="on")
    desk.add("quantity", **gas, printed="US$33.3bn", by="METI")
    desk.add("quantity", of=THREE, printed="US$36bn", basis="project_cost", by="meti")


def say_what_texas_exports(desk):
    texas = {"of": "Texas GulfLink", "attribute": "product"}
    desk.add("fact", **texas, value="LNG", by="Donald Trump")
    desk.add("fact", **texas, value="crude oil", by="US Commerce", accept="on")


def test_the_deadline_is_met_on_its_day_by_three_who_say_so(update):
    outcome = OutcomeClaim.objects.get()

    assert [said.party.slug for said in outcome.said_by.order_by("place")] == [
        "trump",
        "lutnick",
        "takaichi",
    ]
    period = DeadlinePeriod.objects.current().get()
    assert (period.state, period.met_on, period.slips) == ("met", SELECTED_ON, 0)
    assert update.known_on == SELECTED_ON


def test_three_projects_of_the_first_tranche_are_selected(update):
    selected = Project.objects.filter(stage="selected", tranche__number=1)

    assert selected.count() == 3
    assert set(update.projects.all()) == set(selected)
    assert update.tranches.get() == Tranche.objects.get()


def test_the_two_figures_agree_at_the_precision_they_were_printed_with(update):
    commerce, meti, _all = QuantityClaim.objects.order_by("place")
    assert (commerce.low, meti.low) == (33 * 10**9, 333 * 10**8)
    assert not conflicts(commerce.quantity, meti.quantity)


def test_what_texas_exports_stands_side_by_side_and_is_the_only_dispute(update, client):
    lng, crude = FactClaim.objects.order_by("place")
    disputes, count = open_disputes(5)
    assert count == 1
    assert [row.claim.pk for row in disputes[0].rows] == [lng.pk, crude.pk]

    page = client.get("/projects/texas-gulflink/").content.decode()
    assert {"LNG", "crude oil"} <= set(re.findall("LNG|crude oil", page))
