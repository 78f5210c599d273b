"""The milestone trend of one deadline, from its date claims: on pages and in mails."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.charts import milestone
from deadlines.charts.plot import Milestone
from deadlines.charts.points import Point
from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.rules.slips import History, history
from projects.charts.chart import Chart, known_words
from projects.charts.style import WIDE
from projects.codes import Stance
from projects.models import Claim


def chart_of(
    period: DeadlinePeriod,
    dates: Sequence[DateClaim],
    accepted: Collection[int],
    *,
    until: date,
    url: Callable[[DateClaim], str] = lambda _claim: "",
    wide: int = WIDE,
) -> Chart:
    """From all dates given for it, in order, and the keys of those `accepted`."""
    meant = [(claim, point(claim, url(claim))) for claim in dates if counts(claim)]
    found = Milestone(
        operative=tuple(p for claim, p in meant if p and claim.pk in accepted),
        others=tuple(p for claim, p in meant if p and claim.pk not in accepted),
        met=met(period),
        until=until,
        undated=sum(p is None for _claim, p in meant),
    )
    line = [claim for claim in dates if claim.pk in accepted]
    chart = milestone.chart(found, history_of(line), period.verdict, wide=wide)
    deadline = period.deadline
    return replace(chart, subject=f"{deadline.title}, {deadline.pledge}")


def history_of(accepted: Sequence[DateClaim]) -> History:
    """What the accepted dates of one deadline, in order, did to each other."""
    fixes = {place for place, claim in enumerate(accepted) if claim.is_fix}
    return history([claim.window for claim in accepted], fixes)


def counts(claim: Claim) -> bool:
    """Not a denial, and not kept as somebody's known error."""
    return claim.stance != Stance.DENIES and not claim.known_error


def point(claim: DateClaim, url: str = "") -> Point | None:
    """A window is drawn at its last day, one without at its first."""
    given = claim.window.latest or claim.window.earliest
    if given is None:
        return None
    return Point(
        known_on=claim.update.known_on,
        given=given,
        said_by=_by(claim),
        hindsight=claim.hindsight,
        url=url,
        known=known(claim),
    )


def known(claim: Claim) -> str:
    """How sure the day is on which it became known, in words."""
    return known_words(claim.update.known_precision, late=claim.known_late)


def _by(claim: DateClaim) -> str:
    """Who gave it; of a date that was counted, by which reading of a clause."""
    if claim.reading:
        words = {"reading": claim.reading.label, "clause": claim.reading.clause}
        return _("%(reading)s, by %(clause)s; counted by us") % words
    return "; ".join(said.party.name for said in claim.said_by.all())


def met(period: DeadlinePeriod) -> Point | None:
    outcome = period.outcome_claim
    if outcome is None or period.met_on is None:
        return None
    return Point(
        known_on=outcome.update.known_on,
        given=period.met_on,
        said_by="",
        hindsight=False,
        url=reverse("update", args=[outcome.update.public_id]),
        known=known(outcome),
    )
