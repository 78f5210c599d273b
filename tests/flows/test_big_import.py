"""A table of 1,000 lines: refused with all its errors, mended, published, taken back.

A real worker does the work; what a page says meanwhile is read over HTTP.
"""

import re
import time
from datetime import date, timedelta
from itertools import cycle

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from deadlines.actions import refresh_periods
from deadlines.actions import verification as deadline_caches
from deadlines.models import DeadlinePeriod
from projects.actions import verification as project_caches
from projects.models import Claim, ImportBatch, Project, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.desk.test_importing import table
from tracker import roles

LINES, ERRORS = 1000, 37
FIRST_READ, FIRST_DUE = date(2026, 2, 1), date(2026, 3, 1)

# What is planted, at a line of which kind, and the column that must be named.
PLANTED = [
    ("statement", {"source": "nobody"}, "source"),
    ("date", {"by": "somebody"}, "by"),
    ("stage", {"by": ""}, "by"),
    ("fact", {"stance": "shouts"}, "stance"),
    ("statement", {"of": "pledge:korea"}, "of"),
    ("quantity", {"unit": ""}, "unit"),
    ("quantity", {"basis": "guess"}, "basis"),
    ("stage", {"stage": "finished"}, "stage"),
    ("date", {"deadline": "twelfth"}, "deadline"),
    ("statement", {"excerpt": "in words"}, "excerpt_language"),
    ("date", {"latest": "end of March"}, "latest"),
    ("fact", {"said_on": "yesterday"}, "said_on"),
]


@pytest.fixture
@transaction.atomic
def record(transactional_db):
    """One pledge with three projects and five deadlines, each with a date."""
    PartyFactory(slug="minister")
    SourceFactory(slug="wire")
    update = UpdateFactory(known_on=date(2026, 1, 20))
    pledge = PledgeFactory(slug="japan", brought_in_by=update)
    own = {"brought_in_by": update, "pledge": pledge}
    for number in range(3):
        ProjectFactory(slug=f"project-{number}", **own)
    made = [DeadlineFactory(slug=f"due-{n}", **own) for n in range(5)]
    for deadline in made:
        DateClaimFactory(
            deadline=deadline, update=update, latest_on=FIRST_DUE, accepted=True
        )
    refresh_periods(made)


@pytest.fixture
def editor(record):
    roles.sync()
    user, client = UserFactory(), Client()
    user.groups.set([Group.objects.get(name="editor")])
    client.force_login(user)
    return client


def report(number):
    """Five lines: a date and a stage that count, and three more; 25 are one update."""
    accept, due = {"accept": "The decider's own word."}, FIRST_DUE + timedelta(number)
    of = {"of": f"project:project-{number % 3}"}
    shared = {
        "source": "wire",
        "known_on": f"{FIRST_READ + timedelta(number // 20)}",
        "headline": f"Report {number // 5}",
        "by": "minister",
    }
    of_date = {"deadline": f"due-{number % 5}", "latest": f"{due}", **accept}
    of_amount = {"basis": "headline", "unit": "USD", "qualifier": "over"}
    of_amount["low"] = f"{number + 1}000000"
    kinds = {
        "date": {"words": f"by {due}", **of_date},
        "statement": {"words": f"Statement {number}", "of": "pledge:japan"},
        "quantity": {"words": "dollars", "printed": f"{number}", **of_amount, **of},
        "stage": {"words": "on", "stage": "short_listed", **of, **accept},
        "fact": {"words": "a name", "attribute": "name", "value": f"{number}", **of},
    }
    return [{**shared, "kind": kind, **cells} for kind, cells in kinds.items()]


def mended():
    return [line for number in range(LINES // 5) for line in report(number)]


def with_errors():
    """The same lines with 37 errors: (line, column) of each, and the lines."""
    rows, planted, todo = mended(), [], cycle(PLANTED)
    for start in range(0, ERRORS * 25, 25):
        kind, cells, column = next(todo)
        at = next(n for n in range(start, LINES) if rows[n]["kind"] == kind)
        rows[at] = rows[at] | cells
        planted.append((at + 2, column))
    return planted, rows


def upload(client, rows):
    file = SimpleUploadedFile("claims.csv", table(*rows), content_type="text/csv")
    client.post(reverse("imports"), {"file": file, "confirm": "on"})
    return ImportBatch.objects.latest("pk")


def page(client, batch):
    return client.get(reverse("import_batch", args=[batch.pk])).content.decode()


def followed(client, batch, until):
    """Every length of the progress bar that the page shows until it shows none."""
    shown = []

    def is_done():
        time.sleep(0.15)  # asking without a pause takes the worker's time away
        bar = re.search(r'<progress max="1000" value="(\d+)"', page(client, batch))
        shown.append(int(bar[1]) if bar else LINES)
        claims = Claim.objects.filter(update__headline__startswith="Report")
        if bar and shown[-1] < LINES:
            assert not claims.exists(), "written before all of it was"
        return bar is None

    until(is_done, 600)
    batch.refresh_from_db()
    return shown


def dashboard():
    """As a reader sees it, but for what differs with each answer."""
    page = Client().get("/").content.decode()
    return re.sub(r'nonce="[^"]*"|recorded=[\w%:.-]*', "", page)


def differences():
    return [*project_caches.differences(), *deadline_caches.differences()]


def test_a_large_table_is_refused_mended_published_and_taken_back(
    machine, editor, until
):
    before, updates = dashboard(), Update.objects.count()
    machine.start("redis", "worker", "clock")

    planted, rows = with_errors()
    batch = upload(editor, rows)
    followed(editor, batch, until)
    assert batch.state == "refused"
    assert [(line, column) for line, column, _ in batch.problems] == planted
    shown = page(editor, batch)
    assert f"{ERRORS} errors, nothing was written" in shown
    assert shown.count('data-label="Column"') == ERRORS
    assert Update.objects.count() == updates

    batch = upload(editor, mended())
    bar = followed(editor, batch, until)
    assert batch.state == "ready", batch.problems
    assert bar == sorted(bar)
    assert len(set(bar)) > 3
    assert Update.objects.count() == updates

    editor.post(reverse("publish_import", args=[batch.pk]))
    assert len(set(followed(editor, batch, until))) > 3
    assert batch.state == "published", batch.problems
    assert Update.objects.count() == updates + LINES // 25
    assert Claim.objects.filter(update__in=batch.updates.all()).count() == LINES
    assert DeadlinePeriod.objects.current().get(deadline__slug="due-4").slips == 40
    assert set(Project.objects.values_list("stage", flat=True)) == {"short_listed"}
    assert dashboard() != before
    assert differences() == []

    why = {"why": "The wrong table."}
    editor.post(reverse("retract_import", args=[batch.pk]), why)
    batch.refresh_from_db()
    assert batch.state == "retracted"
    assert not batch.updates.live().exists()
    assert dashboard() == before
    assert differences() == []
