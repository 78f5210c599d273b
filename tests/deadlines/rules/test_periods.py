"""Properties of the periods of a deadline, for any ledger of accepted claims."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.periods import AcceptedDate, AcceptedOutcome, Period, periods
from deadlines.rules.windows import Window

BEGAN = date(2025, 10, 1)
days = st.integers(0, 200).map(lambda n: BEGAN + timedelta(days=n))


@st.composite
def switches(draw, known_on):
    first = (known_on, True)
    later = draw(st.lists(st.tuples(days, st.booleans()), max_size=2))
    return (first, *sorted(row for row in later if row[0] > known_on))


@st.composite
def dates(draw):
    known_on, due = draw(days), draw(st.none() | days)
    return AcceptedDate(
        claim=draw(st.integers(1, 10**6)),
        order=(known_on, draw(days), draw(st.integers(1, 9)), draw(st.integers(1, 9))),
        switches=draw(switches(known_on)),
        window=Window.by(due) if due else Window(),
    )


@st.composite
def outcomes(draw):
    known_on = draw(days)
    return AcceptedOutcome(
        claim=draw(st.integers(1, 10**6)),
        order=(known_on, known_on, 1, 1),
        switches=draw(switches(known_on)),
        outcome=draw(st.sampled_from(["met", "cancelled", "reopened", "partly_met"])),
        on=known_on,
    )


ledgers = st.tuples(st.lists(dates(), max_size=5), st.lists(outcomes(), max_size=2))


def of(ledger) -> tuple[Period, ...]:
    return periods(*ledger, began_on=BEGAN, zone="Asia/Tokyo", bound="by")


def on(found, day) -> Period:
    return next(p for p in found if p.start <= day and (p.end is None or day < p.end))


@given(ledgers)
def test_periods_follow_each_other_without_gap_or_overlap(ledger):
    found = of(ledger)

    assert found[0].start == BEGAN
    assert found[-1].end is None
    assert all(one.end == other.start for one, other in itertools.pairwise(found))


@given(ledgers, days)
def test_a_past_day_is_the_same_without_what_became_known_later(ledger, day):
    claims, ended = ledger
    known = (
        [claim for claim in claims if claim.order[0] <= day],
        [claim for claim in ended if claim.order[0] <= day],
    )

    then, now = on(of(ledger), day), on(of(known), day)

    assert (then.due, then.slips, then.slip_days) == (now.due, now.slips, now.slip_days)
    assert (then.state, then.date_claim) == (now.state, now.date_claim)


@given(ledgers)
def test_the_order_in_which_claims_were_recorded_does_not_matter(ledger):
    claims, ended = ledger
    unique = {claim.order: claim for claim in claims}.values()
    one_outcome = ended[:1]

    assert of((list(unique), one_outcome)) == of((list(unique)[::-1], one_outcome))


@given(ledgers)
def test_only_an_open_deadline_can_be_late(ledger):
    for period in of(ledger):
        assert period.late_at is None or period.state == "open"
        assert (period.late_at is None) or period.due.latest is not None


@given(ledgers)
def test_neighbouring_periods_differ(ledger):
    found = of(ledger)

    for one, other in itertools.pairwise(found):
        assert replace(one, start=other.start, end=other.end) != other
