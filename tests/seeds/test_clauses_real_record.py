"""What the agreements' clauses say on the real record, by the day and by what was known."""

import re
from datetime import date
from decimal import Decimal

import pytest

from deadlines.models import DeadlinePeriod
from projects.codes import ClauseKind
from projects.evaluating import Assumed, evaluate, evaluate_pledge, tariff_standing
from projects.models import Clause, ClauseReading, Pledge
from projects.rules.moment import Moment
from projects.rules.result import Answer, Given
from tests.docs.pages import ROOT
from tests.seeded import seeded  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TODAY = date(2026, 11, 22)
PENALTY = "japan-550-tariff-penalty"


def answers(slug, on, *, reading="", as_of=None, **imports):
    clause = Clause.objects.select_related("agreement").get(slug=slug)
    given = {name: Given(Decimal(value), "given") for name, value in imports.items()}
    return evaluate(
        [clause],
        on=on,
        moment=Moment.at(as_of or on),
        reading=reading,
        assumed=Assumed(imports=given),
    )


def general(on):
    """The tariff effect of the penalty on the general component."""
    [found] = answers(PENALTY, on, reading="rate-to-be-set")
    return next(
        effect
        for effect in found.result.value.effects
        if effect.value.effect.component == "general"
    )


@pytest.mark.parametrize(
    ("on", "answer", "missing"),
    [
        (date(2026, 2, 19), Answer.MET, ()),
        (date(2026, 2, 20), Answer.NOT_MET, ()),
        (date(2026, 2, 21), Answer.NOT_MET, ()),
        (date(2026, 2, 23), Answer.NOT_MET, ()),
        (date(2026, 2, 24), Answer.MET, ()),
        (date(2026, 3, 1), Answer.MET, ()),
        (date(2026, 7, 24), Answer.MET, ()),
        (
            date(2026, 7, 25),
            Answer.CANNOT_TELL,
            ("effective date of Section 301",),
        ),
    ],
)
def test_the_general_tariff_rests_on_what_stood_that_day(on, answer, missing):
    clause = Clause.objects.select_related("agreement").get(slug=PENALTY)

    found = tariff_standing(clause, on=on, moment=Moment.at(on))["general"]

    assert (found.answer, found.missing) == (answer, missing)


@pytest.mark.parametrize(
    ("on", "holds"), [(date(2026, 7, 24), True), (date(2026, 7, 25), False)]
)
def test_section_122_holds_to_the_end_of_the_last_day_of_its_deadline(on, holds):
    clause = Clause.objects.select_related("agreement").get(slug=PENALTY)
    expiry = DeadlinePeriod.objects.standing().get(
        deadline__slug="section-122-expiry", held__upper_inf=True
    )

    found = tariff_standing(clause, on=on, moment=Moment.at(on))["general"]

    assert (found.answer is Answer.MET) is holds
    assert (on <= expiry.due_to) is holds


@pytest.mark.parametrize(
    ("on", "basis", "rate", "contested"),
    [
        (date(2026, 2, 19), "IEEPA", "0.15", []),
        (date(2026, 3, 1), "Section 122", "0.10", ["0.15"]),
    ],
)
def test_the_15_percent_that_some_give_stand_as_a_conflict(on, basis, rate, contested):
    clause = Clause.objects.select_related("agreement").get(slug=PENALTY)

    standing = tariff_standing(clause, on=on, moment=Moment.at(on))["general"].value

    assert (standing.basis, standing.rate) == (basis, Decimal(rate))
    assert [other.value for other in standing.contested] == [*map(Decimal, contested)]


@pytest.mark.parametrize(
    ("on", "names"),
    [
        (date(2026, 2, 21), ["IEEPA no longer held", "Learning Resources v. Trump"]),
        (date(2026, 7, 25), ["the 150 days of the statute", "directed on 2026-07-23"]),
    ],
)
def test_the_penalty_names_ruling_statute_and_memorandum(on, names):
    [found] = answers(PENALTY, on, reading="rate-to-be-set")
    working = " ".join(line.text for line in found.result.working)

    assert [name for name in names if name not in working] == []


def test_the_effect_follows_the_basis_of_its_component():
    assert general(date(2026, 2, 21)).answer is Answer.NOT_MET
    assert "effective date of Section 301" in general(date(2026, 7, 25)).missing
    assert "import base of general" in general(date(2026, 3, 1)).missing


def test_what_the_order_may_be_changed_to_is_our_inference_and_not_tested():
    [found] = answers("japan-550-order-modification", TODAY)
    effects = found.result.value.effects

    assert all(each.value.effect.inferred for each in effects)
    assert {each.answer for each in effects} <= {Answer.CANNOT_TELL, Answer.NOT_MET}


def test_without_an_import_base_the_cost_is_not_0():
    [without] = answers(PENALTY, date(2026, 3, 1), reading="up-to-25")
    [given] = answers(
        PENALTY, date(2026, 3, 1), reading="up-to-25", general="100000000000"
    )

    [blank], [priced] = without.result.value.effects, given.result.value.effects
    assert "import base of general" in blank.missing
    assert blank.value.amount is None
    assert "import base of general" not in priced.missing


