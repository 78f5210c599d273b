"""What a reading of a clause, or a tariff, must not say. Asked when one is stated."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from projects.actions.refusals import Refusal
from projects.codes import Instrument
from projects.holiday_tables import check_days
from projects.models import (
    Clause,
    ClauseReading,
    FinancingLine,
    LegalBasis,
    Pledge,
    TariffComponent,
)
from projects.rules.calendar import NoHolidayData, UnknownCalendar
from projects.rules.clause_terms import terms_of
from projects.rules.result import BadTerms
from projects.rules.split_terms import SplitTerms


class NotAClause(Refusal):
    """Parameters, a validity or a scope that cannot be meant."""


def refuse_reading(reading: ClauseReading) -> None:
    """Raises NotAClause for a reading just stated, in the transaction that did it."""
    clause = Clause.objects.select_for_update(no_key=True).get(pk=reading.clause_id)
    try:
        terms = terms_of(clause.kind, reading.parameters)
        check_days(terms, reading.valid_from, reading.valid_to)
    except (BadTerms, UnknownCalendar, NoHolidayData) as wrong:
        raise NotAClause(f"{reading}: parameters: {wrong}") from wrong
    if isinstance(terms, SplitTerms):
        _refuse_unknown_lines(terms.scope)
    _refuse_scope(reading, clause)
    _refuse_overlap(reading)


def _refuse_unknown_lines(scope: Iterable[str]) -> None:
    """A split names kinds of financing, or single lines."""
    strange = sorted(set(scope) - set(Instrument.values))
    known = FinancingLine.objects.filter(slug__in=strange)
    if strange and (gone := set(strange) - set(known.values_list("slug", flat=True))):
        raise NotAClause(
            f"scope: {sorted(gone)[0]!r} matches nothing: write a kind of financing "
            f"({', '.join(Instrument.values)}) or the key of a line."
        )


def _refuse_scope(reading: ClauseReading, clause: Clause) -> None:
    """What a reading is narrowed down to must lie under a pledge of its instrument."""
    covered = set(clause.agreement.pledges.values_list("pk", flat=True))
    covered |= set(
        Pledge.objects.filter(parent__in=covered).values_list("pk", flat=True)
    )
    for subject in reading.subjects.all():
        thing = subject.thing
        if not set(_pledges_of(thing)) & covered:
            raise NotAClause(
                f"of: “{thing}” matches nothing: it lies under no pledge of "
                f"“{clause.agreement}”. Name one that does, or relate the two."
            )


def _pledges_of(thing: object) -> Iterator[int | None]:
    if isinstance(thing, Pledge):
        yield thing.pk
    elif isinstance(thing, FinancingLine):
        yield thing.pledge_id
        yield from thing.projects.values_list("pledge", flat=True)
    else:
        yield getattr(thing, "pledge_id", None)


def _refuse_overlap(reading: ClauseReading) -> None:
    """One reading of a clause says one thing on one day.

    The one it takes the place of ends where it begins, or is replaced as a whole.
    """
    own = ClauseReading.objects.live().filter(
        clause=reading.clause_id, reading=reading.reading
    )
    later = own.filter(supersedes=OuterRef("pk")).exclude(pk=reading.pk)
    others = list(own.filter(~Exists(later)).exclude(pk=reading.pk))
    if reading.supersedes_id not in (None, *(other.pk for other in others)):
        raise NotAClause(
            f"supersedes: “{reading}” takes the place of the latest row of the reading "
            f"{reading.reading!r} of that clause, and of no other."
        )
    for other in others:
        if other.pk == reading.supersedes_id:
            _refuse_early_successor(other, reading)
        elif _meet(other, reading):
            raise NotAClause(
                f"“{reading}” from {reading.valid_from} overlaps the one valid from "
                f"{other.valid_from} to {other.valid_to or 'further notice'}: let it "
                "supersede that one, or end one of them."
            )


def _refuse_early_successor(before: ClauseReading, after: ClauseReading) -> None:
    whole = after.valid_from <= before.valid_from
    ends = before.valid_to or after.valid_from
    if not whole and ends > after.valid_from:
        raise NotAClause(
            f"“{before}” is valid to {before.valid_to} and overlaps its successor, "
            f"valid from {after.valid_from}: begin that one on {before.valid_to}, or "
            f"on {before.valid_from} to replace it as a whole."
        )


def _meet(one: ClauseReading, other: ClauseReading) -> bool:
    first, second = sorted((one, other), key=lambda each: each.valid_from)
    return first.valid_to is None or second.valid_from < first.valid_to


def refuse_tariff(tariff: TariffComponent) -> None:
    """Raises NotAClause for a tariff on a basis that the record does not hold."""
    if not LegalBasis.objects.live().filter(code=tariff.basis).exists():
        raise NotAClause(
            f"basis: no legal basis {tariff.basis!r}: state it before the tariff that "
            "rests on it."
        )
    if not tariff.subjects.exists():
        raise NotAClause("of: name the pledge whose goods bear the tariff.")
