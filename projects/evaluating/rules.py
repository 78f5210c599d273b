"""One function a kind of clause: what the record has is handed to its rule, typed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from projects.codes import CashFlowKind, ClauseKind, FindingKind
from projects.evaluating.calls import Calls, calls_of
from projects.evaluating.cases import Case, each, unpaid
from projects.evaluating.ledger import Ledger
from projects.evaluating.steps import walked
from projects.evaluating.streams import Stream, stream
from projects.evaluating.tariffs import components, spells
from projects.holiday_tables import calendars
from projects.models import ClauseReading
from projects.rules.cap import CapTerms, Payment, cap
from projects.rules.clause_terms import terms_of
from projects.rules.decision_path import PathTerms, decision_path
from projects.rules.deemed import DeemedTerms
from projects.rules.funding_clock import ClockTerms, funding_clock
from projects.rules.legal_basis import Standing, legal_basis
from projects.rules.penalty import penalty, safe_harbour
from projects.rules.penalty_effects import Shelter
from projects.rules.penalty_terms import Findings, PenaltyTerms, ShelterTerms, Stakes
from projects.rules.profit_split import profit_split
from projects.rules.recovery import ReviewTerms
from projects.rules.result import Answer, Clause, Given, Line, Result, lacking
from projects.rules.split_terms import CatchUp, SplitTerms
from projects.rules.term import TermTerms, term


@dataclass(frozen=True)
class Assumed:
    """What a reader gives because no source does: yearly imports by component."""

    imports: Mapping[str, Given[Decimal]] = field(default_factory=dict)


UNPAID_CALL = "whether a call is unpaid"

Found = Iterator[tuple[Case | None, Result[Any]]]


def written(ledger: Ledger, reading: ClauseReading) -> Clause:
    """Where a reading stands, as the rules name it."""
    return Clause(reading.clause.number, ledger.cited.of(reading))


def terms(ledger: Ledger, reading: ClauseReading) -> Any:
    """The typed terms of a reading, None for a text. Raises BadTerms."""
    clause = written(ledger, reading)
    return terms_of(reading.clause.kind, reading.parameters, clause=clause)


def beside(ledger: Ledger, reading: ClauseReading, kind: str) -> list[ClauseReading]:
    """The readings in force of a kind under the same pledges."""
    own = ledger.pledges_of(reading.clause)
    return [
        each_
        for each_ in ledger.readings
        if each_.clause.kind == kind and own & ledger.pledges_of(each_.clause)
    ]


def _clock(
    ledger: Ledger, reading: ClauseReading, given: ClockTerms, _: Assumed
) -> Found:
    bounded = replace(given, window_ends_on=window(ledger, reading, given))
    for case in each(ledger, reading):
        yield (
            case,
            funding_clock(
                bounded,
                on=ledger.on,
                calendars=calendars(),
                trigger=case.trigger if case else None,
                payment=case.payment if case else None,
                unpaid=unpaid(ledger, reading, case) if case else None,
            ),
        )


def window(ledger: Ledger, reading: ClauseReading, given: ClockTerms) -> date | None:
    """The clock's own window, else the term of the same pledge."""
    if given.window_ends_on:
        return given.window_ends_on
    for other in beside(ledger, reading, ClauseKind.TERM):
        found: TermTerms = terms(ledger, other)
        return found.ends_on
    return None


def _term(
    ledger: Ledger, reading: ClauseReading, given: TermTerms, _: Assumed
) -> Found:
    clocks = {
        clock.label: terms(ledger, clock)
        for clock in beside(ledger, reading, ClauseKind.FUNDING_CLOCK)
    }
    yield None, term(given, on=ledger.on, clocks=clocks, calendars=calendars())


def _path(
    ledger: Ledger, reading: ClauseReading, given: PathTerms, _: Assumed
) -> Found:
    for case in each(ledger, reading):
        taken = walked(ledger, reading, given, case) if case else {}
        yield case, decision_path(given, on=ledger.on, taken=taken)


def _cap(ledger: Ledger, reading: ClauseReading, given: CapTerms, _: Assumed) -> Found:
    paid = [
        Payment(flow.on, flow.amount, flow.currency, ledger.cited.of_flow(flow))
        for flow in ledger.flows_of(reading, CashFlowKind.PAID_OUT)
    ]
    yield None, cap(given, on=ledger.on, payments=paid or None)


def _found(
    ledger: Ledger, reading: ClauseReading, what: FindingKind
) -> Given[bool] | None:
    rows = ledger.findings_of(reading.clause, what)
    return ledger.cited.given(rows[-1].holds, rows[-1]) if rows else None


def _invoked(ledger: Ledger, reading: ClauseReading) -> Given[date] | None:
    rows = ledger.findings_of(reading.clause, FindingKind.INVOKED)
    last = rows[-1] if rows else None
    if last is None or last.on is None or not last.holds:
        return None
    return ledger.cited.given(last.on, last)


def _harbour(
    ledger: Ledger, reading: ClauseReading, given: ShelterTerms, _: Assumed
) -> Found:
    yield (
        None,
        safe_harbour(
            given,
            on=ledger.on,
            good_faith=_found(ledger, reading, FindingKind.GOOD_FAITH),
            failed_to_fund=_found(ledger, reading, FindingKind.FAILED_TO_FUND),
        ),
    )


