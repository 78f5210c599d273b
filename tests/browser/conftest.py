"""A page of a real Chromium that keeps count of what the strict policy refused."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.snapshot import fill

# A busy machine is slow, not wrong: what holds is still seen at once.
expect.set_options(timeout=30_000)

WATCH_POLICY = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(event.effectiveDirective + " " + event.blockedURI));
"""
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def real_record(live_server):
    """The seeds behind a server, at its address."""
    fill()
    return live_server.url


@pytest.fixture(params=["light", "dark"])
def reader(request, page):
    """The page in one colour scheme, with its eye on the policy."""
    page.add_init_script(WATCH_POLICY)
    page.emulate_media(color_scheme=request.param)
    return page


@pytest.fixture
def faults():
    """What is wrong with an address: accessibility, refusals, sideways scroll."""

    def of(page, address):
        found = []
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.goto(address)
            page.wait_for_load_state("networkidle")
            found += [rule["id"] for rule in Axe().run(page).response["violations"]]
            found += page.evaluate("window.refused")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"scrolls sideways at {size['width']} px")
        return found

    return of
