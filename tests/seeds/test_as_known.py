"""The real record on past days: what each page shows, and that it knows no more."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.urls import resolve

from tests.crawling import crawl, links, plain, without_moment
from tests.seeded import LOADED_AT, SEEDS, seeded  # noqa: F401
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
    without_cites = re.sub(r'<details class="cite".*?</details>', "", content, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without_cites))


def test_on_31_january_the_first_date_had_passed_31_days_before(client):
    page = text(client, "/?as_of=2026-01-31")

    assert "31 days" in page
    assert text(client, f"{FIRST}?as_of=2026-01-31").count("31 Dec 2025")


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

    assert names_at_moment() - seen <= {"deadline_chart", "pledge_chart_file"}


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
