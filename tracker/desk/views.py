"""The desk: my drafts and those that wait; one form to log what a source says."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect, replace_url

from deadlines.holding import holds
from deadlines.tasks import deliver
from projects.actions import Refusal, drafts
from projects.codes import DraftState, UpdateStatus
from projects.models import Draft, Update, User
from tracker.bell import ring
from tracker.desk import desk as form
from tracker.desk.access import for_analysts, may_publish, visible_to
from tracker.desk.asking import asked_for
from tracker.desk.copying import copy_of
from tracker.desk.correcting import drafts_correcting, taken_over
from tracker.desk.desk import CHECKED, WRITTEN, Judged, Kept, Payload
from tracker.desk.kept_forms import given_back, mark_of
from tracker.desk.pressing import begun, begun_with, pressed, restructured
from tracker.desk.showing import name_lists, page
from tracker.desk.twice import published_so, say_once
from tracker.desk.typed import kept as typed_in
from tracker.pages.partials import wants_part

LISTED = 100
CHECKING = ("preview", "publish", "submit")
"""Buttons after which what is to mend comes first, and no longer the newest part."""


@for_analysts
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """My drafts, and for editors those that wait to be published."""
    by = _user(request)
    mine = Draft.objects.filter(author=by, state__in=drafts.UNPUBLISHED)
    waiting = visible_to(by).filter(state=DraftState.WAITING).exclude(author=by)
    done = Draft.objects.filter(author=by, state=DraftState.PUBLISHED)
    context = {
        "mine": mine.select_related("author")[:LISTED],
        "waiting": waiting.select_related("author")[:LISTED],
        "done": done.select_related("update")[:10],
        "publishes": by.has_perm("projects.publish_update"),
    }
    return render(request, "desk/drafts.html", context)


@for_analysts
@require_http_methods(["GET", "POST"])
def new_draft(request: HttpRequest) -> HttpResponse:
    """An empty form; the first button pressed makes a draft of it."""
    if request.method == "POST":
        return _work(request, begun(request, now=timezone.now()))
    typed = given_back(request) or asked_for(request)
    empty = Payload(typed=typed, seen={}, begun=uuid4().hex)
    return _form(request, Draft(author=_user(request)), empty)


@for_analysts
@require_http_methods(["GET", "POST"])
def correct_update(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form with all that an update of ours says, to put right what is wrong."""
    update = get_object_or_404(Update, public_id=public_id)
    if request.method == "POST":
        draft = begun(request, now=timezone.now(), corrects=update)
        return _work(request, draft)
    mine = drafts_correcting(update).filter(author=_user(request)).first()
    if mine:
        return redirect("draft", mine.pk)
    if update.status == UpdateStatus.RETRACTED:
        raise Http404
    typed = given_back(request) or copy_of(update)
    copied = Payload(typed, seen={}, begun=uuid4().hex, corrects=str(public_id))
    return _form(request, Draft(author=_user(request)), copied)


@for_analysts
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft as it was left, and working on it."""
    found = get_object_or_404(
        visible_to(_user(request)).select_related("author", "update"), pk=pk
    )
    if request.method == "POST":
        return _work(request, found)
    if found.state == DraftState.PUBLISHED:
        return render(request, "desk/published.html", {"draft": found})
    payload = Payload.of(found)
    typed = given_back(request)
    if typed:
        payload = replace(payload, typed=typed, view=WRITTEN)
        payload = form.keep(found, payload, now=timezone.now()).payload
        messages.success(request, _("What you had typed is back."))
    return _form(request, found, payload)


def _work(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Keep what was typed, whatever the button; then do what it says."""
    now, by = timezone.now(), _user(request)
    button, argument = pressed(request)
    before = Payload.of(draft)
    typed = typed_in(dict(request.POST.lists()))
    typed, newest = restructured(typed, button, argument, draft=draft, now=now)
    view = CHECKED if before.view and button != "save" else WRITTEN
    payload = replace(
        before,
        typed=typed,
        newest=newest or (0 if button in CHECKING else before.newest),
        view=view,
        meanwhile=before.meanwhile if button == "refresh" else (),
        begun=begun_with(request) or before.begun,
    )
    try:
        kept = form.keep(draft, payload, now=now)
        return _done(request, draft, kept, button, by=by, now=now)
    except drafts.DraftClosed as closed:
        draft.refresh_from_db()
        if draft.update and button == "publish" and published_so(draft, typed):
            return _gone_out(request, draft.update, by=by)
        messages.warning(request, str(closed))
        return _go(request, reverse("draft", args=[draft.pk]))


