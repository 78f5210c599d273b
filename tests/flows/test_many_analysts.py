"""Twenty editors at one desk: real processes, plain HTTP, the same ten deadlines.

20 editors with 8 entries each, so 160 updates; with `UPDATES_EACH=25` it is 500, as in
bench/README.md. Half of the entries move one or two deadlines, the others state and
hear. No limit here is about speed: what hangs is ended by pytest's own time limit.
"""

import os
import re
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import pairwise
from random import Random
from threading import Barrier
from types import MappingProxyType
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from deadlines.actions import refresh_periods
from deadlines.actions import verification as deadline_caches
from deadlines.models import DateClaim, DeadlinePeriod
from projects.actions import verification as project_caches
from projects.codes import DraftState
from projects.models import Draft, Update
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    PledgeFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)
from tests.local.processes import ROOT, environment
from tests.tracker.desk.forms import Desk
from tracker import roles
from tracker.local.redis import free_port
from tracker.management.commands.dev import answers, web

EDITORS, DEADLINES = 20, 10
EACH = int(os.environ.get("UPDATES_EACH", "8"))
TRIES = 6
PATIENCE = 500
FIRST_DAY, READ_ON = date(2026, 3, 1), date(2026, 2, 12)
ACCEPTED = {"accept": "on", "accept_reason": "Its own word."}
URL = "https://wire.example/a"
NONE = MappingProxyType({})
REFUSED = "Published meanwhile by somebody else"


@dataclass
class Answer:
    """What came back, as the form's reader wants it."""

    status: int
    content: bytes
    cookies: list[str]


@dataclass
class Browser:
    """Sends forms over a connection of its own each time; keeps its cookies."""

    port: int
    cookies: dict[str, str]
    statuses: Counter = field(default_factory=Counter)

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, data, headers):
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", path, urlencode(data, doseq=True), form)

    def _ask(self, method, path, body=None, headers=NONE):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"Cookie": cookies, **headers})
            came = connection.getresponse()
            given = came.headers.get_all("Set-Cookie", [])
            answer = Answer(came.status, came.read(), given)
        finally:
            connection.close()
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.statuses[answer.status] += 1
        return answer


@dataclass
class Work:
    """One entry as an editor means it, and what became of it."""

    headline: str
    claims: list[dict[str, str]]
    refusals: int = 0
    published: bool = False


@pytest.fixture
def site(machine, until, settings):
    """The port of gunicorn, as `manage.py dev` starts it, on the test's database."""
    machine.start("redis")
    port = free_port()
    env = {**machine.env, "REDIS_URL": machine.redis.url, "DEBUG": "1"}
    env |= {"SECRET_KEY": settings.SECRET_KEY, "LOG_LEVEL": "WARNING"}
    with machine.log.open("a") as log:
        server = subprocess.Popen(
            web(port), cwd=ROOT, env=environment(**env), stdout=log, stderr=log
        )
    try:
        until(lambda: answers(port), PATIENCE)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture
@transaction.atomic
def deadlines(transactional_db):
    """Ten of one source, each with the date it was first given."""
    outlet = PartyFactory(slug="wire", name="Wire", kind="outlet")
    SourceFactory(slug="wire-a", url=URL, publisher=outlet, published_on=READ_ON)
    update = UpdateFactory(known_on=date(2026, 1, 20))
    own = {"brought_in_by": update, "pledge": PledgeFactory(brought_in_by=update)}
    made = [DeadlineFactory(slug=f"due-{n}", **own) for n in range(DEADLINES)]
    for deadline in made:
        DateClaimFactory(
            deadline=deadline, update=update, latest_on=FIRST_DAY, accepted=True
        )
    refresh_periods(made)
    return made


@pytest.fixture
def editor(site, deadlines):
    """Makes the browser of one more editor, who is signed in."""
    roles.sync()
    group = Group.objects.get(name="editor")

    def signed_in():
        user, client = UserFactory(), Client()
        user.groups.set([group])
        client.force_login(user)
        return Browser(site, {"sessionid": client.cookies["sessionid"].value})

    return signed_in


def a_date(deadline, day, **more):
    words = f"{day:%-d %B %Y}"
    return {"kind": "date", "deadline": deadline, "words": words, "by": "wire", **more}


def a_statement(*deadlines):
    named = "; ".join(deadlines)
    about = "; ".join(f"deadline:{slug}" for slug in deadlines)
    said = {"kind": "statement", "words": "Talks go on.", "by": "wire"}
    return {**said, "of": about, "bears_on": named}


