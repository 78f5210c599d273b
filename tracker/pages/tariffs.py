"""On which legal basis each tariff component rests on a day, ready to show."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from projects.evaluating import tariffs_of
from projects.models import Pledge
from projects.rules.exact import percent
from projects.rules.legal_basis import Standing
from projects.rules.moment import Moment
from projects.rules.result import BadTerms, Result
from tracker.pages.evaluated import Looked
from tracker.pages.results import Place, Places, Shown, shown


@dataclass(frozen=True, slots=True)
class BasisRow:
    """On what one component rests that day, and what that is read from.

    `last` is what became last of its bases, in words.
    """

    component: str
    answer: Shown
    basis: str
    instrument: str
    rate: str
    others: tuple[str, ...]
    last: str
    source: Place


@dataclass(frozen=True, slots=True)
class TariffTable:
    """The components tied to a pledge; `problem` is what the rule refused."""

    rows: tuple[BasisRow, ...]
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows or self.problem)


def tariff_table(pledge: Pledge, moment: Moment, *, on: date) -> TariffTable:
    """The components on a day, in a fixed number of queries."""
    try:
        found = tariffs_of(pledge, on=on, moment=moment)
    except BadTerms as refusal:
        return TariffTable((), _("cannot be computed: %s") % refusal)
    places = Places(citations=Looked(found.cited))
    return TariffTable(
        tuple(basis_row(name, each, places) for name, each in found.standings.items())
    )


def basis_row(name: str, result: Result[Standing], places: Places) -> BasisRow:
    value = result.value
    rate = value.rate if value else None
    return BasisRow(
        component=name,
        answer=shown(result, places),
        basis=value.basis if value else "",
        instrument=value.instrument if value else "",
        rate=percent(rate) if rate is not None else "",
        others=tuple(percent(each.value) for each in value.contested) if value else (),
        last=result.working[-1].text if result.working else "",
        source=_source(result, places),
    )


def _source(result: Result[Standing], places: Places) -> Place:
    """What sets the basis in force; else the last that became of it."""
    if result.value:
        return places.citation(result.value.citation)
    return places.citation(result.working[-1].citation) if result.working else Place("")
