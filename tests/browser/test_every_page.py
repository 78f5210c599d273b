"""Every public page in a real browser, from one load of the real record."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve

from tests.browser.conftest import DESK, PHONE, WATCH_POLICY
from tests.crawling import FILES
from tracker.moment import names_at_moment

PATHS = (
    "/",
    "/?as_of=2026-02-12&recorded=2026-11-22",
    "/?as_of=nonsense",
    "/agreements/",
    "/agreements/us-japan-mou-2025/",
    "/changes/?from=2026-02-11",
    "/charts/",
    "/claims/",
    "/clauses/japan-550-funding-clock/",
    "/clauses/japan-550-tariff-penalty/?on=2026-03-01",
    "/corrections/",
    "/coverage/",
    "/deadlines/",
    "/deadlines/japan-550-first-project/",
    "/login/",
    "/methodology/",
    "/parties/japan/",
    "/pledges/",
    "/pledges/japan-550/",
    "/pledges/japan-550/amounts/",
    "/pledges/japan-550/brief/",
    "/pledges/japan-550/charts/",
    "/pledges/japan-550/charts/stages/",
    "/pledges/japan-550/charts/amounts.html",
    "/pledges/japan-550/clauses/?on=2026-03-01",
    "/pledges/japan-550/totals/",
    "/pledges/japan-550/updates/",
    "/pledges/korea-350/",
    "/projects/",
    "/projects/portsmouth-gas-power/",
    "/projects/texas-gulflink/",
    "/report/?about=/claims/",
    "/scenario/clock/",
    "/scenario/clock/?notice=2026-02-17&window=2029-01-19",
    "/scenario/clock/?clause=japan-550-funding-clock&reading=not-before-us"
    "&case=japan-550-tranche-1",
    "/scenario/penalty/?clause=japan-550-tariff-penalty&on=2026-03-01"
    "&imports_general=100bn&rate=25",
    "/scenario/split/",
    "/scenario/split/?cash=2027,4bn,0,1bn&unpaid=1bn&net_of_tax=yes&years=20",
    "/scenario/split/?cash=2027+-1&early_host=40",
    "/search/",
    "/search/?q=tariff",
    "/search/?q=高市&kind=claim",
    "/search/?q=unobtainium",
    "/slips/",
    "/sources/",
    "/sources/commentary-undated-2026-02/",
)
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((seen) => {
  for (const entry of seen.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LEAST_SEEN = 0.001
"""Share of the screen moved, times how far: below it, less than a pixel of a line."""
UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def an_update(real_record):
    """The address of an update with an excerpt in another language."""
    from projects.models import Update

    translated = Update.objects.filter(claims__citations__translation__gt="")
    return f"/updates/{translated.order_by('pk').first().public_id}/"


def test_no_page_of_the_record_is_left_out():
    seen = {resolve(urlsplit(path).path).view_name for path in PATHS}

    assert names_at_moment() - FILES - seen == {"update"}


@pytest.mark.django_db(transaction=True)
def test_each_page_is_accessible_keeps_to_the_policy_fits_and_does_not_jump(
    real_record, an_update, page
):
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH_POLICY + WATCH_SHIFTS)
    found = {}
    for path in (*PATHS, an_update):
        wrong = [
            *_faults(page, real_record + path, DESK, ("light", "dark")),
            *_faults(page, real_record + path, PHONE, ("dark", "light")),
        ]
        if wrong:
            found[path] = wrong

    assert found == {}


def _faults(page, address, size, schemes):
    """Accessible in the first scheme; in both within the policy and the screen."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=schemes[0])
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    if (shifted := page.evaluate("window.shifted")) > LEAST_SEEN:
        found.append(f"jumps by {shifted:.3f}")
    page.emulate_media(color_scheme=schemes[1])
    page.evaluate(UNFOLD)
    if page.evaluate(SIDEWAYS):
        found.append(f"scrolls sideways at {size['width']} px")
    return found + page.evaluate("window.refused")