def _penalty(
    ledger: Ledger, reading: ClauseReading, given: PenaltyTerms, assumed: Assumed
) -> Found:
    findings = Findings(
        triggered=_found(ledger, reading, FindingKind.TRIGGERED),
        judged=_found(ledger, reading, FindingKind.JUDGED),
        prior_step_done=_found(ledger, reading, FindingKind.PRIOR_STEP_DONE),
        invoked=_invoked(ledger, reading),
    )
    stakes = Stakes(
        bases=standings(ledger, reading),
        imports=assumed.imports,
        unpaid=_unmet(ledger, calls_of(ledger, reading)),
    )
    yield (
        None,
        penalty(
            given,
            on=ledger.on,
            findings=findings,
            stakes=stakes,
            shelter=_shelter(ledger, reading),
        ),
    )


def standings(ledger: Ledger, reading: ClauseReading) -> dict[str, Result[Standing]]:
    """On what each component known to the record rests, for the clause that asks."""
    return standings_under(
        ledger, ledger.pledges_of(reading.clause), asked=reading.clause.number
    )


def standings_under(
    ledger: Ledger, pledges: Collection[int], *, asked: str
) -> dict[str, Result[Standing]]:
    """On what each component of some pledges rests. Raises BadTerms."""
    found = spells(ledger, pledges)
    return {
        name: legal_basis(name, found, on=ledger.on, clause=asked)
        for name in components(ledger, pledges)
    }


def _shelter(ledger: Ledger, reading: ClauseReading) -> Shelter | None:
    """The safe harbour under the same pledge, the first reading of it."""
    for other in beside(ledger, reading, ClauseKind.SAFE_HARBOUR):
        given: ShelterTerms = terms(ledger, other)
        for _case, result in _harbour(ledger, other, given, Assumed()):
            return given, result
    return None


def _unmet(ledger: Ledger, calls: Calls) -> Given[Decimal] | None:
    """What was called and not paid, where the record has calls in one currency."""
    if not calls.known or calls.unpaid <= 0:
        return None
    return Given(calls.unpaid, ledger.cited.of_flow(calls.called[-1]))


def _stream(ledger: Ledger, reading: ClauseReading) -> Stream:
    """The cash of the lines, under the deemed amount of the same pledge."""
    for other in beside(ledger, reading, ClauseKind.DEEMED_AMOUNT):
        return stream(ledger, reading, terms(ledger, other))
    return stream(ledger, reading, DeemedTerms(written(ledger, reading)))


def _split(
    ledger: Ledger, reading: ClauseReading, given: SplitTerms, _: Assumed
) -> Found:
    held, diverts = _stream(ledger, reading), diversion(ledger, reading)
    calls = calls_of(ledger, reading)
    unmet = _unmet(ledger, calls)
    result = profit_split(
        given,
        on=ledger.on,
        periods=held.periods(given.scope),
        contributions=held.put_in(given.scope),
        catch_up=CatchUp(diverts, unmet) if diverts and unmet and given.early else None,
    )
    if diverts and given.early and not calls.known:
        result = lacking(result, UNPAID_CALL)
    yield None, result


def diversion(ledger: Ledger, reading: ClauseReading) -> Clause | None:
    """The clause under the same pledge that diverts interest while a call is unpaid."""
    for other in beside(ledger, reading, ClauseKind.PENALTY):
        found: PenaltyTerms = terms(ledger, other)
        if found.diverts:
            return found.clause
    return None


def _deemed(
    ledger: Ledger, reading: ClauseReading, given: DeemedTerms, _: Assumed
) -> Found:
    """The deemed amounts so far; met: each of them can be worked out."""
    amounts = stream(ledger, reading, given).deemed
    missing = tuple(dict.fromkeys(name for each_ in amounts for name in each_.missing))
    lines = [line for each_ in amounts for line in each_.working]
    lines.insert(0, Line(f"{reading.words}.", given.clause.ref, given.clause.citation))
    answer = Answer.CANNOT_TELL if missing else Answer.MET
    told, said = tuple(lines), "worked out for each year since the first payment"
    yield (
        None,
        Result("deemed", "1", ledger.on, answer, amounts, missing, told, meaning=said),
    )


def _review(
    ledger: Ledger, reading: ClauseReading, given: ReviewTerms, _: Assumed
) -> Found:
    """Whether the split may be reviewed. Without a first payment none can tell."""
    for other in beside(ledger, reading, ClauseKind.PROFIT_SPLIT):
        own: SplitTerms = terms(ledger, other)
        for _case, split in _split(ledger, other, own, Assumed()):
            yield None, _stream(ledger, reading).reviewed(given, ledger.on, own, split)
        return


BY_KIND: Mapping[str, Callable[[Ledger, ClauseReading, Any, Assumed], Found]] = {
    ClauseKind.TERM: _term,
    ClauseKind.DECISION_PATH: _path,
    ClauseKind.FUNDING_CLOCK: _clock,
    ClauseKind.PROFIT_SPLIT: _split,
    ClauseKind.DEEMED_AMOUNT: _deemed,
    ClauseKind.REVIEW: _review,
    ClauseKind.PENALTY: _penalty,
    ClauseKind.SAFE_HARBOUR: _harbour,
    ClauseKind.CAP: _cap,
}
