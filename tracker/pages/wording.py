"""Days, windows and the values of claims in the words the pages show."""

import calendar
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.codes import DateType
from deadlines.models import DateClaim, OutcomeClaim
from deadlines.rules.slips import Move, MoveKind
from deadlines.rules.windows import Window
from projects.codes import ClaimKind
from projects.models import (
    Claim,
    ClauseReading,
    FactClaim,
    Finding,
    LegalBasis,
    QuantityClaim,
    StageClaim,
    Statement,
    TariffComponent,
)
from projects.rules.exact import percent
from projects.rules.quantity import describe

CHILDREN = {
    ClaimKind.QUANTITY: "quantityclaim",
    ClaimKind.STAGE: "stageclaim",
    ClaimKind.FACT: "factclaim",
    ClaimKind.STATEMENT: "statement",
    ClaimKind.DATE: "dateclaim",
    ClaimKind.OUTCOME: "outcomeclaim",
    ClaimKind.READING: "clausereading",
    ClaimKind.FINDING: "finding",
    ClaimKind.LEGAL_BASIS: "legalbasis",
    ClaimKind.TARIFF: "tariffcomponent",
}
"""The accessor that leads from a claim to the row of its kind."""


def model_of(kind: str) -> type[Claim]:
    """The table of a kind of claim."""
    found = Claim._meta.get_field(CHILDREN[ClaimKind(kind)]).related_model
    assert isinstance(found, type)
    assert issubclass(found, Claim)
    return found


def child(claim: Claim) -> Any:
    """The claim as its kind: itself, or the row that its kind adds."""
    if type(claim) is not Claim:
        return claim
    return getattr(claim, CHILDREN[ClaimKind(claim.kind)])


def day_words(day: date) -> str:
    return date_format(day, "j M Y")


def days_words(days: int) -> str:
    """ "1 day", "59 days"; the sign is left to the words around it."""
    text = ngettext("%(days)d day", "%(days)d days", abs(days))
    return text % {"days": abs(days)}


def window_words(window: Window) -> str:
    """The days on which it is due: "31 Dec 2025", "by 19 Jan 2029", "Feb 2026"."""
    first, last = window.earliest, window.latest
    if first is None:
        return _("by %(day)s") % {"day": day_words(last)} if last else _("no date")
    if last is None:
        return _("not before %(day)s") % {"day": day_words(first)}
    return day_words(first) if first == last else _span(first, last)


def _span(first: date, last: date) -> str:
    """Two days as the shortest words that lose neither of them."""
    month_ends = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and month_ends and first.year == last.year:
        if first.month == last.month:
            return date_format(first, "F Y")
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    begins = "j" if (first.year, first.month) == (last.year, last.month) else "j M"
    begins = begins if first.year == last.year else "j M Y"
    between = {"first": date_format(first, begins), "last": day_words(last)}
    return _("%(first)s to %(last)s") % between


def date_words(claim: DateClaim) -> str:
    """The day that somebody gave, bound to its event where there is one."""
    window = claim.window
    if claim.date_type == DateType.UNDATED:
        return _("no date")
    if claim.event and window.is_undated:
        return claim.event
    if claim.event:
        return f"{window_words(window)} ({claim.event})"
    return window_words(window)


def move_words(move: Move) -> str:
    """What one revision did: "31 days later", "narrowed", "no date any more"."""
    days = days_words(move.days)
    match move.kind:
        case MoveKind.LATER if move.days:
            return _("%(days)s later") % {"days": days}
        case MoveKind.EARLIER if move.days:
            return _("%(days)s earlier") % {"days": days}
    return {
        MoveKind.SAME: _("repeated"),
        MoveKind.CORRECTED: _("corrected by whoever gave it"),
        MoveKind.LATER: _("later"),
        MoveKind.EARLIER: _("earlier"),
        MoveKind.NARROWED: _("narrowed"),
        MoveKind.WIDENED: _("widened"),
        MoveKind.UNDATED: _("date withdrawn, none given instead"),
    }[move.kind]


def heading_words(claim: Claim) -> str:
    """What the value is a value of: its basis, attribute, question or deadline."""
    row = child(claim)
    match ClaimKind(claim.kind):
        case ClaimKind.QUANTITY:
            return str(row.get_basis_display())
        case ClaimKind.FACT:
            return str(row.get_attribute_display())
        case ClaimKind.STATEMENT:
            return row.question.text if row.question else ""
        case ClaimKind.DATE | ClaimKind.OUTCOME:
            return str(row.deadline.title)
        case ClaimKind.STAGE:
            return _("stage")
        case ClaimKind.READING | ClaimKind.FINDING:
            return str(row.clause)
        case ClaimKind.LEGAL_BASIS:
            return _("legal basis")
        case ClaimKind.TARIFF:
            return _("tariff, %(component)s") % {"component": row.component}


def value_words(claim: Claim) -> str:
    """The value of a claim of any kind, as it was stated."""
    return _VALUES[ClaimKind(claim.kind)](child(claim))


def _quantity(claim: QuantityClaim) -> str:
    words = describe(claim.quantity)
    return f"{words}, {claim.period}" if claim.period else words


def _stage(claim: StageClaim) -> str:
    return _on(claim.get_stage_display(), claim.reached_on)


def _fact(claim: FactClaim) -> str:
    return claim.value


def _statement(claim: Statement) -> str:
    return claim.code.text if claim.code else claim.words


def _outcome(claim: OutcomeClaim) -> str:
    return _on(claim.get_outcome_display(), claim.on)


def _reading(claim: ClauseReading) -> str:
    return f"{claim.label}: {claim.words}"


def _finding(claim: Finding) -> str:
    said = claim.get_what_display()
    return _on(said if claim.holds else _("not: %(what)s") % {"what": said}, claim.on)


def _legal_basis(claim: LegalBasis) -> str:
    return f"{claim.name}, {spell_words(claim)}"


def _tariff(claim: TariffComponent) -> str:
    rate = percent(claim.rate) if claim.rate is not None else _("rate not set")
    return f"{rate}, {claim.basis}, {spell_words(claim)}"


def spell_words(spell: LegalBasis | TariffComponent) -> str:
    """From when to when something holds: "from 24 Feb 2026, not from 24 Jul 2026"."""
    if spell.valid_from:
        words = _("from %(day)s") % {"day": day_words(spell.valid_from)}
    elif spell.directed_on:
        day = day_words(spell.directed_on)
        words = _("directed on %(day)s, first day not known") % {"day": day}
    if spell.valid_to:
        last = day_words(spell.valid_to)
        words = _("%(first)s, no longer from %(last)s") % {"first": words, "last": last}
    return words


def _on(words: str, day: date | None) -> str:
    if day is None:
        return words
    return _("%(what)s on %(day)s") % {"what": words, "day": day_words(day)}


_VALUES: dict[ClaimKind, Callable[[Any], str]] = {
    ClaimKind.QUANTITY: _quantity,
    ClaimKind.STAGE: _stage,
    ClaimKind.FACT: _fact,
    ClaimKind.STATEMENT: _statement,
    ClaimKind.DATE: date_words,
    ClaimKind.OUTCOME: _outcome,
    ClaimKind.READING: _reading,
    ClaimKind.FINDING: _finding,
    ClaimKind.LEGAL_BASIS: _legal_basis,
    ClaimKind.TARIFF: _tariff,
}
