"""The readings of a split, each as terms of the rule on the lines of this page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from projects.rules.result import Clause
from projects.rules.split_terms import Shares, SplitTerms, Test, Until
from tracker.scenario.split_stream import EQUITY, LOANS

SPLIT, AMOUNT, SCOPE = (Clause(ref, "reported") for ref in ("R18", "R19", "R20"))
TENTH = Shares(Decimal("0.1"), Decimal("0.9"))
INVESTOR, HOST = "Japan", "United States"


def readings(said: Mapping[str, Any]) -> dict[str, SplitTerms]:
    """What is typed first, then what others read the clause as."""
    sides: dict[str, Any] = {"investor": INVESTOR, "host": HOST}
    return {
        _("as typed, on loans"): typed(said),
        _("90% of all"): SplitTerms(SCOPE, late=TENTH, **sides),
        _("by contribution"): SplitTerms(SCOPE, late=None, **sides),
        _("90% of equity only"): SplitTerms(
            SCOPE, late=TENTH, scope=frozenset({EQUITY}), **sides
        ),
    }


def typed(said: Mapping[str, Any]) -> SplitTerms:
    """The shares and the test that were typed, on the loans alone."""
    return SplitTerms(
        SPLIT,
        late=Shares(said["late_investor"], said["late_host"]),
        early=Shares(said["early_investor"], said["early_host"]),
        scope=frozenset({LOANS}),
        until=Until(said["until"]),
        test=Test(said["test"]),
        carry_after_end=said["after_end"] == "kept",
        investor=INVESTOR,
        host=HOST,
    )
