"""Who sees, submits and publishes a draft; and what becomes of one left alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.codes import DraftState
from projects.models import Draft, Update
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(desk_of, person, first_project):
    """A sound draft of an analyst."""
    desk = desk_of(person("analyst", username="ann"))
    desk.press("add", "date", p0_headline="By end of February", p1_url=URL)
    desk.press("save", **MOVE)
    return Draft.objects.get()


def path(draft):
    return f"/desk/drafts/{draft.pk}/"


def test_an_analyst_submits_and_an_editor_publishes_in_her_name(
    desk_of, person, written
):
    desk_of(written.author, path(written)).press("submit")
    desk_of(person("editor"), path(written)).press("publish")

    update = Update.objects.get(headline="By end of February")
    assert (update.author, update.published_by.groups.get().name) == (
        written.author,
        "editor",
    )
    written.refresh_from_db()
    assert (written.state, written.update) == (DraftState.PUBLISHED, update)


def test_an_analyst_cannot_publish(desk_of, written):
    desk = desk_of(written.author, path(written))
    assert 'name="publish"' not in desk.html
    desk.press("publish")

    assert not Update.objects.filter(headline="By end of February").exists()
    assert "Somebody else has to publish" in desk.html


def test_nobody_publishes_their_own_where_a_review_is_required(
    desk_of, person, written, settings
):
    settings.REQUIRE_REVIEW = True
    editor = person("editor")
    Draft.objects.update(author=editor)
    desk_of(editor, path(written)).press("publish")
    assert not Update.objects.filter(headline="By end of February").exists()

    desk_of(person("editor"), path(written)).press("publish")
    assert Update.objects.filter(headline="By end of February").exists()


def test_a_double_submit_publishes_once(desk_of, person, written):
    desk = desk_of(person("editor"), path(written))
    fields, address = dict(desk.fields), desk.path
    for _ in range(2):
        desk.client.post(address, {**fields, "publish": "1"})

    assert Update.objects.filter(headline="By end of February").count() == 1


def test_the_second_of_two_moves_sees_what_changed_and_keeps_its_words(
    desk_of, person, written
):
    editor = person("editor")
    other = desk_of(editor).press("add", "date", p0_headline="Other", p1_url=URL)
    other.press("publish", **MOVE | {"p2_words": "March 2026"})
    desk = desk_of(editor, path(written)).press("publish")

    assert "First project settled: now open, date 1 Mar 2026 – 31 Mar 2026" in desk.html
    assert desk.fields["2-words"] == ["end of February 2026"]
    assert not Update.objects.filter(headline="By end of February").exists()
    desk.press("publish")
    assert Update.objects.filter(headline="By end of February").exists()


@pytest.mark.parametrize(
    ("role", "new", "draft"),
    [
        pytest.param(None, 302, 302, id="anonymous"),
        pytest.param("viewer", 403, 403, id="viewer"),
        pytest.param("analyst", 200, 404, id="another analyst"),
        pytest.param("editor", 200, 200, id="editor"),
    ],
)
def test_strangers_write_nothing(client, person, written, role, new, draft):
    client.logout()
    if role:
        client.force_login(person(role))
    posted = {"0-headline": "Stranger", "save": "1"}

    assert client.post("/desk/new/", posted).status_code == new
    assert client.get("/desk/").status_code == new
    assert client.post(path(written), posted).status_code == draft
    if draft != 200:
        written.refresh_from_db()
        assert written.title == "By end of February"


def test_a_forged_post_is_refused(written):
    client = Client(enforce_csrf_checks=True)
    client.force_login(written.author)

    assert client.post(path(written), {"discard": "1"}).status_code == 403


@pytest.mark.parametrize("htmx", [True, False])
def test_a_session_that_ends_gives_the_form_back(desk_of, written, htmx):
    desk = desk_of(written.author, path(written), htmx=htmx)
    written.author.set_password("of ann")
    written.author.save()
    desk.client.logout()
    desk.press("save", p2_words="late and still here")
    login = desk.response.get("HX-Redirect") or desk.response.url
    desk.client.post(login, {"username": "ann", "password": "of ann"})
    desk.read(desk.client.get(path(written)))

    assert desk.fields["2-words"] == ["late and still here"]
    written.refresh_from_db()
    assert written.payload["typed"]["2-words"] == ["late and still here"]


def test_whoever_types_on_after_the_session_is_told_and_not_led_away(desk_of, written):
    desk = desk_of(written.author, path(written), htmx=True)
    desk.client.logout()
    told = desk.press("refresh", p2_words="typed on").response
    assert "HX-Redirect" not in told
    assert 'id="result"' in told.content.decode()
    assert "You are no longer signed in. Press Save" in told.content.decode()

    assert desk.press("save").response["HX-Redirect"].startswith("/login/?next=")


def test_a_kept_form_waits_for_whoever_typed_it(desk_of, person, written):
    """Another analyst signs in and out in between; neither sees the other's words."""
    desk = desk_of(written.author)
    desk.client.logout()
    desk.press("save", p0_headline="Ann's own words")
    for user, seen in (
        (person("analyst", username="ben"), ""),
        (written.author, "Ann"),
    ):
        sign_in(desk.client, user)
        page = desk.client.get("/desk/new/").content.decode()
        assert ("Ann&#x27;s own words" in page) == bool(seen)
        desk.client.post("/logout/")


def test_a_form_posted_in_somebody_elses_session_is_not_theirs(
    desk_of, person, written
):
    desk = desk_of(written.author, path(written))
    ben = person("analyst", username="ben")
    sign_in(desk.client, ben)
    desk.press("save", p2_words="typed by ann")
    assert desk.response.url == "/"
    assert not Draft.objects.filter(author=ben).exists()

    sign_in(desk.client, written.author)
    desk.read(desk.client.get(path(written)))
    assert desk.fields["2-words"] == ["typed by ann"]


@pytest.mark.parametrize("typist", ["", "1", "1:forged"])
def test_a_form_that_names_nobody_is_given_to_nobody(client, person, typist):
    client.post("/desk/new/", {"0-headline": "Whose?", "typist": typist})
    sign_in(client, person("analyst"))

    assert "Whose?" not in client.get("/desk/new/").content.decode()


def sign_in(client, user):
    user.set_password("a password")
    user.save()
    client.post("/login/", {"username": user.username, "password": "a password"})


def test_a_comment_is_kept_with_the_draft(desk_of, person, written):
    desk = desk_of(person("editor"), path(written))
    desk.fields["comment"] = ["Who said so?"]
    desk.press("comment_now")

    assert written.comments.get().text == "Who said so?"
    assert "Who said so?" in desk.html


def test_the_list_costs_the_same_for_one_draft_and_for_many(client, person, written):
    editor = person("editor")
    client.force_login(editor)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/")
        counts.append(len(queries))
        make(written, person("analyst"), editor)

    assert counts[0] == counts[1]


def make(draft, *authors):
    for author in authors:
        Draft.objects.create(
            author=author,
            state="waiting",
            title="More",
            created_at=draft.created_at,
            changed_at=draft.changed_at,
        )
