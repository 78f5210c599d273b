"""Charts in a real browser: a picture first, then the same that answers the pointer."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

CHARTS = "/pledges/japan-550/charts/"
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((seen) => {
  for (const entry of seen.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def page(page):
    """Drawing many charts anew takes a busy machine its time."""
    page.set_default_timeout(120_000)
    return page


def come_alive(page):
    """Scroll to each chart until it is drawn in the page."""
    for figure in page.locator("figure.chart").all():
        figure.scroll_into_view_if_needed()
        expect(figure.locator(".chart-live svg")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("width", [1280, 360])
def test_charts_come_alive_without_moving_anything(real_record, reader, width):
    reader.add_init_script(WATCH_SHIFTS)
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(real_record + CHARTS)
    reader.wait_for_load_state("networkidle")
    height = reader.evaluate("document.documentElement.scrollHeight")

    come_alive(reader)

    assert reader.evaluate("document.documentElement.scrollHeight") == height
    assert reader.evaluate("window.shifted") == 0
    assert reader.evaluate("window.refused") == []


def test_a_live_chart_says_what_the_pointer_is_on(real_record, page):
    page.goto(f"{real_record}/deadlines/japan-550-first-project/")
    come_alive(page)

    page.locator(".chart-live path[aria-roledescription=point]").first.hover()

    expect(page.locator("#vg-tooltip-element")).to_be_visible()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("2025")


def test_a_chart_follows_the_colour_scheme(real_record, page):
    page.goto(f"{real_record}{CHARTS}stages/")
    come_alive(page)
    page.emulate_media(color_scheme="dark")

    expect(page.locator("figure[data-drawn*='theme=dark']")).to_be_visible()
    dark = page.locator(".chart-live svg")
    expect(dark).to_have_css("background-color", "rgb(19, 22, 26)", timeout=60_000)


@pytest.mark.parametrize("blocked", ["**/vega.js", "**/*.json?*"])
def test_a_chart_stays_a_picture_where_the_library_cannot_be_had(
    real_record, page, blocked
):
    page.route(blocked, lambda route: route.abort())
    page.goto(f"{real_record}{CHARTS}stages/")
    page.wait_for_load_state("networkidle")

    picture = page.locator("figure.chart img")
    assert picture.evaluate("image => image.naturalWidth") > 200
    assert page.locator(".chart-live").count() == 0


def test_a_chart_is_complete_without_javascript(real_record, browser):
    page = browser.new_page(
        java_script_enabled=False, viewport={"width": 360, "height": 780}
    )
    page.goto(f"{real_record}{CHARTS}stages/")

    assert page.locator("figure.chart img").get_attribute("alt")
    page.locator("summary", has_text="The chart as a table").click()
    expect(page.get_by_role("cell", name="candidate").first).to_be_visible()
    page.close()
