"""Real episodes of people putting right what they said, typed into the form."""

from datetime import date

import pytest
from django.urls import reverse

from deadlines.models import DateClaim, DeadlinePeriod
from projects.models import SourceStatus, Statement, Update
from tests.factories import (
    PartyFactory,
    ProjectFactory,
    SourceFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.desk.test_episodes import published
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db
NEW = reverse("new_draft")


@pytest.fixture
def katz(first_project):
    """What the columnist had written: the split of the principal, as he read it."""
    speaker = PartyFactory(slug="richard-katz", name="Richard Katz")
    update = UpdateFactory(headline="Katz on the terms", known_on=date(2025, 9, 10))
    return StatementFactory(
        update=update,
        of=[first_project.pledge],
        by=[speaker],
        words="The 50/50 split begins at once",
    )


def test_a_columnist_corrects_himself(desk_of, person, katz):
    address = f"{NEW}?corrected_claim={katz.public_id}"
    desk = desk_of(person("editor"), address)
    assert desk.fields["2-by"] == ["Richard Katz"]
    assert "A new claim from the day" in desk.said("0-kind")
    desk.press(
        "preview",
        p1_url=URL,
        p0_headline="Katz corrects himself on the principal part",
        p2_words="The deemed principal is paid back before the 90/10 split begins",
    )
    correction = published(desk)

    claim = Statement.objects.get(update=correction)
    assert (claim.supersedes.pk, correction.kind) == (katz.pk, "speaker_correction")
    assert str(correction.known_on) == "2026-02-12"
    assert Update.objects.live().filter(pk=katz.update_id).exists()


def test_a_speaker_who_misspoke_makes_no_slip(desk_of, person, first_project):
    old = DateClaim.objects.get()
    address = f"{NEW}?corrected_claim={old.public_id}"
    desk = desk_of(person("editor"), address).press(
        "preview",
        p1_url=URL,
        p0_headline="He meant the end of February",
        p2_by="Nikkei",
        p2_words="end of February 2026",
        p2_accept="on",
    )
    assert desk.effects[0].startswith(
        "First project settled: operative date is put right from 31 Jan 2026 to "
        "28 Feb 2026; no slip."
    )
    published(desk)

    period = DeadlinePeriod.objects.current().get()
    assert (str(period.due_to), period.slips, period.revisions) == ("2026-02-28", 0, 0)
    page = desk.client.get(reverse("deadline", args=["first-project"]))
    assert "corrected by whoever gave it" in page.content.decode()


def test_an_outlet_withdraws_a_report_and_what_rests_on_it_alone_is_listed(
    desk_of, person, first_project
):
    report, other = SourceFactory(title="The report"), SourceFactory()
    project = ProjectFactory(name="Port")
    StageClaimFactory(of=[project], words="alone", source=report, stage="selected")
    StageClaimFactory(of=[project], words="elsewhere", source=other, stage="idea")
    desk = desk_of(person("editor"), f"{NEW}?corrected_source={report.slug}")
    desk.press(
        "preview",
        p1_url=URL,
        p0_headline="The report was withdrawn",
        p2_status="retracted",
        p2_from_on="2026-02-12",
        p2_reason="Its publisher took it back.",
    )
    rests = [line for line in desk.effects if "alone" in line]
    assert rests == ["Rests on “The report” alone, to be looked at: stage: selected."]
    update = published(desk)

    assert (update.kind, update.status) == ("source_correction", "published")
    assert SourceStatus.objects.get(update=update).source == report
    page = desk.client.get(reverse("update", args=[update.public_id]))
    assert "alone" in page.content.decode()
    assert "elsewhere" not in page.content.decode()


def test_a_source_that_is_said_to_be_corrected_is_named(desk_of, person, first_project):
    desk = desk_of(person("editor")).press(
        "preview", p1_url=URL, p0_headline="Withdrawn", p0_kind="source_correction"
    )

    assert "Say under “What became of a source” which" in desk.said("0-kind")
    assert not Update.objects.filter(headline="Withdrawn").exists()


def test_what_became_of_a_source_is_no_news(desk_of, person, first_project):
    desk = desk_of(person("analyst")).press("add", "source_status", p1_url=URL)

    assert desk.fields["0-kind"] == ["source_correction"]


def test_every_kind_of_correction_is_on_the_public_list(client):
    kinds = ["our_correction", "speaker_correction", "source_correction"]
    for kind in kinds:
        corrects = UpdateFactory() if kind == "our_correction" else None
        UpdateFactory(kind=kind, headline=f"This is {kind}", corrects=corrects)
    UpdateFactory(headline="Plain news")

    page = client.get(reverse("corrections")).content.decode()
    assert all(f"This is {kind}" in page for kind in kinds)
    assert "Plain news" not in page


def test_a_claim_nobody_knows_begins_an_empty_form(desk_of, person):
    desk = desk_of(person("analyst"), f"{NEW}?corrected_claim=nonsense")

    assert desk.fields["part"] == ["1:source", "0:update"]
