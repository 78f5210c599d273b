"""A table of claims: every error at once, all or nothing, repeats as confirmations."""

import csv
import io
from datetime import UTC, date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from deadlines.actions import refresh_periods
from deadlines.models import DeadlinePeriod
from projects.models import Claim, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    PledgeFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)
from tracker.desk.importing import publish_batch, read_batch
from tracker.desk.plan import Conflict, NotPublishable
from tracker.desk.standing import standing, subjects_moved
from tracker.desk.table import COLUMNS, NotATable, read_table, template, workbook

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def record():
    PartyFactory(slug="minister")
    SourceFactory(slug="wire")
    pledge = PledgeFactory(slug="japan")
    deadline = DeadlineFactory(slug="first", pledge=pledge)
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 1, 5)),
        latest_on=date(2026, 1, 31),
        accepted=True,
    )
    refresh_periods([deadline])


def said(**cells):
    return {
        "source": "wire",
        "known_on": "2026-02-12",
        "headline": "The minister on the first project",
        "kind": "statement",
        "by": "minister",
        "words": "a gap remains",
        "of": "pledge:japan",
        **cells,
    }


def moved(**cells):
    return said(
        kind="date",
        of="",
        deadline="first",
        earliest="2026-02-28",
        latest="2026-02-28",
        words="end of February",
        accept="The decider's own word.",
    ) | dict(cells)


def table(*rows) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(*rows, **options):
    lines = read_table("claims.csv", table(*rows))
    return read_batch(lines, token="t1", now=NOW, **options)


def test_lines_that_share_a_headline_are_one_update():
    batch = read(said(), moved(), said(headline="Another day", words="no news"))
    updates = publish_batch(batch, by=UserFactory(), now=NOW)

    assert [update.claims.count() for update in updates] == [2, 1]
    assert DeadlinePeriod.objects.current().get().due_to == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"source": "nobody"}, "source"),
        ({"known_on": "12 February"}, "known_on"),
        ({"known_on": "2026-03-02"}, "known_on"),
        ({"by": "somebody"}, "by"),
        ({"by": ""}, "by"),
        ({"kind": "rumour"}, "kind"),
        ({"stance": "shouts"}, "stance"),
        ({"of": "pledge:korea"}, "of"),
        ({"about": "pledge:korea"}, "about"),
        ({"headline": ""}, "headline"),
        ({"excerpt": "in words"}, "excerpt_language"),
    ],
)
def test_each_error_names_its_line_and_column(cells, column):
    batch = read(said(headline="Sound"), said(**cells))

    assert {problem.line for problem in batch.problems} == {3}
    assert column in {problem.column for problem in batch.problems}


@pytest.mark.parametrize("day", ["12 February", "2026-02-30", "2026-2-12", ""])
def test_a_bad_day_is_the_only_error_of_its_line(day):
    batch = read(said(headline="Sound"), said(known_on=day))

    assert [(each.line, each.column) for each in batch.problems] == [(3, "known_on")]


def test_a_last_day_is_refused_for_a_deadline_that_is_not_before():
    DeadlineFactory(slug="money", bound="not_before")
    batch = read(moved(deadline="money"), moved(deadline="money", accept=""))

    assert [(each.line, each.column) for each in batch.problems] == [(2, "accept")]


def test_a_wrong_name_is_told_once_at_its_line():
    batch = read(said(), said(of="pledge:korea"), moved(deadline="second"))

    told = [(problem.line, problem.column) for problem in batch.problems]
    assert told == [(3, "of"), (4, "deadline")]


def test_a_thousand_lines_with_37_errors_list_all_37():
    rows = [said(headline=f"Said {n}", words=f"words {n}") for n in range(1000)]
    wrong = range(5, 1000, 27)
    for n in wrong:
        rows[n]["by"] = "somebody"

    batch = read(*rows)

    assert len(wrong) == 37
    assert [problem.line for problem in batch.problems] == [n + 2 for n in wrong]


