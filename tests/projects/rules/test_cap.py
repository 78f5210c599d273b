from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.rules.cap import CapTerms, Payment, cap
from projects.rules.result import BadInput, BadTerms, Clause

BN = Decimal(10**9)
KOREA = CapTerms(Clause("K-cap", "p18"), 20 * BN, "USD")
YEAR_END = date(2026, 12, 31)


def paid(amount, on=date(2026, 6, 1), currency="USD"):
    return Payment(on, Decimal(amount), currency, "receipt")


@pytest.mark.parametrize(
    ("amount", "words", "left"),
    [
        pytest.param("19999999999.99", "met", "0.01", id="a cent below"),
        pytest.param("20000000000.00", "met", "0.00", id="exactly the cap"),
        pytest.param("20000000000.01", "not met", "-0.01", id="a cent above"),
    ],
)
def test_headroom_is_what_is_left_of_the_years_cap(amount, words, left):
    result = cap(
        KOREA, on=YEAR_END, payments=[paid(5 * BN), paid(Decimal(amount) - 5 * BN)]
    )

    assert (result.words, str(result.value.left)) == (words, left)


def test_unknown_payments_are_missing_and_not_0():
    result = cap(KOREA, on=YEAR_END, payments=None)

    assert (result.words, result.value) == ("cannot tell: payments of 2026", None)


def test_known_absence_of_payments_leaves_the_whole_cap():
    assert cap(KOREA, on=YEAR_END, payments=[]).value.left == 20 * BN


@pytest.mark.parametrize(
    ("on", "used"),
    [
        pytest.param(date(2025, 12, 31), 0, id="the year before"),
        pytest.param(date(2026, 1, 1), 1, id="first day"),
        pytest.param(date(2026, 12, 31), 1, id="last day"),
        pytest.param(date(2027, 1, 1), 0, id="the year after"),
    ],
)
def test_cap_counts_its_own_calendar_year(on, used):
    result = cap(KOREA, on=date(2027, 6, 1), payments=[paid(1, on)], year=2026)

    assert result.value.paid == used


@pytest.mark.parametrize(
    ("on", "used"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1)]
)
def test_payments_count_from_their_own_day_on(on, used):
    assert cap(KOREA, on=on, payments=[paid(1)]).value.paid == used


def test_working_adds_up_payments_in_their_order():
    result = cap(KOREA, on=YEAR_END, payments=[paid(2, date(2026, 9, 1)), paid(1)])

    assert [line.text for line in result.working] == [
        "At most USD 20,000,000,000 in 2026.",
        "2026-06-01 (Mon): 1, so far 1.",
        "2026-09-01 (Tue): 2, so far 3.",
        "Headroom, by the payments given: 19,999,999,997.",
    ]


@pytest.mark.parametrize(
    ("payment", "message"),
    [
        (paid(1, currency="KRW"), "Nothing is converted"),
        (paid(-1), "Give a number of 0 or more"),
        (paid("0.001"), "at most 2 decimals"),
    ],
)
def test_payment_that_cannot_count_is_refused(payment, message):
    with pytest.raises(BadInput, match=message):
        cap(KOREA, on=YEAR_END, payments=[payment])


@pytest.mark.parametrize("amount", ["0", "-1", "NaN"])
def test_cap_of_nothing_is_refused(amount):
    with pytest.raises(BadTerms, match="write a number above 0"):
        replace(KOREA, amount=Decimal(amount))


@pytest.mark.parametrize("currency", ["EURO", "eur", "$", ""])
def test_cap_in_no_currency_is_refused(currency):
    with pytest.raises(BadTerms, match="three capital letters, as USD or EUR"):
        replace(KOREA, currency=currency)
