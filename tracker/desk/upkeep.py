"""The work queue, checks that found nothing new, and retractions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deadlines import actions
from deadlines.models import Deadline
from projects.actions import Refusal
from projects.models import Source, Update, User
from tracker.desk.plan import Entry, publish
from tracker.desk.rows import update_row
from tracker.desk.work_queue import work_queue
from tracker.forms import CheckForm, RetractForm


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an analyst."""
    return render(request, "desk/queue.html", {"queue": work_queue(timezone.now())})


@login_required
@permission_required("projects.publish_update", raise_exception=True)
@require_http_methods(["GET", "POST"])
def check_deadline(request: HttpRequest, slug: str) -> HttpResponse:
    """Log that somebody looked, where, on which day, and found nothing new."""
    assert isinstance(request.user, User)
    deadline = get_object_or_404(Deadline.objects.select_related("pledge"), slug=slug)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        try:
            publish(
                _verification(deadline, **form.cleaned_data),
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Logged: checked, nothing new."))
            return redirect("deadline", slug)
    return render(request, "desk/check.html", {"deadline": deadline, "form": form})


@login_required
@permission_required("projects.retract_update", raise_exception=True)
@require_http_methods(["GET", "POST"])
def retract_update(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an update back, with a reason. It stays visible, and is read no more."""
    assert isinstance(request.user, User)
    update = get_object_or_404(Update.objects.live(), public_id=public_id)
    form = RetractForm(request.POST or None)
    if form.is_valid():
        try:
            actions.retract(
                update, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Retracted."))
            return redirect("update", public_id)
    return render(request, "desk/retract.html", {"update": update, "form": form})


def _verification(
    deadline: Deadline, *, source: Source, checked_on: object, note: str
) -> Entry:
    key = f"{checked_on}-checked-{deadline.slug}-{timezone.now():%H%M%S%f}"
    values = {
        "headline": _("Checked, nothing new: %(title)s") % {"title": deadline.title},
        "note": note,
        "known_on": checked_on,
        "known": "exact",
        "kind": "verification",
        "pledges": [deadline.pledge.slug],
        "deadlines": [deadline.slug],
        "citations": [{"source": source.slug}],
    }
    return Entry(update=update_row(key, values))
