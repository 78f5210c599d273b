"""The pages of the record in a real browser: lists that swap, links to citations."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


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
