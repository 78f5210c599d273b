"""The mail of one delivery: text and HTML of the same facts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.codes import AlertKind
from deadlines.freshness import last_evidence
from deadlines.models import Deadline, DeadlinePeriod, Delivery, Watch
from deadlines.rules.status import verdict
from deadlines.rules.windows import Window
from deadlines.stopping import stop_token
from projects.models import Claim


@dataclass(frozen=True)
class Evidence:
    """Who said it, in which role, when, where, and how strong that is."""

    words: str
    speakers: str
    said_on: date | None
    known_on: date
    sources: str

    @classmethod
    def of(cls, claim: Claim) -> "Evidence":
        citations = claim.citations.select_related("source__publisher", "origin")
        return cls(
            words=claim.words,
            speakers=", ".join(map(str, claim.said_by.select_related("party"))),
            said_on=claim.said_on,
            known_on=claim.update.known_on,
            sources="; ".join(
                f"{c.source.title} ({c.source.publisher}, grade {c.source.grade})"
                for c in citations
            ),
        )


def message(delivery: Delivery, *, now: datetime) -> EmailMultiAlternatives:
    """Build the mail of a delivery as things stand now.

    Its Message-ID is derived from the delivery, so a repeat after a crash is known as
    the same mail.
    """
    context = _context(delivery, now=now)
    mail = EmailMultiAlternatives(
        subject=f"{context['heading']}: {context['deadline']}",
        body=render_to_string("mail/alert.txt", context),
        to=[delivery.recipient.address],
        headers={
            "Message-ID": message_id(delivery),
            "List-Unsubscribe": f"<{context['stop_link']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string("mail/alert.html", context), "text/html")
    return mail


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
    return _("Late") if deadline.binds else _("Target date passed")


def _context(delivery: Delivery, *, now: datetime) -> dict[str, object]:
    alert = delivery.alert
    deadline = Deadline.objects.select_related("pledge").get(pk=alert.deadline_id)
    period = (
        DeadlinePeriod.objects.current()
        .select_related("date_claim__update", "outcome_claim__update")
        .get(deadline=deadline)
    )
    today = now.astimezone(UTC).date()
    evidence_age = (today - last_evidence([deadline.pk])[deadline.pk]).days
    watches = Watch.objects.filter(pk__in=delivery.watches).order_by("pk")
    token = stop_token(delivery.recipient_id, delivery.watches)
    return {
        "heading": heading(alert.kind, deadline),
        "deadline": deadline,
        "due": _window(Window(period.due_from, period.due_to)),
        "original": _window(Window(period.original_from, period.original_to)),
        "period": period,
        "moves": _moves(period),
        "verdict": _verdict(period, deadline, today),
        "date_evidence": _evidence(period.date_claim),
        "outcome_evidence": _evidence(period.outcome_claim),
        "evidence_age": evidence_age,
        "please_check": evidence_age > deadline.check_every_days,
        "watches": [str(watch) for watch in watches],
        "link": settings.SITE_URL + reverse("deadline", args=[deadline.slug]),
        "stop_link": settings.SITE_URL + reverse("stop_watch", args=[token]),
    }


def _evidence(claim: Claim | None) -> Evidence | None:
    return Evidence.of(claim) if claim else None


def _window(window: Window) -> str:
    if window.is_undated:
        return _("no date given")
    if window.latest is None:
        return _("not before %(day)s") % {"day": _day(window.first)}
    if window.earliest in (None, window.latest):
        return _day(window.last)
    return f"{_day(window.first)} – {_day(window.last)}"


def _moves(period: DeadlinePeriod) -> str:
    if not period.slips:
        return _("not moved later so far")
    times = ngettext("moved later once", "moved later %(n)s times", period.slips) % {
        "n": period.slips
    }
    days = ngettext("%(n)s day", "%(n)s days", period.slip_days) % {
        "n": period.slip_days
    }
    return f"{times}, {days}"


def _verdict(period: DeadlinePeriod, deadline: Deadline, today: date) -> str:
    """Against both dates: always the original and the operative one."""
    original = Window(period.original_from, period.original_to)
    due = Window(period.due_from, period.due_to)
    if period.met_on:
        met = verdict(original, due, period.met_on, bindingness=deadline.bindingness)
        return met.words
    return _(
        "against the original date: %(original)s; against the operative one: "
        "%(due)s; no outcome is recorded"
    ) % {
        "original": _passed(original, today),
        "due": _passed(due, today),
    }


def _passed(window: Window, today: date) -> str:
    if window.latest is None:
        return _("no last day was given")
    days = (today - window.latest).days
    if days <= 0:
        return _("still ahead")
    return ngettext("passed %(n)s day ago", "passed %(n)s days ago", days) % {"n": days}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
