"""The clock begun from the record: its day is cited, supposed, and no deadline."""

from datetime import date

import pytest

from deadlines.models import Deadline
from tests.factories import (
    ClauseFactory,
    ClauseReadingFactory,
    PledgeFactory,
    ProjectFactory,
    SourceFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
PAGE = "/scenario/clock/"
DAYS = {"bound": "not_after", "days": 10, "unit": "working_day"}
FROM = {"clause": "the-clock", "reading": "first", "case": "the-tranche"}


@pytest.fixture(autouse=True)
def clause():
    """A clock on two readings, and a tranche announced on 17 February 2026."""
    made = ClauseFactory(kind="funding_clock", number="R12", slug="the-clock")
    made.agreement.pledges.add(pledge := PledgeFactory())
    read(made, "first", DAYS | {"calendars": ["JP", "US"]})
    read(made, "second", {"bound": "not_before", "days": 20, "unit": "calendar_day"})
    tranche = TrancheFactory(pledge=pledge, slug="the-tranche", name="Tranche A")
    announced(ProjectFactory(pledge=pledge, tranche=tranche))
    return made


def read(clause, code, parameters):
    named = {"reading": code, "label": f"the {code}", "parameters": parameters}
    ClauseReadingFactory(clause=clause, **named)


def announced(project, stage="announced", day=date(2026, 2, 17)):
    update = UpdateFactory(known_on=day, headline="Announced")
    named = {"stage": stage, "reached_on": day, "of": [project], "update": update}
    source = SourceFactory(title="The announcement")
    StageClaimFactory(accepted=True, source=source, **named)


def page(client, **asked):
    return client.get(PAGE, asked)


def test_the_form_is_filled_from_clause_reading_and_announcement(client):
    form = page(client, **FROM).context["form"]

    assert {name: str(form[name].value()) for name in form.fields} == {
        "notice": "2026-02-17",
        "days": "10",
        "unit": "working_day",
        "calendars": "US,JP",
        "window": "",
    }


def test_the_day_is_cited_and_called_a_supposition(client):
    answer = page(client, **FROM)
    words = answer.content.decode()

    assert "<b>if notice = announcement</b>" in words
    assert "so this is no deadline" in words
    assert "The announcement</a>" in words
    lines = answer.context["found"].working.lines
    assert "A calculation: if notice = announcement." in lines[0].text
    assert lines[0].clause.url == "/clauses/the-clock/"
    assert "#citation-" in lines[0].citation.url
    assert answer.context["found"].working.words == (
        "cannot tell: notice date, payment date"
    )
    assert not Deadline.objects.exists()


def test_the_working_keeps_to_the_reading_it_began_with(client):
    lines = page(client, **FROM).context["found"].working.lines

    assert "Money must have moved by this day." in lines[-1].text


def test_another_day_than_the_record_s_is_not_passed_off_as_cited(client):
    answer = page(client, **FROM, notice="2026-02-18")
    words = answer.content.decode()

    assert "begins on another day, which you suppose" in words
    assert "<b>if notice = announcement</b>" not in words
    first = answer.context["found"].working.lines[0]
    assert first.citation.words == "typed here"


def test_a_typed_day_alone_rests_on_no_clause(client):
    first = page(client, notice="2026-02-17").context["found"].working.lines[0]

    assert (first.clause.words, first.clause.url) == ("typed here", "")


def test_what_is_calculated_keeps_to_the_record_when_sent_again(client):
    words = page(client, **FROM).content.decode()

    for name, value in FROM.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in words


def test_each_reading_is_offered_for_each_announcement(client):
    [group] = page(client).context["starts"]

    assert [start.reading.label for start in group.starts] == [
        *("the first", "the second")
    ]
    answer = client.get(group.starts[1].url)
    assert answer.context["found"].last == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("as_of", "known"), [("2026-02-16", False), ("2026-02-17", True)]
)
def test_an_announcement_is_offered_from_the_day_it_was_known(client, as_of, known):
    UpdateFactory(known_on=date(2025, 1, 1))
    answer = page(client, **FROM, as_of=as_of)
    words = answer.content.decode()

    assert (answer.context["start"] is not None) == known
    assert ("was known by 16 Feb 2026" in words) != known
    assert f'<input type="hidden" name="as_of" value="{as_of}">' in words


def test_a_cited_notice_is_not_called_an_announcement(client, clause):
    pledge = clause.agreement.pledges.get()
    announced(pledge.projects.get(), "notified", date(2026, 3, 2))
    answer = page(client, **FROM)

    assert answer.context["found"].notice == date(2026, 3, 2)
    assert "the day of the notice that is cited" in answer.content.decode()
    assert "<b>if notice = announcement</b>" not in answer.content.decode()


def test_a_clause_without_an_announcement_asks_for_the_day(client):
    other = ClauseFactory(kind="funding_clock", slug="other")
    other.agreement.pledges.add(PledgeFactory())
    read(other, "first", DAYS | {"calendars": ["KR"]})
    asked = {"clause": "other", "reading": "first", "case": ""}
    answer = page(client, **asked)

    assert answer.context["found"] is None
    assert answer.context["form"]["days"].value() == 10
    assert page(client, **asked, notice="2026-02-17").context["found"] is not None


def test_more_announcements_take_as_many_queries(client, clause):
    few = queries(client, PAGE)
    for _ in range(3):
        announced(ProjectFactory(pledge=clause.agreement.pledges.get()))

    assert queries(client, PAGE) == few
