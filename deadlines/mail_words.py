"""Days, moves, verdicts and evidence in the words a mail uses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.models import DateClaim, Deadline, DeadlinePeriod
from deadlines.rules.slips import MoveKind, history
from deadlines.rules.status import verdict
from deadlines.rules.windows import Window
from projects.codes import KnownPrecision
from projects.models import Citation, Claim, ClauseReading


@dataclass(frozen=True)
class Evidence:
    """The words, who said them, when we knew, where they stand, and how strong."""

    words: str
    language: str
    speakers: str
    said: str
    sources: tuple[str, ...]

    @classmethod
    def of(cls, claim: Claim) -> "Evidence":
        cited = claim.citations.select_related("source__publisher", "origin__publisher")
        return cls(
            words=claim.words,
            language=claim.language,
            speakers=_by_whom(claim),
            said=_said(claim),
            sources=tuple(map(_source, cited.order_by("place"))),
        )


def day_words(day: date) -> str:
    return date_format(day, "j F Y")


def days_words(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", abs(days)) % {"n": abs(days)}


def window_words(window: Window) -> str:
    """The days on which it is due: "31 December 2025", "by 19 January 2029"."""
    first, last = window.earliest, window.latest
    if first is None:
        return _("by %(day)s") % {"day": day_words(last)} if last else _("no date")
    if last is None:
        return _("not before %(day)s") % {"day": day_words(first)}
    if first == last:
        return day_words(first)
    between = {"first": day_words(first), "last": day_words(last)}
    return _("between %(first)s and %(last)s") % between


def moves(period: DeadlinePeriod) -> str:
    """How often and how far it has moved."""
    if not period.revisions:
        return _("not moved so far")
    if not period.slips:
        return _("revised, but not moved later so far")
    words = ngettext(
        "moved later once, by %(days)s",
        "moved later %(n)s times, by %(days)s in all",
        period.slips,
    )
    return words % {"n": period.slips, "days": days_words(period.slip_days)}


def last_move(windows: Sequence[Window], fixes: Collection[int] = ()) -> str:
    """What the last of several dates, oldest first, did to the one before."""
    steps = history(windows, fixes).moves
    if not steps:
        return ""
    step, before = steps[-1], window_words(windows[-2])
    done = {
        MoveKind.SAME: _("repeated"),
        MoveKind.CORRECTED: _("corrected by whoever gave it"),
        MoveKind.LATER: _("later"),
        MoveKind.EARLIER: _("earlier"),
        MoveKind.NARROWED: _("narrowed"),
        MoveKind.WIDENED: _("widened"),
        MoveKind.UNDATED: _("withdrawn, no date given instead"),
    }[step.kind]
    if step.kind in {MoveKind.LATER, MoveKind.EARLIER} and step.days:
        done = f"{days_words(step.days)} {done}"
    return _("%(done)s; before: %(before)s") % {"done": done, "before": before}


def against_both_dates(period: DeadlinePeriod, deadline: Deadline, today: date) -> str:
    """The verdict, always against the operative and the original date."""
    original, due = period.original_window, period.due_window
    if period.met_on:
        met = verdict(
            original,
            due,
            period.met_on,
            bindingness=deadline.bindingness,
            bound=deadline.bound,
        )
        return _("%(met)s (%(day)s)") % {
            "met": met.words,
            "day": day_words(period.met_on),
        }
    if due == original:
        words = _("the date, original and operative, %(due)s; no outcome is recorded")
    else:
        words = _(
            "operative date %(due)s; original date %(original)s; no outcome is recorded"
        )
    return words % {"due": _passed(due, today), "original": _passed(original, today)}


def _passed(window: Window, today: date) -> str:
    if window.latest is None:
        return _("has no last day")
    days = (today - window.latest).days
    if days <= 0:
        return _("is still ahead")
    return _("passed %(days)s ago") % {"days": days_words(days)}


def _by_whom(claim: Claim) -> str:
    """Its speakers; of a date that nobody gave, the clause it was counted from."""
    reading = claim.reading if isinstance(claim, DateClaim) else None
    if reading is None:
        return "; ".join(map(str, claim.said_by.select_related("party")))
    return _(
        "counted by us from the reading “%(reading)s” of %(clause)s, %(whose)s"
    ) % {
        "reading": reading.label,
        "clause": reading.clause,
        "whose": _holders(reading),
    }


def _holders(reading: ClauseReading) -> str:
    """Who holds a reading, else who told of it."""
    if holders := ", ".join(map(str, reading.holders.order_by("pk"))):
        return _("held by %(holders)s") % {"holders": holders}
    told = reading.said_by.select_related("party")
    tellers = ", ".join(said.party.name for said in told)
    return _("as told by %(tellers)s; who holds it is not named") % {
        "tellers": tellers or _("a speaker not named")
    }


def _said(claim: Claim) -> str:
    known_on = day_words(claim.update.known_on)
    known = {
        KnownPrecision.EXACT: _("known on %(day)s"),
        KnownPrecision.AT_LATEST: _("known on %(day)s at the latest"),
        KnownPrecision.INFERRED: _("known, as we infer, on %(day)s"),
    }[KnownPrecision(claim.update.known_precision)] % {"day": known_on}
    if claim.said_on is None:
        return known
    return _("said on %(day)s, %(known)s") % {
        "day": day_words(claim.said_on),
        "known": known,
    }


def _source(citation: Citation) -> str:
    source, origin = citation.source, citation.origin
    words = f"{source.title} ({source.publisher}, grade {source.grade}"
    if origin.publisher_id != source.publisher_id:
        words += _(", from %(origin)s") % {"origin": origin.publisher}
    return f"{words}) {source.url}".rstrip()
