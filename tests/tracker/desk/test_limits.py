"""The desk says what the chosen deadline limits, and refuses what contradicts it."""

from datetime import date

import pytest

from deadlines.actions import refresh_periods
from deadlines.models import DateClaim, DeadlinePeriod
from projects.models import Update
from tests.factories import DateClaimFactory, DeadlineFactory, UpdateFactory
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db
NEVER_MISSED = "The deadline says only from when (“not before”): it is never missed."
GIVEN = {"p2_deadline": "first money", "p2_by": "nikkei", "p2_accept": "on"}


@pytest.fixture
def floor(first_project):
    """First money: not before 1 July 2026, as Nikkei has it."""
    made = DeadlineFactory(slug="money", title="First money", bound="not_before")
    DateClaimFactory(
        deadline=made,
        update=UpdateFactory(known_on=date(2026, 1, 20)),
        earliest_on=date(2026, 7, 1),
        latest_on=None,
        accepted=True,
    )
    refresh_periods([made])
    return made


@pytest.fixture
def desk(desk_of, person, floor):
    desk = desk_of(person("editor"))
    return desk.press("add", "date", p1_url=URL, p0_headline="When the money comes")


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        ("by", "due by its date: once that has passed, it is missed."),
        ("not_before", NEVER_MISSED),
        ("expires", "Something expires on the deadline's date: it is never missed."),
    ],
)
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no script"])
def test_the_bound_stands_beside_the_date(desk_of, person, floor, bound, told, htmx):
    DeadlineFactory(slug="other", title="Other", bound=bound)
    desk = desk_of(person("editor"), htmx=htmx)
    desk.press("add", "date", p1_url=URL, p0_headline="Read today")
    button = "refresh" if htmx else "preview"
    desk.press(button, p2_deadline="other", p2_words="1 March 2026")

    assert told in desk.said("2-words").replace("&#x27;", "'")


def test_no_bound_is_told_before_a_deadline_is_chosen(desk):
    desk.press("refresh", p2_words="1 March 2026")

    assert "deadline" not in desk.said("2-words")


@pytest.mark.parametrize(("bound", "told"), [("not_before", True), ("by", False)])
def test_the_bound_of_a_deadline_of_this_very_form_counts(desk, bound, told):
    desk.press("add", "deadline", p2_words="1 March 2026", p2_deadline="New money")
    desk.press("refresh", p3_title="New money", p3_bound=bound)

    assert (NEVER_MISSED in desk.said("2-words")) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("by 30 September 2026", True),
        ("1 August 2026", True),
        ("not before 1 August 2026", False),
        ("as soon as possible", False),
    ],
)
def test_a_last_day_is_not_taken_where_only_the_first_counts(desk, words, told):
    desk.press("preview", **GIVEN, p2_words=words)

    assert ("This deadline says only from when" in desk.said("2-accept")) is told
    assert ("This gives a last day" in desk.said("2-words")) is told
    assert bool(desk.effects) is not told
    assert desk.fields["2-words"] == [words]


def test_a_refused_last_day_can_be_logged_as_it_was_said(desk):
    before = Update.objects.count()
    desk.press("publish", **GIVEN, p2_words="by 30 September 2026")
    assert Update.objects.count() == before

    del desk.fields["2-accept"]
    desk.publish()
    said = DateClaim.objects.get(words="by 30 September 2026")
    period = DeadlinePeriod.objects.current().get(deadline=said.deadline)
    assert (said.earliest_on, said.latest_on) == (None, date(2026, 9, 30))
    assert (period.due_from, period.due_to) == (date(2026, 7, 1), None)


def test_a_refused_last_day_can_be_given_as_the_first_possible_one(desk):
    desk.press("publish", **GIVEN, p2_words="1 August 2026")
    own = {"p2_reading": "window", "p2_earliest": "2026-08-01"}
    desk.press("preview", **own, p2_reason="He spoke of the first day.")

    assert desk.effects[0].startswith(
        "First money: operative date moves from not before 1 Jul 2026 to not before "
        "1 Aug 2026, later, slip 1, +31 days."
    )


@pytest.mark.parametrize(
    ("latest", "refused"), [(date(2026, 9, 30), True), (None, False)]
)
def test_a_later_change_of_mind_keeps_to_the_bound_too(
    desk_of, person, floor, latest, refused
):
    claim = DateClaimFactory(
        deadline=floor,
        update=UpdateFactory(known_on=date(2026, 1, 21)),
        earliest_on=date(2026, 8, 1),
        latest_on=latest,
    )
    desk = desk_of(person("editor"))
    desk.press("add", "acceptance", p1_url=URL, p0_headline="It counts")
    mind = {"p2_claim": str(claim.public_id), "p2_operative": "yes"}
    desk.press("preview", **mind, p2_reason="Its own word.")

    assert ("that claim gives a last day" in desk.said("2-claim")) is refused
    assert bool(desk.effects) is not refused


def test_a_first_day_for_what_is_due_by_a_date_says_what_follows(desk):
    desk.press(
        "preview",
        **GIVEN | {"p2_deadline": "first-project"},
        p2_words="not before 1 April 2026",
    )

    assert "while it stands, nothing is missed" in desk.said("2-words")
    assert desk.effects
