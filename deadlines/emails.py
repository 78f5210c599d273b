"""The mail of one delivery: text and HTML of the same facts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.codes import AlertKind
from deadlines.freshness import NOTHING, heard
from deadlines.held_mail import held_facts
from deadlines.mail_words import (
    Evidence,
    against_both_dates,
    day_words,
    last_move,
    moves,
    window_words,
)
from deadlines.models import (
    Alert,
    DateClaim,
    Deadline,
    DeadlinePeriod,
    Delivery,
    Watch,
)
from deadlines.pictures import Picture
from deadlines.rules.windows import Window
from deadlines.stopping import stop_token
from projects.codes import UpdateStatus
from projects.models import Acceptance, Update

News = Mapping[str, object]
"""What one alert tells everybody: all of a mail but who gets it and why."""


class Mail(EmailMultiAlternatives):
    """What is attached to it, its HTML shows."""

    mixed_subtype = "related"


def news(alert: Alert, *, now: datetime) -> News:
    """What an alert tells as things stand now; the same for all who are told."""
    deadline = Deadline.objects.select_related("pledge").get(pk=alert.deadline_id)
    period = (
        DeadlinePeriod.objects.current()
        .select_related(
            "date_claim__update",
            "date_claim__reading__clause",
            "outcome_claim__update",
        )
        .get(deadline=deadline)
    )
    if alert.draft:
        return {
            "template": "mail/held",
            "heading": heading(alert.kind, deadline),
            "deadline": deadline,
            "facts": list(held_facts(alert.draft, period)),
            "link": settings.SITE_URL + reverse("draft", args=[alert.draft.pk]),
        }
    today = now.astimezone(UTC).date()
    last = heard([deadline.pk]).get(deadline.pk, NOTHING)
    return {
        "template": "mail/alert",
        "heading": heading(alert.kind, deadline),
        "deadline": deadline,
        "facts": [*_taken_back(alert), *_facts(alert, deadline, period, now)],
        "evidence": list(_evidence(period)),
        "newest_evidence": day_words(last.known_on) if last.known_on else "",
        "evidence_age": last.age(today),
        "please_check": last.is_stale(today, check_every=deadline.check_every_days),
        "link": settings.SITE_URL + reverse("deadline", args=[deadline.slug]),
    }


def message(delivery: Delivery, news: News, picture: Picture | None = None) -> Mail:
    """Build the mail of a delivery from what its alert tells, with its chart, if any.

    Its Message-ID is derived from the delivery, so a repeat after a crash is known as
    the same mail.
    """
    watches = Watch.objects.filter(pk__in=delivery.watches).order_by("pk")
    stop_link = _stop_link(delivery)
    context = {
        **news,
        "watches": list(map(str, watches)),
        "stop_link": stop_link,
        "picture": picture,
        "picture_id": _picture_id(delivery),
    }
    # A line break in a title would begin another header.
    subject = " ".join(f"{news['heading']}: {news['deadline']}".split())
    mail = Mail(
        subject=subject,
        body=render_to_string(f"{news['template']}.txt", context),
        to=[delivery.recipient.address],
        headers={
            "Message-ID": message_id(delivery),
            **(_unsubscribe(stop_link) if stop_link else {}),
            # No holiday answer comes back to a sender that nobody reads.
            "Auto-Submitted": "auto-generated",
        },
    )
    page = render_to_string(f"{news['template']}.html", context)
    mail.attach_alternative(page, "text/html")
    if picture:
        mail.attach(_image(picture, _picture_id(delivery)))
    return mail


def _picture_id(delivery: Delivery) -> str:
    return f"chart.{delivery.alert_id}@{urlsplit(settings.SITE_URL).hostname}"


def _image(picture: Picture, content_id: str) -> MIMEImage:
    """The picture as a part of the mail that its HTML names."""
    image = MIMEImage(picture.png, "png")
    image.add_header("Content-ID", f"<{content_id}>")
    image.add_header("Content-Disposition", "inline", filename="chart.png")
    return image


def _stop_link(delivery: Delivery) -> str:
    """Ends the watches that asked; empty for what an editor gets as such."""
    if not delivery.watches:
        return ""
    token = stop_token(delivery.recipient_id, delivery.watches)
    return settings.SITE_URL + reverse("stop_watch", args=[token])


def _unsubscribe(stop_link: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{stop_link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def message_id(delivery: Delivery) -> str:
    """Dots only: Python's mail library cuts a Message-ID at a colon."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"<delivery.{delivery.pk}.alert.{delivery.alert_id}@{host}>"


