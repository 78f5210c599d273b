"""What is wrong with a part is told at its field, and all that was typed is kept."""

import pytest

from projects.models import Update
from tests.factories import (
    DateClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    QuestionFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk_of, person, first_project):
    PartyFactory(slug="korea", name="Korea")
    ProjectFactory(slug="gas", name="Gas power")
    TrancheFactory(pledge=PledgeFactory(slug="japan-550"), number=1)
    return desk_of(person("editor"))


@pytest.fixture
def refused(desk):
    """Types one part and tries to publish; answers with what is said at a field."""

    def attempt(part, field, typed):
        desk.press("add", part, p1_url=URL, p0_headline="Read today")
        before = Update.objects.count()
        desk.press("publish", **{f"p2_{name}": text for name, text in typed.items()})
        assert Update.objects.count() == before
        for name, text in typed.items():
            assert desk.fields[f"2-{name}"] == [text]
        return desk.said(f"2-{field}")

    return attempt


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("additive", {"parent": "japan-550"}, "Is it part of"),
        ("additive", {"additive": "yes"}, "Only with parent"),
        ("zone", {"closes_on": "2029-01-19"}, "In which zone do the days"),
        (
            "closes_on",
            {"zone": "UTC", "opens_on": "2029-01-19", "closes_on": "2028-01-19"},
            "is before “Window opens”",
        ),
        ("promisor", {"promisor": "Kroea"}, "Did you mean “Korea”?"),
        ("zone", {"zone": "Seoul"}, "is no time zone"),
    ],
)
def test_a_pledge_is_refused_at_its_field(refused, field, typed, told):
    sound = {
        "name": "Korea",
        "promisor": "korea",
        "beneficiary": "korea",
        "verb": "will",
        "obligor_kind": "state",
        "direction": "outward",
    }

    assert told in refused("pledge", field, sound | typed)


@pytest.mark.parametrize(
    ("part", "field", "typed", "told"),
    [
        (
            "role",
            "to_on",
            {
                "party": "korea",
                "title": "Chair",
                "from_on": "2026-02-01",
                "to_on": "2026-01-01",
            },
            "is before “From”",
        ),
        ("role", "title", {"party": "korea"}, "Give the role or office, e.g."),
        ("question", "codes", {"text": "What?", "codes": "ceiling"}, "one a line"),
        (
            "question",
            "codes",
            {"text": "What?", "codes": "a: one\na: two"},
            "is given twice",
        ),
        ("party", "names", {"name": "X", "names": "xx: X"}, "is not one of en, ja"),
        (
            "project_link",
            "to",
            {"from": "gas", "to": "gas", "kind": "same_as", "reason": "r"},
            "is linked to itself",
        ),
        (
            "project_link",
            "reason",
            {"from": "gas", "to": "gas", "kind": "became"},
            "Give the reason in a sentence",
        ),
        ("project_party", "role", {"project": "gas", "party": "korea"}, "Choose its"),
        ("agreement_link", "from", {"from": "no"}, "No agreement is called “no”"),
        ("acceptance", "claim", {"claim": "that one"}, "Paste the link of a claim"),
        ("acceptance", "reason", {"reason": " "}, "Say in a sentence why"),
    ],
)
def test_a_part_is_refused_at_its_field(refused, part, field, typed, told):
    assert told in refused(part, field, typed)


def test_an_answer_that_its_question_does_not_have_is_refused_at_its_code(refused):
    QuestionFactory(slug="what")
    said = {"of": "japan-550", "by": "korea", "question": "what", "code": "gift"}

    assert "is not one of" in refused("statement", "code", said)


def test_what_the_record_has_already_is_refused_at_its_part(desk, refused):
    first = {"name": "First", "pledge": "japan-550", "number": "1"}
    refused("tranche", "number", first)

    assert desk.said_of(2) == "The record has this already: take it out here."


def test_a_claim_that_is_not_operative_cannot_cease_to_be(desk, refused):
    claim = DateClaimFactory(update=UpdateFactory())
    refused("acceptance", "claim", {"claim": str(claim.public_id), "reason": "Why"})

    assert "is not operative already" in desk.said_of(2)


def test_a_claim_counts_from_no_day_before_it_was_known(refused):
    date = {"deadline": "first-project", "by": "korea", "words": "March 2026"}
    early = {"accept": "on", "accept_from_on": "2026-02-01"}

    assert "is before the update became known" in refused(
        "date", "accept_from_on", date | early
    )
