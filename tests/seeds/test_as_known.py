"""The real record on past days: what each page shows, and that it knows no more."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.urls import resolve

from tests.crawling import FILES, crawl, links, plain, without_moment
from tests.seeded import LOADED_AT, SEEDS, seeded  # noqa: F401
from tests.tracker.pages.counting import queries
from tracker.moment import names_at_moment
from tracker.seeding.loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
FIRST = "/deadlines/japan-550-first-project/"
MOST = 6
START = ("/?as_of=2026-02-12", "/search/?q=japan+first&as_of=2026-02-12")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LOADED_AT, tick=False):
        yield


def text(client, address):
    """The words of the content of a page."""
    page = client.get(address).text
    content = page.split('<main id="content">')[1].split("</main>")[0]
    without_cites = re.sub(
        r'<details class="cite".*?</details>', "", content, flags=re.S
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without_cites))


def part(words, begins, ends):
    return words.split(begins)[1].split(ends)[0]


def test_on_31_january_the_first_date_had_passed_31_days_before(client):
    dashboard = text(client, "/?as_of=2026-01-31")
    passed = part(dashboard, "Target dates passed Dates that", "All target dates")

    assert "31 Dec 2025 First project settled target date passed 31 days" in passed
    assert "never moved" in passed
    assert "ahead of Takaichi" in part(dashboard, "Latest developments", "Open disp")


def test_on_31_january_the_newest_date_given_is_ahead_of_the_visit_in_spring(client):
    page = text(client, f"{FIRST}?as_of=2026-01-31")
    newest = page.split("Who gave which date")[1].rpartition("visit to the United St")

    assert newest[1]
    assert "31 Jan 2026" in newest[2]
    assert "28 Feb 2026" not in page


def test_on_11_february_neither_move_is_known(client):
    page = text(client, f"{FIRST}?as_of=2026-02-11")

    assert "Due: 31 Dec 2025. The date never moved." in page
    assert not re.search(r"1[2-9] Feb|2\d Feb|31 Jan 2026 31 days later", page)
    assert "by 28 Feb 2026 → 28 Feb to 9 Mar 2026 Korea: implementing" in text(
        client, "/?as_of=2026-02-11"
    )


def test_on_12_february_the_end_of_january_had_been_said_and_had_passed(client):
    page = text(client, f"{FIRST}?as_of=2026-02-12")
    line = part(page, "Operative line", "Who gave which date")

    assert "Due: 28 Feb 2026. 2 slips, 59 days." in page
    assert (
        "31 Jan 2026 31 days later we know of it only from a report of" in line
    )
    assert "due soon" in page


def test_on_17_february_it_is_met(client):
    page = text(client, f"{FIRST}?as_of=2026-02-17")

    assert "Met 48 days after the original date, 11 days before the operative" in page
    assert "No operative target date has passed without an outcome." in text(
        client, "/?as_of=2026-02-17"
    )


@pytest.mark.parametrize("day", ["2026-02-11", "2026-02-12"])
def test_before_17_february_it_is_not_met(client, day):
    page = text(client, f"{FIRST}?as_of={day}")

    assert "How it ended" not in page
    assert "17 Feb" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/deadlines/",
        FIRST,
        "/pledges/",
        "/pledges/japan-550/",
        "/pledges/japan-550/amounts/",
        "/pledges/japan-550/clauses/",
        "/pledges/japan-550/updates/",
        "/pledges/japan-550/totals/",
        "/projects/",
        "/projects/portsmouth-gas-power/",
        "/parties/akazawa-ryosei/",
        "/sources/",
        "/claims/",
        "/coverage/",
        "/search/?q=japan",
    ],
)
def test_a_past_day_takes_as_many_queries_as_today(client, address):
    past = f"{address}{'&' if '?' in address else '?'}as_of=2026-11-21"

    assert queries(client, past) == queries(client, address)


@pytest.fixture(scope="module")
def pages(seeded, django_db_blocker):  # noqa: F811
    """Every kind of page as known on 12 February."""
    from django.test import Client

    with django_db_blocker.unblock(), time_machine.travel(LOADED_AT, tick=False):
        return crawl(Client(), *START, most=MOST)


def test_every_link_to_a_page_of_the_record_stays_at_the_day(pages):
    strayed = [
        (address, link)
        for address, page in pages.items()
        for link in links(without_moment(page), address)
        if not link.startswith("/static/")
        and resolve(urlsplit(link).path).view_name in names_at_moment()
        and parse_qs(urlsplit(link).query).get("as_of") != ["2026-02-12"]
    ]

    assert strayed == []


def test_the_crawl_sees_every_kind_of_page(pages):
    seen = {resolve(urlsplit(address).path).view_name for address in pages}

    assert names_at_moment() - seen <= FILES


def test_each_page_is_that_of_a_record_that_knows_no_more(client, pages):
    """The seeds up to that day, in a database of their own, give the same pages."""
    with transaction.atomic():
        _forget_everything()
        load(SEEDS, now=LOADED_AT, until=date(2026, 2, 12))
        then = crawl(client, *START, most=MOST)
        transaction.set_rollback(True)

    assert then.keys() == pages.keys()
    for address, page in pages.items():
        assert plain(page) == plain(then[address]), address


def _forget_everything():
    """Empty the tables, whose rows no statement but this one can take away."""
    from django.apps import apps
    from django.db import connection

    tables = ", ".join(
        f'"{model._meta.db_table}"'
        for app in ("projects", "deadlines")
        for model in apps.get_app_config(app).get_models()
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
