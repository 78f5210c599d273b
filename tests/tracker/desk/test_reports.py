"""What becomes of an error that a reader reported."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from projects.actions import reports
from projects.models import Draft, ErrorReport

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def report():
    return reports.report(
        about="/pledges/japan-550/",
        text="36, not 63.",
        source_url="https://news.example/36",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("role", "read", "dismissed", "drafted"),
    [
        ("anonymous", 302, 302, 302),
        ("viewer", 403, 403, 403),
        ("analyst", 200, 403, 302),
        ("editor", 200, 302, 302),
    ],
)
def test_who_may_do_what(as_role, report, role, read, dismissed, drafted):
    client, page = as_role(role), f"/desk/reports/{report.pk}/"

    assert client.get(page).status_code == read
    assert client.post(page, {"why": "No."}).status_code == dismissed
    assert client.post(f"{page}draft/").status_code == drafted
    heard = {"analyst": "drafted", "editor": "dismissed"}.get(role, "open")
    assert ErrorReport.objects.get().state == heard


def test_it_waits_in_the_queue_until_somebody_deals_with_it(as_role, report):
    client = as_role("editor")
    assert "36, not 63." in client.get("/desk/queue/").content.decode()

    client.post(f"/desk/reports/{report.pk}/", {"why": "The source says 63."})

    page = client.get("/desk/queue/").content.decode()
    assert "36, not 63." not in page
    assert "reported by readers (0)" in page


def test_a_dismissal_keeps_its_reason_and_who_gave_it(as_role, report):
    as_role("editor").post(f"/desk/reports/{report.pk}/", {"why": "It says 63."})
    report.refresh_from_db()

    assert (report.state, report.dismissed_why) == ("dismissed", "It says 63.")
    assert report.handled_by.username == "editor"
    assert report.handled_at is not None


def test_a_dismissal_without_a_reason_is_refused(as_role, report):
    page = as_role("editor").post(f"/desk/reports/{report.pk}/", {"why": " "})
    report.refresh_from_db()

    assert "Say why the report is dismissed." in page.content.decode()
    assert report.state == "open"


def test_a_draft_begins_with_the_source_and_the_reader_s_words(as_role, report):
    client = as_role("analyst")
    answer = client.post(f"/desk/reports/{report.pk}/draft/", follow=True)
    draft = Draft.objects.get()

    assert answer.redirect_chain[-1][0] == f"/desk/drafts/{draft.pk}/"
    assert 'value="https://news.example/36"' in answer.content.decode()
    assert draft.comments.get().text == "36, not 63."
    assert draft.report == report


def test_what_another_dealt_with_meanwhile_is_left_alone(as_role, report, person):
    client = as_role("editor")
    reports.dismiss(report, by=person("editor"), why="Done.", now=NOW)
    page = client.post(f"/desk/reports/{report.pk}/", {"why": "Late."})
    client.post(f"/desk/reports/{report.pk}/draft/")
    report.refresh_from_db()

    assert "Somebody else dealt with this report" in page.content.decode()
    assert report.dismissed_why == "Done."
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"source_url": "javascript:alert(1)"},
        {"about": "//elsewhere.example"},
        {"about": "https://elsewhere.example"},
        {"state": "dismissed"},
    ],
)
def test_the_database_refuses_what_no_page_may_show(report, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(**fields)
