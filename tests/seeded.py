"""The real record, loaded once for all tests of a module and rolled back after them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

SEEDS = Path(__file__).parent.parent / "seeds"
LOADED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    from tracker.seeding.loading import load

    with django_db_blocker.unblock(), transaction.atomic():
        load(SEEDS, now=LOADED_AT)
        yield
        transaction.set_rollback(True)