def work_of(editor):
    """Every other entry moves one or two deadlines; no two move to the same day."""
    chance = Random(editor)
    for n in range(EACH):
        one, other = (f"due-{k}" for k in chance.sample(range(DEADLINES), 2))
        number = editor * EACH + n
        day = FIRST_DAY + timedelta(days=1 + number * 7 % (EDITORS * EACH))
        heard = [a_date(one, day), a_date(other, day)]
        moves = [claim | ACCEPTED for claim in heard]
        said = a_statement(one, other)
        crossed = [moves[0], a_statement(other)]
        claims = [crossed, [said], moves, [said, *heard]][n % 4]
        yield Work(f"Entry {number}.", claims)


def written(browser, work):
    """The form of a new draft, typed and saved without a script."""
    desk, typed = Desk(browser), {"p0_headline": work.headline, "p1_url": URL}
    for number, claim in enumerate(work.claims, start=2):
        desk.fields["part"].append(f"{number}:{claim['kind']}")
        typed |= {f"p{number}_{name}": text for name, text in claim.items()}
    return desk.press("save", **typed)


def publish(browser, work):
    """Press until it is published, or was refused too often."""
    desk = written(browser, work)
    while not work.published and work.refusals < TRIES:
        desk.press("publish")
        work.published = desk.response.status == 302
        if not work.published:
            work.refusals += 1
            if REFUSED not in desk.html:
                pytest.fail(f"Refused without the message: {what_it_says(desk)}")
            assert desk.fields["0-headline"] == [work.headline]
            assert desk.fields["2-words"] == [work.claims[0]["words"]]
    return work


def what_it_says(desk):
    """Its messages, to be read in a report."""
    fields = re.findall(r'id="m-([^"]+)"', desk.html)
    said = "; ".join(f"{field}: {desk.said(field)}" for field in fields)
    return f"{desk.response.status} {said or desk.html[:3000]}"


def day_at_desk(number, browser):
    return [publish(browser, work) for work in work_of(number)]


def test_twenty_editors_lose_nothing_and_break_nothing(editor, deadlines):
    browsers = [editor() for _ in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as pool:
        days = pool.map(day_at_desk, range(EDITORS), browsers)
        done = [work for day in days for work in day]

    assert {status for each in browsers for status in each.statuses} == {200, 302}
    assert len(done) == EDITORS * EACH
    assert any(work.refusals for work in done)
    everything_is_there_once(done)
    assert [*project_caches.differences(), *deadline_caches.differences()] == []
    for deadline in deadlines:
        its_date_follows_from_its_claims(deadline, done)


def everything_is_there_once(done):
    published = [work.headline for work in done if work.published]
    kept = [work.headline for work in done if not work.published]
    logged = Update.objects.filter(headline__startswith="Entry ")
    drafts = Draft.objects.exclude(state=DraftState.PUBLISHED)
    assert sorted(logged.values_list("headline", flat=True)) == sorted(published)
    assert sorted(drafts.values_list("title", flat=True)) == sorted(kept)
    assert Draft.objects.count() == len(done)


def its_date_follows_from_its_claims(deadline, done):
    """Each move that was taken is a revision; those to a later day are slips."""
    moves = DateClaim.objects.operative().filter(deadline=deadline)
    days = list(moves.order_by("update_id").values_list("latest_on", flat=True))
    period = DeadlinePeriod.objects.current().get(deadline=deadline)
    taken = [
        claim
        for work in done
        for claim in work.claims
        if work.published and "accept" in claim and claim["deadline"] == deadline.slug
    ]
    assert len(days) == 1 + len(taken)
    assert period.due_to == days[-1]
    assert period.revisions == len(taken)
    assert period.slips == sum(after > before for before, after in pairwise(days))


def test_a_draft_published_twice_at_once_is_published_once(editor):
    browser, both = editor(), Barrier(2)
    for number in range(8):
        desk = written(browser, Work(f"Twice {number}", [a_statement("due-0")]))
        posted = {**desk.fields, "publish": "1"}

        def send(_n, path=desk.path, posted=posted):
            both.wait(PATIENCE)
            return browser.post(path, posted, {}).status

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(send, range(2))) == [302, 302]

    assert Update.objects.filter(headline__startswith="Twice ").count() == 8
    assert not Draft.objects.exclude(state=DraftState.PUBLISHED).exists()


def test_two_who_each_move_what_the_other_speaks_of_wait_for_each_other(editor):
    browsers, both = [editor(), editor()], Barrier(2)
    for number in range(10):
        day = FIRST_DAY + timedelta(days=number + 1)
        crossed = [
            [a_date(moved, day, **ACCEPTED), a_statement(other)]
            for moved, other in (("due-0", "due-1"), ("due-1", "due-0"))
        ]
        works = [Work(f"Crossed {number}", claims) for claims in crossed]
        desks = [written(*pair) for pair in zip(browsers, works, strict=True)]

        def send(desk):
            both.wait(PATIENCE)
            return desk.press("publish").response.status

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(send, desks)) == [302, 302]

    assert Update.objects.filter(headline__startswith="Crossed ").count() == 20
