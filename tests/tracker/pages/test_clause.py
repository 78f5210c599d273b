"""One clause: its readings on a day, who holds each, every version of it."""

from datetime import date
from pathlib import Path

import pytest

from projects.codes import ClauseKind
from projects.models import CashFlow
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    ClauseReadingFactory,
    FinancingLineFactory,
    FindingFactory,
    PartyFactory,
    PledgeFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tracker.pages.clauses import FORMULAS
from tracker.pages.examples import EXAMPLES
from tracker.pages.formulas import BY_SLUG
from tracker.pages.parameters import parameter_lines

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[3] / "docs" / "mou-rules.md"
SPLIT = {
    "late": {"investor": "0.1", "host": "0.9"},
    "early": {"investor": "0.5", "host": "0.5"},
    "scope": ["policy_loan"],
}


def page_of(client, clause, **asked):
    return client.get(f"/clauses/{clause.slug}/", asked).content.decode()


def test_each_reading_says_who_holds_it_and_how_well_we_hold_the_text(client):
    clause = ClauseFactory(number="R12", title="Notice and payment")
    reported = ClauseReadingFactory(clause=clause, label="at least 45 days")
    reported.holders.add(PartyFactory(name="Japan"))
    press = {"reading": "press", "label": "within 45 days", "status": "contested"}
    ClauseReadingFactory(clause=clause, **press)

    page = page_of(client, clause)

    assert "<h1>R12 Notice and payment</h1>" in page
    assert 'At least 45 days <span class="tag">reported</span>' in page
    assert 'Within 45 days <span class="tag">contested</span>' in page
    assert ">Japan</a>" in page


@pytest.mark.parametrize(
    ("on", "here", "gone"),
    [
        ("2025-09-03", "No reading of it holds on this day.", 'id="reading-'),
        ("2025-09-04", "first text", "second text"),
        ("2025-12-31", "first text", "second text"),
        ("2026-01-01", "second text", "first text"),
    ],
)
def test_a_reading_holds_from_its_first_day_to_its_successor_s(client, on, here, gone):
    clause = ClauseFactory()
    first = ClauseReadingFactory(clause=clause, words="first text", label="a")
    ClauseReadingFactory(
        clause=clause,
        words="second text",
        label="b",
        supersedes=first,
        valid_from=date(2026, 1, 1),
    )

    page = page_of(client, clause, on=on).partition("Every version")[0]

    assert here in page
    assert gone not in page


def test_what_a_reading_answers_can_be_cited_with_its_formula(client):
    clause = ClauseFactory(number="R13", title="Split", kind="profit_split")
    ClauseReadingFactory(clause=clause, reading="press", parameters=SPLIT)

    cite = page_of(client, clause, on="2026-01-02").split("<dd>")
    (key,) = [part for part in cite if part.startswith(f"{clause.slug}/press/")]

    assert key.startswith(f"{clause.slug}/press/2026-01-02<")
    assert "R13 Split" in "".join(cite)
    assert 'href="/methodology/#formula-profit-split"' in "".join(cite)


def test_a_mere_text_has_no_answer_to_cite(client):
    clause = ClauseFactory(kind="text")
    ClauseReadingFactory(clause=clause)

    assert f"<dd>{clause.slug}/" not in page_of(client, clause)


def test_each_kind_with_a_rule_names_its_formula():
    assert {*FORMULAS} == {*ClauseKind} - {ClauseKind.TEXT}
    assert {*FORMULAS.values()} <= BY_SLUG.keys()


def test_every_version_stands_in_the_history(client):
    clause = ClauseFactory()
    first = ClauseReadingFactory(clause=clause, valid_to=date(2026, 1, 1))
    second = ClauseReadingFactory(clause=clause, valid_from=date(2026, 1, 1))

    history = page_of(client, clause).partition("Every version")[2]

    assert history.index(str(second.public_id)) < history.index(str(first.public_id))


def test_a_day_that_cannot_be_read_is_refused_and_kept(client):
    clause = ClauseFactory()
    page = page_of(client, clause, on="yesterday")

    assert "Enter a valid date." in page
    assert 'value="yesterday"' in page


