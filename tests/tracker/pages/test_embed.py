"""A chart in a frame of somebody else's page, and the code that puts it there."""

from datetime import date
from html import unescape

import pytest

from tests.factories import PledgeFactory
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
PAGE = "/pledges/japan/charts/slips/"
EMBED = "/pledges/japan/charts/slips.html"


@pytest.fixture(autouse=True)
def slipped():
    pledge = PledgeFactory(slug="japan")
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

    assert f'<iframe src="https://site.example{EMBED}" title="1 of 1 deadline' in page
    assert "keeps up with the record" in page


def test_the_code_of_a_past_page_shows_that_day(client, settings):
    settings.SITE_URL = "https://site.example"
    page = unescape(unescape(client.get(f"{PAGE}?as_of=2026-03-01").text))
    framed = client.get(f"{EMBED}?as_of=2026-03-01").text

    assert f"https://site.example{EMBED}?as_of=2026-03-01" in page
    assert "as known on 1 Mar 2026 and no later" in page
    assert '<time datetime="2026-03-01">1 Mar 2026</time>' in framed
    assert "as_of=2026-03-01&amp;theme=light" in framed


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
