"""Every fact of the fact base is carried by an update, or it is said why not."""

import pytest

from tests.tracker.seeding.samples import row

D1 = '[[fact]]\nid = "D1"\nupdates = ["2026-02-17-first"]\n'


@pytest.fixture
def uncovered(problems):
    def check(coverage, *facts):
        return problems(row("update", f"facts = {list(facts)}"), coverage=coverage)

    return check


def test_a_fact_and_its_update_name_each_other(uncovered):
    assert uncovered(D1, "D1") == []


def test_an_update_lists_only_covered_facts(uncovered):
    assert uncovered(D1, "D1", "D2") == [
        'more.toml:1: facts: no fact "D2" in coverage; did you mean "D1"?'
    ]


def test_coverage_names_the_update_that_lists_the_fact(uncovered):
    coverage = '[[fact]]\nid = "D1"\nwhy_not = "unverified"\n'

    assert uncovered(coverage, "D1") == [
        'more.toml:1: facts: coverage of "D1" does not name this update'
    ]


def test_the_named_update_lists_the_fact(uncovered):
    assert uncovered(D1) == [
        'coverage.toml:1: updates: "2026-02-17-first" (more.toml:1) does not list '
        '"D1" in its facts'
    ]


def test_the_named_update_exists(uncovered):
    assert uncovered(D1.replace("first", "frist")) == [
        'coverage.toml:1: updates: no update "2026-02-17-frist"; '
        'did you mean "2026-02-17-first"?'
    ]


EITHER = "coverage.toml:1: updates: write either updates or why_not"


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ('why_not = "unverified"', []),
        ('why_not = ""', [EITHER]),
        ('why_not = "x"\nupdates = ["2025-10-27-interview"]', [EITHER]),
    ],
)
def test_a_fact_has_either_updates_or_a_reason(uncovered, says, found):
    assert uncovered(f'[[fact]]\nid = "D1"\n{says}\n') == found


def test_an_unknown_field_of_a_fact_is_told(uncovered):
    assert uncovered('[[fact]]\nid = "D1"\nwhynot = "x"\n') == [
        'coverage.toml:1: whynot: unknown field; did you mean "why_not"?'
    ]


def test_a_fact_is_covered_once(uncovered):
    [found] = uncovered(f"{D1}\n{D1}", "D1")

    assert found.startswith('coverage.toml:5: id: "D1" is already at')


def test_coverage_holds_facts_only(uncovered):
    assert uncovered(row("party")) == [
        "coverage.toml:1: [[party]]: only [[fact]] belongs here"
    ]


def test_coverage_may_be_absent_only_while_no_fact_is_named(problems):
    assert problems(row("update")) == []
    assert problems(row("update", 'facts = ["D1"]')) == [
        "coverage.toml:1: missing: updates name facts it should list"
    ]