def test_a_finding_stands_there_with_its_speaker(client):
    clause = ClauseFactory(kind="penalty")
    FindingFactory(clause=clause, what="judged", holds=False, by=[PartyFactory()])

    assert "not: its judge has found so" in page_of(client, clause)


def test_parameters_are_told_in_words():
    words = dict(parameter_lines(SPLIT | {"test": "per_period", "spread": "0.01"}))

    assert words == {
        "First shares": "investor 50%, host 50%",
        "Later shares": "investor 10%, host 90%",
        "Shared is the cash on": "policy loan",
        "Tested": "per period",
        "Spread": "1%",
    }


def test_no_later_shares_are_a_split_by_the_money_put_in():
    assert parameter_lines({"late": "none"}) == (
        ("Later shares", "in proportion to the money put in"),
    )


def test_steps_effects_and_days_are_told_in_words():
    steps = [{"body": "Committee", "role": "advise", "members": "both sides"}]
    effects = [
        {"kind": "tariff", "words": "Raise", "component": "autos", "to_rate": "0.25"}
    ]
    raw = {"steps": steps, "effects": effects, "ends_on": "2029-01-19", "days": 45}

    assert [value for _, value in parameter_lines(raw)] == [
        "Raise (autos) to 25%",
        "45",
        "19 Jan 2029",
        "Committee (both sides): advise",
    ]


def test_each_kind_with_a_rule_has_an_example_of_the_documentation():
    docs = DOCS.read_text(encoding="utf-8")

    assert set(EXAMPLES) == set(ClauseKind) - {ClauseKind.TEXT}
    for example in EXAMPLES.values():
        assert f"| {example.words} | `{example.test}` |" in docs


def test_a_clause_shows_the_worked_example_of_its_rule(client):
    page = page_of(client, ClauseFactory(kind="funding_clock"))

    assert "notice of 11 Apr 2025: US days 16 Jun" in page
    assert 'href="/scenario/clock/"' in page
    assert "Worked example" not in page_of(client, ClauseFactory(kind="text"))


def test_an_effect_that_comes_once_is_not_called_yearly(client):
    clause = ClauseFactory(kind="penalty")
    clause.agreement.pledges.add(pledge := PledgeFactory())
    effects = [{"kind": "diversion", "words": "interest is diverted"}]
    terms = {"trigger": "unpaid", "judge": "host", "effects": effects}
    ClauseReadingFactory(clause=clause, parameters=terms)
    called = {"kind": "called", "on": date(2026, 3, 1), "currency": "USD"}
    CashFlow.objects.create(
        line=FinancingLineFactory(pledge=pledge),
        update=cited(date(2026, 3, 1)),
        amount=5,
        **called,
    )

    page = page_of(client, clause, on="2026-04-01")

    assert '<span class="small">5 once</span>' in page
    assert "does what it needs stand that day?" in page
    assert "5 a year" not in page


@pytest.mark.parametrize(("on", "ahead"), [("2026-06-01", False), ("2026-06-02", True)])
def test_a_day_later_than_the_evidence_is_called_a_projection(client, on, ahead):
    clause = ClauseFactory(kind="cap")
    parameters = {"amount": "20", "currency": "USD"}
    ClauseReadingFactory(clause=clause, parameters=parameters)

    page = page_of(client, clause, on=on, as_of="2026-06-01")

    assert ("A projection: the day asked lies later" in page) is ahead
    assert (f"{on[-1]} Jun 2026, a projection: cannot tell" in page) is ahead
    assert f"On {on[-1]} Jun 2026, as known by 1 Jun 2026:" in page


def test_a_term_that_runs_does_not_read_as_a_promise_kept(client):
    clause = ClauseFactory(kind="term")
    ClauseReadingFactory(clause=clause, parameters={"ends_on": "2029-01-19"})

    page = page_of(client, clause, on="2026-04-01")

    assert '<span class="status status-holds">runs until 19 Jan 2029</span>' in page


