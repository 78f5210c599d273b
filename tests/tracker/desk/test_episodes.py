"""Real episodes, each typed into the form as an analyst would."""

import pytest

from deadlines.models import DateClaim, Deadline, DeadlinePeriod
from projects.models import (
    CashFlow,
    Citation,
    QuantityClaim,
    SourceStatus,
    Statement,
    Update,
)
from tests.factories import (
    PartyFactory,
    ProjectFactory,
    SourceFactory,
)
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk_of, person, first_project):
    return desk_of(person("editor"))


def published(desk):
    desk.press("publish")
    assert desk.response.status_code == 302, desk.html
    return Update.objects.latest("pk")


def test_failed_talks_bear_on_the_date_and_move_nothing(desk):
    PartyFactory(slug="akazawa-ryosei", name="Akazawa Ryosei")
    desk.press("add", "statement", p1_url=URL, p0_headline="A gap remains")
    desk.press(
        "preview",
        p2_of="First project settled",
        p2_bears_on="First project settled",
        p2_by="Akazawa Ryosei",
        p2_words="a significant gap remains",
        p2_said_on="2026-02-12",
    )
    published(desk)

    statement = Statement.objects.get(words="a significant gap remains")
    assert statement.bears_on_deadlines.get().deadline.slug == "first-project"
    assert str(DeadlinePeriod.objects.current().get().due_to) == "2026-01-31"


def test_a_law_is_two_chained_deadlines(desk, first_project):
    PartyFactory(slug="assembly", name="National Assembly", kind="legislature")
    desk.press("add", "deadline", p1_url=URL, p0_headline="Act by early March")
    desk.press("add", "deadline", **act(2, "Act passed", "The Assembly passes it."))
    desk.press("add", "date", **act(3, "Act in force", "It is in force."))
    date = {"p4_by": "assembly", "p4_deadline": "act passed", "p4_accept": "on"}
    desk.press("add", "date", **date, p4_words="at latest early March 2026")
    desk.press(
        "preview",
        p5_deadline="act in force",
        p5_words="three months after promulgation",
        p5_accept="on",
    )
    published(desk)

    passed, in_force = DateClaim.objects.order_by("-pk")[:2][::-1]
    assert (str(passed.latest_on), passed.earliest_on) == ("2026-03-10", None)
    assert in_force.date_type == "offset"
    assert in_force.event == "3 months after promulgation"
    assert Deadline.objects.get(slug="act-in-force").pledge == first_project.pledge


def act(number, title, met_when):
    return {
        f"p{number}_title": title,
        f"p{number}_pledge": Deadline.objects.get(slug="first-project").pledge.slug,
        f"p{number}_kind": "law",
        f"p{number}_bindingness": "official_target",
        f"p{number}_met_when": met_when,
        f"p{number}_zone": "Asia/Seoul",
    }


def test_an_anonymous_word_through_three_carriers_has_one_origin(desk):
    PartyFactory(slug="sources-unnamed", name="Unnamed sources", kind="anonymous")
    for name in ("Reuters", "Nikkei Asia"):
        SourceFactory(slug=name.lower().replace(" ", "-"), title=name)
    desk.press("add", "statement", p1_url=URL, p0_headline="Furious")
    desk.press(
        "preview",
        p1_via="Reuters; Nikkei Asia",
        p2_of="first project settled",
        p2_by="unnamed sources",
        p2_words="furious",
        p2_locator="para 3",
    )
    update = published(desk)

    citation = Citation.objects.get(claim__update=update)
    assert [step.source.title for step in citation.steps.all()] == [
        "Reuters",
        "Nikkei Asia",
    ]
    assert citation.origin.title == "Nikkei Asia"
    assert citation.locator == "para 3"


