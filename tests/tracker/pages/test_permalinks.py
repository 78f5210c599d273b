"""A permalink copied today gives the same page after more was published today."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.utils.html import strip_tags

from deadlines.actions import refresh_periods
from deadlines.models import Deadline
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    SourceFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVENING = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
TOMORROW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PAGES = (
    "/",
    "/deadlines/",
    "/deadlines/first/",
    "/pledges/",
    "/pledges/promise/",
    "/pledges/promise/totals/",
    "/pledges/promise/brief/",
    "/projects/",
    "/projects/project/",
    "/parties/tokyo/",
    "/sources/",
    "/claims/",
    "/slips/",
    "/charts/",
    "/changes/?from=2026-01-01",
    "/changes/",
    "/coverage/",
    "/search/?q=promise",
    "/corrections/",
)


def said(pledge, project, deadline, update, number):
    """One update that says something of everything."""
    fields = {"update": update, "by": [PartyFactory.create(name=f"Speaker {number}")]}
    DateClaimFactory(
        deadline=deadline, latest_on=date(2026, 3, number), accepted=True, **fields
    )
    stage = ("announced", "selected")[number > 1]
    StageClaimFactory(of=[project], stage=stage, accepted=True, **fields)
    for thing, basis in ((pledge, "headline"), (project, "project_cost")):
        QuantityClaimFactory(
            of=[thing], basis=basis, low=number * 10**9, accepted=True, **fields
        )
    StatementFactory(question=QuestionFactory(), of=[pledge], **fields)
    update.pledges.add(pledge)
    refresh_periods([deadline])


@pytest.fixture
def record():
    tokyo = PartyFactory(slug="tokyo", name="Tokyo")
    pledge = PledgeFactory(slug="promise", name="Promise", promisor=tokyo)
    project = ProjectFactory(slug="project", name="Project promised", pledge=pledge)
    # Its day ends in Tokyo at 15:00 UTC, between the two instants.
    deadline = given(
        date(2026, 2, 28), slug="first", pledge=pledge, zone="Asia/Tokyo", title="First"
    )
    said(pledge, project, deadline, UpdateFactory(known_on=TODAY), 1)
    return pledge, project, deadline


def publish_more(pledge, project, deadline):
    """In the evening: more of all, an outcome, and something of an earlier day."""
    late = {"recorded_at": EVENING}
    said(pledge, project, deadline, UpdateFactory(known_on=TODAY, **late), 5)
    OutcomeClaimFactory(
        deadline=deadline,
        on=TODAY,
        accepted=True,
        update=UpdateFactory(known_on=TODAY, **late),
    )
    older = UpdateFactory(known_on=date(2026, 1, 15), **late)
    QuantityClaimFactory(
        of=[pledge], low=9 * 10**9, update=older, source=SourceFactory(language="ko")
    )
    other = DeadlineFactory(pledge=pledge, brought_in_by=older)
    DateClaimFactory(
        deadline=other, latest_on=date(2026, 2, 1), update=older, accepted=True
    )
    refresh_periods(Deadline.objects.all())


def words(page):
    """What a page says, without its citations and what leads elsewhere."""
    main = page.split('<main id="content">')[1].split("</main>")[0]
    main = re.sub(r'<details class="cite".*?</details>', "", main, flags=re.DOTALL)
    return " ".join(strip_tags(main).split())


def permalink(page):
    """The last address that a page gives of itself."""
    links = re.findall(r'<dd><a href="http://[^/]+([^"]+)"', page)
    return unescape(links[-1])


@pytest.fixture
def copied(client, record):
    """Each page at noon, its permalink, and what that shows a second later."""
    with time_machine.travel(NOON, tick=False):
        pages = {path: client.get(path).text for path in PAGES}
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        links = {path: permalink(page) for path, page in pages.items()}
        return pages, links, {p: client.get(link).text for p, link in links.items()}


def test_a_permalink_shows_the_page_it_was_copied_from(copied):
    pages, links, shown = copied

    for path, page in pages.items():
        assert "recorded=2026-03-01T12:00:00Z" in links[path]
        if "brief" not in path:  # which prints its own address
            assert words(shown[path]) == words(page), path


def test_a_permalink_stays_what_it_was_when_more_is_published_that_day(
    client, record, copied
):
    _pages, links, shown = copied
    with time_machine.travel(EVENING, tick=False):
        publish_more(*record)
    with time_machine.travel(TOMORROW, tick=False):
        for path, link in links.items():
            assert client.get(link).text == shown[path], path


def test_without_the_instant_the_same_address_would_show_more(client, record):
    with time_machine.travel(EVENING, tick=False):
        publish_more(*record)
    with time_machine.travel(TOMORROW, tick=False):
        by_day = client.get("/pledges/promise/?as_of=2026-03-01&recorded=2026-03-01")
        by_noon = client.get(
            "/pledges/promise/?as_of=2026-03-01&recorded=2026-03-01T12:00:00Z"
        )

    assert "US$5bn" in by_day.text
    assert "US$5bn" not in by_noon.text
