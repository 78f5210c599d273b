"""Our correction: the form with a copy, a reason, its effects, and who may do it."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from deadlines.models import DateClaim, DeadlinePeriod, Delivery
from projects.codes import UpdateKind
from projects.models import Draft, Update
from tests.factories import (
    LONG_AGO,
    DateClaimFactory,
    ProjectFactory,
    StageClaimFactory,
    UpdateFactory,
    WatchFactory,
)
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db
WHY = "The article says March."
RIGHT = {"p0_why": WHY, "p2_edtf": "2026-03-31", "p2_words": "end of March 2026"}


@pytest.fixture
def misread(desk_of, person, first_project):
    """Published: first project by 28 February, where the article said March."""
    desk = desk_of(person("editor", username="ed"))
    desk.press("add", "date", p0_headline="First project slips", p1_url=URL)
    desk.press("publish", **MOVE)
    return Update.objects.get(headline="First project slips")


def path(update):
    return f"/desk/correct/{update.public_id}/ours/"


def corrections():
    return Update.objects.filter(kind=UpdateKind.OUR_CORRECTION)


def test_the_form_begins_with_what_was_published(desk_of, person, misread):
    desk = desk_of(person("analyst"), path(misread))

    assert desk.fields["0-headline"] == ["First project slips"]
    assert desk.fields["1-url"] == [URL]
    assert desk.fields["2-by"] == ["Nikkei"]
    assert desk.fields["2-words"] == ["end of February 2026"]
    assert desk.fields["2-accept"] == ["on"]
    assert not {"0-known_on", "0-known", "0-zone", "0-kind"} & desk.fields.keys()
    assert Draft.objects.count() == 1  # the one that was published


def test_a_correction_reads_as_if_the_error_had_never_been_made(
    desk_of, person, misread
):
    desk = desk_of(person("editor"), path(misread)).press("preview", **RIGHT)
    assert desk.effects[0] == (
        "First project settled: operative date reads 31 Mar 2026 instead of "
        "28 Feb 2026; a correction is no slip."
    )
    desk.press("publish")

    correction = corrections().get()
    misread.refresh_from_db()
    assert (correction.corrects, correction.known_on) == (misread, misread.known_on)
    assert (misread.status, misread.retracted_why) == ("retracted", WHY)
    period = DeadlinePeriod.objects.current().get()
    assert (period.due_to, period.slips) == (date(2026, 3, 31), 1)


def test_a_correction_says_what_was_wrong(desk_of, person, misread):
    desk = desk_of(person("editor"), path(misread)).press(
        "publish", **RIGHT | {"p0_why": ""}
    )

    assert "Say what was wrong." in desk.said("0-why")
    assert desk.fields["2-words"] == ["end of March 2026"]
    assert not corrections().exists()


def test_correcting_the_words_corrects_the_day(desk_of, person, misread):
    words = {"p0_why": WHY, "p2_words": "end of March 2026"}
    desk_of(person("editor"), path(misread)).press("publish", **words)

    right = DateClaim.objects.get(update=corrections().get())
    assert (right.words, right.latest_on) == (words["p2_words"], date(2026, 3, 31))


def test_the_corrected_claim_stays_as_it_was(desk_of, person, misread):
    desk_of(person("editor"), path(misread)).press("publish", **RIGHT)

    old = DateClaim.objects.get(update=misread)
    assert (old.words, old.latest_on) == ("end of February 2026", date(2026, 2, 28))


def test_an_analyst_drafts_a_correction_and_an_editor_publishes_it(
    desk_of, person, misread
):
    analyst = person("analyst")
    desk = desk_of(analyst, path(misread)).press("publish", **RIGHT)
    assert not corrections().exists()
    desk.press("submit")
    draft = Draft.objects.get(author=analyst)

    desk_of(person("editor"), f"/desk/drafts/{draft.pk}/").press("publish")
    assert (corrections().get().author, corrections().get().corrects) == (
        analyst,
        misread,
    )


def test_a_correction_bears_on_the_date_that_it_drops(
    desk_of, person, misread, first_project
):
    analyst = person("analyst")
    desk_of(analyst, path(misread)).press("remove", "2", p0_why=WHY)

    bearings = Draft.objects.get(author=analyst).bears_on_deadlines
    assert [bearing.deadline for bearing in bearings.all()] == [first_project]


def test_nobody_publishes_their_own_correction_where_a_review_is_required(
    desk_of, person, misread, settings
):
    settings.REQUIRE_REVIEW = True
    desk = desk_of(person("editor"), path(misread)).press("publish", **RIGHT)

    assert "Somebody else has to publish" in desk.html
    assert not corrections().exists()


def test_the_second_of_two_corrections_is_refused_and_keeps_its_words(
    desk_of, person, misread
):
    second = desk_of(person("analyst"), path(misread)).press("save", **RIGHT)
    desk_of(person("editor"), path(misread)).press("publish", **RIGHT)
    desk = desk_of(person("editor"), second.path).press("publish", p0_headline="Mine")

    assert "was corrected or retracted meanwhile" in desk.html
    assert desk.fields["0-headline"] == ["Mine"]
    assert corrections().count() == 1


def test_what_later_updates_rest_on_is_named_and_not_corrected(
    desk_of, person, misread
):
    claim = DateClaim.objects.get(update=misread)
    later = UpdateFactory(headline="Denied since", known_on=date(2026, 2, 20))
    DateClaimFactory(
        deadline=claim.deadline, update=later, stance="denies", responds_to=claim
    )
    desk = desk_of(person("editor"), path(misread)).press("publish", **RIGHT)

    assert "Denied since" in desk.html
    assert not corrections().exists()


def test_what_the_update_brought_in_is_taken_over(desk_of, person, first_project):
    update = first_project.brought_in_by
    desk = desk_of(person("editor"), path(update))
    assert "deadline “First project settled”" in desk.html
    desk.press("publish", p0_why="Another headline.", p1_url=URL)

    first_project.refresh_from_db()
    assert first_project.brought_in_by == corrections().get()


def test_a_correction_that_drops_the_date_gives_back_the_one_before(
    desk_of, person, misread
):
    desk = desk_of(person("editor"), path(misread)).press("remove", "2", p0_why=WHY)
    desk.press("preview")
    assert "reads 31 Jan 2026 instead of 28 Feb 2026" in desk.effects[0]
    assert "slips read 0 instead of 1" in desk.effects[1]


def test_a_correction_is_begun_once_by_one_analyst(desk_of, person, misread):
    analyst = person("analyst")
    first = desk_of(analyst, path(misread)).press("save", p0_why=WHY)
    again = desk_of(analyst).client.get(path(misread))

    assert again.url == first.path
    assert Draft.objects.filter(author=analyst).count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 302), ("viewer", 403), ("analyst", 200), ("editor", 200)],
)
@pytest.mark.parametrize("where", ["", "ours/"])
def test_strangers_correct_nothing(client, person, misread, role, status, where):
    client.logout()
    if role:
        client.force_login(person(role))
    before = Draft.objects.count()
    address = f"/desk/correct/{misread.public_id}/{where}"

    assert client.get(address).status_code == status
    if status != 200:
        assert client.post(path(misread), {"save": "1"}).status_code == status
        assert Draft.objects.count() == before


def test_what_was_retracted_cannot_be_corrected(client, person, misread):
    client.force_login(person("editor"))
    Update.objects.filter(pk=misread.pk).update(
        status="retracted",
        retracted_at=misread.recorded_at,
        retracted_by=misread.author,
        retracted_why="Misread.",
    )

    assert client.get(path(misread)).status_code == 404
    assert client.get(f"/desk/correct/{misread.public_id}/").status_code == 404


def test_a_swapped_correction_equals_a_fresh_one(desk_of, person, misread):
    editor = person("editor")
    swapped = desk_of(editor, path(misread), htmx=True).press("save", **RIGHT)
    fresh = desk_of(editor, swapped.path)

    token = {"csrfmiddlewaretoken": [""]}
    assert swapped.fields | token == fresh.fields | token


def test_the_page_of_an_update_leads_to_its_correction(client, person, misread):
    address, link = f"/updates/{misread.public_id}/", "Correct this update"
    client.force_login(person("analyst"))
    assert link in client.get(address).content.decode()

    client.force_login(person("viewer"))
    assert link not in client.get(address).content.decode()


@pytest.mark.parametrize("date_too", [True, False])
def test_whoever_was_mailed_of_the_error_hears_of_it_once(
    desk_of, person, first_project, date_too
):
    told = WatchFactory(created_at=LONG_AGO).recipient
    with time_machine.travel(datetime(2026, 2, 13, tzinfo=UTC)):
        desk = desk_of(person("editor")).press("add", "date", p1_url=URL)
        desk.press("publish", **MOVE, p0_headline="First project slips")
        Delivery.objects.update(state="sent")
        assert Delivery.objects.get().recipient == told
        typed = RIGHT if date_too else {"p0_why": WHY, "p0_headline": "Better said"}
        misread = Update.objects.get(headline="First project slips")
        desk = desk_of(person("editor"), path(misread)).press("preview", **typed)
        told_so = "1 watcher was mailed of it and gets a correction mail."
        assert told_so in desk.effects
        assert Delivery.objects.count() == 1
        desk.press("publish")

    kinds = Delivery.objects.filter(recipient=told).values_list(
        "alert__kind", flat=True
    )
    assert sorted(kinds) == ["corrected", "moved"]


def test_a_copy_opens_with_what_is_rarely_needed_closed_and_counted(
    desk_of, person, misread
):
    more = {"p2_as": "Editor", "p2_locator": "paragraph 2"}
    desk = desk_of(person("editor"), path(misread)).press("save", **more)

    assert "More<span" in desk.html
    assert ", 3 filled in" in desk.html  # with the reason why the words read so
    assert '<details class="more" open>' not in desk.html
    assert desk.fields["2-locator"] == ["paragraph 2"]


def test_whose_error_it_is_is_asked_of_each_claim_by_what_it_is_about(as_role, misread):
    about = ProjectFactory(name="Gas power"), ProjectFactory(name="Gulflink")
    update = UpdateFactory()
    for project in about:
        StageClaimFactory(update=update, stage="selected", of=[project])
    html = as_role("analyst").get(f"/desk/correct/{update.public_id}/").content.decode()

    assert "Gas power · " in html
    assert "Gulflink · " in html
