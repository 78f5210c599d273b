"""The main pages in a real browser: charts that fit, lists that change in place."""

from operator import methodcaller

import pytest
import time_machine
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.seeded import LOADED_AT

pytestmark = pytest.mark.django_db(transaction=True)
BOX = methodcaller("bounding_box")


@time_machine.travel(LOADED_AT)
def test_the_first_screen_of_the_dashboard_has_the_whole_answer(real_record, page):
    """How fresh, late, moved, due next: each to the end of its evidence."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(real_record)
        answers = page.locator(".answer > div")

        expect(answers).to_have_count(4)
        ends = [box["y"] + box["height"] for box in map(BOX, answers.all())]
        assert max(ends) <= size["height"]


@time_machine.travel(LOADED_AT)
def test_the_page_of_a_pledge_answers_first_and_can_be_read_through(real_record, page):
    """The answer on the first screen of a desk; the whole in five screens of one."""
    for size, longest in ((DESK, 4_600), (PHONE, 8_200)):
        page.set_viewport_size(size)
        page.goto(f"{real_record}/pledges/japan-550/")

        ends = [sum(box[each] for each in ("y", "height")) for box in _answers(page)]
        assert len(ends) == 6
        assert max(ends) <= (size["height"] if size == DESK else 2 * size["height"])
        assert page.evaluate("document.documentElement.scrollHeight") <= longest


def _answers(page):
    return map(BOX, page.locator(".answer > div").all())


def test_the_contents_of_a_pledge_stay_in_reach(real_record, page):
    page.set_viewport_size(PHONE)
    page.goto(f"{real_record}/pledges/japan-550/#answers")

    heading, contents = BOX(page.locator("#answers")), BOX(page.locator(".contents"))
    assert contents["y"] == 0
    assert contents["height"] <= heading["y"] < PHONE["height"]


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


def test_the_slider_waits_for_enter_while_keys_move_it(real_record, page):
    page.goto(f"{real_record}/slips/?as_of=2026-02-12")
    page.locator(".moment summary").press("Enter")
    slider = page.get_by_role("slider")

    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2026-02-14")
    assert page.url.endswith("as_of=2026-02-12")

    slider.press("Enter")
    page.wait_for_url("**as_of=2026-02-14*")
