"""The work queue, logged checks, retractions and the public list of corrections."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from deadlines.actions import refresh_periods
from deadlines.freshness import heard, last_evidence
from projects.models import SourceStatus, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    StageClaimFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
WRITERS = [("anonymous", 302), ("viewer", 403), ("analyst", 403), ("editor", 200)]


@pytest.fixture
def deadline():
    deadline = DeadlineFactory(slug="first", title="First project")
    DateClaimFactory(deadline=deadline, latest_on=date(2026, 3, 1), accepted=True)
    refresh_periods([deadline])
    return deadline


def check(as_role, day):
    """An editor looks on that day, and finds nothing new."""
    SourceFactory(slug="ministry")
    editor = as_role("editor")
    url = reverse("check_deadline", args=["first"])
    editor.post(url, {"source": "ministry", "checked_on": day, "note": ""})
    return editor


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("viewer", 403), ("analyst", 200), ("editor", 200)],
)
def test_the_queue_is_for_those_who_log(as_role, role, status):
    assert as_role(role).get(reverse("queue")).status_code == status


@pytest.mark.parametrize(("role", "status"), WRITERS)
def test_only_editors_log_a_check(as_role, deadline, role, status):
    url = reverse("check_deadline", args=["first"])

    assert as_role(role).get(url).status_code == status


@pytest.mark.parametrize(("role", "status"), WRITERS)
def test_only_editors_retract(as_role, role, status):
    url = reverse("retract_update", args=[UpdateFactory().public_id])

    assert as_role(role).get(url).status_code == status


def test_what_is_old_waits_in_the_queue(as_role, deadline):
    page = as_role("editor").get(reverse("queue")).content.decode()

    assert "Due to be checked (1)" in page
    assert reverse("check_deadline", args=["first"]) in page


@pytest.mark.parametrize(("known_on", "waiting"), [(2, 1), (1, 0)])
def test_a_move_known_only_from_after_the_date_waits(
    as_role, deadline, known_on, waiting
):
    known = {"known_on": date(2026, 3, known_on), "known_precision": "at_latest"}
    later, update = {"latest_on": date(2026, 4, 1)}, UpdateFactory(**known)
    DateClaimFactory(deadline=deadline, update=update, accepted=True, **later)
    refresh_periods([deadline])

    page = as_role("analyst").get(reverse("queue")).content.decode()

    assert page.count("31 days later, we know of it only from a report of") == waiting


def test_a_check_is_no_evidence_and_moves_nothing(as_role, deadline):
    before = deadline.periods.current().get().pk
    known_on = last_evidence([deadline.pk])
    check(as_role, "2026-02-20")

    assert last_evidence([deadline.pk]) == known_on
    assert heard([deadline.pk])[deadline.pk].looked_on == date(2026, 2, 20)
    assert deadline.periods.current().get().pk == before
    assert Update.objects.get(kind="verification").citations.count() == 1


@pytest.mark.parametrize(("day", "waiting"), [(27, 0), (28, 1)])
def test_what_was_checked_is_to_be_checked_again_later(as_role, deadline, day, waiting):
    editor = check(as_role, "2026-02-10")

    with time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False):
        page = editor.get(reverse("queue")).content.decode()
    assert f"Due to be checked ({waiting})" in page


def test_a_deadline_tells_its_last_check_apart_from_its_evidence(as_role, deadline):
    editor = check(as_role, "2026-02-20")
    page = editor.get(reverse("deadline", args=["first"])).content.decode()
    words = " ".join(strip_tags(page).split())

    assert "Last evidence 10 Jan 2026," in words
    assert "Last checked 20 Feb 2026, nothing new found" in words


def test_no_page_takes_a_check_for_the_newest_evidence(as_role, deadline):
    deadline.pledge.updates.set(Update.objects.all())
    editor = check(as_role, "2026-02-20")
    for address in ("/", f"/pledges/{deadline.pledge.slug}/", "/slips/", "/coverage/"):
        page = editor.get(address).content.decode()
        words = " ".join(strip_tags(page).split())

        newest = re.findall(r"(?:Newest evidence|evidence to) (\d+ \w+ \d{4})", words)
        assert set(newest) == {"10 Jan 2026"}, address


def test_a_check_without_a_known_source_keeps_what_was_typed(as_role, deadline):
    page = as_role("editor").post(
        reverse("check_deadline", args=["first"]),
        {"source": "nobody", "checked_on": "2026-02-20", "note": "looked twice"},
    )

    assert "Log it at the desk first" in page.content.decode()
    assert "looked twice" in page.content.decode()


def test_a_retraction_needs_a_reason(as_role):
    update = UpdateFactory()
    url = reverse("retract_update", args=[update.public_id])
    page = as_role("editor").post(url, {"why": " "})

    assert "Say why the update is retracted." in str(page.context["form"]["why"].errors)
    assert Update.objects.live().filter(pk=update.pk).exists()


def test_a_retracted_update_is_on_the_public_list(as_role, client):
    update = UpdateFactory(headline="Misread")
    url = reverse("retract_update", args=[update.public_id])
    as_role("editor").post(url, {"why": "A different project was meant."})
    client.logout()

    page = client.get(reverse("corrections")).content.decode()
    assert "Misread" in page
    assert "A different project was meant." in page


def test_an_operative_value_of_one_origin_waits_in_the_queue(as_role):
    StageClaimFactory(words="a thin stage", accepted=True)

    page = as_role("analyst").get(reverse("queue")).content.decode()
    assert "unnamed speakers only (1)" in page


@pytest.mark.parametrize(
    ("retracted", "waiting"), [(False, ["said there only"]), (True, [])]
)
def test_claims_on_a_withdrawn_source_wait_in_the_queue(as_role, retracted, waiting):
    source = SourceFactory()
    StageClaimFactory(words="said there only", source=source)
    StageClaimFactory(words="said elsewhere", by=[PartyFactory()])
    SourceStatus.objects.create(
        source=source,
        status="retracted",
        from_on=date(2026, 2, 1),
        reason="The outlet withdrew it.",
        update=UpdateFactory(retracted=retracted),
    )

    queue = as_role("analyst").get(reverse("queue")).context["queue"]
    assert [row.claim.words for row in queue.withdrawn] == waiting


def test_the_queue_asks_as_many_queries_for_many_as_for_few(
    as_role, django_assert_max_num_queries
):
    client = as_role("analyst")
    for many in (2, 6):
        for _ in range(many):
            StageClaimFactory(accepted=True)
            refresh_periods([DateClaimFactory(accepted=True).deadline])
        with django_assert_max_num_queries(60) as counted:
            client.get(reverse("queue"))
        if many == 2:
            first = len(counted)
    assert len(counted) == first
