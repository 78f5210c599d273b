"""The brief of a pledge: the same facts as elsewhere, each with its footnote."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from deadlines.models import DateClaim, OutcomeClaim
from tests.factories import (
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
PATH = "/pledges/promise/brief/"


@pytest.fixture
def pledge():
    return PledgeFactory(slug="promise", name="Promise")


def cost(pledge, bn=5):
    project = ProjectFactory(pledge=pledge)
    StageClaimFactory(of=[project], stage="selected", accepted=True)
    return QuantityClaimFactory(
        of=[project], basis="project_cost", low=bn * 10**9, accepted=True
    )


def ask(pledge, *answers):
    question = QuestionFactory()
    for code in answers:
        made = question.codes.create(code=code, text=f"it is {code}")
        StatementFactory(question=question, code=made, of=[pledge])


def test_every_number_leads_to_a_note_and_every_note_is_named(client, pledge):
    QuantityClaimFactory(of=[pledge], accepted=True)
    cost(pledge)
    given(date(2026, 1, 31), date(2026, 2, 28), pledge=pledge)
    ask(pledge, "a", "b")
    page = client.get(PATH)
    notes, text = page.context["notes"], page.content.decode()

    assert len(notes) == 6
    assert all(f"<cite>{row.evidence.title}</cite>" in text for row in notes)
    for number in range(1, len(notes) + 1):
        assert f'href="#note-{number}"' in text
        assert text.count(f'id="note-{number}"') == 1


def test_a_claim_used_twice_has_one_note(client, pledge):
    claim = cost(pledge)
    rungs = {rung.name: rung for rung in client.get(PATH).context["rungs"]}

    assert rungs["Announced"].said[0].note == rungs["Selected"].said[0].note == 1
    assert [row.claim.pk for row in client.get(PATH).context["notes"]] == [claim.pk]


def test_what_is_late_comes_before_what_was_met(client, pledge):
    law = {"bindingness": "law", "pledge": pledge}
    given(date(2026, 1, 31), met=date(2026, 1, 30), title="Met", **law)
    given(date(2026, 2, 28), title="Late", **law)

    due = client.get(PATH).context["due"]
    assert [each.row.deadline.title for each in due] == ["Late", "Met"]


def test_each_value_of_a_deadline_leads_to_the_claim_that_gives_it(client, pledge):
    made = given(
        date(2026, 1, 31), date(2026, 2, 28), met=date(2026, 2, 17), pledge=pledge
    )
    context = client.get(PATH).context
    (due,) = context["due"]
    note = [row.claim.pk for row in context["notes"]].index
    first, operative = DateClaim.objects.filter(deadline=made).order_by("latest_on")
    outcome = OutcomeClaim.objects.get(deadline=made)

    assert due.note == note(operative.pk) + 1
    assert due.first_note == note(first.pk) + 1
    assert due.outcome_note == note(outcome.pk) + 1


def test_a_date_that_never_moved_and_has_no_outcome_has_one_note(client, pledge):
    given(date(2027, 1, 31), pledge=pledge)
    (due,) = client.get(PATH).context["due"]

    assert (due.note, due.first_note, due.outcome_note) == (1, 0, 0)


def test_the_most_urgent_of_many_deadlines_is_in_the_brief(client, pledge):
    for _ in range(52):
        given(date(2026, 1, 31), pledge=pledge, bindingness="official_target")
    given(date(2026, 2, 28), pledge=pledge, bindingness="law", title="The late one")
    page = client.get(PATH)

    assert page.context["due"][0].row.deadline.title == "The late one"
    assert page.context["more_due"] == 47
    assert "47 less urgent deadlines are left out" in page.content.decode()


@pytest.mark.parametrize(
    ("answers", "contested"), [(("a",), 0), (("a", "b"), 1)], ids=["one", "two"]
)
def test_a_question_is_contested_if_answers_differ(client, pledge, answers, contested):
    ask(pledge, *answers)

    assert len(client.get(PATH).context["contested"]) == contested


def test_what_does_not_fit_is_counted(client, pledge):
    for _ in range(5):
        cost(pledge)
    for _ in range(8):
        given(date(2027, 1, 31), pledge=pledge)
    ask(pledge, *"abcde")
    page = client.get(PATH)

    assert page.context["rungs"][0].more == 2
    assert page.context["more_due"] == 2
    assert page.context["contested"][0].more == 2


def test_as_of_a_day_the_brief_knows_nothing_later(client, pledge):
    update = UpdateFactory(known_on=date(2026, 2, 1))
    QuantityClaimFactory(
        of=[pledge], update=update, accepted=True, by=[PartyFactory(name="Tokyo")]
    )
    before = client.get(f"{PATH}?as_of=2026-01-31").content.decode()

    assert "Tokyo" not in before
    assert "Tokyo" in client.get(PATH).content.decode()
    assert "As known on" in before
    assert "31 Jan 2026" in before


def test_a_pledge_of_which_nothing_is_known_says_so(client, pledge):
    page = client.get(PATH).content.decode()

    assert page.count("no evidence found") == 5
    assert "No deadline is recorded." in page


def test_more_rows_take_no_more_queries(client, pledge):
    def more():
        cost(pledge)
        given(date(2026, 1, 31), date(2026, 2, 28), pledge=pledge)
        given(date(2026, 1, 31), met=date(2026, 1, 30), pledge=pledge)
        ask(pledge, "a", "b")

    more()
    before = queries(client, PATH)
    more()
    assert queries(client, PATH) == before


def test_the_permalink_of_a_past_brief_can_be_opened(client, pledge):
    cited = client.get(f"{PATH}?as_of=2026-01-31").context["cited"]
    address = cited.permalink.split("/", 3)[3]

    assert "as_of=2026-01-31" in address
    assert client.get(f"/{address}").status_code == 200


def test_what_was_met_names_the_day_and_calls_the_other_its_date(client, pledge):
    given(date(2026, 1, 31), date(2026, 2, 28), met=date(2026, 2, 17), pledge=pledge)

    words = re.sub(r"<sup>.*?</sup>", "", client.get(PATH).text, flags=re.DOTALL)
    words = " ".join(strip_tags(words).split())

    assert "met on 17 Feb 2026; operative date 28 Feb 2026" in words
