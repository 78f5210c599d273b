from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.rules.legal_basis import Spell, legal_basis
from projects.rules.result import BadInput, BadTerms, Given
from tests.projects.rules.tariffs import (
    AUTOS,
    GENERAL,
    IEEPA,
    SECTION_122,
    SECTION_301,
    SPELLS,
)


def basis(on, component=GENERAL, spells=SPELLS):
    return legal_basis(component, spells, on=on, clause="R14")


@pytest.mark.parametrize(
    ("on", "words", "name"),
    [
        pytest.param(date(2026, 2, 19), "met", "IEEPA", id="the day before the ruling"),
        pytest.param(date(2026, 2, 20), "not met", None, id="the day of the ruling"),
        pytest.param(date(2026, 2, 23), "not met", None, id="before Section 122"),
        pytest.param(date(2026, 2, 24), "met", "Section 122", id="its first day"),
        pytest.param(date(2026, 7, 24), "met", "Section 122", id="its last day"),
        pytest.param(
            date(2026, 7, 25),
            "cannot tell: effective date of Section 301",
            None,
            id="the first day without it",
        ),
    ],
)
def test_general_tariff_rests_on_what_was_in_force_that_day(on, words, name):
    result = basis(on)

    assert result.words == words
    assert (result.value and result.value.basis) == name


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2025, 9, 15), "cannot tell: legal basis of autos"),
        (date(2026, 2, 23), "met"),
    ],
)
def test_ruling_leaves_a_component_on_another_statute_alone(on, words):
    assert basis(on, AUTOS).words == words


def test_component_without_a_spell_has_no_known_basis():
    assert basis(date(2026, 3, 1), "rice").words == "cannot tell: legal basis of rice"


def test_other_rate_of_the_same_time_stands_as_a_conflict():
    result = basis(date(2026, 3, 1))

    assert result.value.rate == Decimal("0.10")
    assert [other.value for other in result.value.contested] == [Decimal("0.15")]
    assert "general: 15% according to another source." in texts(result)


def texts(result):
    return [line.text for line in result.working]


def test_working_names_ruling_statute_and_memorandum_with_their_citations():
    cited = {line.citation for line in basis(date(2026, 7, 25)).working}

    assert {"n72", "p10", "p9"} <= cited
    assert texts(basis(date(2026, 7, 25)))[-1].endswith(
        "directed on 2026-07-23 (Thu), first day not known."
    )


def test_working_of_a_gap_says_that_it_rests_on_nothing():
    told = basis(date(2026, 2, 21)).working

    assert told[-2].text == (
        "general: IEEPA no longer held from 2026-02-20 (Fri), by the ruling "
        "Learning Resources v. Trump."
    )
    assert told[-1].text == "general: rests on nothing on 2026-02-21 (Sat)."
    assert told[-1].citation == "n72"


@pytest.mark.parametrize(
    ("on", "told"), [(date(2026, 7, 22), False), (date(2026, 7, 23), True)]
)
def test_what_was_directed_is_told_from_its_day_on(on, told):
    assert any("Section 301" in text for text in texts(basis(on))) is told


def test_effective_date_once_known_settles_it():
    known = replace(SECTION_301, valid_from=date(2026, 8, 1))
    spells = [IEEPA, SECTION_122, known]

    before, after = (
        basis(date(2026, month, day), spells=spells) for month, day in ((7, 31), (8, 1))
    )
    assert (before.words, after.words) == ("not met", "met")


def test_gap_after_an_end_without_a_cause_cites_the_basis_itself():
    silent = replace(IEEPA, ended=None)

    assert basis(date(2026, 2, 21), spells=[silent]).working[-1].citation == "p1"


@pytest.mark.parametrize(
    ("begins", "refused"),
    [
        pytest.param(date(2026, 7, 24), True, id="on its last day"),
        pytest.param(date(2026, 7, 25), False, id="on the first day without it"),
    ],
)
def test_two_bases_at_once_are_refused(begins, refused):
    spells = [SECTION_122, replace(SECTION_301, valid_from=begins)]

    if refused:
        with pytest.raises(BadTerms, match="Section 122 and on Section 301 at once"):
            basis(date(2026, 3, 1), spells=spells)
    else:
        assert basis(date(2026, 3, 1), spells=spells).words == "met"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"valid_from": None}, "say when it begins"),
        ({"valid_to": date(2025, 9, 16)}, "ends before it begins"),
        ({"rate": Decimal(15)}, r"Write 4\.5% as 0\.045"),
        ({"other_rates": (Given(Decimal(25), "x"),)}, r"Write 4\.5% as 0\.045"),
    ],
)
def test_spell_that_cannot_be_meant_is_refused(changes, message):
    with pytest.raises((BadTerms, BadInput), match=message):
        replace(IEEPA, **changes)


def test_spell_needs_only_a_basis_and_a_beginning():
    plain = Spell("ships", "Act", "an act", "c", valid_from=date(2026, 1, 1))

    assert basis(date(2026, 1, 1), "ships", [plain]).value.rate is None


def test_a_rate_that_two_others_give_is_one_conflict_with_a_line_for_each():
    others = tuple(Given(Decimal("0.15"), source) for source in ("n102", "n134"))

    found = basis(date(2026, 3, 1), spells=[replace(SECTION_122, other_rates=others)])

    assert [each.citation for each in found.value.contested] == ["n102"]
    told = [line.citation for line in found.working if "another source" in line.text]
    assert told == ["n102", "n134"]
