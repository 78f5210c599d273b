"""Random ledgers: a page as of a day is that of a database that knows no more."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deadlines.actions import refresh_periods
from deadlines.models import Deadline
from projects.models import Acceptance, Party, Source
from tests.crawling import plain
from tests.factories import (
    AcceptanceFactory,
    DateClaimFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 1, 1)
DAYS = 20
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGES = (
    "/",
    "/deadlines/",
    "/pledges/",
    "/pledges/p/",
    "/pledges/p/amounts/",
    "/pledges/p/updates/",
    "/projects/?sort=stage",
    "/projects/project/",
    "/deadlines/deadline/",
    "/charts/",
    "/claims/",
    "/parties/speaker-0/",
    "/parties/speaker-1/",
    "/sources/",
    "/search/?q=word",
    "/changes/?from=2026-01-02",
)
KINDS = ("date", "outcome", "stage", "amount", "statement", "event")


@dataclass(frozen=True)
class Entry:
    """One update with one claim, and on which day somebody thought better of it."""

    number: int
    day: int
    kind: str
    value: int
    speaker: int
    accepted: bool
    retracted: bool
    set_aside: int | None
    answers: int | None


@st.composite
def ledgers(draw):
    """The days on which the subjects came in, and what was said of them since."""
    brought = draw(st.integers(0, 8))
    # Nothing answers what is said only later.
    days = sorted(draw(st.lists(st.integers(brought, DAYS), min_size=4, max_size=9)))
    entries = [
        Entry(
            number=number,
            day=day,
            kind=draw(st.sampled_from(KINDS)),
            value=draw(st.integers(0, 4)),
            speaker=draw(st.integers(0, 1)),
            accepted=draw(st.booleans()),
            retracted=draw(st.integers(0, 5)) == 0,
            set_aside=draw(st.none() | st.integers(0, 6)),
            answers=draw(st.none() | st.integers(0, max(number - 1, 0))),
        )
        for number, day in enumerate(days)
    ]
    return brought, entries, draw(st.integers(0, DAYS))


class Writer:
    """Writes what was known by a day, the same way each time."""

    def __init__(self, until: int) -> None:
        self.until = until
        self.by = UserFactory(username="scribe")
        self.claims = {}

    def update(self, number, day, **fields):
        return UpdateFactory(
            public_id=UUID(int=number),
            headline=f"Update {number}, a word",
            known_on=BEGAN + timedelta(days=day),
            recorded_at=NOW - timedelta(days=1),
            author=self.by,
            **fields,
        )

    def parties(self):
        """They stand in the database from the start; only what names them has days."""
        for number in (0, 1):
            PartyFactory(slug=f"speaker-{number}", name=f"Speaker {number}")
            SourceFactory(
                slug=f"source-{number}",
                title=f"Source {number}",
                url=f"https://news.example/a{number}",
                publisher=PartyFactory(
                    slug=f"outlet-{number}", name=f"Outlet {number}"
                ),
            )

    def write(self, brought, entries):
        self.parties()
        who = {"promisor": party("speaker-0"), "beneficiary": party("outlet-0")}
        self.pledge = PledgeFactory(
            slug="p", name="Pledge", brought_in_by=self.update(900, 0), **who
        )
        if brought <= self.until:
            update = self.update(901, brought)
            of = {"pledge": self.pledge, "brought_in_by": update}
            self.project = ProjectFactory(slug="project", name="Project", **of)
            self.deadline = DeadlineFactory(
                slug="deadline",
                title="Deadline",
                obligor=party("speaker-1"),
                bindingness="law",
                **of,
            )
            for entry in entries:
                self.enter(entry)
            refresh_periods(Deadline.objects.all())

    def enter(self, entry):
        if entry.day > self.until:
            return
        taken_back = {
            "status": "retracted",
            "retracted_at": NOW,
            "retracted_by": self.by,
            "retracted_why": "A hoax.",
        }
        update = self.update(
            entry.number, entry.day, **(taken_back if entry.retracted else {})
        )
        if entry.kind == "event":
            update.projects.add(self.project)
            return
        self.claims[entry.number] = claim = self.claim(entry, update)
        if entry.accepted:
            AcceptanceFactory(claim=claim)
            self.set_aside(entry, claim)

    def set_aside(self, entry, claim):
        day = entry.day + entry.set_aside if entry.set_aside is not None else DAYS + 9
        if day <= self.until:
            update = self.update(500 + entry.number, day)
            Acceptance.objects.create(
                claim=claim,
                update=update,
                operative=False,
                from_on=update.known_on,
                reason="Thought better of.",
            )

    def claim(self, entry, update):
        answered = self.claims.get(entry.answers)
        common = {
            "public_id": UUID(int=1000 + entry.number),
            "update": update,
            "place": 1,
            "by": [party(f"speaker-{entry.speaker}")],
            "source": Source.objects.get(slug=f"source-{entry.speaker}"),
            "words": f"word {entry.value}",
            "responds_to": answered,
            "stance": "confirms" if answered else "asserts",
            "supersedes": answered if entry.value == 3 else None,
        }
        due = date(2026, 1, 5) + timedelta(days=6 * entry.value)
        match entry.kind:
            case "date":
                return DateClaimFactory(deadline=self.deadline, latest_on=due, **common)
            case "outcome":
                return OutcomeClaimFactory(deadline=self.deadline, on=due, **common)
            case "stage":
                stage = ("idea", "candidate", "announced", "selected", "paid_out")
                return StageClaimFactory(
                    of=[self.project], stage=stage[entry.value], **common
                )
            case "amount":
                return QuantityClaimFactory(
                    of=[self.project], basis="project_cost", low=entry.value, **common
                )
        return StatementFactory(of=[self.pledge], **common)


def party(slug):
    return Party.objects.get(slug=slug)


def read(client, day, until, brought, entries):
    """The pages of a day, out of a database that is thrown away after."""
    with transaction.atomic():
        Writer(until).write(brought, entries)
        as_of = BEGAN + timedelta(days=day)
        asked = {
            page: f"{page}{'&' if '?' in page else '?'}as_of={as_of}" for page in PAGES
        }
        pages = {page: client.get(address) for page, address in asked.items()}
        found = {
            page: [str(a.status_code), *plain(a.text).splitlines()]
            for page, a in pages.items()
        }
        transaction.set_rollback(True)
    return found


@settings(
    max_examples=4,
    deadline=None,
    # Shrinking would take minutes; the difference of the two pages says enough.
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ledger=ledgers())
def test_a_page_as_of_a_day_is_that_of_a_record_that_knows_no_more(client, ledger):
    brought, entries, day = ledger

    with time_machine.travel(NOW, tick=False):
        full = read(client, day, DAYS + 10, brought, entries)
        then = read(client, day, day, brought, entries)

    for page in PAGES:
        assert full[page] == then[page], page
