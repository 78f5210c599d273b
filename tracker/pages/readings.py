"""What draws on a pledge, by how somebody reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.codes import Basis, Instrument
from projects.models import QuantityClaim, QuestionCode, Statement
from projects.rules.counting import READINGS, counts_toward
from projects.rules.moment import Moment
from tracker.pages.beside import shown
from tracker.pages.counted import DRAWN, Ledger, Shown
from tracker.pages.evidence import ClaimRow, claim_row

QUESTION = "what-is-the-550"
"""Its answers are the readings that the rule of counting knows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One amount signed or paid, and whether it draws on the pledge, read so."""

    shown: Shown
    basis: str
    instrument: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what the pledge is, who holds it, and what it counts."""

    words: str
    holders: tuple[ClaimRow, ...]
    instruments: tuple[str, ...]
    drawn: tuple[Drawn, ...]


def readings(found: Ledger, moment: Moment) -> tuple[Reading, ...]:
    """The readings somebody holds that say which money draws on the pledge."""
    held: dict[int, list[Statement]] = {}
    codes: dict[int, QuestionCode] = {}
    for statement in _latest(shown(_statements(found, moment), moment)):
        if statement.code and statement.code.code in READINGS:
            codes[statement.code.pk] = statement.code
            held.setdefault(statement.code.pk, []).append(statement)
    drawn = [claim for claim in found.accepted if claim.basis in DRAWN]
    return tuple(
        Reading(
            words=codes[pk].text,
            holders=tuple(claim_row(statement) for statement in statements),
            instruments=_instruments(codes[pk].code),
            drawn=tuple(_drawn(found, claim, codes[pk].code) for claim in drawn),
        )
        for pk, statements in held.items()
    )


def _instruments(reading: str) -> tuple[str, ...]:
    return tuple(str(each.label) for each in Instrument if each in READINGS[reading])


def _statements(found: Ledger, moment: Moment) -> QuerySet[Statement]:
    claims: QuerySet[Statement] = Statement.objects.seen(moment)
    return claims.filter(
        pk__in=found.pledge.claim_subjects.values("claim"), question__slug=QUESTION
    )


def _latest(statements: Iterable[Statement]) -> list[Statement]:
    """The last answer of each speaker to each question."""
    latest = {
        (s.question_id, frozenset(said.party_id for said in s.said_by.all())): s
        for s in statements
    }
    return list(latest.values())


def _drawn(found: Ledger, claim: QuantityClaim, reading: str) -> Drawn:
    form = found.instrument(claim)
    counts = counts_toward(form, reading)
    words = {True: _("counts"), False: _("does not count"), None: _("cannot tell")}
    return Drawn(
        shown=found.shown(str(claim.public_id)),
        basis=str(Basis(claim.basis).label),
        instrument=str(Instrument(form).label) if form else _("form unknown"),
        words=words[counts],
    )
