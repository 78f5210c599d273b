"""What the chosen deadline's bound means for the date that is typed beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from deadlines.codes import Bound
from deadlines.models import Deadline
from tracker.desk.naming import Found
from tracker.desk.reading import Notes
from tracker.desk.typed import Part

Values = Mapping[str, Any]


def tell_limits(
    parts: Sequence[Part],
    stated: Mapping[int, Values],
    own: Mapping[int, Found],
    notes: Notes,
) -> None:
    """Say at each date what its deadline asks for, and where the two part.

    `stated` are the claims as read, and `own` what the entry brings in itself, each by
    the number of its part.
    """
    dates = {
        number: claim
        for number, claim in stated.items()
        if claim["kind"] == "date" and "deadline" in claim
    }
    if not dates:
        return
    slugs = {claim["deadline"] for claim in dates.values()}
    known = Deadline.objects.filter(slug__in=slugs).values_list("slug", "bound")
    bounds = {**dict(known), **_new(parts, own)}
    for number, claim in dates.items():
        words = _words(Bound(bounds[claim["deadline"]]), claim.get("date", {}))
        notes.tell((number, "words"), *words)


def _new(parts: Sequence[Part], own: Mapping[int, Found]) -> dict[str, str]:
    """The bounds of deadlines that the entry adds; "by" until one can be read."""
    return {
        own[part.number].key: bound
        if (bound := part.get("bound")) in Bound
        else Bound.BY
        for part in parts
        if part.kind == "deadline" and part.number in own
    }


def _words(bound: Bound, given: Values) -> Iterator[str]:
    first, last = given.get("earliest"), given.get("latest")
    match bound:
        case Bound.BY:
            yield _(
                "The deadline is due by its date: once that has passed, it is missed."
            )
            if first and not last:
                yield _(
                    "This gives only a first day: while it stands, nothing is missed."
                )
        case Bound.NOT_BEFORE:
            yield _(
                "The deadline says only from when (“not before”): it is never missed."
            )
            if last:
                yield _(
                    "This gives a last day: it can be logged, not taken as operative."
                )
        case Bound.EXPIRES:
            yield _("Something expires on the deadline's date: it is never missed.")
        case Bound.READING:
            yield _("Each reading of its clause gives a first or a last day.")
