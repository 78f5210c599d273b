"""Which rows of the ledger stand at a moment."""

from typing import Any, TypeVar

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from projects.codes import UpdateStatus
from projects.models import Acceptance
from projects.rules.moment import Moment

AnyModel = TypeVar("AnyModel", bound=Model)


def standing(moment: Moment, via: str = "update") -> Q:
    """That the update of a row was known by the moment's day, and stands by then."""
    known = Q(**{f"{via}__known_on__lte": moment.as_of})
    return known & _recorded(moment, via)


def _recorded(moment: Moment, via: str) -> Q:
    if moment.recorded is None:
        return Q(**{f"{via}__status": UpdateStatus.PUBLISHED})
    open_then = Q(**{f"{via}__retracted_at": None})
    open_then |= Q(**{f"{via}__retracted_at__gt": moment.recorded})
    return open_then & Q(**{f"{via}__recorded_at__lte": moment.recorded})


def with_acceptance(claims: QuerySet[AnyModel], moment: Moment) -> QuerySet[Any]:
    """The claims that stand, each with whether it is `accepted` by the last word."""
    words = Acceptance.objects.filter(
        _recorded(moment, "update"), claim=OuterRef("pk"), from_on__lte=moment.as_of
    )
    latest = words.latest_first().values("operative")[:1]
    return claims.filter(standing(moment)).annotate(accepted=Subquery(latest))
