"""Refused at the field where it can be mended, with everything typed still there."""

from datetime import date

import pytest

from deadlines.actions import refresh_periods
from projects.models import Update
from tests.factories import (
    OutcomeClaimFactory,
    PledgeFactory,
    SourceFactory,
    UpdateFactory,
)
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db
MET_ON = date(2026, 2, 10)


@pytest.fixture
def desk(desk_of, person, first_project):
    """An editor's form with a date and a quantity, sound as they stand."""
    desk = desk_of(person("editor"))
    desk.press("add", "date", p0_headline="Read today", p1_url=URL)
    desk.press("add", "quantity", **MOVE)
    return desk.press("preview", **AMOUNT)


AMOUNT = {
    "p3_of": "pledge:pledge-x",
    "p3_basis": "headline",
    "p3_printed": "US$33bn",
}


SOUND = {
    "0-headline": ["Read today"],
    "1-url": [URL],
    "2-words": [MOVE["p2_words"]],
    "2-accept": ["on"],
    "2-latest": [""],
    "3-printed": ["US$33bn"],
}


def kept(desk):
    """What stands in the fields that were filled in."""
    return {name: desk.fields[name] for name in SOUND}


@pytest.fixture(autouse=True)
def pledge(db):
    return PledgeFactory(slug="pledge-x")


def test_the_form_is_sound_before_anything_goes_wrong(desk):
    assert desk.effects


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        pytest.param("1-url", "", "No citation: paste", id="no citation"),
        pytest.param("2-words", "soonish", "give no window", id="no window"),
        pytest.param("0-known_on", "2099-01-01", "still to come", id="future"),
        pytest.param("3-printed", "33bn", "which currency", id="no currency"),
        pytest.param("3-printed", "a lot", "No amount", id="no amount"),
        pytest.param("2-said_on", "soon", "Write a day", id="no day"),
        pytest.param("2-by", "", "Say who said it", id="no speaker"),
    ],
)
def test_it_is_refused_at_its_field_and_kept(desk, field, typed, told):
    before = Update.objects.count()
    desk.press("publish", **{f"p{field.replace('-', '_')}": typed})

    assert told in desk.said(field)
    assert desk.fields[field] == [typed]
    assert desk.fields["0-headline"] == ["Read today"]
    assert Update.objects.count() == before


def test_the_last_day_before_the_first_is_refused_at_the_last(desk):
    desk.press("publish", p2_earliest="2026-03-31", p2_latest="2026-03-01")

    assert "lies before the first" in desk.said("2-latest")
    assert kept(desk) == SOUND | {"2-latest": ["2026-03-01"]}


@pytest.mark.parametrize(
    ("reading", "event"), [("undated", ""), ("event_bound", "the March summit")]
)
def test_words_that_give_no_window_can_be_taken_without_one(desk, reading, event):
    desk.press("preview", p2_words="soonish")
    assert "“no date”, “bound to an event”" in desk.said("2-words")

    desk.press("preview", p2_reading=reading, p2_event=event)
    assert desk.effects
    assert desk.fields["2-words"] == ["soonish"]


def test_words_without_a_window_can_be_bound_to_an_event(desk):
    desk.press("preview", p2_words="before the March summit")
    assert "hangs on an event" in desk.said("2-words")
    assert desk.effects


def test_a_repost_without_a_named_origin_is_not_accepted(desk):
    SourceFactory(slug="repost", url="https://repost.example/1", grade="C")
    desk.press("publish", p1_url="https://repost.example/1")

    assert desk.said("2-accept") == (
        "Held through grade C only. Open “More” at the source and name under “Chain to "
        "the origin” an origin of grade A or B, cite a better source, or leave “Take "
        "as operative” unticked."
    )
    assert kept(desk) == SOUND | {"1-url": ["https://repost.example/1"]}
    desk.press("preview", p1_via="First project slips")
    assert desk.effects


def test_a_met_deadline_is_not_moved_by_a_later_date(desk, first_project):
    OutcomeClaimFactory(
        deadline=first_project,
        update=UpdateFactory(known_on=MET_ON),
        on=MET_ON,
        accepted=True,
    )
    refresh_periods([first_project])
    desk.press("publish")

    assert "was met on 2026-02-10" in desk.said("2-accept")
    assert kept(desk) == SOUND
