"""The parameters of a clause, typed in fields of their own."""

import re

import pytest
from django.urls import reverse

from projects.models import ClauseReading
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    PartyFactory,
)
from tests.tracker.desk.test_form import URL
from tracker.desk.clause_fields import hints_of, stored, typed_parameters

pytestmark = pytest.mark.django_db
CLOCK = {"bound": "not_before", "days": 45, "unit": "working_day", "calendars": ["US"]}
PATH = (
    "Consultation Committee | advise | both sides\n"
    "Investment Committee | recommend\n"
    "President of the United States | decide"
)


@pytest.fixture
def reading(desk_of, person, first_project):
    """The form with one reading of a clause of some kind, its clause just named."""
    PartyFactory(slug="japan", name="Japan")

    def of(kind):
        ClauseFactory(slug="the-clause", kind=kind, agreement=AgreementFactory())
        desk = desk_of(person("editor"))
        desk.press("add", "reading", p1_url=URL, p0_headline="Read so")
        said = {"clause": "the-clause", "label": "as reported", "reading": "reported"}
        said |= {"by": "japan", "words": "It is so.", "status": "reported"}
        said |= {"valid_from": "2025-09-04"}
        return desk.press("save", **{f"p2_{name}": text for name, text in said.items()})

    return of


def parameters(**typed):
    return {f"p2_parameter_{name}": text for name, text in typed.items()}


def test_a_rule_has_a_field_for_each_of_its_parameters(reading):
    desk = reading("funding_clock")

    names = [name for name in desk.fields if name.startswith("2-parameter_")]
    assert [name.removeprefix("2-parameter_") for name in names] == [
        "bound",
        "days",
        "unit",
        "calendars",
        "window_ends_on",
    ]
    assert "2-parameters" in desk.fields


def test_choosing_the_clause_brings_its_fields_and_keeps_what_was_typed(
    desk_of, person, first_project
):
    ClauseFactory(slug="the-clause", kind="cap", agreement=AgreementFactory())
    desk = desk_of(person("editor"), htmx=True).press("add", "reading", p1_url=URL)
    assert "2-parameter_amount" not in desk.fields
    asking = re.search(r'<input[^>]*name="2-clause"[^>]*>', desk.html)[0]
    assert 'hx-trigger="change consume"' in asking
    assert f'hx-post="{desk.path}"' in asking

    desk.press("refresh", p2_clause="the-clause", p2_label="As reported")
    assert "2-parameter_amount" in desk.fields
    assert desk.fields["2-label"] == ["As reported"]


def test_no_other_field_of_a_reading_asks_for_the_form_anew(reading):
    asking = re.findall(r'name="([^"]+)"[^>]*change consume', reading("cap").html)

    assert asking == ["2-clause"]


def test_a_clause_of_text_only_has_none(reading):
    desk = reading("text")

    assert not [name for name in desk.fields if name.startswith("2-parameter_")]
    assert "2-parameters" in desk.fields


def test_what_is_typed_in_fields_is_stored_as_the_seed_files_write_it(reading):
    clock = {**CLOCK, "days": "45", "calendars": "US"}
    reading("funding_clock").press("publish", **parameters(**clock))

    assert ClauseReading.objects.get().parameters == CLOCK


def test_tables_are_typed_one_a_line(reading):
    reading("decision_path").press("publish", **parameters(steps=PATH))

    steps = ClauseReading.objects.get().parameters["steps"]
    assert [step["role"] for step in steps] == ["advise", "recommend", "decide"]
    assert steps[0]["members"] == "both sides"
    assert "members" not in steps[1]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("days", "soon", "Write a whole number"),
        ("window_ends_on", "19 January", "Write a day as"),
        ("days", "", "Fill in “"),
        ("days", "0", "write 1 to"),
    ],
)
def test_a_parameter_is_refused_at_its_field_and_stays(reading, name, text, told):
    clock = {**CLOCK, "days": "45", "calendars": "US", name: text}
    desk = reading("funding_clock").press("publish", **parameters(**clock))

    assert told in desk.said(f"2-parameter_{name}") or told in desk.said_of(2)
    assert desk.fields[f"2-parameter_{name}"] == [text]
    assert not ClauseReading.objects.exists()


