"""Loading seed files into the database: all or nothing, once, and never over itself."""

from datetime import UTC, date, datetime

import pytest

from deadlines import actions
from deadlines.models import Deadline
from projects import actions as projects
from projects.models import Claim, Party, PartyRole, Pledge, Source, Update, User
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


REPEATED = """
[[update]]
key = "2025-10-01-repeated"
headline = "Repeated"
known_on = 2025-10-01
known = "exact"
pledges = ["japan-550"]
citations = [{ source = "s1" }]
"""


TRANCHE_AND_PROJECT = """
[[tranche]]
key = "first"
pledge = "japan-550"
number = 1
name = "First"
update = "2025-10-01-repeated"

[[project]]
key = "gas"
pledge = "japan-550"
tranche = "first"
name = "Gas"
sector = "energy"
update = "2025-07-22-announced"
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

    assert str(refused.value) == "1 problem in the seed files"
    (problem,) = refused.value.problems
    assert problem.line == 43
    assert "add a correction" in problem.message


def test_every_problem_is_reported_and_nothing_is_written(folder):
    edit(folder, 'promisor = "japan"', 'promisor = "jpan"')
    edit(folder, "known_on = 2025-07-22", 'known_on = "22 July 2025"')
    edit(folder, "low = 550_000_000_000", 'low = "550bn"')

    with pytest.raises(NotLoadable) as refused:
        load(folder, now=NOW)

    assert str(refused.value) == "3 problems in the seed files"
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


def add(folder, text):
    with (folder / "record.toml").open("a") as file:
        file.write(text)


def role(update):
    return (
        '[[role]]\nparty = "japan"\ntitle = "Ally"\nfrom_on = 2025-07-22\n'
        f'update = "{update}"\n'
    )


def corrected(headline, *, into):
    """Correct a loaded update, and what corrects it is the answer."""
    update = Update.objects.get(headline=headline)
    by = User.objects.get()
    with actions.correct(update, by=by, now=NOW, why="Misread", headline=into) as new:
        citation = projects.Cited(Source.objects.get())
        projects.cite_event(new, citations=[citation])
    return new


def retracted(headline):
    update = Update.objects.get(headline=headline)
    actions.retract(update, by=User.objects.get(), now=NOW, why="Misread")


def test_a_new_row_goes_to_the_update_that_replaced_the_one_it_names(folder):
    add(folder, REPEATED)
    load(folder, now=NOW)
    corrected("Repeated", into="Read again")
    second = corrected("Read again", into="Read once more")

    add(folder, role("2025-10-01-repeated"))
    assert load(folder, now=NOW).written == 1

    assert PartyRole.objects.get().brought_in_by == second
    assert not second.pledges.exists()


def test_a_new_row_that_names_a_retracted_update_is_refused(folder):
    add(folder, REPEATED)
    load(folder, now=NOW)
    retracted("Repeated")
    add(folder, role("2025-10-01-repeated"))

    with pytest.raises(NotLoadable) as refused:
        load(folder, now=NOW)

    (problem,) = refused.value.problems
    assert str(problem).endswith(
        'record.toml:86: update "2025-10-01-repeated" was retracted; name a live one'
    )


def test_a_retracted_update_does_not_stop_other_rows(folder):
    add(folder, REPEATED)
    load(folder, now=NOW)
    retracted("Repeated")
    add(folder, role("2025-07-22-announced"))

    assert load(folder, now=NOW).written == 1


def test_what_names_a_refused_row_does_not_hide_the_refusal(folder):
    add(folder, REPEATED)
    load(folder, now=NOW)
    retracted("Repeated")
    add(folder, TRANCHE_AND_PROJECT)

    with pytest.raises(NotLoadable) as refused:
        load(folder, now=NOW)

    (problem,) = refused.value.problems
    assert "was retracted" in problem.message
