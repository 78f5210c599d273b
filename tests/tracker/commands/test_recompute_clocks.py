"""manage.py recompute_clocks: what changed, or that nothing did."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_nothing_to_count_is_said():
    out = StringIO()

    call_command("recompute_clocks", stdout=out)

    assert out.getvalue() == "Every clock is as it was logged.\n"
