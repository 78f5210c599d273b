"""What publishing an entry changes, in words: the record before against after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.models import Deadline, DeadlinePeriod, Delivery
from deadlines.rules.slips import MoveKind, move
from deadlines.rules.windows import Window
from projects.codes import Stage
from projects.models import Project, Update
from tracker.desk.effects_of_corrections import corrections, left_without_source
from tracker.desk.effects_words import day_of, window_of, words
from tracker.desk.scopes import empty_scopes


@dataclass(frozen=True)
class Picture:
    """How the deadlines and projects of the record stand."""

    periods: dict[int, DeadlinePeriod]
    stages: dict[int, str]


def picture(deadlines: Iterable[Deadline], projects: Iterable[Project]) -> Picture:
    current = DeadlinePeriod.objects.current().filter(deadline__in=deadlines)
    stages = Project.objects.filter(pk__in=[project.pk for project in projects])
    return Picture(
        periods={
            period.deadline_id: period
            for period in current.select_related("deadline", "date_claim__update")
        },
        stages=dict(stages.values_list("pk", "stage")),
    )


def effects(before: Picture, after: Picture, update: Update) -> list[str]:
    """One sentence for each thing that changes, the deadlines first."""
    if update.corrects:
        lines = corrections(before.periods, after.periods, update)
    else:
        told = _told(update)
        lines = [
            sentence + _watchers(told[key])
            for key, period in after.periods.items()
            for sentence in _of_deadline(before.periods.get(key), period)
        ]
    lines += _of_stages(before, after)
    lines += left_without_source(update)
    lines += empty_scopes(update)
    claims = update.claims.count()
    accepted = update.acceptances.filter(operative=True).count()
    if claims:
        recorded = ngettext(
            "%(n)s claim is recorded", "%(n)s claims are recorded", claims
        ) % {"n": claims}
        taken = _("%(n)s accepted as operative") % {"n": accepted}
        lines.append(f"{recorded}, {taken}.")
    else:
        lines.append(_("An event is recorded, without claims."))
    return lines


def _of_deadline(before: DeadlinePeriod | None, after: DeadlinePeriod) -> list[str]:
    lines = []
    old = window_of(before) if before else Window()
    new = window_of(after)
    if before is None and not new.is_undated:
        lines.append(
            _("%(title)s: first date, %(new)s.")
            % {"title": after.deadline, "new": words(new)}
        )
    elif before is not None and before.date_claim_id != after.date_claim_id:
        lines.append(_moved(before, after, old, new))
    ended = before.outcome_claim_id if before else None
    if after.outcome_claim_id and after.outcome_claim_id != ended:
        day = f", {day_of(after)}" if after.met_on else ""
        lines.append(f"{after.deadline}: {after.get_state_display()}{day}.")
    return lines


def _moved(
    before: DeadlinePeriod, after: DeadlinePeriod, old: Window, new: Window
) -> str:
    if before.date_claim_id is None:
        return _("%(title)s: first date, %(new)s.") % {
            "title": after.deadline,
            "new": words(new),
        }
    if after.date_claim and after.date_claim.is_fix and old != new:
        return _(
            "%(title)s: operative date is put right from %(old)s to %(new)s; no slip."
        ) % {"title": after.deadline, "old": words(old), "new": words(new)}
    step = move(old, new)
    if step.kind is MoveKind.SAME:
        return _("%(title)s: operative date stays %(new)s.") % {
            "title": after.deadline,
            "new": words(new),
        }
    line = _("%(title)s: operative date moves from %(old)s to %(new)s, %(kind)s") % {
        "title": after.deadline,
        "old": words(old),
        "new": words(new),
        "kind": step.kind,
    }
    if step.kind is MoveKind.LATER:
        line += _(", slip %(n)s, +%(days)s days") % {
            "n": after.slips,
            "days": step.days,
        }
    return f"{line}."


def _of_stages(before: Picture, after: Picture) -> list[str]:
    moved = {
        key: stage
        for key, stage in after.stages.items()
        if before.stages.get(key, "") != stage
    }
    names = dict(Project.objects.filter(pk__in=moved).values_list("pk", "name"))
    return [
        _("%(name)s: stage %(old)s → %(new)s.")
        % {
            "name": names[key],
            "old": _stage(before.stages.get(key, "")),
            "new": _stage(stage),
        }
        for key, stage in moved.items()
    ]


def _stage(code: str) -> str:
    return str(Stage(code).label) if code else _("none")


def _told(update: Update) -> Counter[int]:
    """How many deliveries an update's claims queue, by deadline."""
    deadlines = Delivery.objects.filter(alert__claim__update=update)
    return Counter(deadlines.values_list("alert__deadline", flat=True))


def _watchers(count: int) -> str:
    if not count:
        return " " + _("Nobody is mailed.")
    return " " + ngettext(
        "%(n)s watcher will be told.", "%(n)s watchers will be told.", count
    ) % {"n": count}
