"""The desk in a real browser: by keyboard, with and without JavaScript."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from projects.models import User
from tests.browser.conftest import DESK
from tests.snapshot import fill
from tracker import roles

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLE = "https://english.dotdotnews.com/a/202602/12/AP698d44ece4b0c32d4f68a5d6.html"


@pytest.fixture
def february(live_server):
    """The record as it was known on 8 February 2026, and an editor."""
    from django.contrib.auth.models import Group

    roles.sync()
    fill(until=date(2026, 2, 8))
    editor = User.objects.create_user("editor", password="editor")
    editor.groups.set([Group.objects.get(name="editor")])
    return live_server.url


def test_the_form_is_accessible_keeps_to_the_policy_and_fits_a_phone(
    february, reader, faults
):
    sign_in(reader, february)
    reader.get_by_role("button", name="+ Quantity").click()
    reader.wait_for_url("**/desk/drafts/*/")

    assert faults(reader, reader.url) == []


def sign_in(page, site, to="/desk/new/"):
    page.goto(f"{site}/login/?next={to}")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.keyboard.press("Enter")
    page.wait_for_url(site + to)


class Keys:
    """Somebody at the keyboard; counts fields filled in and buttons pressed."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def reach(self, what):
        for _ in range(150):
            if what.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {what}")

    def fill(self, label, text):
        self.reach(self.page.get_by_label(label, exact=True).last)
        self.page.keyboard.type(text)
        self.count += 1

    def press(self, name, key="Enter"):
        self.reach(self.page.get_by_role("button", name=name, exact=True).first)
        self.page.keyboard.press(key)
        self.count += 1

    def add(self, what):
        parts = self.page.locator("fieldset.part")
        many = parts.count()
        self.press(f"+ {what}")
        expect(parts).to_have_count(many + 1)

    def tick(self, label):
        self.reach(self.page.get_by_label(label, exact=True).last)
        self.page.keyboard.press("Space")
        self.count += 1


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "no script"])
def test_a_moved_date_is_logged_by_keyboard_in_twelve_steps(
    february, new_context, script
):
    page = new_context(java_script_enabled=script, viewport=DESK).new_page()
    sign_in(page, february)
    keys = Keys(page)
    log_the_move(keys)

    assert keys.count <= 12
    expect(page.get_by_role("heading", level=1)).to_contain_text("First project")
    for path in ("/", "/pledges/japan-550/", "/deadlines/japan-550-first-project/"):
        page.goto(february + path)
        expect(page.get_by_text("28 Feb 2026").first).to_be_visible()


def log_the_move(keys):
    expect(keys.page.get_by_label("Address, or name")).to_be_focused()
    keys.fill("Address, or name", ARTICLE)
    keys.fill("Headline", "First project now by the end of February")
    keys.add("Date given")
    keys.fill("Deadline", "First project settled")
    keys.fill("Said by", "Nikkei")
    keys.fill("The date, in words", "end of January 2026")
    keys.tick("Take as operative")
    keys.add("Date given")
    keys.fill("The date, in words", "end of February 2026")
    keys.tick("Take as operative")
    keys.press("Preview")
    expect(keys.page.locator(".effects")).to_contain_text(
        "moves from 31 Dec 2025 to 28 Feb 2026, later, slip 2"
    )
    keys.press("Publish")
    keys.page.wait_for_url("**/updates/*/")


def test_what_is_typed_while_an_answer_is_under_way_stays(february, page):
    sign_in(page, february)
    page.get_by_label("Headline").fill("First")
    page.get_by_role("button", name="+ Date given").click()
    expect(page.locator("fieldset.part")).to_have_count(3)
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/desk/drafts/*/", hold_the_first)
    page.get_by_role("button", name="+ Quantity").click()
    page.wait_for_function("document.querySelector('form.desk.htmx-request')")
    page.get_by_label("Headline").click()
    page.keyboard.press("End")
    page.keyboard.type(" project")
    page.get_by_label("Take as operative").check()
    page.get_by_label("Headline").click()
    page.keyboard.type(" slips")
    held[0].continue_()
    expect(page.locator("fieldset.part")).to_have_count(4)

    page.keyboard.type("!")
    expect(page.get_by_label("Headline")).to_have_value("First project slips!")
    expect(page.get_by_label("Take as operative").first).to_be_checked()
    expect(page.get_by_label("Take as operative").last).not_to_be_checked()


def test_no_key_is_lost_while_words_are_answered(february, page):
    sign_in(page, february)
    text = "First project now by the end of February. " * 4
    with page.expect_response(lambda it: it.request.method == "POST", timeout=120_000):
        page.get_by_label("Address, or name").fill(ARTICLE)
        page.keyboard.press("Tab")
        page.get_by_label("Headline").focus()
        page.keyboard.type(text, delay=20)

    expect(page.get_by_label("Headline")).to_have_value(text)


def test_a_session_that_ends_meanwhile_takes_nobody_away_from_the_keys(february, page):
    sign_in(page, february)
    Session.objects.all().delete()
    page.get_by_label("Headline").fill("Typed on")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("You are no longer signed in")
    page.get_by_label("Headline").focus()
    page.keyboard.press("End")
    page.keyboard.type(" and on")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Headline")).to_have_value("Typed on and on")


def test_a_repeated_date_is_confirmed_by_one_click_that_nothing_overtakes(
    february, page
):
    sign_in(page, february, "/desk/new/?deadline=japan-550-first-project")
    page.get_by_label("The date, in words").fill("end of 2025")
    page.get_by_label("Headline").fill("Nikkei repeats the date")
    page.get_by_role("button", name="Log as confirmation").wait_for()
    page.get_by_label("Headline").fill("Nikkei repeats the first date")
    page.get_by_role("button", name="Log as confirmation").click()

    expect(page.get_by_text("The record has this value")).to_have_count(0)
    expect(page.get_by_label("Stance")).to_have_value("confirms")
    expect(page.get_by_label("Confirms or denies")).not_to_be_empty()
    expect(page.get_by_label("Headline")).to_have_value("Nikkei repeats the first date")


def test_choosing_a_clause_brings_its_fields_and_the_keys_stay(february, page):
    sign_in(page, february, "/desk/new/")
    page.get_by_text("More, and new to the record").click()
    page.get_by_role("button", name="+ Reading of a clause").click()
    clause = page.get_by_label("Clause", exact=True)
    clause.fill("If Japan fails to implement its commitments")
    page.keyboard.press("Tab")
    page.keyboard.type("As reported")

    expect(page.locator("[name='2-parameter_judge']")).to_be_visible()
    expect(page.get_by_label("This reading, in short")).to_have_value("As reported")
    expect(page.get_by_label("This reading, in short")).to_be_focused()


def test_a_new_source_is_gone_on_with_and_previewed_by_keys_alone(february, page):
    sign_in(page, february)
    page.keyboard.type("https://news.example/2026/02/12/first-project")
    page.keyboard.press("Tab")

    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("First project slips")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("to mend")
    expect(page.get_by_label("Publisher")).to_be_focused()
    expect(page.locator("#m-1-publisher")).to_have_text(
        "Name who published it, or add a new party below."
    )