@pytest.mark.parametrize("inferred", [True, False])
def test_an_effect_that_the_text_does_not_name_is_called_ours(client, inferred):
    clause = ClauseFactory(kind="penalty")
    effect = {"kind": "suspension", "words": "relief ends", "inferred": inferred}
    terms = {"trigger": "unpaid", "judge": "host", "effects": [effect]}
    ClauseReadingFactory(clause=clause, parameters=terms, status="verified")

    page = page_of(client, clause, on="2026-04-01")

    assert ('<span class="tag">inferred by us</span>' in page) is inferred
    assert "legal basis of what is changed or ended (not tested)" in page


def cited(day):
    """An update of a day with a citation."""
    update = UpdateFactory(known_on=day)
    CitationFactory(update=update)
    return update


def test_the_clauses_of_a_pledge_are_those_of_its_agreements(client):
    pledge, agreement = PledgeFactory(), AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, number="R7", title="Land and water")
    ClauseReadingFactory(clause=clause, label="where possible")
    ClauseFactory(number="R8", title="Elsewhere")

    whole = client.get(f"/pledges/{pledge.slug}/clauses/").text

    assert "Where possible" in whole
    for page in (whole, client.get(f"/pledges/{pledge.slug}/").text):
        assert f'href="/clauses/{clause.slug}/?on=' in page
        assert "R7 Land and water</a>" in page
        assert "Elsewhere" not in page


def fill(clause, times):
    for number in range(times):
        reading = ClauseReadingFactory(
            clause=clause, reading=f"reading-{number}", update=UpdateFactory()
        )
        reading.holders.add(PartyFactory())
        FindingFactory(clause=clause, of=[PledgeFactory()])
        clause.agreement.pledges.add(PledgeFactory())


def test_three_times_the_rows_take_as_many_queries(client):
    clause = ClauseFactory()
    fill(clause, 2)
    few = queries(client, f"/clauses/{clause.slug}/")
    fill(clause, 4)

    assert queries(client, f"/clauses/{clause.slug}/") == few


BROKEN = {"late": {"investor": "0.1", "host": "0.9"}, "places": -2}
WHY = "cannot be computed: Money with -2 decimals: write 0 to 6."


def test_a_clause_that_cannot_be_computed_says_why_and_the_page_stands(client):
    clause = ClauseFactory(kind="profit_split")
    clause.agreement.pledges.add(pledge := PledgeFactory())
    ClauseReadingFactory(clause=clause, parameters=BROKEN)

    own = page_of(client, clause)
    all_of_it = client.get(f"/pledges/{pledge.slug}/clauses/")

    assert WHY in own.replace("Cannot", "cannot")
    assert WHY in all_of_it.text
    assert client.get(f"/pledges/{pledge.slug}/").status_code == 200


def test_a_clause_that_cannot_be_computed_is_logged(client, caplog):
    clause = ClauseFactory(kind="profit_split", slug="broken")
    ClauseReadingFactory(clause=clause, parameters=BROKEN)

    page_of(client, clause)

    [told] = [row for row in caplog.records if "cannot be computed" in str(row.msg)]
    assert "broken" in str(told.msg)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({"spread": "none"}, ("Spread", "none")),
        ({"window_ends_on": "none"}, ("Window ends on", "none")),
        ({"early": "none"}, ("First shares", "none")),
        ({"late": "none"}, ("Later shares", "in proportion to the money put in")),
    ],
)
def test_a_parameter_that_is_said_to_be_none_is_told_as_none(stored, told):
    assert parameter_lines(stored) == (told,)


def test_a_rate_that_is_still_to_be_set_is_not_told():
    raised = {"kind": "tariff", "words": "Raise", "component": "autos"}

    [(_label, words)] = parameter_lines({"effects": [raised | {"to_rate": "none"}]})
    [(_label, free)] = parameter_lines({"effects": [raised | {"to_rate": "0"}]})

    assert (words, free) == ("Raise (autos)", "Raise (autos) to 0%")


def test_no_example_tells_a_day_that_became_known_later():
    assert not any("2026" in example.words for example in EXAMPLES.values())
