"""Logging what a clock comes to, under the account "system"."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from deadlines.actions.clock_reading import Counted, Verdict
from deadlines.actions.ledger import mention, publish
from deadlines.codes import Bindingness, Bound, DeadlineKind, Outcome
from deadlines.models import DateClaim, Deadline, OutcomeClaim
from projects import actions
from projects.codes import PartyKind
from projects.evaluating import Case, Evaluation
from projects.models import (
    Citation,
    Claim,
    ClauseReading,
    Party,
    Pledge,
    Update,
    User,
)

AUTHOR = "system"
SPEAKER = "pledgebook"
REASON = "Counted by us from a cited notice and a cited clause."


def log_clock(
    deadline: Deadline | None,
    readings: Sequence[Evaluation],
    *,
    moved: Sequence[Counted],
    before: Mapping[str, DateClaim],
    outcome: Verdict | None,
    settled: bool,
    now: datetime,
) -> str:
    """Write one update with the dates that are new and the outcome; its headline.

    A date is accepted where its reading is, where there is no other reading, or where
    it takes the place of one that is operative: of readings that differ none becomes
    the operative one by its age. And none once the clock is `settled`: no date that
    becomes known after the payment can be the operative one.
    """
    case, clause = readings[0].case, readings[0].clause
    decided = _decided(readings, before)
    if case is None:
        raise TypeError(f"{clause} has no case to log.")
    cites = _citations(readings, case)
    headline = f"{clause.title}, {case.label}: {_what(deadline, moved, outcome)}"[:300]
    with publish(
        by=system(),
        now=now,
        headline=headline,
        note=_note(moved, before),
        known_on=_known_on(readings, case, before, now),
        about={"pledges": [case.projects[0].pledge], "projects": case.projects},
    ) as update:
        kept = deadline or _deadline(readings[0], case, update)
        for place, each in enumerate(moved, start=1):
            claim = _date(each, kept, update, place, cites, before.get(each.code))
            if each.code in decided and not (settled and before):
                actions.accept(claim, update=update, reason=REASON)
        if outcome:
            _ended(outcome, kept, update, len(moved) + 1, cites)
        mention(update, deadlines=[kept])
    return headline


def _decided(
    readings: Sequence[Evaluation], before: Mapping[str, DateClaim]
) -> frozenset[str]:
    """The codes of the readings whose date is to be the operative one."""
    keys = [each.reading.pk for each in readings]
    accepted = ClauseReading.objects.operative().filter(pk__in=keys)
    if first := [each.reading for each in readings if each.reading in accepted]:
        return frozenset({first[0].reading})
    if len(readings) == 1:
        return frozenset({readings[0].reading.reading})
    dates = DateClaim.objects.operative()
    known = dates.filter(pk__in=[claim.pk for claim in before.values()])
    return frozenset(known.values_list("reading__reading", flat=True))


def log_cancelled(deadline: Deadline, *, now: datetime) -> str:
    """Say that the notice from which a clock was counted is no longer cited."""
    claims = Claim.objects.live().filter(dateclaim__deadline=deadline)
    cites = [row for claim in claims.order_by("pk") for row in _cited(claim)]
    headline = f"{deadline}: its notice is no longer cited"[:300]
    with publish(
        by=system(),
        now=now,
        headline=headline,
        known_on=now.astimezone(UTC).date(),
        about={"pledges": [deadline.pledge]},
    ) as update:
        words = "the notice is no longer cited"
        cancelled = Verdict(Outcome.CANCELLED, None, words)
        _ended(cancelled, deadline, update, 1, _once(cites))
        mention(update, deadlines=[deadline])
    return headline


def system() -> User:
    """The account under which the tracker logs; nobody can sign in with it."""
    author, made = User.objects.get_or_create(
        username=AUTHOR, defaults={"is_active": False}
    )
    if made:
        author.set_unusable_password()
        author.save(update_fields=["password"])
    return author


def _speaker() -> actions.Said:
    party, _made = Party.objects.get_or_create(
        slug=SPEAKER, defaults={"name": "Pledgebook", "kind": PartyKind.AGENCY}
    )
    return actions.Said(party, "our own count")


def _what(
    deadline: Deadline | None, moved: Sequence[Counted], outcome: Verdict | None
) -> str:
    if outcome:
        return outcome.words.partition(";")[0]
    if deadline is None:
        return "counted from the notice"
    return f"counted anew, {len(moved)} of its readings moved"


def _note(moved: Sequence[Counted], before: Mapping[str, DateClaim]) -> str:
    """Each reading that moved, from what to what, and on which holiday tables."""
    rows = []
    for each in moved:
        old = before.get(each.code)
        was = f" (was {old.earliest_on or old.latest_on})" if old else ""
        rows.append(f"{each.words}{was}; {each.reason}.")
    tables = [
        line.text
        for each in moved
        for line in (each.evaluation.result.working if each.evaluation.result else ())
        if "Days off:" in line.text
    ]
    return " ".join([*rows, *dict.fromkeys(tables)])


def _known_on(
    readings: Sequence[Evaluation],
    case: Case,
    before: Mapping[str, DateClaim],
    now: datetime,
) -> date:
    """From when it was known: its newest input, today if none is newer than ours.

    Then what changed is a holiday table, and that is known from today.
    """
    today = now.astimezone(UTC).date()
    days = [each.reading.update.known_on for each in readings]
    days += [row.claim.update.known_on for row in _inputs(readings, case) if row.claim]
    last = max((claim.update.known_on for claim in before.values()), default=None)
    newest = min(max(days), today)
    return today if last and newest <= last else newest


def _inputs(readings: Sequence[Evaluation], case: Case) -> Iterator[Citation]:
    """What is cited for notice and payment."""
    for given in (case.notice, case.payment):
        if given:
            yield readings[0].cited[given.citation]


def _deadline(first: Evaluation, case: Case, update: Update) -> Deadline:
    clause, project = first.clause, case.projects[0]
    pledge: Pledge = project.pledge
    shared = {each.tranche_id for each in case.projects} == {project.tranche_id}
    slug = f"{clause.slug}-{case.key.replace('+', '-and-')}"
    return Deadline.objects.create(
        slug=_free(slug),
        title=f"{clause.title}: {case.label}"[:200],
        kind=DeadlineKind.FUNDING,
        bindingness=Bindingness.AGREEMENT,
        bound=Bound.READING,
        obligor=pledge.promisor,
        met_when="The money has moved, on the word of those who pay or receive it.",
        zone=pledge.zone,
        pledge=pledge,
        tranche=project.tranche if shared else None,
        project=project if len(case.projects) == 1 else None,
        agreement=clause.agreement,
        clause=clause,
        case=case.key,
        brought_in_by=update,
    )


def _free(slug: str) -> str:
    """A slug of 80 at most that no deadline has."""
    wanted, number = slug[:80].rstrip("-"), 2
    while Deadline.objects.filter(slug=wanted).exists():
        wanted = f"{slug[:76].rstrip('-')}-{number}"
        number += 1
    return wanted


def _date(
    each: Counted,
    deadline: Deadline,
    update: Update,
    place: int,
    cites: Sequence[actions.Cited],
    before: DateClaim | None,
) -> DateClaim:
    return actions.state(
        DateClaim,
        update=update,
        place=place,
        by=[_speaker()],
        citations=[*cites, *_once(_cited(each.evaluation.reading))],
        deadline=deadline,
        words=each.words,
        earliest_on=each.earliest_on,
        latest_on=each.latest_on,
        window_reason=each.reason,
        reading=each.evaluation.reading,
        supersedes=before,
    )


def _ended(
    outcome: Verdict,
    deadline: Deadline,
    update: Update,
    place: int,
    cites: Sequence[actions.Cited],
) -> None:
    claim = actions.state(
        OutcomeClaim,
        update=update,
        place=place,
        by=[_speaker()],
        citations=cites,
        deadline=deadline,
        outcome=outcome.outcome,
        on=outcome.on,
        words=outcome.words,
    )
    actions.accept(claim, update=update, reason=REASON)


def _citations(readings: Sequence[Evaluation], case: Case) -> list[actions.Cited]:
    return _once(_inputs(readings, case))


def _cited(claim: Claim) -> list[Citation]:
    return list(claim.citations.all())


def _once(rows: Sequence[Citation] | Iterator[Citation]) -> list[actions.Cited]:
    """The same places again, with the chain to where they come from; each once."""
    found = {(row.source_id, row.locator): row for row in rows}
    return [
        actions.Cited(
            row.source,
            locator=row.locator,
            via=[step.source for step in row.steps.select_related("source")],
        )
        for row in found.values()
    ]
