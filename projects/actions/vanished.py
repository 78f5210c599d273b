"""Rows of the ledger that are gone, as far as those that are left prove it.

Numbers of rows prove nothing, since a publication that was refused leaves gaps, too.
Places do: the claims of an update are counted from 1, and so are the parts of a claim.
What stood last, or a whole update, can vanish without a trace: see ADR 0001.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Max

from projects.models import Citation, CitationStep, Claim, ClaimSpeaker

COUNTED: tuple[tuple[Any, str], ...] = (
    (Claim, "update"),
    (ClaimSpeaker, "claim"),
    (Citation, "claim"),
    (Citation, "update"),
    (CitationStep, "citation"),
)


def vanished() -> Iterator[str]:
    """Each claim, citation or update that lacks what it was published with."""
    for model, whole in COUNTED:
        yield from _gaps(model, whole)
    for part in ("said_by", "citations"):
        for key in Claim.objects.filter(**{part: None}).values_list("pk", flat=True):
            yield f"claim {key}: its {part.replace('_', ' ')} vanished"
    for child in _kinds():
        lost = Claim.objects.filter(kind=child.related_model.claim_kind)
        for key in lost.filter(**{child.name: None}).values_list("pk", flat=True):
            yield f"claim {key}: its {child.name} vanished"


def _gaps(model: Any, whole: str) -> Iterator[str]:
    """Where the last place is higher than there are rows."""
    rows = model.objects.filter(**{f"{whole}__isnull": False}).order_by()
    counted = rows.values(whole).annotate(left=Count("pk"), last=Max("place"))
    for row in counted.filter(last__gt=F("left")):
        yield (
            f"{whole} {row[whole]}: {row['last'] - row['left']} of its "
            f"{model._meta.verbose_name_plural} vanished"
        )


def _kinds() -> list[Any]:
    """How a claim leads to the row of its kind, in whichever app that lies."""
    return [
        each
        for each in Claim._meta.related_objects
        if each.parent_link and issubclass(each.related_model, Claim)
    ]
