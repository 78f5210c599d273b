"""Importing a table on the pages: checked, published whole, retracted whole."""

import re
from datetime import date
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from deadlines.actions import refresh_periods
from deadlines.actions.verification import differences
from deadlines.models import DeadlinePeriod
from projects.models import Claim, ImportBatch
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    PledgeFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.desk.test_importing import moved, said, table
from tracker.desk import batches
from tracker.tasks import run_imports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@transaction.atomic
def record():
    PartyFactory(slug="minister")
    SourceFactory(slug="wire")
    deadline = DeadlineFactory(slug="first", pledge=PledgeFactory(slug="japan"))
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 1, 5)),
        latest_on=date(2026, 1, 31),
        accepted=True,
    )
    refresh_periods([deadline])


def upload(client, *rows):
    file = SimpleUploadedFile("claims.csv", table(*rows), content_type="text/csv")
    client.post(reverse("imports"), {"file": file, "confirm": "on"})
    return ImportBatch.objects.latest("pk")


def due():
    return DeadlinePeriod.objects.current().get().due_to


def test_a_table_is_checked_and_nothing_is_written(as_role):
    batch = upload(as_role("analyst"), said(), moved())

    assert batch.state == "ready"
    assert "28 Feb 2026" in str(batch.effects)
    assert Claim.objects.filter(words="a gap remains").count() == 0
    assert due() == date(2026, 1, 31)


def test_all_errors_are_shown_with_line_and_column(as_role):
    client = as_role("analyst")
    batch = upload(client, said(by="x"), said(), said(kind="rumour", headline="B"))

    page = client.get(reverse("import_batch", args=[batch.pk])).content.decode()
    assert [line for line, *_ in batch.problems] == [2, 4]
    assert "2 errors, nothing was written" in page


def test_a_table_is_published_whole_and_retracted_whole(as_role):
    client = as_role("editor")
    batch = upload(client, said(), moved(), said(headline="Other", words="other"))
    client.post(reverse("publish_import", args=[batch.pk]))
    assert due() == date(2026, 2, 28)

    why = {"why": "The wrong table."}
    client.post(reverse("retract_import", args=[batch.pk]), why)

    assert due() == date(2026, 1, 31)
    assert batch.updates.live().count() == 0
    assert list(differences()) == []


def test_a_second_press_publishes_nothing_more(as_role):
    client = as_role("editor")
    batch = upload(client, said())
    for _press in range(2):
        client.post(reverse("publish_import", args=[batch.pk]))

    assert Claim.objects.filter(words="a gap remains").count() == 1


@pytest.mark.parametrize("name", ["publish_import", "retract_import"])
@pytest.mark.parametrize(
    ("role", "status"), [("anonymous", 302), ("viewer", 403), ("analyst", 403)]
)
def test_only_editors_publish_and_retract_tables(client, as_role, name, role, status):
    batch = ImportBatch.objects.create(
        file_name="a.csv",
        content=b"",
        uploaded_by=UserFactory(),
        uploaded_at="2026-03-01T00:00Z",
        state="ready",
    )

    answer = as_role(role).post(reverse(name, args=[batch.pk]), {"why": "x"})

    assert answer.status_code == status
    batch.refresh_from_db()
    assert batch.state == "ready"


@pytest.mark.parametrize(
    ("role", "status"), [("anonymous", 302), ("viewer", 403), ("analyst", 200)]
)
def test_the_import_page_is_for_those_who_log(as_role, role, status):
    assert as_role(role).get(reverse("imports")).status_code == status


def test_an_analyst_does_not_see_another_s_table(as_role):
    batch = ImportBatch.objects.create(
        file_name="a.csv",
        content=b"",
        uploaded_by=UserFactory(),
        uploaded_at="2026-03-01T00:00Z",
        state="ready",
    )

    page = as_role("analyst").get(reverse("import_batch", args=[batch.pk]))
    assert page.status_code == 404


def test_what_is_no_table_is_told_at_the_field(as_role):
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2")
    page = as_role("analyst").post(reverse("imports"), {"file": file})

    assert "The first line must name the columns" in page.content.decode()
    assert ImportBatch.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_long_table_is_run_by_the_worker_and_says_how_far_it_is(as_role):
    rows = [said(headline=f"Said {n}", words=f"words {n}") for n in range(101)]
    batch = upload(as_role("analyst"), *rows)
    assert (batch.state, batch.done_lines) == ("to_rehearse", 0)

    seen = []
    with mock.patch.object(batches, "_say", lambda _c, _b, line: seen.append(line)):
        assert run_imports() == 1

    batch.refresh_from_db()
    assert (batch.state, batch.done_lines) == ("ready", 101)
    assert seen == [n + 1 for n in range(101)]


@pytest.mark.parametrize(
    ("role", "status"), [("anonymous", 302), ("viewer", 403), ("analyst", 200)]
)
@pytest.mark.parametrize("name", ["import_template", "import_workbook"])
def test_the_templates_are_for_those_who_import(as_role, role, status, name):
    response = as_role(role).get(reverse(name))

    assert response.status_code == status
    if status == 200:
        assert "attachment" in response["Content-Disposition"]


def test_both_templates_are_offered(as_role):
    html = as_role("analyst").get(reverse("imports")).content.decode()

    assert {reverse("import_template"), reverse("import_workbook")} <= set(
        re.findall('href="([^"]+)"', html)
    )
