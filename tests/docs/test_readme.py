"""What the README promises a newcomer is so."""

import re

import pytest
from django.core.management import get_commands

from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.rules.status import verdict
from deadlines.rules.windows import Window
from tests.docs.pages import section, text
from tests.seeded import seeded  # noqa: F401
from tracker.roles import ROLES

FIRST = "japan-550-first-project"


@pytest.fixture
def example():
    """The words of the example, as if on one line and without emphasis."""
    return " ".join(section("README.md", "An example").replace("*", "").split())


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_example_is_what_the_facts_add_up_to(example):
    period = DeadlinePeriod.objects.current().get(deadline__slug=FIRST)
    assert period.met_on
    met = verdict(
        Window(period.original_from, period.original_to),
        Window(period.due_from, period.due_to),
        period.met_on,
        bindingness=period.deadline.bindingness,
    )

    assert met.words.removeprefix("met ") in example
    assert met.short.split(",")[0] in example
    assert f"twice, by {period.slip_days} days" in example
    assert period.slips == 2
    assert f"met on {period.met_on:%-d %B %Y}" in example


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_days_of_the_example_are_those_of_the_record(example):
    claims = DateClaim.objects.operative().filter(deadline__slug=FIRST)
    dates = [
        (f"{claim.update.known_on:%-d %b %Y}", f"{claim.latest_on:%B %Y}")
        for claim in claims.in_order().select_related("update")
    ]
    rows = re.findall(r"\| (\d+ \w+ \d+)(?: at latest)? \| end of (.+?) \|", example)

    assert [(known, due.replace("2025", "December 2025")) for known, due in rows] == (
        dates
    )


def test_the_demo_logins_are_the_roles():
    start = section("README.md", "Start")

    assert f"Sign in as {', '.join(ROLES)}; the password is the name." in start
    assert all(f"**{role}**" in start for role in ROLES)


def test_every_command_that_the_readme_runs_exists():
    commands = re.findall(r"^python3 run\.py (\w+)", text("README.md"), re.MULTILINE)

    assert set(commands) - {"test"} <= set(get_commands())
