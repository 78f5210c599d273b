"""The page of the first project's date (fact D1) on the real record."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.html import strip_tags

from tests.seeded import seeded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def words(client):
    """The page as a reader hears it: without tags, in single spaces."""
    with time_machine.travel(NOW, tick=False):
        page = client.get("/deadlines/japan-550-first-project/").content.decode()
    return re.sub(r"\s+", " ", strip_tags(page))


def test_it_was_met_after_the_target_and_before_the_operative_date(words):
    assert "target date passed, met before the operative date" in words
    assert "Met 48 days after the original date, 11 days before the operative" in words
    assert "2 slips, 59 days." in words


def test_its_operative_line_has_three_dates_and_what_each_move_was(words):
    line = words[words.index("Operative line") : words.index("How it ended")]

    dates = ["31 Dec 2025", "31 Jan 2026", "28 Feb 2026"]
    assert sorted(dates, key=line.index) == dates
    assert line.index("original") < line.index("31 days later")
    assert line.index("31 days later") < line.index("28 days later")


def test_it_does_not_say_when_it_was_moved_where_that_is_not_known(words):
    line = words[words.index("Operative line") : words.index("How it ended")]

    assert line.count("we know of it only from a report of 12 Feb 2026") == 2
    assert "moved after the date" not in line
    assert "moved within 30 days" not in line


def test_every_other_speaker_keeps_a_line(words):
    lines = words[words.index("Who gave which date") :]

    for said in (
        "the projects could be presented to Trump early in 2026",
        "as soon as possible",
        "visit to the United States in spring",
        "before the summit of 19 March",
    ):
        assert said in lines
    assert lines.count("accepted as operative") == 3


def test_the_first_date_names_its_speaker_day_and_grade(words):
    assert (
        "Howard Lutnick, US Commerce Secretary said and known 27 Oct 2025 grade B"
        in words
    )


def test_the_chart_says_in_its_title_what_it_shows(words):
    assert "Moved twice, met 48 days after the first date" in words


def test_a_statement_that_bears_on_it_is_shown_and_moves_nothing(words):
    beside = words[words.index("Said about it, without moving it") :]

    assert "a significant gap remains" in beside


def test_a_date_that_moved_earlier_is_no_slip(client):
    page = client.get("/deadlines/japan-defence-2-percent-gdp/").content.decode()

    assert "731 days earlier" in page
    assert "1 revision, no slip." in page


def test_the_whole_amount_was_never_moved_by_words_about_the_term(client):
    page = client.get("/deadlines/japan-550-full-amount/").content.decode()

    assert "by 19 Jan 2029" in page
    assert "The date never moved." in page
