"""What we compute ourselves: each formula in plain words, and the rule behind it.

Whatever a page marks as ours names one of these, and `/methodology/` shows them all.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext_lazy as _

from deadlines.rules import (
    dormancy,
    forecast,
    moves,
    slip_figures,
    slips,
    status,
    survival,
)
from projects.rules import (
    cap,
    counting,
    decision_path,
    deemed,
    funding_clock,
    legal_basis,
    outlier,
    pace,
    penalty,
    profit_split,
    quantity,
    recovery,
    sums,
    term,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Label: TypeAlias = "str | StrPromise"


@dataclass(frozen=True, slots=True)
class Formula:
    """One computation. `slug` is its anchor, `rule` the function that does it."""

    slug: str
    name: Label
    words: Label
    rule: Callable[..., Any]

    @property
    def paragraphs(self) -> list[str]:
        """How the rule describes itself, in English, without what is of the code."""
        text = inspect.getdoc(self.rule) or ""
        found = [_readable(" ".join(part.split())) for part in text.split("\n\n")]
        return [part for part in found if part]

    @property
    def source(self) -> str:
        """Where the rule stands in the code: its module and name."""
        return f"{self.rule.__module__}.{self.rule.__name__}"


def _readable(paragraph: str) -> str:
    """The sentences that speak of the world, with quotes that open and close."""
    sentences = _ENDS.split(paragraph)
    kept = " ".join(each for each in sentences if not _OF_CODE.search(each))
    return _QUOTED.sub(r"“\1”", kept)


_ENDS = re.compile(r"(?<=[.?!])\s+")
_OF_CODE = re.compile(r"`|\bRaises\b|\bNone\b")
_QUOTED = re.compile(r'"([^"]*)"')

FORMULAS = (
    Formula(
        "adjusted",
        _("Adjusted total"),
        _(
            "The amounts added up, each thing once, without what stands beside the "
            "pledge, was known before it, is no amount of investment, or may overlap "
            "with what is counted."
        ),
        counting.adjusted,
    ),
    Formula(
        "outlier",
        _("Without the largest"),
        _(
            "The adjusted total without its largest amount, from three of one unit up, "
            "none of them open above; and the median, unless one is a limit or a range."
        ),
        outlier.outlier,
    ),
    Formula(
        "confirmed",
        _("Confirmed total"),
        _(
            "The adjusted total, over amounts with an origin of grade A or B only. "
            "Some origins are named only, by a text that we read; the total says so."
        ),
        counting.confirmed,
    ),
    Formula(
        "sum",
        _("Sum of amounts as stated"),
        _("Lower ends are added with lower ends and upper with upper; limits stay so."),
        sums.add,
    ),
    Formula(
        "parts",
        _("Parts against the whole"),
        _(
            "The whole less its parts, by the ends as printed. Half a step of the last "
            "printed digit of each figure is rounding."
        ),
        sums.compare,
    ),
    Formula(
        "reading",
        _("What draws on a pledge, by reading"),
        _("The forms of money that the words of a reading include, as we infer."),
        counting.counts_toward,
    ),
    Formula(
        "rounding",
        _("What a printed figure allows"),
        _("Everything that rounds to it: 33 is 32.5 to 33.5."),
        quantity.interval,
    ),
    Formula(
        "conflict",
        _("Figures that conflict"),
        _(
            "Two figures of the same thing, basis, unit and period whose intervals, at "
            "the precision printed, do not meet."
        ),
        quantity.conflicts,
    ),
    Formula(
        "status",
        _("Late, or target date passed"),
        _(
            "The last possible day has ended in the deadline's own zone and no outcome "
            "is accepted. “Late” only where law, agreement or an official commitment "
            "binds."
        ),
        status.status,
    ),
    Formula(
        "verdict",
        _("Verdict against both dates"),
        _("Days from the original and from the operative date to the day it was met."),
        status.verdict,
    ),
    Formula(
        "slip",
        _("Moves and slips"),
        _("A slip is an accepted move to a later day, counted in calendar days."),
        slips.history,
    ),
    Formula(
        "slip-figures",
        _("Slips of a set of deadlines"),
        _(
            "Days are added up for each deadline first; the median is of those that "
            "slipped. Deadlines chosen by us, not a sample."
        ),
        slip_figures.figures,
    ),
    Formula(
        "movers",
        _("Slips by who moved the date"),
        _("Each slip under whoever gave the later date; who only reports moves none."),
        slip_figures.by_mover,
    ),
    Formula(
        "stalled",
        _("Inferred stalled"),
        _(
            "Open, without a date ahead, and no evidence for more than 180 days. "
            "A check that found nothing new is no evidence."
        ),
        dormancy.inferred_stalled,
    ),
    Formula(
        "move-class",
        _("When a date was moved"),
        _("By the days from the day on which the move was known to the old date."),
        moves.move_class,
    ),
    Formula(
        "share-met",
        _("Share met by days after the original date"),
        _("Kaplan-Meier, open deadlines censored; the band is Greenwood's, 95%."),
        survival.survival,
    ),
    Formula(
        "forecast",
        _("Chance that an open deadline is met"),
        _("The share of its reference class that was met; no chance below 20 cases."),
        forecast.forecast,
    ),
    Formula(
        "pace",
        _("Equal amounts per day"),
        _(
            "The line of equal amounts per day: the sum over the days of the window; "
            "the agreement sets no schedule."
        ),
        pace.pace,
    ),
    Formula(
        "funding-clock",
        _("Funding clock"),
        _("The day of the notice plus so many days on the calendars named."),
        funding_clock.funding_clock,
    ),
    Formula(
        "profit-split",
        _("Profit split"),
        _("Early shares until the deemed amount is reached, then late shares."),
        profit_split.profit_split,
    ),
    Formula(
        "deemed",
        _("Deemed amount"),
        _(
            "Principal in equal parts over the life of the project, with interest on "
            "what has not fallen due."
        ),
        deemed.deemed_amounts,
    ),
    Formula(
        "term",
        _("Term of an agreement"),
        _("The last day, and the last notice whose clock still ends by then."),
        term.term,
    ),
    Formula(
        "recovery",
        _("Review of the split"),
        _("What is deemed due over the whole life less what was received in time."),
        recovery.recovery,
    ),
    Formula(
        "penalty",
        _("Condition of a penalty"),
        _("Set off, prior step taken, and found so by who judges. Met is not invoked."),
        penalty.penalty,
    ),
    Formula(
        "safe-harbour",
        _("Safe harbour"),
        _("Good faith found, and no failure to fund."),
        penalty.safe_harbour,
    ),
    Formula(
        "cap",
        _("Cap per calendar year"),
        _("The cap less what was paid in the year."),
        cap.cap,
    ),
    Formula(
        "legal-basis",
        _("Legal basis of a tariff"),
        _("The basis in force on the day; from the day that ended it, none."),
        legal_basis.legal_basis,
    ),
    Formula(
        "decision-path",
        _("Decision path"),
        _("The steps on record against the order that the clause gives."),
        decision_path.decision_path,
    ),
)
BY_SLUG = {formula.slug: formula for formula in FORMULAS}
