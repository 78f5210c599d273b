"""Addresses that stay at the moment of the page. Every template has these tags.

`{% url %}` is Django's own, which leads from a past moment to the same moment wherever
the page it names knows it. What was put together in Python goes through `{% at %}`.
"""

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import resolve, reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from projects.models import Pledge, Update
from projects.models.subject import Subject
from projects.rules.moment import LATEST, Moment
from tracker.moment import (
    NAMES,
    RECORDED,
    carry,
    fields,
    names_at_moment,
    without_moment,
)

register = template.Library()


class UrlAtMoment(defaulttags.URLNode):
    """An address by its name, at the moment of the page."""

    def render(self, context: Context) -> SafeString:
        written = SafeString(super().render(context))
        moment = _moment(context)
        if moment is None or self.view_name.resolve(context) not in names_at_moment():
            return written
        if self.asvar:
            context[self.asvar] = carry(context[self.asvar], moment)
            return written
        return SafeString(conditional_escape(carry(str(written), moment)))


@register.tag
def url(parser: Parser, token: Token) -> UrlAtMoment:
    """Django's `url`, staying at the moment of the page."""
    node = defaulttags.url(parser, token)
    return UrlAtMoment(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag(takes_context=True)
def at(context: Context, address: str) -> str:
    """An address made in Python, at the moment of the page."""
    moment = _moment(context)
    if moment is None or not moment.past or not _takes_moment(urlsplit(address).path):
        return address
    return carry(address, moment)


@register.simple_tag(takes_context=True)
def listing(context: Context, name: str, *args: str, **query: str) -> str:
    """A page with a query, such as what narrows a list, at the moment of this page."""
    return at(context, f"{reverse(name, args=args)}?{urlencode(query)}")


@register.simple_tag(takes_context=True)
def moment_fields(context: Context) -> SafeString:
    """What a form with GET needs to stay at the moment of the page."""
    moment = _moment(context)
    return _hidden(fields(moment) if moment else {})


@register.simple_tag(takes_context=True)
def other_fields(context: Context) -> SafeString:
    """What else stands in the address, for the form that changes the moment."""
    query = context["request"].GET.dict()
    return _hidden({k: v for k, v in query.items() if k not in (*NAMES, "to", "page")})


@register.simple_tag(takes_context=True)
def recorded_field(context: Context) -> str:
    """By when we had written it down, as the address of the page says it."""
    moment = _moment(context)
    return fields(moment).get(RECORDED, "") if moment else ""


@register.simple_tag(takes_context=True)
def as_recorded(context: Context, update: Update) -> Update:
    """The update that stood in the place of this one at the moment of the page."""
    moment = _moment(context)
    return update.as_recorded(moment) if moment else update


@register.simple_tag(takes_context=True)
def brought_in(context: Context, thing: Subject) -> str:
    """The address of the update that brought something in."""
    update = as_recorded(context, thing.brought_in_by)
    return at(context, reverse("update", args=[update.public_id]))


@register.simple_tag(takes_context=True)
def window_of(context: Context, pledge: Pledge) -> tuple[date | None, date | None]:
    """When a pledge opens and closes, as far as the moment of the page knows it."""
    return pledge.window(_moment(context) or LATEST)


@register.simple_tag(takes_context=True)
def seen(context: Context, thing: Subject | None) -> Subject | None:
    """Something that may be brought in later than what names it, once it was."""
    moment = _moment(context)
    return thing if thing and (moment is None or thing.is_seen(moment)) else None


@register.simple_tag(takes_context=True)
def today(context: Context) -> str:
    """The address of the page as it stands today."""
    return without_moment(context["request"])


@register.simple_tag(takes_context=True)
def changes_since(context: Context) -> str:
    """What has changed since the day of the page, by all that is known today."""
    moment = _moment(context)
    day = moment.as_of.isoformat() if moment else ""
    return f"{reverse('changes')}?{urlencode({'from': day})}"


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """The address by which to cite a page: its moment is written in one way.

    A past day has one of its own: it shows other things than today.
    """
    address = str(at(context, today(context)))
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(address)


@lru_cache(maxsize=5000)
def _takes_moment(path: str) -> bool:
    """Does an address lead to a page that shows another day? Its own page does."""
    return not path or resolve(path).view_name in names_at_moment()


def _moment(context: Any) -> Moment | None:
    request = getattr(context, "request", None) or context.get("request")
    moment: Moment | None = getattr(request, "moment", None)
    return moment


def _hidden(values: dict[str, str]) -> SafeString:
    return format_html_join(
        "", '<input type="hidden" name="{}" value="{}">', values.items()
    )
