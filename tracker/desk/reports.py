"""What readers say is wrong: dismissed with a reason, or made into a draft."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects.actions import Refusal, reports
from projects.models import ErrorReport, User
from tracker.desk.desk import Payload
from tracker.desk.typed import EMPTY, SOURCE, named
from tracker.forms import DismissForm


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_http_methods(["GET", "POST"])
def error_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report. Analysts read it and may begin a draft; editors may dismiss it."""
    assert isinstance(request.user, User)
    found = get_object_or_404(
        ErrorReport.objects.select_related("handled_by", "draft"), pk=pk
    )
    may_dismiss = request.user.has_perm("projects.publish_update")
    if request.method == "POST" and not may_dismiss:
        raise PermissionDenied
    form = DismissForm(request.POST or None)
    if form.is_valid():
        try:
            reports.dismiss(
                found, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Dismissed."))
            return redirect("queue")
    return render(request, "desk/report.html", {"report": found, "form": form})


@login_required
@permission_required("projects.add_draft", raise_exception=True)
@require_POST
def draft_from_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with the report's source filled in and its words as a comment."""
    assert isinstance(request.user, User)
    found = get_object_or_404(ErrorReport, pk=pk)
    typed = {**EMPTY, named(SOURCE, "url"): [found.source_url]}
    payload = Payload(typed=typed, seen={}, begun=uuid4().hex)
    try:
        draft = reports.begin_draft(
            found, by=request.user, payload=payload.as_json(), now=timezone.now()
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("error_report", pk)
    return redirect("draft", draft.pk)
