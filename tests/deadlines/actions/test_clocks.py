"""Deadlines made by a clause and a cited notice, and counted anew by "system"."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from deadlines.actions import recompute_clocks, retract
from deadlines.actions.verification import differences
from deadlines.models import Alert, DateClaim, Deadline, DeadlinePeriod, OutcomeClaim
from projects import holiday_tables
from projects.actions import accept
from projects.models import ClauseReading, Update
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PledgeFactory,
    ProjectFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOTICE, PAID = date(2026, 2, 17), date(2026, 5, 1)
LIMIT = date(2026, 4, 21)
DAYS = {"days": 45, "unit": "working_day", "calendars": ["US"]}


@pytest.fixture
def project():
    """A project under a clause that is read as a lower and as an upper limit."""
    pledge = PledgeFactory()
    agreement = AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(
        agreement=agreement, kind="funding_clock", title="When Japan pays"
    )
    for bound in ("not_before", "not_after"):
        ClauseReadingFactory(
            clause=clause,
            reading=bound.replace("_", "-"),
            label=bound.replace("_", " "),
            parameters={"bound": bound, **DAYS},
        )
    tranche = TrancheFactory(pledge=pledge, name="First tranche")
    return ProjectFactory(pledge=pledge, tranche=tranche)


def stage(stage, reached_on, project, known_on=None):
    return StageClaimFactory(
        stage=stage,
        reached_on=reached_on,
        of=[project],
        update=UpdateFactory(known_on=known_on or reached_on),
        accepted=True,
    )


def windows():
    claims = DateClaim.objects.live().filter(superseded_by=None)
    return {each.reading.reading: each for each in claims}


@pytest.fixture
def holiday(monkeypatch):
    """Make a day a US holiday, as a new table would."""

    def made(day):
        us = holiday_tables.calendar("US")
        new = replace(us, holidays={**us.holidays, day: "A new day"}, source="newer")
        table = {**holiday_tables.calendars(), "US": new}
        monkeypatch.setattr(
            "projects.evaluating.rules.calendars", lambda *_codes: table
        )

    return made


def test_a_cited_notice_makes_one_deadline_with_both_readings(project):
    stage("notified", NOTICE, project)

    recompute_clocks(now=NOW)

    deadline = Deadline.objects.get()
    assert deadline.title == "When Japan pays: First tranche"
    assert windows()["not-before"].earliest_on == LIMIT
    assert windows()["not-after"].latest_on == LIMIT
    assert {each.deadline for each in windows().values()} == {deadline}
    assert deadline.brought_in_by.author.username == "system"
    assert deadline.brought_in_by.known_on == NOTICE


def accept_reading(code):
    reading = ClauseReading.objects.get(reading=code)
    accept(reading, update=UpdateFactory(known_on=NOTICE), reason="The text itself.")


def test_of_readings_that_differ_none_becomes_operative_by_its_age(project):
    stage("notified", NOTICE, project)

    recompute_clocks(now=NOW)

    period = DeadlinePeriod.objects.current().get()
    assert (period.date_claim, period.due_from, period.due_to) == (None, None, None)
    assert not DateClaim.objects.operative().exists()


@pytest.mark.parametrize("code", ["not-before", "not-after"])
def test_the_date_of_the_accepted_reading_is_the_operative_one(project, code):
    accept_reading(code)
    stage("notified", NOTICE, project)

    recompute_clocks(now=NOW)

    assert DateClaim.objects.operative().get().reading.reading == code


def test_a_date_that_an_editor_accepted_stays_operative_when_it_moves(project, holiday):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    chosen = windows()["not-after"]
    accept(chosen, update=UpdateFactory(known_on=NOTICE), reason="The text itself.")
    holiday(date(2026, 3, 2))

    recompute_clocks(now=NOW)

    current = DeadlinePeriod.objects.current().get()
    assert current.date_claim == windows()["not-after"]
    assert current.due_to == LIMIT + timedelta(days=1)


def test_each_date_cites_the_notice_and_the_clause(project):
    notice = stage("notified", NOTICE, project)

    recompute_clocks(now=NOW)

    for reading, claim in windows().items():
        own = claim.reading.citations.get().source
        cited = {citation.source for citation in claim.citations.all()}
        assert cited == {notice.citations.get().source, own}, reading


def test_an_assumed_notice_makes_no_deadline_and_no_alert(project):
    stage("selected", NOTICE, project)

    assert recompute_clocks(now=NOW) == []
    assert not Deadline.objects.exists()
    assert not Alert.objects.exists()


def test_a_notice_that_nobody_accepted_makes_none(project):
    StageClaimFactory(stage="notified", reached_on=NOTICE, of=[project])

    assert recompute_clocks(now=NOW) == []


def test_a_second_run_finds_nothing(project):
    stage("notified", NOTICE, project)
    stage("paid_out", PAID, project)

    assert len(recompute_clocks(now=NOW)) == 1
    before = Update.objects.count()

    assert recompute_clocks(now=NOW + timedelta(days=1)) == []
    assert Update.objects.count() == before


def test_a_payment_is_met_under_one_reading_and_not_under_the_other(project):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    stage("paid_out", PAID, project)

    recompute_clocks(now=NOW)

    outcome = OutcomeClaim.objects.get()
    assert (outcome.outcome, outcome.on) == ("partly_met", PAID)
    assert outcome.words == "paid; not before: met; not after: not met"
    assert outcome.update.known_on == PAID


def test_a_payment_under_readings_that_agree_is_met(project):
    stage("notified", NOTICE, project)
    stage("paid_out", LIMIT, project)

    recompute_clocks(now=NOW)

    assert OutcomeClaim.objects.get().outcome == "met"
    assert DeadlinePeriod.objects.current().get().met_on == LIMIT


def test_a_new_holiday_moves_the_date_by_a_logged_update(project, holiday):
    accept_reading("not-before")
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    holiday(date(2026, 3, 2))

    [headline] = recompute_clocks(now=NOW)

    later = LIMIT + timedelta(days=1)
    assert windows()["not-after"].latest_on == later
    update = windows()["not-after"].update
    assert (update.author.username, update.known_on) == ("system", NOW.date())
    assert update.headline == headline
    assert f"by {later} (was {LIMIT})" in update.note
    assert "(newer)" in update.note
    assert DeadlinePeriod.objects.current().get().due_from == later


def test_the_log_names_the_tables_of_the_readings_that_moved(project, holiday):
    clause = ClauseReading.objects.first().clause
    days = {"bound": "not_before", "days": 45, "unit": "calendar_day"}
    older = UpdateFactory(known_on=date(2025, 1, 1))
    ClauseReadingFactory(clause=clause, reading="days", parameters=days, update=older)
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    holiday(date(2026, 3, 2))

    recompute_clocks(now=NOW)

    note = windows()["not-after"].update.note
    assert note.count("(newer)") == 1
    assert "calendar days" not in note


def test_a_new_holiday_out_of_the_count_logs_nothing(project, holiday):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    holiday(date(2026, 4, 22))

    assert recompute_clocks(now=NOW) == []


def test_a_notice_dated_otherwise_moves_the_same_deadline(project):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    stage("notified", NOTICE + timedelta(days=1), project, date(2026, 3, 5))

    recompute_clocks(now=NOW)

    assert Deadline.objects.count() == 1
    claim = windows()["not-before"]
    assert claim.earliest_on == LIMIT + timedelta(days=1)
    assert claim.update.known_on == date(2026, 3, 5)
    assert claim.supersedes.dateclaim.earliest_on == LIMIT


def test_a_retracted_notice_cancels_the_deadline_until_one_is_cited_again(project):
    claim = stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    retract(claim.update, by=UserFactory(), now=NOW, why="Another project.")

    recompute_clocks(now=NOW)
    assert DeadlinePeriod.objects.current().get().state == "cancelled"
    assert recompute_clocks(now=NOW) == []

    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    assert DeadlinePeriod.objects.current().get().state == "open"
    assert Deadline.objects.count() == 1


def test_a_day_that_moves_after_the_payment_is_no_operative_date(project, holiday):
    accept_reading("not-before")
    stage("notified", NOTICE, project)
    stage("paid_out", PAID, project)
    recompute_clocks(now=NOW)
    holiday(date(2026, 3, 2))

    recompute_clocks(now=NOW)

    assert windows()["not-before"].earliest_on == LIMIT + timedelta(days=1)
    assert DeadlinePeriod.objects.current().get().due_from == LIMIT


def test_the_caches_are_what_the_rows_add_up_to(project, holiday):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    holiday(date(2026, 3, 2))
    recompute_clocks(now=NOW)

    assert list(differences()) == []


def test_what_was_found_late_raises_no_mail(project):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)

    assert not Alert.objects.exists()


def test_a_clock_that_cannot_be_computed_keeps_its_deadline(project, monkeypatch):
    stage("notified", NOTICE, project)
    recompute_clocks(now=NOW)
    monkeypatch.setattr(holiday_tables, "calendars", dict)
    monkeypatch.setattr("projects.evaluating.rules.calendars", dict)

    assert recompute_clocks(now=NOW) == []

    assert DeadlinePeriod.objects.current().get().state == "open"
