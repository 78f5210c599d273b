"""The tariff rows of the record as the spells that the rule on legal bases reads."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from projects.evaluating.ledger import Ledger
from projects.models import LegalBasis, TariffComponent
from projects.rules.legal_basis import Ending, Spell
from projects.rules.result import Given


def spells(ledger: Ledger, pledges: Collection[int]) -> list[Spell]:
    """One spell a component, basis and time: the accepted rate, the others beside it.

    A tariff ends at the latest when its basis does. One on a basis that does not stand
    in the record is left out, so that the component has none.
    """
    bases = {basis.code: basis for basis in ledger.bases}
    groups: dict[tuple[object, ...], list[TariffComponent]] = {}
    for row in ledger.tariffs:
        if row.basis in bases and _concerns(row, pledges):
            time = row.valid_from, row.valid_to, row.directed_on
            groups.setdefault((row.component, row.basis, *time), []).append(row)
    return [_spell(ledger, bases[rows[0].basis], rows) for rows in groups.values()]


def components(ledger: Ledger, pledges: Collection[int]) -> list[str]:
    """The components of which the record knows anything."""
    known = (row.component for row in ledger.tariffs if _concerns(row, pledges))
    return sorted(set(known))


def _concerns(row: TariffComponent, pledges: Collection[int]) -> bool:
    return any(subject.pledge_id in pledges for subject in row.subjects.all())


def _spell(ledger: Ledger, basis: LegalBasis, rows: list[TariffComponent]) -> Spell:
    """The last accepted row is taken to apply, else the oldest."""
    taken = [row for row in rows if row.pk in ledger.accepted]
    main = taken[-1] if taken else rows[0]
    ending = _sooner(main, basis)
    return Spell(
        component=main.component,
        basis=basis.name,
        instrument=str(main.instrument or basis.statute),
        citation=ledger.cited.of(main),
        rate=main.rate,
        valid_from=main.valid_from,
        valid_to=ending.valid_to if ending else None,
        directed_on=main.directed_on,
        ended=_ended(ledger, ending) if ending else None,
        other_rates=tuple(_others(ledger, main, rows)),
    )


def _sooner(
    tariff: TariffComponent, basis: LegalBasis
) -> TariffComponent | LegalBasis | None:
    """Which of the two ends the spell; the basis where they end on one day."""
    ended = [each for each in (basis, tariff) if each.valid_to]
    return min(ended, key=lambda each: str(each.valid_to), default=None)


def _ended(ledger: Ledger, row: TariffComponent | LegalBasis) -> Ending | None:
    by = row.ended_words or (str(row.ended_by) if row.ended_by else "")
    return Ending(by, ledger.cited.of(row)) if by else None


def _others(
    ledger: Ledger, main: TariffComponent, rows: list[TariffComponent]
) -> Iterator[Given[Decimal]]:
    """Each other rate that sources give, by each that gives it, the oldest first."""
    for row in rows:
        if row.rate is not None and row.rate != main.rate:
            yield ledger.cited.given(row.rate, row)