def _done(
    request: HttpRequest,
    draft: Draft,
    kept: Kept,
    button: str,
    *,
    by: User,
    now: datetime,
) -> HttpResponse:
    if button == "publish":
        return _publish(request, draft, kept, by=by, now=now)
    if button == "submit":
        return _submit(request, draft, kept, by=by, now=now)
    if button == "discard":
        drafts.discard(draft, now=now)
        ring(deliver)
        messages.success(request, _("Put away: %(draft)s.") % {"draft": draft})
        return _go(request, reverse("desk"))
    if button == "hand_back" and by.has_perm("projects.publish_update"):
        drafts.hand_back(draft, now=now)
        ring(deliver)
    if button == "comment" and request.POST.get("comment", "").strip():
        drafts.comment(draft, by=by, text=request.POST["comment"].strip(), now=now)
    if button == "preview":
        judged = form.preview(draft, kept, by=by, now=now)
    else:
        judged = form.judge(draft, kept, by=by, now=now)
    return _shown(request, draft, judged)


def _publish(
    request: HttpRequest, draft: Draft, kept: Kept, *, by: User, now: datetime
) -> HttpResponse:
    """Publish it, or show again, with everything typed, why it was refused."""
    if not may_publish(by, draft):
        messages.warning(request, _("Somebody else has to publish this draft."))
        return _shown(request, draft, form.judge(draft, kept, by=by, now=now))
    try:
        update = form.publish(draft, kept, by=by, now=now)
    except drafts.DraftClosed:
        raise
    except Refusal:
        return _shown(request, draft, form.preview(draft, kept, by=by, now=now))
    ring(deliver)
    return _gone_out(request, update, by=by)


def _gone_out(request: HttpRequest, update: Update, *, by: User) -> HttpResponse:
    """On to what was published, also where a second click asks for it again."""
    told = _("Published: %(update)s.") % {"update": update}
    if update.published_by_id != by.pk:
        told = _("Published meanwhile by %(editor)s: %(update)s.") % {
            "editor": update.published_by,
            "update": update,
        }
    say_once(request, told)
    return _go(request, reverse("update", args=[update.public_id]))


def _submit(
    request: HttpRequest, draft: Draft, kept: Kept, *, by: User, now: datetime
) -> HttpResponse:
    judged = form.preview(draft, kept, by=by, now=now)
    if not judged.is_sound:
        return _shown(request, draft, judged)
    drafts.submit(draft, now=now)
    ring(deliver)
    say_once(request, _("An editor can publish it now: %s.") % draft)
    return _go(request, reverse("desk"))


def _form(request: HttpRequest, draft: Draft, payload: Payload) -> HttpResponse:
    by, now = _user(request), timezone.now()
    kept = Kept(payload, payload.build(draft, now=now))
    return _shown(request, draft, form.judge(draft, kept, by=by, now=now))


def _shown(request: HttpRequest, draft: Draft, judged: Judged) -> HttpResponse:
    by = _user(request)
    part = wants_part(request)
    address = _address(draft, judged.payload)
    corrects = judged.built.entry.corrects
    context = {
        "draft": draft,
        "address": address,
        "corrects": corrects,
        "taken_over": taken_over(corrects) if corrects else (),
        "page": page(judged),
        "begun": judged.payload.begun,
        "typist": mark_of(by),
        "holds": holds([draft], timezone.now()).get(draft.pk, ()),
        "comments": draft.comments.select_related("author") if draft.pk else (),
        "publishes": may_publish(by, draft),
        "edits": by.has_perm("projects.publish_update"),
        "lists": () if part else name_lists(),
    }
    template = "desk/entry.html" + ("#entry" if part else "")
    response = render(request, template, context)
    return replace_url(response, address) if part else response


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Leave the form, for htmx too."""
    if wants_part(request):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def _address(draft: Draft, payload: Payload) -> str:
    if draft.pk:
        return reverse("draft", args=[draft.pk])
    if payload.corrects:
        return reverse("correct_update", args=[payload.corrects])
    return reverse("new_draft")


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
