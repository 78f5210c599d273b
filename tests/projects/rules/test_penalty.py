from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.rules.legal_basis import legal_basis
from projects.rules.penalty import penalty, safe_harbour
from projects.rules.penalty_terms import (
    Effect,
    EffectKind,
    Findings,
    PenaltyTerms,
    ShelterTerms,
    Stakes,
)
from projects.rules.result import BadInput, BadTerms, Clause, Given
from tests.projects.rules.tariffs import AUTOS, GENERAL, SPELLS

BN = Decimal(10**9)
MARCH = date(2026, 3, 1)

TARIFF = Effect(EffectKind.TARIFF, "General tariff", GENERAL, Decimal("0.25"))
ON_CARS = replace(TARIFF, words="Tariff on cars", component=AUTOS)
RECLAIM = Effect(EffectKind.RECLAIM, "The US reclaims revenues")
DIVERSION = Effect(EffectKind.DIVERSION, "The US takes Korea's interest")
SUSPENSION = Effect(EffectKind.SUSPENSION, "Concessions are suspended")

NON_FUNDING = PenaltyTerms(
    Clause("R14", "n15"),
    trigger="Japan does not fund a selected project",
    judge="the US President",
    effects=(TARIFF,),
    prior_step="Japan consulted the US first",
)
NOT_TESTED = "cannot tell: legal basis of what is changed or ended (not tested)"
YES, NO = Given(True, "letter"), Given(False, "letter")
ALL_FOUND = Findings(triggered=YES, judged=YES, prior_step_done=YES)
IMPORTS = {GENERAL: Given(100 * BN, "census")}


def stakes(on, imports=None, **named):
    """What is at stake on a day: the legal bases, and imports if given."""
    bases = {
        name: legal_basis(name, SPELLS, on=on, clause="R14")
        for name in (GENERAL, AUTOS)
    }
    return Stakes(bases=bases, imports=imports or {}, **named)


def asked(*effects, on=MARCH, findings=ALL_FOUND, imports=IMPORTS, **named):
    """The penalty with these effects, all conditions found unless told."""
    terms = replace(NON_FUNDING, effects=effects or (TARIFF,))
    shelter = named.pop("shelter", None)
    at_stake = stakes(on, imports, **named)
    return penalty(terms, on=on, findings=findings, stakes=at_stake, shelter=shelter)


def effect_of(*effects, **named):
    return asked(*effects, **named).value.effects[0]


def test_without_findings_each_one_is_named():
    assert asked(findings=Findings()).missing == (
        "whether Japan does not fund a selected project",
        "whether Japan consulted the US first",
        "finding by the US President",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "condition met (no invocation on record)", id="all found"),
        pytest.param(
            {"judged": NO},
            "condition not met (no invocation on record)",
            id="judged not",
        ),
        pytest.param(
            {"triggered": NO, "judged": None},
            "condition not met (no invocation on record)",
            id="one no settles it",
        ),
        pytest.param(
            {"judged": None}, "cannot tell: finding by the US President", id="no judge"
        ),
        pytest.param(
            {"prior_step_done": None},
            "cannot tell: whether Japan consulted the US first",
            id="consultation not known",
        ),
    ],
)
def test_condition_needs_trigger_prior_step_and_judge(changes, words):
    assert asked(findings=replace(ALL_FOUND, **changes)).said == words


def test_general_clause_without_a_prior_step_asks_for_none():
    terms = replace(NON_FUNDING, prior_step="")

    result = penalty(terms, on=MARCH, findings=Findings(YES, YES), stakes=stakes(MARCH))

    assert result.words == "met"


@pytest.mark.parametrize(
    ("invoked", "words"),
    [
        (date(2026, 3, 1), "condition met (invoked on 2026-03-01)"),
        (date(2026, 3, 2), "condition met (no invocation on record)"),
    ],
)
def test_invocation_is_a_fact_of_its_own(invoked, words):
    findings = replace(ALL_FOUND, invoked=Given(invoked, "order"))

    assert asked(findings=findings).said == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        pytest.param(date(2026, 2, 19), "met", id="IEEPA"),
        pytest.param(date(2026, 2, 21), "not met", id="nothing"),
        pytest.param(date(2026, 3, 1), "met", id="Section 122"),
        pytest.param(
            date(2026, 7, 25), "cannot tell: effective date of Section 301", id="301"
        ),
    ],
)
def test_tariff_follows_the_legal_basis_of_its_component_that_day(on, words):
    assert effect_of(on=on).words == words


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 2, 21), "no basis stands on that day"),
        (MARCH, "a basis stands on that day; its rate limit is not in the record"),
    ],
)
def test_no_more_is_said_of_a_tariff_than_was_tested(on, said):
    assert effect_of(on=on).said == said


