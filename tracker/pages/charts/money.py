"""The money of a pledge: what is said of it, and its rungs over time."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.trends import counts, known
from projects.charts import amounts, rungs
from projects.charts.chart import Chart, known_words
from projects.charts.ladder import STAGES
from projects.charts.rungs_drawing import Even, Panel, Step
from projects.codes import OFF_LADDER, Basis, Stance
from projects.models import CashFlow, Pledge, QuantityClaim
from projects.rules.moment import Moment
from projects.rules.pace import pace
from tracker.pages.amounts import (
    amounts_about,
    amounts_of,
    by_root,
    payments_of,
    projects_of,
    roots_of,
    rung_of,
    stages_of,
)
from tracker.pages.beside import shown
from tracker.pages.evidence import evidence_of, is_operative
from tracker.pages.subjects import subject_links
from tracker.pages.wording import value_words

PLEDGED = (Basis.HEADLINE, Basis.CEILING)
PLANNED = (Basis.BUSINESS_SCALE, Basis.PROJECT_COST, Basis.FINANCING)
DRAWN = (Basis.SIGNED, Basis.PAID_OUT)
STAGE_NAMES = dict(STAGES)
BASES = (*PLEDGED, *PLANNED, *DRAWN)
IN_WORDS = (Basis.ESTIMATE, Basis.COMPOSITION, Basis.OTHER)
"""What these measure is in their words, and may be something else than the pledge."""


def amounts_said(pledge: Pledge, moment: Moment) -> Chart:
    """Every live amount of the promise itself, in the order they became known."""
    return side_by_side(shown(amounts_about(pledge, moment), moment))


def side_by_side(claims: Iterable[QuantityClaim]) -> Chart:
    """Amounts as stated, drawn in the unit that most of them are in."""
    said = [_said(claim) for claim in claims]
    counted = [each for each in said if each.counted]
    return amounts.chart(said, unit=_usual(each.unit for each in counted or said))


def rungs_over_time(pledge: Pledge, moment: Moment) -> Chart:
    """The accepted amounts of a pledge and its additive parts."""
    roots = roots_of([pledge], moment)
    accepted = by_root(amounts_of(roots, BASES, moment), roots)[pledge.pk]
    claims = [claim for claim in accepted if counts(claim)]
    payments = payments_of(roots, moment)[pledge.pk]
    at = stages_of(roots, moment).by_project
    promised = [claim for claim in claims if _is_promise(claim, pledge)]
    sums = [claim for claim in claims if not claim.per]
    planned = [claim for claim in sums if claim.basis in PLANNED]
    drawn = [_step(claim, at) for claim in sums if claim.basis in DRAWN]
    drawn += _paid(payments)
    unit = _usual(claim.unit for claim in promised)
    ours = [step for step in drawn if step.unit == unit]
    even = _even(pledge, promised, ours, unit, moment)
    panels = [
        *_panels(_("Pledged"), [_step(claim, at) for claim in promised], holds=True),
        *_planned(planned, at),
        *_panels(_("Signed or paid out"), [s for s in drawn if s.unit != unit]),
        Panel(_("Signed or paid out"), unit, tuple(ours), even=True),
    ]
    return rungs.chart(panels, even=even, until=moment.as_of)


def _is_promise(claim: QuantityClaim, pledge: Pledge) -> bool:
    about = [subject.pledge_id for subject in claim.subjects.all()]
    return claim.basis in PLEDGED and about == [pledge.pk]


def _usual(units: Iterable[str]) -> str:
    """The unit that most of them are in."""
    counted = Counter(units)
    return counted.most_common(1)[0][0] if counted else ""


def _planned(claims: Iterable[QuantityClaim], at: Mapping[int, str]) -> list[Panel]:
    """Only what was announced is on a rung, as in the totals of the pledge."""
    found: dict[str, list[Step]] = defaultdict(list)
    for claim in claims:
        found[_place(claim, at)].append(_step(claim, at))
    return [
        *_panels(_("Named but not announced"), found["named"], beside=True),
        *_panels(_("Announced or selected"), found["announced"]),
        *_panels(_("Declined or withdrawn"), found["left"], beside=True),
    ]


def _place(claim: QuantityClaim, at: Mapping[int, str]) -> str:
    if rung_of(claim, at):
        return "announced"
    left = any(at.get(project.pk) in OFF_LADDER for project in projects_of(claim))
    return "left" if left else "named"


def _panels(
    name: str, steps: Sequence[Step], *, holds: bool = False, beside: bool = False
) -> list[Panel]:
    """One for each unit."""
    units: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        units[step.unit].append(step)
    return [
        Panel(name, unit, tuple(found), holds, beside=beside)
        for unit, found in units.items()
    ]


def _even(
    pledge: Pledge,
    promised: Collection[QuantityClaim],
    drawn: Collection[Step],
    unit: str,
    moment: Moment,
) -> Even | None:
    """Equal amounts per day, where both the sum and the window are known."""
    whole = [
        claim.low
        for claim in promised
        if claim.basis == Basis.HEADLINE and claim.unit == unit
    ]
    opens_on, closes_on = pledge.window(moment)
    if not opens_on or not closes_on or not whole or whole[-1] is None:
        return None
    found = pace(
        whole[-1],
        drawn=max((step.low or Decimal(0) for step in drawn), default=Decimal(0)),
        opens_on=opens_on,
        closes_on=closes_on,
        on=moment.as_of,
    )
    return Even(unit, opens_on, found)


def _step(claim: QuantityClaim, at: Mapping[int, str]) -> Step:
    """With the stages that its projects had come to, each once."""
    stages = dict.fromkeys(at.get(project.pk, "") for project in projects_of(claim))
    return Step(
        known_on=claim.update.known_on,
        basis=str(claim.get_basis_display()),
        about=", ".join(link.name for link in subject_links(claim)),
        stage=", ".join(str(STAGE_NAMES[stage]) for stage in stages),
        words=value_words(claim),
        unit=claim.unit,
        low=claim.low,
        high=claim.high,
        url=evidence_of(claim).url,
        known=known(claim),
    )


def _paid(payments: Sequence[CashFlow]) -> list[Step]:
    """Cash adds up: after each payment, all that was paid in its currency."""
    currencies: dict[str, list[CashFlow]] = defaultdict(list)
    for flow in payments:
        currencies[flow.currency].append(flow)
    return [
        _payment(flow, total)
        for flows in currencies.values()
        for flow, total in zip(flows, accumulate(f.amount for f in flows), strict=True)
    ]


def _payment(flow: CashFlow, total: Decimal) -> Step:
    return Step(
        known_on=flow.update.known_on,
        basis=str(Basis.PAID_OUT.label),
        about=str(flow.line),
        stage="",
        words=_("%(unit)s %(total)s in all") % {"unit": flow.currency, "total": total},
        unit=flow.currency,
        low=total,
        high=total,
        url=reverse("update", args=[flow.update.public_id]),
        known=known_words(flow.update.known_precision),
    )


def _said(claim: QuantityClaim) -> amounts.Said:
    evidence = evidence_of(claim)
    return amounts.Said(
        said_by="; ".join(speaker.name for speaker in evidence.speakers),
        basis=str(claim.get_basis_display()),
        words=value_words(claim),
        unit=claim.unit,
        low=claim.low,
        high=claim.high,
        known_on=evidence.known_on,
        accepted=is_operative(claim),
        url=evidence.url,
        known=known(claim),
        remark=_remark(claim),
        counted=counts(claim),
    )


def _remark(claim: QuantityClaim) -> str:
    """Why it is not counted, whether it was replaced, and what it measures."""
    if claim.known_error:
        return _("known error: %(error)s") % {"error": claim.known_error}
    if claim.stance == Stance.DENIES:
        return _("denial")
    replaced = [_("superseded by a later claim")] if claim.superseded_by.all() else []
    measured = claim.words if claim.basis in IN_WORDS else ""
    return "; ".join([*replaced, *([f"“{measured}”"] if measured else [])])
