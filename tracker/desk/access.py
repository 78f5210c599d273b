"""Who may work at the desk, and what becomes of a form whose session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from projects.codes import DraftState
from projects.models import Draft, User
from tracker.desk.kept_forms import keep_for_typist, typed_by_another
from tracker.pages.partials import wants_part

V = TypeVar("V", bound=Callable[..., HttpResponse])


def for_analysts(view: V) -> V:
    """Ask for sign-in first, keeping what was posted; then for the right to draft."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keep_for_typist(request)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if typed_by_another(request):
            return _to_begin_anew(request)
        if not request.user.has_perm("projects.add_draft"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    allowed.login_required = False  # type: ignore[attr-defined]  # asked for here
    return cast(V, allowed)


def may_publish(user: User, draft: Draft) -> bool:
    """Editors publish; where a review is required, never what they wrote."""
    own = settings.REQUIRE_REVIEW and draft.author_id == user.pk
    corrects = bool(draft.payload.get("corrects"))
    takes_back = not corrects or user.has_perm("projects.retract_update")
    return user.has_perm("projects.publish_update") and takes_back and not own


def visible_to(user: User) -> QuerySet[Draft]:
    """One's own drafts; editors see everybody's."""
    drafts = Draft.objects.exclude(state=DraftState.DISCARDED)
    if user.has_perm("projects.publish_update"):
        return drafts
    return drafts.filter(Q(author=user))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in keeps the session's contents, so the form waits there.

    Whoever is typing is told, not led away: the keys of that moment would be lost.
    """
    to = redirect_to_login(request.path)
    if wants_part(request) and "refresh" in request.POST:
        return render(request, "desk/_signed_out.html")
    return HttpResponseClientRedirect(to.url) if wants_part(request) else to


def _to_begin_anew(request: HttpRequest) -> HttpResponse:
    """Who sits here now gets neither the form nor the blame for it."""
    messages.warning(
        request,
        _(
            "That form was begun by somebody else who was signed in here. It is kept "
            "for them until they sign in here again."
        ),
    )
    address = reverse("dashboard")
    if wants_part(request):
        return HttpResponseClientRedirect(address)
    return redirect(address)
