"""Who may work at the desk, and what becomes of a form whose session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from projects.codes import DraftState
from projects.models import Draft, User
from tracker.desk.typed import Raw, kept
from tracker.pages.partials import wants_part

KEPT = "desk_kept"
MOST_KEPT = 300_000
"""Characters of a form that are kept for somebody who is not signed in."""

V = TypeVar("V", bound=Callable[..., HttpResponse])


def for_analysts(view: V) -> V:
    """Ask for sign-in first, keeping what was posted; then for the right to draft."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
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


def given_back(request: HttpRequest) -> Raw | None:
    """The form that was posted to this page when nobody was signed in."""
    held: dict[str, Any] = request.session.get(KEPT, {})
    if held.get("path") != request.path:
        return None
    del request.session[KEPT]
    typed: Raw = held["typed"]
    return typed


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in keeps the session's contents, so the form waits there."""
    if request.method == "POST":
        typed = kept(dict(request.POST.lists()))
        size = sum(len(text) for texts in typed.values() for text in texts)
        if size <= MOST_KEPT:
            request.session[KEPT] = {"path": request.path, "typed": typed}
    to = redirect_to_login(request.path)
    return HttpResponseClientRedirect(to.url) if wants_part(request) else to
