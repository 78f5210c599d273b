"""The clauses of the real record, as their pages show them."""

import pytest

from projects.models import Agreement, Clause, Pledge
from tests.seeded import seeded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize(
    ("model", "path"),
    [(Clause, "clauses"), (Agreement, "agreements"), (Pledge, "pledges")],
)
def test_each_has_a_page_that_opens(client, model, path):
    slugs = model.objects.values_list("slug", flat=True)
    found = {slug: client.get(f"/{path}/{slug}/").status_code for slug in slugs}

    assert found
    assert set(found.values()) == {200}
