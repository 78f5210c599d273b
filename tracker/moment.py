"""Which moment a page is asked for: `?as_of=` and `?recorded=` in its address.

A public view is marked `at_moment`; it finds the moment in `request.moment` and hands
it on. All other views refuse the two parameters.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from projects.models import Update
from projects.rules.moment import Moment, end_of

AS_OF, RECORDED = "as_of", "recorded"
NAMES = (AS_OF, RECORDED)
View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """What a view marked `at_moment` is given. `first_day` is the record's first.

    `asked_at` is when it was asked for: nothing written down later is in the answer.
    """

    moment: Moment
    asked_at: datetime
    first_day: date | None


class Refused(Exception):
    """The moment asked for cannot be shown. `instead` is the nearest that can."""

    def __init__(self, why: str, instead: Mapping[str, str]) -> None:
        super().__init__(why)
        self.instead = instead


def at_moment(view: View) -> View:
    """Mark a view as one that shows any moment it is asked for."""
    view.takes_moment = True  # type: ignore[attr-defined]
    return view


def takes_moment(view: Callable[..., Any]) -> bool:
    return getattr(view, "takes_moment", False)


@cache
def names_at_moment() -> frozenset[str]:
    """The names of all addresses that lead to a view marked `at_moment`."""
    return frozenset(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _names(pattern.url_patterns)
        elif pattern.name and takes_moment(pattern.callback):
            found.append(pattern.name)
    return found


def first_day() -> date | None:
    """The first day on which anything of the record was known."""
    days = Update.objects.live().order_by("known_on", "pk")
    return days.values_list("known_on", flat=True).first()


def asked(query: Mapping[str, str]) -> bool:
    """Does an address ask for a moment? An empty field is as if it was not there."""
    return any(query.get(name) for name in NAMES)


def read(query: Mapping[str, str], *, now: datetime, first: date | None) -> Moment:
    """The moment that an address asks for. Raises Refused.

    With `recorded` alone the day is that of the instant, so that the address means the
    same for ever.
    """
    recorded = _recorded(query[RECORDED], now) if query.get(RECORDED) else None
    if query.get(AS_OF):
        day = day_of(query[AS_OF], AS_OF, now=now, first=first)
    else:
        day = (recorded or now).astimezone(UTC).date()
    return on(day, now=now, recorded=recorded)


def on(day: date, *, now: datetime, recorded: datetime | None = None) -> Moment:
    """The moment of a day, which may be today."""
    if day == now.astimezone(UTC).date() and (recorded is None or recorded >= now):
        return Moment.today(now)
    return Moment.at(day, recorded=recorded)


def day_of(text: str, name: str, *, now: datetime, first: date | None) -> date:
    """A day of the record, as a field of an address names it. Raises Refused."""
    today = now.astimezone(UTC).date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        why = _("“%(text)s” is no date. Write it as in 2026-01-31.")
        near = _last_of_month(text) or today
        raise Refused(why % {"text": text[:40]}, {name: near.isoformat()}) from None
    if day > today:
        raise Refused(_("That day lies ahead."), {name: today.isoformat()})
    if first is None or day < first:
        near_first = {name: first.isoformat()} if first else {}
        raise Refused(
            _("The record begins later: nothing was known by then."), near_first
        )
    return day


def _last_of_month(text: str) -> date | None:
    """What comes nearest to a day such as 2026-02-31."""
    try:
        year, month, _day = map(int, text.split("-"))
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def _recorded(text: str, now: datetime) -> datetime:
    """A day is meant to its end; an instant without a zone is in UTC."""
    try:
        # In an address a plus sign that nobody escaped is a space.
        found = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        why = _("“%(text)s” is no instant. Write it as in 2026-01-31T12:00Z.")
        raise Refused(why % {"text": text[:40]}, {}) from None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    if found > now:
        raise Refused(_("That instant lies ahead."), {})
    if len(text.strip()) <= len("2026-01-31"):
        found = end_of(found.date())
    _refuse_unrecorded(found)
    return found


def _refuse_unrecorded(instant: datetime) -> None:
    written = Update.objects.order_by("recorded_at").values_list("recorded_at")
    first = written.first()
    if first is None or first[0] > instant:
        near = {RECORDED: _written(first[0].astimezone(UTC))} if first else {}
        raise Refused(_("Nothing had been written down by then."), near)


def carry(url: str, moment: Moment) -> str:
    """An address of this site, at a past moment; as it is, for today."""
    if not moment.past:
        return url
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return urlunsplit(
        parts._replace(query=urlencode({**query, **fields(moment)}, safe=":"))
    )


def without_moment(request: HttpRequest) -> str:
    """The address of a page as it stands today."""
    query = {k: v for k, v in request.GET.dict().items() if k not in (*NAMES, "to")}
    return f"{request.path}?{urlencode(query)}" if query else request.path


def fields(moment: Moment) -> dict[str, str]:
    """What an address or a form must hold to mean this moment."""
    if not moment.past:
        return {}
    found = {AS_OF: moment.as_of.isoformat()}
    if moment.recorded:
        found[RECORDED] = _written(moment.recorded.astimezone(UTC))
    return found


def _written(instant: datetime) -> str:
    """A day for its end, else the instant in UTC."""
    if instant == end_of(instant.date()):
        return instant.date().isoformat()
    return instant.replace(tzinfo=None).isoformat() + "Z"
