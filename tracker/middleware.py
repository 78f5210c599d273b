"""What holds for every page: who may read it, and in whose zone and language."""

from collections.abc import Callable
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from projects.models import User
from tracker.accounts.forms import spoken

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
