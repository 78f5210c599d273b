"""The pages of the record in a real browser: light and dark, desk and phone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


PAGES = (
    "/pledges/",
    "/pledges/japan-550/",
    "/pledges/korea-350/",
    "/pledges/japan-550/totals/",
    "/pledges/japan-550/brief/",
    "/agreements/",
    "/agreements/us-japan-mou-2025/",
    "/projects/",
    "/projects/texas-gulflink/",
    "/claims/",
    "/sources/",
    "/sources/commentary-undated-2026-02/",
    "/parties/japan/",
    "/report/?about=/claims/",
    "/methodology/",
    "/coverage/",
    "/login/",
)


@pytest.fixture
def an_update(real_record):
    """The address of an update with an excerpt in another language."""
    from projects.models import Update

    translated = Update.objects.filter(claims__citations__translation__gt="")
    return f"/updates/{translated.order_by('pk').first().public_id}/"


def test_each_page_is_accessible_keeps_to_the_policy_and_fits_a_phone(
    real_record, an_update, reader, faults
):
    found = {path: faults(reader, real_record + path) for path in (*PAGES, an_update)}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_choosing_a_stage_swaps_the_list_and_keeps_its_address(real_record, page):
    page.goto(f"{real_record}/projects/")
    page.evaluate("window.same = true")

    page.locator("select[name=stage]").select_option("idea")
    page.wait_for_url("**/projects/?*stage=idea*")

    assert page.locator("#projects tbody tr").count() == 2
    assert page.evaluate("window.same")
    swapped = page.locator("#projects").inner_html()
    page.reload()
    assert page.locator("#projects").inner_html().split() == swapped.split()


def test_a_value_leads_to_its_citation(real_record, page):
    page.goto(f"{real_record}/projects/texas-gulflink/")

    page.locator(".evidence a[href*='#citation-']").first.click()
    page.wait_for_url("**/updates/**")

    assert page.locator(".citation:target").count() == 1
