"""A chart in a frame of somebody else's page, and the code that puts it there."""

import re
from datetime import date
from html import unescape

import pytest

from deadlines.models import Deadline
from projects.drawing import size_of
from tests.factories import PledgeFactory, ProjectFactory
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
PAGE = "/pledges/japan/charts/slips/"
EMBED = "/pledges/japan/charts/slips.html"


@pytest.fixture(autouse=True)
def slipped():
    pledge = PledgeFactory(slug="japan", name="Japan: US$550bn")
    return given(date(2025, 12, 31), date(2026, 2, 28), pledge=pledge, title="First")


def test_any_site_may_frame_an_embedded_chart_and_no_other_page(client):
    framed, page = client.get(EMBED), client.get(PAGE)

    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_it_has_the_title_the_drawing_the_table_and_its_sources(client, slipped):
    page = client.get(EMBED).text

    assert "<h1>1 of 1 deadline slipped, 59 days in all" in page
    assert '<base target="_blank">' in page
    assert "slips.svg?theme=light&amp;size=wide" in page
    assert '<th scope="col">Evidence</th>' in page
    assert '<nav class="site-nav"' not in page


def test_the_code_names_the_site_and_leads_to_the_embedded_chart(client, settings):
    settings.SITE_URL = "https://site.example"
    page = unescape(unescape(client.get(PAGE).text))

    title = "Japan: US$550bn. 1 of 1 deadline"
    assert f'<iframe src="https://site.example{EMBED}" title="{title}' in page
    assert "keeps up with the record" in page


def test_the_code_of_a_past_page_shows_that_day(client, settings):
    settings.SITE_URL = "https://site.example"
    page = unescape(unescape(client.get(f"{PAGE}?as_of=2026-03-01").text))
    framed = client.get(f"{EMBED}?as_of=2026-03-01").text

    assert f"https://site.example{EMBED}?as_of=2026-03-01" in page
    assert "as known on 1 Mar 2026 and no later" in page
    assert '<time datetime="2026-03-01">1 Mar 2026</time>' in framed
    assert "as_of=2026-03-01&amp;theme=light" in framed


def test_a_framed_chart_says_what_it_is_about_and_leads_to_its_page(client):
    page = client.get(f"{EMBED}?as_of=2026-03-01").text

    there = f"{PAGE}?as_of=2026-03-01"
    assert f'<p class="kicker"><a href="{there}">Japan: US$550bn</a>' in page
    assert f'<a href="{there}">This chart on Pledgebook</a>' in page
    assert "<title>Japan: US$550bn. 1 of 1 deadline slipped" in page


@pytest.mark.parametrize(
    ("address", "subject", "page"),
    [
        ("/slips/quarters", "All deadlines", "/slips/#map"),
        ("/slips/quarters?pledge=japan", "Japan: US$550bn", "/slips/?pledge=japan#map"),
        ("/deadlines/first/chart", "First, Japan: US$550bn", "/deadlines/first/#chart"),
        (
            "/projects/plant/charts/stages",
            "Plant, Japan: US$550bn",
            "/projects/plant/#chart-stages",
        ),
        (
            "/scenario/split/chart",
            "A calculation on typed figures",
            "/scenario/split/?",
        ),
    ],
)
def test_each_chart_names_its_own_subject(client, slipped, address, subject, page):
    Deadline.objects.filter(pk=slipped.pk).update(slug="first")
    ProjectFactory(slug="plant", name="Plant", pledge=slipped.pledge)
    path, _, query = address.partition("?")

    framed = client.get(f"{path}.html?{query}").text

    assert f'<p class="kicker"><a href="{page}">{subject}</a></p>' in framed


def test_a_pledge_that_nobody_knows_is_not_called_all(client):
    framed = client.get("/slips/quarters.html?pledge=nobody").text

    assert "kicker" not in framed
    assert "All deadlines" not in framed


def test_a_picture_that_stands_alone_says_what_of_as_of_when_and_whose(
    client, settings
):
    settings.SITE_URL = "https://site.example"
    alone = client.get("/pledges/japan/charts/slips.svg?as_of=2026-03-01").text
    picture = client.get("/pledges/japan/charts/slips.png?as_of=2026-03-01").content

    assert "<title>Japan: US$550bn. 1 of 1 deadline slipped" in alone
    assert ">Japan: US$550bn</text>" in alone
    assert "Pledgebook, as known on 1 Mar 2026, https://site.example</text>" in alone
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == tuple(2 * side for side in size_of(alone))


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_drawing_on_its_page_repeats_neither_subject_nor_title(client, size):
    drawn = client.get(f"/pledges/japan/charts/slips.svg?theme=light&size={size}").text
    spec = client.get(f"/pledges/japan/charts/slips.json?size={size}").json()

    assert ">Japan: US$550bn</text>" not in drawn
    assert "as known on" not in drawn
    assert spec["description"].startswith("Japan: US$550bn. 1 of 1 deadline slipped")


def test_a_site_that_asks_to_sign_in_offers_no_code(
    client, settings, django_user_model
):
    settings.PUBLIC_READ = False
    client.force_login(django_user_model.objects.create_user("reader"))

    page = client.get(PAGE).text

    assert "Take it along" in page
    assert "iframe" not in page


def test_a_title_with_markup_stays_text(client, slipped):
    slipped.title = '<b>"x"</b>'
    slipped.save()

    page = client.get(EMBED).text

    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_the_frame_has_room_for_the_narrow_drawing_as_large_as_it_may_stand(client):
    page = client.get(PAGE)
    figure = page.context["figure"]
    narrow = figure.pictures()["light_narrow"]
    (given_height,) = re.findall(
        r'height="(\d+)" loading', unescape(unescape(page.text))
    )

    assert int(given_height) >= narrow.height * 416 / narrow.width + 380
