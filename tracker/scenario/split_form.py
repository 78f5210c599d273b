"""What is asked for a split: the cash, the loan behind it, the shares, the test."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Pledge
from projects.rules.deemed import DayCount, Reset
from projects.rules.exact import percent
from projects.rules.split_terms import Test, Until
from tracker.forms import DayField
from tracker.scenario import typed
from tracker.scenario.forms import TypedField

LONGEST = 4000
MOST_YEARS = 100
YEAR = re.compile(r"(19|20|21)\d\d")

PER_YEAR = (
    (1, gettext_lazy("a year")),
    (2, gettext_lazy("half a year")),
    (4, gettext_lazy("a quarter")),
)
UNTIL = (
    (Until.EACH_SIDE.value, gettext_lazy("each side has its amount")),
    (Until.INVESTOR.value, gettext_lazy("the investor has its amount")),
    (Until.OUTLAY.value, gettext_lazy("the investor has its outlay back")),
)
TESTS = (
    (Test.PER_PERIOD.value, gettext_lazy("period by period")),
    (Test.CUMULATIVE.value, gettext_lazy("on all received so far")),
)
AFTER_END = (
    ("lost", gettext_lazy("is lost")),
    ("kept", gettext_lazy("is still owed")),
)
RESETS = (
    (Reset.EACH_PERIOD.value, gettext_lazy("anew for each period")),
    (Reset.ONCE.value, gettext_lazy("once, for the first")),
)
DAY_COUNTS = (
    (DayCount.EQUAL_PERIODS.value, gettext_lazy("equal parts of a year")),
    (DayCount.ACTUAL_360.value, gettext_lazy("actual days over 360")),
    (DayCount.ACTUAL_365.value, gettext_lazy("actual days over 365")),
)
TAXES = (
    ("no", gettext_lazy("before tax")),
    ("yes", gettext_lazy("after tax")),
)
SECTIONS = (
    (gettext_lazy("Which readings, on which day"), ("pledge", "on")),
    (gettext_lazy("Cash"), ("cash", "per_year", "start", "host_money", "discount")),
    (
        gettext_lazy("Deemed amount"),
        ("principal", "index", "spread", "life", "carry", "deemed"),
    ),
    (
        gettext_lazy("Shares"),
        ("early_investor", "early_host", "late_investor", "late_host"),
    ),
    (
        gettext_lazy("What the sources leave open"),
        ("until", "test", "net_of_tax", "after_end", "reset", "day_count"),
    ),
    (gettext_lazy("If a call is not met; review of the shares"), ("unpaid", "years")),
)


def money(label: Any, help_text: Any = "", *, required: bool = False) -> TypedField:
    return TypedField(
        typed.amount,
        label=label,
        help_text=help_text,
        required=required,
        max_length=40,
    )


def rate(label: Any, help_text: Any = "", *, required: bool = True) -> TypedField:
    return TypedField(
        typed.percent,
        label=label,
        help_text=help_text,
        required=required,
        max_length=20,
    )


class SplitForm(forms.Form):
    """One stream of cash and all that the split of it depends on."""

    pledge = forms.ChoiceField(
        label=gettext_lazy("Readings of the split of"), required=False
    )
    on = DayField(label=gettext_lazy("On the day"))
    cash = TypedField(
        typed.cash_rows,
        label=gettext_lazy("Cash to distribute, a period a line"),
        help_text=gettext_lazy(
            "Period, cash on policy loans and, if any, cash on equity and the tax on "
            "both: 2027, 1.5bn, 0.2bn, 0.1bn. Rows can be pasted from a table."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        max_length=LONGEST,
        required=False,
    )
    per_year = forms.TypedChoiceField(
        label=gettext_lazy("One period is"), choices=PER_YEAR, coerce=int
    )
    start = DayField(label=gettext_lazy("First day"))
    principal = money(
        gettext_lazy("Principal"), gettext_lazy("The money lent, on the first day.")
    )
    host_money = money(
        gettext_lazy("Money put in by the host"),
        gettext_lazy("Empty is not known; 0 is nothing."),
    )
    discount = rate(
        gettext_lazy("Discount rate, %"), gettext_lazy("For the present value.")
    )
    index = TypedField(
        typed.percents,
        label=gettext_lazy("6-month SOFR, %"),
        help_text=gettext_lazy("One for all periods, or one for each."),
        required=False,
        max_length=1000,
    )
    spread = rate(gettext_lazy("Spread, %"), required=False)
    life = forms.IntegerField(
        label=gettext_lazy("Life of the project, years"),
        min_value=1,
        max_value=MOST_YEARS,
        required=False,
    )
    carry = money(
        gettext_lazy("Carried in"),
        gettext_lazy("Due to each side from before and not received."),
    )
    deemed = TypedField(
        typed.amounts,
        label=gettext_lazy("Deemed amount itself"),
        help_text=gettext_lazy(
            "One for all periods, or one for each. It takes the place of loan and rate."
        ),
        required=False,
        max_length=1000,
    )
    early_investor = rate(gettext_lazy("Investor at first, %"))
    early_host = rate(gettext_lazy("Host at first, %"))
    late_investor = rate(gettext_lazy("Investor later, %"))
    late_host = rate(gettext_lazy("Host later, %"))
    until = forms.ChoiceField(
        label=gettext_lazy("First shares hold until"), choices=UNTIL
    )
    test = forms.ChoiceField(label=gettext_lazy("Tested"), choices=TESTS)
    net_of_tax = forms.ChoiceField(
        label=gettext_lazy("Shared is the cash"), choices=TAXES
    )
    after_end = forms.ChoiceField(
        label=gettext_lazy("Unpaid at the project's end"), choices=AFTER_END
    )
    reset = forms.ChoiceField(label=gettext_lazy("SOFR is taken"), choices=RESETS)
    day_count = forms.ChoiceField(
        label=gettext_lazy("Part of a year"), choices=DAY_COUNTS
    )
    unpaid = money(
        gettext_lazy("Call not met"),
        gettext_lazy(
            "What was called and not paid, before the first period. The host takes the "
            "investor's interest until that is made up."
        ),
    )
    years = forms.IntegerField(
        label=gettext_lazy("Shares may be reviewed after, years"),
        help_text=gettext_lazy(
            "If the deemed amount has not been received by then. Empty: no such test."
        ),
        min_value=1,
        max_value=MOST_YEARS,
        required=False,
    )

    def __init__(self, data: Any, *, pledges: Iterable[Pledge]) -> None:
        super().__init__(data)
        field: Any = self.fields["pledge"]
        field.choices = [(pledge.slug, pledge.name) for pledge in pledges]

    def sections(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The fields under their headings, in order."""
        for heading, names in SECTIONS:
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for pair in ("early", "late"):
            self._refuse_shares(pair, said)
        for name in ("spread", "discount"):
            self._refuse_rates(name, [said.get(name)])
        self._refuse_rates("index", said.get("index") or ())
        self._refuse_another_year(said)
        return said

    def _refuse_shares(self, pair: str, said: dict[str, Any]) -> None:
        investor, host = said.get(f"{pair}_investor"), said.get(f"{pair}_host")
        if investor is None or host is None:
            return
        if min(investor, host) < 0:
            self.add_error(f"{pair}_host", _("A share is never below 0."))
        elif investor + host != 1:
            shares = {"one": percent(investor), "other": percent(host)}
            words = _("%(one)s and %(other)s do not add up to 100%%.") % shares
            self.add_error(f"{pair}_host", words)
        elif pair == "early" and 0 in (investor, host):
            words = _("A side with a first share of 0 never gets its amount.")
            self.add_error(f"{pair}_host", words)

    def _refuse_rates(self, name: str, rates: Any) -> None:
        if any(rate is not None and abs(rate) >= Decimal(1) for rate in rates):
            self.add_error(name, _("Give a rate below 100% a year."))

    def _refuse_another_year(self, said: dict[str, Any]) -> None:
        """Periods named by their years begin in the year of the first."""
        rows, start = said.get("cash"), said.get("start")
        if not (rows and start and YEAR.fullmatch(rows[0].label)):
            return
        if int(rows[0].label) != start.year:
            named = {"label": rows[0].label, "year": start.year}
            words = _("The first period is %(label)s, this day lies in %(year)d.")
            self.add_error("start", words % named)
