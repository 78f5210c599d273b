"""What the search keeps to itself: archived texts, what was retracted or blanked."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission

from projects.actions import retract
from projects.models import Party, Source
from tests.factories import (
    PartyFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.pages.asking import found, page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class TestArchivedText:
    """Held, but not ours to publish."""

    @pytest.fixture(autouse=True)
    def held(self):
        SourceFactory(title="Front page", archived_text="Secretly, 内密の計画 is held.")

    @pytest.mark.parametrize("q", ["secretly", "内密", "front secretly", "計"])
    def test_readers_neither_hit_nor_see_it(self, client, q):
        assert found(client, q) == {}
        assert "計画 is held" not in page(client, q)
        assert "is held" not in page(client, "front")

    def test_a_viewer_is_a_reader(self, client):
        viewer = UserFactory()
        viewer.user_permissions.add(Permission.objects.get(codename="view_update"))
        client.force_login(viewer)

        assert found(client, "内密") == {}

    def test_an_analyst_finds_it(self, client):
        analyst = UserFactory()
        analyst.user_permissions.add(Permission.objects.get(codename="add_draft"))
        client.force_login(analyst)

        assert found(client, "内密") == {"source": 1}
        assert "archived text, not public" in page(client, "内密")


def test_a_retracted_update_takes_along_what_it_alone_brought(client):
    source = SourceFactory(title="Zinc, says who", publisher__name="Zinc Daily")
    update = UpdateFactory(headline="Zinc works", note="zinc")
    speaker = PartyFactory(name="Mr Zinc")
    StatementFactory(words="zinc", update=update, by=[speaker], source=source)
    assert found(client, "zinc") == {"party": 2, "update": 1, "claim": 1, "source": 1}

    retract(update, by=UserFactory(), now=NOW, why="a hoax")

    assert found(client, "zinc") == {}


def test_what_others_name_too_outlives_a_retraction(client):
    source, speaker = SourceFactory(title="Zinc"), PartyFactory(name="Mr Zinc")
    update = UpdateFactory()
    for each in (update, UpdateFactory()):
        StatementFactory(words="so", update=each, by=[speaker], source=source)

    retract(update, by=UserFactory(), now=NOW, why="a hoax")

    assert found(client, "zinc") == {"party": 1, "source": 1, "claim": 1}


def test_a_name_given_anew_is_found_at_once_and_the_old_one_no_more(client):
    party = PartyFactory(name="Oldname")
    Party.objects.filter(pk=party.pk).update(name="Newname")

    assert found(client, "newname") == {"party": 1}
    assert found(client, "oldname") == {}


def test_a_text_that_is_blanked_is_found_no_more(client):
    source = SourceFactory(note="private")
    Source.objects.filter(pk=source.pk).update(note="")

    assert found(client, "private") == {}