def heading(kind: str, deadline: Deadline) -> str:
    """What happened; a passed date is late only where something binds."""
    if kind == AlertKind.MOVED:
        return _("Date moved")
    if kind == AlertKind.MET:
        return _("Met")
    if kind == AlertKind.CORRECTED:
        return _("Correction")
    if kind == AlertKind.HELD:
        return _("Mail held while a draft waits")
    return _("Late") if deadline.binds else _("Target date passed")


def _taken_back(alert: Alert) -> Iterator[tuple[str, str]]:
    """What an earlier mail rested on, and why that no longer stands."""
    if alert.kind != AlertKind.CORRECTED:
        return
    rested_on = Q(pk=alert.claim.update_id) | Q(acceptances__claim=alert.claim)
    # A date that had come back, since an update withdrew the one after it.
    rested_on |= Q(alerts__claim=alert.claim, alerts__deadline=alert.deadline)
    retracted = Update.objects.filter(rested_on, status=UpdateStatus.RETRACTED)
    for update in retracted.distinct().order_by("retracted_at"):
        yield _("We told you, resting on"), update.headline
        yield _("That was retracted because"), update.retracted_why
        for correction in update.corrections.live():
            yield _("In its place"), correction.headline


def _facts(
    alert: Alert, deadline: Deadline, period: DeadlinePeriod, now: datetime
) -> Iterator[tuple[str, str]]:
    """What the mail tells, each with its label; text and HTML show the same."""
    original = window_words(Window(period.original_from, period.original_to))
    # Days count as they do in the deadline's own zone, as its last day does.
    today = now.astimezone(ZoneInfo(deadline.zone)).date()
    yield _("Date"), window_words(Window(period.due_from, period.due_to))
    if alert.kind == AlertKind.MOVED:
        yield from _move(alert, deadline)
    yield _("How binding"), deadline.get_bindingness_display()
    yield _("Original date"), f"{original}; {moves(period)}"
    yield _("Verdict"), against_both_dates(period, deadline, today)
    yield _("Counts as met when"), deadline.met_when


def _move(alert: Alert, deadline: Deadline) -> Iterator[tuple[str, str]]:
    """How far it went; where an update withdrew a date, from that one back."""
    withdrawn = Acceptance.objects.filter(
        update=alert.update_id, operative=False, claim__dateclaim__deadline=deadline
    ).select_related("claim__dateclaim")
    if alert.claim.update_id == alert.update_id or not (back := withdrawn.last()):
        dates = _operative_dates(deadline)
        fixes = {place for place, date in enumerate(dates) if date.is_fix}
        yield _("This move"), last_move([date.window for date in dates], fixes)
        return
    now = alert.claim.dateclaim.window
    yield _("This move"), last_move([back.claim.dateclaim.window, now])
    yield _("The later word no longer counts because"), back.reason


def _evidence(period: DeadlinePeriod) -> Iterator[tuple[str, Evidence]]:
    if period.date_claim:
        counted = period.date_claim.reading_id is not None
        label = _("The date") if counted else _("The date, by whose word")
        yield label, Evidence.of(period.date_claim)
    if period.outcome_claim:
        yield _("The outcome, by whose word"), Evidence.of(period.outcome_claim)


def _operative_dates(deadline: Deadline) -> list[DateClaim]:
    dates = DateClaim.objects.operative().filter(deadline=deadline).in_order()
    return list(dates.select_related("update"))
