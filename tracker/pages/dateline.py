"""The operative line of a deadline: each accepted date and what it did to the last."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deadlines.codes import ReasonCode
from deadlines.models import DateClaim, Deadline, DeadlinePeriod
from deadlines.rules.moves import MoveClass, move_class
from deadlines.rules.slips import History, Move, MoveKind
from deadlines.trends import history_of
from projects.codes import KnownPrecision
from projects.models.claim import ClaimQuerySet
from projects.models.update import seen_by
from projects.rules.moment import Moment
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.wording import date_words, day_words, move_words

SHOWN = 5
EVERY = Q()
NO_MOVE = ("original", MoveKind.SAME, MoveKind.CORRECTED)


@dataclass(frozen=True, slots=True)
class Step:
    """One accepted date. `kind` is "original" or a move; `before` what it replaced.

    `move_class` says when it was moved or why that is no move, `timing` in words.
    """

    claim: DateClaim
    row: ClaimRow
    kind: str
    days: int
    words: str
    before: str
    timing: str
    move_class: MoveClass | None = None

    @property
    def slips(self) -> bool:
        """Was it moved later?"""
        return self.kind == MoveKind.LATER


@dataclass(frozen=True, slots=True)
class Line:
    """All accepted dates of one deadline, oldest first, and what they add up to."""

    steps: tuple[Step, ...]
    history: History


@dataclass(frozen=True, slots=True)
class RecentMove:
    """One revision of one deadline, and how long ago it became known."""

    deadline: Deadline
    step: Step
    age: int


def accepted_dates(deadlines: Collection[int], moment: Moment) -> QuerySet[DateClaim]:
    """The operative date claims of these deadlines in order, with their evidence."""
    return _shown(DateClaim.objects.operative(moment), deadlines, moment)


def dates_given(deadlines: Collection[int], moment: Moment) -> QuerySet[DateClaim]:
    """Every date claim about these deadlines that is seen, with its evidence."""
    return _shown(DateClaim.objects.seen(moment), deadlines, moment)


def _shown(
    claims: ClaimQuerySet[DateClaim], deadlines: Collection[int], moment: Moment
) -> QuerySet[DateClaim]:
    """Oldest knowledge first, with the clause from which a date was counted."""
    about = claims.filter(deadline__in=deadlines).in_order()
    return with_evidence(about, moment).select_related("reading__clause")


def by_deadline(dates: Iterable[DateClaim]) -> dict[int, list[DateClaim]]:
    """The dates of each deadline, in the order given."""
    found: dict[int, list[DateClaim]] = defaultdict(list)
    for claim in dates:
        found[claim.deadline_id].append(claim)
    return found


def line(claims: Sequence[DateClaim]) -> Line:
    """The line that the accepted dates of one deadline make, given in order."""
    found = history_of(claims)
    steps = [_step(claims, place, found) for place in range(len(claims))]
    return Line(steps=tuple(steps), history=found)


def recent_moves(
    moment: Moment, count: int = SHOWN, *, among: Q = EVERY
) -> list[RecentMove]:
    """The last revisions of any deadline, or of some, the newest first.

    Only deadlines that moved at all are looked at, the latest known first; each of them
    has a move, so that as many deadlines as moves asked for are enough, twice over.
    """
    moved = (
        DeadlinePeriod.objects.seen(moment)
        # True of each, and lets the database begin with the newest updates.
        .filter(among, seen_by(moment, "date_claim__update"), revisions__gt=0)
        .order_by("-date_claim__update__known_on", "-deadline_id")
        .values_list("deadline_id", flat=True)
    )
    dates = accepted_dates(list(moved[: 2 * count]), moment)
    found = [
        _recent(step, moment)
        for claims in by_deadline(dates).values()
        for step in line(claims).steps
        if step.kind not in NO_MOVE
    ]
    found.sort(key=_latest, reverse=True)
    return found[:count]


def _latest(move: RecentMove) -> tuple[date, int, int]:
    claim = move.step.claim
    return claim.update.known_on, claim.update_id, claim.place


def _recent(step: Step, moment: Moment) -> RecentMove:
    age = (moment.as_of - step.claim.update.known_on).days
    return RecentMove(deadline=step.claim.deadline, step=step, age=age)


def _step(claims: Sequence[DateClaim], place: int, found: History) -> Step:
    claim = claims[place]
    if place == 0:
        return Step(claim, claim_row(claim), "original", 0, _("original"), "", "")
    move, before = found.moves[place - 1], _replaced(claims, place)
    classed = _class(claim, before, move)
    return Step(
        claim=claim,
        row=claim_row(claim),
        kind=move.kind.value,
        days=move.days,
        words=move_words(move),
        before=date_words(before),
        timing=_timing(claim, before, classed),
        move_class=classed,
    )


def _class(claim: DateClaim, before: DateClaim, move: Move) -> MoveClass | None:
    """When it was moved, so far as a day of the move is known.

    Evidence that is only "at latest" or inferred to be of a day tells from when we
    know of the move, and not when it was made.
    """
    exact = claim.update.known_precision == KnownPrecision.EXACT
    return move_class(
        move.kind,
        before.window,
        moved_on=claim.said_on or (claim.update.known_on if exact else None),
        paused=claim.reason_code == ReasonCode.PAUSED,
    )


def _timing(claim: DateClaim, before: DateClaim, found: MoveClass | None) -> str:
    old = before.window
    unknown = found is MoveClass.DAY_UNKNOWN
    if unknown and old.latest and claim.update.known_on > old.latest:
        words = _("we know of it only from a report of %(day)s, after the date")
        return words % {"day": day_words(claim.update.known_on)}
    return _(found.words) if found else ""


def _replaced(claims: Sequence[DateClaim], place: int) -> DateClaim:
    """What a date is compared with: the last that had one, else the one before."""
    before = claims[place - 1]
    if claims[place].window.is_undated:
        return before
    dated = [claim for claim in claims[:place] if not claim.window.is_undated]
    return dated[-1] if dated else before
