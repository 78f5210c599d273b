"""What a correction changes: it reads as if the error had never been made."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.codes import AlertKind
from deadlines.models import DeadlinePeriod, Delivery
from projects.models import SourceStatus, Update
from tracker.desk.effects_words import day_of, window_of, words
from tracker.pages.evidence import with_evidence
from tracker.pages.withdrawn import SETTLED, resting_on
from tracker.pages.wording import heading_words, value_words

Periods = Mapping[int, DeadlinePeriod]
SHOWN = 20


def corrections(before: Periods, after: Periods, update: Update) -> list[str]:
    """What the deadlines read instead, and who hears that we erred."""
    keys = dict.fromkeys([*before, *after])
    lines = [
        line for key in keys for line in _of_deadline(before.get(key), after.get(key))
    ]
    return [*lines, _told(update)]


def left_without_source(update: Update) -> list[str]:
    """The claims that rest on what this update says was withdrawn, and on no more."""
    statuses = SourceStatus.objects.filter(update=update, status__in=SETTLED)
    lines = []
    for status in statuses.select_related("source").order_by("pk"):
        claims = with_evidence(resting_on([status.source]))
        lines += [
            _("Rests on “%(source)s” alone, to be looked at: %(what)s: %(value)s.")
            % {
                "source": status.source,
                "what": heading_words(claim),
                "value": value_words(claim),
            }
            for claim in claims[:SHOWN]
        ]
        if not claims.exists():
            lines.append(
                _("No claim rests on “%(source)s” alone.") % {"source": status.source}
            )
    return lines


def _of_deadline(
    before: DeadlinePeriod | None, after: DeadlinePeriod | None
) -> Iterator[str]:
    period = after or before
    if period is None:
        return
    title = {"title": period.deadline}
    old, new = _date(before), _date(after)
    if old == new:
        yield _("%(title)s: operative date stays %(new)s.") % {**title, "new": new}
    else:
        yield _(
            "%(title)s: operative date reads %(new)s instead of %(old)s; a correction "
            "is no slip."
        ) % {**title, "new": new, "old": old}
    if before and after and before.slips != after.slips:
        yield _("%(title)s: slips read %(new)s instead of %(old)s.") % {
            **title,
            "new": after.slips,
            "old": before.slips,
        }
    if _end(before) != _end(after):
        yield _("%(title)s: reads “%(new)s” instead of “%(old)s”.") % {
            **title,
            "new": _end(after),
            "old": _end(before),
        }


def _date(period: DeadlinePeriod | None) -> str:
    return words(window_of(period)) if period else _("no date")


def _end(period: DeadlinePeriod | None) -> str:
    if period is None:
        return ""
    day = f", {day_of(period)}" if period.met_on else ""
    return f"{period.get_state_display()}{day}"


def _told(update: Update) -> str:
    """Who was mailed of what we got wrong gets one mail that says so."""
    mails = Delivery.objects.filter(
        alert__kind=AlertKind.CORRECTED, alert__detected_at=update.recorded_at
    )
    count = mails.values("recipient").distinct().count()
    if not count:
        return _("Nobody was mailed of it: no correction mail.")
    return ngettext(
        "%(n)s watcher was mailed of it and gets a correction mail.",
        "%(n)s watchers were mailed of it and get a correction mail.",
        count,
    ) % {"n": count}
