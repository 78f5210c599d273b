"""My watches, what was sent to me and why; and stopping from a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from deadlines import actions
from deadlines.codes import AlertKind
from deadlines.emails import heading
from deadlines.models import Delivery, Watch
from deadlines.stopping import BadLink, read_stop_token
from projects.actions import Refusal
from projects.models import User
from tracker.forms import WatchForm

SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def watches(request: HttpRequest) -> HttpResponse:
    """The page, and beginning a watch from it."""
    assert isinstance(request.user, User)
    form = WatchForm(request.POST or None, initial={"thing": request.GET.get("thing")})
    if form.is_valid():
        try:
            actions.watch(user=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Watching."))
            return redirect("watches")
    mine = Watch.objects.active().filter(recipient__user=request.user)
    deliveries = Delivery.objects.filter(recipient__user=request.user)
    now = timezone.now()
    context = {
        "form": form,
        "watches": [
            (watch, ", ".join(str(AlertKind(kind).label) for kind in watch.kinds))
            for watch in mine.select_related("pledge", "project", "deadline", "party")
        ],
        "deliveries": [
            (
                heading(delivery.alert.kind, delivery.alert.deadline),
                delivery,
                delivery.is_held(now),
            )
            for delivery in deliveries.select_related("alert__deadline")[:SHOWN]
        ],
    }
    return render(request, "watches.html", context)


@login_required
@require_POST
def end_watch(request: HttpRequest, pk: int) -> HttpResponse:
    """End one watch of mine. Somebody else's is not found, and so not ended."""
    assert isinstance(request.user, User)
    mine = Watch.objects.active().filter(recipient__user=request.user, pk=pk)
    for watch in mine:
        actions.end_watches(
            recipient=watch.recipient_id, watches=[watch.pk], now=timezone.now()
        )
        messages.success(
            request, _("Not watching %(thing)s any more.") % {"thing": watch}
        )
    return redirect("watches")


@csrf_exempt  # the mail program posts it for the reader; the signature is the proof
@require_http_methods(["GET", "POST"])
def stop_watch(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in a mail opens. A GET asks only: link scanners stop nothing."""
    try:
        stop = read_stop_token(token)
    except BadLink as wrong:
        return render(request, "stop_watch.html", {"wrong": str(wrong)}, status=404)
    named = Watch.objects.filter(recipient=stop.recipient, pk__in=stop.watches)
    context = {"watches": list(named), "stopped": ""}
    if request.method == "POST":
        ended = actions.end_watches(
            recipient=stop.recipient, watches=stop.watches, now=timezone.now()
        )
        context["stopped"] = (
            ngettext("Stopped: %(n)s watch.", "Stopped: %(n)s watches.", ended)
            % {"n": ended}
            if ended
            else _("Nothing to stop: it had ended before.")
        )
    return render(request, "stop_watch.html", context)
