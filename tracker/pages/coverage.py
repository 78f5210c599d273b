"""What we read, in which languages, when we last looked, and what we leave out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.codes import Grade, Stance, UpdateKind, UpdateStatus
from projects.models import Claim, Pledge, Question, Source, Statement, Update
from projects.models.update import is_evidence
from projects.rules.moment import Moment
from tracker.desk.choices import READ_LANGUAGE_NAMES
from tracker.moment import Request, at_moment
from tracker.pages.timeline import by_pledge

LANGUAGES = dict(READ_LANGUAGE_NAMES)


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """The sources read in one language; `newest` is their newest publication."""

    name: str
    sources: int
    grades: tuple[tuple[str, int], ...]
    oldest: date | None
    newest: date | None


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """How well a pledge is covered: what is known of it, and how old the newest is."""

    pledge: Pledge
    updates: int
    newest: date | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Month:
    """How many updates became known in a month; none is said, too."""

    first: date
    updates: int


@dataclass(frozen=True, slots=True)
class Looked:
    """When somebody last wrote anything down, and last found nothing new."""

    recorded_at: datetime | None
    known_on: date | None
    checks: int
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the record holds back or could not get, counted."""

    named_only: int
    without_date: int
    without_address: int
    not_accepted: int
    denied: int
    known_errors: int
    weak: int
    retracted: int
    unanswered: int


@require_safe
@at_moment
def coverage(request: Request) -> HttpResponse:
    moment = request.moment
    return render(
        request,
        "coverage.html",
        {
            "languages": languages(moment),
            "pledges": pledges(moment),
            "months": months(moment),
            "looked": looked(moment),
            "left_out": left_out(moment),
        },
    )


def languages(moment: Moment) -> list[LanguageRow]:
    """The languages of what we hold and something cites, most sources first."""
    graded = {grade.value: Count("pk", filter=Q(grade=grade)) for grade in Grade}
    rows: Iterable[Mapping[str, Any]] = (
        Source.objects.named(moment)
        .filter(held=True)
        .values("language")
        .annotate(
            sources=Count("pk"),
            oldest=Min("published_on"),
            newest=Max("published_on"),
            **graded,
        )
        .order_by("-sources", "language")
    )
    return [
        LanguageRow(
            name=str(LANGUAGES.get(row["language"], row["language"])),
            sources=row["sources"],
            grades=tuple((grade.value, row[grade.value]) for grade in Grade),
            oldest=row["oldest"],
            newest=row["newest"],
        )
        for row in rows
    ]


def pledges(moment: Moment) -> list[PledgeRow]:
    """Every pledge with its updates, as its own page counts them; the most first."""
    told: Counter[int] = Counter()
    evidence: dict[int, date] = {}
    for key, _update, known_on, kind in by_pledge(moment):
        told[key] += 1
        if kind != UpdateKind.VERIFICATION:
            evidence[key] = max(evidence.get(key, known_on), known_on)
    found = Pledge.objects.seen(moment).order_by("name", "pk")
    rows = [_pledge_row(each, told[each.pk], evidence, moment) for each in found]
    return sorted(rows, key=lambda row: -row.updates)


def _pledge_row(
    pledge: Pledge, updates: int, evidence: Mapping[int, date], moment: Moment
) -> PledgeRow:
    newest = evidence.get(pledge.pk)
    age = (moment.as_of - newest).days if newest else None
    return PledgeRow(pledge, updates=updates, newest=newest, age=age)


def months(moment: Moment) -> list[Month]:
    """From the month of the moment back to the first of the record."""
    counted: dict[date, int] = dict(
        Update.objects.seen(moment)
        .evidence()
        .annotate(month=TruncMonth("known_on"))
        .values_list("month")
        .annotate(Count("pk"))
        .order_by()
    )
    if not counted:
        return []
    return [
        Month(first, counted.get(first, 0))
        for first in _back(moment.as_of, min(counted))
    ]


def looked(moment: Moment) -> Looked:
    live = Update.objects.seen(moment)
    checks = live.filter(kind=UpdateKind.VERIFICATION)
    newest = live.aggregate(
        recorded=Max("recorded_at"), known=Max("known_on", filter=is_evidence())
    )
    return Looked(
        recorded_at=newest["recorded"],
        known_on=newest["known"],
        checks=checks.count(),
        checked_on=checks.aggregate(day=Max("known_on"))["day"],
    )


def left_out(moment: Moment) -> LeftOut:
    claims = Claim.objects.seen(moment)
    sources = Source.objects.named(moment)
    strong = claims.filter(citations__origin__grade__in=[Grade.A, Grade.B])
    held = sources.filter(held=True)
    return LeftOut(
        named_only=sources.filter(held=False).count(),
        without_date=held.filter(published_on=None).count(),
        without_address=held.filter(url="").count(),
        not_accepted=claims.exclude(
            pk__in=Claim.objects.operative(moment).values("pk")
        ).count(),
        denied=claims.filter(stance=Stance.DENIES).count(),
        known_errors=claims.exclude(known_error="").count(),
        weak=claims.exclude(pk__in=strong.values("pk")).count(),
        retracted=_taken_back(moment).count(),
        unanswered=_unanswered(moment).count(),
    )


def _taken_back(moment: Moment) -> QuerySet[Update]:
    retracted = Update.objects.filter(
        status=UpdateStatus.RETRACTED, known_on__lte=moment.as_of
    )
    if moment.recorded is None:
        return retracted
    return retracted.filter(retracted_at__lte=moment.recorded)


def _unanswered(moment: Moment) -> QuerySet[Question]:
    """Questions without an answer that stands.

    A question has no day of its own: one that nobody has ever answered has not been
    put, today as on a past day; one whose answers were taken back has.
    """
    seen = Statement.objects.seen(moment)
    questions = Question.objects.exclude(answers__in=seen)
    put = Statement.objects.filter(update__known_on__lte=moment.as_of)
    if moment.recorded:
        put = put.filter(update__recorded_at__lte=moment.recorded)
    return questions.filter(pk__in=put.values("question"))


def _back(day: date, to: date) -> Sequence[date]:
    """The first days of the months from one to an earlier one."""
    first, found = day.replace(day=1), []
    while first >= to:
        found.append(first)
        year, month = divmod(first.year * 12 + first.month - 2, 12)
        first = date(year, month + 1, 1)
    return found
