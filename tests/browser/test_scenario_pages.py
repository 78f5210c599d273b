"""The calculations in a real browser: light and dark, on a desk and on a phone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/scenario/clock/", id="clock, empty"),
        pytest.param(
            "/scenario/clock/?notice=2026-02-17&window=2029-01-19", id="clock"
        ),
        pytest.param("/scenario/split/", id="split"),
        pytest.param(
            "/scenario/split/?cash=2027,4bn,0,1bn&unpaid=1bn&net_of_tax=yes&years=20",
            id="split, taxed and diverted",
        ),
        pytest.param("/scenario/split/?cash=2027+-1&early_host=40", id="refused"),
    ],
)
def test_the_page_is_accessible_keeps_to_the_policy_and_fits_a_phone(
    live_server, reader, faults, path
):
    assert faults(reader, live_server.url + path) == []


def test_what_was_typed_stands_in_the_address_without_javascript(live_server, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/scenario/split/")
    page.get_by_label("Cash to distribute").fill("2027 1bn")
    page.get_by_role("button", name="Calculate").click()

    assert "cash=2027+1bn" in page.url
    assert page.get_by_label("Cash to distribute").input_value() == "2027 1bn"
    assert page.get_by_role("img").count() == 1
    page.close()


def test_the_pages_on_clauses_are_accessible_keep_to_the_policy_and_fit_a_phone(
    real_record, reader, faults
):
    asked = (
        "clause=japan-550-tariff-penalty&on=2026-03-01&imports_general=100bn&rate=25"
    )
    paths = (
        "/clauses/japan-550-tariff-penalty/?on=2026-03-01",
        "/clauses/japan-550-funding-clock/",
        "/scenario/clock/?clause=japan-550-funding-clock&reading=not-before-us"
        "&case=japan-550-tranche-1",
        f"/scenario/penalty/?{asked}",
    )
    found = {path: faults(reader, real_record + path) for path in paths}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
