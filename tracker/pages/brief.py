"""One pledge on one printed page: the promise, how far, what is due, what is contested.

Everything comes from the functions that the dashboard and the page of the pledge use;
each value has the number of its footnote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod, OutcomeClaim
from projects.models import Pledge
from projects.rules.moment import Moment
from projects.rules.sums import Sum
from tracker.moment import Request, at_moment
from tracker.pages.beside import shown
from tracker.pages.citing import Cite, cited
from tracker.pages.claims import contested_first
from tracker.pages.claims_matrix import Asked, statements_by_question
from tracker.pages.counted import Shown, ledger
from tracker.pages.dashboard import developments
from tracker.pages.dateline import (
    Step,
    accepted_dates,
    by_deadline,
    line,
    recent_moves,
)
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.pledge import statements_about
from tracker.pages.rungs import ladders
from tracker.pages.standing import DeadlineRow, grouped, listed, of_pledge, rows
from tracker.pages.totals import Method, methods_of
from tracker.pages.urgent import freshness

MOST_FIGURES, MOST_DEADLINES, MOST_MOVES = 3, 6, 3
MOST_QUESTIONS, MOST_ANSWERS = 3, 3
ORDER = ("late", "passed", "soon", "open", "met", "limit", "undated", "closed")
RANK = Case(
    *(When(group=code, then=Value(rank)) for rank, code in enumerate(ORDER)),
    output_field=IntegerField(),
)


@dataclass
class Notes:
    """The footnotes in the order in which the page needs them."""

    rows: list[ClaimRow] = field(default_factory=list)

    def number(self, row: ClaimRow | None) -> int:
        """The number under which a claim stands at the foot; 0 is none."""
        if row is None:
            return 0
        keys = [each.claim.pk for each in self.rows]
        if row.claim.pk not in keys:
            self.rows.append(row)
            return len(self.rows)
        return keys.index(row.claim.pk) + 1


@dataclass(frozen=True, slots=True)
class Noted:
    """A value in words, what it is about, and the number of its footnote."""

    words: str
    about: str
    note: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to count: as said, at most some of it, and what we make of it."""

    name: str
    said: tuple[Noted, ...]
    more: int
    adjusted: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline with the footnotes of its date, its first date and its outcome."""

    row: DeadlineRow
    note: int
    first_note: int
    outcome_note: int


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a date with its footnote."""

    title: str
    step: Step
    note: int


@dataclass(frozen=True, slots=True)
class Contested:
    """One question, who answers what, and how many answers are not shown."""

    text: str
    verdict: str
    answers: tuple[Noted, ...]
    more: int


@require_safe
@at_moment
def brief(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    pledges = Pledge.objects.seen(moment).select_related("promisor", "beneficiary")
    found = get_object_or_404(pledges, slug=slug)
    notes = Notes()
    context = {
        "pledge": found,
        "editor": settings.EDITOR_NAME,
        "freshness": freshness(developments(moment).first(), moment),
        "promised": promised(found, moment, notes),
        "rungs": [_rung(each, notes) for each in methods_of(ledger(found, moment))],
        **dates(found, moment, notes),
        "contested": contested(found, moment, notes),
        "notes": notes.rows,
        "cited": cited(
            Cite(f"{slug}/brief", request.path, found.name),
            moment,
            now=request.asked_at,
        ),
    }
    return render(request, "brief.html", context)


def promised(pledge: Pledge, moment: Moment, notes: Notes) -> tuple[Noted, ...]:
    """The latest word on the headline and on the ceiling."""
    (ladder,) = ladders([pledge], moment)
    return tuple(
        Noted(amount.row.value, amount.row.heading, notes.number(amount.row))
        for amount in ladder.rungs[0].amounts
    )


def dates(pledge: Pledge, moment: Moment, notes: Notes) -> dict[str, object]:
    """What is late, passed, due and met, the most urgent first; and the last moves."""
    periods = DeadlinePeriod.objects.seen(moment).filter(of_pledge(pledge.slug))
    urgent = grouped(listed(periods), moment.now).order_by(
        RANK, F("late_at").asc(nulls_last=True), "deadline__title", "pk"
    )
    chosen = rows(urgent[:MOST_DEADLINES], moment)
    steps = _steps([row.deadline.pk for row in chosen], moment)
    moves = recent_moves(moment, MOST_MOVES, among=of_pledge(pledge.slug))
    outcomes = _outcomes(chosen, moment)
    return {
        "due": [
            _due(row, steps.get(row.deadline.pk, ()), outcomes, notes) for row in chosen
        ],
        "more_due": periods.count() - len(chosen),
        "moves": [
            Moved(move.deadline.title, move.step, notes.number(move.step.row))
            for move in moves
        ],
    }


def contested(pledge: Pledge, moment: Moment, notes: Notes) -> list[Contested]:
    """The questions with most different answers."""
    statements = shown(statements_about(pledge, moment), moment)
    asked = contested_first(statements_by_question(statements))
    many = [each for each in asked if len(each.answers) > 1]
    return [_contested(each, notes) for each in many[:MOST_QUESTIONS]]


def _rung(method: Method, notes: Notes) -> Rung:
    said = method.said[:MOST_FIGURES]
    return Rung(
        name=method.name,
        said=tuple(_noted(each, notes) for each in said),
        more=len(method.said) - len(said),
        adjusted=method.adjusted,
    )


def _noted(shown: Shown, notes: Notes) -> Noted:
    return Noted(shown.words, shown.about, notes.number(shown.row))


def _contested(asked: Asked, notes: Notes) -> Contested:
    answers = asked.answers[:MOST_ANSWERS]
    return Contested(
        text=asked.text,
        verdict=asked.verdict,
        answers=tuple(
            Noted(
                words=answer.words,
                about=_names(answer.holders[0].row),
                note=notes.number(answer.holders[0].row),
            )
            for answer in answers
        ),
        more=len(asked.answers) - len(answers),
    )


def _names(row: ClaimRow) -> str:
    return ", ".join(speaker.name for speaker in row.evidence.speakers)


def _due(
    row: DeadlineRow,
    steps: Sequence[Step],
    outcomes: Mapping[int, ClaimRow],
    notes: Notes,
) -> Due:
    """Each value of the row with the number of the claim that gives it."""
    period = row.period
    given = {step.claim.pk: step.row for step in steps}
    original = period.original_window
    first = [step.row for step in steps if step.claim.window == original]
    return Due(
        row=row,
        outcome_note=notes.number(outcomes.get(row.deadline.pk)),
        note=notes.number(given.get(period.date_claim_id or 0)),
        first_note=notes.number(first[0]) if first and _moved(row) else 0,
    )


def _moved(row: DeadlineRow) -> bool:
    """Is its first date another one, to be shown beside it?"""
    return row.original not in ("", row.due)


def _steps(deadlines: Iterable[int], moment: Moment) -> dict[int, tuple[Step, ...]]:
    """The operative line of each deadline."""
    dates = by_deadline(accepted_dates(list(deadlines), moment))
    return {pk: line(claims).steps for pk, claims in dates.items()}


def _outcomes(rows: Sequence[DeadlineRow], moment: Moment) -> dict[int, ClaimRow]:
    """The claim that says how a deadline ended, where one is accepted."""
    keys = [row.period.outcome_claim_id for row in rows]
    claims = OutcomeClaim.objects.filter(pk__in=[key for key in keys if key])
    found = with_evidence(claims, moment)
    return {claim.deadline_id: claim_row(claim) for claim in found}
