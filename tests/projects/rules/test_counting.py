from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.counting import (
    Entry,
    Ground,
    Link,
    Measure,
    Reason,
    adjusted,
    confirmed,
    counts_toward,
)
from projects.rules.quantity import Quantity

BN = Decimal(10) ** 9


def entry(key, bn, *things, limit=False, **fields):
    high = Decimal(bn) * BN
    qualifier = "up_to" if limit else "exactly"
    quantity = Quantity(None if limit else high, high, qualifier, BN, "USD")
    return Entry(key, quantity, frozenset(things or [key]), **fields)


def words(count):
    return [total.words for total in count.sums]


def grounds(count):
    return {out.entry.key: out.grounds for out in count.excluded}


TRANCHE_1 = entry("t1", 36, "ohio", "texas", "georgia")
OHIO = entry("ohio-us", 33, "ohio")
TRANCHE_2 = [entry("smr", 40, limit=True), entry("gas", 33, limit=True)]


def test_two_tranches_come_to_up_to_109():
    count = adjusted([TRANCHE_1, *TRANCHE_2])

    assert words(count) == ["up to US$109bn"]
    assert count.excluded == ()


def test_a_part_of_a_counted_whole_is_counted_once():
    count = adjusted([OHIO, TRANCHE_1])

    assert words(count) == ["US$36bn"]
    assert grounds(count) == {"ohio-us": (Ground(Reason.SAME_PROJECT, "t1"),)}


def test_of_two_figures_for_one_thing_the_first_given_counts():
    count = adjusted([OHIO, entry("ohio-japan", 34, "ohio")])

    assert words(count) == ["US$33bn"]
    assert grounds(count)["ohio-japan"] == (Ground(Reason.SAME_PROJECT, "ohio-us"),)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"additive": False}, Reason.NOT_ADDITIVE),
        ({"pre_dates": True}, Reason.PRE_DATES),
        ({"measure": Measure.BUSINESS_SCALE}, Reason.BUSINESS_SCALE),
        ({"measure": Measure.OTHER}, Reason.NO_INVESTMENT),
    ],
)
def test_what_is_no_investment_under_the_pledge_is_left_out(fields, reason):
    count = adjusted([entry("a", 1), entry("b", 5, **fields)])

    assert words(count) == ["US$1bn"]
    assert grounds(count) == {"b": (Ground(reason),)}


@pytest.mark.parametrize(
    ("certain", "reason"),
    [(True, Reason.SAME_PROJECT), (False, Reason.MAY_OVERLAP)],
)
def test_what_is_or_may_be_the_same_is_counted_once(certain, reason):
    plant, listed = entry("plant", 6), entry("listed", 5)

    count = adjusted([plant, listed], [Link("listed", "plant", certain)])

    assert words(count) == ["US$6bn"]
    assert grounds(count) == {"listed": (Ground(reason, "plant"),)}


def test_what_was_left_out_itself_does_not_push_others_out():
    scale = entry("scale", 100, "plant", measure=Measure.BUSINESS_SCALE)

    count = adjusted([scale, entry("cost", 6, "plant")])

    assert words(count) == ["US$6bn"]


def test_every_ground_is_named():
    scale = entry("scale", 5, measure=Measure.BUSINESS_SCALE)

    count = adjusted([entry("plant", 6), scale], [Link("scale", "plant", False)])

    assert [ground.reason for ground in grounds(count)["scale"]] == [
        Reason.BUSINESS_SCALE,
        Reason.MAY_OVERLAP,
    ]


def test_a_list_of_business_scale_leaves_nothing_to_count():
    count = adjusted([entry("list", 490, measure=Measure.BUSINESS_SCALE)])

    assert words(count) == []


def test_cover_behind_a_loan_is_no_further_money():
    count = adjusted([entry("loan", 10), entry("cover", 8, contingent=True)])

    assert words(count) == ["US$10bn"]
    assert [total.words for total in count.cover] == ["US$8bn"]


def test_confirmed_leaves_out_what_only_a_repost_says():
    weak = entry("repost", 44, strong=False)

    assert words(adjusted([OHIO, weak])) == ["US$77bn"]
    assert words(confirmed([OHIO, weak])) == ["US$33bn"]
    assert grounds(confirmed([weak])) == {"repost": (Ground(Reason.WEAK_ORIGIN),)}


def test_a_weak_whole_does_not_hide_its_strong_parts():
    count = confirmed([replace(TRANCHE_1, strong=False), OHIO])

    assert words(count) == ["US$33bn"]


@pytest.mark.parametrize(
    ("instrument", "reading", "counts"),
    [
        ("loan", "ceiling", True),
        ("cover", "ceiling", True),
        ("equity", "credit-ceiling", False),
        ("cover", "directed-money", False),
        ("loan", "direct-investment", False),
        ("loan", "no-difference", None),
        ("", "ceiling", None),
    ],
)
def test_whether_money_draws_on_the_pledge_depends_on_the_reading(
    instrument, reading, counts
):
    assert counts_toward(instrument, reading) is counts


entries = st.builds(
    entry,
    st.uuids().map(str),
    st.integers(1, 500),
    st.sampled_from("abcdef"),
    st.sampled_from("abcdef"),
    limit=st.booleans(),
    measure=st.sampled_from(Measure),
    contingent=st.booleans(),
    strong=st.booleans(),
)
links = st.builds(
    Link, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans()
)


@given(st.lists(entries, max_size=12), st.lists(links, max_size=4))
def test_every_amount_ends_in_one_place_and_no_thing_counts_twice(given_, linked):
    for count in (adjusted(given_, linked), confirmed(given_, linked)):
        out = [each.entry.key for each in count.excluded]
        kept = [each.key for each in (*count.counted, *count.contingent)]
        things = [thing for each in count.counted for thing in each.things]

        assert sorted(out + kept) == sorted(each.key for each in given_)
        assert len(things) == len(set(things))
        assert all(each.grounds for each in count.excluded)
