"""The search over the real record: every word of it is found, in every script."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.rules.moment import LATEST
from projects.rules.searching import marks, terms, tokens
from tests.seeded import seeded  # noqa: F401
from tracker.pages.search_fields import FIELDS, NAME
from tracker.pages.search_query import things

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture(scope="module")
def names(seeded, django_db_blocker):  # noqa: F811
    """Each name in the record, with the kind that it is of."""
    fields = [field for field in FIELDS if field.weight == NAME]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        found = []
        for field in fields:
            cursor.execute(f"SELECT {field.text} FROM {field.table} t")
            found += [(field.kind, text) for (text,) in cursor.fetchall()]
    return found


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_name_is_found_by_any_of_its_words(names, data):
    kind, name = data.draw(st.sampled_from(names))
    word = data.draw(st.sampled_from(sorted(tokens(name))))

    asked = terms(word)
    found = things(asked, LATEST, staff=False, kind="", page=1, size=1)

    assert kind in {each.kind for each in found}
    assert marks(name, asked)


@pytest.mark.parametrize(
    ("q", "address"),
    [
        ("高市", "/parties/takaichi-sanae/"),
        ("赤沢", "/parties/akazawa-ryosei/"),
        ("Portsmouth", "/projects/portsmouth-gas-power/"),
        ("first project settled", "/deadlines/japan-550-first-project/"),
        ("us$550bn", "/pledges/japan-550/"),
    ],
)
def test_a_reader_finds_the_way(client, q, address):
    page = client.get("/search/", {"q": q}).content.decode()

    assert f'href="{address}"' in page
