"""Loading seed files into the database: all or nothing, once, and never over itself."""

from datetime import UTC, date, datetime

import pytest

from deadlines.models import Deadline
from projects.models import Claim, Party, Pledge, Update
from tracker.seeding.loading import NotLoadable, load

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, tzinfo=UTC)

FILE = """
[[party]]
key = "japan"
name = "Japan"
kind = "government"

[[party]]
key = "wire"
name = "Wire"
kind = "outlet"

[[source]]
key = "s1"
slug = "wire-2025-07-22"
title = "Pledge announced"
publisher = "wire"
language = "en"
kind = "origin"
grade = "B"
held = true

[[pledge]]
key = "japan-550"
name = "Japan to the United States"
promisor = "japan"
beneficiary = "japan"
verb = "will"
obligor_kind = "state"
direction = "outward"
update = "2025-07-22-announced"

[[deadline]]
key = "whole"
title = "Whole amount"
kind = "full_amount"
bindingness = "agreement"
met_when = "Both governments say so."
zone = "UTC"
bound = "by"
pledge = "japan-550"
update = "2025-09-04-agreed"

[[update]]
key = "2025-07-22-announced"
headline = "Pledge announced"
known_on = 2025-07-22
known = "exact"
pledges = ["japan-550"]
deadlines = ["whole"]

[[update.claim]]
kind = "quantity"
by = ["japan"]
words = "US$550bn"
citations = [{ source = "s1" }]
of = ["pledge:japan-550"]
basis = "headline"
unit = "USD"
low = 550_000_000_000
high = 550_000_000_000
printed = "US$550bn"
accept = { reason = "The promisor's own figure." }

[[update]]
key = "2025-09-04-agreed"
headline = "Agreed"
known_on = 2025-09-04
known = "exact"

[[update.claim]]
kind = "date"
by = ["japan"]
words = "19 January 2029"
citations = [{ source = "s1" }]
deadline = "whole"
date = { earliest = 2029-01-19, latest = 2029-01-19, type = "window" }
accept = { reason = "The agreement's own term." }
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "record.toml").write_text(FILE)
    return tmp_path


def edit(folder, old, new):
    file = folder / "record.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def test_what_the_files_say_is_in_the_record(folder):
    assert load(folder, now=NOW).written == 7

    assert Claim.objects.operative().count() == 2
    assert Deadline.objects.get().periods.get().due_to == date(2029, 1, 19)


def test_loading_again_changes_nothing(folder):
    load(folder, now=NOW)
    before = list(Update.objects.values())

    again = load(folder, now=NOW)

    assert (again.written, again.unchanged) == (0, 7)
    assert list(Update.objects.values()) == before


def test_a_changed_row_is_refused_with_its_place(folder):
    load(folder, now=NOW)
    edit(folder, "US$550bn", "US$500bn")

    with pytest.raises(NotLoadable) as refused:
        load(folder, now=NOW)

    (problem,) = refused.value.problems
    assert problem.line == 43
    assert "add a correction" in problem.message


def test_every_problem_is_reported_and_nothing_is_written(folder):
    edit(folder, 'promisor = "japan"', 'promisor = "jpan"')
    edit(folder, "known_on = 2025-07-22", 'known_on = "22 July 2025"')
    edit(folder, "low = 550_000_000_000", 'low = "550bn"')

    with pytest.raises(NotLoadable) as refused:
        load(folder, now=NOW)

    told = "\n".join(str(problem) for problem in refused.value.problems)
    assert 'record.toml:22: promisor: no party "jpan"; did you mean "japan"?' in told
    assert "record.toml:43" in told
    assert "record.toml:51" in told
    assert Party.objects.count() == 0


def test_what_became_known_later_is_left_out_and_added_later(folder):
    load(folder, now=NOW, until=date(2025, 8, 1))
    assert (Pledge.objects.count(), Deadline.objects.count()) == (1, 0)

    assert load(folder, now=NOW).written == 2

    announced = Update.objects.get(headline="Pledge announced")
    assert announced.deadline_mentions.get().deadline.slug == "whole"


def test_public_ids_are_the_same_wherever_the_seeds_are_loaded(folder):
    load(folder, now=NOW)

    announced = Update.objects.get(headline="Pledge announced")
    assert announced.public_id.version == 5
