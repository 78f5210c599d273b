"""The worked example beside each rule, and the test that runs it.

The same examples stand in docs/mou-rules.md, which the suite compares with these. Their
pages show any past day: an example tells nothing of what became known since.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from projects.codes import ClauseKind


@dataclass(frozen=True, slots=True)
class Example:
    """What comes of a rule on given figures; `page` names where to calculate others."""

    words: str
    test: str
    page: str = ""

    @property
    def url(self) -> str:
        return reverse(self.page) if self.page else ""


EXAMPLES: Mapping[str, Example] = {
    ClauseKind.TERM: Example(
        "its last day is in it, the next is not; last notice that leaves 45 US "
        "working days: 13 Nov 2028",
        "test_term.py::test_the_last_day_is_in_the_term_and_the_next_is_not",
        "scenario_clock",
    ),
    ClauseKind.DECISION_PATH: Example(
        "recommended on the day of the decision: met; a day after it: not met",
        "test_decision_path.py::"
        "test_decision_before_its_recommendation_is_out_of_order",
    ),
    ClauseKind.FUNDING_CLOCK: Example(
        "made-up notice of 11 Apr 2025: US days 16 Jun, Japanese days 18 Jun, both "
        "20 Jun",
        "test_funding_clock.py::"
        "test_45_days_after_an_announcement_end_on_the_known_dates",
        "scenario_clock",
    ),
    ClauseKind.PROFIT_SPLIT: Example(
        "D 1.0: cash 0.5 gives Japan 0.25 and carries 0.75; 1.0 gives 0.5 / 0.5; "
        "2.0 gives 1.0 / 1.0; 3.0 gives 1.1 / 1.9",
        "test_profit_split.py::"
        "test_cash_is_shared_evenly_until_each_side_has_the_amount",
        "scenario_split",
    ),
    ClauseKind.DEEMED_AMOUNT: Example(
        "US$10bn, 4.5% + 1.0%, 20 years: first year US$0.55bn + 0.50bn = 1.05bn",
        "test_deemed.py::"
        "test_ten_billion_at_five_and_a_half_percent_over_20_years_owes_1_05bn",
        "scenario_split",
    ),
    ClauseKind.REVIEW: Example(
        "a cent short after 20 years: met",
        "test_recovery.py::test_a_cent_short_after_20_years_opens_the_split",
        "scenario_split",
    ),
    ClauseKind.PENALTY: Example(
        "from 10% to 25% on US$100bn a year: US$15bn; without imports: cannot tell",
        "test_penalty.py::test_cost_is_the_raise_on_the_yearly_imports",
        "scenario_penalty",
    ),
    ClauseKind.SAFE_HARBOUR: Example(
        "good faith, no failure to fund: no tariff can follow",
        "test_penalty.py::test_tariff_cannot_be_raised_on_sheltered_goods",
        "scenario_penalty",
    ),
    ClauseKind.CAP: Example(
        "US$20bn paid: within; a cent more: not met",
        "test_cap.py::test_headroom_is_what_is_left_of_the_years_cap",
    ),
}
