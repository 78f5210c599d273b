"""Anyone may say that something here is wrong, with a source that says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects.actions import reports
from tracker.accounts import throttle
from tracker.forms import ReportForm, is_path

TOO_MANY = 429


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form; what it stores waits in the work queue. Nobody's address is kept."""
    about = request.GET.get("about", "")
    about = about if is_path(about) else ""
    form = ReportForm(request.POST or None, initial={"about": about})
    status = 200
    if form.is_valid():
        if form.cleaned_data.pop("website"):
            return redirect("reported")  # filled in by a machine, and not kept
        if throttle.may_report(throttle.place(request)):
            reports.report(now=timezone.now(), **form.cleaned_data)
            return redirect("reported")
        form.add_error(
            None,
            _("There were too many reports in the last hour. Send this one later."),
        )
        status = TOO_MANY
    shown = form["about"].value() or ""
    about = shown if is_path(shown) else ""
    context = {"form": form, "about": about}
    return render(request, "report.html", context, status=status)


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "reported.html")
