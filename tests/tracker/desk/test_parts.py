"""What the form brings in beside claims: each part typed, published and looked at."""

from datetime import date

import pytest

from deadlines.models import DateClaim, DeadlineMention, DeadlinePeriod
from projects.models import (
    Acceptance,
    AgreementLink,
    PartyRole,
    Pledge,
    ProjectLink,
    ProjectParty,
    Question,
    Statement,
    Update,
)
from tests.factories import (
    AgreementFactory,
    DateClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
)
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk_of, person, first_project):
    return desk_of(person("editor"))


@pytest.fixture
def add(desk):
    """Adds one part to an entry about what Nikkei wrote, and publishes it."""

    def publish(part, /, **typed):
        desk.press("add", part, p1_url=URL, p0_headline="Read today")
        desk.press("publish", **{f"p2_{name}": text for name, text in typed.items()})
        assert desk.response.status_code == 302, desk.html
        return desk.read(desk.client.get("/desk/new/"))

    return publish


@pytest.fixture
def states(db):
    for slug, name in (("korea", "Korea"), ("us", "United States")):
        PartyFactory(slug=slug, name=name, kind="government")


KOREA = {
    "name": "Korea: US$350bn",
    "promisor": "Korea",
    "beneficiary": "united states",
    "verb": "will",
    "obligor_kind": "state",
    "direction": "outward",
    "closes_on": "2029-01-19",
    "zone": "America/New_York",
}


def test_a_pledge(add, states):
    add("pledge", **KOREA)

    pledge = Pledge.objects.get(name="Korea: US$350bn")
    assert (pledge.promisor.slug, pledge.beneficiary.slug) == ("korea", "us")
    assert (pledge.verb, str(pledge.closes_on)) == ("will", "2029-01-19")
    assert pledge.brought_in_by.pledges.get() == pledge


@pytest.mark.parametrize(("answer", "additive"), [("yes", True), ("no", False)])
def test_a_pledge_within_another_says_whether_it_adds_up(add, states, answer, additive):
    parent = PledgeFactory(slug="korea-350")
    add("pledge", **KOREA, parent="korea-350", additive=answer)

    part = Pledge.objects.get(parent=parent)
    assert part.additive is additive
    assert set(part.brought_in_by.pledges.all()) == {part, parent}


def test_a_role_from_a_day_on(add):
    PartyFactory(slug="akazawa", name="Akazawa Ryosei")
    PartyFactory(slug="meti", name="METI", kind="agency")
    role = {"party": "akazawa", "title": "METI minister", "organisation": "METI"}
    add("role", **role, from_on="2025-10-21")

    role = PartyRole.objects.get()
    assert (str(role), role.organisation.slug) == (
        "Akazawa Ryosei, METI minister",
        "meti",
    )
    assert (role.from_on, role.to_on) == (date(2025, 10, 21), None)


def test_a_question_is_answered_by_its_code_in_the_same_entry(desk, add):
    PledgeFactory(slug="japan-550")
    desk.press("add", "question", p1_url=URL, p0_headline="A ceiling")
    desk.press(
        "add",
        "statement",
        p2_text="What is the US$550bn?",
        p2_codes="ceiling: a ceiling of loans\ntransfer：a transfer: of cash",
    )
    answer = {"p3_of": "japan-550", "p3_by": "nikkei", "p3_code": "ceiling"}
    desk.press("publish", **answer, p3_question="what is the us$550bn?")

    codes = Question.objects.get().codes.order_by("pk").values_list("code", "text")
    assert list(codes) == [
        ("ceiling", "a ceiling of loans"),
        ("transfer", "a transfer: of cash"),
    ]
    assert Statement.objects.get().code.code == "ceiling"


def test_a_party_in_a_project(add):
    project = ProjectFactory(slug="gas", name="Gas power")
    PartyFactory(slug="sb-energy", name="SB Energy", kind="company")
    add("project_party", project="Gas power", party="SB Energy", role="operator")

    part = ProjectParty.objects.get()
    assert (str(part), part.project) == ("SB Energy: operator", project)
    assert part.brought_in_by.projects.get() == project


def test_a_link_between_projects(add):
    for name in ("Candidate list", "Gas power"):
        ProjectFactory(name=name)
    link = {"from": "Candidate list", "kind": "may_overlap", "to": "Gas power"}
    add("project_link", **link, reason="Both name SoftBank.")

    link = ProjectLink.objects.get()
    assert str(link) == "Candidate list may overlap with Gas power"
    assert link.brought_in_by.projects.count() == 2


def test_a_link_between_agreements(add):
    for title in ("The order", "The memorandum"):
        AgreementFactory(title=title)
    link = {"from": "The order", "kind": "implements", "to": "The memorandum"}
    add("agreement_link", **link)

    link = AgreementLink.objects.get()
    assert str(link) == "The order implements The memorandum"
    assert link.brought_in_by.agreements.count() == 2


@pytest.mark.parametrize(
    "name", ["SoftBank", "ソフトバンク", "ｿﾌﾄﾊﾞﾝｸ", "软银", "소프트뱅크"]
)
def test_a_party_is_found_by_its_name_in_any_script(add, name):
    names = "ja: ソフトバンク\nzh: 软银\nko: 소프트뱅크"
    desk = add("party", name="SoftBank", kind="company", names=names)
    desk.press("add", "fact", p1_url=URL)
    desk.press("refresh", p2_by=f"{name};nikkei")

    assert desk.said("2-by") == "SoftBank; Nikkei"


def link_of(claim):
    return f"/updates/{claim.update.public_id}/#claim-{claim.public_id}"


def test_a_change_of_mind_takes_a_date_back(desk, add, first_project):
    add("date", **{name.removeprefix("p2_"): text for name, text in MOVE.items()})
    claim = DateClaim.objects.latest("pk")
    desk.press("add", "acceptance", p1_url=URL, p0_headline="Misread")
    mind = {"p2_claim": link_of(claim), "p2_reason": "It spoke of the second project."}
    desk.press("preview", **mind)
    assert desk.effects[0].startswith(
        "First project settled: operative date moves from 28 Feb 2026 to 31 Jan 2026, "
        "earlier."
    )

    desk.press("publish")
    assert str(DeadlinePeriod.objects.current().get().due_to) == "2026-01-31"
    assert not Acceptance.objects.latest("pk").operative
    assert DeadlineMention.objects.filter(update=Update.objects.latest("pk")).exists()


@pytest.mark.parametrize(("accepted", "other"), [(True, "no"), (False, "yes")])
def test_a_change_of_mind_begins_on_the_page_of_the_claim(
    desk_of, person, accepted, other
):
    claim = DateClaimFactory(accepted=accepted)
    editor = person("editor")
    page = desk_of(editor).client.get(f"/updates/{claim.update.public_id}/")
    address = f"/desk/new/?decided_claim={claim.public_id}"
    assert address in page.content.decode()

    desk = desk_of(editor, address)
    assert desk.fields["2-claim"] == [str(claim.public_id)]
    assert desk.fields["2-operative"] == [other]


def test_readers_are_not_asked_to_decide(client):
    claim = DateClaimFactory(accepted=True)

    page = client.get(f"/updates/{claim.update.public_id}/").content.decode()
    assert "decided_claim" not in page


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_claim_that_is_not_there_begins_an_empty_form(desk_of, person, asked):
    desk = desk_of(person("analyst"), f"/desk/new/?decided_claim={asked}")

    assert desk.fields["part"] == ["1:source", "0:update"]
