"""The split as a calculation: each reading, its figures, and what is refused."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import ClauseFactory, ClauseReadingFactory, PledgeFactory
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
PAGE = "/scenario/split/"
ONE_DUE = {"deemed": "1", "principal": "", "life": ""}
SIDES = {"investor": "Japan", "host": "United States"}
TENTH = {"investor": "0.1", "host": "0.9"}
HALVES = {"investor": "0.5", "host": "0.5"}


@pytest.fixture(autouse=True)
def pledge():
    """A pledge whose split is read in four ways."""
    clause = ClauseFactory(kind="profit_split", number="R18", slug="the-split")
    clause.agreement.pledges.add(pledge := PledgeFactory(slug="the-pledge"))
    mou = {"early": HALVES, "late": TENTH, "scope": ["loan", "covered_bank_loan"]}
    read(clause, "the memorandum", **mou)
    read(clause, "90% of all", late=TENTH)
    read(clause, "by contribution", late="none")
    read(clause, "90% of equity only", late=TENTH, scope=["equity"])
    return pledge


def read(clause, label, **parameters):
    return ClauseReadingFactory(
        clause=clause,
        reading=label.replace(" ", "-"),
        label=label,
        parameters=SIDES | parameters,
    )


def page(client, **asked):
    return client.get(PAGE, asked)


def row(client, cash):
    return page(client, cash=cash, **ONE_DUE).context["found"].rows[0]


@pytest.mark.parametrize(
    ("cash", "japan", "us", "carry"),
    [
        ("0.5", "0.25", "0.25", "0.75"),
        ("1.0", "0.50", "0.50", "0.50"),
        ("2.0", "1.00", "1.00", "0.00"),
        ("3.0", "1.10", "1.90", "0.00"),
    ],
)
def test_one_due_to_each_side_is_shared_as_checked(client, cash, japan, us, carry):
    found = row(client, cash)

    assert [str(found.investor), str(found.host), str(found.carry)] == [
        *(japan, us, carry)
    ]


def test_ten_billion_over_20_years_owe_1_05bn_in_the_first(client):
    asked = {"principal": "10bn", "index": "4.5", "spread": "1", "life": "20"}
    answer = page(client, cash="2.1bn", **asked)

    assert answer.context["found"].rows[0].need == 1_050_000_000
    assert "1,050,000,000.00" in answer.content.decode()
    assert "4.5% + spread 1%" in answer.content.decode()


def test_each_check_of_the_page_opens_as_a_calculation(client):
    checks = page(client).context["checks"]
    found = [client.get(check.address).context["found"].rows[0] for check in checks]

    shares = [str(row.investor) for row in found[:4]]
    assert shares == ["0.25", "0.50", "1.00", "1.10"]
    assert found[4].need == 1_050_000_000


def test_readings_stand_side_by_side_with_the_money_difference(client):
    asked = {"cash": "2027, 3, 1", "host_money": "1", **ONE_DUE, "principal": "3"}
    found = page(client, **asked).context["found"]

    more = {each.name: str(each.investor.more) for each in found.readings}
    assert more == {
        "the memorandum": "0.00",
        "90% of all": "-1.70",
        "by contribution": "0.90",
        "90% of equity only": "1.00",
    }
    assert all(each.investor.more == -each.host.more for each in found.readings)


def test_each_side_has_its_return_and_present_value_to_six_digits(client):
    asked = {"cash": "2027, 2200", "start": "2027-01-01", "discount": "5"}
    first = page(client, **asked, **ONE_DUE | {"principal": "1000", "deemed": "1100"})
    found = first.context["found"].first

    assert found.investor.irr_words == "0.100000"
    assert found.investor.npv_words == "47.6190"
    assert found.host.irr_words == "none"
    assert found.host.npv_words == "1,047.62"


def test_a_reading_that_lacks_an_input_names_it_and_leaves_the_others(client):
    found = page(client, cash="3", **ONE_DUE).context["found"]
    words = {each.name: each.shown.words for each in found.readings}

    assert words["by contribution"] == (
        "cannot tell: money put in by Japan, money put in by United States"
    )
    assert words["the memorandum"] == "nothing of the amount due first is unpaid"


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ({"cash": ""}, "cash flow"),
        ({"cash": "2027 1\n2028 1", "index": "4.5 4.4"}, ""),
        (
            {"cash": "2027 1\n2028 1\n2029 1", "index": "4.5 4.4"},
            "6-month SOFR for 2029",
        ),
        ({"spread": "", "cash": "2027 1"}, "spread"),
        ({"life": "", "cash": "2027 1"}, "project life"),
        ({"deemed": "1 1", "cash": "1\n1\n1"}, "deemed amount of 2029-01"),
    ],
)
def test_what_is_not_given_is_missing_and_never_zero(client, asked, missing):
    found = page(client, **asked).context["found"]

    assert ", ".join(found.first.result.missing) == missing


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"cash": "2027 -1"}, "cash", "Line 1: -1 is below 0"),
        ({"cash": "2027 1\n2028 much"}, "cash", "Line 2: “much” is no amount"),
        ({"cash": "2027,100"}, "cash", "Line 1: “2027,100” is no amount"),
        ({"cash": "1 2 3 4 5"}, "cash", "Write a period, its cash on loans"),
        ({"cash": "2027 1\n2027 1"}, "cash", "stands there twice"),
        ({"cash": "2027 1\n1"}, "cash", "on each line, or on none"),
        ({"cash": "0.001"}, "cash", "parts of a cent"),
        ({"cash": "1\n" * 121}, "cash", "121 periods are too many"),
        ({"cash": "=A1 5"}, "cash", "is no name of a period"),
        ({"cash": "2029 1"}, "start", "The first period is 2029"),
        ({"early_investor": "50", "early_host": "40"}, "early_host", "50% and 40%"),
        ({"late_investor": "-10", "late_host": "110"}, "late_host", "below 0"),
        ({"early_investor": "100", "early_host": "0"}, "early_host", "never gets its"),
        ({"late_investor": "ten"}, "late_investor", "is no percentage"),
        ({"spread": "100"}, "spread", "below 100%"),
        ({"index": "4.5 450"}, "index", "below 100%"),
        ({"life": "0"}, "life", "greater than or equal to 1"),
        ({"principal": "-5"}, "principal", "is below 0"),
        ({"until": "never"}, "until", "not one of the available choices"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field_and_kept(
    client, asked, field, words
):
    answer = page(client, **asked)
    form = answer.context["form"]

    assert answer.context["found"] is None
    assert words in form.errors.as_text()
    assert list(form.errors) == [field]
    assert all(form[name].value() == typed for name, typed in asked.items())


def test_a_rate_below_zero_in_all_is_refused_in_the_words_of_the_rule(client):
    answer = page(client, cash="2027 1", index="-2", spread="1")

    assert "add up to less than 0" in str(answer.context["form"].non_field_errors())


@pytest.mark.parametrize(
    ("text", "cash"),
    [
        ("2027, 1.5bn", "1500000000.00"),
        ("2027\t1,500,000,000", "1500000000.00"),
        ("2027; 1500m", "1500000000.00"),
        ("2027 1500000k", "1500000000.00"),
        ("1,500,000,000", "1500000000.00"),
        ("2027,1.5", "1.50"),
    ],
)
def test_cash_may_be_typed_or_pasted(client, text, cash):
    assert str(row(client, text).cash) == cash


def test_what_is_carried_in_is_due_in_the_first_period(client):
    found = page(client, cash="2", carry="0.5", **ONE_DUE).context["found"]

    assert [str(row.need) for row in found.rows] == ["0.50", "1.50"]
    assert str(found.rows[1].carry) == "0.50"


@pytest.mark.parametrize(("kept", "lost"), [("lost", "0.75"), ("kept", "0.00")])
def test_what_is_unpaid_at_the_end_follows_the_choice(client, kept, lost):
    asked = ONE_DUE | {"life": "1", "after_end": kept}
    found = page(client, cash="0.5\n3", **asked).context["found"]

    assert str(found.rows[1].lost) == lost


def test_half_years_end_half_a_year_later(client):
    asked = {"cash": "1\n1", "per_year": "2", "start": "2027-08-31"}
    found = page(client, **asked, **ONE_DUE).context["found"]

    assert [row.ends_on.isoformat() for row in found.rows] == [
        *("2028-02-29", "2028-08-31")
    ]


def test_the_working_is_a_file_of_the_same_address(client):
    answer = page(client, cash="3", **ONE_DUE)
    link = urlsplit(answer.context["csv"])
    file = client.get(answer.context["csv"])
    lines = list(csv.DictReader(io.StringIO(file.content.decode())))

    assert parse_qs(link.query)["cash"] == ["3"]
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert {line["reading"] for line in lines} == {
        each.name for each in answer.context["found"].readings
    }
    first = answer.context["found"].first.shown.lines
    assert [line["text"] for line in lines[: len(first)]] == [
        line.text for line in first
    ]


def test_a_working_that_cannot_be_made_leads_back_to_the_form(client):
    answer = client.get("/scenario/split/working.csv", {"cash": "-1"})

    assert answer.status_code == 400
    assert "is below 0" in answer.content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_is_drawn_for_the_same_address(client, theme):
    answer = client.get("/scenario/split/chart.svg", {"cash": "3", "theme": theme})

    assert answer["Content-Type"] == "image/svg+xml"
    assert b"United States" in answer.content


def test_the_chart_says_in_its_title_what_each_side_has(client):
    asked = {"cash": "2027 3\n2028 4", **ONE_DUE}
    shown = page(client, **asked)
    chart = shown.context["figure"].chart
    of_japan = sum(row.values[4] for row in chart.rows)
    of_the_states = sum(row.values[5] for row in chart.rows)

    assert of_japan + of_the_states == 7
    assert chart.title == (
        "Cash of 2 periods shared as typed: "
        f"Japan {of_japan}, United States {of_the_states}, in US$"
    )
    assert f'alt="{chart.alt}"' in shown.content.decode()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", b"Period,Cash shared"), ("json", b'{"$schema"'), ("png", b"\x89PNG")],
)
def test_the_chart_can_be_taken_along(client, form, begins):
    answer = client.get(f"/scenario/split/chart.{form}", {"cash": "3", **ONE_DUE})

    assert answer.content.startswith(begins)


@pytest.mark.parametrize("asked", [{"cash": "-1"}, {"cash": ""}, {"theme": "red"}])
def test_no_chart_is_drawn_of_nothing(client, asked):
    assert client.get("/scenario/split/chart.svg", asked).status_code == 404


def test_the_address_is_all_there_is(client):
    asked = {"cash": "2027 3\n2028 4", "late_investor": "20", "late_host": "80"}
    form = page(client, **asked).context["form"]

    assert {name: form[name].value() for name in asked} == asked
    assert client.post(PAGE, asked).status_code == 405


def test_other_shares_than_the_record_s_are_called_typed(client):
    asked = {"cash": "3", "late_investor": "20", "late_host": "80", **ONE_DUE}
    names = [each.name for each in page(client, **asked).context["found"].readings]

    assert names[:2] == ["as typed", "the memorandum"]


def test_the_form_begins_with_the_shares_of_the_record(client, pledge):
    clause = ClauseFactory(kind="profit_split")
    clause.agreement.pledges.add(other := PledgeFactory(slug="another"))
    shares = {"investor": "0.4", "host": "0.6"}
    read(clause, "made up", early=shares, late=TENTH, until="investor")

    form = page(client, pledge=other.slug).context["form"]

    assert form["early_host"].value() == "60%"
    assert form["until"].value() == "investor"
    assert page(client).context["form"]["early_host"].value() == "50%"


def test_a_reading_counts_on_the_days_it_holds(client):
    earlier = page(client, cash="3", on="2025-09-03", **ONE_DUE).context["found"]
    later = page(client, cash="3", on="2025-09-04", **ONE_DUE).context["found"]

    assert [each.name for each in earlier.readings] == ["as typed"]
    assert len(later.readings) == 4


def test_the_working_leads_to_clause_and_citation(client):
    found = page(client, cash="3", **ONE_DUE).context["found"]
    last = found.readings[1].shown.lines[-1]

    assert last.clause.url == "/clauses/the-split/"
    assert "#citation-" in last.citation.url


def test_more_readings_take_as_many_queries(client, pledge):
    few = queries(client, PAGE)
    clause = ClauseFactory(kind="profit_split")
    clause.agreement.pledges.add(pledge)
    for number in range(4):
        read(clause, f"reading {number}", late=TENTH)

    assert queries(client, PAGE) == few


def test_a_reading_that_cannot_be_computed_is_told_beside_the_others(client, pledge):
    clause = ClauseFactory(
        kind="profit_split", number="R9", agreement=pledge.agreements.get()
    )
    read(clause, "broken", late=TENTH, places=-2)

    told = page(client, pledge="the-pledge", cash="3.0", **ONE_DUE)

    assert "R9, broken cannot be computed: Money with -2 decimals" in (
        told.content.decode()
    )
    assert len(told.context["found"].readings) == 4
    assert "clauses/" + clause.slug in told.content.decode()


def test_a_deemed_amount_that_cannot_be_computed_is_told(client, pledge):
    clause = ClauseFactory(
        kind="deemed_amount", number="R8", agreement=pledge.agreements.get()
    )
    ClauseReadingFactory(clause=clause, label="ever", parameters={"life_years": 101})

    told = page(client, pledge="the-pledge", cash="3.0", **ONE_DUE)

    assert "R8, ever cannot be computed: A life of 101" in told.content.decode()
    assert told.context["found"].rows
