"""The page of one party."""

from datetime import date

import pytest

from projects.models import PartyName, PartyRole, ProjectParty
from tests.factories import (
    PartyFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StatementFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return PartyFactory(name="Akazawa Ryosei")


def page_of(client, party):
    return client.get(f"/parties/{party.slug}/").content.decode()


def test_an_unknown_party_is_not_found(client):
    assert client.get("/parties/nobody/").status_code == 404


def test_it_bears_its_names_in_their_scripts(client, party):
    PartyName.objects.create(party=party, name="赤沢亮正", language="ja")

    assert '<p class="other-name" lang="ja">赤沢亮正</p>' in page_of(client, party)


def test_parent_and_child_link_to_each_other(client, party):
    child = PartyFactory(name="Child", parent=party)

    assert f"/parties/{child.slug}/" in page_of(client, party)
    assert f"/parties/{party.slug}/" in page_of(client, child)


def test_a_role_is_dated_and_stands_on_both_pages(client, party):
    ministry = PartyFactory(name="METI")
    PartyRole.objects.create(
        party=party,
        title="minister",
        organisation=ministry,
        from_on=date(2025, 10, 21),
        brought_in_by=UpdateFactory(),
    )

    assert 'datetime="2025-10-21"' in page_of(client, party)
    assert "Akazawa Ryosei" in page_of(client, ministry)


def test_its_newest_claim_comes_first(client, party):
    for day, words in ((1, "as soon as possible"), (2, "a gap remains")):
        update = UpdateFactory(known_on=date(2026, 2, day))
        StatementFactory(by=[party], words=words, update=update)

    page = page_of(client, party)

    assert page.index("a gap remains") < page.index("as soon as possible")


def test_a_long_list_of_claims_has_a_second_page(client, party):
    for place in range(21):
        StatementFactory(by=[party], words=f"Answer {place}.")

    assert 'href="?page=2#claims"' in page_of(client, party)


def test_it_shows_what_it_owes_and_what_it_decides(client, party):
    given(date(2026, 3, 31), obligor=party, title="To pay")
    given(date(2026, 3, 31), decider=party, title="To choose")

    page = page_of(client, party)

    assert page.index("must act") < page.index("To pay")
    assert page.index("on the word of") < page.index("To choose")


def test_it_shows_its_part_in_a_project(client, party):
    ProjectParty.objects.create(
        project=ProjectFactory(name="GulfLink"),
        party=party,
        role="supplier",
        brought_in_by=UpdateFactory(),
    )

    page = page_of(client, party)

    assert "GulfLink" in page
    assert "supplier" in page


def fill(party, times):
    for _ in range(times):
        QuantityClaimFactory(by=[party], of=[ProjectFactory()], accepted=True)
        given(date(2026, 3, 31), obligor=party)
        given(date(2026, 3, 31), decider=party)
        PartyFactory(parent=party)


def test_three_times_the_rows_take_as_many_queries(client, party):
    fill(party, 2)
    few = queries(client, f"/parties/{party.slug}/")
    fill(party, 4)

    assert queries(client, f"/parties/{party.slug}/") == few
