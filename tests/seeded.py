"""The real record, in place for all tests of a module and rolled back after them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.snapshot import SEEDS, fill

__all__ = ["LOADED_AT", "SEEDS", "seeded"]
LOADED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        fill(now=LOADED_AT)
        yield
        transaction.set_rollback(True)