def test_sheltered_goods_are_told_from_a_basis_that_fell():
    held = safe_harbour(SHELTER, on=MARCH, good_faith=YES, failed_to_fund=NO)

    assert effect_of(shelter=(SHELTER, held)).said == "kept off by the safe harbour"


def test_the_cost_says_that_it_takes_both_rates_as_of_one_kind():
    assert "whether one comes on top of the ordinary duty" in (
        effect_of().working[-1].text
    )


def test_ruling_statute_and_memorandum_stand_in_the_penaltys_working():
    told = " ".join(line.text for line in asked(on=date(2026, 7, 25)).working)

    assert "Learning Resources v. Trump" in told
    assert "the statute's 150 days" in told
    assert "the memorandum of 23 July 2026" in told


def test_component_on_another_statute_keeps_its_penalty_through_the_gap():
    cars = {AUTOS: Given(40 * BN, "census")}
    result = asked(TARIFF, ON_CARS, on=date(2026, 2, 21), imports=cars)

    assert [effect.words for effect in result.value.effects] == ["not met", "met"]


def test_without_an_import_base_the_cost_cannot_be_told_and_is_not_0():
    result = effect_of(imports={})

    assert result.words == "cannot tell: import base of general"
    assert result.value.amount is None


def test_rate_left_to_the_president_is_missing():
    assert effect_of(replace(TARIFF, to_rate=None)).missing == (
        "rate set by the US President",
    )


def test_cost_is_the_raise_on_the_yearly_imports():
    result = effect_of()

    assert result.value.amount == 15 * BN
    assert "from 10% to 25% on yearly imports of 100,000,000,000" in (
        result.working[-1].text
    )


def test_rate_that_other_sources_give_has_its_own_cost():
    assert effect_of().value.at_other_rates == ((Decimal("0.15"), 10 * BN),)


@pytest.mark.parametrize(
    ("rate", "amount"), [("0.10", "0.00"), ("0.09", "0.00"), ("0.11", "1E+9")]
)
def test_rate_no_higher_than_todays_costs_nothing(rate, amount):
    lower = replace(TARIFF, to_rate=Decimal(rate))

    assert effect_of(lower).value.amount == Decimal(amount)


def test_cost_is_rounded_once_to_the_cent():
    third = replace(TARIFF, to_rate=Decimal("0.133"))
    imports = {GENERAL: Given(Decimal("0.15"), "census")}

    assert str(effect_of(third, imports=imports).value.amount) == "0.00"


@pytest.mark.parametrize(
    ("effect", "named", "words", "amount"),
    [
        (RECLAIM, {}, "cannot tell: terms of the reclaim", None),
        (DIVERSION, {}, "cannot tell: unpaid call", None),
        (DIVERSION, {"unpaid": Given(BN, "notice")}, "met", BN),
        (SUSPENSION, {}, NOT_TESTED, None),
        (SUSPENSION, {"unpaid": Given(BN, "notice")}, NOT_TESTED, None),
        (
            RECLAIM,
            {"unpaid": Given(BN, "n")},
            "cannot tell: terms of the reclaim",
            None,
        ),
    ],
)
def test_effects_other_than_tariffs_need_their_own_inputs(effect, named, words, amount):
    result = effect_of(effect, **named)

    assert (result.words, result.value.amount) == (words, amount)


def test_inputs_missing_for_any_effect_are_named_once():
    result = asked(TARIFF, ON_CARS, RECLAIM, RECLAIM, imports={})

    assert result.value.missing == (
        "import base of general",
        "import base of autos",
        "terms of the reclaim",
    )


SHELTER = ShelterTerms(Clause("R15", "n7"))


