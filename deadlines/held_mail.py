"""What the editors are told when a waiting draft holds a mail."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.codes import DeliveryState
from deadlines.mail_words import window_words
from deadlines.models import Alert, DeadlinePeriod
from deadlines.rules.windows import Window
from projects.models import Draft


def held_facts(draft: Draft, period: DeadlinePeriod) -> Iterator[tuple[str, str]]:
    """Which draft waits, what it holds, and until when; each with its label."""
    held = Alert.objects.filter(
        deadline=period.deadline_id, held_until__isnull=False
    ).latest("held_until")
    queued = held.deliveries.filter(state=DeliveryState.QUEUED).count()
    yield _("Draft"), str(draft)
    yield _("By"), str(draft.author)
    yield _("Submitted"), _instant(draft.changed_at)
    yield _("Date"), window_words(Window(period.due_from, period.due_to))
    yield (
        _("Mail held"),
        (
            ngettext("for %(n)s recipient", "for %(n)s recipients", queued)
            % {"n": queued}
        ),
    )
    if held.held_until:
        yield _("Held until"), _instant(held.held_until)


def _instant(at: datetime) -> str:
    return _("%(at)s UTC") % {"at": date_format(at.astimezone(UTC), "j F Y H:i")}
