"""The search in a real browser: from the header, without JavaScript, on a phone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_searches_from_the_header_without_javascript(real_record, browser):
    page = browser.new_page(
        java_script_enabled=False, viewport={"width": 360, "height": 780}
    )
    page.goto(real_record)
    page.get_by_role("searchbox").fill("赤沢")
    page.get_by_role("button", name="Search").click()

    assert page.locator("mark").first.inner_text() == "赤沢"
    page.get_by_role("link", name="Akazawa Ryosei").first.click()
    assert "/parties/akazawa-ryosei/" in page.url
    page.close()
