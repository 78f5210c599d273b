"""The form of the desk: what is typed becomes an entry, and nothing is lost."""

import re

import pytest

from deadlines.models import DateClaim
from projects.models import Draft, Update
from tracker.desk.parts import WHY

pytestmark = pytest.mark.django_db
URL = "https://nikkei.example/a"
MOVE = {
    "p2_deadline": "first project settled",
    "p2_by": "nikkei",
    "p2_words": "end of February 2026",
    "p2_accept": "on",
}


@pytest.fixture
def desk(desk_of, person, first_project):
    """An editor's form with a date claim begun, as the first button leaves it."""
    return desk_of(person("editor")).press(
        "add", "date", p0_headline="First project by end of February", p1_url=URL
    )


def test_an_empty_form_makes_no_draft(desk_of, person):
    desk_of(person("analyst"))

    assert not Draft.objects.exists()


def test_the_preview_says_what_publishing_then_does(desk):
    desk.press("preview", **MOVE)

    assert desk.effects[0].startswith(
        "First project settled: operative date moves from 31 Jan 2026 to 28 Feb 2026, "
        "later, slip 1, +28 days."
    )
    desk.press("publish")
    assert str(Update.objects.get(draft=Draft.objects.get()).public_id) in (
        desk.response.url
    )
    claim = DateClaim.objects.get(words="end of February 2026")
    assert str(claim.latest_on) == "2026-02-28"
    assert str(claim.update.known_on) == "2026-02-12"
    assert claim.citations.get().source.slug == "nikkei-2026-02-12"


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no script"])
def test_the_same_is_published_with_and_without_javascript(
    desk_of, person, first_project, htmx
):
    desk = desk_of(person("editor"), htmx=htmx)
    desk.press("add", "date", p0_headline="By end of February", p1_url=URL)
    desk.press("preview", **MOVE)
    told = desk.effects
    desk.press("publish")

    update = Update.objects.get(headline="By end of February")
    claim = DateClaim.objects.get(update=update)
    assert told[-1] == "1 claim is recorded, 1 accepted as operative."
    assert (claim.words, str(claim.latest_on)) == ("end of February 2026", "2026-02-28")
    assert (desk.response.get("HX-Redirect") or desk.response.url).endswith(
        f"/updates/{update.public_id}/"
    )


def test_a_new_claim_takes_over_who_said_it_and_of_what(desk):
    desk.press("add", "date", **MOVE, p2_said_on="2026-02-11")

    assert desk.fields["3-by"] == ["nikkei"]
    assert desk.fields["3-deadline"] == ["first project settled"]
    assert desk.fields["3-said_on"] == ["2026-02-11"]
    assert desk.fields["3-words"] == [""]


def test_nothing_typed_is_lost_also_where_it_makes_no_sense(desk):
    typed = {"p2_words": "soonish <b>", "p2_by": "Nobody known", "p0_known_on": "today"}
    for button in ("refresh", "save", "add", "preview", "publish"):
        desk.press(button, "fact", **typed)

    kept = Draft.objects.get().payload["typed"]
    assert kept["2-words"] == ["soonish <b>"]
    assert kept["2-by"] == ["Nobody known"]
    assert kept["0-known_on"] == ["today"]
    assert desk.fields["2-words"] == ["soonish <b>"]


@pytest.mark.parametrize(
    "button", ["add", "remove", "refresh", "save", "preview", "publish", "submit"]
)
def test_a_swapped_form_equals_a_fresh_load(desk_of, person, first_project, button):
    user = person("editor")
    desk_of(user).press("add", "date", p1_url=URL)
    path = f"/desk/drafts/{Draft.objects.get().pk}/"
    argument = {"add": "statement", "remove": "2"}.get(button, "1")
    swapped = desk_of(user, path, htmx=True).press(
        button, argument, p2_words="spring 2026", p2_by="Nkkei"
    )
    fresh = desk_of(user, path)

    assert form(swapped.html) == form(fresh.html)
    assert "<html" not in swapped.html


def form(html):
    found = re.search(r'<div id="entry".*?</form>', html, re.S)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", found[0])


