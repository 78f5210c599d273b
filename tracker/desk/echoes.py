"""Claims that say of a subject what was operative already: offered as confirmations."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from itertools import chain

from django.db.models import Q, QuerySet

from deadlines.models import DeadlinePeriod
from projects.codes import ClaimKind
from projects.models import Claim, ClaimSubject, Project, Update
from projects.models.claim import SUBJECTS
from projects.rules.moment import Moment
from tracker.desk.doubles import Double, double_of, row_said_key, said_key, with_all
from tracker.seeding.rows import Row

# Of these one is operative, or they add up; by kind, where the value stands.
ECHOED: Mapping[str, tuple[str, ...]] = {
    "date": ("earliest", "latest"),
    "outcome": ("outcome",),
    "quantity": ("low", "high"),
    "stage": ("stage",),
}


def echoes(
    rows: Iterable[Row], *, corrects: Update | None = None
) -> Mapping[int, Double]:
    """The operative claims whose value new ones repeat, by the new one's line.

    Operative on the day on which the new one became known: what goes back to an
    earlier date repeats nothing. What an entry `corrects` it does not repeat either.
    """
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        asked = filter(_may_echo, row.claims)
        by_day.setdefault(row.values["known_on"], []).extend(asked)
    return {
        line: double
        for day, claims in by_day.items()
        if claims
        for line, double in _echoed(claims, _operative(claims, day), corrects)
    }


def _echoed(
    claims: Iterable[Row], operative: QuerySet[Claim], corrects: Update | None
) -> Iterable[tuple[int, Double]]:
    """Each claim with the earliest that it repeats."""
    found: dict[Hashable, Double] = {}
    for known in operative.exclude(update=corrects) if corrects else operative:
        found.setdefault(said_key(known), double_of(known))
    for claim in claims:
        if double := found.get(row_said_key(claim.values)):
            yield claim.line, double


def _may_echo(claim: Row) -> bool:
    """Does it assert a value of a subject, and answer nobody yet?"""
    values = {**claim.values, **claim.values.get("date", {})}
    value = any(values.get(name) for name in ECHOED.get(values["kind"], ()))
    subject = bool(values.get("of") or values.get("deadline"))
    asserts = values.get("stance", "asserts") == "asserts"
    answers = {"responds_to", "supersedes"} & values.keys()
    return value and subject and asserts and not answers


def _operative(claims: Collection[Row], day: date) -> QuerySet[Claim]:
    """What was operative on a day of the subjects of these claims."""
    moment, named = Moment.at(day), _named(claims)
    kinds = {claim.values["kind"] for claim in claims}
    found = {
        *_dates_and_outcomes(named.pop("deadline"), moment),
        *(_stages(named["project"], moment) if "stage" in kinds else ()),
        *(_amounts(named, moment) if "quantity" in kinds else ()),
    }
    operative = Claim.objects.filter(pk__in=[key for key in found if key])
    return with_all(operative, kinds).order_by("update__known_on", "pk")


def _dates_and_outcomes(slugs: set[str], moment: Moment) -> Iterable[int | None]:
    periods = DeadlinePeriod.objects.seen(moment).filter(deadline__slug__in=slugs)
    return chain.from_iterable(periods.values_list("date_claim", "outcome_claim"))


def _stages(slugs: set[str], moment: Moment) -> Iterable[int | None]:
    projects = Project.objects.at_stage(moment).filter(slug__in=slugs)
    return [project.stage_claim_then for project in projects]


def _amounts(named: Mapping[str, set[str]], moment: Moment) -> Iterable[int]:
    of = Q(pk__in=[])
    for table, slugs in named.items():
        if slugs:
            about = ClaimSubject.objects.filter(**{f"{table}__slug__in": slugs})
            of |= Q(pk__in=about.values("claim"))
    amounts = Claim.objects.operative(moment).filter(of, kind=ClaimKind.QUANTITY)
    return amounts.values_list("pk", flat=True)


def _named(claims: Iterable[Row]) -> dict[str, set[str]]:
    """The slugs of the deadlines and of all subjects of these claims, by table."""
    named: dict[str, set[str]] = {table: set() for table in ("deadline", *SUBJECTS)}
    for claim in claims:
        named["deadline"].add(claim.values.get("deadline", ""))
        for reference in claim.values.get("of", ()):
            table, _colon, slug = reference.partition(":")
            named[table].add(slug)
    return named
