"""What needs no update of its own: it exists from the first thing that names it."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, ManyToManyRel, Model, OuterRef, Q

from projects.models.update import seen_by
from projects.rules.moment import Moment

AnyModel = TypeVar("AnyModel", bound=Model)


class NamedQuerySet(models.QuerySet[AnyModel]):
    """Parties and sources."""

    def seen(self, moment: Moment) -> Self:
        """Those named by then. What nothing ever named has no day: it is seen today."""
        if moment.past:
            return self.named(moment)
        unnamed = reduce(and_, (~Q(Exists(rows)) for rows in self._naming()))
        return self.filter(self._is_named(moment) | unnamed)

    def named(self, moment: Moment) -> Self:
        """Those that anything names which is seen at a moment."""
        return self.filter(self._is_named(moment))

    def _is_named(self, moment: Moment) -> Q:
        return reduce(or_, (Q(Exists(rows.seen(moment))) for rows in self._naming()))

    def _naming(self) -> Iterator[Any]:
        """The rows of each kind that name one of these.

        Whatever has a `seen` of its own and points here does: claims, citations,
        subjects of any kind.
        """
        fields: Iterable[Any] = self.model._meta.get_fields(include_hidden=True)
        for relation in fields:
            if not relation.auto_created or relation.concrete or _is_doubled(relation):
                continue
            rows = relation.related_model._default_manager.all()
            if relation.related_model is not self.model and hasattr(rows, "seen"):
                yield rows.filter(**{relation.field.name: OuterRef("pk")})


def _is_doubled(relation: Any) -> bool:
    """Is the table between the two a model of its own, which is asked instead?"""
    if not isinstance(relation, ManyToManyRel):
        return False
    through: Any = relation.through
    return not through._meta.auto_created


class OfUpdateQuerySet(models.QuerySet[AnyModel]):
    """Rows of one update: what it says of cash, of sources."""

    def seen(self, moment: Moment) -> Self:
        """Those of updates that stand at a moment."""
        return self.filter(seen_by(moment, "update"))


class OfClaimQuerySet(models.QuerySet[AnyModel]):
    """Rows of one claim: who said it, what it is about."""

    def seen(self, moment: Moment) -> Self:
        """Those of claims that stand at a moment."""
        return self.filter(seen_by(moment, "claim__update"))
