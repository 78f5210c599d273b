"""Amounts that a total leaves out, with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from projects.rules.counting import Excluded, Reason
from tracker.pages.counted import Ledger, Shown

REASONS = {
    Reason.NOT_ADDITIVE: gettext_lazy("stands beside the pledge and is not in its sum"),
    Reason.PRE_DATES: gettext_lazy("was known before the pledge"),
    Reason.BUSINESS_SCALE: gettext_lazy(
        "business scale, sales included: not an amount of investment"
    ),
    Reason.NO_INVESTMENT: gettext_lazy(
        "on a basis that is no cost, financing, contract or payment"
    ),
    Reason.SAME_PROJECT: gettext_lazy("the same project is counted already"),
    Reason.MAY_OVERLAP: gettext_lazy("may overlap with what is counted"),
    Reason.WEAK_ORIGIN: gettext_lazy("no origin of grade A or B"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an amount is left out, and what is counted instead."""

    words: str
    instead: Shown | None


@dataclass(frozen=True, slots=True)
class Left:
    """One amount that is left out."""

    shown: Shown
    grounds: tuple[Ground, ...]


def left_out(found: Ledger, excluded: Iterable[Excluded]) -> tuple[Left, ...]:
    return tuple(
        Left(
            shown=found.shown(out.entry.key),
            grounds=tuple(
                Ground(
                    words=str(REASONS[ground.reason]),
                    instead=found.shown(ground.instead) if ground.instead else None,
                )
                for ground in out.grounds
            ),
        )
        for out in excluded
    )
