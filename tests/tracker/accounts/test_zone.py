"""Instants in the reader's zone; days of the record the same for everybody."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone, translation

from deadlines.actions import refresh_periods
from tests.factories import (
    AlertFactory,
    DateClaimFactory,
    DeliveryFactory,
    RecipientFactory,
)

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
FARTHEST = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
"""Fourteen hours ahead of UTC and eleven behind: there it is another day."""


def delivery_to(user):
    sent_at = datetime(2026, 2, 1, 15, 30, tzinfo=UTC)
    DeliveryFactory(
        alert=AlertFactory(happened_at=sent_at, detected_at=sent_at),
        recipient=RecipientFactory(user=user),
        state="sent",
        sent_at=sent_at,
    )


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "1 Feb 2026 15:30 UTC"),
        ("Asia/Tokyo", "2 Feb 2026 00:30 Asia/Tokyo"),
        ("America/New_York", "1 Feb 2026 10:30 America/New_York"),
        pytest.param("Mars/Base", "1 Feb 2026 15:30 UTC", id="a zone no more"),
        pytest.param("", "1 Feb 2026 15:30 UTC", id="none"),
    ],
)
def test_a_time_is_shown_in_the_readers_zone_by_name(client, person, zone, shown):
    reader = person("viewer", zone=zone)
    delivery_to(reader)
    client.force_login(reader)

    assert shown in client.get("/watches/").content.decode()


def test_the_next_reader_gets_no_zone_of_the_last(client, person):
    client.force_login(person(zone="Asia/Tokyo"))
    client.get("/")

    assert timezone.get_current_timezone_name() == "UTC"


def record(page: str) -> str:
    """The page without what differs by reader: its head and its tokens."""
    return page[page.index("<main") :]


@pytest.mark.parametrize("zone", FARTHEST)
@pytest.mark.parametrize("hour", ["00:30", "12:00", "23:30"])
def test_days_of_the_record_never_shift(client, person, time_machine, zone, hour):
    claim = DateClaimFactory(latest_on=date(2026, 2, 1), accepted=True)
    refresh_periods([claim.deadline])
    time_machine.move_to(f"2026-02-01T{hour}:00Z", tick=False)
    paths = ["/", "/deadlines/", f"/deadlines/{claim.deadline.slug}/"]
    paths.append(f"/updates/{claim.update.public_id}/")
    for path in paths:
        client.logout()
        anonymous = client.get(path).content.decode()
        client.force_login(person("viewer", zone=zone))
        mine = client.get(path).content.decode()

        assert days(record(mine)) == days(record(anonymous)), path


def days(page: str) -> list[str]:
    """The text of the page, but for instants, which name their zone."""
    clocks = re.compile(r'<ul class="plain clocks">.*?</ul>', re.DOTALL)
    text = re.sub(r"<time[^>]*>[^<]*(UTC|Pacific/\w+)</time>", "", clocks.sub("", page))
    return re.sub(r"<[^>]+>", " ", text).split()


INSTANT = re.compile(r"{{ *([\w.]*_at)((?:\|\w+)*?)\|date:\"([^\"]+)\" *}}(.{0,20})")


def test_no_page_shows_an_instant_without_its_zone():
    """A time of day names the zone; a day alone is the day of UTC."""
    wrong = [
        (page.name, name)
        for page in TEMPLATES.rglob("*.html")
        if page.parent.name != "mail"
        for name, filters, form, after in INSTANT.findall(page.read_text("utf-8"))
        if ("H" in form and not after.startswith(" {{ TIME_ZONE }}"))
        or ("H" not in form and filters != "|utc")
    ]

    assert wrong == [], "Write {{ TIME_ZONE }} behind a time, |utc before a day."


def test_pages_speak_the_readers_language_once_they_have_it(client, person, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("ja", "日本語")]
    client.force_login(person(language="ja"))

    assert '<html lang="ja">' in client.get("/account/").content.decode()
    assert translation.get_language() == "en-gb"


def test_a_language_the_pages_lack_falls_back(client, person):
    client.force_login(person(language="tlh"))

    assert '<html lang="en-gb">' in client.get("/account/").content.decode()