def test_a_tariff_is_credited_to_its_own_instrument_or_to_the_statute():
    on = date(2026, 7, 25)
    clause = Clause.objects.select_related("agreement").get(slug=PENALTY)

    found = tariff_standing(clause, on=on, moment=Moment.at(on))
    [pharma] = found["pharma"].working

    assert "Trade Expansion Act of 1962" in pharma.text
    assert "14345" not in pharma.text
    assert "14345" in found["autos"].working[0].text


def test_the_ruling_is_not_known_the_day_before():
    clause = Clause.objects.select_related("agreement").get(slug=PENALTY)
    day_before = Moment.at(date(2026, 2, 19))

    found = tariff_standing(clause, on=date(2026, 3, 1), moment=day_before)["general"]

    assert (found.answer, found.value.basis) == (Answer.MET, "IEEPA")


def test_every_clock_waits_for_notice_and_payment():
    for slug in ("japan-550", "korea-200"):
        pledge = Pledge.objects.get(slug=slug)
        found = evaluate_pledge(pledge, on=TODAY, moment=Moment.at(TODAY))
        clocks = [
            each for each in found if each.clause.kind == ClauseKind.FUNDING_CLOCK
        ]

        words = {clock.words for clock in clocks}
        assert words == {"cannot tell: notice date, payment date"}


@pytest.mark.parametrize(
    ("tranche", "reading", "ends"),
    [
        ("japan-550-tranche-1", "not-before-us", date(2026, 4, 21)),
        ("japan-550-tranche-1", "not-before-jp", date(2026, 4, 23)),
        ("japan-550-tranche-1", "not-before-both", date(2026, 4, 23)),
        ("japan-550-tranche-1", "not-after", date(2026, 4, 3)),
        ("japan-550-tranche-2", "not-before-us", date(2026, 5, 21)),
        ("japan-550-tranche-2", "not-before-both", date(2026, 5, 29)),
    ],
)
def test_from_the_announcement_the_clock_is_a_calculation(tranche, reading, ends):
    found = answers("japan-550-funding-clock", TODAY, reading=reading)
    [clock] = [each for each in found if each.case.key == tranche]

    assert clock.result.value.date == ends
    assert clock.is_calculation
    assert clock.result.answer is Answer.CANNOT_TELL


def test_the_last_notice_that_fits_the_term_is_of_13_november_2028():
    [found] = answers("japan-550-term", TODAY)

    last = {each.reading: each.on for each in found.result.value}
    assert last["not before 45 working days, counted on US days"] == date(2028, 11, 13)


@pytest.mark.parametrize(
    ("as_of", "readings"),
    [
        (date(2025, 9, 4), set()),
        (date(2025, 9, 5), {"not-before-days"}),
        (date(2025, 9, 6), {"not-before-days", "not-after"}),
        (date(2026, 2, 11), {"not-before-days", "not-after"}),
    ],
)
def test_a_reading_is_there_from_the_day_it_was_known(as_of, readings):
    found = answers("japan-550-funding-clock", as_of)

    assert {each.reading.reading for each in found} == readings


def test_every_clause_of_the_fact_base_has_a_cited_reading():
    numbers = set(Clause.objects.values_list("number", flat=True))

    assert {f"R{number}" for number in range(1, 22)} <= numbers
    assert not Clause.objects.filter(readings=None).exists()
    assert not ClauseReading.objects.filter(citations=None).exists()


def test_every_clause_of_the_record_stands_on_the_page_of_rules():
    page = (ROOT / "docs" / "mou-rules.md").read_text("utf-8")
    with_rule, _, rest = page.partition("## Clauses that are text only")
    ruled = set(re.findall(r"^\| ([RK][\w-]*) \|", with_rule, re.MULTILINE))
    texts = set(re.findall(r"^\| ([RK][\w-]*) \|", rest, re.MULTILINE))
    readings_of_others = {"R12b", "R20"}

    for clause in Clause.objects.all():
        text_only = clause.kind == ClauseKind.TEXT
        assert clause.number in (ruled | texts if text_only else ruled)
    known = set(Clause.objects.values_list("number", flat=True))
    assert (ruled | texts) - known <= readings_of_others


def test_no_clause_of_the_record_is_refused_by_its_rule():
    for pledge in Pledge.objects.filter(slug__in=["japan-550", "korea-350"]):
        found = evaluate_pledge(pledge, on=TODAY, moment=Moment.at(TODAY))

        assert found
        assert [each.problem for each in found if each.problem] == []


def test_the_queries_do_not_grow_with_the_clauses(django_assert_max_num_queries):
    pledge = Pledge.objects.get(slug="japan-550")

    with django_assert_max_num_queries(22):
        evaluate_pledge(pledge, on=TODAY, moment=Moment.at(TODAY))