@pytest.mark.parametrize(
    ("good_faith", "failed", "words"),
    [
        (YES, NO, "met"),
        (YES, YES, "not met"),
        (NO, None, "not met"),
        (YES, None, "cannot tell: finding on a failure to fund"),
        (None, NO, "cannot tell: finding on good faith"),
    ],
)
def test_shelter_needs_good_faith_and_no_failure_to_fund(good_faith, failed, words):
    result = safe_harbour(
        SHELTER, on=MARCH, good_faith=good_faith, failed_to_fund=failed
    )

    assert result.words == words


@pytest.mark.parametrize(
    ("failed", "words"),
    [
        pytest.param(NO, "not met", id="sheltered"),
        pytest.param(YES, "met", id="shelter lost"),
        pytest.param(None, "cannot tell: finding on a failure to fund", id="open"),
    ],
)
def test_tariff_cannot_be_raised_on_sheltered_goods(failed, words):
    held = safe_harbour(SHELTER, on=MARCH, good_faith=YES, failed_to_fund=failed)

    assert effect_of(shelter=(SHELTER, held)).words == words


@pytest.mark.parametrize(
    ("failed", "cost"),
    [
        pytest.param(None, 15 * BN, id="shelter not known: a calculation"),
        pytest.param(NO, None, id="sheltered: none"),
    ],
)
def test_cost_is_worked_out_where_only_a_finding_is_missing(failed, cost):
    held = safe_harbour(SHELTER, on=MARCH, good_faith=YES, failed_to_fund=failed)
    effect = effect_of(shelter=(SHELTER, held))

    assert effect.value.amount == cost
    assert effect.words == (
        "cannot tell: finding on a failure to fund" if cost else "not met"
    )


def test_shelter_covers_only_its_own_goods():
    only_cars = replace(SHELTER, components=frozenset({AUTOS}))
    held = safe_harbour(only_cars, on=MARCH, good_faith=YES, failed_to_fund=NO)

    result = asked(TARIFF, ON_CARS, SUSPENSION, shelter=(only_cars, held))

    words = [str(effect.answer) for effect in result.value.effects]
    assert words == ["met", "not met", "cannot tell"]


def test_basis_nobody_gave_is_missing():
    terms = replace(NON_FUNDING, effects=(TARIFF,))
    result = penalty(
        terms, on=MARCH, findings=ALL_FOUND, stakes=Stakes(imports=IMPORTS)
    )

    assert result.value.missing == ("legal basis of general",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"judge": ""}, "who judges"),
        ({"trigger": ""}, "what sets it off"),
        ({"effects": ()}, "without an effect"),
    ],
)
def test_penalty_that_cannot_be_meant_is_refused(changes, message):
    with pytest.raises(BadTerms, match=message):
        replace(NON_FUNDING, **changes)


@pytest.mark.parametrize(
    ("changes", "refused", "message"),
    [
        ({"component": ""}, BadTerms, "names its component"),
        ({"kind": EffectKind.RECLAIM}, BadTerms, "nothing else has one"),
        ({"component": "generall"}, BadTerms, "'generall' is none of general, autos"),
        ({"to_rate": Decimal(25)}, BadInput, r"Write 4\.5% as 0\.045"),
        ({"to_rate": Decimal("-0.01")}, BadTerms, "A tariff of -1%: write 0 or more"),
        ({"kind": EffectKind.RECLAIM, "component": ""}, BadTerms, "Only a tariff has"),
    ],
)
def test_effect_that_cannot_be_meant_is_refused(changes, refused, message):
    with pytest.raises(refused, match=message):
        replace(TARIFF, **changes)


def test_shelter_over_unknown_goods_is_refused():
    clause = Clause("R19", "mou")

    with pytest.raises(BadTerms, match="'generall' is none of general, autos"):
        ShelterTerms(clause, frozenset({"generall"}))
    assert ShelterTerms(clause, frozenset({GENERAL})).components == {GENERAL}


@pytest.mark.parametrize("base", ["-1", "0.001"])
def test_import_base_that_is_no_money_is_refused_whatever_else_is_missing(base):
    with pytest.raises(BadInput, match="The import base of general is"):
        Stakes(imports={GENERAL: Given(Decimal(base), "typed")})

    assert Stakes(imports={GENERAL: Given(Decimal(0), "typed")}).imports
