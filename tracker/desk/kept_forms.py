"""A form whose session ended is kept, and given back to whoever typed it only.

The form carries the signed name of the person it was shown to. What is posted when
that person is no longer signed in waits in the session, one form for each person,
through sign-in and sign-out of others, until they sign in again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from projects.models import User
from tracker.desk.typed import Raw, kept

TYPIST = "typist"
KEPT = "desk_kept"
MOST_KEPT = 300_000
"""Characters of a form that are kept for somebody who is not signed in."""
MOST_PEOPLE = 5

V = TypeVar("V", bound=Callable[..., HttpResponseBase])
_signer = Signer(salt="tracker.desk.typist")


def mark_of(user: User) -> str:
    """What a form carries to say to whom it was shown."""
    return _signer.sign(str(user.pk))


def keep_for_typist(request: HttpRequest) -> None:
    """Keep what was posted, where whoever typed it is not the one signed in."""
    typist = _typist(request)
    if not typist or typist == str(request.user.pk):
        return
    typed = kept(dict(request.POST.lists()))
    if sum(len(text) for texts in typed.values() for text in texts) > MOST_KEPT:
        return
    others = {who: form for who, form in _held(request).items() if who != typist}
    room = dict(list(others.items())[-(MOST_PEOPLE - 1) :])
    form = {"path": request.path, "typed": typed}
    request.session[KEPT] = {**room, typist: form}


def typed_by_another(request: HttpRequest) -> bool:
    """Was the form that is posted shown to somebody else than is signed in?"""
    typist = _typist(request)
    return bool(typist) and typist != str(request.user.pk)


def given_back(request: HttpRequest) -> Raw | None:
    """The form that this person posted to this page when not signed in."""
    held, who = _held(request), str(request.user.pk)
    if held.get(who, {}).get("path") != request.path:
        return None
    typed: Raw = held[who]["typed"]
    request.session[KEPT] = {name: held[name] for name in held if name != who}
    return typed


def _held(request: HttpRequest) -> dict[str, Any]:
    held: dict[str, Any] = request.session.get(KEPT, {})
    return held


def _typist(request: HttpRequest) -> str:
    """To whom the posted form was shown; nobody where no mark of ours says so."""
    try:
        return _signer.unsign(request.POST.get(TYPIST, ""))
    except BadSignature:
        return ""


def keeping_forms(view: V) -> V:
    """Signing in or out, which may empty the session: the forms outlive it."""

    @wraps(view)
    def kept_on(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        held = _held(request)
        response = view(request, *args, **kwargs)
        if held and KEPT not in request.session:
            request.session[KEPT] = held
        return response

    return cast(V, kept_on)
