"""Pages as known on a day, and as written down by an instant: one ledger, read late."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils.html import strip_tags

from deadlines import actions
from projects import actions as ledger
from projects.actions import Cited, Said
from projects.models import Project, QuantityClaim
from tests.factories import (
    AgreementFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BROUGHT = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def known(year, month, day, **fields):
    return UpdateFactory(known_on=date(year, month, day), **fields)


def words(client, address, **asked):
    """What a page says, without its head and its citations."""
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    content = answer.text.split('<main id="content">')[1].split("</main>")[0]
    cites = re.compile(r'<details class="cite".*?</details>', re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(cites.sub("", content)))


@pytest.fixture
def pledge():
    return PledgeFactory(slug="big", name="Big", brought_in_by=known(2025, 9, 1))


@pytest.fixture
def project(pledge):
    """A candidate in October, selected in February."""
    project = ProjectFactory(
        slug="plant", name="Plant", pledge=pledge, brought_in_by=known(2025, 10, 1)
    )
    for update, stage in (
        (known(2025, 10, 1), "candidate"),
        (known(2026, 2, 17), "selected"),
    ):
        StageClaimFactory(
            of=[project], stage=stage, words=stage, update=update, accepted=True
        )
    return project


@pytest.fixture
def first(pledge):
    """Due by the end of 2025; known from 2 October to be due a month later; met."""
    return given(
        date(2025, 12, 31),
        date(2026, 1, 31),
        met=date(2026, 2, 17),
        slug="first",
        title="First choice",
        pledge=pledge,
        bindingness="agreement",
        brought_in_by=known(2025, 10, 1),
    )


class TestDashboard:
    def test_a_date_is_late_on_the_days_between(self, client, first):
        assert "1 date that binds" in words(client, "/", as_of="2026-02-10")
        assert "late 10 days ago" in words(client, "/", as_of="2026-02-10")
        assert "1 date that binds" not in words(client, "/", as_of="2026-01-31")
        assert "1 date that binds" not in words(client, "/", as_of="2026-02-17")

    def test_a_move_is_told_from_the_day_it_was_known(self, client, first):
        day_before = words(client, "/", as_of="2025-10-01")

        assert "No accepted date has moved." in day_before
        assert "31 days later" in words(client, "/", as_of="2025-10-02")

    def test_how_old_the_evidence_is_counts_from_the_day(self, client, first):
        page = words(client, "/", as_of="2025-12-02")

        assert "Newest evidence 2 Oct 2025, 61 days old" in page

    def test_a_project_counts_at_the_stage_it_had(self, client, project):
        for day, counted in (("2026-02-17", True), ("2026-02-16", False)):
            page = words(client, "/", as_of=day)
            assert ("1 selected or further" in page) is counted


class TestDeadline:
    def test_it_says_no_more_than_was_known(self, client, first):
        page = words(client, "/deadlines/first/", as_of="2025-10-01")

        assert "Due: 31 Dec 2025. The date never moved." in page
        assert "31 Jan 2026" not in page
        assert "How it ended" not in page

    def test_it_is_met_from_the_day_that_was_known(self, client, first):
        page = words(client, "/deadlines/first/", as_of="2026-02-17")

        assert "Met 48 days after the original date" in page

    def test_it_does_not_exist_before_it_was_brought_in(self, client, first):
        answer = client.get("/deadlines/first/", {"as_of": "2025-09-30"})

        assert answer.status_code == 404
        assert "Nothing of the kind was known on 30 Sep 2025" in answer.text

    def test_its_chart_ends_on_the_day(self, client, first):
        rows = "/deadlines/first/chart.csv"

        assert "2026-01-31" in client.get(rows).text
        assert "2026-01-31" not in client.get(rows, {"as_of": "2025-10-01"}).text

    def test_what_it_belongs_to_is_named_once_that_is_brought_in(self, client, first):
        later = {"pledge": first.pledge, "brought_in_by": known(2026, 2, 1)}
        first.tranche = TrancheFactory(name="Later batch", **later)
        first.agreement = AgreementFactory(
            title="Later paper", brought_in_by=known(2026, 2, 1)
        )
        first.save()

        for name in ("Later batch", "Later paper"):
            after = words(client, "/deadlines/first/", as_of="2026-02-01")
            before = words(client, "/deadlines/first/", as_of="2026-01-31")
            assert name not in before
            assert name in after or name == "Later paper"


class TestProject:
    def test_it_stands_where_it_stood(self, client, project):
        before = words(client, "/projects/plant/", as_of="2026-02-16")
        after = words(client, "/projects/plant/", as_of="2026-02-17")

        assert "Candidate stands here" in before
        assert "Selected stands here" in after

    def test_it_is_filtered_and_sorted_by_the_stage_it_had(self, client, project):
        asked = {"stage": "selected", "sort": "stage"}

        assert "0 projects" in words(client, "/projects/", as_of="2026-02-16", **asked)
        assert "Plant" in words(client, "/projects/", as_of="2026-02-17", **asked)

    def test_a_tranche_brought_in_later_does_not_hold_it_yet(self, client, project):
        tranche = TrancheFactory(
            name="Batch", pledge=project.pledge, brought_in_by=known(2026, 2, 17)
        )
        Project.objects.update(tranche=tranche)

        before = words(client, "/pledges/big/", as_of="2026-02-16")
        assert "In no tranche Plant" in before
        assert "Batch" not in before
        assert "Batch" in words(client, "/pledges/big/", as_of="2026-02-17")
        assert "Batch" not in words(client, "/projects/plant/", as_of="2026-02-16")
        assert "Batch" not in words(client, "/projects/", as_of="2026-02-16")


class TestPledge:
    def test_its_amounts_are_those_known_by_then(self, client, pledge):
        for day, low in ((date(2025, 9, 2), 500), (date(2025, 11, 1), 550)):
            QuantityClaimFactory(
                of=[pledge],
                low=low * 10**9,
                printed=f"{low}bn",
                update=UpdateFactory(known_on=day),
                accepted=True,
            )

        before = words(client, "/pledges/", as_of="2025-10-31")
        assert "US$500bn" in before
        assert "US$550bn" not in before
        assert "US$550bn" in words(client, "/pledges/big/", as_of="2025-11-01")

    def test_it_counts_what_belonged_to_it(self, client, first, project):
        def counts(day):
            row = client.get("/pledges/", {"as_of": day}).context["rows"][0]
            return row.projects, row.deadlines

        assert counts("2025-09-30") == (0, 0)
        assert counts("2025-10-01") == (1, 1)


class TestPutRight:
    """500 was ours, misread; 550 was said. Put right at noon of 20 February."""

    PUT_RIGHT = datetime(2026, 2, 20, 12, tzinfo=UTC)

    @pytest.fixture(autouse=True)
    def put_right(self, pledge):
        self.wrong = known(2025, 9, 2)
        QuantityClaimFactory(
            of=[pledge],
            low=500 * 10**9,
            words="500",
            update=self.wrong,
            accepted=True,
        )
        with ledger.correct(
            self.wrong,
            by=UserFactory(),
            now=self.PUT_RIGHT,
            why="A digit.",
            headline="Put right",
        ) as right:
            claim = ledger.state(
                QuantityClaim,
                update=right,
                place=1,
                by=[Said(PartyFactory())],
                citations=[Cited(SourceFactory())],
                about=[pledge],
                basis="headline",
                unit="USD",
                low=550 * 10**9,
                high=550 * 10**9,
                printed="550",
            )
            ledger.accept(claim, update=right, reason="As said.")
        self.right = right

    def test_the_wrong_value_is_gone_from_every_day(self, client):
        for day in ("2025-09-02", "2026-02-19", "2026-03-01"):
            page = words(client, "/pledges/big/", as_of=day)
            assert "US$550bn" in page
            assert "US$500bn" not in page

    def test_it_shows_in_what_we_had_written_down_before(self, client):
        asked = {"as_of": "2026-02-20", "recorded": "2026-02-20T11:59Z"}
        page = words(client, "/pledges/big/", **asked)

        assert "US$500bn" in page
        assert "US$550bn" not in page
        assert "Put right" not in page

    def test_from_the_instant_it_was_put_right_it_is_right(self, client):
        asked = {"as_of": "2025-09-02", "recorded": "2026-02-20T12:00Z"}

        assert "US$550bn" in words(client, "/pledges/big/", **asked)

    def test_the_update_was_not_retracted_yet(self, client):
        address = f"/updates/{self.wrong.public_id}/"
        before = words(client, address, as_of="2026-02-19", recorded="2026-02-19")

        assert "was retracted" not in before
        assert "Corrected by" not in before
        assert "was retracted" in words(client, address, as_of="2026-02-19")

    def test_the_correction_is_listed_once_it_is_recorded(self, client):
        def page(day):
            return words(client, "/corrections/", as_of=day, recorded=day)

        assert "Nothing was corrected or retracted so far." in page("2026-02-19")
        assert "Put right" in page("2026-02-20")

    def test_what_the_update_brought_in_is_led_back_to_it(self, client, pledge):
        later = self.PUT_RIGHT + timedelta(days=1)
        first = pledge.brought_in_by
        with ledger.correct(
            first, by=UserFactory(), now=later, why="A word.", headline="Again"
        ) as again:
            ledger.cite_event(again, citations=[Cited(SourceFactory())])

        asked = {"as_of": "2026-02-20", "recorded": "2026-02-20"}
        assert first.headline in words(client, "/pledges/big/", **asked)
        assert "Again" in words(client, "/pledges/big/")


def test_a_deadline_shows_as_it_had_been_recorded(client):
    deadline = DeadlineFactory(slug="due", brought_in_by=known(2025, 9, 1))
    for day, at in ((31, 1), (30, 5)):
        instant = datetime(2026, 2, at, tzinfo=UTC)
        with actions.publish(
            by=UserFactory(),
            now=instant,
            headline="A date",
            known_on=date(2025, 10, at),
        ) as update:
            claim = _date(update, deadline, date(2025, 12, day))
            ledger.accept(claim, update=update, reason="Said so.")
    actions.retract(update, by=UserFactory(), now=NOW - timedelta(days=5), why="Hoax.")

    def due(recorded):
        asked = {"as_of": "2026-02-01", "recorded": recorded}
        return words(client, "/deadlines/due/", **asked).split("Due: ")[1][:11]

    assert due("2026-02-04") == "31 Dec 2025"
    assert due("2026-02-05") == "30 Dec 2025"
    assert due("2026-02-28") == "31 Dec 2025"


def _date(update, deadline, day):
    from deadlines.models import DateClaim

    return ledger.state(
        DateClaim,
        update=update,
        place=1,
        by=[Said(PartyFactory())],
        citations=[Cited(SourceFactory())],
        deadline=deadline,
        earliest_on=day,
        latest_on=day,
        words=str(day),
    )


def test_an_outcome_nobody_accepted_is_no_outcome_then_either(client, first):
    OutcomeClaimFactory(
        deadline=first, update=known(2025, 11, 1), on=date(2025, 11, 1), words="done?"
    )
    actions.refresh_periods([first])

    page = words(client, "/deadlines/first/", as_of="2025-11-01")
    assert "Due: 31 Jan 2026." in page
    assert "not accepted" in page
