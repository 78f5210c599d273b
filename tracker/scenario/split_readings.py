"""The readings of a split side by side: what is typed, then those of the record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from projects.rules.exact import percent
from projects.rules.result import Clause, Given
from projects.rules.split_terms import CatchUp, Shares, SplitTerms, Test, Until
from tracker.scenario.split_record import SplitRecord
from tracker.scenario.split_stream import LOANS, TYPED

ANY = Clause(TYPED, TYPED)


def readings(said: Mapping[str, Any], record: SplitRecord) -> dict[str, SplitTerms]:
    """What is typed first, under the name of the reading that says the same, if any."""
    mine = typed(said, record.main)
    others = {each.name: each.terms for each in record.readings}
    same = next((name for name, terms in others.items() if _same(terms, mine)), "")
    if same:
        return {same: others.pop(same), **others}
    return {_("as typed"): mine, **others}


def diverted(
    found: Mapping[str, SplitTerms], said: Mapping[str, Any], record: SplitRecord
) -> tuple[dict[str, SplitTerms], dict[str, CatchUp]]:
    """Each reading, and beside each with first shares the same with interest diverted.

    Where the record has no clause that diverts interest, it is a supposition.
    """
    if not said["unpaid"]:
        return dict(found), {}
    unpaid = CatchUp(record.diversion or ANY, Given(said["unpaid"], TYPED))
    words, both, catch_ups = _("%(reading)s, interest diverted"), {}, {}
    for reading, terms in found.items():
        both[reading] = terms
        if terms.early:
            named = words % {"reading": reading}
            both[named], catch_ups[named] = terms, unpaid
    return both, catch_ups


def typed(said: Mapping[str, Any], main: SplitTerms | None) -> SplitTerms:
    """The shares and the test that were typed, on the lines that the record names."""
    return SplitTerms(
        ANY,
        late=Shares(said["late_investor"], said["late_host"]),
        early=Shares(said["early_investor"], said["early_host"]),
        scope=main.scope if main else frozenset({LOANS}),
        until=Until(said["until"]),
        test=Test(said["test"]),
        net_of_tax=said["net_of_tax"] == "yes",
        carry_after_end=said["after_end"] == "kept",
        investor=main.investor if main else _("investor"),
        host=main.host if main else _("host"),
    )


def _same(one: SplitTerms, other: SplitTerms) -> bool:
    return replace(one, clause=ANY) == replace(other, clause=ANY)


def as_typed(record: SplitRecord) -> dict[str, object]:
    """What stands in the form where nothing was typed: what the record knows."""
    found: dict[str, object] = {}
    if record.deemed and record.deemed.spread is not None:
        found["spread"] = percent(record.deemed.spread)
    if record.deemed and record.deemed.life_years is not None:
        found["life"] = record.deemed.life_years
    if record.review:
        found["years"] = record.review.years
    main = record.main
    if main is None or main.early is None or main.late is None:
        return found
    return found | {
        "early_investor": percent(main.early.investor),
        "early_host": percent(main.early.host),
        "late_investor": percent(main.late.investor),
        "late_host": percent(main.late.host),
        "until": main.until.value,
        "test": main.test.value,
        "net_of_tax": "yes" if main.net_of_tax else "no",
        "after_end": "kept" if main.carry_after_end else "lost",
    }
