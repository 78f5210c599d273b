"""The calculations in a real browser, without JavaScript."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_typed_stands_in_the_address_without_javascript(live_server, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/scenario/split/")
    page.get_by_label("Cash to distribute").fill("2027 1bn")
    page.get_by_role("button", name="Calculate").click()

    assert "cash=2027+1bn" in page.url
    assert page.get_by_label("Cash to distribute").input_value() == "2027 1bn"
    assert page.get_by_role("img").count() == 1
    page.close()
