"""From which days of the record a clock may be counted, and by which reading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from projects.codes import ClauseKind
from projects.evaluating.cases import Case, each
from projects.evaluating.ledger import Ledger, ledger
from projects.evaluating.readable import REFUSED, readable, refused
from projects.evaluating.rules import window
from projects.models import Clause, ClauseReading
from projects.rules.funding_clock import ClockTerms, Trigger, Unit
from projects.rules.moment import Moment
from projects.rules.result import Given
from tracker.pages.evaluated import Looked, clause_places
from tracker.pages.results import Place, Places
from tracker.scenario.clock_form import CALENDARS, SUPPOSED, TYPED

NAMES = ("clause", "reading", "case")


@dataclass(frozen=True, slots=True)
class Start:
    """One reading of a clock in one case. `case` is None where no day is known.

    An announcement stands in for a notice that nobody has dated: what is counted from
    it is a calculation.
    """

    reading: ClauseReading
    case: Case | None
    terms: ClockTerms
    places: Places

    @property
    def clause(self) -> Clause:
        return self.reading.clause

    @property
    def trigger(self) -> Trigger | None:
        return self.case.trigger if self.case else None

    @property
    def on(self) -> date | None:
        """The day of the record from which is counted."""
        return self.trigger.on.value if self.trigger else None

    @property
    def cited(self) -> Place:
        """What is cited for that day."""
        return self.places.citation(self.trigger.on.citation if self.trigger else "")

    @property
    def written(self) -> Place:
        """What is cited for the reading."""
        return self.places.citation(self.terms.clause.citation)

    @property
    def key(self) -> tuple[str, str, str]:
        case = self.case.key if self.case else ""
        return self.clause.slug, self.reading.reading, case

    @property
    def url(self) -> str:
        """The calculation that begins with it."""
        query = urlencode(dict(zip(NAMES, self.key, strict=True)))
        return f"{reverse('scenario_clock')}?{query}"

    def filled(self) -> dict[str, object]:
        """What stands in the form where nothing was typed."""
        found: dict[str, object] = {
            "days": self.terms.days,
            "unit": self.terms.unit.value,
            "notice": self.on or "",
            "window": self.terms.window_ends_on or "",
        }
        if self.terms.unit is Unit.WORKING_DAY:
            found["calendars"] = _choice(self.terms.calendars)
        return found

    def begun(self, notice: date) -> Trigger:
        """The trigger for a day that was typed: the record's own, or a supposition."""
        if self.trigger and notice == self.on:
            return self.trigger
        return Trigger(Given(notice, TYPED), SUPPOSED)


@dataclass(frozen=True, slots=True)
class StartGroup:
    """The readings of one clause in one case."""

    starts: tuple[Start, ...]

    @property
    def first(self) -> Start:
        return self.starts[0]


def starts(moment: Moment) -> list[StartGroup]:
    """Each clock of the record in each of its cases, by what was known."""
    clauses = list(
        Clause.objects.seen(moment)
        .filter(kind=ClauseKind.FUNDING_CLOCK)
        .select_related("agreement")
        .order_by("agreement__dated_on", "pk")
    )
    held = ledger(clauses, on=moment.as_of, moment=moment)
    groups: dict[tuple[str, str], list[Start]] = {}
    for clause in clauses:
        for start in _of(held, clause):
            groups.setdefault((start.key[0], start.key[2]), []).append(start)
    return [StartGroup(tuple(found)) for found in groups.values()]


def chosen(groups: list[StartGroup], query: Mapping[str, str]) -> Start | None:
    """The one that an address names, if it was known by then."""
    wanted = tuple(query.get(name, "") for name in NAMES)
    found = (start for group in groups for start in group.starts)
    return next((start for start in found if start.key == wanted), None)


def _of(held: Ledger, clause: Clause) -> Iterator[Start]:
    rows = [row for row in held.readings if row.clause_id == clause.pk]
    places = Places(clause_places(clause, [clause]), Looked(held.cited))
    given: ClockTerms
    for row, given in readable(held, rows, []):  # The page of the clause says why not.
        try:
            bounded = replace(given, window_ends_on=window(held, row, given))
        except REFUSED as refusal:
            refused(row, refusal)
            continue
        for case in each(held, row):
            yield Start(row, case, bounded, places)


def _choice(calendars: Sequence[str]) -> str:
    """The choice of the form that names these calendars, in whichever order."""
    wanted = set(calendars)
    codes = (code for code, _words in CALENDARS if set(code.split(",")) == wanted)
    return next(codes, ",".join(calendars))