def test_spring_is_kept_strictly_and_generously(desk):
    desk.press("add", "date", p1_url=URL, p0_headline="By spring")
    desk.press(
        "preview",
        p2_deadline="first-project",
        p2_by="nikkei",
        p2_words="spring 2026",
        p2_reading="lenient",
    )
    assert "Read strictly: 1 Mar to 31 May 2026" in desk.said("2-words")
    published(desk)

    claim = DateClaim.objects.latest("pk")
    assert (str(claim.strict_earliest_on), str(claim.earliest_on)) == (
        "2026-03-01",
        "2026-02-01",
    )


def test_yen_for_three_projects_together_with_the_sources_own_dollars(desk):
    for name in ("Gas power", "Crude export", "Diamonds"):
        ProjectFactory(name=name)
    desk.press("add", "quantity", p1_url=URL, p0_headline="Over six trillion yen")
    desk.press(
        "preview",
        p2_of="Gas power; crude export; DIAMONDS",
        p2_by="nikkei",
        p2_basis="project_cost",
        p2_printed="over JPY 6 trillion",
        p2_quoted_printed="about US$38.9bn",
    )
    assert desk.said("2-printed") == "over JPY 6tn"
    published(desk)

    claim = QuantityClaim.objects.latest("pk")
    assert (claim.unit, claim.low, claim.high) == ("JPY", 6 * 10**12, None)
    assert (claim.quoted_unit, claim.quoted_amount) == ("USD", 38_900_000_000)
    assert claim.subjects.count() == 3


def test_loans_for_three_projects_are_signed_and_not_paid_out(desk, first_project):
    PartyFactory(slug="jbic", name="JBIC", kind="agency")
    for name in ("Gas power", "Crude export", "Diamonds"):
        ProjectFactory(name=name, pledge=first_project.pledge)
    three = "Gas power; Crude export; Diamonds"
    desk.press("add", "financing_line", p1_url=URL, p0_headline="Loans signed")
    desk.press(
        "add",
        "quantity",
        p2_summary="JBIC loans of May",
        p2_kind="loan",
        p2_currency="JPY",
        p2_provider="JBIC",
        p2_projects=three,
    )
    desk.press(
        "add",
        "stage",
        p3_of="JBIC loans of May",
        p3_by="JBIC",
        p3_basis="signed",
        p3_printed="JPY 350bn",
    )
    desk.press("preview", p4_of=three, p4_stage="contract_signed", p4_accept="on")
    update = published(desk)

    assert update.projects.count() == 3
    assert {project.stage for project in update.projects.all()} == {"contract_signed"}
    signed = QuantityClaim.objects.get()
    assert (signed.basis, str(signed.subjects.get())) == ("signed", "jbic-loans-of-may")
    assert not CashFlow.objects.exists()


def test_an_outlet_withdraws_its_report(desk):
    SourceFactory(slug="report", title="The report")
    desk.press("add", "source_status", p1_url=URL, p0_headline="Report withdrawn")
    desk.press(
        "preview",
        p2_source="The report",
        p2_status="retracted",
        p2_from_on="2026-02-12",
        p2_reason="Its publisher took it back.",
    )
    update = published(desk)

    assert SourceStatus.objects.get(update=update).source.slug == "report"
    assert Citation.objects.get(update=update).source.url == URL


def test_a_new_source_party_and_project_come_in_one_entry(desk, first_project):
    desk.press(
        "add",
        "party",
        p1_url="https://new.example/story/?utm_source=x",
        p1_title="A story",
        p1_publisher="日本新聞",
        p0_headline="A new project",
    )
    assert desk.fields["2-name"] == ["日本新聞"]
    desk.press("add", "project", p2_kind="outlet", p2_key="nihon-shimbun")
    desk.press("add", "stage", p3_name="New port", p3_pledge=first_project.pledge.slug)
    desk.press(
        "preview",
        p3_sector="shipping",
        p4_of="new port",
        p4_stage="idea",
        p4_by="日本新聞",
        p4_accept="on",
    )
    update = published(desk)

    citation = Citation.objects.get(claim__update=update)
    assert citation.source.url == "https://new.example/story/"
    assert citation.source.publisher.slug == "nihon-shimbun"
    assert update.projects.get().stage == "idea"