def test_an_unknown_name_is_told_with_what_may_be_meant(desk):
    desk.press("refresh", p2_by="Nikei")

    assert desk.said("2-by") == "No party is called “Nikei”. Did you mean “Nikkei”?"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://nikkei.example/new", "New to the record: fill in what it is."),
        ("javascript:alert(1)", "An address begins with http:// or https://."),
    ],
)
def test_the_address_of_a_new_source_is_one_of_the_web(desk, url, said):
    desk.press("refresh", p1_url=url, p1_title="Something read")

    assert desk.said("1-url") == said


def test_the_form_sent_twice_makes_one_draft(desk_of, person, first_project):
    desk = desk_of(person("analyst"))
    for _ in range(2):
        desk.path = "/desk/new/"
        desk.press("save", p0_headline="One")

    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-11",
        "11 Feb 2026",
        "11 february 2026",
        "Feb. 11, 2026",
        "February 11 2026",
        "2026年2月11日",
        "2026년 2월 11일",
    ],
)
def test_a_day_is_read_however_its_month_is_written(desk, text):
    desk.press("publish", **MOVE, p2_said_on=text)

    assert str(DateClaim.objects.get(words=MOVE["p2_words"]).said_on) == "2026-02-11"


@pytest.mark.parametrize(
    "text",
    ["11/02/2026", "11 Ju 2026", "30 Feb 2026", "11 Feb", "11 Marz 2026", "0年0月0日"],
)
def test_a_day_that_may_be_another_is_refused(desk, text):
    desk.press("preview", **MOVE, p2_said_on=text)

    assert desk.said("2-said_on") == "Write a day as 2026-02-17, or leave it out."
    assert desk.fields["2-said_on"] == [text]


def test_a_part_added_among_problems_is_where_to_go_on(desk):
    desk.press("preview", p2_words="")
    assert focused(desk) == "2-deadline"

    desk.press("add", "quantity")
    assert focused(desk) == "3-of"
    desk.press("preview", **MOVE)
    assert focused(desk) == "3-of"
    assert desk.said("3-of").startswith("Name what the amount is of")


def focused(desk):
    return re.search(r'name="([^"]+)"[^>]*autofocus', desk.html)[1]


@pytest.mark.parametrize("kind", ["outcome", "statement", "finding"])
def test_that_its_word_counts_is_for_the_editor_to_say(desk, kind):
    desk.press("add", kind, **MOVE)
    desk.press("preview", p3_accept="on")

    assert desk.fields["3-accept_reason"] == [""]
    assert "Say in a sentence why this one counts." in desk.said("3-accept_reason")


def test_a_date_begins_with_a_reason_that_names_no_speaker(desk):
    desk.press("preview", **MOVE)

    assert desk.fields["2-accept_reason"] == ["The latest date given."]
    assert desk.said("2-accept_reason") == ""


def test_no_prefilled_reason_says_who_decides_or_what_the_source_is():
    checked = ("decide", "carry", "word", "its own", "instrument", "origin")

    assert [why for why in WHY.values() if any(each in why for each in checked)] == []


def test_an_amount_that_is_missing_is_told_once(desk):
    desk.press("add", "quantity")
    desk.press("preview", **MOVE)

    assert "e.g. US$33.3bn" in desk.said("3-printed")
    assert desk.said("3-unit") == ""


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ({"p1_publisher": "Kyodo", "p2_by": "Nikkei"}, "outlet"),
        ({"p1_publisher": "Nikkei", "p2_by": "Kyodo"}, "person"),
    ],
)
def test_a_publisher_that_is_new_begins_as_an_outlet(desk, typed, kind):
    new = {"p1_url": "https://kyodo.example/1", "p1_title": "It slips"}
    desk.press("add", "party", **new, **typed)

    assert (desk.fields["3-name"], desk.fields["3-kind"]) == (["Kyodo"], [kind])


@pytest.mark.parametrize("asked", ["", "?deadline=first-project"])
def test_a_form_begins_at_the_address_of_what_was_read(
    desk_of, person, first_project, asked
):
    assert focused(desk_of(person("editor"), f"/desk/new/{asked}")) == "1-url"
