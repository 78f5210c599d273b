"""The figures of slips as rows of their page, each with how to cite it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from deadlines.rules.slip_figures import Figures, Mover, Slipping, without_largest
from deadlines.rules.slip_figures import figures as figures_of
from projects.models import Pledge
from tracker.pages.citing import Cite
from tracker.pages.formulas import BY_SLUG


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deadlines the figures are of: those of one pledge, or all."""

    pledge: Pledge | None

    @property
    def name(self) -> str:
        return self.pledge.name if self.pledge else _("all pledges")

    def cite(self, key: str, anchor: str, words: str, formula: str) -> Cite:
        """One of the figures; its key names the pledge and what it is."""
        own = {"pledge": self.pledge.slug} if self.pledge else {}
        page = reverse("slips")
        page = f"{page}?{urlencode(own)}" if own else page
        return Cite(
            key="/".join(["slips", *own.values(), key]),
            address=f"{page}#{anchor}",
            words=f"{self.name}: {words}",
            formula=BY_SLUG[formula],
        )


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """The figures of a set, or of the set without its worst."""

    name: str
    figures: Figures
    cite: Cite


def figures_rows(cases: Sequence[Slipping], scope: Scope) -> list[FiguresRow]:
    """Of all of them, and if any slipped without the one that slipped most."""
    whole = figures_of(cases)
    rows = [_row("all", _("all"), whole, scope)]
    if whole.worst:
        rest = without_largest(cases)
        rows.append(_row("rest", _("without the largest"), rest, scope))
    return rows


def _row(key: str, name: str, found: Figures, scope: Scope) -> FiguresRow:
    words = _(
        "%(name)s: %(slipped)d of %(deadlines)d deadlines slipped, %(slips)d slips, "
        "%(days)d days in all"
    ) % {
        "name": name,
        "slipped": found.slipped,
        "deadlines": found.deadlines,
        "slips": found.slips,
        "days": found.days,
    }
    if found.median_days is not None:
        words += _(", median %(days)g") % {"days": found.median_days}
    return FiguresRow(name, found, scope.cite(key, "figures", words, "slip-figures"))


def movers_cite(movers: Iterable[Mover], scope: Scope) -> Cite:
    """Who moved dates later, in one citation."""
    lines = (
        _("%(who)s: %(slips)d slips, %(days)d days")
        % {
            "who": ", ".join(mover.names) or _("not attributable"),
            "slips": mover.slips,
            "days": mover.days,
        }
        for mover in movers
    )
    return scope.cite("movers", "movers", "; ".join(lines), "movers")