def test_latest_before_earliest_is_refused():
    batch = read(moved(earliest="2026-03-01"))

    assert [problem.line for problem in batch.problems] == [2]
    assert Update.objects.filter(headline__startswith="The minister").count() == 0


def test_one_refused_line_leaves_nothing_written():
    batch = read(said(), moved(known_on="2025-01-01", headline="Before the pledge"))

    assert batch.problems
    with pytest.raises(NotPublishable):
        publish_batch(batch, by=UserFactory(), now=NOW)
    assert Claim.objects.filter(words="a gap remains").count() == 0


@pytest.mark.parametrize(("confirm", "claims"), [(True, 1), (False, 0)])
def test_a_line_the_record_has_is_a_confirmation_or_left_out(confirm, claims):
    publish_batch(read(said()), by=UserFactory(), now=NOW)
    lines = read_table("claims.csv", table(said()))
    again = read_batch(lines, token="t2", now=NOW, confirm=confirm)

    assert list(again.doubles) == [2]
    publish_batch(again, by=UserFactory(), now=NOW)
    assert Claim.objects.filter(stance="confirms").count() == claims


@pytest.mark.parametrize(
    ("confirm", "stance"), [(True, "confirms"), (False, "asserts")]
)
def test_a_line_that_gives_the_operative_date_is_a_confirmation(confirm, stance):
    operative = Claim.objects.get(kind="date")
    lines = read_table(
        "c.csv", table(moved(earliest="2026-01-31", latest="2026-01-31"))
    )
    batch = read_batch(lines, token="t", now=NOW, confirm=confirm)
    update = publish_batch(batch, by=UserFactory(), now=NOW)[0]

    claim = update.claims.get()
    assert claim.stance == stance
    assert claim.responds_to_id == (operative.pk if confirm else None)
    assert claim.acceptances.exists() is not confirm


def test_what_was_published_since_the_dry_run_stops_the_batch():
    batch = read(moved())
    rows = [row for entry in batch.entries for row in entry.rows]
    seen = standing(subjects_moved(rows))
    other = read(moved(headline="Somebody else's", latest="2026-02-27", earliest=""))
    publish_batch(other, by=UserFactory(), now=NOW)

    with pytest.raises(Conflict):
        publish_batch(batch, by=UserFactory(), now=NOW, seen=seen)


def test_the_template_has_every_column_and_is_itself_no_claim():
    assert read_table("template.csv", template().encode()) == []


def test_the_workbook_to_fill_in_is_the_template_with_its_heading_in_sight():
    sheet = load_workbook(io.BytesIO(workbook())).active
    heading, explained = sheet.iter_rows(values_only=True)

    assert list(heading) == list(COLUMNS)
    assert explained[0] == "(short name of a source in the record)"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["C"].width
    assert read_table("claims.xlsx", workbook()) == []


def test_the_workbook_once_filled_in_is_read():
    book, out = load_workbook(io.BytesIO(workbook())), io.BytesIO()
    book.active.append([moved().get(name) for name in COLUMNS])
    book.save(out)
    [line] = read_table("claims.xlsx", out.getvalue())

    assert line.number == 3
    assert line.cells["earliest"] == "2026-02-28"
    assert not read_batch([line], token="t1", now=NOW).problems


def test_a_workbook_reads_as_its_csv_does():
    book, out = Workbook(), io.BytesIO()
    book.active.append(list(COLUMNS))
    noon = datetime.combine(date(2026, 2, 28), time(12))
    cells = moved(latest=noon, earliest=date(2026, 2, 28))
    book.active.append([cells.get(name) for name in COLUMNS])
    book.save(out)

    lines = read_table("claims.xlsx", out.getvalue())
    expected = read_table("claims.csv", table(moved()))
    assert [line.cells for line in lines] == [line.cells for line in expected]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"\xff\xfe"), ("a.csv", b"a,b\n1,2"), ("a.xlsx", b"no zip"), ("a", b"")],
)
def test_what_is_no_table_is_refused(name, content):
    with pytest.raises(NotATable):
        read_table(name, content)
