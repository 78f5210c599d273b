"""A pledge's totals: each way to count it, with what is left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.codes import Stage
from projects.models import Pledge
from projects.rules.counting import (
    Count,
    Entry,
    Excluded,
    Reason,
    adjusted,
    confirmed,
)
from projects.rules.moment import Moment
from projects.rules.outlier import Outlier, outlier
from projects.rules.sums import Sum
from tracker.moment import Request, at_moment
from tracker.pages.citing import Cite
from tracker.pages.counted import DRAWN, PLANNED, Ledger, Shown, ledger
from tracker.pages.formulas import BY_SLUG
from tracker.pages.left_out import Left, left_out
from tracker.pages.readings import Reading, readings
from tracker.pages.sums_given import Given, sums_given
from tracker.pages.wholes import Whole, wholes


@dataclass(frozen=True, slots=True)
class Method:
    """One way to count: as said, adjusted and confirmed. Empty sums are no evidence.

    `origins` grades what the confirmed sum rests on.
    """

    code: str
    name: str
    explained: str
    said: tuple[Shown, ...]
    adjusted: tuple[Sum, ...]
    confirmed: tuple[Sum, ...]
    origins: str
    outlier: Outlier | None
    largest: Shown | None
    counted: tuple[Shown, ...]
    left: tuple[Left, ...]
    unconfirmed: tuple[Left, ...]
    cover: tuple[Sum, ...]
    contingent: tuple[Shown, ...]
    cite_adjusted: Cite
    cite_confirmed: Cite
    cite_outlier: Cite | None


@dataclass(frozen=True, slots=True)
class Totals:
    """All that the page shows, from one fetch."""

    methods: tuple[Method, ...]
    given: tuple[Given, ...]
    wholes: tuple[Whole, ...]
    readings: tuple[Reading, ...]


@require_safe
@at_moment
def totals(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    pledges = Pledge.objects.seen(moment).select_related("brought_in_by", "parent")
    found = get_object_or_404(pledges, slug=slug)
    context = {"pledge": found, "totals": totals_of(found, moment)}
    return render(request, "totals.html", context)


def totals_of(pledge: Pledge, moment: Moment) -> Totals:
    """Every method for one pledge, in a fixed number of queries."""
    found = ledger(pledge, moment)
    methods = methods_of(found)
    return Totals(
        methods=methods,
        given=sums_given(found),
        wholes=wholes(found),
        readings=readings(found, moment),
    )


def methods_of(found: Ledger) -> tuple[Method, ...]:
    """From announced to paid out."""
    planned = [claim for claim in found.accepted if claim.basis in PLANNED]
    announced = [claim for claim in planned if found.rung(claim)]
    selected = [claim for claim in planned if found.rung(claim) == Stage.SELECTED]
    signed, paid = (
        [claim for claim in found.accepted if claim.basis == basis] for basis in DRAWN
    )
    return (
        _method(
            found,
            ("announced", _("Announced")),
            _("Amounts of projects that were announced, welcomed, or went further."),
            found.entries_of(announced),
        ),
        _method(
            found,
            ("selected", _("Selected")),
            _("Amounts of projects that were selected, or went further."),
            found.entries_of(selected),
        ),
        _method(
            found,
            ("signed", _("Signed")),
            _("Loans and contracts signed: draws on the pledge."),
            found.entries_of(signed),
        ),
        _method(
            found,
            ("paid-out", _("Paid out")),
            _("Money paid out: draws on the pledge."),
            [*found.entries_of(paid), *found.paid()],
        ),
    )


def _method(
    found: Ledger, name: tuple[str, str], explained: str, entries: Sequence[Entry]
) -> Method:
    ours = adjusted(entries, found.links)
    strong = confirmed(entries, found.links)
    large = outlier(ours.counted)
    origins = found.origins(strong.counted)
    return Method(
        code=name[0],
        name=name[1],
        explained=explained,
        said=_said(found, ours),
        adjusted=ours.sums,
        confirmed=strong.sums,
        origins=origins,
        outlier=large,
        largest=found.shown(large.largest.key) if large else None,
        counted=tuple(found.shown(entry.key) for entry in ours.counted),
        left=left_out(found, ours.excluded),
        unconfirmed=left_out(found, _only_weak(strong)),
        cover=ours.cover,
        contingent=tuple(found.shown(entry.key) for entry in ours.contingent),
        cite_adjusted=_cite(found.pledge, name, "adjusted", ours.sums),
        cite_confirmed=_cite(found.pledge, name, "confirmed", strong.sums, origins),
        cite_outlier=_cite(found.pledge, name, "outlier", [large.rest])
        if large
        else None,
    )


def _cite(
    pledge: Pledge,
    name: tuple[str, str],
    formula: str,
    sums: Sequence[Sum],
    origins: str = "",
) -> Cite:
    """A total of ours, named by its pledge, method and formula."""
    rule = BY_SLUG[formula]
    page = reverse("totals", args=[pledge.slug])
    total = "; ".join(each.words for each in sums)
    words = f"{pledge.name}: {name[1]}, {rule.name}: “{total}”"
    if origins:
        words += _(" (origins: %s)") % origins
    return Cite(
        key=f"{pledge.slug}/totals/{name[0]}/{formula}",
        address=f"{page}#{name[0]}",
        words=words,
        formula=rule,
    )


def _said(found: Ledger, count: Count) -> tuple[Shown, ...]:
    """The amounts as their speakers give them, without parts of a counted whole."""
    out = [each.entry for each in count.excluded if not _is_part(each)]
    return tuple(found.shown(entry.key) for entry in (*count.counted, *out))


def _is_part(out: Excluded) -> bool:
    return any(ground.reason == Reason.SAME_PROJECT for ground in out.grounds)


def _only_weak(count: Count) -> list[Excluded]:
    return [
        out
        for out in count.excluded
        if any(ground.reason == Reason.WEAK_ORIGIN for ground in out.grounds)
    ]
