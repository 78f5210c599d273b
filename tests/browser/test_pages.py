"""The main pages in a real browser: light and dark, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="dashboard"),
        pytest.param("/deadlines/", id="deadlines"),
        pytest.param("/deadlines/japan-550-first-project/", id="deadline"),
        pytest.param("/projects/portsmouth-gas-power/", id="project"),
    ],
)
def test_a_page_is_accessible_keeps_to_the_policy_and_fits_a_phone(
    real_record, reader, faults, path
):
    assert faults(reader, real_record + path) == []


@pytest.mark.parametrize(("width", "drawn"), [(1280, "wide"), (360, "narrow")])
def test_the_chart_is_drawn_to_fit(real_record, page, width, drawn):
    page.set_viewport_size({"width": width, "height": 780})
    page.goto(f"{real_record}/deadlines/japan-550-first-project/")
    chart = page.locator(".chart img")

    expect(chart).to_have_js_property("complete", True)
    assert f"size={drawn}" in chart.evaluate("image => image.currentSrc")
    assert chart.evaluate("image => image.naturalWidth") > 200


def test_the_list_of_deadlines_changes_in_place_and_keeps_its_address(
    real_record, page
):
    page.goto(f"{real_record}/deadlines/")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="met", exact=False).first.click()
    page.wait_for_url("**/deadlines/?show=met")

    assert page.get_by_role("link", name="First project settled").is_visible()
    assert page.evaluate("window.same")