def test_all_parameters_that_a_rule_needs_are_asked_for_at_once(reading):
    desk = reading("penalty").press("preview", **parameters(judge="US"))

    assert desk.said("2-parameter_trigger") == "Fill in “If”."
    assert desk.said("2-parameter_effects") == "Fill in “What may follow”."
    assert desk.said("2-parameter_judge") == desk.said("2-parameter_prior_step") == ""


@pytest.mark.parametrize(
    ("rule", "name", "text", "told"),
    [
        ("penalty", "effects", "tariff | w | general | 25", "Write 4.5% as 0.045"),
        ("penalty", "effects", "tariff | w | generall", "is none of general, autos"),
        ("deemed_amount", "life_years", "101", "101 years: write 1 to 100"),
        ("review", "years", "9" * 5000, "Write a whole number"),
    ],
)
def test_a_figure_that_no_rule_takes_is_told_and_the_draft_opens_again(
    reading, rule, name, text, told
):
    desk = reading(rule).press("publish", **parameters(**{name: text}))

    assert told in desk.said(f"2-parameter_{name}") + desk.said_of(2)
    again = desk.read(desk.client.get(desk.path))
    assert again.fields[f"2-parameter_{name}"] == [text]
    assert not ClauseReading.objects.exists()


def test_what_was_typed_for_another_rule_is_kept_and_refused_by_name(reading):
    desk = reading("funding_clock")
    ClauseFactory(slug="the-cap", kind="cap", agreement=AgreementFactory())
    desk.press("save", p2_clause="the-cap", **parameters(days="45"))
    assert desk.fields["2-parameter_days"] == ["45"]

    money = parameters(amount="50bn", currency="USD")
    assert "is no parameter" in desk.press("publish", **money).said("2-parameter_days")

    desk.press("publish", p2_parameter_days="")
    stored_now = ClauseReading.objects.get().parameters
    assert stored_now == {"amount": "50000000000", "currency": "USD"}


def test_a_parameter_typed_twice_is_refused(reading):
    desk = reading("cap")
    desk.press(
        "publish",
        p2_parameters='amount = "1"',
        **parameters(amount="2", currency="USD"),
    )

    assert "Further parameters" in desk.said("2-parameter_amount")
    assert not ClauseReading.objects.exists()


@pytest.mark.parametrize(
    ("rule", "name", "text", "value"),
    [
        ("deemed_amount", "spread", "4.5%", "0.045"),
        ("deemed_amount", "spread", "none", "none"),
        ("profit_split", "early", "0.50 | 0.50", {"investor": "0.50", "host": "0.50"}),
        ("profit_split", "late", "none", "none"),
        ("profit_split", "net_of_tax", "yes", True),
        ("profit_split", "scope", "loan-a; loan-b", ["loan-a", "loan-b"]),
    ],
)
def test_values_are_stored_by_the_type_that_the_rule_wants(rule, name, text, value):
    assert stored(hints_of(rule)[name], text) == value


def test_what_a_field_cannot_say_stays_with_the_further_parameters():
    effect = {"kind": "tariff", "words": "a | b", "component": "general"}
    own, further = typed_parameters("penalty", {"judge": "US", "effects": [effect]})

    assert own == {"parameter_judge": "US"}
    assert further == {"effects": [effect]}


def test_a_correction_begins_with_the_parameters_in_their_fields(desk_of, person):
    clause = ClauseFactory(kind="funding_clock", agreement=AgreementFactory())
    made = ClauseReadingFactory(clause=clause, parameters=CLOCK)
    desk = desk_of(
        person("editor"), reverse("correct_update", args=[made.update.public_id])
    )

    shown = {name: text for name, text in desk.fields.items() if "parameter" in name}
    assert ["45"] in shown.values()
    assert ["working_day"] in shown.values()
