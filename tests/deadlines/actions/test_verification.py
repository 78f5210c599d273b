"""The check of the caches finds what was changed by hand, and names it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from deadlines import actions
from deadlines.models import DeadlinePeriod
from projects.models import Project, Source
from tests.factories import DateClaimFactory, DeadlineFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def deadline():
    deadline = DeadlineFactory(slug="first-project")
    DateClaimFactory(deadline=deadline, latest_on=date(2026, 1, 31), accepted=True)
    actions.refresh_periods([deadline])
    return deadline


def verify() -> str:
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as failure:
        out.write(str(failure))
    return out.getvalue()


def test_a_sound_record_verifies(deadline):
    assert verify().startswith("Every cached value is")


def test_a_falsified_date_is_named(deadline):
    DeadlinePeriod.objects.current().update(due_to=date(2026, 2, 1))

    assert "deadline first-project" in verify()
    assert "due_to is 2026-02-01, its claims add up to 2026-01-31" in verify()


def test_a_missing_period_is_named(deadline):
    DeadlinePeriod.objects.current().delete()

    assert "is missing" in verify()


def test_a_falsified_stage_is_named(deadline):
    ProjectFactory(slug="gas-power")
    Project.objects.filter(slug="gas-power").update(stage="operating")

    assert "project gas-power: stage is 'operating'" in verify()


def test_verify_exits_with_an_error(deadline):
    DeadlinePeriod.objects.current().update(slips=7)

    with pytest.raises(CommandError, match="Differences found: 1"):
        call_command("verify", stdout=StringIO())


def test_a_grade_lowered_under_an_acceptance_is_named(deadline):
    Source.objects.update(grade="C")

    assert "secondary is False, its rows add up to True" in verify()
