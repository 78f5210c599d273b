"""What holds for every page: who may read it, in whose zone, as known on which day."""

from collections.abc import Callable
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from projects.models import User
from projects.rules.moment import Moment
from tracker.accounts.forms import spoken
from tracker.moment import NAMES as MOMENT
from tracker.moment import Refused, Request, asked, first_day, read, takes_moment

Next = Callable[[HttpRequest], HttpResponseBase]


class PublicRead(LoginRequiredMiddleware):
    """With PUBLIC_READ=0, who is not signed in is led to the sign-in.

    Closed is the rule: a view stays open only by `login_not_required`. What is shown
    to the signed-in then stays out of shared caches, whatever its view allowed.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if settings.PUBLIC_READ:
            return None
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        htmx = cast(HtmxDetails, request.htmx)  # type: ignore[attr-defined]
        if answer is not None and htmx:
            # A sign-in form must not land in the part that htmx wanted to swap.
            return HttpResponseClientRedirect(answer.headers["Location"])
        return answer

    def get_login_url(self, _view_func: Any) -> str:
        """One door, also to the admin's pages, which would name one of their own."""
        return str(settings.LOGIN_URL)

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not settings.PUBLIC_READ:
            patch_cache_control(response, private=True)
        return response


class AsKnown:
    """Give each view the moment it is asked for, and refuse what cannot be shown.

    Only views marked `at_moment` know another moment than now.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asking = cast(Request, request)
        asking.asked_at = timezone.now()
        asking.moment = Moment.today(asking.asked_at)
        return self.get_response(request)

    def process_view(
        self, plain: HttpRequest, view_func: Any, *_given: Any
    ) -> HttpResponseBase | None:
        request = cast(Request, plain)
        try:
            if takes_moment(view_func):
                request.first_day = first_day()
                if asked(request.GET):
                    request.moment = read(
                        request.GET, now=request.moment.now, first=request.first_day
                    )
            elif asked(request.GET):
                raise Refused(_("This page knows no other day than today."), {})
        except Refused as refused:
            return self.refuse(request, refused)
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A view that reads days of its own refuses them like those of all."""
        if isinstance(exception, Refused):
            return self.refuse(cast(Request, request), exception)
        return None

    def refuse(self, request: Request, refused: Refused) -> HttpResponse:
        query = {k: v for k, v in request.GET.dict().items() if k not in MOMENT}
        instead = urlencode({**query, **refused.instead})
        context = {
            "why": str(refused),
            "as_of": refused.instead.get("as_of"),
            "instead": f"{request.path}?{instead}" if instead else request.path,
        }
        return render(request, "no_such_moment.html", context, status=400)


def no_body_to_head(get_response: Next) -> Next:
    """Send no body to who asks for the headers only, which servers complain about.

    The length stays that of the body left out.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.content = b""
        elif request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response

    return middleware


def own_zone_and_language(get_response: Next) -> Next:
    """Show instants in the zone of who is signed in, and words in their language.

    Days of the record are plain dates and stay what they are, whoever reads them.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return get_response(request)
        with (
            timezone.override(_zone(request.user.zone)),
            translation.override(spoken(request.user.language)),
        ):
            return get_response(request)

    return middleware


def _zone(name: str) -> ZoneInfo:
    """A zone that was renamed since somebody chose it must not cost every page."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
